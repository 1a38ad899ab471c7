#include "callback/call.hpp"

#include <algorithm>
#include <array>

#include "callback/calling.hpp"
#include "callback/ending.hpp"
#include "callback/private/callers.hpp"
#include "callback/private/wrong_number.hpp"
#include "callback/rule.hpp"
#include "customer/consent.hpp"
#include "customer/words.hpp"
#include "intake/job_record.hpp"
#include "shop/staff.hpp"

namespace svcctl::callback {
namespace {

// What a call stands on, named by the row id of the follow-up.
constexpr store::GroundKind came_of{N_("the car was delivered"),
                                    "SELECT COALESCE(d.happened_at, d.at) AS value FROM follow_up "
                                    "f JOIN delivery d ON d.job_id = f.job_id WHERE f.id = :id"};
constexpr store::GroundKind called{
    N_("the customer was called last"),
    "SELECT MAX(at) AS value FROM follow_up_attempt WHERE follow_up_id = :id"};

FollowUp in_hand(store::WriteTxn& tx, const std::string& number) {
  shop::require_right(tx, Right::follow_up);
  auto follow_up = find_follow_up(tx, number);
  tx.stands_on(Clause::callback, {came_of.of(follow_up.id), called.of(follow_up.id)});
  if (follow_up.state != State::open && follow_up.state != State::reached)
    throw wrong_state("callback.closed",
                      tr("follow-up {0} is over: {1}", follow_up.number, follow_up.state),
                      "svcctl callback show " + follow_up.number);
  return follow_up;
}

FollowUp changed(store::WriteTxn& tx, const FollowUp& follow_up, const char* what) {
  tx.record(store::of_outlet(follow_up.outlet_id),
            {"follow_up", follow_up.number, {{"job", follow_up.job}, {"what", what}}});
  return find_follow_up(tx, follow_up.number);
}

std::array<std::optional<int>, 5> each_mark(const Marks& marks) {
  return {marks.promise, marks.attitude, marks.quality, marks.speed, marks.price};
}

void check(const RecordRequest& request) {
  if (request.score && (*request.score < 0 || *request.score > 10))
    throw usage_error("callback.score", tr("a score is 0 to 10"), "--score 9");
  bool marked = false;
  for (const auto& mark : each_mark(request.marks)) {
    marked = marked || mark;
    if (mark && (*mark < 1 || *mark > 5))
      throw usage_error("callback.mark", tr("a mark is 1 to 5"), "--attitude 5");
  }
  if (request.outcome != Outcome::reached && (request.score || marked || !request.issue.empty()))
    throw usage_error("callback.not-reached",
                      tr("a score or an issue comes from a customer who was reached"),
                      "--outcome reached");
}

/// An issue in words, or a score or mark as low as the configuration calls an issue.
bool raises(const CallbackSettings& settings, const RecordRequest& request) {
  const auto marks = each_mark(request.marks);
  return !request.issue.empty() || (request.score && *request.score <= settings.low_score) ||
         std::ranges::any_of(marks,
                             [&](const auto& mark) { return mark && *mark <= settings.low_mark; });
}

void keep_attempt(store::WriteTxn& tx, const FollowUp& follow_up, const RecordRequest& request) {
  const auto words = [&](const char* kind, const std::string& text) {
    return customer::keep_words(tx, follow_up.customer_id, follow_up.job_id, kind, text);
  };
  tx.insert(
      R"(INSERT INTO follow_up_attempt (follow_up_id, channel, outcome, score, promise_mark,
                                        attitude_mark, quality_mark, speed_mark, price_mark,
                                        comment_id, car_use_id, issue_id, raised, at, recorded_at,
                                        staff_id, outlet_id)
         VALUES (:follow_up, :channel, :outcome, :score, :promise, :attitude, :quality, :speed,
                 :price, :comment, :car_use, :issue, :raised, :at, :now, :staff,
                 (SELECT outlet_id FROM follow_up WHERE id = :follow_up)))",
      {{"follow_up", follow_up.id},
       {"channel", request.channel},
       {"outcome", request.outcome},
       {"score", request.score},
       {"promise", request.marks.promise},
       {"attitude", request.marks.attitude},
       {"quality", request.marks.quality},
       {"speed", request.marks.speed},
       {"price", request.marks.price},
       {"comment", words("call-comment", request.comment)},
       {"car_use", words("call-car-use", request.car_use)},
       {"issue", words("call-issue", request.issue)},
       {"raised", raises(*tx.settings().callback, request)},
       tx.stamp()});
}

