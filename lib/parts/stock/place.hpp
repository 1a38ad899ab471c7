#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "csv/import.hpp"
#include "parts/catalogue/label.hpp"
#include "parts/catalogue/part.hpp"
#include "store/columns.hpp"

namespace svcctl::parts {

/// Where a part lies at one outlet and how much of it should be there.
struct Place {
  std::string part;    ///< "NUMBER/BRAND"
  std::string outlet;  ///< code
  Quantity min_qty;
  Quantity max_qty;
  std::string bin;
};

struct PlaceFields {
  std::optional<Quantity> min_qty = std::nullopt;
  std::optional<Quantity> max_qty = std::nullopt;
  std::optional<std::string> bin = std::nullopt;
};

/// Says for the current outlet what differs from what the part says for all.
/// @throws Error "parts.negative", "parts.min-max", "parts.place-empty" (2), find_part's
SVCCTL_API Place set_place(store::WriteTxn& tx, const std::string& part, const PlaceFields& fields);
SVCCTL_API std::span<const csv::Column> place_list_columns();
/// Takes in what list_places tells: part, outlet (else the current one), bin, minimum, maximum.
SVCCTL_API csv::ImportResult import_places(store::WriteTxn& tx, csv::RowSource& source,
                                           const csv::ImportOptions& options);
/// What holds at an outlet: its own, else the part's.
SVCCTL_API Place place_of(const store::ReadTxn& tx, const Part& part, std::int64_t outlet_id);
/// Where which outlet differs, of one part or (empty) of all.
SVCCTL_API std::vector<Place> list_places(const store::ReadTxn& tx, const std::string& part);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Place> = {
    field<&parts::Place::part, parts::read_part_label>("number"),
    field<&parts::Place::outlet>("code"),
    field<&parts::Place::min_qty>("min_qty"),
    field<&parts::Place::max_qty>("max_qty"),
    field<&parts::Place::bin>("bin"),
};
}  // namespace svcctl
