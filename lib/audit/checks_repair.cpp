#include <array>

#include "audit/private/checks.hpp"
#include "job/rule.hpp"
#include "job/work_said.hpp"
#include "settle/rule.hpp"
#include "store/sql_text.hpp"

namespace svcctl::audit {
namespace {

using settle::rule::handing_back;

/// Maintenance needs no diagnosis.
std::optional<Verdict> unless_maintenance(const store::ReadTxn&, const Settings& rules,
                                          const store::Row& row) {
  return row.get<bool>("kept") || !job::is_repair(rules, job::read_work_said(row));
}

// A plan made before the work is explained before it; one made during the work, at all, and that
// counts for the period that it was made in. Once the start of the work was on record, a plan
// counts by when it was recorded, whatever time was told of it: the plans that are recorded since
// the audit asks that.
constexpr std::string_view explained_before =
    R"(SELECT j.number AS number, p.recommended AS item, t.started_at AS at,
              CASE WHEN p.explained = 1
                     OR EXISTS (SELECT 1 FROM repair_plan q
                                 WHERE q.job_id = j.id AND q.explained = 1 AND q.at >= p.at
                                   AND CASE WHEN q.recorded_at > COALESCE(
                                                   (SELECT MIN(k.recorded_at) FROM task_clock k
                                                     WHERE k.task_id = t.id), q.recorded_at)
                                             AND q.recorded_at > )";
constexpr std::string_view planned_before =
    R"( THEN q.recorded_at ELSE q.at END <= t.started_at)
                   THEN 1 ELSE 0 END AS kept
         FROM task t JOIN job j ON j.id = t.job_id
              JOIN repair_plan p ON p.job_id = j.id
                   AND CASE WHEN p.recorded_at > COALESCE(
                                   (SELECT MIN(k.recorded_at) FROM task_clock k
                                     WHERE k.task_id = t.id), p.recorded_at)
                             AND p.recorded_at > )";
constexpr std::string_view planned_during =
    R"( THEN p.recorded_at ELSE p.at END <= t.started_at
        WHERE t.started_at BETWEEN :from AND :to
          AND NOT EXISTS (SELECT 1 FROM task e
                           WHERE e.job_id = t.job_id
                             AND (e.started_at < t.started_at
                                  OR (e.started_at = t.started_at AND e.id < t.id)))
        UNION ALL
       SELECT j.outlet_id AS outlet, j.number AS number, p.recommended AS item, p.at AS at,
              p.explained AS kept
         FROM repair_plan p JOIN job j ON j.id = p.job_id
        WHERE p.at BETWEEN :from AND :to
          AND EXISTS (SELECT 1 FROM task t
                       WHERE t.job_id = p.job_id
                         AND (t.started_at < p.at
                              OR (t.started_at < p.recorded_at
                                  AND p.recorded_at > (SELECT MIN(k.recorded_at)
                                                         FROM task_clock k
                                                        WHERE k.task_id = t.id)
                                  AND p.recorded_at > )";
constexpr std::string_view by_time = "))) ORDER BY at";
constexpr std::string_view plans_since = store::with_beginnings_at;

constexpr std::string_view words_since = R"(act.operation AS operation,
               COALESCE((SELECT w.text FROM task w
                          WHERE w.job_id = act.job_id AND w.number = act.number
                            AND act.at > )";
constexpr std::string_view words_told = R"(), '') AS words, '' AS certificate,
               (SELECT c.category FROM task w JOIN job_category c ON c.line_id = w.line_id
                 WHERE w.job_id = act.job_id AND w.number = act.number
                 ORDER BY c.id DESC LIMIT 1) AS told_category,
               COALESCE((SELECT c.no_repair FROM task w JOIN job_category c ON c.line_id = w.line_id
                          WHERE w.job_id = act.job_id AND w.number = act.number
                          ORDER BY c.id DESC LIMIT 1), 0) AS no_repair,
               COALESCE((SELECT MIN(k.id) FROM task_clock k JOIN task w ON w.id = k.task_id
                          WHERE w.job_id = act.job_id AND w.number = act.number), 0) AS ruled_id,
               act.at AS ruled_at)";

constexpr std::string_view found_bad =
    R"(SELECT j.number AS number, r.item AS item, d.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM finding_answer a
                                        LEFT JOIN job_line l ON l.id = a.line_id
                                       WHERE a.result_id = r.id AND a.at <= d.at
                                         AND (l.id IS NULL OR l.state <> 'void'))
                           OR (i.recorded_at <= )";
constexpr std::string_view answered_before = R"(
                               AND (EXISTS (SELECT 1 FROM estimate e
                                             WHERE e.job_id = j.id AND e.at BETWEEN i.at AND d.at)
                                    OR EXISTS (SELECT 1 FROM change_order c
                                                WHERE c.job_id = j.id
                                                  AND c.at BETWEEN i.at AND d.at)
                                    OR EXISTS (SELECT 1 FROM repair_plan p
                                                WHERE p.job_id = j.id
                                                  AND p.at BETWEEN i.at AND d.at)))
                         THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN inspection i ON i.job_id = j.id AND i.at <= d.at
                    JOIN inspection_result r ON r.inspection_id = i.id AND r.result = 'bad'
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)";

