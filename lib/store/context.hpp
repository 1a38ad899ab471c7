#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clause.hpp"
#include "base/export.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"

namespace svcctl::store {

/// Who acts, as identified at the start of a command.
struct Actor {
  std::int64_t id = 0;    ///< 0: nobody; in a store without staff they may do everything
  std::string code = {};  ///< staff code, or empty
  std::set<Role> roles = {};
  std::set<Right> rights = {};
  bool stranger = false;  ///< nobody was named in a store that has staff: may nothing
};

/// A manager's leave to go against refusals: `--override CLAUSE --why WORDS --approved-by STAFF`,
/// or `--no-other` instead of a name where who acts is the only manager.
struct Override {
  std::vector<Clause> clauses;  ///< each naming lets one refusal of the clause go by
  std::string reason;
  std::string approved_by;  ///< staff code as given; empty with `--no-other`
};

/// The PINs that were given to a command (store/pin.hpp), each known by its hash, which no other
/// PIN of any store has: one that was set anew since is asked for again.
struct PinsGiven {
  std::set<std::string> acting;     ///< of those who act; good for a whole run
  std::set<std::string> signing;    ///< of those whom the command names, who so sign
  std::set<std::int64_t> later;     ///< staff whom it names and who sign later
  bool asks_named = false;          ///< who is named gives it now
  bool asks_named_by_rule = false;  ///< the same where a rule asks for it, and can be asked
  std::string fresh = {};           ///< hash of a PIN that is to be set, or empty
};

/// How the text of the rules that a store keeps is read, over what a command knows beside them.
using RulesReader = std::function<Settings(const std::string& text)>;

/// All that a command knows besides its own request. One clock reading serves a whole command.
struct Context {
  Instant now;                    ///< the time of recording
  std::optional<Instant> at;      ///< when it happened, as told: for WriteTxn::stands_on alone
  std::string accept_late;        ///< why a manager accepts that it is recorded late, or empty
  std::string late_witness = {};  ///< staff code of a second manager who accepts it, or empty
  std::string command;            ///< "intake open", for the log
  std::string typed;              ///< the whole command as it can be typed again, without `--at`
  bool clock_is_right = false;    ///< somebody says so, though it is far ahead of the last record
  std::optional<std::int64_t> clock_year = {};  ///< the year that it is, as somebody says
  std::string clock_was_wrong = {};  ///< why what was recorded after `now` stands there, or empty
  std::string clock_witness = {};    ///< staff code of a second manager who says so too, or empty
  bool practice_clock = false;       ///< `now` is no clock's: only practice stores take it
  std::string outlet;                ///< outlet code as given, in capitals, or empty
  bool outlet_typed = false;         ///< it was typed with this command, not set for many
  std::optional<Override> overriding;
  /// The name of the operating system's user who runs the command; asked only where it matters.
  std::function<std::string()> os_user;
  PinsGiven pins;
  bool no_other = false;  ///< `--no-other`: nobody else is there, where the standard asks for one
  Settings settings;
  std::int64_t rules = 0;    ///< the version of the rules that the settings were read from; 0: none
  std::string rules_digest;  ///< of its text: two stores may count alike
  /// A transaction goes by the rules of the store that it is in, whatever `settings` were made of.
  /// Without a reader the settings stand: of tests, and of stores that keep no rules yet.
  RulesReader read_rules;
  /// Under what name something may be remembered about the version in force, its number following.
  std::string memory;
};

/// The command as typed, without that option.
/// @param option without dashes; its values have no blanks
SVCCTL_API std::string typed_without(const Context& context, const std::string& option);
/// The command as typed, with that value of the option, for a hint that mends what was typed.
/// @param option without dashes; its values have no blanks
SVCCTL_API std::string typed_with(const Context& context, const std::string& option,
                                  const std::string& value);

/// The command as typed without that flag, for a hint that mends what was typed.
SVCCTL_API std::string typed_without_flag(const Context& context, const std::string& flag);

}  // namespace svcctl::store
