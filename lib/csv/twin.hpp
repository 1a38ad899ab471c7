#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csv/row.hpp"

// Rows of one list that speak of one thing: they must agree, or none of them is taken. Otherwise
// the last one would win without a word.
namespace svcctl::csv {

/// One way in which rows of a list name a thing.
struct Twin {
  /// The column that names it, for messages.
  const char* by;
  /// The thing's key; empty where the row does not name it so. None given: the value under `by`, in
  /// the form in which such values are compared (`Column::alike`).
  std::function<std::string(const ImportRow&)> key = {};
  /// The columns in which rows of the thing must agree wherever both have a value. None: all.
  std::vector<const char*> agree = {};
  Message mend = tr("keep one of the two lines, or make them agree");
};

/// Finds the rows of a list that contradict one another, in bounded memory: a hash of each row's
/// keys and values first, and only of those that differ where they stand. A list with more keys
/// than fit is read several times, a part of the keys each time.
class SVCCTL_API Twins {
 public:
  /// How many keys are held at a time: eight bytes each.
  static constexpr std::size_t most_keys = std::size_t{1} << 22U;

  Twins(std::span<const Column> table, std::vector<Twin> ways, std::size_t most = most_keys)
      : table_(table), ways_(std::move(ways)), most_(most) {}

  using Take = std::function<void(const ImportRow&, std::int64_t line)>;
  /// @param read hands over every row of the list that can be read, from the first one on
  void find(const std::function<void(const Take&)>& read);
  bool any() const { return !things_.empty(); }
  /// Adds to `reject` where another line says something else of a thing that the row names.
  void judge(const ImportRow& row, std::int64_t line, const HeaderMap& map,
             std::optional<Reject>& reject) const;

 private:
  /// What the first row that says something of it says of a thing, and the first that says
  /// otherwise.
  struct Said {
    std::size_t column = 0;
    std::uint64_t value = 0;
    std::int64_t line = 0;
    std::int64_t other_line = 0;  ///< 0: none
  };

  void hash_values(const ImportRow& row);
  std::uint64_t key_of(const ImportRow& row, std::size_t way) const;
  bool compares(std::size_t way, std::size_t column) const;
  void note(const ImportRow& row);
  void sort_seen();
  void narrow();
  void take_doubted();
  void compare(const ImportRow& row, std::int64_t line);

  std::span<const Column> table_;
  std::vector<Twin> ways_;
  std::size_t most_;
  std::uint64_t slices_ = 1;  ///< so many parts of the keys, one of which is held
  std::uint64_t slice_ = 0;
  std::vector<std::uint64_t> values_;  ///< of the row under way, by column; 0: none
  /// Keys, and what was said of each in the low bits; by way.
  std::vector<std::vector<std::uint64_t>> seen_;
  std::size_t held_ = 0;                ///< of them
  std::vector<std::uint64_t> doubted_;  ///< keys of which not all rows say the same, in order
  std::unordered_map<std::uint64_t, std::vector<Said>> things_;  ///< contradicted ones, by key
};

}  // namespace svcctl::csv
