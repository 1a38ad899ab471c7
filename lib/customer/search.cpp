#include "customer/search.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "base/identifier.hpp"
#include "base/utf8.hpp"

namespace svcctl::customer {
namespace {

constexpr std::size_t phone_end = 4;  // digits that must be told of the end of a phone
constexpr std::size_t plate_end = 3;  // characters of the end of a plate
constexpr std::size_t vin_end = 6;

/// Everything that begins so stands below this.
std::string beyond(const std::string& beginning) { return beginning + "\U0010FFFF"; }

/// The beginning to look for, or nothing where too little was told.
std::optional<std::string> at_least(std::size_t length, const std::string& text) {
  if (text.empty() || utf8::count(text) < length) return std::nullopt;
  return text;
}
std::optional<std::string> beyond(const std::optional<std::string>& beginning) {
  return beginning ? std::optional(beyond(*beginning)) : std::nullopt;
}
std::optional<std::string> ending(std::size_t length, const std::string& text) {
  return at_least(length, utf8::reversed(text));
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

/// A pattern for LIKE that matches the word anywhere in text made small: whether LIKE itself
/// minds capitals is for each engine to say.
std::string anywhere(const std::string& word) {
  std::string out = "%";
  for (const char c : lower(word)) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out + "%";
}

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// The word that narrows most: one with digits before a name.
std::size_t narrowest(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (has_digit(words[i])) return i;
  return 0;
}

std::vector<std::int64_t> ids(store::Query query) {
  std::vector<std::int64_t> out;
  while (query.next()) out.push_back(query.row()["id"]);
  return out;
}

/// Each part of the UNION is one range of one index; a key that was not told is NULL and finds
/// nothing.
std::vector<std::int64_t> customers_by_key(const store::ReadTxn& tx, const std::string& word) {
  const auto phone = at_least(3, Phone(word).key());
  const auto phone_last = ending(phone_end, Phone(word).key());
  const auto plate = at_least(2, Plate(word).key());
  const auto plate_last = ending(plate_end, Plate(word).key());
  return ids(tx.query(
      R"(SELECT id FROM customer WHERE number = :number
         UNION
         SELECT id FROM customer
          WHERE phone >= :phone AND phone < :phone_beyond AND phone <> ''
         UNION
         SELECT id FROM customer
          WHERE phone_reversed >= :phone_last AND phone_reversed < :phone_last_beyond
            AND phone_reversed <> ''
         UNION
         SELECT customer_id AS id FROM customer_contact
          WHERE phone >= :phone AND phone < :phone_beyond AND phone <> '' AND to_at IS NULL
         UNION
         SELECT o.customer_id AS id FROM vehicle v JOIN vehicle_owner o ON o.vehicle_id = v.id
          WHERE v.plate >= :plate AND v.plate < :plate_beyond AND v.plate <> ''
            AND o.to_at IS NULL
         UNION
         SELECT o.customer_id AS id FROM vehicle v JOIN vehicle_owner o ON o.vehicle_id = v.id
          WHERE v.plate_reversed >= :plate_last AND v.plate_reversed < :plate_last_beyond
            AND v.plate_reversed <> '' AND o.to_at IS NULL
         UNION
         SELECT id FROM customer WHERE name >= :name AND name < :name_beyond
         UNION
         SELECT id FROM customer
          WHERE SUBSTR(name, 2) >= :name AND SUBSTR(name, 2) < :name_beyond
         ORDER BY id)",
      {{"number", full_customer_number(word)},
       {"phone", phone},
       {"phone_beyond", beyond(phone)},
       {"phone_last", phone_last},
       {"phone_last_beyond", beyond(phone_last)},
       {"plate", plate},
       {"plate_beyond", beyond(plate)},
       {"plate_last", plate_last},
       {"plate_last_beyond", beyond(plate_last)},
       {"name", word},
       {"name_beyond", beyond(word)}}));
}

std::vector<std::int64_t> customers_by_word(const store::ReadTxn& tx, const std::string& word) {
  return ids(
      tx.query(R"(SELECT id FROM customer WHERE LOWER(name) LIKE :pattern ESCAPE '\' ORDER BY id)",
               {{"pattern", anywhere(word)}}));
}

bool leads_to(const store::ReadTxn& tx, const std::string& word, const Customer& customer) {
  if (full_customer_number(word) == customer.number) return true;
  if (customer.name.find(word) != std::string::npos) return true;
  const auto phone = Phone(word).key();
  if (!phone.empty() && (customer.phone.starts_with(phone) || customer.phone.ends_with(phone)))
    return true;
  const auto plate = Plate(word).key();
  if (plate.empty()) return false;
  auto q = tx.query(
      R"(SELECT v.plate AS plate FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
          WHERE o.customer_id = :id AND o.to_at IS NULL)",
      {{"id", customer.id}});
  while (q.next()) {
    const std::string owned = q.row()["plate"];
    if (owned.starts_with(plate) || owned.ends_with(plate)) return true;
  }
  return false;
}

std::vector<std::int64_t> vehicles_by_key(const store::ReadTxn& tx, const std::string& word) {
  const auto plate = at_least(2, Plate(word).key());
  const auto plate_last = ending(plate_end, Plate(word).key());
  std::string told = word;
  std::ranges::transform(told, told.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const auto vin_last = ending(vin_end, told);
  return ids(tx.query(
      R"(SELECT id FROM vehicle WHERE plate >= :plate AND plate < :plate_beyond AND plate <> ''
         UNION
         SELECT id FROM vehicle
          WHERE plate_reversed >= :plate_last AND plate_reversed < :plate_last_beyond
            AND plate_reversed <> ''
         UNION
         SELECT vehicle_id AS id FROM vehicle_identifier
          WHERE value = :told AND value <> '' AND kind = 'plate'
         UNION
         SELECT id FROM vehicle WHERE id = :id
         UNION
         SELECT id FROM vehicle
          WHERE vin_reversed >= :vin_last AND vin_reversed < :vin_last_beyond
            AND vin_reversed <> ''
         UNION
         SELECT id FROM vehicle WHERE model >= :word AND model < :word_beyond AND model <> ''
         ORDER BY id)",
      {{"plate", plate},
       {"told", Plate(word).key()},
       {"id", vehicle_id_of(word)},
       {"plate_beyond", beyond(plate)},
       {"plate_last", plate_last},
       {"plate_last_beyond", beyond(plate_last)},
       {"vin_last", vin_last},
       {"vin_last_beyond", beyond(vin_last)},
       {"word", word},
       {"word_beyond", beyond(word)}}));
}

std::vector<std::int64_t> vehicles_by_word(const store::ReadTxn& tx, const std::string& word) {
  return ids(tx.query(
      R"(SELECT id FROM vehicle
          WHERE LOWER(plate) LIKE :pattern ESCAPE '\' OR LOWER(vin) LIKE :pattern ESCAPE '\'
             OR LOWER(make) LIKE :pattern ESCAPE '\' OR LOWER(model) LIKE :pattern ESCAPE '\'
          ORDER BY id)",
      {{"pattern", anywhere(word)}}));
}

