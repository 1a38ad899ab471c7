#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "csv/column.hpp"

namespace svcctl::csv {

/// A title of a column taken apart. Case, blanks, ends of lines, `_`, `-`, `.`, `*`, `:` and
/// full-width forms make no difference.
struct Title {
  std::string whole;                    ///< folded, with what stands in brackets
  std::string name;                     ///< folded, without
  std::string last_line;                ///< folded, of a title of several lines; else empty
  std::vector<std::string> qualifiers;  ///< folded: what stands in brackets
};
SVCCTL_API Title title_of(std::string_view text);

/// The form in which titles are compared, brackets and all.
SVCCTL_API std::string folded_title(std::string_view text);

/// What the qualifiers of a list were declared to mean.
struct Declared {
  std::string currency = "CNY";  ///< of the shop
  bool currency_said = false;    ///< the amounts are in it, whatever the titles say
  bool net = false;              ///< amounts are without tax
  bool day_order = false;        ///< the order of day and month was said
};

/// Whether a title's qualifier says no more than the column means anyway ("元", "km", "必填",
/// "含税"). All others are asked about: "不含税", "USD", "元/打", "北京".
SVCCTL_API bool says_nothing_new(std::string_view qualifier, const Column& column,
                                 const Declared& declared);

/// The currency that a title's qualifier names ("USD", "美元/个") where it is another than the
/// shop's; empty where it is none.
SVCCTL_API std::string_view foreign_currency(std::string_view qualifier, const Declared& declared);

/// The title nearest to one that is not known; empty where none is near.
SVCCTL_API std::string nearest_title(std::string_view title, const std::vector<std::string>& known);

}  // namespace svcctl::csv
