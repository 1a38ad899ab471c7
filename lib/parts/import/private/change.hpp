#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/bulk.hpp"

/// What a batch keeps of the parts that it changed; no part of the public headers.
namespace svcctl::parts {

/// The change of one value of a part.
struct ValueChange {
  const char* column;  ///< of the table `part`, or `dated_price_column`
  store::BulkValue former, given;
};

/// The changes of parts, as they wait to be written: a JSON object for each part, with
/// `[former, given]` for each column.
struct PartChanges {
  struct Part {
    std::int64_t part_id;
    std::int64_t line;  ///< of the file
    std::string values;
  };
  std::vector<Part> parts;

  void add(std::int64_t part_id, std::int64_t line, std::span<const ValueChange> values);
};

/// One value of a part as a batch kept it.
struct KeptChange {
  std::string column;
  store::Stored former, given;
};
/// The values that PartChanges::add wrote, in their order.
std::vector<KeptChange> kept_changes(std::string_view part_values);

}  // namespace svcctl::parts
