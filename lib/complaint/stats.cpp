#include "complaint/stats.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "complaint/rule.hpp"

namespace svcctl::complaint {
namespace {

struct Bounds {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t to = std::numeric_limits<std::int64_t>::max();
};
Bounds bounds_of(const store::ReadTxn& tx, const std::optional<Period>& period) {
  if (!period) return {};
  const Zone& zone = tx.settings().zone;
  return {zone.start_of(period->first).seconds,
          zone.start_of(period->last.plus_days(1)).seconds - 1};
}

/// Seconds as hours, rounded half up to thousandths.
Hours as_hours(std::int64_t seconds) { return Hours::thousandths((seconds * 1000 + 1800) / 3600); }

Percent share_of(std::int64_t part, std::int64_t whole) {
  return Percent::thousandths(part * 1000 / whole * 100);
}

// Each complaint with its key, once for each key it has, and what is charged to that key: all, or
// only what names a lot or a person.
constexpr const char* by_kind =
    "SELECT c.id, c.kind AS key, '' AS charged, 0 AS charged_id FROM complaint c";
constexpr const char* by_severity =
    "SELECT c.id, c.severity AS key, '' AS charged, 0 AS charged_id FROM complaint c";
constexpr const char* by_channel =
    "SELECT c.id, c.channel AS key, '' AS charged, 0 AS charged_id FROM complaint c";
constexpr const char* by_cause =
    "SELECT c.id, c.cause_class AS key, '' AS charged, 0 AS charged_id FROM complaint c";
constexpr const char* by_handler =
    R"(SELECT c.id, COALESCE(s.code, '') AS key, '' AS charged, 0 AS charged_id
         FROM complaint c LEFT JOIN staff s ON s.id = c.first_handler_id)";
constexpr const char* by_person =
    R"(SELECT c.id, s.code AS key, 'person' AS charged, s.id AS charged_id
         FROM (SELECT complaint_id, technician_id FROM complaint_cost
                WHERE technician_id IS NOT NULL
               UNION
               SELECT id, against_id FROM complaint WHERE against_id IS NOT NULL) x
              JOIN complaint c ON c.id = x.complaint_id
              JOIN staff s ON s.id = x.technician_id)";
constexpr const char* by_part =
    R"(SELECT c.id, p.number AS key, 'lot' AS charged, l.id AS charged_id
         FROM (SELECT complaint_id, lot_id FROM complaint_cost WHERE lot_id IS NOT NULL
               UNION
               SELECT id, cause_lot_id FROM complaint WHERE cause_lot_id IS NOT NULL) x
              JOIN complaint c ON c.id = x.complaint_id
              JOIN lot l ON l.id = x.lot_id
              JOIN part p ON p.id = l.part_id)";
constexpr const char* by_supplier =
    R"(SELECT c.id, COALESCE(s.code, '') AS key, 'lot' AS charged, COALESCE(x.lot_id, 0) AS charged_id
         FROM (SELECT complaint_id, lot_id, NULL AS supplier_id FROM complaint_cost
                WHERE lot_id IS NOT NULL
               UNION
               SELECT id, cause_lot_id, cause_supplier_id FROM complaint
                WHERE COALESCE(cause_lot_id, cause_supplier_id) IS NOT NULL) x
              JOIN complaint c ON c.id = x.complaint_id
              LEFT JOIN lot l ON l.id = x.lot_id
              LEFT JOIN supplier s ON s.id = COALESCE(l.supplier_id, x.supplier_id))";

constexpr std::string_view from_to = " WHERE c.received_at BETWEEN :from AND :to AND ";
constexpr std::string_view in_period = store::chained<from_to, rule::not_a_mistake>;

// The costs of a key are summed lot by lot first, so that no complaint counts twice.
constexpr const char* counted = R"(
  , spent AS (
    SELECT k.id, k.key,
           SUM((SELECT COALESCE(SUM(x.amount), 0) FROM complaint_cost x
                 WHERE x.complaint_id = k.id
                   AND CASE k.charged WHEN 'lot' THEN x.lot_id = k.charged_id
                                   WHEN 'person' THEN x.technician_id = k.charged_id
                                   ELSE 1 = 1 END)) AS cost
      FROM keyed k GROUP BY k.id, k.key)
  SELECT s.key, COUNT(*) AS complaints, SUM(s.cost) AS cost,
         SUM(CASE WHEN c.state <> 'closed' THEN 1 ELSE 0 END) AS still_open,
         SUM(CASE WHEN c.round > 1 THEN 1 ELSE 0 END) AS reopened,
         SUM(CASE WHEN c.verdict = 'satisfied' THEN 1 ELSE 0 END) AS satisfied,
         SUM(CASE WHEN EXISTS
               (SELECT 1 FROM complaint_clock k
                 WHERE k.complaint_id = c.id
                   AND k.kind IN ('acknowledge', 'contact', 'answer', 'settle', 'legal')
                   AND k.due_at < COALESCE(k.met_at, :now)) THEN 1 ELSE 0 END) AS late,
         SUM((SELECT COUNT(*) FROM complaint_step h
               WHERE h.complaint_id = c.id AND h.kind = 'handed-over')) AS handovers
    FROM spent s JOIN complaint c ON c.id = s.id
   GROUP BY s.key ORDER BY COUNT(*) DESC, s.key)";

