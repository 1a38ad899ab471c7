#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/txn.hpp"

// The heads that events of the company's chain hold: anchors, and events of rows in bulk.
namespace svcctl::store {

/// What an anchor's event is about.
inline constexpr const char* anchor_entity = "anchor";

/// Keeps the heads as they stand now with the company's event `seq`.
void keep_heads(WriteTxn& tx, std::int64_t seq);
/// The root over the heads that the event holds, 32 bytes; nothing where it holds none.
std::optional<std::string> root_of_heads(const ReadTxn& tx, std::int64_t seq);

}  // namespace svcctl::store