/// Fruitless attempts by the channel since another, or since one that reached somebody.
int fruitless(const store::ReadTxn& tx, const FollowUp& follow_up) {
  int count = 0;
  for (const auto& attempt : attempts(tx, follow_up.id)) {
    if (attempt.channel != follow_up.channel) continue;
    count = attempt.outcome == Outcome::no_answer ? count + 1 : 0;
  }
  return count;
}

CallbackRule rule_behind(const store::ReadTxn& tx, const FollowUp& follow_up) {
  const auto* rule = rule_named(tx.settings(), follow_up.rule, follow_up.kind);
  return rule == nullptr ? CallbackRule{} : *rule;
}

void put_off(store::WriteTxn& tx, const FollowUp& follow_up, int days) {
  const auto from = std::max(follow_up.due_on, tx.today());
  tx.run("UPDATE follow_up SET due_on = :due WHERE id = :id",
         {{"due", from.plus_days(days)}, {"id", follow_up.id}});
}

/// @return whether it changed
bool next_channel(store::WriteTxn& tx, const FollowUp& follow_up, const CallbackRule& rule) {
  const auto next = follow_up.channel == rule.then_channel ? rule.channel : rule.then_channel;
  if (next == follow_up.channel) return false;
  tx.run("UPDATE follow_up SET channel = :channel WHERE id = :id",
         {{"channel", next}, {"id", follow_up.id}});
  return true;
}

bool served(const store::ReadTxn& tx, const FollowUp& follow_up,
            std::optional<std::int64_t> staff_id) {
  return !store::judge(tx, rule::calling,
                       {{"follow_up", follow_up.id}, {"staff", staff_id}, {"at", tx.happened()}},
                       {&rule::called_by_another})
              .keeps(rule::called_by_another);
}

/// Somebody who may call and did not serve the customer.
std::optional<std::int64_t> another_caller(const store::ReadTxn& tx, const FollowUp& follow_up) {
  return Callers(tx).first(follow_up.outlet_id,
                           [&](std::int64_t staff_id) { return !served(tx, follow_up, staff_id); });
}

/// Refuses a call by whoever served the customer, where the rule asks for another and somebody else
/// is there who may call; where nobody is, the audit counts it (clause 2.5-callback).
void require_another_caller(store::WriteTxn& tx, const FollowUp& follow_up) {
  if (!follow_up.job_id || !rule_behind(tx, follow_up).other_than_advisor ||
      !served(tx, follow_up, tx.actor_id()))
    return;
  const auto other = another_caller(tx, follow_up);
  require(tx, !other, Clause::callback, "callback.own-work",
          tr("{0} served the customer of follow-up {1}: by its rule somebody else calls, as {2}",
             tx.actor().code, follow_up.number, other ? shop::staff_code(tx, *other) : ""),
          "svcctl callback assign " + follow_up.number + " --to " +
              (other ? shop::staff_code(tx, *other) : "STAFF"),
          store::Overridable::never);
}

/// How the follow-up keeps the rule on ending it.
store::Judgement judge_ending(const store::ReadTxn& tx, const FollowUp& follow_up) {
  return store::judge(tx, rule::ending, {{"follow_up", follow_up.id}, {"at", tx.happened()}},
                      {&rule::settled_issue});
}

/// The first time that it ends is frozen with what was settled then.
void set_state(store::WriteTxn& tx, const FollowUp& follow_up, State state) {
  if (state == State::open || state == State::reached) {
    tx.run("UPDATE follow_up SET state = :state WHERE id = :id",
           {{"state", state}, {"id", follow_up.id}});
    return;
  }
  const auto now = find_follow_up(tx, follow_up.number);
  std::optional<bool> settled;
  if (now.raised || !now.complaint.empty() || !now.comeback.empty())
    settled = judge_ending(tx, now).keeps(rule::settled_issue);
  tx.run(R"(UPDATE follow_up SET state = :state,
                   ended_settled = CASE WHEN ended_at IS NULL THEN :settled ELSE ended_settled END,
                   ended_state = COALESCE(ended_state, :state), ended_at = COALESCE(ended_at, :at)
             WHERE id = :id)",
         {{"state", state}, {"settled", settled}, tx.stamp(), {"id", follow_up.id}});
}

/// Every call that ends a follow-up ends it here: while its issue is open it stays, as one that
/// reached the customer, until that is settled (2.5-resolve).
void end(store::WriteTxn& tx, const FollowUp& follow_up, State outcome) {
  const bool settled = judge_ending(tx, follow_up).keeps(rule::settled_issue);
  set_state(tx, follow_up, settled ? outcome : State::reached);
}

