#include "callback/follow_up.hpp"

#include <algorithm>

#include "intake/job_record.hpp"
#include "shop/staff.hpp"

namespace svcctl::callback {
namespace {

constexpr const char* columns = R"(
  SELECT f.id, f.number, f.job_id, j.number AS job, v.plate, f.customer_id,
         k.number AS customer, k.name AS customer_name, k.phone, f.kind, f.due_on,
         COALESCE(s.code, '') AS assignee, f.channel, f.state,
         (SELECT COUNT(*) FROM follow_up_attempt a WHERE a.follow_up_id = f.id) AS attempts,
         COALESCE((SELECT a.issue FROM follow_up_attempt a
                    WHERE a.follow_up_id = f.id AND a.issue <> ''
                    ORDER BY a.id DESC LIMIT 1), '') AS issue,
         f.complaint_number AS complaint, COALESCE(b.number, '') AS comeback,
         CASE WHEN f.issue_settled = 1 OR b.state = 'delivered' THEN 1 ELSE 0 END AS settled
    FROM follow_up f
    JOIN job j ON j.id = f.job_id
    JOIN vehicle v ON v.id = f.vehicle_id
    JOIN customer k ON k.id = f.customer_id
    LEFT JOIN staff s ON s.id = f.assignee_id
    LEFT JOIN job b ON b.id = f.comeback_job_id)";

FollowUp read_follow_up(const store::Row& row) {
  FollowUp out;
  out.id = row["id"];
  out.number = row.get<std::string>("number");
  out.job_id = row["job_id"];
  out.job = row.get<std::string>("job");
  out.plate = row.get<std::string>("plate");
  out.customer_id = row["customer_id"];
  out.customer = row.get<std::string>("customer");
  out.customer_name = row.get<std::string>("customer_name");
  out.phone = row.get<std::string>("phone");
  out.kind = row.get<std::string>("kind");
  out.due_on = row["due_on"];
  out.assignee = row.get<std::string>("assignee");
  out.channel = row.get<std::string>("channel");
  out.state = row["state"];
  out.attempts = row["attempts"];
  out.issue = row.get<std::string>("issue");
  out.complaint = row.get<std::string>("complaint");
  out.comeback = row.get<std::string>("comeback");
  out.issue_settled = row["settled"];
  return out;
}

/// Someone who may call and did not serve the customer, the one with the fewest calls to make.
std::optional<std::int64_t> caller(const store::ReadTxn& tx,
                                   std::optional<std::int64_t> but_advisor) {
  std::optional<std::int64_t> best;
  std::int64_t fewest = 0;
  for (const auto& staff : shop::list_staff(tx, false)) {
    if (but_advisor == staff.id || !shop::rights_of(tx, staff).contains(Right::follow_up)) continue;
    const auto open = tx.value<std::int64_t>(
                            R"(SELECT COUNT(*) AS value FROM follow_up
                                WHERE state = 'open' AND assignee_id = :staff)",
                            {{"staff", staff.id}})
                          .value_or(0);
    if (!best || open < fewest) {
      best = staff.id;
      fewest = open;
    }
  }
  return best;
}

/// A delivery that a rule calls for a follow-up of.
struct Wanted {
  std::int64_t job_id = 0;
  std::int64_t outlet_id = 0;
  std::int64_t vehicle_id = 0;
  std::int64_t customer_id = 0;
  std::optional<std::int64_t> advisor_id;
  Instant delivered_at;
};

std::vector<Wanted> wanted(const store::ReadTxn& tx, const std::string& kind) {
  return tx.all(
      R"(SELECT j.id, j.outlet_id, j.vehicle_id, j.customer_id, j.advisor_id, d.at
           FROM delivery d
           JOIN job j ON j.id = d.job_id
           JOIN customer k ON k.id = j.customer_id AND k.service_contact = 1
          WHERE NOT EXISTS (SELECT 1 FROM follow_up f
                             WHERE f.kind = :kind AND f.job_id = d.job_id)
          ORDER BY d.id)",
      {{"kind", kind}}, [](const store::Row& row) {
        Wanted out;
        out.job_id = row["id"];
        out.outlet_id = row["outlet_id"];
        out.vehicle_id = row["vehicle_id"];
        out.customer_id = row["customer_id"];
        out.advisor_id = row.get<std::optional<std::int64_t>>("advisor_id");
        out.delivered_at = row["at"];
        return out;
      });
}

FollowUp in_hand(store::WriteTxn& tx, const std::string& number) {
  shop::require_right(tx, Right::follow_up);
  auto follow_up = find_follow_up(tx, number);
  if (follow_up.state == State::closed || follow_up.state == State::refused)
    throw wrong_state("callback.closed",
                      tr("follow-up {0} is {1}", follow_up.number, to_code(follow_up.state)),
                      "svcctl callback show " + follow_up.number);
  return follow_up;
}

