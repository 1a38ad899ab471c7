#include "base/identifier.hpp"
#include "callback/follow_up.hpp"
#include "cli/commands/groups.hpp"

namespace svcctl::cli {
namespace {

using callback::Attempt;
using callback::FollowUp;

const View<FollowUp>& follow_up_view() {
  using F = const FollowUp&;
  static const View<FollowUp> view{
      {"follow_up", N_("follow-up"), [](F f) { return cell(f.number); }},
      {"due_on", N_("due on"), [](F f) { return cell(f.due_on); }},
      {"kind", N_("kind"), [](F f) { return cell(f.kind); }},
      {"job", N_("job"), [](F f) { return cell(f.job); }},
      {"plate", N_("plate"), [](F f) { return cell(f.plate); }},
      {"customer", N_("customer"), [](F f) { return cell(f.customer); }},
      {"name", N_("name"), [](F f) { return cell(f.customer_name); }, false, mask_name},
      {"phone", N_("phone"), [](F f) { return cell(f.phone); }, false, mask_phone},
      {"channel", N_("channel"), [](F f) { return cell(f.channel); }},
      {"assignee", N_("assignee"), [](F f) { return cell(f.assignee); }},
      {"state", N_("state"), [](F f) { return cell(f.state); }},
      {"attempts", N_("attempts"), [](F f) { return cell(f.attempts); }},
      {"issue", N_("issue"), [](F f) { return cell(f.issue); }, true},
      {"complaint", N_("complaint"), [](F f) { return cell(f.complaint); }, true},
      {"comeback", N_("comeback"), [](F f) { return cell(f.comeback); }, true},
  };
  return view;
}

const View<Attempt>& attempt_view() {
  using A = const Attempt&;
  static const View<Attempt> view{
      {"at", N_("at"), [](A a) { return cell(a.at); }},
      {"channel", N_("channel"), [](A a) { return cell(a.channel); }},
      {"outcome", N_("outcome"), [](A a) { return cell(a.outcome); }},
      {"score", N_("score"), [](A a) { return cell(a.score); }},
      {"comment", N_("comment"), [](A a) { return cell(a.comment); }},
      {"issue", N_("issue"), [](A a) { return cell(a.issue); }},
      {"by", N_("by"), [](A a) { return cell(a.by); }},
  };
  return view;
}

Option number_option() {
  return {.name = "FOLLOW-UP", .help = N_("its number, or any unambiguous end"), .required = true};
}

void due(store::ReadTxn& tx, const Args& args, Output& out) {
  out.list(follow_up_view(), callback::due(tx, {.on = args.date("on"),
                                                .overdue = args.flag("overdue"),
                                                .kind = args.text("kind"),
                                                .assignee = args.text("assignee")}));
}

void record(store::WriteTxn& tx, const Args& args, Output& out) {
  callback::RecordRequest request{.number = args.text("FOLLOW-UP"),
                                  .channel = args.text("channel"),
                                  .outcome = args.code<callback::Outcome>("outcome").value(),
                                  .score = std::nullopt,
                                  .comment = args.text("comment"),
                                  .issue = args.text("issue")};
  if (const auto score = args.integer("score")) request.score = static_cast<int>(*score);
  const auto done = callback::record(tx, request);
  if (done.change_channel)
    out.note(tr("nobody answers by {0}: try another channel", request.channel));
  if (done.mend_phone)
    out.note(tr("ask for the right number: svcctl customer set {0} --phone NUMBER",
                done.follow_up.customer));
  if (done.follow_up.state == callback::State::reached)
    out.note(
        tr("the issue becomes a complaint or a comeback: svcctl complaint open --follow-up "
           "{0} …",
           done.follow_up.number));
  out.one(follow_up_view(), done.follow_up);
}

void show(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto follow_up = callback::find_follow_up(tx, args.text("FOLLOW-UP"));
  out.one(follow_up_view(), follow_up);
  out.section(N_("Attempts"), attempt_view(), callback::attempts(tx, follow_up.id));
}

std::vector<Command> daily_commands() {
  return {
      {.name = "plan",
       .help = N_("make the follow-ups that the rules call for (2.5-callback)"),
       .write = [](store::WriteTxn& tx, const Args&,
                   Output& out) { out.list(follow_up_view(), callback::plan(tx)); },
       .examples = {{"svcctl callback plan", N_("run it as often as you like")}}},
      {.name = "due",
       .help = N_("whom to call today, or by another day"),
       .options = {{.name = "on", .kind = Kind::date, .help = N_("due by that day")},
                   {.name = "overdue", .kind = Kind::flag, .help = N_("only what is late")},
                   {.name = "kind", .help = N_("only of this rule")},
                   {.name = "assignee", .help = N_("only of this person")}},
       .read = due,
       .examples = {{"svcctl callback due --on tomorrow --format csv",
                     N_("tomorrow's list for a spreadsheet")}}},
      {.name = "record",
       .help = N_("what an attempt came to"),
       .options = {number_option(),
                   {.name = "channel",
                    .kind = Kind::choice,
                    .help = N_("how the customer was called"),
                    .required = true,
                    .choices = {"phone", "sms", "wechat", "visit"}},
                   {.name = "outcome",
                    .kind = Kind::choice,
                    .help = N_("what came of it"),
                    .required = true,
                    .choices = choices_of<callback::Outcome>()},
                   {.name = "score", .kind = Kind::integer, .help = N_("satisfaction, 0 to 10")},
                   {.name = "comment", .help = N_("the customer's words, use of the car")},
                   {.name = "issue", .help = N_("what is not right")}},
       .write = record,
       .examples = {{"svcctl callback record F261121-001 --channel phone --outcome reached "
                     "--score 9",
                     N_("all is well: the follow-up is closed")}}},
  };
}

std::vector<Command> managing_commands() {
  return {
      {.name = "assign",
       .help = N_("give a follow-up to someone"),
       .options = {number_option(), {.name = "to", .help = N_("staff code"), .required = true}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(follow_up_view(),
                     callback::assign(tx, args.text("FOLLOW-UP"), args.text("to")));
           },
       .examples = {{"svcctl callback assign F261121-001 --to A02", N_("not the advisor")}}},
      {.name = "snooze",
       .help = N_("put a follow-up off to another day"),
       .options = {number_option(),
                   {.name = "to", .kind = Kind::date, .help = N_("the day"), .required = true}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(follow_up_view(),
                     callback::snooze(tx, args.text("FOLLOW-UP"), args.date("to").value()));
           },
       .examples = {{"svcctl callback snooze F261121-001 --to +2d", N_("as the customer asked")}}},
      {.name = "link",
       .help = N_("link the comeback that settles what a follow-up brought up (2.5-resolve)"),
       .options = {number_option(),
                   {.name = "job", .help = N_("number of the comeback"), .required = true}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(follow_up_view(),
                     callback::link_comeback(tx, args.text("FOLLOW-UP"), args.text("job")));
           },
       .examples = {{"svcctl callback link F261121-002 --job J261123-006",
                     N_("the return repair")}}},
      {.name = "close",
       .help = N_("close a follow-up whose issue is settled (2.5-resolve)"),
       .options = {number_option()},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(follow_up_view(), callback::close(tx, args.text("FOLLOW-UP")));
           },
       .examples = {{"svcctl callback close F261121-002", N_("once the complaint is closed")}}},
      {.name = "list",
       .help = N_("follow-ups not over yet, the newest first"),
       .options = {{.name = "all", .kind = Kind::flag, .help = N_("also those over")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(follow_up_view(), callback::list_follow_ups(tx, args.flag("all")));
           },
       .examples = {{"svcctl callback list --all", N_("every follow-up")}}},
      {.name = "show",
       .help = N_("one follow-up with its attempts"),
       .options = {number_option()},
       .read = show,
       .examples = {{"svcctl callback show F261121-001", N_("one follow-up")}}},
  };
}

}  // namespace

std::vector<Command> callback_commands() {
  auto all = daily_commands();
  for (auto& command : managing_commands()) all.push_back(std::move(command));
  return all;
}

}  // namespace svcctl::cli