/// So many attempts reached nobody, as many as the rule makes: the customer is left alone, unless
/// something that came up waits for them.
bool given_up(const store::ReadTxn& tx, const FollowUp& follow_up, const CallbackRule& rule) {
  return follow_up.state == State::open && rule.give_up_after > 0 &&
         find_follow_up(tx, follow_up.number).attempts >= rule.give_up_after &&
         judge_ending(tx, follow_up).keeps(rule::settled_issue);
}

/// @return whether the channel changed
bool no_answer(store::WriteTxn& tx, const FollowUp& follow_up) {
  const auto rule = rule_behind(tx, follow_up);
  if (given_up(tx, follow_up, rule)) {
    end(tx, follow_up, State::unreachable);
    return false;
  }
  put_off(tx, follow_up, rule.retry_days);
  if (rule.channel_after == 0 || fruitless(tx, follow_up) % rule.channel_after != 0) return false;
  return next_channel(tx, follow_up, rule);
}

void wrong_number(store::WriteTxn& tx, const FollowUp& follow_up) {
  const auto salt = tx.value<std::string>("SELECT salt AS value FROM customer WHERE id = :id",
                                          {{"id", follow_up.customer_id}})
                        .value_or("");
  tx.run("UPDATE follow_up SET wrong_number = :digest WHERE id = :id",
         {{"digest", number_digest(salt, follow_up.phone)}, {"id", follow_up.id}});
  const auto rule = rule_behind(tx, follow_up);
  if (given_up(tx, follow_up, rule))
    end(tx, follow_up, State::unreachable);
  else
    put_off(tx, follow_up, rule.retry_days);
}

/// Who refuses a reminder takes back the marketing consent; who refuses to be called about the
/// repair, both.
void withdraw_consent(store::WriteTxn& tx, const FollowUp& follow_up, CallChannel by) {
  using customer::ConsentMethod;
  customer::ContactAnswer answer{.marketing = false, .method = ConsentMethod::message};
  if (follow_up.consent == Contact::service) answer.service = false;
  if (by == CallChannel::phone) answer.method = ConsentMethod::phone;
  if (by == CallChannel::visit) answer.method = ConsentMethod::counter;
  customer::answer_contact(tx, follow_up.customer, answer);
}

}  // namespace

Recorded record(store::WriteTxn& tx, const RecordRequest& request) {
  const auto follow_up = in_hand(tx, request.number);
  check(request);
  require_another_caller(tx, follow_up);
  keep_attempt(tx, follow_up, request);
  Recorded out;
  switch (request.outcome) {
    case Outcome::reached:
      if (raises(*tx.settings().callback, request))
        tx.run("UPDATE follow_up SET issue_settled = 0 WHERE id = :id", {{"id", follow_up.id}});
      end(tx, follow_up, State::closed);
      break;
    case Outcome::no_answer: out.channel_changed = no_answer(tx, follow_up); break;
    case Outcome::wrong_number:
      wrong_number(tx, follow_up);
      out.mend_phone = true;
      break;
    case Outcome::refused:
      withdraw_consent(tx, follow_up, request.channel);
      end(tx, follow_up, State::refused);
      out.consent_withdrawn = true;
      break;
  }
  out.follow_up = changed(tx, follow_up, to_code(request.outcome));
  return out;
}

void refuse(store::WriteTxn& tx, const FollowUp& follow_up, CallChannel by) {
  keep_attempt(tx, follow_up,
               {.number = follow_up.number, .channel = by, .outcome = Outcome::refused});
  withdraw_consent(tx, follow_up, by);
  if (follow_up.state == State::open || follow_up.state == State::reached)
    end(tx, follow_up, State::refused);
  changed(tx, follow_up, to_code(Outcome::refused));
}

void leave_channel(store::WriteTxn& tx, const FollowUp& follow_up, CallChannel channel) {
  const auto now = find_follow_up(tx, follow_up.number);
  if (now.state == State::open && now.channel == channel)
    next_channel(tx, now, rule_behind(tx, now));
}

FollowUp close(store::WriteTxn& tx, const std::string& number) {
  const auto follow_up = in_hand(tx, number);
  if (follow_up.state != State::reached)
    throw wrong_state(
        "callback.not-reached", tr("follow-up {0} has reached nobody yet", follow_up.number),
        "svcctl callback record " + follow_up.number + " --channel phone --outcome reached");
  const bool linked = !follow_up.complaint.empty() || !follow_up.comeback.empty();
  require(
      tx, !follow_up.raised || linked, Clause::resolve, "callback.issue-open",
      tr("what follow-up {0} brought up is neither a complaint nor a comeback", follow_up.number),
      "svcctl complaint open --follow-up " + follow_up.number +
          " --channel phone --kind quality --severity normal --text WORDS");
  const auto judged = judge_ending(tx, follow_up);
  require(tx, judged, rule::settled_issue, "callback.issue-unsettled",
          tr("what follow-up {0} brought up is not settled to the customer's satisfaction: {1}",
             follow_up.number, judged.broken_by(rule::settled_issue)),
          follow_up.complaint.empty() ? "svcctl job show " + follow_up.comeback
                                      : "svcctl complaint show " + follow_up.complaint);
  set_state(tx, follow_up, State::closed);
  return changed(tx, follow_up, "closed");
}

