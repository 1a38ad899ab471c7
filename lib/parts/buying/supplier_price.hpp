#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "csv/import.hpp"
#include "parts/catalogue/label.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/catalogue/supplier.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// What a supplier asks for a part from a day on (clause 2.3-source).
struct SupplierPrice {
  std::string supplier;  ///< code
  std::string part;      ///< "NUMBER/BRAND"
  std::string name;
  std::string supplier_number;  ///< the part's number there, or empty
  Money cost;                   ///< for one unit
  Date from_on;
  std::optional<Money> before;  ///< what it asked until then
};
struct SupplierPriceRequest {
  std::string supplier;
  std::string part;  ///< NO or NO/BRAND
  Money cost;
  std::optional<Date> from_on = std::nullopt;  ///< else today
  std::string supplier_number = {};
};

/// Keeps a price; prices are never rewritten: another one begins on another day.
/// @throws Error "parts.price-there" (2) for a second price of one day, "parts.negative" (2),
///         finders'
SVCCTL_API SupplierPrice set_supplier_price(store::WriteTxn& tx,
                                            const SupplierPriceRequest& request);
/// The price that counts on a day, or nothing.
SVCCTL_API std::optional<Money> supplier_price(const store::ReadTxn& tx, std::int64_t supplier_id,
                                               std::int64_t part_id, Date on);
/// The list of a supplier as it stands on a day, by part number.
SVCCTL_API std::vector<SupplierPrice> supplier_prices(const store::ReadTxn& tx,
                                                      const std::string& supplier, Date on);
SVCCTL_API std::span<const csv::Column> supplier_price_list_columns();
/// Takes a supplier's price list in: number, brand, cost, and its own number and first day where
/// the file has them. A price that stands already is unchanged.
/// @param max_move no price may move by more
/// @throws as csv::import_rows; Error "parts.max-move" (5)
SVCCTL_API csv::ImportResult import_supplier_prices(store::WriteTxn& tx, csv::RowSource& source,
                                                    const csv::ImportOptions& options,
                                                    const std::string& supplier,
                                                    std::optional<Date> from_on,
                                                    std::optional<Percent> max_move = std::nullopt);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::SupplierPrice> = {
    field<&parts::SupplierPrice::part, parts::read_part_label>("number"),
    field<&parts::SupplierPrice::name>("name"),
    field<&parts::SupplierPrice::supplier_number>("supplier_number"),
    field<&parts::SupplierPrice::cost>("cost_amount"),
    field<&parts::SupplierPrice::from_on>("from_on"),
    field<&parts::SupplierPrice::before>("before_amount"),
};
}  // namespace svcctl
