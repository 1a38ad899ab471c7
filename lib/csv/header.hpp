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

  /// A further name of a column, from a mapping. It goes before every other meaning of the name.
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
};

/// The form in which headers are compared.
SVCCTL_API std::string folded_header(std::string_view header);

}  // namespace svcctl::csv
