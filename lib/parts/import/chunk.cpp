#include "parts/import/private/chunk.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "base/key_prefix.hpp"

namespace svcctl::parts {
namespace {

using store::BulkValue;

constexpr std::size_t most_rows = 65'536;
constexpr std::size_t rows_at_once = 8'192;
constexpr std::size_t most_text = std::size_t{14} * 1024 * 1024;
constexpr std::size_t most_rejects = 4'096;

// A packed row: sizes seven bits a byte, the least first; whole numbers as they stand in memory.
// What a value is, stands before it: nothing, a whole number, or a text and its size.
constexpr std::size_t no_value = 0;
constexpr std::size_t whole_number = 1;
constexpr std::size_t empty_text = 2;

void put_size(std::string& out, std::size_t size) {
  for (; size >= 0x80; size >>= 7U) out.push_back(static_cast<char>(size | 0x80U));
  out.push_back(static_cast<char>(size));
}

void put_text(std::string& out, std::string_view text) {
  put_size(out, text.size());
  out.append(text);
}

void put_number(std::string& out, std::int64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

void put_value(std::string& out, const BulkValue& value) {
  if (value.is_null()) return put_size(out, no_value);
  if (value.is_number()) {
    put_size(out, whole_number);
    return put_number(out, value.number());
  }
  put_size(out, empty_text + value.text().size());
  out.append(value.text());
}

/// Reads what was packed, in the same order.
class Unpacking {
 public:
  explicit Unpacking(const char* packed) : at_(packed) {}

  std::size_t size() {
    std::size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      size |= static_cast<std::size_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return size;
    }
  }
  std::string_view text() { return bytes(size()); }
  std::int64_t number() {
    std::int64_t number = 0;
    std::memcpy(&number, at_, sizeof number);
    at_ += sizeof number;
    return number;
  }
  BulkValue value() {
    const auto what = size();
    if (what == no_value) return {};
    if (what == whole_number) return number();
    return bytes(what - empty_text);
  }

 private:
  std::string_view bytes(std::size_t size) {
    const std::string_view text(at_, size);
    at_ += size;
    return text;
  }
  const char* at_;
};

/// The order of rows that begin alike: all lines of a part stand together.
std::tuple<std::string_view, std::string_view, std::string_view, std::int64_t> order_of(
    const char* packed) {
  Unpacking row(packed);
  const auto key = row.text();
  const auto number = row.text();
  const auto brand = row.text();
  return {key, brand, number, row.number()};
}

std::string_view key_of(const char* packed) { return Unpacking(packed).text(); }

}  // namespace

void Chunk::add(const ImportRow& row, std::span<const BulkValue> values_of_row) {
  packing_.clear();
  for (const auto text : {row.key, row.number, row.brand}) put_text(packing_, text);
  put_number(packing_, row.line);
  for (const auto text : {row.raw, row.lot, row.expires_on, row.trace, row.successor})
    put_text(packing_, text);
  put_value(packing_, row.qty ? BulkValue(row.qty->thousandths()) : BulkValue());
  put_size(packing_, values_of_row.size());
  for (const auto& value : values_of_row) put_value(packing_, value);
  places_.push_back({key_prefix(row.key), pool.keep(packing_).data()});
}

bool Chunk::full() const {
  return places_.size() >= most_rows || pool.bytes() >= most_text || rejects.size() >= most_rejects;
}

void Chunk::sort() {
  std::ranges::sort(places_, [](const Place& a, const Place& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : order_of(a.packed) < order_of(b.packed);
  });
}

bool Chunk::next() {
  rows.clear();
  values.clear();
  for (; next_ < places_.size(); ++next_) {
    const char* packed = places_[next_].packed;
    if (rows.size() >= rows_at_once && key_of(packed) != rows.back().key) break;
    Unpacking from(packed);
    ImportRow row;
    row.key = from.text();
    row.number = from.text();
    row.brand = from.text();
    row.line = from.number();
    row.raw = from.text();
    row.lot = from.text();
    row.expires_on = from.text();
    row.trace = from.text();
    row.successor = from.text();
    if (const auto qty = from.value(); !qty.is_null())
      row.qty = Quantity::thousandths(qty.number());
    row.values = static_cast<std::uint32_t>(values.size());
    for (auto left = from.size(); left > 0; --left) values.push_back(from.value());
    rows.push_back(row);
  }
  return !rows.empty();
}

void Chunk::clear() {
  rows.clear();
  values.clear();
  rejects.clear();
  pool.clear();
  places_.clear();
  next_ = 0;
  read = 0;
}

}  // namespace svcctl::parts
