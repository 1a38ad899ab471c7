#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "csv/reader.hpp"

namespace svcctl::csv {

/// The names one column goes by. The key itself is always one of them.
struct Alias {
  std::string_view key;
  std::initializer_list<std::string_view> names;
};

/// Finds which column of a file holds which key. Case, blanks, `_`, `-`, full-width forms and a
/// unit in brackets ("单价（元）") make no difference.
class SVCCTL_API HeaderMap {
 public:
  HeaderMap(std::initializer_list<Alias> aliases);

  /// A further name of a column, from a mapping. It goes before every other meaning of the name;
  /// under the key "-" the column is left alone.
  /// @throws Error "csv.unknown-key" (2) when no column is called so
  void also(std::string_view key, std::string_view name);
  /// Reads the header row. Unknown columns are kept in `unknown()`.
  /// @throws Error "csv.header-twice" (bad data) when two columns mean the same key
  void resolve(const std::vector<Field>& header);
  bool has(std::string_view key) const { return column(key).has_value(); }
  std::optional<std::size_t> column(std::string_view key) const;
  /// The value under the key, without blanks around it and without the guard that keeps
  /// spreadsheets from running it; empty when the row or the file has none.
  std::string text(const std::vector<Field>& row, std::string_view key) const;
  /// Every title, as it stands in the file.
  const std::vector<std::string>& titles() const { return header_; }
  /// Whether the column is one of those that a file of rejects has beside the original ones.
  bool of_rejects(std::size_t column) const;
  /// The header as it stands in the file; the key where the file has no such column.
  std::string title(std::string_view key) const;
  const std::vector<std::string>& unknown() const { return unknown_; }
  std::size_t columns() const { return header_.size(); }

 private:
  struct Key {
    std::string key;
    std::vector<std::string> names;  ///< folded
    std::optional<std::size_t> column;
  };
  const Key* find(std::string_view key) const;
  std::vector<Key> keys_;
  std::vector<std::string> header_;
  std::vector<std::string> unknown_;
  std::vector<bool> of_rejects_;
};

/// The columns that say of a rejected row where it stood and why; reading passes them over.
constexpr std::string_view reject_columns[] = {"reject line", "reject column", "reject value",
                                               "reject cause", "reject fix"};

/// The value without blanks and hidden characters around it, and without the guard that keeps
/// spreadsheets from running it.
SVCCTL_API std::string_view plain_value(const Field& field);
/// Why a value with such a character within is not taken: it would not be seen again.
SVCCTL_API Message hidden_character(char32_t code);
/// Values as one line of CSV without its end, those of the reject columns left out.
SVCCTL_API std::string joined(const std::vector<Field>& fields, const HeaderMap& map);
/// One value in quotes, guarded against spreadsheets that would run it.
SVCCTL_API std::string quoted_value(std::string_view text);

/// The form in which headers are compared.
SVCCTL_API std::string folded_header(std::string_view header);

}  // namespace svcctl::csv
