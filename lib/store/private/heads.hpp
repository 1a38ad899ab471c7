#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "store/txn.hpp"

// The heads that events of the company's chain hold: anchors, and events of rows in bulk.
namespace svcctl::store {

/// What an anchor's event is about.
inline constexpr const char* anchor_entity = "anchor";

/// Where chains end: the number of the last event by the chain.
using Heads = std::map<std::int64_t, std::int64_t>;
/// The head of a store as it is printed: the root over the heads of all chains, and which they are:
/// 64 hexadecimal digits, "@0:12/1:345". Any event of any chain gives another.
struct PrintedHead {
  std::string root;  ///< hexadecimal, in lower case
  Heads heads = {};  ///< empty: not told
};
std::string str(const PrintedHead& head);
/// @return nothing where the text is no whole hash
std::optional<PrintedHead> read_head(std::string_view text);
/// What a tree of heads has for one chain.
std::string leaf_of(std::int64_t chain, std::int64_t seq, std::string_view hash);

/// Keeps the heads as they stand now with the company's event `seq`.
void keep_heads(WriteTxn& tx, std::int64_t seq);
/// The root over the heads that the event holds, 32 bytes; nothing where it holds none.
std::optional<std::string> root_of_heads(const ReadTxn& tx, std::int64_t seq);

}  // namespace svcctl::store
