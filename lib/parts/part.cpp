#include "parts/part.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "parts/number.hpp"
#include "parts/part_row.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

Part read_part(const Row& row) {
  return {.id = row["id"],
          .number = row["number"],
          .brand = row["brand"],
          .name = row["name"],
          .name_zh = row["name_zh"],
          .kind = row["kind"],
          .unit = row["unit"],
          .price = row.get<std::optional<Money>>("price_amount"),
          .cost = row.get<std::optional<Money>>("cost_amount"),
          .min_qty = row["min_qty"],
          .max_qty = row["max_qty"],
          .bin = row["bin"],
          .shelf_life_days = row["shelf_life_days"],
          .waste_code = row["waste_code"],
          .retired = row["retired"],
          .on_hand = row["on_hand"]};
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
  return text;
}

Part recorded(store::WriteTxn& tx, std::int64_t id) {
  Part made = load_part(tx, id);
  tx.record({"part",
             made.label(),
             {{"name", made.name},
              {"price", made.price ? made.price->str() : ""},
              {"retired", made.retired ? "yes" : "no"}}});
  return made;
}

void check(const Part& part) {
  if (part.name.empty())
    throw usage_error("parts.no-name", tr("a name is needed"),
                      "svcctl parts add " + part.number + " --name …");
  if ((part.price && *part.price < Money()) || (part.cost && *part.cost < Money()) ||
      part.min_qty < Quantity() || part.max_qty < Quantity() || part.shelf_life_days < 0)
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  if (!part.max_qty.is_zero() && part.max_qty < part.min_qty)
    throw usage_error("parts.min-max", tr("the maximum {0} is below the minimum {1}",
                                          part.max_qty.str(), part.min_qty.str()));
}

}  // namespace

std::vector<Part> parts_of_number(const store::ReadTxn& tx, std::string_view number) {
  return tx.all(
      R"(SELECT id, number, brand, name, name_zh, kind, unit, price_amount, cost_amount, min_qty,
                max_qty, bin, shelf_life_days, waste_code, retired,
                (SELECT COALESCE(SUM(l.qty), 0) FROM lot l WHERE l.part_id = part.id) AS on_hand
           FROM part WHERE number_key = :key AND number = :number ORDER BY brand)",
      {{"key", number_key(number)}, {"number", number}}, read_part);
}

Part with_fields(Part part, const PartFields& fields) {
  auto set = [](auto& place, const auto& value) {
    if (value) place = *value;
  };
  set(part.brand, fields.brand);
  set(part.name, fields.name);
  set(part.name_zh, fields.name_zh);
  set(part.kind, fields.kind);
  set(part.unit, fields.unit);
  set(part.price, fields.price);
  set(part.cost, fields.cost);
  set(part.min_qty, fields.min_qty);
  set(part.max_qty, fields.max_qty);
  set(part.bin, fields.bin);
  set(part.shelf_life_days, fields.shelf_life_days);
  set(part.waste_code, fields.waste_code);
  if (part.unit.empty()) part.unit = "pc";
  return part;
}

std::int64_t insert_part(store::WriteTxn& tx, const Part& part) {
  return tx.insert(
      R"(INSERT INTO part (number, number_key, brand, name, name_zh, kind, unit, price_amount, cost_amount,
                           min_qty, max_qty, bin, shelf_life_days, waste_code)
         VALUES (:number, :key, :brand, :name, :name_zh, :kind, :unit, :price, :cost, :min_qty,
                 :max_qty, :bin, :shelf_life_days, :waste_code))",
      {{"number", part.number},
       {"key", number_key(part.number)},
       {"brand", part.brand},
       {"name", part.name},
       {"name_zh", part.name_zh},
       {"kind", part.kind},
       {"unit", part.unit},
       {"price", part.price},
       {"cost", part.cost},
       {"min_qty", part.min_qty},
       {"max_qty", part.max_qty},
       {"bin", part.bin},
       {"shelf_life_days", part.shelf_life_days},
       {"waste_code", part.waste_code}});
}

void update_part(store::WriteTxn& tx, const Part& part) {
  tx.run(
      R"(UPDATE part SET brand = :brand, name = :name, name_zh = :name_zh, kind = :kind,
                unit = :unit, price_amount = :price, cost_amount = :cost, min_qty = :min_qty,
                max_qty = :max_qty, bin = :bin, shelf_life_days = :shelf_life_days,
                waste_code = :waste_code
          WHERE id = :id)",
      {{"id", part.id},
       {"brand", part.brand},
       {"name", part.name},
       {"name_zh", part.name_zh},
       {"kind", part.kind},
       {"unit", part.unit},
       {"price", part.price},
       {"cost", part.cost},
       {"min_qty", part.min_qty},
       {"max_qty", part.max_qty},
       {"bin", part.bin},
       {"shelf_life_days", part.shelf_life_days},
       {"waste_code", part.waste_code}});
}

