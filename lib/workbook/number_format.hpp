#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"

namespace svcctl::workbook {

/// How a cell shows its number, from the code of its format: "0.00", "#,##0.00\"元\"", "yyyy/m/d".
/// Only the part for positive numbers is looked at, and for no colours: what the program reads is a
/// value, not a looks.
struct NumberFormat {
  enum class Shows { general, number, day, day_time, month, year, time };
  Shows shows = Shows::general;
  int whole = 0;     ///< digits before the point at the least: 5 for "00000"
  int decimals = 0;  ///< behind the point at the most
  int needed = 0;    ///< behind the point at the least
  bool percent = false;
  std::string before;  ///< words before the digits: "¥"
  std::string after;   ///< and behind them: "元"
  /// Marks among the digits, each with the count of digits to its right: "000-0000-0000".
  std::vector<std::pair<int, std::string>> among = {};
};

/// @param code as in the workbook's styles
SVCCTL_API NumberFormat parse_format(std::string_view code);
/// The format that a workbook means by a number below 164 without spelling it out. Those of East
/// Asia are China's.
SVCCTL_API NumberFormat builtin_format(int id);

/// A number as a person sees it in the sheet, or as its digits where the sheet shows less than is
/// there: no thousands, no scientific notation. Days are YYYY-MM-DD. A number of which the
/// spreadsheet lost digits is as it shows it, "6.22848E+16": no reader of values takes that.
struct Shown {
  std::string text;
  bool rounded = false;  ///< the sheet shows fewer decimals than the cell has
};
/// @param text of the cell, a decimal number; what is none comes back as it is
/// @param from_1904 whether the workbook counts days from 1904
SVCCTL_API Shown show_number(std::string_view text, const NumberFormat& format, bool from_1904);

}  // namespace svcctl::workbook
