#include "archive/private/history_sources.hpp"

#include "job/task.hpp"
#include "store/late.hpp"

namespace svcctl::archive {
namespace {

constexpr const char* calls = R"(
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

constexpr const char* complaints = R"(
  SELECT c.received_at AS at, CASE WHEN v.plate <> '' THEN v.plate WHEN v.id IS NOT NULL THEN 'V' || v.id ELSE '' END AS plate, COALESCE(j.number, '') AS job,
         c.number AS number, c.text AS text,
         c.channel || ' ' || c.kind || ' ' || c.severity AS detail, '' AS person,
         COALESCE(s.code, '') AS staff
    FROM complaint c LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN vehicle v ON v.id = j.vehicle_id
    LEFT JOIN staff s ON s.id = c.first_handler_id)";

/// Reopened, a complaint has several ends.
constexpr const char* complaint_ends = R"(
  SELECT k.at AS at, CASE WHEN v.plate <> '' THEN v.plate WHEN v.id IS NOT NULL THEN 'V' || v.id ELSE '' END AS plate, COALESCE(j.number, '') AS job,
         c.number AS number, CASE WHEN k.round = c.round THEN c.answer ELSE '' END AS text, COALESCE(k.verdict, '') AS detail, '' AS person,
         COALESCE(s.code, '') AS staff
    FROM complaint_closing k JOIN complaint c ON c.id = k.complaint_id LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN vehicle v ON v.id = j.vehicle_id
    LEFT JOIN staff s ON s.id = c.handler_id)";

// Words of kinds that no other source shows, also of tables not yet born.
constexpr const char* words = R"(
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

// What was overridden on a visit stands with the visit.
constexpr const char* complaint_overrides = R"(
  SELECT o.at AS at, COALESCE(i.value, '') AS plate, COALESCE(j.number, '') AS job,
         o.clause AS number, o.reason AS text, o.code || ' ' || o.approved_by AS detail,
         '' AS person, s.actor AS staff, s.refusal AS refusal
    FROM complaint c
    JOIN override_subject s ON s.key = c.number AND s.entity = 'complaint' AND s.job_number = ''
    JOIN rule_override o ON o.id = s.id
    LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN vehicle_identifier i ON i.id = j.plate_id)";

constexpr const char* call_overrides = R"(
  SELECT o.at AS at, COALESCE(i.value, '') AS plate, COALESCE(j.number, '') AS job,
         o.clause AS number, o.reason AS text, o.code || ' ' || o.approved_by AS detail,
         '' AS person, s.actor AS staff, s.refusal AS refusal
    FROM follow_up f
    JOIN override_subject s ON s.key = f.number AND s.entity = 'follow_up' AND s.job_number = ''
    JOIN rule_override o ON o.id = s.id
    LEFT JOIN job j ON j.id = f.job_id
    LEFT JOIN vehicle_identifier i ON i.id = j.plate_id)";

}  // namespace

