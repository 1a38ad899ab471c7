#include "archive/undo_import.hpp"

#include <vector>

#include "archive/private/emptying.hpp"
#include "base/utf8.hpp"
#include "customer/customer.hpp"
#include "customer/identity.hpp"
#include "customer/odometer.hpp"
#include "customer/search.hpp"
#include "customer/vehicle.hpp"
#include "customer/vehicle_date.hpp"
#include "shop/staff.hpp"
#include "store/row_history.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

constexpr const char* batches =
    R"(SELECT i.id AS id, i.kind AS kind, i.file AS file, i.new_count AS new_count,
              i.changed_count AS changed_count, i.at AS at, COALESCE(s.code, '') AS staff,
              i.undone_at AS undone_at
         FROM customer_import i LEFT JOIN staff s ON s.id = i.staff_id )";

struct BatchRow {
  std::string table;
  std::int64_t row_id = 0;
  bool fresh = false;
  std::optional<std::string> before;
};

/// The latest change first, so that a record changed twice by one file ends as it began.
std::vector<BatchRow> rows_of(const store::ReadTxn& tx, std::int64_t batch) {
  return tx.all(
      R"(SELECT table_name, row_id, outcome, before FROM customer_import_row
          WHERE import_id = :batch ORDER BY id DESC)",
      {{"batch", batch}}, [](const store::Row& row) {
        return BatchRow{row["table_name"], row["row_id"], row.get<std::string>("outcome") == "new",
                        row.get<std::optional<std::string>>("before")};
      });
}

/// As people know the record.
std::string name_of(const store::ReadTxn& tx, const BatchRow& row) {
  if (row.table == "customer") return customer::customer_by_id(tx, row.row_id).number;
  const auto vehicle = row.table == "vehicle"
                           ? row.row_id
                           : tx.value<std::int64_t>("SELECT vehicle_id AS value FROM " + row.table +
                                                        " WHERE id = :id",
                                                    {{"id", row.row_id}})
                                 .value_or(0);
  return customer::vehicle_by_id(tx, vehicle).called();
}

/// What was changed and changed back is as the batch left it.
void refuse_later_change(const store::ReadTxn& tx, std::int64_t batch, const BatchRow& row) {
  const auto later = store::changed_since(tx, {row.table, row.row_id}, {"customer_import", batch});
  if (later)
    throw wrong_state("archive.changed-since",
                      tr("{0} was changed since by '{1}' (event {2})", name_of(tx, row),
                         later->command, later->number),
                      "svcctl audit log");
}

/// Refuses when records made since the import refer to a row that it added.
void refuse_later_use(const store::ReadTxn& tx, std::int64_t batch, const BatchRow& row) {
  const char* uses = row.table == "customer"
                         ?
                         R"(SELECT j.number AS value FROM job j WHERE j.customer_id = :row
         UNION ALL SELECT c.number AS value FROM complaint c WHERE c.customer_id = :row
         UNION ALL
         SELECT CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS value
           FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
          WHERE o.customer_id = :row
            AND NOT EXISTS (SELECT 1 FROM customer_import_row r
                             WHERE r.import_id = :batch AND r.table_name = 'vehicle'
                               AND r.row_id = v.id AND r.outcome = 'new')
         ORDER BY value LIMIT 1)"
                         : row.table == "vehicle_identifier"
                               ?
                               R"(SELECT j.number AS value FROM job j
          WHERE j.plate_id = :row AND :batch > 0
         ORDER BY value LIMIT 1)"
                               :
                               R"(SELECT j.number AS value FROM job j WHERE j.vehicle_id = :row
         UNION ALL
         SELECT p.visited_on AS value FROM past_visit p
          WHERE p.vehicle_id = :row AND :batch > 0
         ORDER BY value LIMIT 1)";
  if (row.table == "past_visit" || row.table == "odometer_reading" || row.table == "vehicle_date")
    return;
  if (const auto use = tx.value<std::string>(uses, {{"row", row.row_id}, {"batch", batch}}))
    throw wrong_state("archive.used-since", tr("{0} is used since: {1}", name_of(tx, row), *use),
                      row.table == "customer" ? "svcctl customer history " + name_of(tx, row)
                                              : "svcctl vehicle history " + name_of(tx, row));
}