Part find_part(const store::ReadTxn& tx, std::string_view typed) {
  auto found = parts_of_number(tx, typed);
  if (found.empty()) {  // a number may itself contain '/', as tyres do: the last one counts
    const auto slash = typed.rfind('/');
    if (slash != std::string_view::npos) {
      found = parts_of_number(tx, typed.substr(0, slash));
      std::erase_if(found, [&](const Part& p) { return p.brand != typed.substr(slash + 1); });
    }
  }
  if (found.empty())
    throw not_found("parts.not-found", tr("no part {0}", typed),
                    "svcctl parts find " + std::string(typed));
  if (found.size() > 1) {
    const auto plain = std::ranges::find(found, "", &Part::brand);
    if (plain != found.end()) return *plain;
    throw usage_error(
        "parts.ambiguous",
        tr("part {0} has several brands: {1}, {2}", typed, found[0].label(), found[1].label()),
        "svcctl parts find " + std::string(typed));
  }
  return found[0];
}

Part load_part(const store::ReadTxn& tx, std::int64_t part_id) {
  auto found = tx.first(
      R"(SELECT id, number, brand, name, name_zh, kind, unit, price_amount, cost_amount, min_qty,
                max_qty, bin, shelf_life_days, waste_code, retired,
                (SELECT COALESCE(SUM(l.qty), 0) FROM lot l WHERE l.part_id = part.id) AS on_hand
           FROM part WHERE id = :id)",
      {{"id", part_id}}, read_part);
  if (!found) throw not_found("parts.not-found", tr("no part {0}", std::to_string(part_id)));
  return *found;
}

Part add_part(store::WriteTxn& tx, const std::string& number, const PartFields& fields) {
  shop::require_right(tx, Right::keep_stock);
  if (number.empty()) throw usage_error("parts.no-number", tr("a part number is needed"));
  Part part;
  part.number = number;
  part = with_fields(part, fields);
  check(part);
  for (const auto& other : parts_of_number(tx, number))
    if (other.brand == part.brand)
      throw usage_error("parts.exists", tr("part {0} is there already", part.label()),
                        "svcctl parts set " + part.label() + " …");
  return recorded(tx, insert_part(tx, part));
}

Part set_part(store::WriteTxn& tx, const std::string& typed, const PartFields& fields) {
  shop::require_right(tx, Right::keep_stock);
  const Part now = find_part(tx, typed);
  const Part part = with_fields(now, fields);
  check(part);
  for (const auto& other : parts_of_number(tx, part.number))
    if (other.brand == part.brand && other.id != part.id)
      throw usage_error("parts.exists", tr("part {0} is there already", part.label()));
  update_part(tx, part);
  return recorded(tx, part.id);
}

Part retire_part(store::WriteTxn& tx, const std::string& typed, bool back) {
  shop::require_right(tx, Right::keep_stock);
  const Part part = find_part(tx, typed);
  if (!back && !part.on_hand.is_zero())
    throw wrong_state("parts.in-stock",
                      tr("{0} of part {1} are on hand", part.on_hand.str(), part.label()),
                      "svcctl parts stock --lots --part " + part.label());
  tx.run("UPDATE part SET retired = :retired WHERE id = :id",
         {{"id", part.id}, {"retired", !back}});
  return recorded(tx, part.id);
}

std::vector<Part> list_parts(const store::ReadTxn& tx, const PartFilter& filter) {
  std::vector<std::string> words;
  std::istringstream in(lower(filter.words));
  for (std::string word; in >> word;) words.push_back(word);
  auto rows = tx.all(
      R"(SELECT id, number, brand, name, name_zh, kind, unit, price_amount, cost_amount, min_qty,
                max_qty, bin, shelf_life_days, waste_code, retired,
                (SELECT COALESCE(SUM(l.qty), 0) FROM lot l WHERE l.part_id = part.id) AS on_hand
           FROM part
          WHERE (:kind = '' OR kind = :kind) AND (retired = 0 OR :retired = 1)
          ORDER BY number, brand)",
      {{"kind", filter.kind ? to_code(*filter.kind) : ""}, {"retired", filter.retired}}, read_part);
  std::erase_if(rows, [&](const Part& p) {
    const std::string all =
        lower(p.number + "\n" + p.brand + "\n" + p.name + "\n" + p.name_zh + "\n" + p.bin);
    return !std::ranges::all_of(
        words, [&](const std::string& w) { return all.find(w) != std::string::npos; });
  });
  return rows;
}

}  // namespace svcctl::parts
