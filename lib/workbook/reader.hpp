#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/read_file.hpp"
#include "csv/row_source.hpp"

namespace svcctl::workbook {

struct ReaderOptions {
  std::string sheet = {};  ///< its name, or its number from 1; else the first that is not hidden
  csv::Limits limits = {};
  /// Makes a file without a name, for the texts of large workbooks; without it they are all kept in
  /// memory.
  std::function<Descriptor()> scratch = {};
};

/// The rows of a sheet of a workbook (.xlsx), in bounded memory: values as a person sees them in
/// the sheet, numbers without thousands and never as 1.23E+11, days as YYYY-MM-DD, formulas as the
/// spreadsheet last calculated them. A line is a row of the sheet. Hidden rows are read and told of
/// in the remarks; so are sheets that are not read, and numbers that the sheet shows rounded. A row
/// that shares a merged cell with a row above it is refused: its value would be missing.
class SVCCTL_API Reader : public csv::RowSource {
 public:
  /// @param source can be sought, and is read by nobody else meanwhile
  /// @param name for messages
  /// @throws Error "workbook.no-sheet" (usage), "workbook.empty", "workbook.part",
  ///         "workbook.damaged", "input.damaged", "input.encrypted" (bad data)
  Reader(std::istream& source, std::string name, ReaderOptions options = {});
  ~Reader() override;

  bool next(std::vector<csv::Field>& fields) override;
  const csv::Reject* reject() const override;
  std::int64_t line() const override;
  csv::FileForm form() const override;
  void restart() override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace svcctl::workbook
