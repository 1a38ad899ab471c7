#pragma once

#include "store/rule.hpp"
#include "store/sql_text.hpp"

/// Rules of the work on a job. Acts that they judge are about a job `j`: see store/rule.hpp.
namespace svcctl::job::rule {

/// Something is done on a job. What is audited is a narrower act: see settle/rule.hpp.
inline constexpr store::Act working{.asked = "SELECT :job AS job_id, :at AS at",
                                    .done = "",
                                    .subject = "job j",
                                    .joined = "j.id = act.job_id",
                                    .number = "j.number"};

/// Work on a task begins. `change_id` is the change that brought the task, or
/// NULL.
inline constexpr store::Act beginning{
    .asked = R"(SELECT :job AS job_id, :task AS number, :change AS change_id,
                       :operation AS operation, :at AS at)",
    .done =
        R"(SELECT job_id, number, change_id, operation, started_at AS at FROM task
                WHERE started_at IS NOT NULL)",
    .subject = "job j",
    .joined = "j.id = act.job_id",
    .number = "j.number"};

/// The same of a job's first task: a job is audited once for what holds for all
/// of its work.
inline constexpr store::Act beginning_first{
    .asked = beginning.asked,
    .done =
        R"(SELECT t.job_id, t.number, t.change_id, t.operation, t.started_at AS at FROM task t
                WHERE t.started_at IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM task e
                                   WHERE e.job_id = t.job_id
                                     AND (e.started_at < t.started_at
                                          OR (e.started_at = t.started_at AND e.id < t.id))))",
    .subject = beginning.subject,
    .joined = beginning.joined,
    .number = beginning.number};

/// A task is dropped from the job.
inline constexpr store::Act dropping{.asked = "SELECT :job AS job_id, :task AS number, :at AS at",
                                     .done = "",
                                     .subject = "job j",
                                     .joined = "j.id = act.job_id",
                                     .number = "j.number"};

/// The customer had confirmed the estimate that work is done by, the last one by then
/// (clause 2.1-confirm).
inline constexpr store::Rule confirmed_estimate{
    .clause = Clause::confirm,
    .kept =
        R"(EXISTS (SELECT 1 FROM consent c JOIN estimate e ON e.id = c.estimate_id
                        WHERE c.job_id = j.id AND c.given = 1 AND c.at <= act.at
                          AND NOT EXISTS (SELECT 1 FROM estimate n
                                           WHERE n.job_id = e.job_id AND n.id > e.id
                                             AND n.at <= act.at)))",
    .item = "act.number",
    .applies = "act.change_id IS NULL"};

/// The customer had consented to the change that brought the work
/// (clause 2.2-consent).
inline constexpr store::Rule consented_change{.clause = Clause::consent,
                                              .kept = R"(EXISTS (SELECT 1 FROM consent c
                        WHERE c.change_id = act.change_id AND c.given = 1 AND c.at <= act.at))",
                                              .item = "act.number",
                                              .applies = "act.change_id IS NOT NULL"};

/// There was a diagnosis (clause 2.2-inspect). Maintenance needs none: that an
/// operation is maintenance stands in the settings.
inline constexpr store::Rule diagnosed{
    .clause = Clause::inspect,
    .kept = R"(EXISTS (SELECT 1 FROM diagnosis d WHERE d.job_id = j.id AND d.at <= act.at))",
    .item = "act.number"};

/// Before work in free words began, a manager said what it is: its category and the certificate
/// that it asks of a technician (clause 1.2-technician).
inline constexpr store::Rule named_work{.clause = Clause::technician,
                                        .kept = R"(EXISTS (SELECT 1 FROM job_category c
                        WHERE c.line_id = t.line_id AND c.at <= act.at))",
                                        .cases = R"(JOIN task t ON t.job_id = j.id
                                                             AND t.number = act.number
                JOIN job_line l ON l.id = t.line_id)",
                                        .item = "t.number",
                                        .applies = "l.in_words = 1"};