FollowUp assign(store::WriteTxn& tx, const std::string& number, const std::string& to) {
  const auto follow_up = in_hand(tx, number);
  const auto staff = shop::find_active_staff(tx, to);
  if (follow_up.job_id && served(tx, follow_up, staff.id) &&
      rule_behind(tx, follow_up).other_than_advisor && another_caller(tx, follow_up))
    throw wrong_state(
        "callback.advisor",
        tr("{0} served the customer of follow-up {1}: by its rule somebody else calls", staff.code,
           follow_up.number),
        "svcctl callback assign " + follow_up.number + " --to STAFF");
  tx.run("UPDATE follow_up SET assignee_id = :to WHERE id = :id",
         {{"to", staff.id}, {"id", follow_up.id}});
  return changed(tx, follow_up, "assigned");
}

std::vector<FollowUp> assign_all(store::WriteTxn& tx, std::optional<Assignment> how) {
  shop::require_right(tx, Right::follow_up);
  struct Open {
    std::int64_t id;
    std::string number;
    std::string rule;
    CallbackKind kind;
    std::int64_t outlet_id;
    std::optional<std::int64_t> assignee_id;
    std::set<std::int64_t> served;
  };
  const auto open =
      tx.all("SELECT " + std::string(rule::served_columns) +
                 R"(, f.id, f.number, f.rule, f.kind, f.outlet_id, f.assignee_id
           FROM follow_up f LEFT JOIN job j ON j.id = f.job_id
          WHERE f.state = 'open' ORDER BY f.due_on, f.id)",
             {}, [](const store::Row& row) {
               return Open{.id = row["id"],
                           .number = row["number"],
                           .rule = row["rule"],
                           .kind = row["kind"],
                           .outlet_id = row["outlet_id"],
                           .assignee_id = row.get<std::optional<std::int64_t>>("assignee_id"),
                           .served = rule::who_served(row)};
             });
  Callers callers(tx);
  std::vector<FollowUp> out;
  for (const auto& each : open) {
    if (each.assignee_id && callers.knows(*each.assignee_id)) continue;
    const auto* rule = rule_named(tx.settings(), each.rule, each.kind);
    const bool not_advisor = rule == nullptr || rule->other_than_advisor;
    const auto next =
        callers.next(how.value_or(rule ? rule->assign : Assignment::load), each.outlet_id,
                     not_advisor ? each.served : std::set<std::int64_t>());
    if (!next) continue;
    tx.run("UPDATE follow_up SET assignee_id = :to WHERE id = :id",
           {{"to", next}, {"id", each.id}});
    out.push_back(find_follow_up(tx, each.number));
    tx.record(store::of_outlet(each.outlet_id),
              {"follow_up", each.number, {{"job", out.back().job}, {"what", "assigned"}}});
  }
  return out;
}

FollowUp snooze(store::WriteTxn& tx, const std::string& number, Date to) {
  const auto follow_up = in_hand(tx, number);
  if (follow_up.announced_on && to > *follow_up.announced_on)
    throw usage_error(
        "callback.lapses",
        tr("follow-up {0} speaks of {1}, and lapses then", follow_up.number,
           follow_up.announced_on->str()),
        "svcctl callback snooze " + follow_up.number + " --to " + follow_up.announced_on->str());
  tx.run("UPDATE follow_up SET due_on = :to WHERE id = :id", {{"to", to}, {"id", follow_up.id}});
  return changed(tx, follow_up, "snoozed");
}

FollowUp link_comeback(store::WriteTxn& tx, const std::string& number, const std::string& typed) {
  const auto follow_up = in_hand(tx, number);
  const auto job = intake::find_job(tx, typed);
  if (follow_up.job.empty() || job.comeback_of_job_id != follow_up.job_id)
    throw usage_error("callback.no-comeback",
                      tr("job {0} is no comeback of job {1}", job.number, follow_up.job),
                      "svcctl job comeback " + follow_up.job + " --concern WORDS");
  tx.run("UPDATE follow_up SET comeback_job_id = :job WHERE id = :id",
         {{"job", job.id}, {"id", follow_up.id}});
  return changed(tx, follow_up, "linked");
}

}  // namespace svcctl::callback
