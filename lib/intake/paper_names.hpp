#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/identifier.hpp"
#include "base/quantity.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"
#include "shop/paper.hpp"
#include "store/columns.hpp"

namespace svcctl::store {
class ReadTxn;
class WriteTxn;
}  // namespace svcctl::store

// Whom, which car and which shop the papers of a visit name (2.4-papers).
namespace svcctl::intake {

/// At what stage of a visit they were kept, in the order of a visit. Of visits that an older store
/// holds they were kept when it came to the version that keeps them; what was put right since holds
/// for papers of every stage.
enum class PaperStage { migrated, corrected, opened, quoted, confirmed, billed, delivered };

/// Owner, car and shop as they were at a stage of a visit. What is on file of them may change
/// afterwards; papers of the visit do not.
struct PaperNames {
  PaperStage stage = PaperStage::opened;
  std::string owner;
  std::string phone;  ///< as it was told
  std::string address;
  std::string brought_by;
  std::string plate;
  std::optional<PlateState> plate_state;  ///< what it bore instead of a plate
  std::string make;
  std::string model;
  std::optional<std::int64_t> year;
  std::string vin;
  std::string engine;
  VehicleKind vehicle_kind = VehicleKind::car;
  shop::Letterhead head;
  Percent tax_rate;
  Instant at;
};

/// Keeps them as they are on file now, unless they are as they were last kept of the visit. Called
/// by whatever a paper stands on, before it records its event.
/// @return whether they are others
SVCCTL_API bool keep_names(store::WriteTxn& tx, std::int64_t job_id, PaperStage stage);
/// Owner, phone, plate, make, model and VIN one after the other, masked.
SVCCTL_API std::string names_in_short(const PaperNames& names);
/// As last kept up to that stage.
SVCCTL_API PaperNames names_of(const store::ReadTxn& tx, std::int64_t job_id, PaperStage upto);

}  // namespace svcctl::intake

namespace svcctl {
template <>
inline constexpr std::array codes<intake::PaperStage> = {
    CodeEntry<intake::PaperStage>{intake::PaperStage::migrated, "migrated", N_("migrated")},
    CodeEntry<intake::PaperStage>{intake::PaperStage::corrected, "corrected", N_("put right")},
    CodeEntry<intake::PaperStage>{intake::PaperStage::opened, "opened", N_("opened")},
    CodeEntry<intake::PaperStage>{intake::PaperStage::quoted, "quoted", N_("quoted")},
    CodeEntry<intake::PaperStage>{intake::PaperStage::confirmed, "confirmed", N_("confirmed")},
    CodeEntry<intake::PaperStage>{intake::PaperStage::billed, "billed", N_("billed")},
    CodeEntry<intake::PaperStage>{intake::PaperStage::delivered, "delivered", N_("delivered")},
};
template <>
inline constexpr std::array fields<intake::PaperNames> = {
    field<&intake::PaperNames::stage>("stage"),
    field<&intake::PaperNames::owner>("owner_name"),
    field<&intake::PaperNames::phone>("owner_phone"),
    field<&intake::PaperNames::address>("owner_address"),
    field<&intake::PaperNames::brought_by>("brought_by"),
    field<&intake::PaperNames::plate>("plate"),
    field<&intake::PaperNames::plate_state>("plate_state"),
    field<&intake::PaperNames::make>("make"),
    field<&intake::PaperNames::model>("model"),
    field<&intake::PaperNames::year>("year"),
    field<&intake::PaperNames::vin>("vin"),
    field<&intake::PaperNames::engine>("engine"),
    field<&intake::PaperNames::vehicle_kind>("vehicle_kind"),
    field<&intake::PaperNames::at>("at"),
};
}  // namespace svcctl