/// Every task is finished and passed its last check, but for one that was dropped before it began,
/// or whose work was undone: who did so is on record (clause 2.2-quality).
inline constexpr store::Rule checked_tasks{.clause = Clause::quality,
                                           .kept = R"(t.state IN ('finished', 'dropped')
               AND (COALESCE((SELECT c.passed FROM task_check c
                               WHERE c.task_id = t.id AND c.round = t.round AND c.at <= act.at
                               ORDER BY c.id DESC LIMIT 1), 0) = 1
                    OR EXISTS (SELECT 1 FROM task_undone u
                                WHERE u.task_id = t.id AND u.at <= act.at)))",
                                           .cases = R"(JOIN task t ON t.job_id = j.id
                        AND (t.state <> 'dropped' OR t.started_at IS NOT NULL))",
                                           .item = "t.number"};

/// Somebody cross-checks a task. What is audited is a narrower act: see settle/rule.hpp.
inline constexpr store::Act cross_checking{
    .asked = "SELECT :task AS task_id, :staff AS staff_id, :at AS at",
    .done = "",
    .subject = "task t",
    .joined = "t.id = act.task_id",
    .number = "(SELECT j.number FROM job j WHERE j.id = t.job_id)"};

/// Whether `act.staff_id` did a task `t`: whose clock ran, whom the task was given to, and whom a
/// correction took off it: what is put right later takes no hand away.
inline constexpr std::string_view did_it =
    R"((COALESCE(act.staff_id, 0) = COALESCE(t.technician_id, -1)
        OR EXISTS (SELECT 1 FROM task_clock k
                    WHERE k.task_id = t.id AND COALESCE(act.staff_id, 0) = COALESCE(k.staff_id, -1))
        OR EXISTS (SELECT 1 FROM correction r JOIN staff w ON w.code = r.before_value
                                 JOIN job o ON o.id = r.job_id
                    WHERE r.job_id = t.job_id AND r.what = 'task' AND r.field = 'technician'
                      AND r.number = o.number || '/' || CAST(t.number AS TEXT)
                      AND w.id = COALESCE(act.staff_id, 0))))";

/// Whether `act.staff_id` typed the start, stop or end of a task `t` for somebody who has not said
/// since, by a passed self-check of the present round, that the work is their own. Until then it
/// may as well be the work of who typed it.
inline constexpr std::string_view typed_unsigned =
    R"((EXISTS (SELECT 1 FROM task_clock k
                 WHERE k.task_id = t.id
                   AND COALESCE(act.staff_id, 0)
                       IN (COALESCE(k.started_by, -1), COALESCE(k.stopped_by, -1))
                   AND NOT EXISTS (SELECT 1 FROM task_check s
                                    WHERE s.task_id = t.id AND s.round = t.round
                                      AND s.kind = 'self' AND s.passed = 1 AND s.at <= act.at
                                      AND s.staff_id = k.staff_id))
        OR (COALESCE(act.staff_id, 0) = COALESCE(t.finished_by, -1)
            AND NOT EXISTS (SELECT 1 FROM task_check s
                             WHERE s.task_id = t.id AND s.round = t.round AND s.kind = 'self'
                               AND s.passed = 1 AND s.at <= act.at
                               AND s.staff_id = t.technician_id))))";

namespace part {
inline constexpr std::string_view no = "NOT (";
inline constexpr std::string_view either = "(";
inline constexpr std::string_view or_typed = " OR ";
inline constexpr std::string_view end = ")";
}  // namespace part

/// Nobody cross-checks what they had a hand in: what they did, or typed for somebody who has not
/// signed it (clause 2.2-quality).
inline constexpr store::Rule checked_by_another{
    .clause = Clause::quality,
    .kept = store::chained<part::no, did_it, part::or_typed, typed_unsigned, part::end>,
    .item = "t.number"};

