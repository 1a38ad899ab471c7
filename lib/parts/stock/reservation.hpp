#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parts/catalogue/label.hpp"
#include "parts/stock/stock.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// Stock held for a job, so that nobody else is issued it (clause 2.3-store). Which job, the job's
// own slice knows: here it is a row id.
namespace svcctl::parts {

/// What is held of a part for one job at an outlet.
struct Reservation {
  std::int64_t job_id = 0;
  std::string part;  ///< "NUMBER/BRAND"
  std::string part_name;
  std::string unit;
  Quantity qty;  ///< still held
  Instant at;
  std::string staff;
};

/// How much of the part is held at the current outlet, for jobs other than `except_job`.
SVCCTL_API Quantity reserved(const store::ReadTxn& tx, std::int64_t part_id,
                             std::optional<std::int64_t> except_job = std::nullopt);
/// Holds so much more of the part for the job. Refuses more than is usable and not held for others
/// ("parts.reserved", "parts.too-few", 2.3-store).
/// @throws Error "parts.qty" (2) unless qty > 0
SVCCTL_API Reservation reserve(store::WriteTxn& tx, std::int64_t job_id, const Part& part,
                               Quantity qty);
/// Holds so much less; all of it when no quantity is given.
/// @throws Error "parts.not-reserved" (3), "parts.qty" (2) when less is held
SVCCTL_API Reservation unreserve(store::WriteTxn& tx, std::int64_t job_id, const Part& part,
                                 std::optional<Quantity> qty);
/// What was issued to the job need not be held for it any longer.
SVCCTL_API void use_reservation(store::WriteTxn& tx, std::int64_t job_id, std::int64_t part_id,
                                Quantity issued);
/// Holds again what a job held that was cancelled by mistake; needs no right of its own. Refuses
/// what is not there any more or held for others, as `reserve` does.
SVCCTL_API void hold_again(store::WriteTxn& tx, std::int64_t job_id, const Part& part,
                           Quantity qty);
/// A job that is done with holds nothing.
SVCCTL_API void drop_reservations(store::WriteTxn& tx, std::int64_t job_id);

/// What is held at the current outlet; what is empty does not narrow. By part, then by time.
SVCCTL_API std::vector<Reservation> reservations(const store::ReadTxn& tx,
                                                 std::optional<std::int64_t> job_id,
                                                 std::optional<std::int64_t> part_id);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Reservation> = {
    field<&parts::Reservation::job_id>("job_id"),
    field<&parts::Reservation::part, parts::read_part_label>("number"),
    field<&parts::Reservation::part_name>("name"),
    field<&parts::Reservation::unit>("unit"),
    field<&parts::Reservation::qty>("qty"),
    field<&parts::Reservation::at>("at"),
    field<&parts::Reservation::staff>("staff"),
};
}  // namespace svcctl
