#include "parts/import_rows.hpp"

#include <algorithm>
#include <tuple>

#include "parts/number.hpp"

namespace svcctl::parts {
namespace {

constexpr std::size_t most_rows = 24'576;
constexpr std::size_t most_text = std::size_t{6} * 1024 * 1024;
constexpr std::size_t most_rejects = 4096;

/// What a row is sorted by: compared quickly by the first bytes of its key.
struct SortKey {
  std::uint64_t begin;
  std::uint32_t row;
};

std::uint64_t begin_of(std::string_view key) {
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < 8; ++i)
    begin = begin << 8U | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  return begin;
}

}  // namespace

void Chunk::clear() {
  rows.clear();
  values.clear();
  rejects.clear();
  pool.clear();
  read = 0;
}

bool Chunk::full() const {
  return rows.size() >= most_rows || pool.bytes() >= most_text || rejects.size() >= most_rejects ||
         values.size() >= most_rows * 12;
}

void Chunk::sort() {
  std::vector<SortKey> keys;
  keys.reserve(rows.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) keys.push_back({begin_of(rows[i].key), i});
  std::ranges::sort(keys, [&](const SortKey& a, const SortKey& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    const auto& left = rows[a.row];
    const auto& right = rows[b.row];
    return std::tie(left.key, left.number, left.brand, left.line) <
           std::tie(right.key, right.number, right.brand, right.line);
  });
  // Each row goes where it belongs, along the cycles of the order: no second copy of all.
  for (std::uint32_t start = 0; start < keys.size(); ++start) {
    if (keys[start].row == start) continue;
    const ImportRow first = rows[start];
    std::uint32_t at = start;
    for (auto from = keys[at].row; from != start; from = keys[at].row) {
      rows[at] = rows[from];
      keys[at].row = at;
      at = from;
    }
    rows[at] = first;
    keys[at].row = at;
  }
}

ImportColumns::ImportColumns(const ImportRequest& request, const std::vector<csv::Field>& header)
    : map_(import_header()) {
  for (const auto& [title, key] : request.columns) map_.also(key, title);
  map_.resolve(header);
  number_ = map_.column("number");
  brand_ = map_.column("brand");
  qty_ = map_.column("qty");
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
                                  std::optional<std::size_t> at) const {
  return at && *at < fields.size() ? csv::plain_value(fields[*at]) : std::string_view();
}

bool ImportRows::refuse(std::size_t at, std::string_view value, Message cause, Message fix) {
  if (!refused_)
    refused_ = csv::Reject{line_, columns_.map_.titles()[at], csv::shortened(value),
                           std::move(cause), std::move(fix)};
  return false;
}

bool ImportRows::read_stock(const std::vector<csv::Field>& fields, ImportRow& row, Chunk& chunk) {
  if (!request_.stock) return true;
  if (const auto qty = text(fields, columns_.qty_); !qty.empty()) {
    const auto reading = csv::read_quantity(qty);
    if (!reading.value) return refuse(*columns_.qty_, qty, reading.cause, reading.fix);
    if (*reading.value < Quantity())
      return refuse(*columns_.qty_, qty, tr("below zero"), tr("give zero or more"));
    row.qty = reading.value;
  }
  if (const auto day = text(fields, columns_.expires_); !day.empty()) {
    const auto reading = csv::read_date(day, request_.reader.dates);
    if (!reading.value) return refuse(*columns_.expires_, day, reading.cause, reading.fix);
    row.expires_on = chunk.pool.keep(reading.value->str());
  }
  row.lot = chunk.pool.keep(text(fields, columns_.lot_));
  row.trace = chunk.pool.keep(text(fields, columns_.trace_));
  return true;
}

void ImportRows::take(std::int64_t line, const std::vector<csv::Field>& fields, Chunk& chunk) {
  line_ = line;
  refused_.reset();
  ImportRow row;
  row.line = line;
  if (request_.rejects.row) row.raw = chunk.pool.keep(csv::joined(fields, columns_.map_));
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
  row.values = static_cast<std::uint32_t>(chunk.values.size());
  for (const auto& part : columns_.parts_) {
    const auto value = refused_ ? std::string_view() : text(fields, part.at);
    store::BulkValue stored;
    if (!value.empty()) {
      auto reading = part.column->read(value, {chunk.pool, suppliers_});
      if (reading.value)
        stored = *reading.value;
      else
        refuse(part.at, value, std::move(reading.cause), std::move(reading.fix));
    }
    chunk.values.push_back(stored);
  }
  if (!refused_ && read_stock(fields, row, chunk)) {
    row.number = chunk.pool.keep(number);
    row.key = chunk.pool.keep(number_key(number));
    row.brand = chunk.pool.keep(text(fields, columns_.brand_));
    row.successor = chunk.pool.keep(text(fields, columns_.successor_));
    chunk.rows.push_back(row);
    return;
  }
  chunk.values.resize(row.values);
  chunk.refuse(*std::move(refused_), row.raw);
}

}  // namespace svcctl::parts