/// Nobody cross-checks what they did themselves: what is left of it once whoever they typed for
/// signs the work.
inline constexpr store::Rule done_by_another{.clause = Clause::quality,
                                             .kept = store::chained<part::no, did_it, part::end>,
                                             .item = "t.number"};

/// Somebody passes a job in its final inspection. What is audited is a narrower act: see
/// settle/rule.hpp.
inline constexpr store::Act inspecting{
    .asked = "SELECT :job AS job_id, :staff AS staff_id, :at AS at",
    .done = "",
    .subject = "job j",
    .joined = "j.id = act.job_id",
    .number = "j.number"};

/// Work is seen by somebody who did not do it: whoever had a hand in a task passes its job only if
/// another cross-checked that task (clause 2.2-quality). A case is a finished task of the
/// inspector's own.
inline constexpr store::Rule seen_by_another{
    .clause = Clause::quality,
    .kept = R"(EXISTS (SELECT 1 FROM task_check c
                        WHERE c.task_id = t.id AND c.round = t.round AND c.kind = 'cross'
                          AND c.passed = 1 AND c.at <= act.at
                          AND COALESCE(c.staff_id, 0) <> COALESCE(act.staff_id, -1)))",
    .cases = "JOIN task t ON t.job_id = j.id AND t.state = 'finished'",
    .item = "t.number",
    .applies = store::chained<part::either, did_it, part::or_typed, typed_unsigned, part::end>,
    .since = "0063_job_inspector"};

/// The same of a task that began and was dropped or undone: undoing work takes no hand away.
inline constexpr store::Rule undone_seen_by_another{.clause = seen_by_another.clause,
                                                    .kept = seen_by_another.kept,
                                                    .cases = R"(JOIN task t ON t.job_id = j.id
                        AND t.state = 'dropped' AND t.started_at IS NOT NULL)",
                                                    .item = seen_by_another.item,
                                                    .applies = seen_by_another.applies,
                                                    .since = store::with_beginnings};

/// The same of what they did themselves, finished or not.
inline constexpr store::Rule own_seen_by_another{.clause = seen_by_another.clause,
                                                 .kept = seen_by_another.kept,
                                                 .cases = R"(JOIN task t ON t.job_id = j.id
                        AND (t.state = 'finished'
                             OR (t.state = 'dropped' AND t.started_at IS NOT NULL)))",
                                                 .item = seen_by_another.item,
                                                 .applies = store::chained<did_it>};

/// The same of the tasks that began, for a car that leaves with others undone.
inline constexpr store::Rule checked_work{
    .clause = checked_tasks.clause,
    .kept = checked_tasks.kept,
    .cases = "JOIN task t ON t.job_id = j.id AND t.started_at IS NOT NULL",
    .item = checked_tasks.item};

/// A task that is dropped did not begin, or what was done is checked (clause 2.2-quality).
inline constexpr store::Rule checked_before_dropped{
    .clause = checked_tasks.clause,
    .kept = checked_tasks.kept,
    .cases = R"(JOIN task t ON t.job_id = j.id AND t.number = act.number
                        AND t.started_at IS NOT NULL)",
    .item = checked_tasks.item};

/// The last final inspection was passed (clause 2.2-quality).
inline constexpr store::Rule final_inspection_passed{
    .clause = Clause::quality, .kept = R"(COALESCE((SELECT f.passed FROM final_inspection f
                          WHERE f.job_id = j.id AND f.at <= act.at
                          ORDER BY f.id DESC LIMIT 1), 0) = 1)"};

/// No more of a part is issued than the customer agreed to (clause 2.2-consent). A case is a part
/// that was issued.
inline constexpr store::Rule agreed_parts{
    .clause = Clause::consent,
    .kept = R"(-(SELECT SUM(n.qty) FROM stock_movement n
                  WHERE n.job_id = j.id AND n.part_id = m.part_id
                    AND n.kind IN ('issue', 'return'))
               <= COALESCE((SELECT SUM(l.qty) FROM job_line l
                             WHERE l.job_id = j.id AND l.part_id = m.part_id
                               AND l.kind = 'part' AND l.state = 'agreed'), 0))",
    .cases = "JOIN stock_movement m ON m.job_id = j.id AND m.kind = 'issue'",
    .item = "m.part_id"};

