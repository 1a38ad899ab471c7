#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace svcctl::workbook {

/// A number as the text of a workbook's cell has it ("12.5", "1.2500000000000001E-2"), in decimal
/// digits from end to end: no binary fraction comes near a price.
class DecimalText {
 public:
  /// What a spreadsheet keeps of a number.
  static constexpr int significant = 15;
  /// Empty for what is no number. Digits beyond the fifteenth, which only the binary form of the
  /// number has, are rounded away: 0.30000000000000004 is 0.3.
  static std::optional<DecimalText> parse(std::string_view text);

  /// Rounds half away from zero to so many decimals. True when that took something away.
  bool round(int places);
  bool negative() const { return negative_; }
  bool zero() const { return digits_.empty(); }
  /// Whether digits before the point were lost: spreadsheets write zeros for those beyond the
  /// fifteenth.
  bool ruined() const { return point_ > significant; }
  /// Times ten to the power of `places`.
  void shift(int places) { point_ += zero() ? 0 : places; }
  /// Digits before the point; empty for 0.5.
  std::string whole() const;
  /// Digits behind the point, without zeros at the end.
  std::string fraction() const;
  /// "6.22848001234568E+16", as a sheet shows what it ruined.
  std::string scientific() const;
  /// The whole number before the point, without its sign. Not for ruined ones.
  std::int64_t whole_number() const;
  /// What stands behind the point in units of 10^-places, rounded down.
  std::int64_t fraction_in(int places) const;

 private:
  bool round_at(int kept);
  bool negative_ = false;
  std::string digits_;  ///< without zeros at either end; the value is 0.DIGITS × 10^point
  int point_ = 0;
};

}  // namespace svcctl::workbook
