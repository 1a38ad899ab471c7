#include <algorithm>
#include <array>

#include "archive/private/emptying.hpp"
#include "archive/private/undo_row.hpp"
#include "base/utf8.hpp"
#include "customer/customer.hpp"
#include "customer/identity.hpp"
#include "customer/odometer.hpp"
#include "customer/vehicle.hpp"
#include "customer/vehicle_date.hpp"

// How customers, vehicles and past visits of a batch go back.
namespace svcctl::archive {
namespace {

std::string customer_name(const store::ReadTxn& tx, std::int64_t id) {
  return customer::customer_by_id(tx, id).number;
}

std::string vehicle_name(const store::ReadTxn& tx, std::int64_t id) {
  return customer::vehicle_by_id(tx, id).called();
}

std::string name_of_vehicle(const store::ReadTxn& tx, const char* vehicle_of, std::int64_t id) {
  return vehicle_name(tx, tx.value<std::int64_t>(vehicle_of, {{"id", id}}).value_or(0));
}

std::string identifier_name(const store::ReadTxn& tx, std::int64_t id) {
  return name_of_vehicle(tx, "SELECT vehicle_id AS value FROM vehicle_identifier WHERE id = :id",
                         id);
}

std::string reading_name(const store::ReadTxn& tx, std::int64_t id) {
  return name_of_vehicle(tx, "SELECT vehicle_id AS value FROM odometer_reading WHERE id = :id", id);
}

std::string date_name(const store::ReadTxn& tx, std::int64_t id) {
  return name_of_vehicle(tx, "SELECT vehicle_id AS value FROM vehicle_date WHERE id = :id", id);
}

std::string visit_name(const store::ReadTxn& tx, std::int64_t id) {
  return name_of_vehicle(tx, "SELECT vehicle_id AS value FROM past_visit WHERE id = :id", id);
}

std::optional<std::string> use_of_customer(const store::ReadTxn& tx, const UndoRow& row) {
  return tx.value<std::string>(
      R"(SELECT j.number AS value FROM job j WHERE j.customer_id = :row
         UNION ALL SELECT c.number AS value FROM complaint c WHERE c.customer_id = :row
         UNION ALL
         SELECT CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS value
           FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
          WHERE o.customer_id = :row
            AND NOT EXISTS (SELECT 1 FROM import_batch_row r
                             WHERE r.batch_id = :batch AND r.table_name = 'vehicle'
                               AND r.row_id = v.id AND r.outcome = 'new')
         ORDER BY value LIMIT 1)",
      {{"row", row.row_id}, {"batch", row.batch}});
}

std::optional<std::string> use_of_vehicle(const store::ReadTxn& tx, const UndoRow& row) {
  return tx.value<std::string>(
      R"(SELECT j.number AS value FROM job j WHERE j.vehicle_id = :row
         UNION ALL
         SELECT p.visited_on AS value FROM past_visit p WHERE p.vehicle_id = :row
         ORDER BY value LIMIT 1)",
      {{"row", row.row_id}});
}

std::optional<std::string> use_of_identifier(const store::ReadTxn& tx, const UndoRow& row) {
  return tx.value<std::string>(
      "SELECT j.number AS value FROM job j WHERE j.plate_id = :row ORDER BY value LIMIT 1",
      {{"row", row.row_id}});
}

std::optional<std::string> no_use(const store::ReadTxn& /*tx*/, const UndoRow& /*row*/) {
  return std::nullopt;
}

Undone untell_identifier(store::WriteTxn& tx, const UndoRow& row) {
  customer::untell_identifier(tx, row.row_id);
  return Undone::removed;
}

Undone untell_date(store::WriteTxn& tx, const UndoRow& row) {
  customer::untell_vehicle_date(tx, row.row_id);
  return Undone::removed;
}

Undone untell_reading(store::WriteTxn& tx, const UndoRow& row) {
  const auto vehicle = tx.value<std::int64_t>(
      "SELECT vehicle_id AS value FROM odometer_reading WHERE id = :id", {{"id", row.row_id}});
  customer::correct_reading(tx, vehicle.value_or(0), row.row_id, std::nullopt, true);
  return Undone::removed;
}

/// A reading or a day of its papers is never deleted: then the car stays, without a name.
Undone remove_vehicle(store::WriteTxn& tx, const UndoRow& row) {
  tx.run("DELETE FROM vehicle_owner WHERE vehicle_id = :id", {{"id", row.row_id}});
  tx.run("DELETE FROM vehicle_identifier WHERE vehicle_id = :id", {{"id", row.row_id}});
  if (customer::odometer_readings(tx, row.row_id).empty() &&
      !tx.value<std::int64_t>("SELECT 1 AS value FROM vehicle_date WHERE vehicle_id = :id LIMIT 1",
                              {{"id", row.row_id}})) {
    tx.run("DELETE FROM vehicle WHERE id = :id", {{"id", row.row_id}});
    return Undone::removed;
  }
  tx.run(R"(UPDATE vehicle SET plate = '', plate_reversed = '', plate_state = NULL, vin = '',
                   vin_reversed = '', engine = '', salt = '', state = 'forgotten'
             WHERE id = :id)",
         {{"id", row.row_id}});
  return Undone::retired;
}

