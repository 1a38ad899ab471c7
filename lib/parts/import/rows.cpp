#include "parts/import/private/rows.hpp"

#include <algorithm>

#include "base/identifier.hpp"

namespace svcctl::parts {
namespace {

std::size_t column_of(std::string_view key) {
  const auto table = part_list_columns();
  const auto found =
      std::ranges::find_if(table, [&](const csv::Column& column) { return key == column.key; });
  return static_cast<std::size_t>(found - table.begin());
}

}  // namespace

ImportColumns::ImportColumns(const ImportRequest& request, const csv::HeaderMap& map) : map_(map) {
  for (const auto& column : part_columns())
    if (map_.has(column.key)) parts_.push_back({&column, column_of(column.key)});
  if (map_.has("qty") && !request.stock)
    throw usage_error("parts.import-stock",
                      tr("{0} has quantities (column {1}): say what they mean", request.list.file,
                         map_.title("qty")),
                      "svcctl parts import … --stock set|add");
  if (!map_.has("qty") && request.stock)
    throw bad_data("parts.import-columns",
                   tr("{0}: no column with the quantity", request.list.file), "number,name,qty");
}

std::optional<std::size_t> ImportColumns::place(std::string_view column) const {
  const auto found = std::ranges::find(
      parts_, column, [](const Part& part) { return std::string_view(part.column->column); });
  if (found == parts_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parts_.begin());
}

ImportRows::ImportRows(const ImportRequest& request, const ImportColumns& columns, csv::List& list,
                       SupplierIds suppliers)
    : request_(request),
      columns_(columns),
      list_(list),
      suppliers_(std::move(suppliers)),
      number_(column_of("number")),
      brand_(column_of("brand")),
      qty_(column_of("qty")),
      lot_(column_of("lot")),
      expires_(column_of("expires")),
      trace_(column_of("trace")),
      successor_(column_of("superseded_by")),
      pack_(column_of("pack")),
      supplier_(column_of("supplier")) {}

void ImportRows::refuse(std::size_t column, std::string_view value, Message cause, Message fix) {
  csv::add_fault(refused_, line_,
                 {columns_.map().titles()[*columns_.map().place(column)], csv::shortened(value),
                  std::move(cause), std::move(fix)});
}

store::BulkValue ImportRows::stored(const ImportColumns::Part& part, const csv::Cell& cell) {
  if (cell.text.empty()) return {};
  const auto type = columns_.map().table()[part.at].type;
  if (part.at == supplier_) {
    const auto found = suppliers_.find(cell.text);
    if (found != suppliers_.end()) return found->second;
    refuse(
        part.at, cell.text, tr("no supplier {0}", cell.text),
        tr("write its code or name, or add it: svcctl parts supplier add {0} --name …", cell.text));
    return {};
  }
  if (type == csv::Type::text || type == csv::Type::identifier || type == csv::Type::code)
    return cell.text;
  if (cell.number < 0)
    refuse(part.at, cell.text, tr("below zero"), tr("give zero or more"));
  else if (part.at == pack_ && cell.number == 0)
    refuse(part.at, cell.text, tr("a pack of nothing"), tr("give how many are in a pack"));
  return cell.number;
}

void ImportRows::read_stock(const std::vector<csv::Field>& fields, ImportRow& row) {
  if (!request_.stock) return;
  if (const auto qty = list_.cells.read(qty_, fields, line_, refused_); !qty.text.empty()) {
    if (qty.number < 0) refuse(qty_, qty.text, tr("below zero"), tr("give zero or more"));
    row.qty = Quantity::thousandths(qty.number);
  }
  if (const auto day = list_.cells.read(expires_, fields, line_, refused_); !day.text.empty()) {
    expires_on_ = Date{static_cast<std::int32_t>(day.number)}.str();
    row.expires_on = expires_on_;
  }
  row.lot = text(fields, lot_);
  row.trace = text(fields, trace_);
}

void ImportRows::take(const std::vector<csv::Field>& fields, Chunk& chunk) {
  line_ = list_.rows.line();
  refused_.reset();
  values_.clear();
  ImportRow row;
  row.line = line_;
  std::string raw;
  if (request_.list.rejects.row) raw = list_.rows.row_text(fields);
  row.raw = raw;
  if (const auto* bad = list_.rows.reject()) return chunk.refuse(*bad, chunk.pool.keep(row.raw));
  row.number = text(fields, number_);
  for (const auto& part : columns_.parts())
    values_.push_back(stored(part, list_.cells.read(part.at, fields, line_, refused_)));
  row.brand = text(fields, brand_);
  row.successor = text(fields, successor_);
  read_stock(fields, row);
  if (refused_) return chunk.refuse(*std::move(refused_), chunk.pool.keep(row.raw));
  const auto key = PartNumber(row.number).key();
  row.key = key;
  chunk.add(row, values_);
}

}  // namespace svcctl::parts