FollowUp changed(store::WriteTxn& tx, const FollowUp& follow_up, const char* what) {
  tx.record({"follow_up", follow_up.number, {{"job", follow_up.job}, {"what", what}}});
  return find_follow_up(tx, follow_up.number);
}

/// Fruitless attempts since the last that reached somebody.
int fruitless(const store::ReadTxn& tx, std::int64_t follow_up_id) {
  int count = 0;
  for (const auto& attempt : attempts(tx, follow_up_id))
    count = attempt.outcome == Outcome::no_answer ? count + 1 : 0;
  return count;
}

}  // namespace

FollowUp find_follow_up(const store::ReadTxn& tx, std::string_view typed) {
  const auto number = store::full_number(tx, store::Numbered::follow_up, typed);
  auto found = tx.first(std::string(columns) + " WHERE f.number = :number", {{"number", number}},
                        read_follow_up);
  if (!found)
    throw not_found("callback.not-found", tr("there is no follow-up {0}", typed),
                    "svcctl callback list");
  return *found;
}

std::vector<FollowUp> list_follow_ups(const store::ReadTxn& tx, bool all) {
  return tx.all(std::string(columns) +
                    R"( WHERE :all = 1 OR f.state IN ('open', 'reached') ORDER BY f.id DESC)",
                {{"all", all}}, read_follow_up);
}

std::vector<Attempt> attempts(const store::ReadTxn& tx, std::int64_t follow_up_id) {
  return tx.all(
      R"(SELECT a.at, a.channel, a.outcome, a.score, a.comment, a.issue,
                COALESCE(s.code, '') AS by_code
           FROM follow_up_attempt a LEFT JOIN staff s ON s.id = a.staff_id
          WHERE a.follow_up_id = :id ORDER BY a.id)",
      {{"id", follow_up_id}}, [](const store::Row& row) {
        return Attempt{.at = row["at"],
                       .channel = row["channel"],
                       .outcome = row["outcome"],
                       .score = row.get<std::optional<int>>("score"),
                       .comment = row["comment"],
                       .issue = row["issue"],
                       .by = row["by_code"]};
      });
}

std::vector<FollowUp> plan(store::WriteTxn& tx) {
  shop::require_right(tx, Right::follow_up);
  std::vector<FollowUp> made;
  for (const auto& rule : tx.settings().callback_rules)
    for (const auto& each : wanted(tx, rule.kind)) {
      const auto number = tx.next_number('F', each.outlet_id);
      const auto due_on = tx.settings().zone.date_of(each.delivered_at).plus_days(rule.after_days);
      tx.insert(
          R"(INSERT INTO follow_up (number, outlet_id, job_id, vehicle_id, customer_id, kind,
                                    due_on, assignee_id, channel, state, at)
             VALUES (:number, :outlet, :job, :vehicle, :customer, :kind, :due, :assignee, :channel,
                     'open', :at))",
          {{"number", number},
           {"outlet", each.outlet_id},
           {"job", each.job_id},
           {"vehicle", each.vehicle_id},
           {"customer", each.customer_id},
           {"kind", rule.kind},
           {"due", due_on},
           {"assignee", caller(tx, rule.other_than_advisor ? each.advisor_id : std::nullopt)},
           {"channel", rule.channel},
           {"at", tx.at()}});
      made.push_back(find_follow_up(tx, number));
      tx.record({"follow_up", number, {{"job", made.back().job}, {"due", due_on.str()}}});
    }
  return made;
}

std::vector<FollowUp> due(const store::ReadTxn& tx, const DueFilter& filter) {
  const auto day = filter.on.value_or(tx.today());
  const auto until = filter.overdue ? day.plus_days(-1) : day;
  return tx.all(std::string(columns) + R"(
     WHERE f.state = 'open' AND f.due_on <= :until
       AND (:kind = '' OR f.kind = :kind) AND (:assignee = '' OR s.code = :assignee)
     ORDER BY f.due_on, f.id)",
                {{"until", until}, {"kind", filter.kind}, {"assignee", filter.assignee}},
                read_follow_up);
}

