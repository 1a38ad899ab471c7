#include "archive/private/history_sources.hpp"

#include <array>

namespace svcctl::archive {
namespace {

constexpr std::array sources = {
    JobSource{EntryKind::visit, "job", "j",
              R"(SELECT j.opened_at AS at, '' AS number, j.concern AS text,
                        COALESCE(j.declined_reason, j.cancelled_reason, j.symptoms) AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, j.odometer_km AS km,
                        COALESCE(s.code, '') AS staff
                   FROM job j LEFT JOIN staff s ON s.id = j.advisor_id
                  WHERE j.id = :job)"},
    JobSource{EntryKind::walk_round, "intake_check", "c",
              R"(SELECT c.at AS at, '' AS number, c.damage AS text, c.belongings AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM intake_check c LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job ORDER BY c.id)"},
    JobSource{EntryKind::question, "intake_question", "q",
              R"(SELECT COALESCE(a.at, q.at) AS at, '' AS number, q.question AS text,
                        COALESCE(a.answer, '') AS detail, '' AS person, NULL AS quantity,
                        NULL AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM intake_question q LEFT JOIN intake_answer a ON a.question_id = q.id
                   LEFT JOIN staff s ON s.id = COALESCE(a.staff_id, q.staff_id)
                  WHERE q.job_id = :job ORDER BY q.id, a.id)"},
    JobSource{EntryKind::inspection, "inspection", "i",
              R"(SELECT i.at AS at, '' AS number, r.item AS text,
                        r.result || COALESCE(' ' || r.value, '') AS detail, '' AS person,
                        NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM inspection i JOIN inspection_result r ON r.inspection_id = i.id
                   LEFT JOIN staff s ON s.id = i.staff_id
                  WHERE i.job_id = :job AND r.result <> 'ok' ORDER BY r.id)"},
    JobSource{EntryKind::diagnosis, "diagnosis", "d",
              R"(SELECT d.at AS at, '' AS number, d.finding AS text,
                        d.codes || CASE WHEN d.codes <> '' AND d.cause <> '' THEN ' ' ELSE '' END
                          || d.cause AS detail, '' AS person,
                        NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM diagnosis d LEFT JOIN staff s ON s.id = d.staff_id
                  WHERE d.job_id = :job ORDER BY d.id)"},
    JobSource{EntryKind::recommended, "repair_plan", "p",
              R"(SELECT p.at AS at, '' AS number, p.recommended AS text, p.chosen AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM repair_plan p LEFT JOIN staff s ON s.id = p.staff_id
                  WHERE p.job_id = :job ORDER BY p.id)"},
    JobSource{EntryKind::declined, "repair_plan", "p",
              R"(SELECT p.at AS at, '' AS number, p.declined AS text, p.reason AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM repair_plan p LEFT JOIN staff s ON s.id = p.staff_id
                  WHERE p.job_id = :job AND p.declined <> '' ORDER BY p.id)"},
    JobSource{EntryKind::change, "change_order", "c",
              R"(SELECT c.at AS at, CAST(c.number AS TEXT) AS number, c.reason AS text,
                        c.state AS detail, '' AS person, NULL AS quantity,
                        c.after_amount - c.before_amount AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM change_order c LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job ORDER BY c.id)"},
    JobSource{EntryKind::consent, "consent", "c",
              R"(SELECT c.at AS at, COALESCE(CAST(o.number AS TEXT), '') AS number, '' AS text,
                        c.method AS detail, COALESCE(w.text, '') AS person, NULL AS quantity,
                        c.total_amount AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM consent c LEFT JOIN change_order o ON o.id = c.change_id
                   LEFT JOIN person_words w ON w.id = c.words_id
                   LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job AND c.given = 1 ORDER BY c.id)"},
    JobSource{EntryKind::refusal, "consent", "c",
              R"(SELECT c.at AS at, COALESCE(CAST(o.number AS TEXT), '') AS number,
                        COALESCE(o.reason, '') AS text, c.method AS detail,
                        COALESCE(w.text, '') AS person, NULL AS quantity,
                        c.total_amount AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM consent c LEFT JOIN change_order o ON o.id = c.change_id
                   LEFT JOIN person_words w ON w.id = c.words_id
                   LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job AND c.given = 0 ORDER BY c.id)"},
    JobSource{EntryKind::work, "task", "t",
              R"(SELECT t.finished_at AS at, CAST(t.number AS TEXT) AS number, t.text AS text,
                        t.operation AS detail, '' AS person, t.hours AS quantity,
                        NULL AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM task t LEFT JOIN staff s ON s.id = t.technician_id
                  WHERE t.job_id = :job AND t.finished_at IS NOT NULL ORDER BY t.id)"},
    JobSource{
        EntryKind::part, "stock_movement", "m",
        R"(SELECT COALESCE(m.happened_at, m.at) AS at, p.number AS number, p.name AS text, l.code AS detail,
                        '' AS person, -m.qty AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM stock_movement m JOIN part p ON p.id = m.part_id
                   JOIN lot l ON l.id = m.lot_id
                   LEFT JOIN staff s ON s.id = m.staff_id
                  WHERE m.job_id = :job AND m.kind = 'issue' ORDER BY m.id)"},
    JobSource{
        EntryKind::part_back, "stock_movement", "m",
        R"(SELECT COALESCE(m.happened_at, m.at) AS at, p.number AS number, p.name AS text, l.code AS detail,
                        '' AS person, m.qty AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM stock_movement m JOIN part p ON p.id = m.part_id
                   JOIN lot l ON l.id = m.lot_id
                   LEFT JOIN staff s ON s.id = m.staff_id
                  WHERE m.job_id = :job AND m.kind = 'return' ORDER BY m.id)"},
    JobSource{EntryKind::old_part, "old_part", "o",
              R"(SELECT COALESCE(o.outcome_at, o.at) AS at, o.tag AS number, p.name AS text,
                        o.outcome AS detail, COALESCE(w.text, '') AS person, o.qty AS quantity,
                        NULL AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM old_part o JOIN part p ON p.id = o.part_id
                   LEFT JOIN person_words w ON w.id = o.words_id
                   LEFT JOIN staff s ON s.id = o.staff_id
                  WHERE o.job_id = :job ORDER BY o.id)"},
    JobSource{EntryKind::final_check, "final_inspection", "f",
              R"(SELECT f.at AS at, '' AS number, f.note AS text,
                        CASE f.passed WHEN 1 THEN 'passed' ELSE 'failed' END AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM final_inspection f LEFT JOIN staff s ON s.id = f.staff_id
                  WHERE f.job_id = :job ORDER BY f.id)"},
    JobSource{
        EntryKind::bill, "bill", "b",
        R"(SELECT COALESCE(b.happened_at, b.at) AS at, b.number AS number, '' AS text, '' AS detail, '' AS person,
                        NULL AS quantity, b.total_amount AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM bill b LEFT JOIN staff s ON s.id = b.staff_id
                  WHERE b.job_id = :job AND b.state = 'issued' ORDER BY b.id)"},
    JobSource{EntryKind::payment, "payment", "p",
              R"(SELECT COALESCE(p.happened_at, p.at) AS at, p.number AS number, '' AS text,
                        p.kind || ' ' || p.method AS detail, '' AS person, NULL AS quantity,
                        p.amount AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM payment p LEFT JOIN staff s ON s.id = p.staff_id
                  WHERE p.job_id = :job ORDER BY p.id)"},
    JobSource{EntryKind::delivery, "delivery", "d",
              R"(SELECT COALESCE(d.happened_at, d.at) AS at, '' AS number, d.comment AS text,
                        COALESCE(CAST(d.score AS TEXT) || '/5', '') AS detail,
                        COALESCE(w.text, '') AS person, NULL AS quantity, NULL AS amount,
                        d.odometer_km AS km, COALESCE(s.code, '') AS staff
                   FROM delivery d LEFT JOIN person_words w ON w.id = d.to_words_id
                   LEFT JOIN staff s ON s.id = d.staff_id
                  WHERE d.job_id = :job)"},
    JobSource{EntryKind::warranty, "warranty", "w",
              R"(SELECT w.from_at AS at, '' AS number, '' AS text,
                        w.category || ' ' || w.until_on AS detail, '' AS person,
                        NULL AS quantity, NULL AS amount, w.until_km AS km,
                        COALESCE(s.code, '') AS staff
                   FROM warranty w LEFT JOIN delivery d ON d.job_id = w.job_id
                   LEFT JOIN staff s ON s.id = d.staff_id
                  WHERE w.job_id = :job)"},
    JobSource{EntryKind::paper, "paper_handed", "h",
              R"(SELECT h.at AS at, COALESCE(p.number, '') AS number, '' AS text,
                        h.kind || CASE WHEN p.version > 1 THEN ' ' || CAST(p.version AS TEXT)
                                       ELSE '' END AS detail,
                        COALESCE(w.text, '') AS person, NULL AS quantity, NULL AS amount,
                        NULL AS km, COALESCE(s.code, '') AS staff
                   FROM paper_handed h LEFT JOIN paper p ON p.id = h.paper_id
                   LEFT JOIN person_words w ON w.id = h.to_words_id
                   LEFT JOIN staff s ON s.id = h.staff_id
                  WHERE h.job_id = :job ORDER BY h.id)"},
    JobSource{EntryKind::correction, "correction", "c",
              R"(SELECT c.recorded_at AS at, c.number AS number,
                        COALESCE(c.after_value, a.text, '') AS text,
                        c.field || COALESCE(' ' || COALESCE(c.before_value, b.text), '') AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM correction c
                   LEFT JOIN person_words b ON b.id = c.before_words_id
                   LEFT JOIN person_words a ON a.id = c.after_words_id
                   LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job ORDER BY c.id)"},
};

}  // namespace

std::span<const JobSource> job_sources() { return sources; }

const char* const calls_sql = R"(
  SELECT a.at AS at, CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate,
         COALESCE(j.number, '') AS job, f.number AS number,
         TRIM(COALESCE(m.text, '') || ' ' || COALESCE(u.text, '') || ' '
              || COALESCE(i.text, '')) AS text,
         f.kind || ' ' || a.channel || ' ' || a.outcome
           || COALESCE(' ' || CAST(a.score AS TEXT) || '/10', '') AS detail,
         '' AS person, COALESCE(s.code, '') AS staff
    FROM follow_up f JOIN follow_up_attempt a ON a.follow_up_id = f.id
    JOIN vehicle v ON v.id = f.vehicle_id
    LEFT JOIN job j ON j.id = f.job_id
    LEFT JOIN person_words m ON m.id = a.comment_id
    LEFT JOIN person_words u ON u.id = a.car_use_id
    LEFT JOIN person_words i ON i.id = a.issue_id
    LEFT JOIN staff s ON s.id = a.staff_id)";

