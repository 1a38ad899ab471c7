#include "callback/follow_up.hpp"

#include <limits>

#include "callback/ending.hpp"
#include "callback/private/happened.hpp"
#include "callback/private/wrong_number.hpp"
#include "callback/rule.hpp"
#include "customer/vehicle.hpp"
#include "shop/outlet.hpp"
#include "store/late.hpp"
#include "store/number.hpp"

namespace svcctl::callback {
namespace {

constexpr store::NumberKind follow_up_numbers{.table = "follow_up",
                                              .letter = 'F',
                                              .code = "follow-up.not-found",
                                              .missing = N_("no such follow-up: {0}"),
                                              .hint = "svcctl callback list",
                                              .unfinished = "state IN ('open', 'reached')"};

/// Of a line, in the order in which they are read. The salt matters only where a number was wrong.
constexpr const char* line_columns = R"(
  SELECT f.number, f.due_on, f.kind, COALESCE(j.number, '') AS job,
         CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate,
         k.number AS customer, k.name AS customer_name, k.phone, f.channel,
         COALESCE(s.code, '') AS assignee, f.state,
         (SELECT COUNT(*) FROM follow_up_attempt a WHERE a.follow_up_id = f.id) AS attempts,
         f.called_for_on, f.announced_on, f.wrong_number,
         CASE f.wrong_number WHEN '' THEN '' ELSE k.salt END AS salt,
         EXISTS (SELECT 1 FROM follow_up_attempt a
                  WHERE a.follow_up_id = f.id AND a.raised = 1) AS raised,
         COALESCE((SELECT w.text FROM follow_up_attempt a JOIN person_words w ON w.id = a.issue_id
                    WHERE a.follow_up_id = f.id AND w.text IS NOT NULL
                    ORDER BY a.id DESC LIMIT 1), '') AS issue,
         f.complaint_number AS complaint, COALESCE(b.number, '') AS comeback)";

constexpr std::string_view columns_before_settled = R"(,
         f.id, f.outlet_id, f.job_id, f.vehicle_id, v.make, v.model, f.customer_id, f.rule, f.consent,
         )";
constexpr std::string_view as_settled = " AS settled";
constexpr const char* other_columns =
    store::chained<columns_before_settled, rule::issue_settled, as_settled>;

constexpr const char* tables = R"(
    FROM follow_up f
    JOIN vehicle v ON v.id = f.vehicle_id
    JOIN customer k ON k.id = f.customer_id
    LEFT JOIN job j ON j.id = f.job_id
    LEFT JOIN staff s ON s.id = f.assignee_id
    LEFT JOIN job b ON b.id = f.comeback_job_id)";

constexpr auto any_number = std::numeric_limits<std::int64_t>::max();

bool number_wrong(const std::string& phone, const std::string& wrong, const std::string& salt) {
  return !wrong.empty() && wrong == number_digest(salt, phone);
}

FollowUpLine read_line(const store::Row& row) {
  FollowUpLine out{.number = row["number"],
                   .due_on = row["due_on"],
                   .kind = row["kind"],
                   .job = row["job"],
                   .plate = row["plate"],
                   .customer = row["customer"],
                   .customer_name = row["customer_name"],
                   .phone = row["phone"],
                   .channel = row["channel"],
                   .assignee = row["assignee"],
                   .state = row["state"],
                   .attempts = row["attempts"],
                   .called_for_on = row["called_for_on"],
                   .announced_on = row.get<std::optional<Date>>("announced_on")};
  out.number_wrong = number_wrong(out.phone, row["wrong_number"], row["salt"]);
  out.raised = row["raised"];
  out.issue = row.get<std::string>("issue");
  out.complaint = row.get<std::string>("complaint");
  out.comeback = row.get<std::string>("comeback");
  return out;
}

FollowUp read_follow_up(const store::Row& row) {
  FollowUp out{read_line(row)};
  out.id = row["id"];
  out.outlet_id = row["outlet_id"];
  out.job_id = row.get<std::optional<std::int64_t>>("job_id");
  out.vehicle_id = row["vehicle_id"];
  out.model = row.get<std::string>("make") + row.get<std::string>("model");
  out.customer_id = row["customer_id"];
  out.rule = row.get<std::string>("rule");
  out.consent = row["consent"];
  out.issue_settled = row["settled"];
  return out;
}

/// The open follow-ups that are due, of these columns.
store::Query due(const store::ReadTxn& tx, const DueFilter& filter, const std::string& columns) {
  const auto day = filter.on.value_or(tx.today());
  const auto here = tx.within("f.outlet_id");
  tx.expect(store::Reading::in_order);
  return tx.query(columns + tables + R"(
     WHERE f.state = 'open' AND f.due_on <= :until
       AND (f.announced_on IS NULL OR f.announced_on >= :today)
       AND (:narrowed = 0
            OR ((:kind = '' OR f.kind = :kind) AND (:channel = '' OR f.channel = :channel)
                AND (:assignee = '' OR s.code = :assignee))) AND)" +
                      std::string(contact_allowed) + here.sql +
                      " ORDER BY f.due_on, f.id LIMIT :most",
                  {here,
                   {"most", filter.most.value_or(any_number)},
                   {"until", filter.overdue ? day.plus_days(-1) : day},
                   {"today", tx.today()},
                   {"narrowed", filter.kind || filter.channel || !filter.assignee.empty()},
                   {"kind", filter.kind ? to_code(*filter.kind) : ""},
                   {"channel", filter.channel ? to_code(*filter.channel) : ""},
                   {"assignee", filter.assignee}});
}

}  // namespace

