#include "workbook/private/sheet.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/error.hpp"

namespace svcctl::workbook {
namespace {

constexpr std::size_t most_merged = 100'000;

std::int64_t count_of(std::string_view text) {
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? number : -1;
}

/// A day of the form that days in XML have, without a midnight.
std::string iso_day(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  std::string day(text);
  if (day.size() > 10 && day[10] == 'T') day[10] = ' ';
  if (const auto seconds = day.find(".0"); seconds != day.npos) day.resize(seconds);
  if (day.ends_with(" 00:00:00")) day.resize(10);
  return day;
}

bool any_digit(const std::vector<csv::Field>& fields, std::size_t used) {
  return std::any_of(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(used),
                     [](const csv::Field& field) {
                       return field.text.find_first_of("0123456789") != std::string::npos;
                     });
}

}  // namespace

Sheet::Sheet(const Package& package, Book& book, const SheetEntry& entry, const csv::Limits& limits)
    : package_(package), book_(book), entry_(entry), limits_(limits) {
  read_merged(package);
  bytes_ = package.open(entry.part);
  xml_ = std::make_unique<Xml>(
      *bytes_,
      XmlEvents{.start = [this](std::string_view name, const Attributes& a) { start(name, a); },
                .end = [this](std::string_view name) { end(name); },
                .text =
                    [this](std::string_view piece) {
                      if (reading_ && cell_.text.size() <= limits_.field) cell_.text += piece;
                    }},
      [this](std::int64_t byte) {
        return std::make_exception_ptr(bad_data(
            "workbook.damaged",
            tr("{0}, sheet {1}: it is damaged after cell {2}, at byte {3} of {4}; "
               "save the workbook again",
               package_.name(), entry_.name,
               place_name(std::max<std::int64_t>(row_, 1), std::max<std::int64_t>(column_, 1)),
               byte, entry_.part)));
      });
}

/// Merged cells are listed behind the rows, so the part is read twice where it has any.
void Sheet::read_merged(const Package& package) {
  constexpr std::string_view mark = "mergeCell";
  const auto bytes = package.open(entry_.part);
  std::string window;
  std::vector<char> block(std::size_t{64} * 1024);
  bool found = false;
  while (!found) {
    const auto size = bytes->sgetn(block.data(), static_cast<std::streamsize>(block.size()));
    if (size <= 0) return;
    window.append(block.data(), static_cast<std::size_t>(size));
    found = window.find(mark) != window.npos;
    window.erase(0, window.size() - std::min(window.size(), mark.size()));
  }
  package.read(entry_.part, {.start = [this](std::string_view name, const Attributes& attributes) {
                 if (name != "mergeCell") return;
                 if (merged_.size() >= most_merged)
                   throw bad_data("workbook.merged",
                                  tr("{0}, sheet {1}: more than {2} merged cells; unmerge them",
                                     package_.name(), entry_.name, most_merged));
                 const auto area = parse_merged(attributes.text("ref"));
                 if (area && area->last.row > area->first.row) merged_.push_back(*area);
               }});
  std::ranges::sort(merged_, {}, [](const MergedCells& area) { return area.first.row; });
}

void Sheet::damaged() const {
  throw bad_data(
      "workbook.damaged",
      tr("{0}, sheet {1}: a place after cell {2} is none that a sheet can have", package_.name(),
         entry_.name,
         place_name(std::max<std::int64_t>(row_, 1), std::max<std::int64_t>(column_, 1))));
}

bool Sheet::next(std::vector<csv::Field>& fields) {
  while (xml_->run()) {
    if (used_ == 0 && !reject_) continue;
    refuse_merged();
    fields_.resize(used_);
    fields.swap(fields_);
    return true;
  }
  fields.clear();
  return false;
}

void Sheet::start(std::string_view name, const Attributes& attributes) {
  if (name == "sheetData") {
    in_data_ = true;
  } else if (name == "col" && attributes.flag("hidden")) {
    const auto from = std::clamp<std::int64_t>(count_of(attributes.text("min")), 1, most_columns);
    const auto to = std::clamp<std::int64_t>(count_of(attributes.text("max")), from, most_columns);
    if (facts_.hidden_columns.size() < limits_.columns)
      facts_.hidden_columns.push_back(from == to ? column_letters(from)
                                                 : column_letters(from) + ":" + column_letters(to));
  } else if (!in_data_) {
    return;
  } else if (name == "row") {
    begin_row(attributes);
  } else if (name == "c") {
    begin_cell(attributes);
  } else if (name == "v") {
    reading_ = true;
  } else if (name == "f") {
    cell_.formula = true;
  } else if (name == "rPh") {
    reading_aid_ = true;
  } else if (name == "t") {
    reading_ = !reading_aid_;
  }
}

void Sheet::end(std::string_view name) {
  if (name == "sheetData") in_data_ = false;
  if (!in_data_) return;
  if (name == "v" || name == "t") reading_ = false;
  if (name == "rPh") reading_aid_ = false;
  if (name == "c") end_cell();
  if (name == "row") xml_->pause();
}

void Sheet::begin_row(const Attributes& attributes) {
  const char* number = attributes.find("r");
  const auto row = number == nullptr ? row_ + 1 : count_of(number);
  if (row <= row_ || row > most_rows) damaged();
  row_ = row;
  column_ = 0;
  used_ = 0;
  row_bytes_ = 0;
  reject_.reset();
  if (attributes.flag("hidden")) ++facts_.hidden_rows;
}

void Sheet::begin_cell(const Attributes& attributes) {
  if (const char* reference = attributes.find("r")) {
    const auto place = parse_place(reference);
    if (!place || place->row != row_) damaged();
    column_ = place->column;
  } else {
    ++column_;
    if (column_ > most_columns) damaged();
  }
  cell_.column = column_;
  cell_.formula = false;
  cell_.text.clear();
  cell_.style = static_cast<std::size_t>(std::max<std::int64_t>(
      attributes.find("s") == nullptr ? 0 : count_of(attributes.text("s")), 0));
  const auto type = attributes.text("t");
  cell_.type = type == "s" ? Type::shared
               : type == "str" || type == "inlineStr" || (!type.empty() && type[0] == 'i')
                   ? Type::text
               : type == "b" ? Type::truth
               : type == "e" ? Type::error
               : type == "d" ? Type::day
                             : Type::number;
}

void Sheet::end_cell() {
  reading_ = false;
  if (cell_.text.size() > limits_.field)
    return refuse(cell_.text, tr("a value of more than {0} bytes", limits_.field),
                  tr("shorten it"));
  if (cell_.text.empty() && !cell_.formula) return;
  if (cell_.column > static_cast<std::int64_t>(limits_.columns))
    return refuse("", tr("more than {0} columns", limits_.columns),
                  tr("clear the cells far to the right"));
  put(cell_value());
}

std::string Sheet::cell_value() {
  switch (cell_.type) {
    case Type::text: return typed_text(cell_.text);
    case Type::error: return cell_.text;
    case Type::truth: return cell_.text == "1" ? "TRUE" : "FALSE";
    case Type::day: return iso_day(cell_.text);
    case Type::shared: {
      const auto number = count_of(cell_.text);
      if (number >= 0 && static_cast<std::size_t>(number) < book_.strings().size())
        return std::string(book_.strings().at(static_cast<std::size_t>(number)));
      refuse(cell_.text, tr("the text of the cell is missing in the workbook"),
             tr("type it again and save the workbook"));
      return {};
    }
    case Type::number: break;
  }
  if (cell_.text.empty()) {
    refuse("", tr("the formula in {0} has no value", place_name(row_, cell_.column)),
           tr("open the workbook in a spreadsheet program and save it, so that it is calculated"));
    return {};
  }
  auto shown = show_number(cell_.text, book_.format(cell_.style), book_.from_1904());
  if (shown.rounded && facts_.rounded++ == 0) facts_.first_rounded = place_name(row_, cell_.column);
  return std::move(shown.text);
}

void Sheet::put(std::string value) {
  if (value.empty()) return;
  row_bytes_ += value.size();
  if (row_bytes_ > limits_.row)
    return refuse("", tr("a row of more than {0} bytes", limits_.row), tr("shorten its values"));
  const auto at = static_cast<std::size_t>(cell_.column - 1);
  if (at < used_ && !fields_[at].text.empty())
    return refuse(value, tr("two values in cell {0}", place_name(row_, cell_.column)),
                  tr("type it again and save the workbook"));
  if (fields_.size() <= at) fields_.resize(at + 1);
  for (; used_ <= at; ++used_) fields_[used_].text.clear();
  fields_[at].text = std::move(value);
}

/// A row of data whose value stands in a cell merged with a row above lacks it. A line of the
/// header may well share its titles so: it has no digits.
void Sheet::refuse_merged() {
  for (; begun_ < merged_.size() && merged_[begun_].first.row < row_; ++begun_)
    if (!lowest_ || merged_[begun_].last.row > lowest_->last.row) lowest_ = merged_[begun_];
  if (!lowest_ || lowest_->last.row < row_ || !any_digit(fields_, used_)) return;
  cell_.column = lowest_->first.column;
  refuse("", tr("a cell of the row is part of {0}, merged with a row above", lowest_->name()),
         tr("unmerge {0} and write the value into each row", lowest_->name()));
}

void Sheet::refuse(std::string_view value, Message cause, Message fix) {
  if (reject_) return;
  reject_ = csv::Reject{row_, std::to_string(cell_.column), csv::shortened(value), std::move(cause),
                        std::move(fix)};
}

}  // namespace svcctl::workbook