const char* keys_of(By by) {
  switch (by) {
    case By::kind: return by_kind;
    case By::severity: return by_severity;
    case By::channel: return by_channel;
    case By::cause: return by_cause;
    case By::handler: return by_handler;
    case By::person: return by_person;
    case By::part: return by_part;
    case By::supplier: return by_supplier;
  }
  return by_kind;
}

constexpr const char* every_clock =
    "SELECT kind, due_at, met_at, used FROM complaint_clock "
    "WHERE complaint_id NOT IN (SELECT row_id FROM correction WHERE what = 'complaint')";

/// The middle one, or the mean of the two in the middle. Changes their order.
std::int64_t median_of(std::vector<std::int64_t>& values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, half);
  if (values.size() % 2 == 1) return *half;
  return (*std::max_element(values.begin(), half) + *half) / 2;
}

template <Coded Enum>
std::string label_of(const std::string& code) {
  const auto value = from_code<Enum>(code);
  return value ? label(*value) : "";
}

std::string label_of(By by, const std::string& code) {
  switch (by) {
    case By::kind: return label_of<Subject>(code);
    case By::severity: return label_of<Severity>(code);
    case By::channel: return label_of<Channel>(code);
    case By::cause: return label_of<Cause>(code);
    default: return {};
  }
}

}  // namespace

std::vector<ClockStat> clock_stats(const store::ReadTxn& tx, const std::optional<Period>& period) {
  const auto bounds = bounds_of(tx, period);
  struct Counted {
    ClockStat stat;
    std::vector<std::int64_t> used;
  };
  std::map<ClockKind, Counted> by_kind;
  const auto here = tx.within("outlet_id");
  // Of all time the table is read as it lies, not through an index.
  auto query =
      period
          ? tx.query(std::string(every_clock) + " AND started_at BETWEEN :from AND :to" + here.sql,
                     {here, {"from", bounds.from}, {"to", bounds.to}})
          : tx.query(std::string(every_clock) + here.sql, {here});
  while (query.next()) {
    const auto& row = query.row();
    const auto due_at = row.get<std::optional<Instant>>("due_at");
    const auto met_at = row.get<std::optional<Instant>>("met_at");
    auto& [stat, used] = by_kind[row.get<ClockKind>("kind")];
    ++stat.clocks;
    if (due_at && *due_at < met_at.value_or(tx.now()))
      ++stat.late;
    else
      ++(met_at ? stat.kept : stat.open);
    if (met_at) used.push_back(row.get<std::int64_t>("used"));
  }
  std::vector<ClockStat> out;
  for (auto& [kind, counted] : by_kind) {
    auto& [stat, used] = counted;
    stat.kind = kind;
    if (stat.kept + stat.late > 0) stat.share = share_of(stat.kept, stat.kept + stat.late);
    if (!used.empty()) {
      stat.median = as_hours(median_of(used));
      stat.longest = as_hours(*std::ranges::max_element(used));
    }
    out.push_back(stat);
  }
  return out;
}

std::vector<Group> grouped(const store::ReadTxn& tx, By by, const std::optional<Period>& period) {
  const auto bounds = bounds_of(tx, period);
  const auto here = tx.within("outlet_id");
  const auto of_outlet = tx.within("c.outlet_id");
  const auto deliveries =
      tx.value<std::int64_t>(
            "SELECT COUNT(*) AS value FROM delivery WHERE at BETWEEN :from AND :to" + here.sql,
            {here, {"from", bounds.from}, {"to", bounds.to}})
          .value_or(0);
  return tx.all("WITH keyed AS (" + std::string(keys_of(by)) + std::string(in_period) +
                    of_outlet.sql + ")" + counted,
                {of_outlet, {"from", bounds.from}, {"to", bounds.to}, {"now", tx.now()}},
                [&](const store::Row& row) {
                  Group out = row.as<Group>();
                  out.label = label_of(by, out.key);
                  if (deliveries > 0)
                    out.per_100 = Quantity::thousandths(out.complaints * 100'000 / deliveries);
                  return out;
                });
}

std::vector<RepeatedCause> repeated_causes(const store::ReadTxn& tx,
                                           const std::optional<Period>& period) {
  const auto bounds = bounds_of(tx, period);
  const auto here = tx.within("c.outlet_id");
  const auto right = std::string(rule::not_a_mistake);
  return tx.all(
      R"(SELECT c.cause_class, c.cause, '' AS part, COUNT(*) AS complaints,
                MIN(c.received_at) AS first_at, MAX(c.received_at) AS last_at
           FROM complaint c
          WHERE c.received_at BETWEEN :from AND :to AND c.cause <> '' AND )" +
          right + here.sql + R"(
          GROUP BY c.cause_class, c.cause HAVING COUNT(*) > 1
         UNION ALL
         SELECT c.cause_class, '', p.number, COUNT(*), MIN(c.received_at), MAX(c.received_at)
           FROM complaint c JOIN lot l ON l.id = c.cause_lot_id JOIN part p ON p.id = l.part_id
          WHERE c.received_at BETWEEN :from AND :to AND )" +
          right + here.sql + R"(
          GROUP BY c.cause_class, p.number HAVING COUNT(*) > 1
          ORDER BY 4 DESC, 1, 2, 3)",
      {here, {"from", bounds.from}, {"to", bounds.to}}, [](const store::Row& row) {
        RepeatedCause out = row.as<RepeatedCause>();
        out.cause_class =
            from_code<Cause>(row.get<std::string>("cause_class")).value_or(Cause::none);
        return out;
      });
}

}  // namespace svcctl::complaint
