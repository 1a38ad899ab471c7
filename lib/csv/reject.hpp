#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "base/text.hpp"

namespace svcctl::csv {

/// A row that was not taken: where it stands, what is wrong and what mends it.
struct Reject {
  std::int64_t line = 0;  ///< physical line on which the row begins, from 1
  std::string column;     ///< header as it stands in the file, or the column's number; may be empty
  std::string value;      ///< what stood there, shortened
  Message cause;
  Message fix;
};

/// Where rejected rows go so that they can be mended and taken in again.
struct RejectTaker {
  /// The titles of the file's columns as CSV, once.
  std::function<void(std::string_view titles)> header = {};
  /// A rejected row: its values as CSV under those titles (empty values where it was unreadable).
  std::function<void(const Reject&, std::string_view values)> row = {};
};

/// How many rows were rejected, and the first of them: a list that does not grow with the file.
class Rejects {
 public:
  static constexpr std::size_t kept = 20;
  void add(Reject reject) {
    ++count_;
    if (first_.size() < kept) first_.push_back(std::move(reject));
  }
  std::int64_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  const std::vector<Reject>& first() const { return first_; }

 private:
  std::int64_t count_ = 0;
  std::vector<Reject> first_;
};

/// What stood in a file, as much of it as a message can hold.
SVCCTL_API std::string shortened(std::string_view text);

}  // namespace svcctl::csv
