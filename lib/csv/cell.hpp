#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/read/day.hpp"
#include "base/read/number.hpp"
#include "base/settings.hpp"
#include "csv/header.hpp"

namespace svcctl::csv {

/// How the values of a list are written, as far as it was declared.
struct Notation {
  readers::DayForm days = {};
  /// Declared: which mark stands before decimals. Else each column's first value says it.
  readers::Notation::Mark decimal = readers::Notation::Mark::open;
  bool net = false;                         ///< amounts are without the tax that they bear here
  std::optional<int> round = std::nullopt;  ///< finer values are rounded to so many decimals
  std::optional<std::string> currency = std::nullopt;
};

/// A value by the type of its column.
struct Cell {
  std::string_view text;  ///< as it stands, or the code that it names; empty: there is none
  /// Of all types but texts and codes: minor units, thousandths, whole numbers, days since 1970, 1
  /// or 0 for yes or no.
  std::int64_t number = 0;
};

/// Reads the cells of a list by the types of their columns. Each column keeps one notation of
/// numbers, which its first value that settles it decides; so does the first value under a title of
/// two columns ("类别": of codes where it names one, else of texts).
class SVCCTL_API Cells {
 public:
  /// @throws Error "import.currency" (usage) where the file is declared to be in another one
  Cells(const HeaderMap& map, const Notation& notation, const Settings& settings);

  /// Reads the value of a column of the table; an empty text where there is none. Adds to `reject`
  /// what is wrong with it. The texts live as long as the fields.
  Cell read(std::size_t column, const std::vector<Field>& fields, std::int64_t line,
            std::optional<Reject>& reject);
  /// Whatever was read, a column whose numbers contradict each other makes the list doubtful.
  /// @throws Error "import.decimal" (bad data)
  void require_settled() const;
  /// Of each column of amounts in which nothing says whether a point before three digits groups
  /// thousands, the first such amount: it was read as decimals.
  std::vector<Reject> doubtful() const;

 private:
  readers::Reading<std::int64_t> number(std::size_t column, std::string_view text,
                                        const std::vector<Field>& fields);

  const HeaderMap& map_;
  readers::DayForm day_;
  std::optional<std::size_t> unit_;  ///< where the unit of a row's quantities stands
  std::optional<Percent> tax_;       ///< to be added to amounts
  /// What the values of a column have shown so far.
  struct Shown {
    readers::Notation notation = {};
    Reject pointed = {};  ///< the first "1.200" while nothing settled what its point means
    std::optional<std::size_t> rival = std::nullopt;  ///< the other column of its title
    bool meant = false;                               ///< and not the rival
  };
  bool is_of_rival(std::size_t column, std::string_view text, std::optional<Fault>& fault);
  std::vector<Shown> shown_;  ///< by column of the table
};

}  // namespace svcctl::csv
