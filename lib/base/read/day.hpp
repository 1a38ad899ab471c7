#pragma once

#include <string_view>

#include "base/export.hpp"
#include "base/read/reading.hpp"
#include "base/time.hpp"

namespace svcctl::readers {

/// How the days of a column are written.
struct DayForm {
  DateOrder order = DateOrder::year_first;
  bool month_is_its_last_day = false;  ///< of expiry: "2027-05" means the 31st
  bool serial = false;                 ///< declared: a spreadsheet's count of days, "46361"
};

/// A day: 2011-03-14, 2011/3/14, 2011.3.14, 20110314, 2011年3月14日, 14 Mar 2011; with a time of
/// the day behind it, which is dropped; with the year last, as in 14/03/2011, only when the order
/// of day and month is declared. A time with a zone is refused: it may be another day here.
SVCCTL_API Reading<Date> day(std::string_view text, const DayForm& form = {});

}  // namespace svcctl::readers
