#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "intake/job_record.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {

/// What the shop promises from leaving the shop, whichever limit comes first.
struct WarrantyTerms {
  int kilometres = 0;  ///< 0: no such limit
  int days = 0;
};

/// The warranty a delivered repair carries.
struct Warranty {
  std::int64_t job_id = 0;
  std::string job;
  Category category = Category::minor;
  WarrantyTerms terms;
  Instant from_at;
  std::optional<std::int64_t> from_km;  ///< nothing: not read at delivery, days alone count
  Date until_on;                        ///< last day
  std::optional<std::int64_t> until_km;
};

enum class Verdict { within, expired_days, expired_km, none };

/// The longest of what the shop promises and of the region's floors for the kind of vehicle and
/// the repair category; never fewer days than the region asks for any repaired part.
SVCCTL_API WarrantyTerms warranty_terms(const Settings& settings, VehicleKind vehicle,
                                        Category category);
/// Writes the warranty of a job that is delivered now. That of a return repair never ends before
/// the first one's, which time in the shop does not use up; where the region says that a redo
/// starts the period anew, it does.
SVCCTL_API Warranty make_warranty(store::WriteTxn& tx, const intake::JobRecord& job,
                                  std::optional<std::int64_t> odometer_km);
/// Its limits by another odometer at delivery, or another arrival; its terms stay.
SVCCTL_API Warranty remake_warranty(store::WriteTxn& tx, const intake::JobRecord& job,
                                    Warranty warranty, std::optional<std::int64_t> odometer_km);
SVCCTL_API std::optional<Warranty> warranty_of(const store::ReadTxn& tx, std::int64_t job_id);
/// Whether a fault met on that day at that odometer is within the warranty.
SVCCTL_API Verdict judge(const std::optional<Warranty>& warranty, Date day,
                         std::optional<std::int64_t> odometer_km);

}  // namespace svcctl::settle

namespace svcctl {
template <>
inline constexpr std::array codes<settle::Verdict> = {
    CodeEntry<settle::Verdict>{settle::Verdict::within, "within", N_("within the warranty")},
    CodeEntry<settle::Verdict>{settle::Verdict::expired_days, "expired-days",
                               N_("expired by days")},
    CodeEntry<settle::Verdict>{settle::Verdict::expired_km, "expired-km",
                               N_("expired by kilometres")},
    CodeEntry<settle::Verdict>{settle::Verdict::none, "none", N_("no warranty")},
};
template <>
inline constexpr std::array fields<settle::Warranty> = {
    field<&settle::Warranty::job_id>("job_id"),     field<&settle::Warranty::job>("job"),
    field<&settle::Warranty::category>("category"), field<&settle::Warranty::from_at>("from_at"),
    field<&settle::Warranty::from_km>("from_km"),   field<&settle::Warranty::until_on>("until_on"),
    field<&settle::Warranty::until_km>("until_km"),
};
}  // namespace svcctl
