#include "archive/history.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "archive/private/history_sources.hpp"
#include "base/kept_message.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

using Take = std::function<void(const Entry&)>;

/// Entries not handed on yet, in the order they happened.
class Pending {
 public:
  Pending(const store::ReadTxn& tx, const HistoryFilter& filter, const Take& take)
      : filter_(filter), take_(take) {
    if (filter.since) since_ = tx.settings().zone.start_of(*filter.since);
  }

  bool wanted(EntryKind kind) const {
    return filter_.kinds.empty() || filter_.kinds.contains(kind);
  }

  void add(Entry entry) {
    if (wanted(entry.kind) && (!since_ || entry.at >= *since_))
      held_.emplace(std::pair(entry.at.seconds, count_++), std::move(entry));
  }

  /// Hands on what happened before: nothing earlier can come any more.
  void until(Instant when) {
    while (!held_.empty() && held_.begin()->first.first < when.seconds) hand_on();
  }
  void all() {
    while (!held_.empty()) hand_on();
  }

 private:
  void hand_on() {
    take_(held_.begin()->second);
    held_.erase(held_.begin());
  }

  const HistoryFilter& filter_;
  const Take& take_;
  std::optional<Instant> since_;
  std::map<std::pair<std::int64_t, std::int64_t>, Entry> held_;
  std::int64_t count_ = 0;
};

/// What every source has.
Entry read_event(const store::Row& row, EntryKind kind) {
  Entry entry;
  entry.at = row["at"];
  entry.kind = kind;
  entry.number = row.get<std::string>("number");
  entry.text = row.get<std::string>("text");
  entry.detail = row.get<std::string>("detail");
  entry.person = row.get<std::string>("person");
  entry.by = row.get<std::string>("staff");
  entry.late_by = row.get<std::string>("late_by");
  if (kind == EntryKind::overridden) entry.refusal = read_message(row.get<std::string>("refusal"));
  return entry;
}

Entry read_entry(const store::Row& row, EntryKind kind) {
  Entry entry = read_event(row, kind);
  entry.quantity = row.get<std::optional<Quantity>>("quantity");
  entry.amount = row.get<std::optional<Money>>("amount");
  entry.km = row.get<std::optional<std::int64_t>>("km");
  return entry;
}

/// The visits that the query yields (`id`, `number`, `plate`, `opened_at`), each with all that
/// belongs to it.
void add_visits(const store::ReadTxn& tx, store::Query visits, Pending& pending) {
  while (visits.next()) {
    const auto& visit = visits.row();
    pending.until(visit["opened_at"]);
    const std::int64_t job = visit["id"];
    for (const auto& source : job_sources()) {
      if (!pending.wanted(source.kind)) continue;
      for (auto q = tx.query(with_late(source), {{"job", job}}); q.next();) {
        auto entry = read_entry(q.row(), source.kind);
        entry.plate = visit.get<std::string>("plate");
        entry.job = visit.get<std::string>("number");
        pending.add(std::move(entry));
      }
    }
  }
}

/// What stands outside visits, or beside them.
void add_others(const store::ReadTxn& tx, const std::vector<HistorySource>& sources,
                const store::Param& whose, Pending& pending) {
  for (const auto& source : sources) {
    if (!pending.wanted(source.kind)) continue;
    for (auto query = tx.query(with_late(source), {whose}); query.next();) {
      Entry entry = read_event(query.row(), source.kind);
      entry.plate = query.row().get<std::string>("plate");
      entry.job = query.row().get<std::string>("job");
      pending.add(std::move(entry));
    }
  }
}

void add_past_visits(const store::ReadTxn& tx, store::Query query, Pending& pending) {
  while (query.next()) {
    const auto& row = query.row();
    Entry entry;
    entry.at = tx.settings().zone.start_of(row.get<Date>("visited_on"));
    entry.kind = EntryKind::past_visit;
    entry.plate = row.get<std::string>("plate");
    entry.number = row.get<std::string>("document");
    entry.text = row.get<std::string>("work");
    entry.amount = row.get<std::optional<Money>>("amount");
    entry.km = row.get<std::optional<std::int64_t>>("odometer_km");
    pending.add(std::move(entry));
  }
}

}  // namespace

void each_of_vehicle(const store::ReadTxn& tx, std::int64_t vehicle_id, const HistoryFilter& filter,
                     const Take& take) {
  Pending pending(tx, filter, take);
  add_others(tx, vehicle_sources(), {"vehicle", vehicle_id}, pending);
  add_past_visits(
      tx,
      tx.query(
          R"(SELECT p.visited_on AS visited_on, CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate,
                                     p.document AS document, p.work AS work,
                                     p.amount AS amount, p.odometer_km AS odometer_km
                                FROM past_visit p JOIN vehicle v ON v.id = p.vehicle_id
                               WHERE p.vehicle_id = :vehicle ORDER BY p.visited_on, p.id)",
          {{"vehicle", vehicle_id}}),
      pending);
  add_visits(tx,
             tx.query(R"(SELECT j.id AS id, j.number AS number,
                                CASE WHEN i.value <> '' THEN i.value
                                     ELSE 'V' || j.vehicle_id END AS plate,
                                j.opened_at AS opened_at
                           FROM job j LEFT JOIN vehicle_identifier i ON i.id = j.plate_id
                          WHERE j.vehicle_id = :vehicle ORDER BY j.opened_at, j.id)",
                      {{"vehicle", vehicle_id}}),
             pending);
  pending.all();
}

void each_of_customer(const store::ReadTxn& tx, std::int64_t customer_id,
                      const HistoryFilter& filter, const Take& take) {
  Pending pending(tx, filter, take);
  add_others(tx, customer_sources(), {"customer", customer_id}, pending);
  // Visits from before this program was in use belong to the first owner it knew.
  add_past_visits(
      tx,
      tx.query(
          R"(SELECT p.visited_on AS visited_on, CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate,
                                     p.document AS document, p.work AS work,
                                     p.amount AS amount, p.odometer_km AS odometer_km
                                FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
                                JOIN past_visit p ON p.vehicle_id = v.id
                               WHERE o.customer_id = :customer
                                 AND NOT EXISTS (SELECT 1 FROM vehicle_owner e
                                                  WHERE e.vehicle_id = o.vehicle_id
                                                    AND e.id < o.id)
                               ORDER BY p.visited_on, p.id)",
          {{"customer", customer_id}}),
      pending);
  add_visits(tx,
             tx.query(R"(SELECT j.id AS id, j.number AS number,
                                CASE WHEN i.value <> '' THEN i.value
                                     ELSE 'V' || j.vehicle_id END AS plate,
                                j.opened_at AS opened_at
                           FROM job j LEFT JOIN vehicle_identifier i ON i.id = j.plate_id
                          WHERE j.customer_id = :customer ORDER BY j.opened_at, j.id)",
                      {{"customer", customer_id}}),
             pending);
  pending.all();
}

}  // namespace svcctl::archive
