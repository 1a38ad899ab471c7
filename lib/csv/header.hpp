#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "csv/column.hpp"
#include "csv/row_source.hpp"
#include "csv/title.hpp"

namespace svcctl::csv {

/// Finds which column of a file holds what. A mapping goes before what is known, a whole title
/// before one whose brackets are left out. What stands in brackets is understood or asked about,
/// never dropped.
class SVCCTL_API HeaderMap {
 public:
  explicit HeaderMap(std::span<const Column> columns);

  /// A further name of a column, from a mapping: a title, or a place ("#5"). It goes before every
  /// other meaning; under the key "-" the column is left alone.
  /// @throws Error "csv.unknown-key" (2) when no column is called so
  void also(std::string_view key, std::string_view title);
  void declare(Declared declared) { declared_ = std::move(declared); }
  /// Whether the row has the titles that a list must have.
  bool fits(const std::vector<Field>& row) const;
  /// Whether a text is a title of the column of the table.
  bool names(std::size_t column, std::string_view text) const;
  /// How many of its values are titles, wherever they stand.
  std::size_t known(const std::vector<Field>& row) const;
  /// Reads the header row. A title that is that of two columns, neither of which has one of its
  /// own, is the place of both (`rival`).
  /// @throws Error "csv.header-twice" (bad data) when two columns mean the same key, "csv.title"
  ///         when a title says something in brackets that must be asked about, "csv.mapped" when
  ///         the mapping names a column that the list does not have, nor another of its meaning
  void resolve(const std::vector<Field>& header);
  bool has(std::string_view key) const { return column(key).has_value(); }
  std::optional<std::size_t> column(std::string_view key) const;
  /// Where the column of the table stands in the file.
  std::optional<std::size_t> place(std::size_t column) const { return keys_[column].place; }
  /// The other column of the table that has its place in the file: what stands there says which.
  std::optional<std::size_t> rival(std::size_t column) const;
  std::span<const Column> table() const { return table_; }
  /// The value under the key, without blanks around it and without the guard that keeps
  /// spreadsheets from running it; empty when the row or the file has none.
  std::string text(const std::vector<Field>& row, std::string_view key) const;
  /// Every title, as it stands in the file.
  const std::vector<std::string>& titles() const { return header_; }
  /// Whether the column is one of those that a file of rejects has beside the original ones.
  bool of_rejects(std::size_t column) const;
  /// Whether the file is one of rejects.
  bool has_rejects() const;
  /// The header as it stands in the file; the key where the file has no such column.
  std::string title(std::string_view key) const;
  /// Titles that are not known, as they stand in the file; those left alone are none of them.
  const std::vector<std::string>& unknown() const { return unknown_; }
  /// The known title nearest to one that is not; empty where none is near.
  std::string nearest(std::string_view title) const;
  std::size_t columns() const { return header_.size(); }

 private:
  /// How surely a title means a key, the surest first.
  enum class Sureness { place, mapped, mapped_name, titled, named, none };
  struct Key {
    std::vector<std::string> names;  ///< folded
    std::optional<std::size_t> place;
  };
  struct Mapped {
    std::string title;  ///< as written
    Title parts;
    std::size_t key;  ///< among keys_; `left_alone` for none
  };
  struct Meaning {
    Sureness sureness = Sureness::none;
    std::vector<std::size_t> keys;
  };
  static constexpr std::size_t left_alone = static_cast<std::size_t>(-1);
  Meaning meaning(std::string_view title, std::size_t place) const;
  Meaning meaning_of(std::string_view title) const;
  void require_understood(const std::string& title, Sureness sureness, std::size_t key) const;
  void require_mapped() const;
  std::size_t find(std::string_view key) const;

  std::span<const Column> table_;
  Declared declared_;
  std::vector<Mapped> mapped_;
  std::vector<Key> keys_;
  std::vector<std::string> header_;
  std::vector<std::string> unknown_;
  std::vector<bool> of_rejects_;
};

/// The columns that say of a rejected row where it stood and why; reading passes them over.
constexpr std::string_view reject_columns[] = {"reject line", "reject column", "reject value",
                                               "reject cause", "reject fix"};

/// The value without blanks and hidden characters around it, and without what keeps spreadsheets
/// from running it or from taking its zeros (`="0012"`).
SVCCTL_API std::string_view plain_value(const Field& field);
/// Why a value with such a character within is not taken: it would not be seen again.
SVCCTL_API Message hidden_character(char32_t code);
/// Values as one line without its end, those of the reject columns left out.
SVCCTL_API std::string joined(const std::vector<Field>& fields, const HeaderMap& map,
                              char delimiter = ',');
/// One value in quotes, guarded against spreadsheets that would run it.
SVCCTL_API std::string quoted_value(std::string_view text);

}  // namespace svcctl::csv
