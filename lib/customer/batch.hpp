#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "csv/import.hpp"
#include "store/txn.hpp"

// A file taken in is a batch: which rows it made or changed is kept, so that it can be taken back.
namespace svcctl::customer {

enum class BatchKind { customer, vehicle, history };

/// What a row held before a batch changed it: column and value as text.
using Before = std::vector<std::pair<std::string, std::string>>;
SVCCTL_API std::string packed(const Before& before);
SVCCTL_API Before unpacked(std::string_view text);

/// Writes the rows of one batch as an import goes. A file that changes nothing leaves no batch.
class Batch {
 public:
  /// @param file its name and the SHA-256 of its bytes
  Batch(store::WriteTxn& tx, BatchKind kind, std::string file, std::string sha256)
      : tx_(tx), kind_(kind), file_(std::move(file)), sha256_(std::move(sha256)), id_(tx, 0) {}

  /// A row of "customer", "vehicle", "vehicle_identifier", "odometer_reading" or "past_visit" that
  /// is new, or, with what it held, changed.
  void made(std::string_view table, std::int64_t row_id, const Before* before = nullptr);
  /// Keeps the counts; `result.batch` is the number it is taken back by.
  void close(csv::ImportResult& result);

 private:
  store::WriteTxn& tx_;
  BatchKind kind_;
  std::string file_;
  std::string sha256_;
  store::Kept<std::int64_t> id_;  ///< 0: nothing was made yet
};

}  // namespace svcctl::customer

namespace svcctl {
template <>
inline constexpr std::array codes<customer::BatchKind> = {
    CodeEntry<customer::BatchKind>{customer::BatchKind::customer, "customer", N_("customers")},
    CodeEntry<customer::BatchKind>{customer::BatchKind::vehicle, "vehicle", N_("vehicles")},
    CodeEntry<customer::BatchKind>{customer::BatchKind::history, "history", N_("past visits")},
};
}  // namespace svcctl
