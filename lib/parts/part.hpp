#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// What a part is, as the rules of repair shops tell parts apart (clause 2.3-source).
enum class PartKind { original, equivalent, aftermarket, remanufactured, used, customer };

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
  PartKind kind = PartKind::aftermarket;
  std::string unit;
  std::optional<Money> price;  ///< sales price with tax
  std::optional<Money> cost;   ///< latest purchase price
  Quantity min_qty;
  Quantity max_qty;
  std::string bin;
  int shelf_life_days = 0;  ///< 0: keeps for ever
  std::string waste_code;
  bool retired = false;
  Quantity on_hand;  ///< at all outlets

  /// "NUMBER", or "NUMBER/BRAND".
  std::string label() const { return brand.empty() ? number : number + "/" + brand; }
};

/// The part of a number as typed: "NO", or "NO/BRAND" where a number has several brands.
/// @throws Error "parts.not-found" (3), "parts.ambiguous" (2)
SVCCTL_API Part find_part(const store::ReadTxn& tx, std::string_view typed);
/// @throws Error "parts.not-found" (3)
SVCCTL_API Part load_part(const store::ReadTxn& tx, std::int64_t part_id);

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
};

/// Adds a part. @throws Error "parts.exists", "parts.no-name", "parts.negative" (2)
SVCCTL_API Part add_part(store::WriteTxn& tx, const std::string& number, const PartFields& fields);
/// Changes a part. @throws as add_part, and find_part's
SVCCTL_API Part set_part(store::WriteTxn& tx, const std::string& typed, const PartFields& fields);
/// Takes a part out of use, or back into it; its history stays.
/// @throws Error "parts.in-stock" (2) while some of it is on hand
SVCCTL_API Part retire_part(store::WriteTxn& tx, const std::string& typed, bool back);

struct PartFilter {
  std::string words;  ///< each must stand in number, brand, name or bin
  std::optional<PartKind> kind = std::nullopt;
  bool retired = false;  ///< also those out of use
};
SVCCTL_API std::vector<Part> list_parts(const store::ReadTxn& tx, const PartFilter& filter);

}  // namespace svcctl::parts
