#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/export.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "csv/reader.hpp"

namespace svcctl::csv {

/// A value as read from a file of the wild, or why it cannot be read and what mends it.
template <class T>
struct Reading {
  std::optional<T> value = std::nullopt;
  Message cause = {};
  Message fix = {};
};

/// An amount: "1,234.50", ".98", "-12", "￥３５", "1234.5元". Grouping only by thousands.
SVCCTL_API Reading<Money> read_money(std::string_view text);
/// A quantity with at most three decimals: "129.171", "２". Grouping is not taken.
SVCCTL_API Reading<Quantity> read_quantity(std::string_view text);
/// A day: 2011-03-14, 2011/3/14, 2011.3.14, 20110314, 2011年3月14日; with the year last, as in
/// 14/03/2011, only when the order of day and month is declared.
SVCCTL_API Reading<Date> read_date(std::string_view text, DateOrder order = DateOrder::year_first);

}  // namespace svcctl::csv
