#include "parts/import/private/rows.hpp"

#include <algorithm>

#include "base/identifier.hpp"
#include "base/read/day.hpp"
#include "base/utf8.hpp"

namespace svcctl::parts {

ImportColumns::ImportColumns(const ImportRequest& request, const std::vector<csv::Field>& header)
    : map_(import_header()) {
  for (const auto& [title, key] : request.columns) map_.also(key, title);
  map_.resolve(header);
  number_ = map_.column("number");
  brand_ = map_.column("brand");
  qty_ = map_.column("qty");
  unit_ = map_.column("unit");
  lot_ = map_.column("lot");
  expires_ = map_.column("expires");
  trace_ = map_.column("trace");
  successor_ = map_.column("superseded_by");
  for (const auto& column : part_columns())
    if (const auto at = map_.column(column.key)) parts_.push_back({&column, *at});
  if (!number_)
    throw bad_data("parts.import-columns",
                   tr("{0}, line 1: no column with the part number", request.file),
                   "number,brand,name,kind,unit,cost,price,min,max");
  if (qty_ && !request.stock)
    throw usage_error(
        "parts.import-stock",
        tr("{0} has quantities (column {1}): say what they mean", request.file, map_.title("qty")),
        "svcctl parts import … --stock set|add");
  if (!qty_ && request.stock)
    throw bad_data("parts.import-columns",
                   tr("{0}, line 1: no column with the quantity", request.file), "number,name,qty");
}

std::optional<std::size_t> ImportColumns::place(std::string_view column) const {
  const auto found = std::ranges::find(
      parts_, column, [](const Part& part) { return std::string_view(part.column->column); });
  if (found == parts_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts_.begin());
}

std::string_view ImportRows::text(const std::vector<csv::Field>& fields,
                                  std::optional<std::size_t> at) {
  if (!at || *at >= fields.size()) return {};
  const auto value = csv::plain_value(fields[*at]);
  if (const auto hidden = utf8::first_acting(value))
    refuse(*at, value, csv::hidden_character(*hidden), tr("write it anew"));
  if (auto lost = readers::ruin(value))
    refuse(*at, value, std::move(lost->cause), std::move(lost->fix));
  return value;
}

bool ImportRows::refuse(std::size_t at, std::string_view value, Message cause, Message fix) {
  if (!refused_)
    refused_ = csv::Reject{line_, columns_.map_.titles()[at], csv::shortened(value),
                           std::move(cause), std::move(fix)};
  return false;
}

void ImportRows::require_whole(std::size_t at) const {
  if (notations_[at].torn)
    throw bad_data(
        "parts.import-notation",
        tr("{0}, line {1}, column {2}: a decimal comma, where commas before it were read "
           "as grouping thousands",
           request_.file, line_, columns_.map_.titles()[at]),
        "decimal = \",\"");
}

bool ImportRows::read_stock(const std::vector<csv::Field>& fields, ImportRow& row) {
  if (!request_.stock) return true;
  if (const auto qty = text(fields, columns_.qty_); !qty.empty()) {
    const auto unit = text(fields, columns_.unit_);
    const auto reading = readers::quantity(qty, notations_[*columns_.qty_], unit);
    require_whole(*columns_.qty_);
    if (!reading.value) return refuse(*columns_.qty_, qty, reading.cause, reading.fix);
    if (*reading.value < Quantity())
      return refuse(*columns_.qty_, qty, tr("below zero"), tr("give zero or more"));
    row.qty = reading.value;
  }
  if (const auto day = text(fields, columns_.expires_); !readers::nothing(day)) {
    const auto reading =
        readers::day(day, {.order = request_.reader.dates, .month_is_its_last_day = true});
    if (!reading.value) return refuse(*columns_.expires_, day, reading.cause, reading.fix);
    expires_on_ = reading.value->str();
    row.expires_on = expires_on_;
  }
  row.lot = text(fields, columns_.lot_);
  row.trace = text(fields, columns_.trace_);
  return true;
}

void ImportRows::take(std::int64_t line, const std::vector<csv::Field>& fields, Chunk& chunk) {
  line_ = line;
  refused_.reset();
  values_.clear();
  ImportRow row;
  row.line = line;
  std::string raw;
  if (request_.rejects.row) raw = csv::joined(fields, columns_.map_);
  row.raw = raw;
  const auto wanted = columns_.map_.columns();
  const auto surplus =
      std::find_if(fields.begin() + static_cast<std::ptrdiff_t>(std::min(fields.size(), wanted)),
                   fields.end(), [](const csv::Field& field) { return !field.text.empty(); });
  if (fields.size() < wanted || surplus != fields.end())
    refused_ = csv::Reject{line, "", csv::shortened(fields[0].text),
                           tr("{0} values where the header has {1}", fields.size(), wanted),
                           tr("check delimiters and quotes on this line")};
  const auto number = text(fields, columns_.number_);
  if (number.empty())
    refuse(*columns_.number_, number, tr("no part number"), tr("give the part its number"));
  for (const auto& part : columns_.parts_) {
    const auto value = refused_ ? std::string_view() : text(fields, part.at);
    store::BulkValue stored;
    if (!value.empty() && !(part.column->typed && readers::nothing(value))) {
      CellContext context{suppliers_, notations_[part.at]};
      auto reading = part.column->read(value, context);
      require_whole(part.at);
      if (reading.value)
        stored = *reading.value;
      else
        refuse(part.at, value, std::move(reading.cause), std::move(reading.fix));
    }
    values_.push_back(stored);
  }
  row.brand = text(fields, columns_.brand_);
  row.successor = text(fields, columns_.successor_);
  if (!read_stock(fields, row) || refused_) {
    chunk.refuse(*std::move(refused_), chunk.pool.keep(row.raw));
    return;
  }
  const auto key = PartNumber(number).key();
  row.number = number;
  row.key = key;
  chunk.add(row, values_);
}

}  // namespace svcctl::parts
