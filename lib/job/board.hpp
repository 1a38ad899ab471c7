#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"

namespace svcctl::job {

/// A car in the shop, as the board on the wall has it.
struct BoardRow {
  std::string job;
  std::string plate;
  intake::JobState state = intake::JobState::open;
  bool held = false;
  std::optional<std::int64_t> open_change;  ///< number of a change the customer has not answered
  std::string bays;                         ///< where its tasks are in work
  std::string technicians;                  ///< who works or is to work on it, staff codes
  std::int64_t tasks = 0;
  std::int64_t checked = 0;  ///< of these, finished and checked
  std::string advisor;
  std::optional<Instant> promised_at;
  bool late = false;  ///< promised for a time that has passed
};

/// Every job neither delivered, declined nor cancelled; the first promised first.
SVCCTL_API std::vector<BoardRow> board(const store::ReadTxn& tx);

}  // namespace svcctl::job
