#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// What odometers showed (clause 2.1-listen). Readings are only added; the odometer is the latest by
// time that stands.
namespace svcctl::customer {

enum class ReadingSource {
  intake,
  delivery,
  past_visit,  ///< told by another program
  import,      ///< a file of vehicles
  file,        ///< told of the vehicle itself
};

struct OdometerReading {
  std::int64_t id = 0;
  Instant at;
  std::optional<std::int64_t> km;  ///< nothing: what it corrects was no reading
  ReadingSource source = ReadingSource::file;
  std::string document;      ///< number of the visit, or empty
  bool sure = false;         ///< was questioned and insisted on
  bool stands = true;        ///< was not corrected since
  std::string by;            ///< staff code, or empty
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};

/// The farthest that a car is driven in a day, and within a visit to the shop.
inline constexpr std::int64_t plausible_km_per_day = 2000;
inline constexpr std::int64_t plausible_km_per_visit = 20;
/// No car is driven farther in its life, however sure somebody is.
inline constexpr std::int64_t plausible_km = 3'000'000;
/// At which a small car is led to retirement (Rules of compulsory retirement of motor vehicles,
/// Ministry of Commerce and others, order 12 of 2012).
inline constexpr std::int64_t retiring_km = 600'000;

/// A reading to be kept.
struct ReadOdometer {
  std::int64_t km = 0;
  ReadingSource source = ReadingSource::file;
  std::string document = {};
  bool sure = false;                         ///< it was looked at again
  std::optional<Instant> at = std::nullopt;  ///< of the transaction, unless told
};
/// @return the row
/// @throws Error "odometer.negative", "odometer.nonsense" (2); "odometer.fell", "odometer.rose"
/// (4, 2.1-listen): less than before, or more than a car is driven, and nobody is sure
SVCCTL_API std::int64_t read_odometer(store::WriteTxn& tx, std::int64_t vehicle_id,
                                      const ReadOdometer& reading);
/// The reading was wrong: it showed this, or it was no reading. Judged as a reading of that time;
/// where there is no other, by what it replaces: a digit too many or too few is questioned
/// ("odometer.slipped").
/// @return the row that takes its place
SVCCTL_API std::int64_t correct_reading(store::WriteTxn& tx, std::int64_t vehicle_id,
                                        std::int64_t reading_id, std::optional<std::int64_t> km,
                                        bool sure);
/// What the file says today was wrong: corrects the latest reading, or keeps a first one.
SVCCTL_API void put_odometer_right(store::WriteTxn& tx, std::int64_t vehicle_id,
                                   std::optional<std::int64_t> km, bool sure);
/// All of a vehicle and of those merged into it, by time; also those that were corrected.
SVCCTL_API std::vector<OdometerReading> odometer_readings(const store::ReadTxn& tx,
                                                          std::int64_t vehicle_id);
/// Those that stand.
SVCCTL_API std::vector<OdometerReading> standing_readings(const store::ReadTxn& tx,
                                                          std::int64_t vehicle_id);

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::ReadingSource> = {
    CodeEntry<customer::ReadingSource>{customer::ReadingSource::intake, "intake",
                                       N_("at reception")},
    CodeEntry<customer::ReadingSource>{customer::ReadingSource::delivery, "delivery",
                                       N_("at delivery")},
    CodeEntry<customer::ReadingSource>{customer::ReadingSource::past_visit, "past-visit",
                                       N_("past visit")},
    CodeEntry<customer::ReadingSource>{customer::ReadingSource::import, "import",
                                       N_("another program")},
    CodeEntry<customer::ReadingSource>{customer::ReadingSource::file, "file",
                                       N_("told of the vehicle")},
};
template <>
inline constexpr std::array fields<customer::OdometerReading> = {
    field<&customer::OdometerReading::late_by>("late_by"),
    field<&customer::OdometerReading::id>("id"),
    field<&customer::OdometerReading::at>("at"),
    field<&customer::OdometerReading::km>("km"),
    field<&customer::OdometerReading::source>("source"),
    field<&customer::OdometerReading::document>("document"),
    field<&customer::OdometerReading::sure>("sure"),
    field<&customer::OdometerReading::stands>("stands"),
    field<&customer::OdometerReading::by>("staff"),
};
}  // namespace svcctl
