#include <algorithm>
#include <array>

#include "audit/check.hpp"
#include "audit/private/checks.hpp"
#include "job/rule.hpp"
#include "job/work_said.hpp"
#include "shop/certificate.hpp"
#include "store/sql_text.hpp"

namespace svcctl::audit {
namespace {

/// A task that asks for certificates was worked on by somebody who held each that day, by what was
/// on file when it was recorded. Of work in free words a manager told one, and its words ask for
/// those of the systems that they speak of.
std::optional<Verdict> certified_technician(const store::ReadTxn& tx, const Settings& rules,
                                            const store::Row& row) {
  const auto kinds = job::certificates_for(rules, job::read_work_said(row));
  if (kinds.empty()) return std::nullopt;
  const auto technician = row.get<std::optional<std::int64_t>>("technician_id");
  const auto day = rules.zone.date_of(row.get<Instant>("judged_at"));
  return technician && std::ranges::all_of(kinds, [&](const std::string& kind) {
           return shop::certified(tx, *technician, kind, day, row.get<Instant>("recorded_at"));
         });
}

/// Whoever works holds some certificate that day; the first piece of work of a day is its case.
std::optional<Verdict> certified_at_all(const store::ReadTxn& tx, const Settings& rules,
                                        const store::Row& row) {
  const auto day = rules.zone.date_of(row.get<Instant>("at"));
  const auto before = row.get<std::optional<Instant>>("before_at");
  if (before && rules.zone.date_of(*before) == day) return std::nullopt;
  return shop::certified(tx, row["technician_id"], "", day, row["recorded_at"]);
}

/// Received within the time that a customer may wait.
std::optional<Verdict> received_in_time(const store::ReadTxn&, const Settings& rules,
                                        const store::Row& row) {
  const auto waited = row.get<Instant>("at").seconds - row.get<Instant>("arrived_at").seconds;
  return waited <= std::int64_t{60} * rules.waiting_target_minutes;
}

constexpr std::string_view clocks_of_work =
    R"(SELECT j.number AS number, CAST(t.number AS TEXT) AS item, k.started_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_record r
                                       WHERE r.table_name = 'task_clock' AND r.row_id = k.id
                                         AND r.made = 1
                                         AND NOT EXISTS (SELECT 1 FROM late_acceptance a
                                                          WHERE a.chain = r.chain
                                                            AND a.seq = r.seq))
                         THEN k.recorded_at ELSE k.started_at END AS judged_at,
                    k.recorded_at AS recorded_at, k.id AS ruled_id,
                    k.recorded_at AS ruled_at, k.staff_id AS technician_id,
                    t.operation AS operation,
                    CASE WHEN k.recorded_at > )";
constexpr std::string_view told_in_words = " THEN t.text ELSE '' END AS words, ";
constexpr std::string_view each_worker = R"(
               FROM task_clock k JOIN task t ON t.id = k.task_id JOIN job j ON j.id = t.job_id
              WHERE k.started_at BETWEEN :from AND :to
                AND NOT EXISTS (SELECT 1 FROM task_clock e
                                 WHERE e.task_id = k.task_id AND e.id < k.id
                                   AND COALESCE(e.staff_id, 0) = COALESCE(k.staff_id, 0))
              ORDER BY k.started_at, k.id)";

// Pieces of what a visit is asked once its car has left, if work was done on it.
constexpr std::string_view of_leaving =
    "SELECT j.number AS number, '' AS item, d.at AS at, CASE WHEN NOT ";
constexpr std::string_view then_so = " THEN NULL WHEN ";
constexpr std::string_view odometer_read = "j.odometer_km IS NOT NULL";
constexpr std::string_view walked_round =
    "EXISTS (SELECT 1 FROM intake_check c WHERE c.job_id = j.id AND c.at <= d.at)";
constexpr std::string_view on_leaving =
    R"( THEN 1 ELSE 0 END AS kept
         FROM (SELECT job_id, at FROM delivery UNION ALL SELECT job_id, at FROM job_decline) d
              JOIN job j ON j.id = d.job_id
        WHERE d.at BETWEEN :from AND :to
        ORDER BY d.at)";

