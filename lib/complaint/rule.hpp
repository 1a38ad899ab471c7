#pragma once

#include "store/rule.hpp"
#include "store/sql_text.hpp"

/// Rules of handling complaints. Acts that they judge are about a complaint
/// `c`: see store/rule.hpp.
namespace svcctl::complaint::rule {

/// Somebody investigates a complaint.
inline constexpr store::Act investigating{
    .asked = "SELECT :complaint AS complaint_id, :staff AS investigator_id, :at AS at",
    .done =
        R"(SELECT id AS complaint_id, investigator_id, received_at AS at FROM complaint
                WHERE investigator_id IS NOT NULL)",
    .subject = "complaint c",
    .joined = "c.id = act.complaint_id",
    .number = "c.number"};

/// A complaint is closed.
inline constexpr store::Act closing{
    .asked = "SELECT :complaint AS complaint_id, :at AS at",
    .done = "SELECT id AS complaint_id, closed_at AS at FROM complaint WHERE state = 'closed'",
    .subject = "complaint c",
    .joined = "c.id = act.complaint_id",
    .number = "c.number"};

/// Who investigates neither received, inspected, repaired, checked nor passed
/// the job that is complained about (clause 3.3-timely).
inline constexpr store::Rule impartial_investigator{
    .clause = Clause::timely,
    .kept = R"(act.investigator_id IS NULL
       OR NOT EXISTS (
             SELECT 1 FROM job j WHERE j.id = c.job_id AND j.advisor_id = act.investigator_id
              UNION ALL
             SELECT 1 FROM inspection i
              WHERE i.job_id = c.job_id AND i.staff_id = act.investigator_id
              UNION ALL
             SELECT 1 FROM diagnosis d
              WHERE d.job_id = c.job_id AND d.staff_id = act.investigator_id
              UNION ALL
             SELECT 1 FROM task t
              WHERE t.job_id = c.job_id AND t.technician_id = act.investigator_id
              UNION ALL
             SELECT 1 FROM task_clock k JOIN task t ON t.id = k.task_id
              WHERE t.job_id = c.job_id AND k.staff_id = act.investigator_id
              UNION ALL
             SELECT 1 FROM task_check k JOIN task t ON t.id = k.task_id
              WHERE t.job_id = c.job_id AND k.staff_id = act.investigator_id
              UNION ALL
             SELECT 1 FROM final_inspection f
              WHERE f.job_id = c.job_id AND f.staff_id = act.investigator_id))",
    .item = "COALESCE((SELECT j.number FROM job j WHERE j.id = c.job_id), '')"};

/// What a complaint still lacks: "cause", "correction", "answer", "verdict", or
/// nothing.
inline constexpr std::string_view lacking =
    R"(CASE WHEN c.cause_class = '' OR c.cause = '' THEN 'cause'
            WHEN c.correction = '' THEN 'correction'
            WHEN c.answered_at IS NULL THEN 'answer'
            WHEN c.verdict IS NULL THEN 'verdict'
            ELSE '' END)";
inline constexpr std::string_view nothing = " = ''";

/// A complaint is closed with its cause, correction, answer and verdict
/// (clause 3.3-cause). The case names what it lacks first.
inline constexpr store::Rule mended_cause{.clause = Clause::cause,
                                          .kept = store::chained<lacking, nothing>,
                                          .item = store::chained<lacking>};

}  // namespace svcctl::complaint::rule
