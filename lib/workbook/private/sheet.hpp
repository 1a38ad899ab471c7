#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/row_source.hpp"
#include "workbook/private/book.hpp"
#include "workbook/private/cell_place.hpp"

namespace svcctl::workbook {

/// What a sheet has beside its rows' values.
struct SheetFacts {
  std::int64_t hidden_rows = 0;
  std::vector<std::string> hidden_columns;  ///< "D", "F:H"
  std::int64_t rounded = 0;                 ///< numbers that it shows with fewer decimals
  std::string first_rounded;                ///< where the first of them stands
};

/// The rows of one sheet, as they stand in its part.
class Sheet {
 public:
  Sheet(const Package& package, Book& book, const SheetEntry& entry, const csv::Limits& limits);

  /// Steps to the next row that has a value. Of a rejected one `fields` holds what could be read.
  bool next(std::vector<csv::Field>& fields);
  const std::optional<csv::Reject>& reject() const { return reject_; }
  std::int64_t row() const { return row_; }
  const SheetFacts& facts() const { return facts_; }

 private:
  enum class Type { number, shared, text, truth, error, day };
  struct Cell {
    std::int64_t column = 0;
    Type type = Type::number;
    std::size_t style = 0;
    bool formula = false;
    std::string text;
  };

  void read_merged(const Package& package);
  void start(std::string_view name, const Attributes& attributes);
  void end(std::string_view name);
  void begin_row(const Attributes& attributes);
  void begin_cell(const Attributes& attributes);
  void end_cell();
  std::string cell_value();
  void put(std::string value);
  void refuse_merged();
  void refuse(std::string_view value, Message cause, Message fix);
  [[noreturn]] void damaged() const;

  const Package& package_;
  Book& book_;
  SheetEntry entry_;
  csv::Limits limits_;
  SheetFacts facts_;
  std::vector<MergedCells> merged_;    ///< of more than one row, by their first
  std::size_t begun_ = 0;              ///< of merged_: those that begin above the row
  std::optional<MergedCells> lowest_;  ///< of those begun, the one that ends last

  std::unique_ptr<std::streambuf> bytes_;
  std::unique_ptr<Xml> xml_;
  bool in_data_ = false;
  bool reading_ = false;      ///< text belongs to the cell's value
  bool reading_aid_ = false;  ///< how a text is pronounced stands beside it
  std::int64_t row_ = 0;
  std::int64_t column_ = 0;  ///< of the last cell
  Cell cell_;
  std::vector<csv::Field> fields_;
  std::size_t used_ = 0;       ///< of fields_
  std::size_t row_bytes_ = 0;  ///< of its values
  std::optional<csv::Reject> reject_;
};

}  // namespace svcctl::workbook
