#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "correction/correction.hpp"

namespace svcctl::cli {
namespace {

using correction::Changed;
using intake::FactOf;

const View<Changed>& changed_view() {
  static const View<Changed> view{
      {"fact", N_("fact"), of<&Changed::fact>},
      {"before", N_("what was recorded"), of<&Changed::before>},
      {"after", N_("what is right"), of<&Changed::after>},
      {"follows", N_("follows from it"), of<&Changed::follows>},
  };
  return view;
}

/// The facts of a thing, as `--help` lists them.
std::string fields_of(FactOf what) {
  std::vector<std::string> names;
  for (const auto field : correction::facts_of(what))
    names.push_back(std::string(to_code(field)) + "=");
  return joined(names, " | ");
}

template <FactOf what>
void correct(store::WriteTxn& tx, const Args& args, Output& out) {
  out.list(changed_view(),
           correction::correct(tx, {.what = what,
                                    .job = args.text("JOB"),
                                    .task = what == FactOf::task ? args.text("TASK") : "",
                                    .fields = args.list("FACT"),
                                    .why = args.text("why"),
                                    .sure = what != FactOf::task && args.flag("sure")}));
}

template <FactOf what>
Command correcting(const char* help, std::vector<Example> examples) {
  Command command{.help = help, .options = {job_option()}};
  if (what == FactOf::task)
    command.options.push_back({.name = "TASK", .help = N_("number of the task"), .required = true});
  command.options.push_back({.name = "FACT",
                             .help = N_("the fact, and what is right: FIELD=VALUE"),
                             .value_name = fields_of(what),
                             .required = true,
                             .repeated = true});
  command.options.push_back({.name = "why", .help = N_("why it was wrong"), .required = true});
  if (what != FactOf::task) command.options.push_back(sure_option());
  command.write = correct<what>;
  command.examples = std::move(examples);
  command.more = N_(
      "The same day by who recorded it, else by a manager. What followed from the wrong value is "
      "recomputed and listed: look first with --dry-run. The rules are judged again: what would "
      "then break the standard is refused. Both values stay, in `job show`, in the history and "
      "on every reprint of a paper made before.");
  return command;
}

constexpr const char* number_of_a_booking = "BOOKING";
constexpr const char* number_of_a_complaint = "COMPLAINT";
constexpr const char* number_of_a_job = "JOB";

/// That an act was a mistake: of what it was, and why.
template <auto service, const char* const& name>
Command mistake_command(const char* help, Option number, Example example, const char* more) {
  return {.help = help,
          .options = {std::move(number),
                      {.name = "why", .help = N_("why it was wrong"), .required = true}},
          .write =
              [](store::WriteTxn& tx, const Args& args, Output& out) {
                out.list(changed_view(), service(tx, args.text(name), args.text("why")));
              },
          .examples = {std::move(example)},
          .more = more};
}

}  // namespace

std::vector<Verb> correct_verbs() {
  return {
      {"job",
       [] {
         return correcting<FactOf::job>(
             N_("put right what was recorded at reception"),
             {{"svcctl correct job 001 odometer=45123 --why 看错一位 --dry-run",
               N_("what would follow from it")},
              {"svcctl correct job 001 old-parts=return concern=刹车异响 --why 听错",
               N_("several facts at once")}});
       }},
      {"task",
       [] {
         return correcting<FactOf::task>(
             N_("put right who did the work, and when"),
             {{"svcctl correct task 001 1 technician=T02 --why 点错人", N_("another did it")}});
       }},
      {"papers",
       [] {
         return Command{
             .help =
                 N_("papers of a visit name what is on file now: it was wrong when they were made"),
             .options = {job_option(),
                         {.name = "why", .help = N_("why it was wrong"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.list(changed_view(),
                            {correction::correct_names(tx, args.text("JOB"), args.text("why"))});
                 },
             .examples = {{"svcctl correct papers 001 --why 车架号录错",
                           N_("after `svcctl vehicle set … --vin …`")}},
             .more = N_(
                 "Owner, car and shop on papers are those of the visit. Put right first what is "
                 "wrong on file, then its papers: each is laid out as its next version, and says "
                 "what had been wrong.")};
       }},
      {"certificate",
       [] {
         return Command{
             .help = N_("put a certificate right that was put on file wrong"),
             .options = {{.name = "STAFF", .help = N_("staff code"), .required = true},
                         {.name = "NUMBER",
                          .help = N_("number of the certificate"),
                          .required = true},
                         {.name = "FACT",
                          .help = N_("the fact, and what is right: FIELD=VALUE"),
                          .value_name = fields_of(FactOf::certificate),
                          .required = true,
                          .repeated = true},
                         {.name = "why", .help = N_("why it was wrong"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.list(changed_view(),
                            correction::correct_certificate(tx, {.staff = args.text("STAFF"),
                                                                 .number = args.text("NUMBER"),
                                                                 .fields = args.list("FACT"),
                                                                 .why = args.text("why")}));
                 },
             .examples = {{"svcctl correct certificate T02 GY-2025-0117 valid-to=2026-06-30 --why "
                           "看错年份 --dry-run",
                           N_("which work was judged by it, and how it is judged now")}},
             .more = N_("It is then what it always was: work that was judged by it is judged "
                        "again, and listed with the verdict before and now. A lapse that there is "
                        "by what is right is a lapse. Both stay in `svcctl staff certificate "
                        "list`.")};
       }},
      {"cancel",
       [] {
         return mistake_command<correction::correct_cancel, number_of_a_job>(
             N_("a visit was cancelled by mistake: it goes on"), job_option(),
             {"svcctl correct cancel 001 --why 点错单号", N_("as if nobody had cancelled it")},
             N_("The same day by who cancelled it, else by a manager. Tasks, changes and what was "
                "held for it are as they were; work that ran is paused, and a bill stays void. "
                "Refused once what it released is used otherwise: the car is here on another "
                "visit, the parts are issued or held for another."));
       }},
      {"booking",
       [] {
         return mistake_command<correction::correct_booking, number_of_a_booking>(
             N_("a booking was cancelled by mistake: it stands again"),
             {.name = "BOOKING", .help = N_("number of the booking"), .required = true},
             {"svcctl correct booking A261123-001 --why 取消错了", N_("the customer does come")},
             N_("The same day by who cancelled it, else by a manager; refused once the car is "
                "booked again, or its time has passed."));
       }},
      {"complaint",
       [] {
         return mistake_command<correction::correct_complaint, number_of_a_complaint>(
             N_("a complaint was opened by mistake: it is closed, and in no figure"),
             {.name = "COMPLAINT", .help = N_("number of the complaint"), .required = true},
             {"svcctl correct complaint C261123-001 --why 客户只是询问 --as M01",
              N_("the customer only asked")},
             N_("By a manager whom it is not against, and not once it is answered. `svcctl "
                "complaint list --mistaken` lists them. A follow-up that it came up in waits for "
                "another."));
       }},
      {"delivery",
       [] {
         return correcting<FactOf::delivery>(
             N_("put right what was recorded at delivery"),
             {{"svcctl correct delivery 001 odometer=45216 --why 看错一位",
               N_("the warranty follows")}});
       }},
  };
}

}  // namespace svcctl::cli