/// An answer about being contacted is never deleted: then the customer stays, without a name.
Undone remove_customer(store::WriteTxn& tx, const UndoRow& row) {
  if (!tx.value<std::int64_t>(
          "SELECT 1 AS value FROM contact_consent WHERE customer_id = :id LIMIT 1",
          {{"id", row.row_id}})) {
    tx.run("DELETE FROM customer WHERE id = :id", {{"id", row.row_id}});
    return Undone::removed;
  }
  empty_personal_data(tx, row.row_id);
  return Undone::retired;
}

std::string text_of(const shop::Before& before, std::string_view column) {
  const auto found = std::ranges::find(
      before, column, [](const auto& each) { return std::string_view(each.first); });
  if (found == before.end()) return {};
  const auto* text = std::get_if<std::string>(&found->second);
  return text != nullptr ? *text : std::string();
}

std::optional<std::int64_t> number_of(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::int64_t>(std::stoll(text));
}

void restore_vehicle(store::WriteTxn& tx, const UndoRow& row) {
  const auto& before = row.before;
  const auto odometer = [&] {
    customer::put_odometer_right(tx, row.row_id, number_of(text_of(before, "odometer_km")), true);
  };
  if (before.size() == 1) return odometer();  // of a batch before readings were rows
  if (before.front().first == "vin") {        // of a batch before VINs and readings were rows
    customer::set_vehicle(tx, customer::vehicle_number(row.row_id),
                          {.vin = text_of(before, "vin")});
    odometer();
  }
  tx.run(R"(UPDATE vehicle SET make = :make, model = :model, year = :year, engine = :engine,
                   kind = :kind
             WHERE id = :id)",
         {{"make", text_of(before, "make")},
          {"model", text_of(before, "model")},
          {"year", number_of(text_of(before, "year"))},
          {"engine", text_of(before, "engine")},
          {"kind", text_of(before, "kind")},
          {"id", row.row_id}});
}

void restore_customer(store::WriteTxn& tx, const UndoRow& row) {
  const auto& before = row.before;
  tx.run(R"(UPDATE customer SET name = :name, phone = :phone, phone_typed = :typed,
                   phone_reversed = :phone_reversed, kind = :kind, address = :address,
                   marketing_contact = :marketing, source_id = :source
             WHERE id = :id)",
         {{"name", text_of(before, "name")},
          {"phone", text_of(before, "phone")},
          {"typed", text_of(before, "phone_typed")},
          {"phone_reversed", utf8::reversed(text_of(before, "phone"))},
          {"kind", text_of(before, "kind")},
          {"address", text_of(before, "address")},
          {"marketing", number_of(text_of(before, "marketing"))},
          {"source", text_of(before, "source_id")},
          {"id", row.row_id}});
}

constexpr const char* customer_hint = "svcctl customer history ";
constexpr const char* vehicle_hint = "svcctl vehicle history ";

constexpr UndoRule rules_of_people[] = {
    {.table = "customer",
     .label = N_("customer"),
     .name = customer_name,
     .used = use_of_customer,
     .used_hint = customer_hint,
     .remove = remove_customer,
     .restore = restore_customer,
     .personal = true},
    {.table = "vehicle",
     .label = N_("vehicle"),
     .name = vehicle_name,
     .used = use_of_vehicle,
     .used_hint = vehicle_hint,
     .remove = remove_vehicle,
     .restore = restore_vehicle,
     .personal = true},
    {.table = "vehicle_identifier",
     .label = N_("plate or VIN"),
     .name = identifier_name,
     .used = use_of_identifier,
     .used_hint = vehicle_hint,
     .remove = untell_identifier,
     .personal = true},
    {.table = "odometer_reading",
     .label = N_("odometer reading"),
     .name = reading_name,
     .used = no_use,
     .remove = untell_reading,
     .personal = true},
    {.table = "vehicle_date",
     .label = N_("day of its papers"),
     .name = date_name,
     .used = no_use,
     .remove = untell_date,
     .personal = true},
    {.table = "past_visit",
     .label = N_("past visit"),
     .name = visit_name,
     .used = no_use,
     .personal = true},
};

}  // namespace

std::span<const UndoRule> undo_rules_of_people() { return rules_of_people; }

}  // namespace svcctl::archive
