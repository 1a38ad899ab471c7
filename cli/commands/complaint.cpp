#include "complaint/complaint.hpp"

#include "base/identifier.hpp"
#include "cli/commands/groups.hpp"

namespace svcctl::cli {
namespace {

using complaint::Complaint;
using complaint::Due;
using complaint::Step;

const View<Complaint>& complaint_view() {
  using C = const Complaint&;
  static const View<Complaint> view{
      {"complaint", N_("complaint"), [](C c) { return cell(c.number); }},
      {"state", N_("state"), [](C c) { return cell(c.state); }},
      {"severity", N_("severity"), [](C c) { return cell(c.severity); }},
      {"kind", N_("kind"), [](C c) { return cell(c.subject); }},
      {"channel", N_("channel"), [](C c) { return cell(c.channel); }},
      {"customer", N_("customer"), [](C c) { return cell(c.customer); }},
      {"name", N_("name"), [](C c) { return cell(c.customer_name); }, false, mask_name},
      {"job", N_("job"), [](C c) { return cell(c.job); }},
      {"follow_up", N_("follow-up"), [](C c) { return cell(c.follow_up); }},
      {"text", N_("complaint text"), [](C c) { return cell(c.text); }},
      {"first_handler", N_("first handler"), [](C c) { return cell(c.first_handler); }},
      {"handler", N_("handler"), [](C c) { return cell(c.handler); }},
      {"received_at", N_("received"), [](C c) { return cell(c.received_at); }},
      {"acknowledge_due_at", N_("acknowledge by"), [](C c) { return cell(c.acknowledge_due_at); }},
      {"answer_due_at", N_("answer by"), [](C c) { return cell(c.answer_due_at); }},
      {"settle_due_at", N_("settle by"), [](C c) { return cell(c.settle_due_at); }},
      {"investigator", N_("investigator"), [](C c) { return cell(c.investigator); }},
      {"cause_class", N_("cause class"), [](C c) { return cell(c.cause_class); }},
      {"cause", N_("cause"), [](C c) { return cell(c.cause); }},
      {"correction", N_("correction"), [](C c) { return cell(c.correction); }},
      {"prevention", N_("prevention"), [](C c) { return cell(c.prevention); }},
      {"answer", N_("answer"), [](C c) { return cell(c.answer); }},
      {"verdict", N_("verdict"), [](C c) { return cell(c.verdict); }},
      {"signed_off_by", N_("signed off by"), [](C c) { return cell(c.signed_off_by); }},
      {"closed_at", N_("closed"), [](C c) { return cell(c.closed_at); }},
  };
  return view;
}

const View<Complaint>& list_view() {
  using C = const Complaint&;
  static const View<Complaint> view{
      {"complaint", N_("complaint"), [](C c) { return cell(c.number); }},
      {"state", N_("state"), [](C c) { return cell(c.state); }},
      {"severity", N_("severity"), [](C c) { return cell(c.severity); }},
      {"kind", N_("kind"), [](C c) { return cell(c.subject); }},
      {"customer", N_("customer"), [](C c) { return cell(c.customer); }},
      {"name", N_("name"), [](C c) { return cell(c.customer_name); }, false, mask_name},
      {"job", N_("job"), [](C c) { return cell(c.job); }},
      {"first_handler", N_("first handler"), [](C c) { return cell(c.first_handler); }},
      {"handler", N_("handler"), [](C c) { return cell(c.handler); }},
      {"received_at", N_("received"), [](C c) { return cell(c.received_at); }},
      {"settle_due_at", N_("settle by"), [](C c) { return cell(c.settle_due_at); }},
  };
  return view;
}

const View<Step>& step_view() {
  using S = const Step&;
  static const View<Step> view{
      {"at", N_("at"), [](S s) { return cell(s.at); }},
      {"step", N_("step"), [](S s) { return cell(s.kind); }},
      {"text", N_("words"), [](S s) { return cell(s.text); }},
      {"from", N_("from"), [](S s) { return cell(s.from); }},
      {"to", N_("to"), [](S s) { return cell(s.to); }},
      {"by", N_("by"), [](S s) { return cell(s.by); }},
  };
  return view;
}

const View<Due>& due_view() {
  using D = const Due&;
  static const View<Due> view{
      {"complaint", N_("complaint"), [](D d) { return cell(d.number); }},
      {"what", N_("what"), [](D d) { return cell(d.what); }},
      {"due_at", N_("by"), [](D d) { return cell(d.due_at); }},
      {"late", N_("late"), [](D d) { return cell(d.late); }},
      {"severity", N_("severity"), [](D d) { return cell(d.severity); }},
      {"handler", N_("handler"), [](D d) { return cell(d.handler); }},
      {"first_handler", N_("first handler"), [](D d) { return cell(d.first_handler); }},
  };
  return view;
}

Option number_option() {
  return {.name = "COMPLAINT", .help = N_("its number, or any unambiguous end"), .required = true};
}

void open(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(
      complaint_view(),
      complaint::open(tx, {.customer = args.text("customer"),
                           .job = args.text("job"),
                           .follow_up = args.text("follow-up"),
                           .channel = args.code<complaint::Channel>("channel").value(),
                           .subject = args.code<complaint::Subject>("kind").value(),
                           .severity = args.code<Severity>("severity").value_or(Severity::normal),
                           .text = args.text("text")}));
}

void verdict(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.flag("satisfied") == args.flag("unsatisfied"))
    throw usage_error("complaint.verdict", tr("give either --satisfied or --unsatisfied"));
  out.one(complaint_view(),
          complaint::judge(tx, args.text("COMPLAINT"),
                           args.flag("satisfied") ? complaint::Verdict::satisfied
                                                  : complaint::Verdict::unsatisfied));
}

void show(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto found = complaint::find_complaint(tx, args.text("COMPLAINT"));
  out.one(complaint_view(), found);
  out.section(N_("Steps"), step_view(), complaint::steps(tx, found.id));
}

using StepRun = Complaint (*)(store::WriteTxn&, const std::string&);

/// A verb that takes a complaint one step on and needs no words.
template <StepRun run>
void step(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(complaint_view(), run(tx, args.text("COMPLAINT")));
}

std::vector<Command> taking_commands() {
  return {
      {.name = "open",
       .help = N_("put a complaint on file; who acts owns it (3.3-channel, 3.3-first)"),
       .options = {{.name = "customer", .help = N_("number or phone; else the job's")},
                   {.name = "job", .help = N_("the job complained about")},
                   {.name = "follow-up", .help = N_("the follow-up it came up in (2.5-resolve)")},
                   {.name = "channel",
                    .kind = Kind::choice,
                    .help = N_("how it came"),
                    .required = true,
                    .choices = choices_of<complaint::Channel>()},
                   {.name = "kind",
                    .kind = Kind::choice,
                    .help = N_("what it is about"),
                    .required = true,
                    .choices = choices_of<complaint::Subject>()},
                   {.name = "severity",
                    .kind = Kind::choice,
                    .help = N_("decides the clocks; normal unless said otherwise"),
                    .choices = choices_of<Severity>()},
                   {.name = "text", .help = N_("in the customer's own words"), .required = true}},
       .write = open,
       .examples = {{"svcctl complaint open --customer K0002 --job J261121-002 --channel phone "
                     "--kind quality --severity normal --text 又响了",
                     N_("by phone, about a repair")}}},
      {.name = "acknowledge",
       .help = N_("the customer knows that it is in hand (3.3-timely)"),
       .options = {number_option()},
       .write = step<complaint::acknowledge>,
       .examples = {{"svcctl complaint acknowledge C261123-001", N_("within its clock")}}},
      {.name = "handover",
       .help = N_("another person works on it; the first handler stays responsible (3.3-first)"),
       .options = {number_option(),
                   {.name = "to", .help = N_("staff code"), .required = true},
                   {.name = "why", .help = N_("the reason"), .required = true}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(complaint_view(), complaint::hand_over(tx, args.text("COMPLAINT"),
                                                            args.text("to"), args.text("why")));
           },
       .examples = {{"svcctl complaint handover C261123-001 --to M01 --why 需要店长处理",
                     N_("to the manager")}}},
      {.name = "investigate",
       .help = N_("who finds the cause, and the cause (3.3-cause)"),
       .options = {number_option(),
                   {.name = "by", .help = N_("staff code; not one who worked on the job")},
                   {.name = "cause-class",
                    .kind = Kind::choice,
                    .help = N_("class of the cause"),
                    .choices = choices_of<complaint::Cause>()},
                   {.name = "cause", .help = N_("the cause, in words")}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(complaint_view(),
                     complaint::investigate(
                         tx, {.number = args.text("COMPLAINT"),
                              .by = args.text("by"),
                              .cause_class = args.code<complaint::Cause>("cause-class"),
                              .cause = args.text("cause")}));
           },
       .examples = {{"svcctl complaint investigate C261123-001 --by I01 --cause-class workmanship "
                     "--cause 未打磨倒角",
                     N_("by someone with no part in the job")}}},
  };
}

std::vector<Command> settling_commands() {
  return {
      {.name = "act",
       .help = N_("what was put right, and what keeps it from coming back (3.3-cause)"),
       .options = {number_option(),
                   {.name = "correction", .help = N_("what was put right")},
                   {.name = "prevention", .help = N_("what keeps it from coming back")}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(complaint_view(),
                     complaint::act(tx, args.text("COMPLAINT"), args.text("correction"),
                                    args.text("prevention")));
           },
       .examples = {{"svcctl complaint act C261123-001 --correction 免费返修", N_("put right")}}},
      {.name = "answer",
       .help = N_("what the customer was told (3.3-cause)"),
       .options = {number_option(), {.name = "text", .help = N_("in words"), .required = true}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(complaint_view(),
                     complaint::answer(tx, args.text("COMPLAINT"), args.text("text")));
           },
       .examples = {{"svcctl complaint answer C261123-001 --text 已返修并致歉", N_("told")}}},
      {.name = "verdict",
       .help = N_("what the customer says to the answer (3.3-cause)"),
       .options = {number_option(),
                   {.name = "satisfied", .kind = Kind::flag, .help = N_("is satisfied")},
                   {.name = "unsatisfied", .kind = Kind::flag, .help = N_("is not")}},
       .write = verdict,
       .examples = {{"svcctl complaint verdict C261123-001 --satisfied", N_("good")}}},
      {.name = "sign-off",
       .help = N_("the first handler agrees that it is closed (3.3-first)"),
       .options = {number_option()},
       .write = step<complaint::sign_off>,
       .examples = {{"svcctl complaint sign-off C261123-001", N_("as the first handler")}}},
      {.name = "close",
       .help = N_("close it: cause, correction, answer and verdict are on file (3.3-cause)"),
       .options = {number_option()},
       .write = step<complaint::close>,
       .examples = {{"svcctl complaint close C261123-001",
                     N_("by the first handler, or signed off by the first handler")}}},
      {.name = "due",
       .help = N_("clocks that run out, or have (3.3-timely)"),
       .options = {{.name = "within", .kind = Kind::days, .help = N_("within so many days")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(due_view(), complaint::due(tx, args.days("within").value_or(1)));
           },
       .examples = {{"svcctl complaint due --within 1d", N_("every morning")}}},
      {.name = "list",
       .help = N_("complaints not closed, the newest first"),
       .options = {{.name = "all", .kind = Kind::flag, .help = N_("also those closed")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(list_view(), complaint::list_complaints(tx, args.flag("all")));
           },
       .examples = {{"svcctl complaint list --all --format csv", N_("every complaint")}}},
      {.name = "show",
       .help = N_("one complaint with its steps"),
       .options = {number_option()},
       .read = show,
       .examples = {{"svcctl complaint show C261123-001", N_("one complaint")}}},
  };
}

}  // namespace

std::vector<Command> complaint_commands() {
  auto all = taking_commands();
  for (auto& command : settling_commands()) all.push_back(std::move(command));
  return all;
}

}  // namespace svcctl::cli
