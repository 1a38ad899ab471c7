#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace svcctl::cli {

/// The option of `staff pin` with the PIN to be set: the driver reads it, before the store is
/// locked.
inline constexpr const char* new_pin_file = "new-pin-file";

/// The options every command takes, as typed, with their environment variables behind them.
struct SharedOptions {
  std::string db;      ///< `--db`, SVCCTL_DB; resolved to a full path before a command runs
  std::string config;  ///< `--config`, SVCCTL_CONFIG; resolved to the file that was read, or empty
  std::string as;      ///< `--as`, SVCCTL_STAFF
  std::string outlet;  ///< `--outlet`, SVCCTL_OUTLET
  bool outlet_typed = false;  ///< by the option
  std::string format = "table";
  std::vector<std::string> columns;
  std::vector<std::string> sort;  ///< "-due" sorts downwards
  std::optional<std::int64_t> limit;
  bool no_header = false;
  bool dry_run = false;
  bool quiet = false;
  bool verbose = false;
  std::string output;
  std::string encoding = "utf-8";
  std::string lang;                        ///< `--lang` as typed
  std::string at;                          ///< `--at` as typed
  std::optional<Instant> happened;         ///< the same as a time
  std::string accept_late;                 ///< `--accept-late`: why
  std::string late_witness;                ///< `--approved-by` beside it
  bool clock_is_right = false;             ///< `--clock-is-right`
  std::optional<std::int64_t> clock_year;  ///< `--clock-year`
  std::string clock_witness;               ///< `--approved-by` beside it
  std::string clock_was_wrong;             ///< `--clock-was-wrong`: why
  std::string ref;
  std::string color = "auto";
  double wait = 10;
  std::string approved_by;  ///< `--approved-by`, whatever it stands beside
  std::optional<store::Override> overriding;
  bool no_other = false;        ///< `--no-other`
  std::string pin_file;         ///< `--pin-file`: PIN of who acts
  std::string second_pin_file;  ///< `--second-pin-file`: of whom the command names
  bool no_input = false;        ///< `--no-input`: nobody is asked on the terminal
  /// The whole request in a canonical form without `--ref`, `--wait`, `--color` and the like: the
  /// same key with another request is wrong usage.
  std::string request;
};

/// The shared options as data: `--help`, the parser and completion read it.
const std::vector<Option>& shared_options();

/// The choices of `--format`.
const std::vector<std::string>& formats();

}  // namespace svcctl::cli
