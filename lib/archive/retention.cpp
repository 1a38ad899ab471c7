#include "archive/retention.hpp"

#include <algorithm>

#include "intake/job_state.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

std::optional<Date> day_of(const store::ReadTxn& tx, const store::Row& row, const char* column) {
  const auto at = row.get<std::optional<Instant>>(column);
  return at ? std::optional(tx.settings().zone.date_of(*at)) : std::nullopt;
}

/// The later of two days, where there are any.
std::optional<Date> later(std::optional<Date> a, std::optional<Date> b) {
  return !a ? b : !b ? a : std::max(*a, *b);
}

LastRecords last_records(const store::ReadTxn& tx, std::int64_t customer_id) {
  LastRecords last;
  auto q = tx.query(
      R"(SELECT (SELECT MAX(j.opened_at) FROM job j WHERE j.customer_id = :id) AS opened_at,
                (SELECT MAX(d.at) FROM job j JOIN delivery d ON d.job_id = j.id
                  WHERE j.customer_id = :id) AS delivered_at,
                (SELECT MAX(COALESCE(c.closed_at, c.received_at)) FROM complaint c
                  WHERE c.customer_id = :id) AS complained_at,
                (SELECT MAX(p.visited_on)
                   FROM vehicle_owner o JOIN past_visit p ON p.vehicle_id = o.vehicle_id
                  WHERE o.customer_id = :id) AS visited_on,
                (SELECT MAX(b.at) FROM job j JOIN bill b ON b.job_id = j.id
                  WHERE j.customer_id = :id) AS billed_at,
                (SELECT MAX(p.at) FROM job j JOIN payment p ON p.job_id = j.id
                  WHERE j.customer_id = :id) AS paid_at,
                (SELECT MAX(COALESCE(o.outcome_at, o.at)) FROM job j
                   JOIN old_part o ON o.job_id = j.id
                  WHERE j.customer_id = :id AND o.waste_code IS NOT NULL) AS wasted_at)",
      {{"id", customer_id}});
  q.next();
  const auto& row = q.row();
  for (const char* column : {"opened_at", "delivered_at", "complained_at"})
    last.job = later(last.job, day_of(tx, row, column));
  last.job = later(last.job, row.get<std::optional<Date>>("visited_on"));
  for (const char* column : {"billed_at", "paid_at"})
    last.bill = later(last.bill, day_of(tx, row, column));
  last.waste = day_of(tx, row, "wasted_at");
  return last;
}

/// A job in the shop, a complaint without an answer, a bill not paid.
std::string running(const store::ReadTxn& tx, std::int64_t customer_id) {
  return tx
      .value<std::string>(
          R"(SELECT number AS value FROM (
               SELECT j.number AS number, 1 AS place FROM job j
                WHERE j.customer_id = :id
                  AND j.state NOT IN )" +
              std::string(intake::ended_states) + R"(
               UNION ALL
               SELECT c.number AS number, 2 AS place FROM complaint c
                WHERE c.customer_id = :id AND c.closed_at IS NULL
               UNION ALL
               SELECT b.number AS number, 3 AS place FROM job j
                 JOIN bill b ON b.job_id = j.id AND b.state = 'issued'
                WHERE j.customer_id = :id
                  AND b.customer_amount > COALESCE((SELECT SUM(p.amount) FROM payment p
                                                     WHERE p.job_id = j.id
                                                       AND p.payer = 'customer'), 0)) AS open
             ORDER BY place, number LIMIT 1)",
          {{"id", customer_id}})
      .value_or("");
}

}  // namespace

std::optional<Date> kept_until(const RetentionSettings& retention, const LastRecords& last) {
  const auto end = [](std::optional<Date> day, int years) {
    return day ? std::optional(day->plus_months(12 * years)) : std::nullopt;
  };
  return later(later(end(last.job, retention.job_years), end(last.bill, retention.bill_years)),
               end(last.waste, retention.waste_years));
}

Duty duty_of(const store::ReadTxn& tx, std::int64_t customer_id) {
  return {.running = running(tx, customer_id),
          .until = kept_until(tx.settings().retention, last_records(tx, customer_id))};
}

}  // namespace svcctl::archive
