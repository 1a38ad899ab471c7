#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "csv/import.hpp"
#include "parts/catalogue/label.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

enum class Fit { yes, no, unknown };

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::Fit> = {
    CodeEntry<parts::Fit>{parts::Fit::yes, "yes", N_("fits")},
    CodeEntry<parts::Fit>{parts::Fit::no, "no", N_("does not fit")},
    CodeEntry<parts::Fit>{parts::Fit::unknown, "unknown", N_("not known")},
};
}  // namespace svcctl

namespace svcctl::parts {

/// What is known of a car, as far as fitment asks. Empty fields are unknown.
struct VehicleFields {
  std::string make;
  std::string model;
  std::optional<int> year;
  std::string engine;
  std::string vin;
};

/// One rule of fitment; empty fields say nothing.
struct Fitment {
  std::int64_t id = 0;
  std::string part;  ///< "NUMBER/BRAND"
  std::string make;
  std::string model;
  std::optional<int> year_from;
  std::optional<int> year_to;
  std::string engine;
  std::string vin_pattern;  ///< with * and ?
  bool excluded = false;

  /// "Toyota Corolla 2014-2018 1ZR-FE".
  std::string text() const;
};

struct Verdict {
  Fit fit = Fit::unknown;
  std::string rule;  ///< the rule that decided or left it open, as text; empty where there is none
};

/// Whether the part fits (clause 2.3-fit). A rule that excludes the car says no; else a rule that
/// names it says yes; else, where the part has rules and each names another car, no; else unknown.
/// Makes and models go by several names: `[[parts.alias]]`.
SVCCTL_API Verdict fitment_verdict(const store::ReadTxn& tx, std::int64_t part_id,
                                   const VehicleFields& vehicle);

/// Adds a rule. @throws Error "parts.fit-empty", "parts.fit-years" (2), find_part's
SVCCTL_API Fitment add_fitment(store::WriteTxn& tx, const std::string& part, const Fitment& rule);
SVCCTL_API std::span<const csv::Column> fitment_list_columns();
/// Takes rules in from CSV: part, brand, make, model, year_from, year_to, engine, vin_pattern,
/// excluded. A rule that is there already is left alone.
SVCCTL_API csv::ImportResult import_fitments(store::WriteTxn& tx, csv::RowSource& source,
                                             const csv::ImportOptions& options);
SVCCTL_API std::vector<Fitment> list_fitments(const store::ReadTxn& tx, std::int64_t part_id);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Fitment> = {
    field<&parts::Fitment::id>("id"),
    field<&parts::Fitment::part, parts::read_part_label>("number"),
    field<&parts::Fitment::make>("make"),
    field<&parts::Fitment::model>("model"),
    field<&parts::Fitment::year_from>("year_from"),
    field<&parts::Fitment::year_to>("year_to"),
    field<&parts::Fitment::engine>("engine"),
    field<&parts::Fitment::vin_pattern>("vin_pattern"),
    field<&parts::Fitment::excluded>("excluded"),
};
}  // namespace svcctl
