#include "parts/catalogue/part.hpp"

#include <algorithm>
#include <tuple>

#include "parts/catalogue/price.hpp"
#include "parts/catalogue/private/part_row.hpp"
#include "parts/catalogue/supplier.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

Part recorded_part(store::WriteTxn& tx, std::int64_t id) {
  Part made = load_part(tx, id);
  tx.record(store::company, {"part",
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
      part.core_charge < Money() || part.min_qty < Quantity() || part.max_qty < Quantity() ||
      part.shelf_life_days < 0)
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  if (part.pack_qty <= Quantity())
    throw usage_error("parts.pack", tr("a pack holds more than nothing"));
  if (!part.max_qty.is_zero() && part.max_qty < part.min_qty)
    throw usage_error("parts.min-max", tr("the maximum {0} is below the minimum {1}",
                                          part.max_qty.str(), part.min_qty.str()));
}

/// The supplier and the successor are named by what people call them.
Part resolved(const store::ReadTxn& tx, Part part, const PartFields& fields) {
  if (fields.supplier)
    part.supplier_id = fields.supplier->empty()
                           ? std::nullopt
                           : std::optional(find_supplier(tx, *fields.supplier).id);
  if (!fields.superseded_by) return part;
  part.superseded_by = std::nullopt;
  if (fields.superseded_by->empty()) return part;
  const Part successor = find_part(tx, *fields.superseded_by);
  if (successor.id == part.id)
    throw usage_error("parts.supersedes-itself",
                      tr("part {0} cannot replace itself", part.label()));
  for (auto next = std::optional(successor); next;
       next = next->superseded_by ? std::optional(load_part(tx, *next->superseded_by))
                                  : std::nullopt)
    if (next->id == part.id)
      throw usage_error("parts.supersedes-itself",
                        tr("part {0} was itself replaced by {1}", successor.label(), part.label()),
                        "svcctl parts show " + successor.label());
  part.superseded_by = successor.id;
  return part;
}

bool same_words(const Part& a, const Part& b) {
  const auto fields = [](const Part& p) {
    return std::tie(p.name, p.name_zh, p.brand, p.category, p.kind, p.supplier_id,
                    p.supplier_number);
  };
  return fields(a) == fields(b);
}

void index(store::WriteTxn& tx, const Part& part) {
  SearchWriter words(tx);
  words.add(part.id, search_fields(part));
  words.flush();
}

void require_new(const store::ReadTxn& tx, const Part& part, const std::string& hint) {
  for (const auto& other : parts_of_key(tx, part.number))
    if (other.brand == part.brand && other.id != part.id)
      throw usage_error("parts.exists", tr("part {0} is there already", other.label()), hint);
}

/// What was taken in as one kind is not sold as another: only a manager says that it was written
/// down wrongly (clause 2.3-source).
void change_kind(store::WriteTxn& tx, const Part& now, PartKind kind, const std::string& reason) {
  if (kind == now.kind || !ever_moved(tx, now.id)) return;
  require(tx, tx.may(Right::manage), Clause::source, "parts.kind-change",
          tr("part {0} is or was in stock as {1}: that it is {2} is for a manager to say",
             now.label(), now.kind, kind),
          "--as MANAGER --why REASON", store::Overridable::never);
  if (reason.empty())
    throw usage_error("parts.kind-reason",
                      tr("another kind of a part that was in stock needs its reason"),
                      "--why REASON");
  tx.record(store::company,
            {"part",
             now.label(),
             {{"kind_before", to_code(now.kind)}, {"kind", to_code(kind)}, {"reason", reason}}});
}

}  // namespace

bool ever_moved(const store::ReadTxn& tx, std::int64_t part_id) {
  return tx
      .value<std::int64_t>("SELECT 1 AS value FROM stock_movement WHERE part_id = :part LIMIT 1",
                           {{"part", part_id}})
      .has_value();
}

Part with_fields(Part part, const PartFields& fields) {
  auto set = [](auto& place, const auto& value) {
    if (value) place = *value;
  };
  set(part.brand, fields.brand);
  set(part.name, fields.name);
  set(part.name_zh, fields.name_zh);
  set(part.kind, fields.kind);
  set(part.category, fields.category);
  set(part.unit, fields.unit);
  set(part.pack_qty, fields.pack_qty);
  if (fields.price) part.price = fields.price;
  if (fields.cost) part.cost = fields.cost;
  set(part.tax_class, fields.tax_class);
  set(part.min_qty, fields.min_qty);
  set(part.max_qty, fields.max_qty);
  set(part.bin, fields.bin);
  set(part.shelf_life_days, fields.shelf_life_days);
  set(part.storage, fields.storage);
  set(part.hazard, fields.hazard);
  set(part.waste_code, fields.waste_code);
  set(part.core_charge, fields.core_charge);
  set(part.serial, fields.serial);
  set(part.supplier_number, fields.supplier_number);
  if (part.name.empty()) part.name = part.name_zh;
  if (part.unit.empty()) part.unit = "pc";
  return part;
}

Part add_part(store::WriteTxn& tx, const std::string& number, const PartFields& fields) {
  shop::require_right(tx, Right::keep_stock);
  if (number.empty()) throw usage_error("parts.no-number", tr("a part number is needed"));
  Part part;
  part.number = number;
  part = resolved(tx, with_fields(part, fields), fields);
  check(part);
  require_new(tx, part, "svcctl parts set " + part.label() + " …");
  part.id = insert_part(tx, part);
  index(tx, part);
  return recorded_part(tx, part.id);
}

Part set_part(store::WriteTxn& tx, const std::string& typed, const PartFields& fields) {
  shop::require_right(tx, Right::keep_stock);
  const Part now = find_part(tx, typed);
  const Part part = resolved(tx, with_fields(now, fields), fields);
  check(part);
  require_new(tx, part, "svcctl parts show " + part.label());
  if (fields.price && price_on(tx, now, retail, tx.today()) != now.price)
    throw usage_error(
        "parts.price-dated",
        tr("part {0} has a price from a day on, which goes before this one", now.label()),
        "svcctl parts price " + now.label() + " --price " + fields.price->str());
  change_kind(tx, now, part.kind, fields.reason);
  const WantedValues wanted{.price = fields.price, .cost = fields.cost};
  require_values(tx, now, retail, tx.today(), wanted);
  keep_former(tx, now, wanted);
  update_part(tx, part);
  if (!same_words(now, part)) index(tx, part);
  return recorded_part(tx, part.id);
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
  return recorded_part(tx, part.id);
}

}  // namespace svcctl::parts
