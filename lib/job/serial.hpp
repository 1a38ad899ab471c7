#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intake/job_record.hpp"
#include "parts/catalogue/label.hpp"
#include "parts/catalogue/part.hpp"
#include "store/columns.hpp"

namespace svcctl::job {

/// A piece that bears its own number, and the job it went to.
struct Serial {
  std::string part;  ///< "NUMBER/BRAND"
  std::string name;
  std::string name_zh;
  std::string serial;
  std::string job;
  std::string plate;
  std::string lot;
  Instant at;
  bool came_back = false;
};

/// Refuses an issue of pieces that bear their own number without all of them (clause 2.3-fit).
/// @throws Error "job.serial-whole" (2) for a part of a piece, "job.serial-none" (2) for numbers of
///         a part that bears none
void require_serials(store::WriteTxn& tx, const parts::Part& part, Quantity quantity,
                     const std::vector<std::string>& serials);
/// Keeps the numbers of one issue. @throws Error "job.serial-out" (2): that piece is with a job
void keep_serials(store::WriteTxn& tx, const intake::JobRecord& job, const parts::Part& part,
                  std::int64_t movement_id, const std::vector<std::string>& serials);
/// The pieces came back. @throws Error "job.serial-not-out" (2)
void return_serials(store::WriteTxn& tx, const intake::JobRecord& job, const parts::Part& part,
                    const std::vector<std::string>& serials);
/// Newest first. @param serial whole, or empty; @param job number as typed, or empty
SVCCTL_API std::vector<Serial> serials(const store::ReadTxn& tx, const std::string& serial,
                                       const std::string& job);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array fields<job::Serial> = {
    field<&job::Serial::part, parts::read_part_label>("number"),
    field<&job::Serial::name>("name"),
    field<&job::Serial::name_zh>("name_zh"),
    field<&job::Serial::serial>("serial"),
    field<&job::Serial::job>("job"),
    field<&job::Serial::plate>("plate"),
    field<&job::Serial::lot>("lot"),
    field<&job::Serial::at>("at"),
    field<&job::Serial::came_back>("came_back"),
};
}  // namespace svcctl