bool leads_to(const std::string& word, const Vehicle& vehicle) {
  const auto text =
      lower(vehicle.plate + "\n" + vehicle.vin + "\n" + vehicle.make + "\n" + vehicle.model);
  const auto plate = lower(Plate(word).key());
  return text.find(lower(word)) != std::string::npos ||
         (!plate.empty() && text.find(plate) != std::string::npos);
}

}  // namespace

void each_customer(const store::ReadTxn& tx, const std::function<void(const Customer&)>& take) {
  for (auto q = tx.query(std::string(customer_columns) + "WHERE c.state = 'active' ORDER BY c.id");
       q.next();)
    take(q.row().as<Customer>());
}

void find_customers(const store::ReadTxn& tx, const std::vector<std::string>& words,
                    const std::function<void(const Customer&)>& take) {
  if (words.empty()) return each_customer(tx, take);
  const auto key = narrowest(words);
  auto found = customers_by_key(tx, words[key]);
  if (found.empty()) found = customers_by_word(tx, words[key]);
  std::set<std::int64_t> merged;
  for (const auto id : found) {
    auto customer = customer_by_id(tx, id);
    if (customer.merged_into_id) {  // found by what was known of it before: shown once
      customer = kept_customer(tx, *customer.merged_into_id);
      if (std::ranges::binary_search(found, customer.id) || !merged.insert(customer.id).second)
        continue;
    }
    if (customer.state != CustomerState::active) continue;
    bool all = true;
    for (std::size_t i = 0; i < words.size() && all; ++i)
      all = i == key || leads_to(tx, words[i], customer);
    if (all) take(customer);
  }
}

void each_vehicle(const store::ReadTxn& tx, const std::function<void(const Vehicle&)>& take) {
  for (auto q = tx.query(std::string(vehicle_columns) + "WHERE v.state = 'active' ORDER BY v.id");
       q.next();)
    take(q.row().as<Vehicle>());
}

void find_vehicles(const store::ReadTxn& tx, const std::vector<std::string>& words,
                   const std::function<void(const Vehicle&)>& take) {
  if (words.empty()) return each_vehicle(tx, take);
  const auto key = narrowest(words);
  auto found = vehicles_by_key(tx, words[key]);
  if (found.empty()) found = vehicles_by_word(tx, words[key]);
  for (const auto id : found) {
    const auto vehicle = vehicle_by_id(tx, id);
    if (vehicle.state == VehicleState::merged || vehicle.state == VehicleState::forgotten) continue;
    bool all = true;
    for (std::size_t i = 0; i < words.size() && all; ++i)
      all = i == key || leads_to(words[i], vehicle);
    if (all) take(vehicle);
  }
}

}  // namespace svcctl::customer
