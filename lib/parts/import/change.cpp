#include "parts/import/private/change.hpp"

#include <nlohmann/json.hpp>

namespace svcctl::parts {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const store::BulkValue& value) {
  if (value.is_null()) return nullptr;
  if (value.is_number()) return value.number();
  return value.text();
}

store::Stored stored(const ordered_json& value) {
  if (value.is_null()) return {};
  if (value.is_number()) return value.get<std::int64_t>();
  return value.get<std::string>();
}

}  // namespace

void PartChanges::add(std::int64_t part_id, std::int64_t line,
                      std::span<const ValueChange> values) {
  auto object = ordered_json::object();
  for (const auto& value : values)
    object[value.column] = ordered_json::array({json_of(value.former), json_of(value.given)});
  parts.push_back({part_id, line, object.dump()});
}

std::vector<KeptChange> kept_changes(std::string_view part_values) {
  std::vector<KeptChange> changes;
  const auto object = ordered_json::parse(part_values);
  for (const auto& [column, values] : object.items())
    changes.push_back({column, stored(values.at(0)), stored(values.at(1))});
  return changes;
}

}  // namespace svcctl::parts
