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
        R"(SELECT complaint_id, to_id AS investigator_id, at FROM complaint_step
                WHERE kind = 'investigated' AND to_id IS NOT NULL)",
    .subject = "complaint c",
    .joined = "c.id = act.complaint_id",
    .number = "c.number"};

/// A complaint is closed, by a person, with what it was closed with.
inline constexpr store::Act closing{
    .asked = R"(SELECT a.id AS complaint_id, :staff AS judge_id, :at AS at, a.against_id,
                       CASE WHEN a.cause_class <> '' AND a.cause <> '' THEN 1 ELSE 0 END
                         AS has_cause,
                       CASE WHEN a.correction <> '' THEN 1 ELSE 0 END AS has_correction,
                       CASE WHEN a.answered_at IS NOT NULL THEN 1 ELSE 0 END AS has_answer,
                       a.verdict
                  FROM complaint a WHERE a.id = :complaint)",
    .done = R"(SELECT complaint_id, staff_id AS judge_id, at, against_id, has_cause, has_correction,
                      has_answer, verdict
                 FROM complaint_closing)",
    .subject = "complaint c",
    .joined = "c.id = act.complaint_id",
    .number = "c.number"};

/// Somebody writes down what the customer says to the answer.
inline constexpr store::Act hearing_verdict{
    .asked = R"(SELECT a.id AS complaint_id, :staff AS judge_id, :at AS at, a.against_id
                  FROM complaint a WHERE a.id = :complaint)",
    .done =
        R"(SELECT complaint_id, staff_id AS judge_id, at, against_id FROM complaint_step
                WHERE kind = 'verdict')",
    .subject = "complaint c",
    .joined = "c.id = act.complaint_id",
    .number = "c.number"};

/// The first handler agrees that a complaint is closed.
inline constexpr store::Act signing_off{
    .asked = "SELECT :complaint AS complaint_id, :at AS at",
    .done = R"(SELECT complaint_id, at FROM complaint_step WHERE kind = 'signed-off')",
    .subject = "complaint c",
    .joined = "c.id = act.complaint_id",
    .number = "c.number"};

namespace part {
inline constexpr std::string_view named_or_customer =
    "(j.id = c.job_id OR (j.customer_id = c.customer_id";
inline constexpr std::string_view or_car =
    ") OR (j.vehicle_id = (SELECT n.vehicle_id FROM job n WHERE n.id = c.job_id)";
inline constexpr std::string_view or_its_customer =
    ") OR (j.customer_id = (SELECT n.customer_id FROM job n WHERE n.id = c.job_id)";
inline constexpr std::string_view of_half_a_year =
    R"( AND j.opened_at <= c.received_at AND j.opened_at > c.received_at - 15552000
            AND (c.job_id IS NULL
                 OR c.recorded_at > (SELECT CAST(value AS INTEGER) FROM store_meta
                                      WHERE name = 'rule concerned-by-car')))";
inline constexpr std::string_view ended = "))";
}  // namespace part
/// The jobs `j` that a complaint is about: the one that it names, and those of the half year before
/// (in seconds) of its customer, of that job's car and of that job's customer. Under whose name it
/// is told makes no difference, and for half a year it is the shop that has to prove its work. One
/// recorded before the version that knows this is about the job that it names alone, if it does.
inline constexpr std::string_view complained_about =
    store::chained<part::named_or_customer, part::of_half_a_year, part::or_car,
                   part::of_half_a_year, part::or_its_customer, part::of_half_a_year, part::ended>;
/// Who received, inspected, diagnosed, repaired, checked or passed a job `j` by then.
inline constexpr std::string_view who_worked_on_it =
    R"((SELECT j.advisor_id
              UNION ALL SELECT i.staff_id FROM inspection i
                         WHERE i.job_id = j.id AND i.at <= act.at
              UNION ALL SELECT d.staff_id FROM diagnosis d
                         WHERE d.job_id = j.id AND d.at <= act.at
              UNION ALL SELECT t.technician_id FROM task t
                         WHERE t.job_id = j.id AND t.started_at <= act.at
              UNION ALL SELECT k.staff_id FROM task_clock k JOIN task t ON t.id = k.task_id
                         WHERE t.job_id = j.id AND k.started_at <= act.at
              UNION ALL SELECT k.staff_id FROM task_check k JOIN task t ON t.id = k.task_id
                         WHERE t.job_id = j.id AND k.at <= act.at
              UNION ALL SELECT f.staff_id FROM final_inspection f
                         WHERE f.job_id = j.id AND f.at <= act.at))";

inline constexpr std::string_view each_job = "JOIN job j ON ";
inline constexpr std::string_view not_the_investigator =
    "CASE WHEN act.investigator_id IS NOT NULL AND act.investigator_id IN ";
inline constexpr std::string_view is_no = " THEN 0 ELSE 1 END = 1";

/// Who investigates worked on none of the jobs that are complained about (clause 3.3-timely). The
/// case names the job.
inline constexpr store::Rule impartial_investigator{
    .clause = Clause::timely,
    .kept = store::chained<not_the_investigator, who_worked_on_it, is_no>,
    .cases = store::chained<each_job, complained_about>,
    .item = "j.number"};

