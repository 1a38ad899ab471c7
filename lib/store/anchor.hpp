#pragma once

#include <cstdint>
#include <string>

#include "base/export.hpp"
#include "store/txn.hpp"

// Anchors: an event of the company's chain that holds the heads of all chains, so that the end of
// any chain older than the anchor cannot be cut off or written anew unseen.
namespace svcctl::store {

struct Anchor {
  std::int64_t seq = 0;     ///< of its event on the company's chain
  std::int64_t chains = 0;  ///< heads in the tree
  std::int64_t events = 0;  ///< of all chains together
  std::string origin;       ///< names the store: from the hash of its first event
  std::string root;         ///< of the Merkle tree over chain, number and hash of each head; hex
};

/// Records an anchor, or gives back the last one where nothing was recorded since.
SVCCTL_API Anchor anchor(WriteTxn& tx);
/// For keeping elsewhere, in the form of a checkpoint of transparency logs (C2SP tlog-checkpoint):
/// origin, size and root (base64), each on a line.
SVCCTL_API std::string checkpoint_of(const Anchor& anchor);

}  // namespace svcctl::store
