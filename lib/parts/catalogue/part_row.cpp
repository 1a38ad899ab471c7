#include "parts/catalogue/private/part_row.hpp"

#include <algorithm>

#include "base/identifier.hpp"
#include "parts/catalogue/search.hpp"

namespace svcctl::parts {
namespace {

/// The part that a number led to before it was replaced, for those who know only the old one.
Error unknown_number(const store::ReadTxn& tx, std::string_view typed) {
  const auto successor = tx.first(
      R"(SELECT p.number AS number, p.brand AS brand
           FROM part_reference r JOIN part p ON p.id = r.part_id
          WHERE r.number_key = :key AND r.kind = 'old' ORDER BY r.id LIMIT 1)",
      {{"key", PartNumber(typed).key()}},
      [](const store::Row& row) { return read_part_label(row); });
  if (successor)
    return not_found("parts.not-found", tr("number {0} was replaced by {1}", typed, *successor),
                     "svcctl parts show " + *successor);
  return not_found("parts.not-found", tr("no part {0}", typed),
                   "svcctl parts find " + std::string(typed));
}

/// The one that is meant among parts of one number.
Part one_of(const std::vector<Part>& found, std::string_view typed) {
  if (found.size() == 1) return found[0];
  const auto plain = std::ranges::find(found, "", &Part::brand);
  if (plain != found.end() && found[0].number == found[1].number) return *plain;
  throw usage_error(
      "parts.ambiguous",
      tr("part {0} has several brands: {1}, {2}", typed, found[0].label(), found[1].label()),
      "svcctl parts find " + std::string(typed));
}

}  // namespace

Part read_part(const store::Row& row) {
  Part out = row.as<Part>();
  out.successor =
      part_label(row.get<std::string>("successor_number"), row.get<std::string>("successor_brand"));
  return out;
}

std::vector<Part> parts_of_number(const store::ReadTxn& tx, std::string_view number) {
  return tx.all(
      R"(SELECT * FROM part_card WHERE number_key = :key AND number = :number ORDER BY brand)",
      {{"key", PartNumber(number).key()}, {"number", number}}, read_part);
}

std::vector<Part> parts_of_key(const store::ReadTxn& tx, std::string_view number) {
  return tx.all("SELECT * FROM part_card WHERE number_key = :key ORDER BY number, brand",
                {{"key", PartNumber(number).key()}}, read_part);
}

Part find_part(const store::ReadTxn& tx, std::string_view typed) {
  // A number may itself contain '/', as tyres do: the last one counts.
  const auto slash = typed.rfind('/');
  for (auto* parts_named : {parts_of_number, parts_of_key}) {
    auto found = parts_named(tx, typed);
    if (found.empty() && slash != std::string_view::npos) {
      found = parts_named(tx, typed.substr(0, slash));
      std::erase_if(found, [&](const Part& p) { return p.brand != typed.substr(slash + 1); });
    }
    if (!found.empty()) return one_of(found, typed);
  }
  throw unknown_number(tx, typed);
}

std::string part_alike(const store::ReadTxn& tx, std::string_view typed) {
  try {
    return std::to_string(find_part(tx, typed).id);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::not_found && error.kind() != ErrorKind::usage) throw;
    return "\n" + std::string(typed);
  }
}

Part load_part(const store::ReadTxn& tx, std::int64_t part_id) {
  auto found = tx.first("SELECT * FROM part_card WHERE id = :id", {{"id", part_id}}, read_part);
  if (!found) throw not_found("parts.not-found", tr("no part {0}", std::to_string(part_id)));
  return *found;
}

std::int64_t insert_part(store::WriteTxn& tx, const Part& part) {
  Part made = part;
  made.id = tx.insert(R"(INSERT INTO part (number, number_key, brand, name)
                         VALUES (:number, :key, :brand, :name))",
                      {{"number", part.number},
                       {"key", PartNumber(part.number).key()},
                       {"brand", part.brand},
                       {"name", part.name}});
  update_part(tx, made);
  return made.id;
}

void update_part(store::WriteTxn& tx, const Part& part) {
  tx.run(
      R"(UPDATE part SET brand = :brand, name = :name, name_zh = :name_zh, kind = :kind,
                category = :category, unit = :unit, pack_qty = :pack_qty, price_amount = :price,
                cost_amount = :cost, tax_class = :tax_class, min_qty = :min_qty,
                max_qty = :max_qty, bin = :bin, shelf_life_days = :shelf_life_days,
                storage = :storage, hazard = :hazard, waste_code = :waste_code,
                core_charge_amount = :core_charge, serial = :serial, supplier_id = :supplier,
                supplier_number = :supplier_number, superseded_by = :superseded_by
          WHERE id = :id)",
      {{"id", part.id},
       {"brand", part.brand},
       {"name", part.name},
       {"name_zh", part.name_zh},
       {"kind", part.kind},
       {"category", part.category},
       {"unit", part.unit},
       {"pack_qty", part.pack_qty},
       {"price", part.price},
       {"cost", part.cost},
       {"tax_class", part.tax_class},
       {"min_qty", part.min_qty},
       {"max_qty", part.max_qty},
       {"bin", part.bin},
       {"shelf_life_days", part.shelf_life_days},
       {"storage", part.storage},
       {"hazard", part.hazard},
       {"waste_code", part.waste_code},
       {"core_charge", part.core_charge},
       {"serial", part.serial},
       {"supplier", part.supplier_id},
       {"supplier_number", part.supplier_number},
       {"superseded_by", part.superseded_by}});
}

SearchFields search_fields(const Part& part) {
  return {.name = part.name,
          .name_zh = part.name_zh,
          .brand = part.brand,
          .category = part.category,
          .kind = part.kind,
          .supplier_id = part.supplier_id,
          .supplier_number = part.supplier_number};
}

}  // namespace svcctl::parts