/// Somebody names the investigator who then finds nothing that the shop did wrong, or writes that
/// down for them.
inline constexpr store::Act naming{
    .asked = R"(SELECT :complaint AS complaint_id, :namer AS namer_id,
                       (SELECT against_id FROM complaint WHERE id = :complaint) AS against_id,
                       :at AS at)",
    .done =
        R"(SELECT s.complaint_id, s.staff_id AS namer_id, s.against_id, s.at
             FROM complaint_step s JOIN complaint n ON n.id = s.complaint_id
            WHERE s.kind = 'investigated' AND n.cause_class = 'none'
              AND s.staff_id <> COALESCE(s.to_id, s.staff_id)
              AND s.recorded_at > (SELECT CAST(value AS INTEGER) FROM store_meta
                                    WHERE name = 'rule named-by-another'))",
    .subject = "complaint c",
    .joined = "c.id = act.complaint_id",
    .number = "c.number"};

inline constexpr std::string_view ends = "))";
inline constexpr std::string_view signed_or_not_accused =
    R"(act.namer_id IS NULL
       OR EXISTS (SELECT 1 FROM complaint_step m JOIN staff_role r ON r.staff_id = m.staff_id
                   WHERE m.complaint_id = c.id AND m.kind = 'investigated' AND r.role = 'manager'
                     AND COALESCE(r.from_at, m.recorded_at) <= m.recorded_at
                     AND COALESCE(r.to_at, m.recorded_at) >= m.recorded_at
                     AND m.staff_id <> COALESCE(act.against_id, 0))
       OR (act.namer_id <> COALESCE(act.against_id, 0)
           AND NOT EXISTS (SELECT 1 FROM job j WHERE )";
inline constexpr std::string_view and_namer = " AND act.namer_id IN ";
/// Who is complained about or worked on the job is not cleared by an investigator whom they named,
/// unless a manager whom it is not against signs that (clause 3.3-timely).
inline constexpr store::Rule named_by_another{
    .clause = Clause::timely,
    .kept =
        store::chained<signed_or_not_accused, complained_about, and_namer, who_worked_on_it, ends>};

inline constexpr std::string_view somebody =
    R"(EXISTS (SELECT 1 FROM staff s
                    WHERE s.active = 1 AND s.id <> COALESCE(c.against_id, 0)
                      AND NOT EXISTS (SELECT 1 FROM job j WHERE )";
inline constexpr std::string_view and_who = " AND s.id IN ";
/// Somebody works here who may investigate. Where nobody does, as in a shop of one, an
/// investigator who worked on the job is not refused; the audit counts it.
inline constexpr store::Rule somebody_impartial{
    .clause = Clause::timely,
    .kept = store::chained<somebody, complained_about, and_who, who_worked_on_it, ends>};

/// Whom a complaint is against neither writes its verdict down nor closes it (clause 3.3-timely).
inline constexpr store::Rule impartial_judge{
    .clause = Clause::timely,
    .kept = "act.judge_id IS NULL OR act.against_id IS NULL OR act.judge_id <> act.against_id"};
/// Somebody else works here who may do so; where nobody does, the audit counts it.
inline constexpr store::Rule somebody_else{.clause = Clause::timely,
                                           .kept = R"(EXISTS (SELECT 1 FROM staff s
                            WHERE s.active = 1 AND s.id <> COALESCE(c.against_id, 0)))"};

/// What a complaint that is closed lacks: "cause", "correction", "answer", "verdict", or nothing.
inline constexpr std::string_view lacking =
    R"(CASE WHEN act.has_cause = 0 THEN 'cause'
            WHEN act.has_correction = 0 THEN 'correction'
            WHEN act.has_answer = 0 THEN 'answer'
            WHEN act.verdict IS NULL THEN 'verdict'
            ELSE '' END)";
inline constexpr std::string_view nothing = " = ''";

/// A complaint is closed with its cause, correction, answer and verdict
/// (clause 3.3-cause). The case names what it lacks first.
inline constexpr store::Rule mended_cause{.clause = Clause::cause,
                                          .kept = store::chained<lacking, nothing>,
                                          .item = store::chained<lacking>};

/// What the first handler cannot know yet: "cause", "answer", or nothing. Steps are told by: cause
/// and answer of the complaint itself may be others by now.
inline constexpr std::string_view unknown =
    R"(CASE WHEN c.cause_class = '' OR NOT EXISTS (SELECT 1 FROM complaint_step s
                              WHERE s.complaint_id = c.id AND s.kind = 'investigated'
                                AND s.words_id IS NOT NULL AND s.at <= act.at) THEN 'cause'
            WHEN NOT EXISTS (SELECT 1 FROM complaint_step s
                              WHERE s.complaint_id = c.id AND s.kind = 'answered'
                                AND s.at <= act.at
                                AND NOT EXISTS (SELECT 1 FROM complaint_step r
                                                 WHERE r.complaint_id = c.id
                                                   AND r.kind = 'reopened' AND r.id > s.id
                                                   AND r.at <= act.at)) THEN 'answer'
            ELSE '' END)";
/// The first handler signs off a cause and an answer that are there (clause 3.3-first).
inline constexpr store::Rule signed_when_answered{.clause = Clause::first,
                                                  .kept = store::chained<unknown, nothing>,
                                                  .item = store::chained<unknown>};

}  // namespace svcctl::complaint::rule