const std::array checks_of_receptions = {
    Check{Clause::plan, N_("address, telephone or opening hours are not on record"), "o.id",
          R"(SELECT o.code AS number, '' AS item, :now AS at,
                    CASE WHEN o.scope <> '' AND o.address <> '' AND o.phone <> '' AND o.hours <> ''
                         THEN 1 ELSE 0 END AS kept
               FROM outlet o
              WHERE :now BETWEEN :from AND :to
              ORDER BY o.code)"},
    // Once for each person whose clock ran on a task.
    Check{Clause::technician, N_("done by somebody without a valid certificate"), "j.outlet_id",
          store::chained<clocks_of_work, store::with_beginnings_at, told_in_words,
                         job::work_told_columns, each_worker>,
          certified_technician, "task_clock"}
        .refused_as("job.no-certificate"),
    // Once for each day that somebody's clock ran on.
    Check{Clause::technician, worked_uncertified, "k.outlet_id",
          R"(SELECT s.code AS number, j.number AS item, k.started_at AS at,
                    k.recorded_at AS recorded_at, k.staff_id AS technician_id,
                    LAG(k.started_at) OVER (PARTITION BY k.staff_id
                                            ORDER BY k.started_at, k.id) AS before_at
               FROM task_clock k JOIN task t ON t.id = k.task_id JOIN job j ON j.id = t.job_id
                    JOIN staff s ON s.id = k.staff_id
              WHERE k.started_at BETWEEN :from AND :to
              ORDER BY k.started_at, k.id)",
          certified_at_all, nullptr, store::with_beginnings},
    Check{job::rule::beginning, job::rule::named_work,
          N_("work in free words began before a manager said what it is")}
        .refused_as("job.work-unnamed"),
    Check{Clause::welcome, N_("the customer waited longer than the target"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, j.opened_at AS at,
                    j.arrived_at AS arrived_at, j.id AS ruled_id, j.recorded_at AS ruled_at
               FROM job j
              WHERE j.opened_at BETWEEN :from AND :to AND j.arrived_at IS NOT NULL
              ORDER BY j.opened_at)",
          received_in_time, "job"},
    Check{Clause::listen, N_("the odometer was not read"), "j.outlet_id",
          store::chained<of_leaving, worked_on, then_so, odometer_read, on_leaving>}
        .spared_as(no_work),
    Check{Clause::listen, N_("the concern is not on record"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, j.opened_at AS at,
                    CASE WHEN j.concern <> '' THEN 1 ELSE 0 END AS kept
               FROM job j
              WHERE j.opened_at BETWEEN :from AND :to
              ORDER BY j.opened_at)"},
    Check{Clause::listen, N_("there was no walk-round"), "j.outlet_id",
          store::chained<of_leaving, worked_on, then_so, walked_round, on_leaving>}
        .spared_as(no_work),
    Check{Clause::answer, N_("a question was not answered at delivery"), "j.outlet_id",
          R"(SELECT j.number AS number, q.question AS item, d.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM intake_answer a
                                       WHERE a.question_id = q.id
                                         AND a.recorded_at <= d.recorded_at)
                         THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN intake_question q ON q.job_id = j.id AND q.recorded_at <= d.recorded_at
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{job::rule::beginning_first, job::rule::confirmed_estimate,
          N_("work began before the estimate was confirmed")},
    Check{Clause::confirm, N_("no time was promised with the estimate"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, c.at AS at,
                    CASE WHEN c.promised_at IS NOT NULL THEN 1 ELSE 0 END AS kept,
                    c.recorded_at AS recorded_at
               FROM consent c JOIN job j ON j.id = c.job_id
              WHERE c.at BETWEEN :from AND :to AND c.estimate_id IS NOT NULL AND c.given = 1
              ORDER BY c.at)",
          nullptr, nullptr, "0069_intake_promised"},
    Check{Clause::confirm, N_("the confirmation was recorded late"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, c.recorded_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_acceptance a
                                       WHERE a.chain = l.chain AND a.seq = l.seq)
                         THEN 1 ELSE 0 END AS kept
               FROM late_record l JOIN consent c ON c.id = l.row_id
                    JOIN job j ON j.id = c.job_id
              WHERE l.table_name = 'consent' AND c.recorded_at BETWEEN :from AND :to AND c.change_id IS NULL
              ORDER BY c.recorded_at)"},
};

}  // namespace

std::span<const Check> reception_checks() { return checks_of_receptions; }

}  // namespace svcctl::audit