Recorded record(store::WriteTxn& tx, const RecordRequest& request) {
  const auto follow_up = in_hand(tx, request.number);
  if (request.score && (*request.score < 0 || *request.score > 10))
    throw usage_error("callback.score", tr("a score is 0 to 10"), "--score 9");
  if (request.outcome != Outcome::reached && (request.score || !request.issue.empty()))
    throw usage_error("callback.not-reached",
                      tr("a score or an issue comes from a customer who was reached"),
                      "--outcome reached");
  tx.insert(
      R"(INSERT INTO follow_up_attempt (follow_up_id, channel, outcome, score, comment, issue, at,
                                        recorded_at, staff_id)
         VALUES (:follow_up, :channel, :outcome, :score, :comment, :issue, :at, :now, :staff))",
      {{"follow_up", follow_up.id},
       {"channel", request.channel},
       {"outcome", request.outcome},
       {"score", request.score},
       {"comment", request.comment},
       {"issue", request.issue},
       {"at", tx.at()},
       {"now", tx.now()},
       {"staff", tx.actor_id()}});
  auto state = follow_up.state;
  auto due_on = follow_up.due_on;
  switch (request.outcome) {
    case Outcome::reached:
      state = request.issue.empty() && follow_up.issue.empty() ? State::closed : State::reached;
      break;
    case Outcome::refused: state = State::refused; break;
    case Outcome::no_answer:
    case Outcome::wrong_number:
      due_on = std::max(due_on, tx.settings().zone.date_of(tx.at()))
                   .plus_days(tx.settings().callback_retry_days);
      break;
  }
  tx.run("UPDATE follow_up SET state = :state, due_on = :due WHERE id = :id",
         {{"state", state}, {"due", due_on}, {"id", follow_up.id}});
  Recorded out;
  out.follow_up = changed(tx, follow_up, to_code(request.outcome));
  out.change_channel = request.outcome == Outcome::no_answer &&
                       fruitless(tx, follow_up.id) >= tx.settings().callback_channel_after;
  out.mend_phone = request.outcome == Outcome::wrong_number;
  return out;
}

FollowUp close(store::WriteTxn& tx, const std::string& number) {
  const auto follow_up = in_hand(tx, number);
  if (follow_up.state != State::reached)
    throw wrong_state(
        "callback.not-reached", tr("follow-up {0} has reached nobody yet", follow_up.number),
        "svcctl callback record " + follow_up.number + " --channel phone --outcome reached");
  const bool linked = !follow_up.complaint.empty() || !follow_up.comeback.empty();
  require(
      tx, follow_up.issue.empty() || linked, Clause::resolve, "callback.issue-open",
      tr("what follow-up {0} brought up is neither a complaint nor a comeback", follow_up.number),
      "svcctl complaint open --follow-up " + follow_up.number +
          " --channel phone --kind quality --severity normal --text WORDS");
  require(tx, follow_up.issue.empty() || follow_up.issue_settled, Clause::resolve,
          "callback.issue-unsettled",
          tr("what follow-up {0} brought up is not settled: {1}", follow_up.number,
             follow_up.complaint.empty() ? follow_up.comeback : follow_up.complaint),
          follow_up.complaint.empty() ? "svcctl job show " + follow_up.comeback
                                      : "svcctl complaint show " + follow_up.complaint);
  tx.run("UPDATE follow_up SET state = 'closed' WHERE id = :id", {{"id", follow_up.id}});
  return changed(tx, follow_up, "closed");
}

FollowUp assign(store::WriteTxn& tx, const std::string& number, const std::string& to) {
  const auto follow_up = in_hand(tx, number);
  tx.run("UPDATE follow_up SET assignee_id = :to WHERE id = :id",
         {{"to", shop::find_active_staff(tx, to).id}, {"id", follow_up.id}});
  return changed(tx, follow_up, "assigned");
}

FollowUp snooze(store::WriteTxn& tx, const std::string& number, Date to) {
  const auto follow_up = in_hand(tx, number);
  tx.run("UPDATE follow_up SET due_on = :to WHERE id = :id", {{"to", to}, {"id", follow_up.id}});
  return changed(tx, follow_up, "snoozed");
}

FollowUp link_comeback(store::WriteTxn& tx, const std::string& number, const std::string& typed) {
  const auto follow_up = in_hand(tx, number);
  const auto job = intake::find_job(tx, typed);
  if (job.comeback_of_job_id != follow_up.job_id)
    throw usage_error("callback.no-comeback",
                      tr("job {0} is no comeback of job {1}", job.number, follow_up.job),
                      "svcctl job comeback " + follow_up.job + " --concern WORDS");
  tx.run("UPDATE follow_up SET comeback_job_id = :job WHERE id = :id",
         {{"job", job.id}, {"id", follow_up.id}});
  return changed(tx, follow_up, "linked");
}

void link_complaint(store::WriteTxn& tx, std::int64_t follow_up_id, std::int64_t complaint_id,
                    const std::string& number) {
  tx.run(
      R"(UPDATE follow_up SET complaint_id = :complaint, complaint_number = :number,
                issue_settled = 0
          WHERE id = :id)",
      {{"complaint", complaint_id}, {"number", number}, {"id", follow_up_id}});
}

void settle_issue(store::WriteTxn& tx, std::int64_t complaint_id) {
  tx.run("UPDATE follow_up SET issue_settled = 1 WHERE complaint_id = :complaint",
         {{"complaint", complaint_id}});
}

}  // namespace svcctl::callback