FollowUp find_follow_up(const store::ReadTxn& tx, std::string_view typed) {
  return store::find_numbered(tx, follow_up_numbers, typed, [&](const std::string& number) {
    return tx.first(
        std::string(line_columns) + other_columns + tables + " WHERE f.number = :number",
        {{"number", number}}, read_follow_up);
  });
}

void each_follow_up(const store::ReadTxn& tx, bool all, std::optional<std::int64_t> most,
                    const std::function<void(const FollowUpLine&)>& take) {
  tx.expect(store::Reading::in_order);
  const auto here = tx.within("f.outlet_id");
  const auto which =
      all ? std::string(" WHERE 1 = 1")
          : std::string(" WHERE f.state IN ('open', 'reached') AND (f.state = 'reached' OR") +
                std::string(contact_allowed) + ")";
  auto query = tx.query(std::string(line_columns) + tables + which + here.sql +
                            " ORDER BY f.at DESC, f.id DESC LIMIT :most",
                        {here, {"most", most.value_or(any_number)}});
  while (query.next()) take(read_line(query.row()));
}

void each_due(const store::ReadTxn& tx, const DueFilter& filter,
              const std::function<void(const FollowUpLine&)>& take) {
  auto query = due(tx, filter, line_columns);
  while (query.next()) take(read_line(query.row()));
}

void each_due_whole(const store::ReadTxn& tx, const DueFilter& filter,
                    const std::function<void(const FollowUp&)>& take) {
  auto query = due(tx, filter, std::string(line_columns) + other_columns);
  while (query.next()) take(read_follow_up(query.row()));
}

std::string script_of(const store::ReadTxn& tx, const FollowUp& follow_up) {
  const auto* rule = rule_named(tx.settings(), follow_up.rule, follow_up.kind);
  if (rule == nullptr || rule->script.empty()) return {};
  const auto& shop = tx.settings().shop;
  const auto& plate = follow_up.plate;  // or the vehicle's number, which tells a customer nothing
  const auto& model = follow_up.model;
  return filled(rule->script,
                {.name = follow_up.customer_name,
                 .plate = plate == customer::vehicle_number(follow_up.vehicle_id) ? model : plate,
                 .model = model,
                 .shop = shop.name,
                 .phone = shop.phone,
                 .date = follow_up.announced_on.value_or(follow_up.called_for_on).str(),
                 .km = rule->kilometres > 0 ? std::to_string(rule->kilometres) : ""});
}

std::vector<Attempt> attempts(const store::ReadTxn& tx, std::int64_t follow_up_id) {
  return tx.all(
      "SELECT " + store::late_by("follow_up_attempt", "a") +
          R"( AS late_by, a.at, a.channel, a.outcome, a.score, a.promise_mark, a.attitude_mark,
                a.quality_mark, a.speed_mark, a.price_mark, COALESCE(c.text, '') AS comment,
                COALESCE(u.text, '') AS car_use, COALESCE(i.text, '') AS issue,
                COALESCE(s.code, '') AS by_code
           FROM follow_up_attempt a
           LEFT JOIN person_words c ON c.id = a.comment_id
           LEFT JOIN person_words u ON u.id = a.car_use_id
           LEFT JOIN person_words i ON i.id = a.issue_id
           LEFT JOIN staff s ON s.id = a.staff_id
          WHERE a.follow_up_id = :id ORDER BY a.id)",
      {{"id", follow_up_id}}, [](const store::Row& row) {
        Attempt out = row.as<Attempt>();
        out.marks = {.promise = row.get<std::optional<int>>("promise_mark"),
                     .attitude = row.get<std::optional<int>>("attitude_mark"),
                     .quality = row.get<std::optional<int>>("quality_mark"),
                     .speed = row.get<std::optional<int>>("speed_mark"),
                     .price = row.get<std::optional<int>>("price_mark")};
        return out;
      });
}

void link_complaint(store::WriteTxn& tx, std::int64_t follow_up_id, std::int64_t complaint_id,
                    const std::string& number) {
  tx.run(
      R"(UPDATE follow_up SET complaint_id = :complaint, complaint_number = :number,
                issue_settled = 0, state = CASE state WHEN 'open' THEN 'open' ELSE 'reached' END
          WHERE id = :id)",
      {{"complaint", complaint_id}, {"number", number}, {"id", follow_up_id}});
}

void unlink_complaint(store::WriteTxn& tx, std::int64_t complaint_id) {
  tx.run(
      R"(UPDATE follow_up SET complaint_id = NULL, complaint_number = ''
          WHERE complaint_id = :complaint)",
      {{"complaint", complaint_id}});
}

void settle_issue(store::WriteTxn& tx, std::int64_t complaint_id) {
  const auto id = tx.value<std::int64_t>(
      "SELECT id AS value FROM follow_up WHERE complaint_id = :complaint AND issue_settled = 0",
      {{"complaint", complaint_id}});
  if (!id) return;
  tx.run("UPDATE follow_up SET issue_settled = 1 WHERE id = :id", {{"id", id}});
  issue_settled(tx, *id);
}

}  // namespace svcctl::callback
