#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/private/journal.hpp"
#include "store/txn.hpp"

// Digests of rows written in bulk: instead of a row of event_row each, a pack of some thousands.
namespace svcctl::store {

/// How many bytes of a row's SHA-256 a pack keeps.
constexpr std::size_t packed_digest = 16;
using PackedDigest = std::array<char, packed_digest>;

/// What a pack keeps of a row, given what its digest covers.
PackedDigest packed_digest_of(std::string_view digested);

/// Gathers the rows that one statement wrote and puts them on the log pack by pack.
class PackWriter {
 public:
  PackWriter(WriteTxn& tx, std::string table);

  /// Ids must ascend within a pack.
  void add(std::int64_t id, const PackedDigest& digest);
  /// The row as it stands in the store now.
  void add_stored(std::int64_t id);
  void add_deleted(std::int64_t id);
  /// Writes what is gathered.
  void flush();

 private:
  void put(std::int64_t id, bool deleted);

  WriteTxn& tx_;
  std::string table_;
  std::optional<RowDigests> reader_;
  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
  std::int64_t count_ = 0;
  bool deleted_ = false;
  bool gaps_ = false;
  std::string ids_;  ///< distances from one id to the next, seven bits a byte
  std::string digests_;
};

/// Adds what a pack holds to the digest of its event's packs.
void add_pack(Digest& digest, std::string_view table, std::int64_t first, std::int64_t count,
              std::string_view ids, std::string_view digests);

/// Steps through the packs of one event after the other.
class EventPacks {
 public:
  explicit EventPacks(const ReadTxn& tx);
  /// The digest over the packs that the company's event `seq` tells of; nothing where it has none.
  std::optional<Digest> digest_of(std::int64_t seq);

 private:
  Query query_;
  bool more_;
};

/// The latest digest of each row of one table, in the order of their ids. The rows of event_row
/// that tell of it are numbered; a pack comes after those that its event's heads hold.
class LatestDigests {
 public:
  LatestDigests(const ReadTxn& tx, const std::string& table);

  bool valid() const { return valid_; }
  std::int64_t id() const { return id_; }
  /// Nothing where the row was deleted; else 32 bytes, or the first half where it is from a pack.
  const std::optional<std::string>& digest() const { return digest_; }
  /// Whether what the log tells of the row holds together: numbered 1, 2, 3 …, each told by an
  /// event that its chain has, in the order of the chain.
  bool whole() const { return whole_; }
  void next();

 private:
  /// One pack being stepped through.
  struct Pack {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t row = 0;
    std::int64_t left = 0;
    std::string ids, digests;
    std::size_t id_at = 0;
    std::size_t digest_at = 0;
  };
  /// The newest row of event_row about the row at hand.
  struct Told {
    std::int64_t chain = 0;
    std::int64_t seq = 0;
    std::optional<std::string> digest;
  };
  std::optional<Told> take_told();
  std::int64_t take_packs();
  /// How far a chain was when the company's event `seq` told of rows in bulk.
  std::int64_t head_at(std::int64_t seq, std::int64_t chain);
  void open_packs(std::int64_t up_to);
  void read_pack();
  std::unique_ptr<Pack> take_least();
  void put_open(std::unique_ptr<Pack> pack);

  const ReadTxn& tx_;
  std::map<std::int64_t, std::int64_t> chains_;  ///< chain → number of its last event
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> heads_;  ///< of head_at
  Query rows_;
  bool more_rows_;
  Query packs_;
  std::optional<Pack> coming_;
  std::vector<std::unique_ptr<Pack>> open_;  ///< a heap, the least row on top
  bool valid_ = false;
  std::int64_t id_ = 0;
  std::optional<std::string> digest_;
  bool whole_ = true;
};

/// Whether the digest of a row as it stands is the one on the log.
bool same_digest(std::string_view stored, std::string_view latest);

}  // namespace svcctl::store
