#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/log.hpp"
#include "store/private/chain.hpp"
#include "store/private/heads.hpp"

namespace svcctl::store {

/// Checks chains event by event, and the anchors that hold their heads.
class ChainCheck {
 public:
  ChainCheck(const ReadTxn& tx, LogReport& report, const std::optional<std::string>& head);

  /// Every chain that has events, rows of events or a head.
  std::vector<std::int64_t> chains() const;
  void chain(std::int64_t chain);
  /// What is told of events of the company that are not there, and outlets without a chain.
  void company_strays();
  /// The heads that anchors hold, of one chain or of all.
  void anchors(std::optional<std::int64_t> chain);
  /// Whether the head told earlier was met; a finding where it was not.
  void told_head();

 private:
  std::string root_of(std::int64_t chain);
  void meet(const std::string& bytes);
  bool known_wrong(std::int64_t before, std::int64_t now) const;
  /// Whether the heads that were told of, number by number, are still what the events are.
  bool holds_told_heads();

  const ReadTxn& tx_;
  LogReport& report_;
  std::optional<std::string> told_;  ///< in lower case
  Heads told_heads_;                 ///< that the root which was told is over
  bool met_;
  EventNames names_;
  std::map<std::int64_t, std::string> tables_;      ///< number → name
  std::set<std::int64_t> anchored_;                 ///< events of the company that hold heads
  std::vector<std::pair<Instant, Instant>> wrong_;  ///< when it was said of which last record
};

}  // namespace svcctl::store
