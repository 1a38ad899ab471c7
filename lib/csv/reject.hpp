#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "base/text.hpp"

namespace svcctl::csv {

struct FileForm;

/// One thing that is wrong with a row.
struct Fault {
  std::string column;
  std::string value;
  Message cause;
  Message fix;
};

/// A row that was not taken: where it stands, what is wrong and what mends it in the file.
struct Reject {
  std::int64_t line = 0;  ///< physical line on which the row begins, from 1
  std::string column;     ///< header as it stands in the file, or the column's number; may be empty
  std::string value;      ///< what stood there, shortened
  Message cause;
  Message fix;
  std::vector<Fault> more = {};  ///< what else is wrong with the row
};

/// Adds a fault to those of a row: the first makes its reject.
SVCCTL_API void add_fault(std::optional<Reject>& reject, std::int64_t line, Fault fault);

/// Where rejected rows go so that they can be mended and taken in again.
struct RejectTaker {
  /// The titles of the file's columns in the form of the file, once, and what that form is.
  std::function<void(std::string_view titles, const FileForm&)> header = {};
  /// A rejected row in the bytes of its file: its values under those titles, or, where they could
  /// not be told, the line as it stands.
  std::function<void(const Reject&, std::string_view row)> row = {};
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
