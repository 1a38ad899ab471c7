#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "customer/identity.hpp"

// Writes the plates and VINs of vehicles: the row of its time, and what `vehicle` holds of today.
namespace svcctl::customer {

/// A plate or VIN as told, in normal form; a state and no value where words told that there is
/// none.
struct IdentifierValue {
  std::string value;
  std::optional<PlateState> state;
  bool operator==(const IdentifierValue&) const = default;
  bool told() const { return !value.empty() || state; }
};

/// Doubts about a plate or VIN that is being kept become remarks of the write.
void remark_doubts(store::WriteTxn& tx, IdentifierKind kind, const IdentifierValue& value);

/// @throws Error "vehicle.plate" (2)
IdentifierValue read_plate(const std::string& typed);
/// Empty text is no VIN. @throws Error "vehicle.vin" (2)
IdentifierValue read_vin(const std::string& typed);

/// The vehicles that a plate and a VIN lead to.
struct KnownBy {
  std::optional<std::int64_t> plate;  ///< bears it today
  std::vector<std::int64_t> vin;      ///< older stores may have several
  std::vector<std::int64_t> earlier;  ///< bore the plate before
};
KnownBy known_by(const store::ReadTxn& tx, const IdentifierValue& plate,
                 const IdentifierValue& vin);

/// Those of a vehicle that is put on file: `vehicle` holds them already.
void keep_identifiers(store::WriteTxn& tx, std::int64_t vehicle_id, const IdentifierValue& plate,
                      const IdentifierValue& vin);
/// The row of one that `vehicle` holds already. @param from nothing: not known since when
/// @return the row
std::int64_t keep_identifier(store::WriteTxn& tx, std::int64_t vehicle_id, IdentifierKind kind,
                             const IdentifierValue& value,
                             std::optional<Instant> from = std::nullopt,
                             const std::string& reason = {});
/// The vehicle is known by it from then on; what it was known by before ends then.
/// @return the row, or nothing where nothing was told
std::optional<std::int64_t> change_identifier(store::WriteTxn& tx, std::int64_t vehicle_id,
                                              IdentifierKind kind, const IdentifierValue& value,
                                              std::optional<Instant> from,
                                              const std::string& reason = {});
/// Today's was typed wrong: the same row, and all that names it, says the right one; what stood
/// there stays beside it.
void correct_identifier(store::WriteTxn& tx, std::int64_t vehicle_id, IdentifierKind kind,
                        const IdentifierValue& value);

/// The other's are the kept one's from now on; where both have one of today, the kept one's stays.
void join_identifiers(store::WriteTxn& tx, std::int64_t kept, std::int64_t other,
                      IdentifierKind kind);

}  // namespace svcctl::customer