const char* const complaints_sql = R"(
  SELECT c.received_at AS at, CASE WHEN v.plate <> '' THEN v.plate WHEN v.id IS NOT NULL THEN 'V' || v.id ELSE '' END AS plate, COALESCE(j.number, '') AS job,
         c.number AS number, c.text AS text,
         c.channel || ' ' || c.kind || ' ' || c.severity AS detail, '' AS person,
         COALESCE(s.code, '') AS staff
    FROM complaint c LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN vehicle v ON v.id = j.vehicle_id
    LEFT JOIN staff s ON s.id = c.first_handler_id)";

const char* const complaint_ends_sql = R"(
  SELECT c.closed_at AS at, CASE WHEN v.plate <> '' THEN v.plate WHEN v.id IS NOT NULL THEN 'V' || v.id ELSE '' END AS plate, COALESCE(j.number, '') AS job,
         c.number AS number, c.answer AS text, COALESCE(c.verdict, '') AS detail, '' AS person,
         COALESCE(s.code, '') AS staff
    FROM complaint c LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN vehicle v ON v.id = j.vehicle_id
    LEFT JOIN staff s ON s.id = c.handler_id)";

const char* const words_sql = R"(
  SELECT w.at AS at,
         CASE WHEN i.value <> '' THEN i.value WHEN j.id IS NOT NULL THEN 'V' || j.vehicle_id
              ELSE '' END AS plate,
         COALESCE(j.number, '') AS job, '' AS number, w.text AS text, w.kind AS detail,
         '' AS person, COALESCE(s.code, '') AS staff
    FROM person_words w
    LEFT JOIN job j ON j.id = w.job_id
    LEFT JOIN vehicle_identifier i ON i.id = j.plate_id
    LEFT JOIN staff s ON s.id = w.staff_id
   WHERE w.text IS NOT NULL
     AND w.kind NOT IN ('consent', 'delivery', 'old-part', 'call-comment', 'call-car-use',
                        'call-issue', 'paper', 'paper-to', 'correction'))";

}  // namespace svcctl::archive
