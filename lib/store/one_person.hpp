#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// Codes of one person are no other person where another is asked for, and nobody signs by a code
// that they took over (docs/adr/0034-who-acts.md).
namespace svcctl::store {

/// Whether two codes count as one person: the same code, or twins that nobody told apart.
SVCCTL_API bool same_person(const ReadTxn& tx, std::int64_t one, std::int64_t other);
/// The codes that count as one person with that one, itself first.
SVCCTL_API std::vector<std::int64_t> codes_of_person(const ReadTxn& tx, std::int64_t staff_id);

/// Somebody else changed by what a person proves who they are.
struct Takeover {
  std::int64_t by_id = 0;
  std::string by;  ///< staff code
  Instant from;
};
/// So long after a change, or after the person then set their own PIN, it counts.
inline constexpr std::int64_t takeover_lasts = std::int64_t{30} * 24 * 60 * 60;
/// What a signature rests on: whoever types a code that only a user of the computer may type, or
/// also a PIN.
enum class Proof { user, may_be_pin };
/// Whether what is signed as that person here counts as theirs who named them: they changed by what
/// the person proves who they are, as the user of the computer who types this. Whoever gave a PIN
/// with this command that they set before are themselves.
SVCCTL_API std::optional<Takeover> taken_over(const ReadTxn& tx, std::int64_t staff_id,
                                              std::int64_t named_by, Proof proof);
/// Nobody signs as a person whose code they took over, for what they named that person for.
/// @param named_by who named them
/// @throws Error "signature.taken-over" (4)
void require_not_taken_over(const ReadTxn& tx, std::int64_t staff_id, const std::string& code,
                            std::int64_t named_by);
/// The codes as which it counts what the acting person does where another is asked for: theirs and
/// those of the same person. Empty where nobody acts.
SVCCTL_API std::vector<std::int64_t> counts_as(const ReadTxn& tx);
/// Whether what the acting person does counts as that person's.
SVCCTL_API bool acts_as(const ReadTxn& tx, std::int64_t staff_id);

}  // namespace svcctl::store