const std::vector<HistorySource>& job_sources() {
  static const std::vector<HistorySource> sources = {
      {EntryKind::visit, "job", "j",
       R"(SELECT j.opened_at AS at, '' AS number, j.concern AS text,
                        COALESCE(j.declined_reason, j.cancelled_reason, j.symptoms) AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, j.odometer_km AS km,
                        COALESCE(s.code, '') AS staff
                   FROM job j LEFT JOIN staff s ON s.id = j.advisor_id
                  WHERE j.id = :job)"},
      {EntryKind::walk_round, "intake_check", "c",
       R"(SELECT c.at AS at, '' AS number, c.damage AS text, c.belongings AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM intake_check c LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job ORDER BY c.id)"},
      {EntryKind::question, "intake_question", "q",
       R"(SELECT COALESCE(a.at, q.at) AS at, '' AS number, q.question AS text,
                        COALESCE(a.answer, '') AS detail, '' AS person, NULL AS quantity,
                        NULL AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM intake_question q LEFT JOIN intake_answer a ON a.question_id = q.id
                   LEFT JOIN staff s ON s.id = COALESCE(a.staff_id, q.staff_id)
                  WHERE q.job_id = :job ORDER BY q.id, a.id)"},
      {EntryKind::inspection, "inspection", "i",
       R"(SELECT i.at AS at, '' AS number, r.item AS text,
                        r.result || COALESCE(' ' || r.value, '') AS detail, '' AS person,
                        NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM inspection i JOIN inspection_result r ON r.inspection_id = i.id
                   LEFT JOIN staff s ON s.id = i.staff_id
                  WHERE i.job_id = :job AND r.result <> 'ok' ORDER BY r.id)"},
      {EntryKind::diagnosis, "diagnosis", "d",
       R"(SELECT d.at AS at, '' AS number, d.finding AS text,
                        d.codes || CASE WHEN d.codes <> '' AND d.cause <> '' THEN ' ' ELSE '' END
                          || d.cause AS detail, '' AS person,
                        NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM diagnosis d LEFT JOIN staff s ON s.id = d.staff_id
                  WHERE d.job_id = :job ORDER BY d.id)"},
      {EntryKind::recommended, "repair_plan", "p",
       R"(SELECT p.at AS at, '' AS number, p.recommended AS text, p.chosen AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM repair_plan p LEFT JOIN staff s ON s.id = p.staff_id
                  WHERE p.job_id = :job ORDER BY p.id)"},
      {EntryKind::declined, "repair_plan", "p",
       R"(SELECT p.at AS at, '' AS number, p.declined AS text, p.reason AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM repair_plan p LEFT JOIN staff s ON s.id = p.staff_id
                  WHERE p.job_id = :job AND p.declined <> '' ORDER BY p.id)"},
      {EntryKind::change, "change_order", "c",
       R"(SELECT c.at AS at, CAST(c.number AS TEXT) AS number, c.reason AS text,
                        c.state AS detail, '' AS person, NULL AS quantity,
                        c.after_amount - c.before_amount AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM change_order c LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job ORDER BY c.id)"},
      {EntryKind::consent, "consent", "c",
       R"(SELECT c.at AS at, COALESCE(CAST(o.number AS TEXT), '') AS number, '' AS text,
                        c.method AS detail, COALESCE(w.text, '') AS person, NULL AS quantity,
                        c.total_amount AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM consent c LEFT JOIN change_order o ON o.id = c.change_id
                   LEFT JOIN person_words w ON w.id = c.words_id
                   LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job AND c.given = 1 ORDER BY c.id)"},
      {EntryKind::refusal, "consent", "c",
       R"(SELECT c.at AS at, COALESCE(CAST(o.number AS TEXT), '') AS number,
                        COALESCE(o.reason, '') AS text, c.method AS detail,
                        COALESCE(w.text, '') AS person, NULL AS quantity,
                        c.total_amount AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM consent c LEFT JOIN change_order o ON o.id = c.change_id
                   LEFT JOIN person_words w ON w.id = c.words_id
                   LEFT JOIN staff s ON s.id = c.staff_id
                  WHERE c.job_id = :job AND c.given = 0 ORDER BY c.id)"},
      {EntryKind::work, "task", "t",
       R"(SELECT t.finished_at AS at, CAST(t.number AS TEXT) AS number, t.text AS text,
                        t.operation AS detail, '' AS person, t.hours AS quantity,
                        NULL AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM task t LEFT JOIN staff s ON s.id = t.technician_id
                  WHERE t.job_id = :job AND t.finished_at IS NOT NULL ORDER BY t.id)"},
      {EntryKind::part, "stock_movement", "m",
       R"(SELECT COALESCE(m.happened_at, m.at) AS at, p.number AS number, p.name AS text, l.code AS detail,
                        '' AS person, -m.qty AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM stock_movement m JOIN part p ON p.id = m.part_id
                   JOIN lot l ON l.id = m.lot_id
                   LEFT JOIN staff s ON s.id = m.staff_id
                  WHERE m.job_id = :job AND m.kind = 'issue' ORDER BY m.id)"},
      {EntryKind::part_back, "stock_movement", "m",
       R"(SELECT COALESCE(m.happened_at, m.at) AS at, p.number AS number, p.name AS text, l.code AS detail,
                        '' AS person, m.qty AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM stock_movement m JOIN part p ON p.id = m.part_id
                   JOIN lot l ON l.id = m.lot_id
                   LEFT JOIN staff s ON s.id = m.staff_id
                  WHERE m.job_id = :job AND m.kind = 'return' ORDER BY m.id)"},
      {EntryKind::old_part, "old_part", "o",
       R"(SELECT COALESCE(o.outcome_at, o.at) AS at, o.tag AS number, p.name AS text,
                        o.outcome AS detail, COALESCE(w.text, '') AS person, o.qty AS quantity,
                        NULL AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM old_part o JOIN part p ON p.id = o.part_id
                   LEFT JOIN person_words w ON w.id = o.words_id
                   LEFT JOIN staff s ON s.id = o.staff_id
                  WHERE o.job_id = :job ORDER BY o.id)"},
      {EntryKind::final_check, "final_inspection", "f",
       R"(SELECT f.at AS at, '' AS number, f.note AS text,
                        CASE f.passed WHEN 1 THEN 'passed' ELSE 'failed' END AS detail,
                        '' AS person, NULL AS quantity, NULL AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM final_inspection f LEFT JOIN staff s ON s.id = f.staff_id
                  WHERE f.job_id = :job ORDER BY f.id)"},
      {EntryKind::bill, "bill", "b",
       R"(SELECT COALESCE(b.happened_at, b.at) AS at, b.number AS number, '' AS text, '' AS detail, '' AS person,
                        NULL AS quantity, b.total_amount AS amount, NULL AS km,
                        COALESCE(s.code, '') AS staff
                   FROM bill b LEFT JOIN staff s ON s.id = b.staff_id
                  WHERE b.job_id = :job AND b.state = 'issued' ORDER BY b.id)"},
      {EntryKind::payment, "payment", "p",
       R"(SELECT COALESCE(p.happened_at, p.at) AS at, p.number AS number, '' AS text,
                        p.kind || ' ' || p.method AS detail, '' AS person, NULL AS quantity,
                        p.amount AS amount, NULL AS km, COALESCE(s.code, '') AS staff
                   FROM payment p LEFT JOIN staff s ON s.id = p.staff_id
                  WHERE p.job_id = :job ORDER BY p.id)"},
      {EntryKind::delivery, "delivery", "d",
       R"(SELECT COALESCE(d.happened_at, d.at) AS at, '' AS number, d.comment AS text,
                        COALESCE(CAST(d.score AS TEXT) || '/5', '') AS detail,
                        COALESCE(w.text, '') AS person, NULL AS quantity, NULL AS amount,
                        d.odometer_km AS km, COALESCE(s.code, '') AS staff
                   FROM delivery d LEFT JOIN person_words w ON w.id = d.to_words_id
                   LEFT JOIN staff s ON s.id = d.staff_id
                  WHERE d.job_id = :job)"},
      {EntryKind::warranty, "warranty", "w",
       R"(SELECT w.from_at AS at, '' AS number, '' AS text,
                        w.category || ' ' || w.until_on AS detail, '' AS person,
                        NULL AS quantity, NULL AS amount, w.until_km AS km,
                        COALESCE(s.code, '') AS staff
                   FROM warranty w LEFT JOIN delivery d ON d.job_id = w.job_id
                   LEFT JOIN staff s ON s.id = d.staff_id
                  WHERE w.job_id = :job)"},
      {EntryKind::paper, "paper_handed", "h",
       R"(SELECT h.at AS at, COALESCE(p.number, '') AS number, '' AS text,
                        h.kind || CASE WHEN p.version > 1 THEN ' ' || CAST(p.version AS TEXT)
                                       ELSE '' END AS detail,
                        COALESCE(w.text, '') AS person, NULL AS quantity, NULL AS amount,
                        NULL AS km, COALESCE(s.code, '') AS staff
                   FROM paper_handed h LEFT JOIN paper p ON p.id = h.paper_id
                   LEFT JOIN person_words w ON w.id = h.to_words_id
                   LEFT JOIN staff s ON s.id = h.staff_id
                  WHERE h.job_id = :job ORDER BY h.id)"},
      {EntryKind::correction, "correction", "c",
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
      {EntryKind::overridden, "rule_override", "o",
       R"(SELECT o.at AS at, o.clause AS number, o.reason AS text,
               o.code || ' ' || o.approved_by AS detail, '' AS person, NULL AS quantity,
               NULL AS amount, NULL AS km, s.actor AS staff, s.refusal AS refusal
          FROM job j JOIN override_subject s ON s.job_number = j.number AND s.job_number <> ''
          JOIN rule_override o ON o.id = s.id
         WHERE j.id = :job ORDER BY o.at, o.id)"},
  };
  return sources;
}

const std::vector<HistorySource>& vehicle_sources() {
  static const std::vector<HistorySource> sources = {
      {EntryKind::owner, "vehicle_owner", "o",
       R"(SELECT o.from_at AS at, CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate, '' AS job, c.number AS number,
                                o.reason AS text, '' AS detail, c.name AS person, '' AS staff
                           FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
                           JOIN customer c ON c.id = o.customer_id
                          WHERE o.vehicle_id = :vehicle ORDER BY o.id)"},
      {EntryKind::identifier, "vehicle_identifier", "i",
       R"(SELECT COALESCE(i.to_at, i.from_at) AS at,
                                CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate,
                                '' AS job, i.value AS number, i.reason AS text,
                                i.kind || CASE WHEN i.corrected_by_id IS NOT NULL THEN ' wrong'
                                               WHEN i.to_at IS NOT NULL THEN ' until'
                                               ELSE ' since' END
                                  || COALESCE(' ' || i.state, '') AS detail,
                                '' AS person, COALESCE(s.code, '') AS staff
                           FROM vehicle_identifier i JOIN vehicle v ON v.id = i.vehicle_id
                           LEFT JOIN staff s ON s.id = i.staff_id
                          WHERE i.vehicle_id = :vehicle
                            AND (i.from_at IS NOT NULL OR i.to_at IS NOT NULL) ORDER BY i.id)"},
      {EntryKind::call, "follow_up_attempt", "a",
       std::string(calls) + " WHERE f.vehicle_id = :vehicle ORDER BY a.id"},
      {EntryKind::complaint, "complaint", "c",
       std::string(complaints) + " WHERE j.vehicle_id = :vehicle ORDER BY c.id"},
      {EntryKind::complaint_end, "complaint_closing", "k",
       std::string(complaint_ends) + " WHERE j.vehicle_id = :vehicle ORDER BY k.id"},
      {EntryKind::overridden, "rule_override", "o",
       std::string(complaint_overrides) + " WHERE j.vehicle_id = :vehicle ORDER BY o.id"},
      {EntryKind::overridden, "rule_override", "o",
       std::string(call_overrides) + " WHERE f.vehicle_id = :vehicle ORDER BY o.id"},
      {EntryKind::words, "person_words", "w",
       std::string(words) + " AND j.vehicle_id = :vehicle ORDER BY w.id"},
  };
  return sources;
}

const std::vector<HistorySource>& customer_sources() {
  static const std::vector<HistorySource> sources = {
      {EntryKind::owner, "vehicle_owner", "o",
       R"(SELECT o.from_at AS at, CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate, '' AS job, '' AS number,
                                o.reason AS text, '' AS detail, '' AS person, '' AS staff
                           FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
                          WHERE o.customer_id = :customer ORDER BY o.id)"},
      {EntryKind::sold, "vehicle_owner", "n",
       R"(SELECT o.to_at AS at, CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate, '' AS job, '' AS number, '' AS text,
                                '' AS detail, '' AS person, '' AS staff
                           FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
                           LEFT JOIN vehicle_owner n ON n.id =
                                (SELECT MIN(x.id) FROM vehicle_owner x
                                  WHERE x.vehicle_id = o.vehicle_id AND x.id > o.id)
                          WHERE o.customer_id = :customer AND o.to_at IS NOT NULL ORDER BY o.id)"},
      {EntryKind::contact, "contact_consent", "a",
       R"(SELECT a.at AS at, '' AS plate, '' AS job, c.number AS number, '' AS text,
                         CASE a.service WHEN 1 THEN 'service=yes ' WHEN 0 THEN 'service=no '
                                        ELSE '' END
                         || CASE a.marketing WHEN 1 THEN 'marketing=yes '
                                             WHEN 0 THEN 'marketing=no ' ELSE '' END
                         || a.method AS detail, '' AS person, COALESCE(s.code, '') AS staff
                    FROM customer c JOIN contact_consent a ON a.customer_id = c.id
                    LEFT JOIN staff s ON s.id = a.staff_id
                   WHERE c.id = :customer OR c.merged_into_id = :customer ORDER BY a.id)"},
      {EntryKind::call, "follow_up_attempt", "a",
       std::string(calls) + " WHERE f.customer_id = :customer ORDER BY a.id"},
      {EntryKind::complaint, "complaint", "c",
       std::string(complaints) + " WHERE c.customer_id = :customer ORDER BY c.id"},
      {EntryKind::complaint_end, "complaint_closing", "k",
       std::string(complaint_ends) + " WHERE c.customer_id = :customer ORDER BY k.id"},
      {EntryKind::overridden, "rule_override", "o",
       std::string(complaint_overrides) + " WHERE c.customer_id = :customer ORDER BY o.id"},
      {EntryKind::overridden, "rule_override", "o",
       std::string(call_overrides) + " WHERE f.customer_id = :customer ORDER BY o.id"},
      {EntryKind::words, "person_words", "w",
       std::string(words) + " AND w.customer_id = :customer ORDER BY w.id"},
  };
  return sources;
}

std::string with_late(const HistorySource& source) {
  const auto begin = source.sql.find("SELECT ") + std::string_view("SELECT ").size();
  const auto late = source.kind == EntryKind::work ? job::late_work(source.alias)
                                                   : store::late_by(source.table, source.alias);
  return "SELECT " + late + " AS late_by, " + source.sql.substr(begin);
}

}  // namespace svcctl::archive