const std::array checks_of_repairs = {
    Check{job::rule::beginning, job::rule::diagnosed, N_("a repair without a diagnosis"),
          unless_maintenance, store::chained<words_since, store::with_beginnings_at, words_told>,
          "task_clock"}
        .refused_as("job.no-diagnosis"),
    // Once the car has left: a line that mends what was found bad was put to the customer, or the
    // customer declined it. Of older inspections anything quoted, planned or changed afterwards.
    Check{Clause::inspect, N_("found bad, and neither quoted nor declined"), "j.outlet_id",
          store::chained<found_bad, store::with_beginnings_at, answered_before>},
    Check{Clause::repair_plan, N_("the plan was not explained before work began"), "j.outlet_id",
          store::chained<explained_before, plans_since, planned_before, plans_since, planned_during,
                         plans_since, by_time>},
    Check{job::rule::beginning, job::rule::consented_change,
          N_("work on a change began before the customer consented to it")},
    Check{Clause::consent, N_("a part was issued before any consent"), "j.outlet_id",
          R"(SELECT j.number AS number, p.number AS item, m.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM consent c
                                       WHERE c.job_id = j.id AND c.given = 1 AND c.at <= m.at)
                         THEN 1 ELSE 0 END AS kept
               FROM stock_movement m JOIN job j ON j.id = m.job_id
                    JOIN part p ON p.id = m.part_id
              WHERE m.at BETWEEN :from AND :to AND m.kind = 'issue'
              ORDER BY m.at)"},
    Check{settle::rule::billing, settle::rule::billed_as_consented,
          N_("the bill is above what the customer consented to")},
    Check{handing_back, job::rule::checked_tasks, N_("a task was delivered unchecked")},
    Check{settle::rule::cross_checked, job::rule::checked_by_another,
          N_("cross-checked by somebody who had a hand in it")}
        .refused_as("job.own-work"),
    Check{settle::rule::inspected, job::rule::seen_by_another,
          N_("passed by the inspector who did the work, and nobody else checked it")}
        .refused_as("job.inspects-own"),
    Check{settle::rule::inspected, job::rule::undone_seen_by_another,
          N_("passed by the inspector who did the work, and nobody else checked it")}
        .refused_as("job.inspects-own"),
    Check{handing_back, job::rule::fitted_by_work,
          N_("a part was issued, and no work that was done fitted it")},
    Check{settle::rule::leaving_unbilled, job::rule::checked_work,
          N_("the car left with work unchecked")},
    Check{handing_back, job::rule::final_inspection_passed,
          N_("delivered without a passed final inspection")},
    // A visit that mended under warranty what an earlier one had not, once it is mended; also one
    // that was not opened as its return.
    Check{Clause::quality, N_("came back under warranty"), "j.outlet_id",
          R"(SELECT COALESCE(f.number, j.number) AS number,
                    CASE WHEN f.id IS NULL THEN '' ELSE j.number END AS item, d.at AS at,
                    CASE WHEN f.id IS NULL THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    LEFT JOIN job f
                      ON f.id = CASE WHEN j.warranty_verdict = 'within' THEN j.comeback_of_job_id
                                     ELSE (SELECT MIN(l.warranted_by_job_id) FROM job_line l
                                            WHERE l.job_id = j.id AND l.state = 'agreed'
                                              AND l.payer = 'warranty') END
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    // What is recorded late may have been made up: it is a case of its own, kept once a manager
    // accepts it.
    Check{Clause::consent, N_("the consent to a change was recorded late"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, c.recorded_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_acceptance a
                                       WHERE a.chain = l.chain AND a.seq = l.seq)
                         THEN 1 ELSE 0 END AS kept
               FROM late_record l JOIN consent c ON c.id = l.row_id
                    JOIN job j ON j.id = c.job_id
              WHERE l.table_name = 'consent' AND c.recorded_at BETWEEN :from AND :to AND c.change_id IS NOT NULL
              ORDER BY c.recorded_at)"},
    Check{Clause::quality, N_("the check was recorded late"), "j.outlet_id",
          R"(SELECT j.number AS number, CAST(t.number AS TEXT) AS item, c.recorded_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_acceptance a
                                       WHERE a.chain = l.chain AND a.seq = l.seq)
                         THEN 1 ELSE 0 END AS kept
               FROM late_record l JOIN task_check c ON c.id = l.row_id
                    JOIN task t ON t.id = c.task_id JOIN job j ON j.id = t.job_id
              WHERE l.table_name = 'task_check' AND c.recorded_at BETWEEN :from AND :to
              ORDER BY c.recorded_at)"},
    Check{Clause::quality, N_("the final inspection was recorded late"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, f.recorded_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_acceptance a
                                       WHERE a.chain = l.chain AND a.seq = l.seq)
                         THEN 1 ELSE 0 END AS kept
               FROM late_record l JOIN final_inspection f ON f.id = l.row_id
                    JOIN job j ON j.id = f.job_id
              WHERE l.table_name = 'final_inspection' AND f.recorded_at BETWEEN :from AND :to
              ORDER BY f.recorded_at)"},
};

}  // namespace

std::span<const Check> repair_checks() { return checks_of_repairs; }

}  // namespace svcctl::audit
