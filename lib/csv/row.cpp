#include "csv/row.hpp"

#include "base/error.hpp"

namespace svcctl::csv {

std::size_t ImportRow::place(std::string_view key) const {
  for (std::size_t i = 0; i < table_.size(); ++i)
    if (key == table_[i].key) return i;
  throw bug("no column is called " + std::string(key));
}

std::string ImportRow::alike(std::size_t place) const {
  const auto& cell = cells_[place];
  if (cell.text.empty()) return {};
  switch (table_[place].type) {
    case Type::text:
    case Type::identifier:
      return table_[place].alike != nullptr ? table_[place].alike(cell.text)
                                            : std::string(cell.text);
    case Type::code: return std::string(cell.text);
    default: return std::to_string(cell.number);
  }
}

std::optional<std::string> ImportRow::maybe(std::string_view key) const {
  const auto value = cell(place(key)).text;
  return value.empty() ? std::nullopt : std::optional(std::string(value));
}

std::optional<std::int64_t> ImportRow::number(std::string_view key) const {
  const auto& value = cell(place(key));
  return value.text.empty() ? std::nullopt : std::optional(value.number);
}

std::optional<Money> ImportRow::amount(std::string_view key) const {
  const auto value = number(key);
  return value ? std::optional(Money::minor(*value)) : std::nullopt;
}

std::optional<Quantity> ImportRow::quantity(std::string_view key) const {
  const auto value = number(key);
  return value ? std::optional(Quantity::thousandths(*value)) : std::nullopt;
}

std::optional<Date> ImportRow::day(std::string_view key) const {
  const auto value = number(key);
  return value ? std::optional(Date{static_cast<std::int32_t>(*value)}) : std::nullopt;
}

std::optional<int> ImportRow::small_number(std::string_view key) const {
  const auto value = number(key);
  if (value && *value != static_cast<int>(*value))
    throw bad_data("import." + std::string(key), tr("'{0}' is too large", cell(place(key)).text));
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<bool> ImportRow::yes(std::string_view key) const {
  const auto value = number(key);
  return value ? std::optional(*value != 0) : std::nullopt;
}

}  // namespace svcctl::csv
