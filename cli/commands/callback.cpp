#include <algorithm>

#include "base/identifier.hpp"
#include "callback/call.hpp"
#include "callback/follow_up.hpp"
#include "callback/plan.hpp"
#include "cli/commands/callback_verbs.hpp"
#include "cli/commands/groups.hpp"

namespace svcctl::cli {

using callback::FollowUpLine;

const View<FollowUpLine>& follow_up_view() {
  static const View<FollowUpLine> view{
      {"follow_up", N_("follow-up"), of<&FollowUpLine::number>},
      {"due_on", N_("due on"), of<&FollowUpLine::due_on>},
      {"kind", N_("reason"), of<&FollowUpLine::kind>},
      {"job", N_("job"), of<&FollowUpLine::job>},
      {"plate", N_("plate"), of<&FollowUpLine::plate>},
      {"customer", N_("customer"), of<&FollowUpLine::customer>},
      {"name", N_("name||person"), of<&FollowUpLine::customer_name>, false, mask_name},
      {"phone", N_("phone"), of<&FollowUpLine::phone>, false, mask_phone},
      {"channel", N_("channel"), of<&FollowUpLine::channel>},
      {"assignee", N_("assignee"), of<&FollowUpLine::assignee>},
      {"state", N_("state"), of<&FollowUpLine::state>},
      {"attempts", N_("attempts"), of<&FollowUpLine::attempts>},
      {"called_for_on", N_("called for on"), of<&FollowUpLine::called_for_on>, true},
      {"announced_on", N_("about"), of<&FollowUpLine::announced_on>, true},
      {"number_wrong", N_("number wrong"), of<&FollowUpLine::number_wrong>, true},
      {"raised", N_("issue raised"), of<&FollowUpLine::raised>, true},
      {"issue", N_("issue"), of<&FollowUpLine::issue>, true},
      {"complaint", N_("complaint"), of<&FollowUpLine::complaint>, true},
      {"comeback", N_("comeback"), of<&FollowUpLine::comeback>, true},
  };
  return view;
}

Option follow_up_option() {
  return {.name = "FOLLOW-UP", .help = N_("its number, or any unambiguous end"), .required = true};
}

namespace {

using callback::Attempt;

const View<Attempt>& attempt_view() {
  static const View<Attempt> view{
      {"at", N_("at"), of<&Attempt::at>},
      {"channel", N_("channel"), of<&Attempt::channel>},
      {"outcome", N_("outcome"), of<&Attempt::outcome>},
      {"score", N_("score"), of<&Attempt::score>},
      {"promise", N_("promise kept"), of<&Attempt::marks, &callback::Marks::promise>, true},
      {"attitude", N_("attitude"), of<&Attempt::marks, &callback::Marks::attitude>, true},
      {"quality", N_("quality"), of<&Attempt::marks, &callback::Marks::quality>, true},
      {"speed", N_("speed"), of<&Attempt::marks, &callback::Marks::speed>, true},
      {"price", N_("price||charged"), of<&Attempt::marks, &callback::Marks::price>, true},
      {"car_use", N_("use of the car"), of<&Attempt::car_use>},
      {"comment", N_("comment"), of<&Attempt::comment>},
      {"issue", N_("issue"), of<&Attempt::issue>},
      {"by", N_("by"), of<&Attempt::by>},
      {"late_by", N_("recorded late, by"), of<&Attempt::late_by>, where_any},
  };
  return view;
}

void plan_calls(store::WriteTxn& tx, const Args&, Output& out) {
  const auto planned = callback::plan(tx);
  if (planned.waiting > 0)
    out.note(tr("{0} more wait for another day: at most {1} are made in one", planned.waiting,
                tx.settings().callback->daily_cap));
  if (planned.withheld > 0)
    out.note(tr("{0} not made: the customer did not agree to such calls", planned.withheld));
  out.list(follow_up_view(), planned.made);
}

void list_due(store::ReadTxn& tx, const Args& args, Output& out) {
  const callback::DueFilter filter{.on = args.date("on"),
                                   .overdue = args.flag("overdue"),
                                   .kind = args.code<CallbackKind>("kind"),
                                   .channel = args.code<CallChannel>("channel"),
                                   .assignee = args.text("assignee"),
                                   .most = out.most()};
  out.stream<FollowUpLine>(follow_up_view(),
                           [&](const auto& take) { callback::each_due(tx, filter, take); });
}

std::optional<int> small(const Args& args, std::string_view name) {
  const auto value = args.integer(name);
  if (!value) return std::nullopt;
  return static_cast<int>(std::clamp<std::int64_t>(*value, -1, 100));
}

void record(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto done =
      callback::record(tx, {.number = args.text("FOLLOW-UP"),
                            .channel = args.code<CallChannel>("channel").value(),
                            .outcome = args.code<callback::Outcome>("outcome").value(),
                            .score = small(args, "score"),
                            .marks = {.promise = small(args, "promise"),
                                      .attitude = small(args, "attitude"),
                                      .quality = small(args, "quality"),
                                      .speed = small(args, "speed"),
                                      .price = small(args, "price")},
                            .comment = args.text("comment"),
                            .car_use = args.text("use"),
                            .issue = args.text("issue")});
  const auto& follow_up = done.follow_up;
  if (done.channel_changed)
    out.note(tr("nobody answers: the next attempt is by {0}", follow_up.channel));
  if (done.mend_phone)
    out.note(
        tr("ask for the right number: svcctl customer set {0} --phone NUMBER", follow_up.customer));
  if (follow_up.state == callback::State::unreachable)
    out.note(tr("{0} attempts reached nobody: follow-up {1} is over, and {2} was never reached",
                follow_up.attempts, follow_up.number, follow_up.customer));
  if (done.consent_withdrawn)
    out.note(tr("{0} is in no list any more: the consent is withdrawn", follow_up.customer));
  if (follow_up.state == callback::State::reached) {
    if (!follow_up.complaint.empty())
      out.note(tr("what came up waits in {0}: the follow-up ends once that is settled",
                  follow_up.complaint));
    else if (follow_up.comeback.empty())
      out.note(
          tr("the issue becomes a complaint or a comeback: svcctl complaint open --follow-up "
             "{0} …",
             follow_up.number));
  }
  out.one(follow_up_view(), follow_up);
}

void show_call(store::ReadTxn& tx, const Args& args, Output& out) {
  auto follow_up = callback::find_follow_up(tx, args.text("FOLLOW-UP"));
  out.one(follow_up_view(), follow_up);
  if (!out.sections()) return;
  if (!out.whole()) follow_up.customer_name = mask_name(follow_up.customer_name);
  if (const auto script = callback::script_of(tx, follow_up); !script.empty())
    out.text("\n" + script + "\n");
  out.section(N_("Attempts"), attempt_view(), callback::attempts(tx, follow_up.id));
}

Option mark_option(const char* name, const char* help) {
  return {.name = name, .kind = Kind::integer, .help = help};
}

std::vector<Verb> daily_verbs() {
  return {
      {"plan",
       [] {
         return Command{
             .help = N_("make the follow-ups that the rules call for (2.5-callback)"),
             .write = plan_calls,
             .examples = {{"svcctl callback plan", N_("run it as often as you like")}},
             .more = N_(
                 "Each thing that happened gives one follow-up of a kind, however often this "
                 "runs. What the customer has not agreed to waits for their consent; what speaks "
                 "of a day lapses with it. The rules stand in the configuration, "
                 "[[callback.rule]].")};
       }},
      {"due",
       [] {
         return Command{
             .help = N_("whom to call today, or by another day"),
             .options = {{.name = "on", .kind = Kind::date, .help = N_("due by that day")},
                         {.name = "overdue", .kind = Kind::flag, .help = N_("only what is late")},
                         {.name = "kind",
                          .kind = Kind::choice,
                          .help = N_("only for this reason"),
                          .choices = choices_of<CallbackKind>()},
                         {.name = "channel",
                          .kind = Kind::choice,
                          .help = N_("only by this channel"),
                          .choices = choices_of<CallChannel>()},
                         {.name = "assignee",
                          .help = N_("only of this person"),
                          .value_name = "STAFF"}},
             .read = list_due,
             .examples = {{"svcctl callback due --on tomorrow --format csv",
                           N_("tomorrow's list for a spreadsheet")}}};
       }},
      {"record",
       [] {
         return Command{
             .help = N_("what an attempt came to"),
             .options = {follow_up_option(),
                         {.name = "channel",
                          .kind = Kind::choice,
                          .help = N_("how the customer was called"),
                          .required = true,
                          .choices = choices_of<CallChannel>()},
                         {.name = "outcome",
                          .kind = Kind::choice,
                          .help = N_("what came of it"),
                          .required = true,
                          .choices = choices_of<callback::Outcome>()},
                         {.name = "score",
                          .kind = Kind::integer,
                          .help = N_("satisfaction, 0 to 10")},
                         mark_option("promise", N_("promise kept, 1 to 5")),
                         mark_option("attitude", N_("attitude, 1 to 5")),
                         mark_option("quality", N_("quality, 1 to 5")),
                         mark_option("speed", N_("speed, 1 to 5")),
                         mark_option("price", N_("price, 1 to 5")),
                         {.name = "use", .help = N_("how the car is used")},
                         {.name = "comment", .help = N_("the customer's words")},
                         {.name = "issue", .help = N_("what is not right")}},
             .write = record,
             .examples = {{"svcctl callback record F261121-001 --channel phone --outcome reached "
                           "--score 9",
                           N_("all is well: the follow-up is closed")}},
             .more = N_(
                 "An issue, and a score or mark as low as the configuration says, must become a "
                 "complaint or a comeback, and be settled, before the follow-up ends, whatever the "
                 "outcome (2.5-resolve). Who refuses is called no more.")};
       }},
      {"list",
       [] {
         return Command{
             .help = N_("follow-ups not over yet, the newest first"),
             .options = {{.name = "all", .kind = Kind::flag, .help = N_("also those over")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.stream<FollowUpLine>(follow_up_view(), [&](const auto& take) {
                     callback::each_follow_up(tx, args.flag("all"), out.most(), take);
                   });
                 },
             .examples = {{"svcctl callback list --all", N_("every follow-up")}}};
       }},
      {"show",
       [] {
         return Command{.help = N_("one follow-up with its attempts"),
                        .options = {follow_up_option()},
                        .read = show_call,
                        .examples = {{"svcctl callback show F261121-001", N_("one follow-up")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> callback_verbs() {
  auto all = daily_verbs();
  for (auto* more : {callback_managing_verbs, callback_export_verbs}) append(all, more());
  return all;
}

}  // namespace svcctl::cli
