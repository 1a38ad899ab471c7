#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/read_file.hpp"
#include "workbook/number_format.hpp"
#include "workbook/private/package.hpp"
#include "workbook/private/shared_strings.hpp"

namespace svcctl::workbook {

/// A sheet of cells as the workbook lists it.
struct SheetEntry {
  std::string name;
  std::string part;
  bool hidden = false;
};

/// What all sheets of a workbook share: their list, the texts and the formats of cells.
class Book {
 public:
  /// @throws Error "workbook.part", "workbook.damaged", "input.damaged" (bad data)
  Book(const Package& package, const std::function<Descriptor()>& scratch);

  const std::vector<SheetEntry>& sheets() const { return sheets_; }
  /// Of a cell's style; general for one that the workbook does not have.
  const NumberFormat& format(std::size_t style) const;
  SharedStrings& strings() { return strings_; }
  bool from_1904() const { return from_1904_; }

 private:
  void read_sheets(const Package& package, std::string_view part,
                   const std::vector<Relation>& relations);
  void read_formats(const Package& package, std::string_view part);
  void read_strings(const Package& package, std::string_view part, std::size_t longest);

  std::vector<SheetEntry> sheets_;
  std::vector<NumberFormat> formats_;  ///< by style
  SharedStrings strings_;
  bool from_1904_ = false;
};

/// Text of a cell as it was typed: "_x000D_" stands for a character that XML cannot hold, every
/// end of a line becomes a line feed.
std::string typed_text(std::string_view text);

}  // namespace svcctl::workbook
