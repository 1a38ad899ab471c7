#include "archive/private/emptying.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "archive/stored_codes.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

std::int64_t empty_customers(store::WriteTxn& tx, std::int64_t id) {
  tx.run(R"(UPDATE customer_contact SET name = '', phone = '', relation = '', salt = ''
             WHERE customer_id IN (SELECT id FROM customer
                                    WHERE id = :id OR merged_into_id = :id))",
         {{"id", id}});
  tx.run("UPDATE customer SET state = 'anonymised', kept_until_on = NULL WHERE id = :id",
         {{"id", id}});
  return tx.run(
      R"(UPDATE customer SET name = '', phone = '', phone_typed = '', phone_reversed = '',
                address = '', source_id = '', service_contact = 0, marketing_contact = 0,
                salt = ''
          WHERE id = :id OR merged_into_id = :id)",
      {{"id", id}});
}

/// A vehicle that went to somebody else is theirs. What it was known by goes; its row stays.
std::int64_t empty_vehicles(store::WriteTxn& tx, std::int64_t id) {
  tx.run(
      R"(UPDATE booking SET plate = '*', salt = ''
          WHERE plate IN (SELECT i.value FROM vehicle_owner o
                            JOIN vehicle_identifier i ON i.vehicle_id = o.vehicle_id
                           WHERE o.customer_id = :id AND o.to_at IS NULL AND i.value <> ''))",
      {{"id", id}});
  tx.run(
      R"(UPDATE vehicle_identifier SET value = '', salt = ''
          WHERE vehicle_id IN (SELECT vehicle_id FROM vehicle_owner
                                WHERE customer_id = :id AND to_at IS NULL))",
      {{"id", id}});
  return tx.run(
      R"(UPDATE vehicle SET plate = '', plate_reversed = '', plate_state = NULL, vin = '',
                vin_reversed = '', engine = '', salt = '', state = 'forgotten'
          WHERE id IN (SELECT vehicle_id FROM vehicle_owner
                        WHERE customer_id = :id AND to_at IS NULL))",
      {{"id", id}});
}

/// The words in columns of one table, whose rows of a customer one condition finds. What was said
/// becomes `*`, so that what was recorded at all can still be counted.
std::int64_t empty_columns(store::WriteTxn& tx, std::span<const store::TextColumn> columns,
                           std::int64_t id) {
  std::string values;
  std::string said;
  for (const auto& each : columns) {
    const std::string column = each.column;
    values += column + " = CASE WHEN " + column + " <> '' THEN '*' ELSE " + column + " END, ";
    said += (said.empty() ? "" : " OR ") + column + " NOT IN ('', '*')";
  }
  return tx.run(std::string("UPDATE ") + columns.front().table + " SET " + values +
                    "salt = '' WHERE " + columns.front().of_customer + " AND (" + said + ")",
                {{"id", id}});
}

/// Words behind append-only rows, of whatever table; then those that stand in rows of their own.
std::int64_t empty_words(store::WriteTxn& tx, std::int64_t id) {
  auto count = tx.run(
      R"(UPDATE person_words SET text = NULL, salt = ''
          WHERE customer_id = :id AND text IS NOT NULL)",
      {{"id", id}});
  auto columns = every_text_column();
  std::erase_if(columns, [](const auto& each) { return each.holds != store::Holds::words; });
  for (auto rest = std::span<const store::TextColumn>(columns); !rest.empty();) {
    const auto end = std::ranges::find_if(
        rest, [&](const auto& each) { return std::string_view(each.table) != rest.front().table; });
    const auto size = static_cast<std::size_t>(end - rest.begin());
    count += empty_columns(tx, rest.first(size), id);
    rest = rest.subspan(size);
  }
  return count;
}

/// What the papers of the customer's visits name; their texts are words.
void empty_paper_names(store::WriteTxn& tx, std::int64_t id) {
  tx.run(
      R"(UPDATE paper_names SET owner_name = '', owner_phone = '', owner_address = '',
                brought_by = '', plate = '', plate_state = NULL, vin = '', engine = '', salt = ''
          WHERE job_id IN (SELECT id FROM job WHERE customer_id = :id))",
      {{"id", id}});
}

/// What an import kept of the rows it changed, for its way back.
void empty_imports(store::WriteTxn& tx, std::int64_t id) {
  tx.run(
      R"(UPDATE import_batch_row SET before = NULL, salt = ''
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
  empty_paper_names(tx, customer_id);
  Emptied emptied;
  emptied.words = empty_words(tx, customer_id);
  emptied.vehicles = empty_vehicles(tx, customer_id);
  emptied.numbers = empty_customers(tx, customer_id);
  return emptied;
}

}  // namespace svcctl::archive