/// What was fitted, and not handed to the customer as it is, was fitted by work of the visit, which
/// is checked as any other: by the task it was issued for, or by any where none was named (clause
/// 2.2-quality). A case is a part that is fitted.
inline constexpr store::Rule fitted_by_work{
    .clause = Clause::quality,
    .kept = R"(EXISTS (SELECT 1 FROM task t
                        WHERE t.job_id = j.id AND t.state <> 'dropped'
                          AND t.started_at <= act.at AND COALESCE(m.task_id, t.id) = t.id)
               OR (SELECT SUM(n.qty) FROM stock_movement n
                    WHERE n.job_id = j.id AND n.part_id = m.part_id AND n.at <= act.at
                      AND n.kind IN ('issue', 'return')) >= 0)",
    .cases = R"(JOIN stock_movement m ON m.job_id = j.id AND m.kind = 'issue' AND m.at <= act.at
                JOIN part p ON p.id = m.part_id)",
    .item = "p.number",
    .applies = "m.handed_over = 0",
    .since = "0065_parts_handed"};

/// What becomes of every old part is settled, as the customer wished; hazardous waste goes to a
/// licensed receiver whatever the wish (clause 2.3-oldparts).
inline constexpr store::Rule settled_old_parts{
    .clause = Clause::old_parts,
    .kept = R"(o.outcome <> 'open'
               AND COALESCE(o.outcome_at, act.at) <= act.at
               AND (COALESCE(j.old_parts_wish, '') <> 'return' OR o.outcome = 'returned'
                    OR (o.outcome = 'consigned' AND COALESCE(o.waste_code, '') <> '')))",
    .cases = "JOIN old_part o ON o.job_id = j.id AND o.at <= act.at",
    .item = "o.tag"};

/// An old part is given to the customer.
inline constexpr store::Act giving_back{
    .asked = "SELECT :old AS old_part_id, :at AS at",
    .done = R"(SELECT id AS old_part_id, outcome_at AS at, outcome_at AS recorded_at FROM old_part
                WHERE outcome = 'returned')",
    .subject = "old_part o",
    .joined = "o.id = act.old_part_id",
    .number = "(SELECT j.number FROM job j WHERE j.id = o.job_id)"};

/// Hazardous waste is not given away (clause 2.3-oldparts).
inline constexpr store::Rule harmless_old_part{.clause = Clause::old_parts,
                                               .kept = "COALESCE(o.waste_code, '') = ''",
                                               .item = "o.tag",
                                               .since = "0048_job_leave"};

/// The customer did not leave old parts to the shop (clause 2.3-oldparts).
inline constexpr store::Rule wished_back{.clause = Clause::old_parts,
                                         .kept = "COALESCE(j.old_parts_wish, '') <> 'dispose'",
                                         .cases = "JOIN job j ON j.id = o.job_id",
                                         .item = "o.tag",
                                         .since = "0048_job_leave"};

/// Of a part `p`, whether the catalogue says that it takes the place of another: it has a core
/// charge, or is a piece that becomes hazardous waste, now or when it was issued to :job. Fluids
/// are filled up as well.
inline constexpr std::string_view replaces_another =
    R"(CASE WHEN p.core_charge_amount > 0
              OR ((p.waste_code <> ''
                   OR EXISTS (SELECT 1 FROM stock_movement i
                               WHERE i.job_id = :job AND i.part_id = p.id AND i.kind = 'issue'
                                 AND i.waste_code <> ''))
                  AND p.unit NOT IN ('L', 'l', 'ml', 'kg', 'g', '升', '毫升', '公斤', '千克', '克'))
            THEN 1 ELSE 0 END)";
