#include "archive/private/emptying.hpp"

#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

std::int64_t empty_customers(store::WriteTxn& tx, std::int64_t id) {
  tx.run("UPDATE customer SET state = 'anonymised', kept_until_on = NULL WHERE id = :id",
         {{"id", id}});
  return tx.run(
      R"(UPDATE customer SET name = '', phone = '', phone_typed = '', phone_reversed = '',
                address = '', source_id = '', service_contact = 0, marketing_contact = 0,
                salt = ''
          WHERE id = :id OR merged_into_id = :id)",
      {{"id", id}});
}

/// A vehicle that went to somebody else is theirs. The plate becomes `*` and the row's id.
std::int64_t empty_vehicles(store::WriteTxn& tx, std::int64_t id) {
  tx.run(
      R"(UPDATE booking SET plate = '*', concern = '*', salt = ''
          WHERE plate IN (SELECT v.plate FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
                           WHERE o.customer_id = :id AND o.to_at IS NULL))",
      {{"id", id}});
  const auto count = tx.run(
      R"(UPDATE vehicle SET plate = '*' || id, plate_reversed = '', vin = '', vin_reversed = '',
                engine = '', salt = ''
          WHERE id IN (SELECT vehicle_id FROM vehicle_owner
                        WHERE customer_id = :id AND to_at IS NULL))",
      {{"id", id}});
  tx.run("UPDATE vehicle_owner SET reason = '' WHERE customer_id = :id AND reason <> ''",
         {{"id", id}});
  return count;
}

/// What was said at the desk and around the car, why work was not wanted, and how it was liked.
/// What was there becomes `*`, so that what was recorded at all can still be counted.
std::int64_t empty_visits(store::WriteTxn& tx, std::int64_t id) {
  auto count = tx.run(
      R"(UPDATE job
            SET concern = '*',
                symptoms = CASE WHEN symptoms = '' THEN '' ELSE '*' END,
                declined_reason = CASE WHEN declined_reason IS NULL THEN NULL ELSE '*' END,
                cancelled_reason = CASE WHEN cancelled_reason IS NULL THEN NULL ELSE '*' END,
                salt = ''
          WHERE customer_id = :id AND concern <> '*')",
      {{"id", id}});
  count += tx.run(
      R"(UPDATE intake_check
            SET damage = CASE WHEN damage = '' THEN '' ELSE '*' END,
                belongings = CASE WHEN belongings = '' THEN '' ELSE '*' END, salt = ''
          WHERE job_id IN (SELECT id FROM job WHERE customer_id = :id) AND salt <> '')",
      {{"id", id}});
  count += tx.run(
      R"(UPDATE intake_question
            SET question = '*', answer = CASE WHEN answer IS NULL THEN NULL ELSE '*' END, salt = ''
          WHERE job_id IN (SELECT id FROM job WHERE customer_id = :id) AND salt <> '')",
      {{"id", id}});
  count += tx.run(
      R"(UPDATE repair_plan SET reason = CASE WHEN reason = '' THEN '' ELSE '*' END, salt = ''
          WHERE job_id IN (SELECT id FROM job WHERE customer_id = :id) AND salt <> '')",
      {{"id", id}});
  count += tx.run(
      R"(UPDATE delivery SET comment = CASE WHEN comment = '' THEN '' ELSE '*' END, salt = ''
          WHERE job_id IN (SELECT id FROM job WHERE customer_id = :id) AND salt <> '')",
      {{"id", id}});
  return count;
}

/// The customer's words, what they were told, and the number by which an authority knows them. What
/// the shop wrote of its own work stays: cause, correction, prevention.
std::int64_t empty_complaints(store::WriteTxn& tx, std::int64_t id) {
  return tx.run(
      R"(UPDATE complaint
            SET text = '*', answer = CASE WHEN answer = '' THEN '' ELSE '*' END,
                authority_case = CASE WHEN authority_case = '' THEN '' ELSE '*' END, salt = ''
          WHERE customer_id = :id AND salt <> '')",
      {{"id", id}});
}

/// Who consented, took the car or signed for old parts; what was said at the desk, in follow-ups
/// and in complaints.
std::int64_t empty_words(store::WriteTxn& tx, std::int64_t id) {
  auto count = tx.run(
      R"(UPDATE person_words SET text = NULL, salt = ''
          WHERE text IS NOT NULL AND id IN (
            SELECT c.words_id FROM job j JOIN consent c ON c.job_id = j.id
             WHERE j.customer_id = :id AND c.words_id IS NOT NULL
            UNION
            SELECT d.to_words_id FROM job j JOIN delivery d ON d.job_id = j.id
             WHERE j.customer_id = :id AND d.to_words_id IS NOT NULL
            UNION
            SELECT o.words_id FROM job j JOIN old_part o ON o.job_id = j.id
             WHERE j.customer_id = :id AND o.words_id IS NOT NULL
            UNION
            SELECT o.words_id FROM job j JOIN own_part o ON o.job_id = j.id
             WHERE j.customer_id = :id AND o.words_id IS NOT NULL
            UNION
            SELECT s.words_id FROM complaint c JOIN complaint_step s ON s.complaint_id = c.id
             WHERE c.customer_id = :id AND s.words_id IS NOT NULL))",
      {{"id", id}});
  count += tx.run(
      R"(UPDATE follow_up_words SET comment = NULL, car_use = NULL, issue = NULL, salt = ''
          WHERE salt <> ''
            AND follow_up_id IN (SELECT id FROM follow_up WHERE customer_id = :id))",
      {{"id", id}});
  return count + empty_visits(tx, id) + empty_complaints(tx, id);
}

/// What an import kept of the rows it changed, for its way back.
void empty_imports(store::WriteTxn& tx, std::int64_t id) {
  tx.run(
      R"(UPDATE customer_import_row SET before = NULL, salt = ''
          WHERE before IS NOT NULL
            AND ((table_name = 'customer' AND row_id IN (
                    SELECT id FROM customer WHERE id = :id OR merged_into_id = :id))
              OR (table_name = 'vehicle' AND row_id IN (
                    SELECT vehicle_id FROM vehicle_owner
                     WHERE customer_id = :id AND to_at IS NULL))))",
      {{"id", id}});
}

}  // namespace

Emptied empty_personal_data(store::WriteTxn& tx, std::int64_t customer_id) {
  empty_imports(tx, customer_id);
  Emptied emptied;
  emptied.words = empty_words(tx, customer_id);
  emptied.vehicles = empty_vehicles(tx, customer_id);
  emptied.numbers = empty_customers(tx, customer_id);
  return emptied;
}

}  // namespace svcctl::archive
