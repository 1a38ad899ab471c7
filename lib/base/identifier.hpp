#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"
#include "base/text.hpp"

namespace svcctl {

/// An identifier as typed, in its normal form, with what is odd about it. A warning never
/// refuses; only text that cannot be such an identifier at all gives `normal` empty.
struct Identifier {
  std::string typed;
  std::string normal;              ///< empty: unusable
  std::optional<Message> warning;  ///< odd but usable, or why it is unusable
};

/// Vehicle identification number: 17 characters without I, O, Q; upper case; full-width forms
/// folded; a scanner's asterisks, a leading "VIN" and dashes dropped. A wrong check digit (position
/// 9, ISO 3779 as used in China and North America) warns.
SVCCTL_API Identifier normalise_vin(std::string_view typed);

/// Chinese registration plate: blanks, dots and dashes are dropped, letters upper case. Unknown
/// shapes warn; a look-alike is never "corrected". Words that say that there is no plate are none.
SVCCTL_API Identifier normalise_plate(std::string_view typed);

/// What a car bears instead of a registered plate.
enum class PlateState {
  unplated,   ///< 未上牌, 无牌
  temporary,  ///< 临牌: a paper for some weeks
};
/// The state that words tell instead of a plate ("无牌", "新车", "临牌", "none"); nothing where
/// what was typed may be a plate.
SVCCTL_API std::optional<PlateState> plate_state(std::string_view typed);

enum class PlateKind { ordinary, new_energy_small, new_energy_large, special, unknown };
SVCCTL_API PlateKind plate_kind(std::string_view normal_plate);

/// Unified social credit code (GB 32100): a wrong check character warns, since real early codes
/// fail it.
SVCCTL_API Identifier normalise_credit_code(std::string_view typed);

/// Phone number: a mainland mobile number in its eleven digits, with +86 and separators dropped;
/// other numbers keep digits, '+' and '-', and warn where they are no known shape.
SVCCTL_API Identifier normalise_phone(std::string_view typed);

/// Masked forms for lists: 138****8000, 张*, VIN last six, 京A·**345.
SVCCTL_API std::string mask_phone(std::string_view phone);
SVCCTL_API std::string mask_name(std::string_view name);
SVCCTL_API std::string mask_vin(std::string_view vin);
SVCCTL_API std::string mask_plate(std::string_view plate);

template <>
inline constexpr std::array codes<PlateState> = {
    CodeEntry<PlateState>{PlateState::unplated, "unplated", N_("no plate yet")},
    CodeEntry<PlateState>{PlateState::temporary, "temporary", N_("temporary plate")},
};

}  // namespace svcctl