namespace part {
inline constexpr std::string_view waived =
    "SELECT :job AS job_id, :part AS part_id, :reason AS reason, (SELECT ";
inline constexpr std::string_view waived_at =
    " FROM part p WHERE p.id = :part) AS replaces, :at AS at";
}  // namespace part

/// Of a part that was fitted, it is said that no old one came off.
inline constexpr store::Act waiving{
    .asked = store::chained<part::waived, replaces_another, part::waived_at>,
    .done = "SELECT job_id, part_id, reason, replaces, at, recorded_at FROM old_part_waiver",
    .subject = "job j",
    .joined = "j.id = act.job_id",
    .number = "j.number"};

/// What is said to be added replaces nothing: not by what the catalogue said of it then, and it was
/// not fitted to the car before (clause 2.3-oldparts).
inline constexpr store::Rule added_anew{.clause = Clause::old_parts,
                                        .kept = R"(act.replaces = 0
               AND NOT EXISTS (SELECT 1 FROM stock_movement m JOIN job b ON b.id = m.job_id
                                WHERE m.part_id = p.id AND m.kind = 'issue' AND m.at < j.opened_at
                                  AND m.handed_over = 0
                                  AND b.vehicle_id = j.vehicle_id AND b.id <> j.id))",
                                        .cases = "JOIN part p ON p.id = act.part_id",
                                        .item = "p.number",
                                        .applies = "act.reason = 'added'",
                                        .since = "0048_job_leave"};

/// Each fitted part that becomes hazardous waste when it is replaced has its old one tagged, unless
/// it was said that none came off (clause 2.3-oldparts). A case is a part that was fitted.
inline constexpr store::Rule tagged_hazardous{
    .clause = Clause::old_parts,
    .kept = R"(EXISTS (SELECT 1 FROM old_part_waiver w
                        WHERE w.job_id = j.id AND w.part_id = m.part_id AND w.at <= act.at)
               OR COALESCE((SELECT SUM(o.qty) FROM old_part o
                             WHERE o.job_id = j.id AND o.part_id = m.part_id
                               AND o.at <= act.at), 0)
                  + (SELECT SUM(n.qty) FROM stock_movement n
                      WHERE n.job_id = j.id AND n.part_id = m.part_id AND n.at <= act.at
                        AND n.kind IN ('issue', 'return')) >= 0)",
    .cases = R"(JOIN stock_movement m ON m.job_id = j.id AND m.kind = 'issue' AND m.at <= act.at
                                          AND m.handed_over = 0
                JOIN part p ON p.id = m.part_id)",
    .item = "p.number",
    // As the catalogue said when it was issued.
    .applies = "COALESCE(m.waste_code, p.waste_code) <> ''"};

/// The same of all others, where the customer wished old parts back.
inline constexpr store::Rule tagged_old_parts{
    .clause = tagged_hazardous.clause,
    .kept = tagged_hazardous.kept,
    .cases = tagged_hazardous.cases,
    .item = tagged_hazardous.item,
    .applies = "j.old_parts_wish = 'return' AND COALESCE(m.waste_code, p.waste_code) = ''"};

/// Every part that the customer brought is fitted or given back (clause 1.3-integrity).
inline constexpr store::Rule settled_own_parts{
    .clause = Clause::integrity,
    .kept = "o.state <> 'taken' AND COALESCE(o.settled_at, act.at) <= act.at",
    .cases = "JOIN own_part o ON o.job_id = j.id AND o.at <= act.at",
    .item = "o.tag"};

/// The customer answered every change order (clause 2.2-consent).
inline constexpr store::Rule answered_changes{.clause = Clause::consent,
                                              .kept = "c.state <> 'proposed'",
                                              .cases = "JOIN change_order c ON c.job_id = j.id",
                                              .item = "c.number"};

}  // namespace svcctl::job::rule
