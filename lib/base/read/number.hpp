#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "base/read/reading.hpp"

namespace svcctl::readers {

/// How the numbers of one column are written. One is kept for each column of a file and handed to
/// every reading of it, which settles it; a word of the command line is a column of its own.
struct Notation {
  /// Which mark stands before decimals. A decimal comma is never inferred: the first one that is
  /// seen makes all that may be read either way ("12,500", "1.200") doubtful, until the mapping
  /// declares it.
  enum class Mark { open, point, comma_seen, comma };
  Mark mark = Mark::open;
  /// "12,500" was read as thousands before anything settled the mark.
  bool grouped = false;
  /// "1.200" was read as 1.2 before anything settled the mark.
  bool pointed = false;
  /// Both of these, or a decimal comma after one of them: what was read so far may be a thousand
  /// times too much or too little, and no row of the file can be taken.
  bool torn = false;
  std::string currency = "CNY";  ///< of the shop: signs of others are refused
  std::optional<int> round =
      std::nullopt;  ///< declared: finer values are rounded to so many decimals
};

/// An amount: 1234.5, ¥30, 200元, 1,085.00, １２, 1.2万元, -12. Needless zeros are no decimals.
SVCCTL_API Reading<Money> amount(std::string_view text, Notation& notation);
SVCCTL_API Reading<Money> amount(std::string_view text);

/// A quantity with at most three decimals, with or without its unit: 4, 1,200, 24个.
/// @param unit what the part is counted in; "" where that is not known: then only words for pieces
///   are taken
SVCCTL_API Reading<Quantity> quantity(std::string_view text, Notation& notation,
                                      std::string_view unit = {});
SVCCTL_API Reading<Quantity> quantity(std::string_view text, std::string_view unit = {});

/// Hours of labour: 1.5, 1.5h, 2小时. A percentage: 13, 13%.
SVCCTL_API Reading<Hours> hours(std::string_view text);
SVCCTL_API Reading<Percent> percent(std::string_view text);

/// A whole number: 45210, 45,210, 45210.0, 4.5万. "45.000" is refused: it may be thousands.
SVCCTL_API Reading<std::int64_t> whole(std::string_view text, Notation& notation);
SVCCTL_API Reading<std::int64_t> whole(std::string_view text);
/// The reading of an odometer: a whole number, with or without km, 公里.
SVCCTL_API Reading<std::int64_t> kilometres(std::string_view text, Notation& notation);
SVCCTL_API Reading<std::int64_t> kilometres(std::string_view text);
/// A year: 2019, 2019款, 2019年, 19款.
SVCCTL_API Reading<int> year(std::string_view text);
/// A number of days: 365, 30d, 2w, 3m, 30天, 12个月, 2年.
SVCCTL_API Reading<int> days(std::string_view text);

}  // namespace svcctl::readers
