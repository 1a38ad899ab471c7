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

}  // namespace

void PartChanges::add(std::int64_t part_id, std::int64_t line,
                      std::span<const ValueChange> values) {
  auto object = ordered_json::object();
  for (const auto& value : values)
    object[value.column] = ordered_json::array({json_of(value.former), json_of(value.given)});
  parts.push_back({part_id, line, object.dump()});
}

}  // namespace svcctl::parts
