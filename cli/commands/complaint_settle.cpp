#include "cli/commands/complaint_verbs.hpp"
#include "cli/commands/groups.hpp"
#include "complaint/handling.hpp"

namespace svcctl::cli {
namespace {

using complaint::Complaint;

using StepRun = Complaint (*)(store::WriteTxn&, const std::string&);

/// A verb that takes a complaint one step on and needs no words.
template <StepRun run>
void step(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(complaint_view(), run(tx, args.text("COMPLAINT")));
}

void investigate(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto [complaint, in_own_cause] =
      complaint::investigate(tx, {.number = args.text("COMPLAINT"),
                                  .by = args.text("by"),
                                  .cause_class = args.code<complaint::Cause>("cause-class"),
                                  .cause = args.text("cause"),
                                  .fault = {.against = args.text("against"),
                                            .task = args.text("task"),
                                            .lot = args.text("lot"),
                                            .part = args.text("part"),
                                            .supplier = args.text("supplier")}});
  if (in_own_cause)
    out.note(
        tr("{0} worked on the job, and nobody else is here to investigate: audit check "
           "counts it",
           complaint.investigator));
  out.one(complaint_view(), complaint);
}

void act(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto number = args.text("COMPLAINT");
  if (const auto done = args.maybe("done")) {
    if (args.has("correction") || args.has("prevention"))
      throw usage_error("complaint.done", tr("--done stands alone"),
                        "svcctl complaint act " + number + " --done WORDS");
    out.one(complaint_view(), complaint::prevented(tx, number, *done));
    return;
  }
  out.one(complaint_view(), complaint::act(tx, {.number = number,
                                                .correction = args.text("correction"),
                                                .prevention = args.text("prevention"),
                                                .owner = args.text("owner"),
                                                .due_on = args.date("by")}));
}

void cost(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(complaint_view(), complaint::add_cost(tx, {.number = args.text("COMPLAINT"),
                                                     .amount = args.money("amount").value(),
                                                     .what = args.text("what"),
                                                     .job = args.text("job"),
                                                     .technician = args.text("technician"),
                                                     .lot = args.text("lot"),
                                                     .part = args.text("part")}));
}

void verdict(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.flag("satisfied") == args.flag("unsatisfied"))
    throw usage_error("complaint.verdict", tr("give either --satisfied or --unsatisfied"));
  out.one(complaint_view(),
          complaint::judge(tx, args.text("COMPLAINT"),
                           args.flag("satisfied") ? complaint::Verdict::satisfied
                                                  : complaint::Verdict::unsatisfied));
}

std::vector<Verb> mending_verbs() {
  return {
      {"investigate",
       [] {
         return Command{
             .help = N_("who finds the cause, the cause, and whose it is (3.3-cause)"),
             .options = {complaint_option(),
                         {.name = "by",
                          .help =
                              N_("staff code; not one who worked on the job or whom it is against"),
                          .value_name = "STAFF"},
                         {.name = "cause-class",
                          .kind = Kind::choice,
                          .help = N_("class of the cause"),
                          .choices = choices_of<complaint::Cause>()},
                         {.name = "cause", .help = N_("the cause, in words")},
                         {.name = "against",
                          .help = N_("staff code: whose work it was; else the task's technician"),
                          .value_name = "STAFF"},
                         {.name = "task", .help = N_("the task at fault: its number or operation")},
                         {.name = "lot", .help = N_("lot of the part at fault")},
                         {.name = "part", .help = N_("its number, where several have such a lot")},
                         {.name = "supplier",
                          .help = N_("whose fault it is, where no lot says it")}},
             .write = investigate,
             .examples = {
                 {"svcctl complaint investigate C261123-001 --by I01 --cause-class workmanship "
                  "--cause 未打磨倒角",
                  N_("by someone with no part in the job")},
                 {"svcctl complaint investigate C261123-001 --task 1 --lot B1",
                  N_("whose work and whose part it was")}}};
       }},
      {"act",
       [] {
         return Command{
             .help = N_("what was put right, and what keeps it from coming back (3.3-cause)"),
             .options = {complaint_option(),
                         {.name = "correction", .help = N_("what was put right")},
                         {.name = "prevention", .help = N_("what keeps it from coming back")},
                         {.name = "owner",
                          .help = N_("staff code: who sees to the prevention"),
                          .value_name = "STAFF"},
                         {.name = "by",
                          .kind = Kind::date,
                          .help = N_("the day it has to be in place")},
                         {.name = "done", .help = N_("the prevention is in place: how, in words")}},
             .write = act,
             .examples = {
                 {"svcctl complaint act C261123-001 --correction 免费返修", N_("put right")},
                 {"svcctl complaint act C261123-001 --prevention 增加倒角检查 --owner I01 --by "
                  "+14d",
                  N_("somebody sees to it")},
                 {"svcctl complaint act C261123-001 --done 检查单已更新", N_("it is so")}}};
       }},
      {"cost",
       [] {
         return Command{
             .help = N_("what it cost, and to what it is charged (3.3-cause)"),
             .options = {complaint_option(),
                         {.name = "amount",
                          .kind = Kind::money,
                          .help = N_("a negative one mends a mistake"),
                          .required = true},
                         {.name = "what", .help = N_("in words"), .required = true},
                         {.name = "job", .help = N_("the job it is charged to")},
                         {.name = "technician", .help = N_("staff code"), .value_name = "STAFF"},
                         {.name = "lot", .help = N_("lot of the part it is charged to")},
                         {.name = "part", .help = N_("its number, where several have such a lot")}},
             .write = cost,
             .examples = {{"svcctl complaint cost C261123-001 --amount 120.00 --what 返修工时 "
                           "--technician T01",
                           N_("labour done again")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> complaint_settling_verbs() {
  auto all = mending_verbs();
  append(
      all,
      {{"answer",
        [] {
          return Command{
              .help = N_("what the customer was told (3.3-cause)"),
              .options = {complaint_option(),
                          {.name = "text", .help = N_("in words"), .required = true}},
              .write =
                  [](store::WriteTxn& tx, const Args& args, Output& out) {
                    out.one(complaint_view(),
                            complaint::answer(tx, args.text("COMPLAINT"), args.text("text")));
                  },
              .examples = {
                  {"svcctl complaint answer C261123-001 --text 已返修并致歉", N_("told")}}};
        }},
       {"verdict",
        [] {
          return Command{
              .help = N_("what the customer says to the answer (3.3-cause)"),
              .options = {complaint_option(),
                          {.name = "satisfied", .kind = Kind::flag, .help = N_("is satisfied")},
                          {.name = "unsatisfied", .kind = Kind::flag, .help = N_("is not")}},
              .write = verdict,
              .examples = {{"svcctl complaint verdict C261123-001 --satisfied", N_("good")}}};
        }},
       {"sign-off",
        [] {
          return Command{
              .help = N_("the first handler agrees that it is closed (3.3-first)"),
              .options = {complaint_option()},
              .write = step<complaint::sign_off>,
              .examples = {{"svcctl complaint sign-off C261123-001", N_("as the first handler")}}};
        }},
       {"close",
        [] {
          return Command{
              .help = N_("close it: cause, correction, answer and verdict are on file (3.3-cause)"),
              .options = {complaint_option()},
              .write = step<complaint::close>,
              .examples = {{"svcctl complaint close C261123-001",
                            N_("by the first handler, or signed off by the first handler")}}};
        }},
       {"reopen", [] {
          return Command{
              .help = N_("take a closed complaint up again: its clocks start anew (3.3-cause)"),
              .options = {complaint_option(),
                          {.name = "why", .help = N_("the reason"), .required = true}},
              .write =
                  [](store::WriteTxn& tx, const Args& args, Output& out) {
                    show_clocked(
                        tx, complaint::reopen(tx, args.text("COMPLAINT"), args.text("why")), out);
                  },
              .examples = {
                  {"svcctl complaint reopen C261123-001 --why 又响了", N_("it came back")}}};
        }}});
  return all;
}

}  // namespace svcctl::cli
