#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "store/digest.hpp"
#include "store/txn.hpp"

// How the chains of the log are linked: what a hash covers, and where each chain ends.
namespace svcctl::store {

/// How an event's hash is made.
enum class EventFormat : std::int64_t {
  text = 0,   ///< of the one chain that stores had up to version 17: digests as hexadecimal text
  bytes = 1,  ///< digests as bytes; covers the chain, the rows' versions and the heads
  rules = 2,  ///< covers the version of the rules too
};

/// The digest of what an event wrote: its rows by table and id, then its packs, then the heads of
/// the other chains where it keeps them.
class SVCCTL_API RowsHash {
 public:
  explicit RowsHash(EventFormat format) : format_(format) {}
  /// @param digest 32 bytes, or nothing where the row was deleted
  void add_row(std::string_view table, std::int64_t id, std::int64_t version,
               const std::optional<std::string>& digest);
  void add_packs(Digest packs);
  void add_heads(std::string_view root);
  std::string bytes() { return all_.bytes(); }

 private:
  EventFormat format_;
  Digest all_;
};

/// The fields of one event as they are chained.
struct ChainLink {
  EventFormat format = EventFormat::rules;
  std::int64_t chain = 0;
  std::int64_t seq = 0;
  std::int64_t at = 0;
  std::int64_t recorded_at = 0;
  std::string actor = {}, command = {}, entity = {}, key = {}, payload = {};
  std::int64_t rules = 0;  ///< version of the rules that it was judged by; 0: none
  std::string rows = {};   ///< RowsHash, 32 bytes
  std::string previous =
      {};  ///< hash of the event before it; of a chain's first: what it is rooted in

  /// 32 bytes.
  SVCCTL_API std::string hash() const;
};

/// Where a chain ends.
struct ChainHead {
  std::int64_t chain = 0;
  std::int64_t seq = 0;       ///< 0: no event yet
  std::string hash = {};      ///< 32 bytes; of an empty chain: of the event that it is rooted in
  std::int64_t root_seq = 0;  ///< that event's number on the company's chain
  Instant last = {};          ///< recording of the last event of all chains, as it was read
};

/// The heads of the chains that a transaction writes to: each is read once and kept at the end.
class ChainHeads {
 public:
  explicit ChainHeads(WriteTxn& tx) : tx_(tx) {}
  /// On an engine with several writers the statement behind it locks the chain.
  ChainHead& of(std::int64_t chain);
  void keep();
  /// Gives each outlet that has no chain an empty one, rooted in the event that `company` is at.
  void open_missing(const ChainHead& company);

 private:
  WriteTxn& tx_;
  std::map<std::int64_t, ChainHead> heads_;
};

/// The number that the next event of the company's chain gets, after those recorded so far.
std::int64_t next_company_seq(WriteTxn& tx);

/// Numbers the tables that the log covers and that have none yet; after a migration.
void number_tables(Engine& engine);

/// How people name an event: "event 17" of the company, "event EAST-17" of an outlet.
class EventNames {
 public:
  explicit EventNames(const ReadTxn& tx);
  std::string of(std::int64_t chain, std::int64_t seq) const;
  /// "17", "EAST-17".
  std::string number(std::int64_t chain, std::int64_t seq) const;
  /// The outlet's code; empty for the company.
  std::string chain(std::int64_t chain) const;

 private:
  std::map<std::int64_t, std::string> codes_;
};

/// "EAST-17" → the outlet's chain and 17; nothing where that names no event.
std::optional<std::pair<std::int64_t, std::int64_t>> event_named(const ReadTxn& tx,
                                                                 const std::string& typed);

}  // namespace svcctl::store
