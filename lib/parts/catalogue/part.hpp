#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "parts/catalogue/label.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// What a part is, as the rules of repair shops tell parts apart (clause 2.3-source).
/// What a part is by its origin (clause 2.3-source). What nobody stated stays so.
enum class PartKind { original, equivalent, aftermarket, remanufactured, used, customer, unstated };

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::PartKind> = {
    CodeEntry<parts::PartKind>{parts::PartKind::original, "original", N_("original")},
    CodeEntry<parts::PartKind>{parts::PartKind::equivalent, "equivalent", N_("equivalent quality")},
    CodeEntry<parts::PartKind>{parts::PartKind::aftermarket, "aftermarket", N_("aftermarket")},
    CodeEntry<parts::PartKind>{parts::PartKind::remanufactured, "remanufactured",
                               N_("remanufactured")},
    CodeEntry<parts::PartKind>{parts::PartKind::used, "used", N_("used")},
    CodeEntry<parts::PartKind>{parts::PartKind::customer, "customer", N_("customer's own")},
    CodeEntry<parts::PartKind>{parts::PartKind::unstated, "unstated", N_("not stated")},
};
/// What price lists call the kinds.
template <>
inline constexpr std::array synonyms<parts::PartKind> = {
    Synonyms<parts::PartKind>{parts::PartKind::original,
                              "oem 原厂 原厂件 原厂配件 原装 原装件 正厂 正厂件 纯正 纯正件 4s件"},
    Synonyms<parts::PartKind>{parts::PartKind::equivalent, "同质 同质件 同质配件 同等质量"},
    Synonyms<parts::PartKind>{parts::PartKind::aftermarket, "副厂 副厂件 副厂配件 品牌件 国产件"},
    Synonyms<parts::PartKind>{parts::PartKind::remanufactured,
                              "修复 修复件 再制造 再制造件 翻新 翻新件"},
    Synonyms<parts::PartKind>{parts::PartKind::used, "旧件 二手 二手件 拆车件 回用件"},
    Synonyms<parts::PartKind>{parts::PartKind::customer, "自备 自备件 客户自备"},
};
}  // namespace svcctl

namespace svcctl::parts {

/// One part of the catalogue.
struct Part {
  std::int64_t id = 0;
  std::string number;
  std::string brand;
  std::string name;
  std::string name_zh;
  PartKind kind = PartKind::unstated;
  std::string category;
  std::string unit;
  Quantity pack_qty = Quantity::whole(1);  ///< bought in multiples of it
  std::optional<Money> price;              ///< sales price with tax, where no dated one holds
  std::optional<Money> cost;               ///< latest purchase price
  std::string tax_class;                   ///< for the accountant; bills contain the shop's rate
  Quantity min_qty;
  Quantity max_qty;
  std::string bin;
  int shelf_life_days = 0;  ///< 0: keeps for ever
  std::string storage;      ///< condition it must be stored in
  std::string hazard;       ///< hazardous-goods class of the new part
  std::string waste_code;   ///< hazardous-waste code of the replaced part
  Money core_charge;        ///< paid back for the old part
  bool serial = false;      ///< each piece bears a number of its own
  std::optional<std::int64_t> supplier_id;
  std::string supplier;         ///< code of where it is usually bought, or empty
  std::string supplier_number;  ///< its number there
  std::optional<std::int64_t> superseded_by;
  std::string successor;  ///< "NUMBER/BRAND" of the part that took its place, or empty
  bool retired = false;
  Quantity on_hand;  ///< at all outlets

