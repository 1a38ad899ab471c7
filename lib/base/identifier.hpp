#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/export.hpp"
#include "base/text.hpp"

namespace svcctl {

/// What a person or a thing is known by. Its key is the one form in which it is kept, found and
/// compared: compatibility forms made plain (NFKC), letters in capitals, characters that are not
/// shown and blanks dropped, dashes and dots of every kind one. What was typed stays beside it. A
/// doubt never refuses; only text that cannot be such an identifier at all has no key.
class SVCCTL_API Identifier {
 public:
  const std::string& typed() const { return typed_; }
  const std::string& key() const& { return key_; }  ///< empty: unusable
  std::string key() && { return std::move(key_); }
  const std::optional<Message>& doubt() const { return doubt_; }  ///< or why it is unusable

 protected:
  explicit Identifier(std::string_view typed) : typed_(typed) {}
  std::string typed_;
  std::string key_;
  std::optional<Message> doubt_;
};

/// Vehicle identification number: 17 characters without I, O, Q. A scanner's asterisks, a leading
/// "VIN" and dashes are no part of it. A wrong check digit (position 9, ISO 3779 as used in China
/// and North America) is a doubt.
struct SVCCTL_API Vin : Identifier {
  explicit Vin(std::string_view typed);
};

/// Chinese registration plate, without dots and dashes. An unknown shape is a doubt; a look-alike
/// is never "corrected". Words that say that there is no plate are none: see plate_state.
struct SVCCTL_API Plate : Identifier {
  explicit Plate(std::string_view typed);
};

/// Unified social credit code (GB 32100): a wrong check character is a doubt, since real early
/// codes fail it.
struct SVCCTL_API CreditCode : Identifier {
  explicit CreditCode(std::string_view typed);
};

/// Phone number. A mainland mobile number is its eleven digits, a landline has a dash behind its
/// area code ("010-65001236"), a number from abroad begins with '+' and its country's code; +86 is
/// dropped. Another shape is a doubt.
class SVCCTL_API Phone : public Identifier {
 public:
  explicit Phone(std::string_view typed);
  /// What stands beside the number: 微信同号, 转802.
  const std::string& note() const { return note_; }
  /// Another number that was told with it, in the form of a key.
  const std::string& second() const { return second_; }
  /// What a reader is shown: the number, or all that was typed where that says more.
  const std::string& shown() const { return note_.empty() && second_.empty() ? key_ : typed_; }

 private:
  std::string note_;
  std::string second_;
};

/// Part number: without blanks, dashes, dots and other ASCII marks. "04465-0k340" and "044650K340"
/// have one key. A number of nothing but marks keeps them.
struct SVCCTL_API PartNumber : Identifier {
  explicit PartNumber(std::string_view typed);
};

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
