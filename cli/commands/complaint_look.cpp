#include "base/identifier.hpp"
#include "cli/commands/complaint_verbs.hpp"
#include "cli/commands/job_verbs.hpp"
#include "complaint/clocks.hpp"
#include "complaint/handling.hpp"
#include "complaint/paper.hpp"
#include "complaint/stats.hpp"

namespace svcctl::cli {
namespace {

using complaint::Clock;
using complaint::ClockStat;
using complaint::Cost;
using complaint::Due;
using complaint::Listed;
using complaint::RepeatedCause;
using complaint::Step;

const View<Listed>& complaint_list_view() {
  using C = const Listed&;
  static const View<Listed> view{
      {"complaint", N_("complaint"), of<&Listed::number>},
      {"state", N_("state"), of<&Listed::state>},
      {"severity", N_("severity"), of<&Listed::severity>},
      {"kind", N_("kind"), of<&Listed::subject>},
      {"channel", N_("channel"), of<&Listed::channel>, true},
      {"customer", N_("customer"), of<&Listed::customer>},
      {"name", N_("name||person"), of<&Listed::customer_name>, false, mask_name},
      {"job", N_("job"), of<&Listed::job>},
      {"first_handler", N_("first handler"), of<&Listed::first_handler>},
      {"handler", N_("handler"), of<&Listed::handler>},
      {"against", N_("against"), of<&Listed::against>, true},
      {"received_at", N_("received"), of<&Listed::received_at>},
      {"settle_due_at", N_("settle by"), of<&Listed::settle_due_at>},
      {"cause_class", N_("cause class"), of<&Listed::cause_class>, true},
      {"cost", N_("cost||complaint"), of<&Listed::cost>, true},
      {"reopened", N_("times reopened"), [](C c) { return cell(c.round - 1); }, true},
      {"late_by", N_("recorded late, by"), of<&Listed::late_by>, where_any},
  };
  return view;
}

Cell words_cell(const Step& step) {
  auto words = complaint::words_of(step);
  return Codes{{std::move(words.code), std::move(words.label)}, {std::move(words.rest), ""}};
}

const View<Step>& step_view() {
  static const View<Step> view{
      {"at", N_("at"), of<&Step::at>},
      {"step", N_("step"), of<&Step::kind>},
      {"text", N_("words"), words_cell},
      {"from", N_("from"), of<&Step::from>},
      {"to", N_("to"), of<&Step::to>},
      {"by", N_("by"), of<&Step::by>},
      {"late_by", N_("recorded late, by"), of<&Step::late_by>, where_any},
  };
  return view;
}

const View<Clock>& clock_view() {
  static const View<Clock> view{
      {"clock", N_("clock"), of<&Clock::kind>},
      {"round", N_("round"), of<&Clock::round>},
      {"started_at", N_("from"), of<&Clock::started_at>},
      {"due_at", N_("due at"), of<&Clock::due_at>},
      {"met_at", N_("met"), of<&Clock::met_at>},
  };
  return view;
}

const View<Cost>& cost_view() {
  static const View<Cost> view{
      {"at", N_("at"), of<&Cost::at>},
      {"amount", N_("amount"), of<&Cost::amount>},
      {"what", N_("what"), of<&Cost::what>},
      {"job", N_("job"), of<&Cost::job>},
      {"technician", N_("technician"), of<&Cost::technician>},
      {"lot", N_("part and lot"), of<&Cost::lot>},
      {"by", N_("by"), of<&Cost::by>},
      {"late_by", N_("recorded late, by"), of<&Cost::late_by>, where_any},
  };
  return view;
}

const View<Due>& due_view() {
  static const View<Due> view{
      {"complaint", N_("complaint"), of<&Due::number>},
      {"what", N_("what"), of<&Due::what>},
      {"due_at", N_("due at"), of<&Due::due_at>},
      {"late", N_("late"), of<&Due::late>},
      {"severity", N_("severity"), of<&Due::severity>},
      {"handler", N_("handler"), of<&Due::handler>},
      {"first_handler", N_("first handler"), of<&Due::first_handler>},
      {"escalate_to", N_("tell"), of<&Due::escalate_to>},
  };
  return view;
}

const View<ClockStat>& clock_stat_view() {
  static const View<ClockStat> view{
      {"clock", N_("clock"), of<&ClockStat::kind>},
      {"clocks", N_("in all"), of<&ClockStat::clocks>},
      {"kept", N_("kept"), of<&ClockStat::kept>},
      {"late", N_("late"), of<&ClockStat::late>},
      {"open", N_("open"), of<&ClockStat::open>},
      {"share", N_("share %"), of<&ClockStat::share>},
      {"median", N_("median hours"), of<&ClockStat::median>},
      {"longest", N_("longest hours"), of<&ClockStat::longest>},
  };
  return view;
}

View<complaint::Group> group_view(const char* title) {
  using G = const complaint::Group&;
  return {
      {"key", title,
       [](G g) {
         return g.label.empty() ? cell(g.key) : Cell(Code{g.key, g.label});
       }},
      {"complaints", N_("complaints"), of<&complaint::Group::complaints>},
      {"per_100", N_("per 100 deliveries"), of<&complaint::Group::per_100>},
      {"open", N_("open"), of<&complaint::Group::open>},
      {"late", N_("late"), of<&complaint::Group::late>},
      {"handovers", N_("hand-overs"), of<&complaint::Group::handovers>},
      {"reopened", N_("reopened"), of<&complaint::Group::reopened>},
      {"satisfied", N_("satisfied"), of<&complaint::Group::satisfied>},
      {"cost", N_("cost||complaint"), of<&complaint::Group::cost>},
  };
}

const View<RepeatedCause>& repeated_view() {
  static const View<RepeatedCause> view{
      {"cause_class", N_("cause class"), of<&RepeatedCause::cause_class>},
      {"cause", N_("cause"), of<&RepeatedCause::cause>},
      {"part", N_("part"), of<&RepeatedCause::part>},
      {"complaints", N_("complaints"), of<&RepeatedCause::complaints>},
      {"first_at", N_("first"), of<&RepeatedCause::first_at>},
      {"last_at", N_("last"), of<&RepeatedCause::last_at>},
  };
  return view;
}

void list_clocks(store::ReadTxn& tx, const Args& args, Output& out) {
  out.list(due_view(), complaint::due(tx, {.within_days = args.days("within").value_or(1),
                                           .late = args.flag("late"),
                                           .assignee = args.text("assignee")}));
}

void list_complaints(store::ReadTxn& tx, const Args& args, Output& out) {
  out.stream<Listed>(complaint_list_view(), [&](const std::function<void(const Listed&)>& row) {
    complaint::each_complaint(
        tx, {.all = args.flag("all"), .mistaken = args.flag("mistaken"), .most = out.most()}, row);
  });
}

void show_complaint(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto found = complaint::find_complaint(tx, args.text("COMPLAINT"));
  out.one(complaint_view(), found);
  if (!out.sections()) return;
  out.section(N_("Clocks"), clock_view(), complaint::clocks(tx, found.id));
  out.section(N_("Costs"), cost_view(), complaint::costs(tx, found.id));
  out.section(N_("Steps"), step_view(), complaint::steps(tx, found.id));
}

void print_complaint(store::WriteTxn& tx, const Args& args, Output& out) {
  using intake::PaperKind;
  const auto found = complaint::find_complaint(tx, args.text("COMPLAINT"));
  const auto kind =
      args.text("doc") == "reply" ? PaperKind::complaint_reply : PaperKind::complaint_record;
  const auto paper = complaint::paper_of(tx, found, kind, out.catalogue());
  out.text(intake::print_paper(tx, paper, out.catalogue(), args.text("to")));
}

constexpr const char* by_repeat = "repeat";

void stats(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto period = args.period("period");
  if (args.text("by") == by_repeat)
    return out.list(repeated_view(), complaint::repeated_causes(tx, period));
  if (const auto by = args.code<complaint::By>("by"))
    return out.list(group_view(label(*by)), complaint::grouped(tx, *by, period));
  out.list(clock_stat_view(), complaint::clock_stats(tx, period));
}

Command stats_command() {
  auto choices = choices_of<complaint::By>();
  choices.emplace_back(by_repeat);
  return {
      .help = N_("how the clocks were kept, or complaints by what they have in common"),
      .options = {{.name = "by",
                   .kind = Kind::choice,
                   .help = N_("else: the clocks; repeat: causes behind more than one"),
                   .choices = choices},
                  {.name = "period", .kind = Kind::period, .help = N_("else: of all time")}},
      .read = stats,
      .examples = {{"svcctl complaint stats --period last-month", N_("times against the clocks")},
                   {"svcctl complaint stats --by person --period this-year",
                    N_("whose work is complained about")},
                   {"svcctl complaint stats --by supplier --period this-year",
                    N_("whose parts are complained about")},
                   {"svcctl complaint stats --by repeat --period this-year", N_("what came back")}},
      .more = N_("Hours of acknowledgement, contact, answer and settlement are working hours "
                 "outside pauses; the others are hours by the clock. share = kept / (kept + "
                 "late). per 100 = complaints received × 100 / deliveries of the period.")};
}

}  // namespace

std::vector<Verb> complaint_look_verbs() {
  return {
      {"due",
       [] {
         return Command{
             .help = N_("clocks that run out, or have, and who is to be told (3.3-timely)"),
             .options = {{.name = "within", .kind = Kind::days, .help = N_("within so many days")},
                         {.name = "late", .kind = Kind::flag, .help = N_("only what has run out")},
                         {.name = "assignee",
                          .help = N_("only what this person has in hand"),
                          .value_name = "STAFF"}},
             .read = list_clocks,
             .examples = {{"svcctl complaint due --within 1d", N_("every morning")},
                          {"svcctl complaint due --late --format csv", N_("for whoever is told")}},
             .more = N_("Whom to tell: [[complaint.escalate]] in the configuration.")};
       }},
      {"list",
       [] {
         return Command{
             .help = N_("complaints not closed, the newest first"),
             .options = {{.name = "all", .kind = Kind::flag, .help = N_("also those closed")},
                         {.name = "mistaken",
                          .kind = Kind::flag,
                          .help = N_("those opened by mistake, which are in no figure")}},
             .read = list_complaints,
             .examples = {{"svcctl complaint list --all --format csv", N_("every complaint")}}};
       }},
      {"show",
       [] {
         return Command{.help = N_("one complaint with its clocks, costs and steps"),
                        .options = {complaint_option()},
                        .read = show_complaint,
                        .examples = {{"svcctl complaint show C261123-001", N_("one complaint")}}};
       }},
      {"print",
       [] {
         return Command{.help = N_("its record for the file, or the reply to the customer"),
                        .options = {complaint_option(),
                                    {.name = "doc",
                                     .kind = Kind::choice,
                                     .help = N_("which paper; else the record"),
                                     .choices = {"record", "reply"}},
                                    paper_to_option()},
                        .write = print_complaint,
                        .examples = {{"svcctl complaint print C261123-001 --doc reply --lang zh",
                                      N_("to the customer, in Chinese")}},
                        .more = about_papers(),
                        .personal = true};
       }},
      {"stats", stats_command},
  };
}

}  // namespace svcctl::cli