void remove(store::WriteTxn& tx, const BatchRow& row) {
  if (row.table == "past_visit") {
    tx.run("DELETE FROM past_visit WHERE id = :id", {{"id", row.row_id}});
  } else if (row.table == "vehicle_identifier") {
    customer::untell_identifier(tx, row.row_id);
  } else if (row.table == "vehicle_date") {
    customer::untell_vehicle_date(tx, row.row_id);
  } else if (row.table == "odometer_reading") {
    const auto vehicle = tx.value<std::int64_t>(
        "SELECT vehicle_id AS value FROM odometer_reading WHERE id = :id", {{"id", row.row_id}});
    customer::correct_reading(tx, vehicle.value_or(0), row.row_id, std::nullopt, true);
  } else if (row.table == "vehicle") {
    tx.run("DELETE FROM vehicle_owner WHERE vehicle_id = :id", {{"id", row.row_id}});
    tx.run("DELETE FROM vehicle_identifier WHERE vehicle_id = :id", {{"id", row.row_id}});
    if (customer::odometer_readings(tx, row.row_id).empty() &&
        !tx.value<std::int64_t>(
            "SELECT 1 AS value FROM vehicle_date WHERE vehicle_id = :id LIMIT 1",
            {{"id", row.row_id}}))
      tx.run("DELETE FROM vehicle WHERE id = :id", {{"id", row.row_id}});
    else  // a reading or a day of its papers is never deleted
      tx.run(R"(UPDATE vehicle SET plate = '', plate_reversed = '', plate_state = NULL, vin = '',
                       vin_reversed = '', engine = '', salt = '', state = 'forgotten'
                 WHERE id = :id)",
             {{"id", row.row_id}});
  } else if (tx.value<std::int64_t>(
                 "SELECT 1 AS value FROM contact_consent WHERE customer_id = :id LIMIT 1",
                 {{"id", row.row_id}})) {
    empty_personal_data(tx, row.row_id);  // an answer about being contacted is never deleted
  } else {
    tx.run("DELETE FROM customer WHERE id = :id", {{"id", row.row_id}});
  }
}

std::string value_of(const customer::Before& before, std::string_view column) {
  for (const auto& [name, value] : before)
    if (name == column) return value;
  return {};
}

std::optional<std::int64_t> number_of(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::int64_t>(std::stoll(text));
}

void restore(store::WriteTxn& tx, const BatchRow& row) {
  const auto before = customer::unpacked(row.before.value_or(""));
  if (before.size() == 1) {  // of a batch before readings were rows
    customer::put_odometer_right(tx, row.row_id, number_of(value_of(before, "odometer_km")), true);
  } else if (row.table == "vehicle") {
    if (before.front().first == "vin") {  // of a batch before VINs and readings were rows
      customer::set_vehicle(tx, customer::vehicle_number(row.row_id),
                            {.vin = value_of(before, "vin")});
      customer::put_odometer_right(tx, row.row_id, number_of(value_of(before, "odometer_km")),
                                   true);
    }
    tx.run(R"(UPDATE vehicle SET make = :make, model = :model, year = :year, engine = :engine,
                     kind = :kind
               WHERE id = :id)",
           {{"make", value_of(before, "make")},
            {"model", value_of(before, "model")},
            {"year", number_of(value_of(before, "year"))},
            {"engine", value_of(before, "engine")},
            {"kind", value_of(before, "kind")},
            {"id", row.row_id}});
  } else {
    tx.run(R"(UPDATE customer SET name = :name, phone = :phone, phone_typed = :typed,
                     phone_reversed = :phone_reversed, kind = :kind, address = :address,
                     marketing_contact = :marketing, source_id = :source
               WHERE id = :id)",
           {{"name", value_of(before, "name")},
            {"phone", value_of(before, "phone")},
            {"typed", value_of(before, "phone_typed")},
            {"phone_reversed", utf8::reversed(value_of(before, "phone"))},
            {"kind", value_of(before, "kind")},
            {"address", value_of(before, "address")},
            {"marketing", number_of(value_of(before, "marketing"))},
            {"source", value_of(before, "source_id")},
            {"id", row.row_id}});
  }
}

}  // namespace

void each_batch(const store::ReadTxn& tx, customer::BatchKind kind,
                const std::function<void(const ImportBatch&)>& take) {
  for (auto q =
           tx.query(std::string(batches) + "WHERE i.kind = :kind ORDER BY i.id", {{"kind", kind}});
       q.next();)
    take(q.row().as<ImportBatch>());
}

ImportBatch undo_import(store::WriteTxn& tx, customer::BatchKind kind, std::int64_t id) {
  shop::require_right(tx, Right::manage);
  const auto one = std::string(batches) + "WHERE i.id = :id AND i.kind = :kind";
  const auto batch = tx.first<ImportBatch>(one, {{"id", id}, {"kind", kind}});
  if (!batch)
    throw not_found("archive.no-batch", tr("there is no batch {0} of {1}", id, kind), "--batches");
  if (batch->undone_at)
    throw wrong_state("archive.undone", tr("batch {0} was taken back already", id));
  const auto rows = rows_of(tx, id);
  for (const auto& row : rows) {
    refuse_later_change(tx, id, row);
    if (row.fresh) refuse_later_use(tx, id, row);
  }
  for (const auto& row : rows)
    if (!row.fresh) restore(tx, row);
  for (const auto& row : rows)
    if (row.fresh) remove(tx, row);
  tx.run("UPDATE customer_import SET undone_at = :at WHERE id = :id", {tx.stamp(), {"id", id}});
  tx.record(store::company,
            {"customer-import", std::to_string(id), {{"undone", std::to_string(rows.size())}}});
  return *tx.first<ImportBatch>(one, {{"id", id}, {"kind", kind}});
}

}  // namespace svcctl::archive