  /// "NUMBER", or "NUMBER/BRAND".
  std::string label() const { return part_label(number, brand); }
};

/// The part of a number as typed: "NO", or "NO/BRAND" where a number has several brands. Printed
/// exactly so it goes first; else case, blanks and marks make no difference.
/// @throws Error "parts.not-found" (3), naming the successor of an old number; "parts.ambiguous"
///         (2)
SVCCTL_API Part find_part(const store::ReadTxn& tx, std::string_view typed);
/// What rows of a list that name one part have in common, however they write it: its row, or what
/// was typed where it leads to no part.
std::string part_alike(const store::ReadTxn& tx, std::string_view typed);
/// @throws Error "parts.not-found" (3)
SVCCTL_API Part load_part(const store::ReadTxn& tx, std::int64_t part_id);

/// Whether anything of the part was ever in stock, at any outlet.
SVCCTL_API bool ever_moved(const store::ReadTxn& tx, std::int64_t part_id);

/// What to set on a part; what is left out stays as it is.
struct PartFields {
  std::optional<std::string> brand = std::nullopt;
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> name_zh = std::nullopt;
  std::optional<PartKind> kind = std::nullopt;
  std::optional<std::string> unit = std::nullopt;
  std::optional<Money> price = std::nullopt;
  std::optional<Money> cost = std::nullopt;
  std::optional<Quantity> min_qty = std::nullopt;
  std::optional<Quantity> max_qty = std::nullopt;
  std::optional<std::string> bin = std::nullopt;
  std::optional<int> shelf_life_days = std::nullopt;
  std::optional<std::string> waste_code = std::nullopt;
  std::optional<std::string> category = std::nullopt;
  std::optional<Quantity> pack_qty = std::nullopt;
  std::optional<std::string> tax_class = std::nullopt;
  std::optional<std::string> storage = std::nullopt;
  std::optional<std::string> hazard = std::nullopt;
  std::optional<Money> core_charge = std::nullopt;
  std::optional<bool> serial = std::nullopt;
  std::optional<std::string> supplier = std::nullopt;  ///< code; empty: none
  std::optional<std::string> supplier_number = std::nullopt;
  std::optional<std::string> superseded_by = std::nullopt;  ///< a part; empty: none
  std::string reason = {};  ///< of another kind of a part that was ever in stock
};

/// Adds a part. @throws Error "parts.exists", "parts.no-name", "parts.negative", "parts.min-max",
///         "parts.pack", "parts.supersedes-itself" (2), find_supplier's
SVCCTL_API Part add_part(store::WriteTxn& tx, const std::string& number, const PartFields& fields);
/// Changes a part. @throws as add_part, "parts.price-dated" (2) where a dated price would hide the
///         one given, and find_part's. The kind of a part that was ever in stock is a manager's to
///         change, with its reason ("parts.kind-change" refused, 2.3-source; "parts.kind-reason").
SVCCTL_API Part set_part(store::WriteTxn& tx, const std::string& typed, const PartFields& fields);
/// Takes a part out of use, or back into it; its history stays.
/// @throws Error "parts.in-stock" (2) while some of it is on hand
SVCCTL_API Part retire_part(store::WriteTxn& tx, const std::string& typed, bool back);

/// Which parts to list; what is left out does not narrow.
struct PartFilter {
  std::optional<PartKind> kind = std::nullopt;
  std::string category = {};
  std::string supplier = {};  ///< code
  bool unpriced = false;      ///< only those without a price
  bool retired = false;       ///< also those out of use
  std::optional<std::int64_t> most = std::nullopt;
};
/// Calls back with each part, by number; reads what it hands over, not the whole catalogue.
SVCCTL_API void each_part(const store::ReadTxn& tx, const PartFilter& filter,
                          const std::function<void(const Part&)>& take);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Part> = {
    field<&parts::Part::id>("id"),
    field<&parts::Part::number>("number"),
    field<&parts::Part::brand>("brand"),
    field<&parts::Part::name>("name"),
    field<&parts::Part::name_zh>("name_zh"),
    field<&parts::Part::kind>("kind"),
    field<&parts::Part::category>("category"),
    field<&parts::Part::unit>("unit"),
    field<&parts::Part::pack_qty>("pack_qty"),
    field<&parts::Part::price>("price_amount"),
    field<&parts::Part::cost>("cost_amount"),
    field<&parts::Part::tax_class>("tax_class"),
    field<&parts::Part::min_qty>("min_qty"),
    field<&parts::Part::max_qty>("max_qty"),
    field<&parts::Part::bin>("bin"),
    field<&parts::Part::shelf_life_days>("shelf_life_days"),
    field<&parts::Part::storage>("storage"),
    field<&parts::Part::hazard>("hazard"),
    field<&parts::Part::waste_code>("waste_code"),
    field<&parts::Part::core_charge>("core_charge_amount"),
    field<&parts::Part::serial>("serial"),
    field<&parts::Part::supplier_id>("supplier_id"),
    field<&parts::Part::supplier>("supplier"),
    field<&parts::Part::supplier_number>("supplier_number"),
    field<&parts::Part::superseded_by>("superseded_by"),
    field<&parts::Part::retired>("retired"),
    field<&parts::Part::on_hand>("on_hand"),
};
}  // namespace svcctl
