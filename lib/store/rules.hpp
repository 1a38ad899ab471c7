#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "store/txn.hpp"

// The rules of the shop as the store keeps them: append-only versions of a text that says all of
// them (docs/adr/0022-rules-in-the-store.md). What the text means is the program's.
namespace svcctl::store {

/// How a version came about.
enum class RulesOrigin { init, migration, apply, set };

}  // namespace svcctl::store

namespace svcctl {
template <>
inline constexpr std::array codes<store::RulesOrigin> = {
    CodeEntry<store::RulesOrigin>{store::RulesOrigin::init, "init", N_("made with the store")},
    CodeEntry<store::RulesOrigin>{store::RulesOrigin::migration, "migration",
                                  N_("taken at migration; what was before is not known")},
    CodeEntry<store::RulesOrigin>{store::RulesOrigin::apply, "apply", N_("applied from a file")},
    CodeEntry<store::RulesOrigin>{store::RulesOrigin::set, "set", N_("one rule was set")},
};
}  // namespace svcctl

namespace svcctl::store {

/// The rules in force.
struct Rules {
  std::int64_t number = 0;  ///< of their version; 0: the store keeps none
  std::string digest = {};  ///< of the text, 32 bytes
  std::string text = {};
};

/// The rules in force in a store, read without a transaction, for who has to know one before it
/// begins. A transaction reads them itself.
SVCCTL_API Rules rules_in_force(Connection& connection);

/// One version, as it is listed.
struct RulesVersion {
  std::int64_t number = 0;
  Instant recorded_at;
  std::string actor = {};  ///< staff code, or empty
  RulesOrigin origin = RulesOrigin::init;
  std::string text = {};
  std::string digest = {};  ///< of the text, hexadecimal
};
/// Every version, from the first on.
SVCCTL_API std::vector<RulesVersion> rule_versions(const ReadTxn& tx);
/// The version that was in force at a moment; before the first version the first.
SVCCTL_API std::optional<RulesVersion> rules_at(const ReadTxn& tx, Instant at);

/// What a version changes: key, before, after.
struct RuleChange {
  std::string key;
  std::string before;
  std::string after;
};

/// What a version changed, as its event says.
struct RulesChanged {
  std::int64_t number = 0;
  Instant recorded_at;
  std::string actor = {};  ///< staff code, or empty
  std::vector<RuleChange> changes = {};
};
/// Every version after the first that was put in force since the audit asks about changes, in
/// their order.
SVCCTL_API std::vector<RulesChanged> rules_changed(const ReadTxn& tx);

/// How many events were judged by the versions from `first` on, up to the one before `next`.
struct RecordedBetween {
  std::int64_t records = 0;
  std::int64_t own = 0;  ///< of who put `first` in force
};
SVCCTL_API RecordedBetween recorded_between(const ReadTxn& tx, const RulesChanged& first,
                                            const RulesChanged& next);

/// Puts the next version in force, from the next event on: this transaction goes on by it.
/// @param changes against the version before; they stand in the event
/// @return its number
SVCCTL_API std::int64_t put_in_force(WriteTxn& tx, const std::string& text, RulesOrigin origin,
                                     const std::vector<RuleChange>& changes);
/// The first version of a store, told by the event that brings the store to its version. Does
/// nothing where there is one.
SVCCTL_API void put_first_in_force(WriteTxn& tx, const std::string& text, RulesOrigin origin);

/// The settings of each version, read once. For those who judge what was done by the rules of its
/// day.
class SVCCTL_API RulesOfThen {
 public:
  explicit RulesOfThen(const ReadTxn& tx);
  /// The settings by which the event was judged that first wrote a row; where the log does not say
  /// it, those of the version that was in force when it was recorded.
  const Settings& of(std::string_view table, std::int64_t row_id, Instant recorded_at);

 private:
  const Settings& by(std::int64_t number);
  const ReadTxn& tx_;
  std::vector<std::pair<std::int64_t, Instant>> versions_;
  std::map<std::int64_t, Settings> settings_;
  std::map<std::string, std::map<std::int64_t, std::int64_t>, std::less<>> judged_;
};

}  // namespace svcctl::store
