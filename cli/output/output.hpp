#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/code.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/files/files.hpp"
#include "cli/output/callable.hpp"

namespace svcctl::cli {

/// A stored code with its label: CSV and JSON carry the code, tables the translated label.
struct Code {
  std::string code;
  std::string label;
  auto operator<=>(const Code&) const = default;
};

/// Codes one after the other, and what stands between them; a piece without a label is shown as it
/// is.
using Codes = std::vector<Code>;

/// One value of a result: nothing, text, whole number, truth, or one of the typed kinds.
using Cell = std::variant<std::monostate, std::string, std::int64_t, bool, Money, Quantity, Hours,
                          Percent, Date, Instant, Code, Codes, Message>;

template <class T>
Cell cell(const T& value) {
  if constexpr (std::is_enum_v<T>)
    return Code{to_code(value), label(value)};
  else if constexpr (std::is_same_v<T, bool>)
    return Cell(std::in_place_type<bool>, value);
  else if constexpr (std::is_integral_v<T>)
    return Cell(std::in_place_type<std::int64_t>, value);
  else if constexpr (std::is_convertible_v<T, std::string_view>)
    return std::string(std::string_view(value));
  else
    return Cell(value);
}
template <class T>
Cell cell(const std::optional<T>& value) {
  return value ? cell(*value) : Cell{};
}

/// Several codes in one cell: "advisor,cashier" in data, their labels in a table.
template <class Values>
Cell cells_of(const Values& values) {
  Codes all;
  for (const auto value : values) {
    if (!all.empty()) all.push_back({",", ""});
    all.push_back({to_code(value), label(value)});
  }
  return all;
}

namespace detail {
template <class T>
inline constexpr bool may_be_missing = false;
template <class T>
inline constexpr bool may_be_missing<std::optional<T>> = true;

template <auto Member, auto... Further>
Cell cell_of(const auto& row) {
  const auto& value = row.*Member;
  if constexpr (sizeof...(Further) == 0)
    return cell(value);
  else if constexpr (may_be_missing<std::remove_cvref_t<decltype(value)>>)
    return value ? cell_of<Further...>(*value) : Cell{};
  else
    return cell_of<Further...>(value);
}
}  // namespace detail

/// Reads a member of a row as a cell, for a column of a `View`: `of<&Bill::labour>`, or a member of
/// a member: `of<&Account::bill, &Bill::labour>`, an empty cell where an optional on the way is.
template <auto... Members>
inline constexpr auto of = [](const auto& row) { return detail::cell_of<Members...>(row); };

/// The cell that `get` reads where `shown`, else an empty one: for columns of a view that not
/// everybody may see.
template <class Get>
auto when(bool shown, Get get) {
  return [shown, get](const auto& row) { return shown ? get(row) : Cell{}; };
}

/// A column: its key (in CSV and JSON, never translated) and its title (a message id).
struct Column {
  std::string key;
  std::string title;
  bool optional = false;   ///< in CSV and JSON always; in tables only with --columns
  bool where_any = false;  ///< in tables only where a row has a value for it
};

/// Of a column that few rows have a value for: tables leave it out where none has.
struct WhereAny {};
inline constexpr WhereAny where_any;

using Cells = std::vector<Cell>;

/// Where a command's result goes, row by row; a renderer stands behind it.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void begin(const std::vector<Column>& columns, bool single_record) = 0;
  /// @param cells the sink may take them
  virtual void row(Cells& cells) = 0;
  virtual void end() = 0;
  /// A document or other ready text, printed as it is.
  virtual void text(std::string_view text) = 0;
  /// Whether further lists may follow the first, as on a screen; data formats carry one result.
  virtual bool sections() const { return false; }
  /// How many rows will be shown at most, as far as that is known before they come.
  virtual std::optional<std::int64_t> most() const { return std::nullopt; }
};

/// The columns of a view and how each is read from a row, whatever the row's type: what is the same
/// for all types is compiled once.
class AnyView {
 public:
  std::vector<Column> columns() const;
  /// @param whole personal data is not masked
  /// @param out takes them; a list gives the same for each row
  void cells(const void* row, bool whole, Cells& out) const;

 protected:
  struct Reading {
    Reading(const char* a_key, const char* a_title, Callable<Cell(const void*)> how,
            bool is_optional, std::string (*its_mask)(std::string_view))
        : key(a_key), title(a_title), get(std::move(how)), optional(is_optional), mask(its_mask) {}

    const char* key;
    const char* title;
    Callable<Cell(const void*)> get;
    bool optional;
    std::string (*mask)(std::string_view);
    bool where_any = false;
  };
  void add(const Reading& reading) { readings_.push_back(reading); }

 private:
  struct Made;
  std::vector<Reading> readings_;
};

/// How rows of one type are shown: one line a column, declared once and shared by commands. A
/// column of personal data names its mask (`mask_name`, `mask_phone`, `mask_vin`): it is shown
/// whole only where the command was called with `--reveal --purpose` (clause 1.3-privacy).
template <class Row>
class View : public AnyView {
 public:
  struct Field : Reading {
    template <class Get>
    requires std::is_invocable_r_v<Cell, const Get&, const Row&> Field(
        const char* key, const char* title, Get get, bool optional = false,
        std::string (*mask)(std::string_view) = nullptr)
        : Reading(key, title, reader(std::move(get)), optional, mask) {}
    template <class Get>
    requires std::is_invocable_r_v<Cell, const Get&, const Row&> Field(
        const char* key, const char* title, Get get, WhereAny,
        std::string (*mask)(std::string_view) = nullptr)
        : Field(key, title, std::move(get), false, mask) {
      this->where_any = true;
    }

   private:
    template <class Get>
    static Callable<Cell(const void*)> reader(Get get) {
      if constexpr (std::is_empty_v<Get>)
        return static_cast<Cell (*)(const void*)>(
            [](const void* row) -> Cell { return Get{}(*static_cast<const Row*>(row)); });
      else
        return [get](const void* row) -> Cell { return get(*static_cast<const Row*>(row)); };
    }
  };
  View(std::initializer_list<Field> fields) {
    for (const auto& field : fields) add(field);
  }
  explicit View(const std::vector<Field>& fields) {
    for (const auto& field : fields) add(field);
  }
};

/// What a command writes its result to.
class Output {
 public:
  Output(Sink& sink, const Catalogue& catalogue, Files& files)
      : sink_(sink), catalogue_(catalogue), files_(files) {}

  /// A list: `[]` in JSON when empty.
  template <class Row, std::derived_from<Row> Shown = Row>
  void list(const View<Row>& view, const std::vector<Shown>& rows) {
    sink_.begin(view.columns(), false);
    for (const Row& row : rows) put(view, &row);
    sink_.end();
  }
  /// A list too long to hold: `produce` calls back with each row.
  template <class Row>
  void stream(const View<Row>& view,
              const std::function<void(const std::function<void(const Row&)>&)>& produce) {
    sink_.begin(view.columns(), false);
    produce([&](const Row& row) { put(view, &row); });
    sink_.end();
  }
  /// One record: an object in JSON, "title: value" lines in a table.
  template <class Row>
  void one(const View<Row>& view, const std::type_identity_t<Row>& row) {
    sink_.begin(view.columns(), true);
    put(view, &row);
    sink_.end();
  }
  /// Whether `section` shows anything: ask before reading rows for it.
  bool sections() const { return sink_.sections(); }
  /// A further list below the first result, with its title; left out where a format carries one
  /// result only, and when it is empty.
  template <class Row>
  void section(const char* title, const View<Row>& view, const std::vector<Row>& rows) {
    if (!sink_.sections() || rows.empty()) return;
    sink_.text("\n" + std::string(catalogue_.text(title)) + "\n");
    list(view, rows);
  }
  /// `--limit`, unless rows are sorted first: more need not be read.
  std::optional<std::int64_t> most() const { return sink_.most(); }
  /// A document.
  void text(std::string_view text) { sink_.text(text); }
  /// A remark or warning for standard error; never part of the result.
  void note(Message message) { notes_.push_back(std::move(message)); }
  const std::vector<Message>& notes() const { return notes_; }
  const Catalogue& catalogue() const { return catalogue_; }
  /// Through which the command reads and writes files.
  Files& files() const { return files_; }
  /// From here on personal data is shown whole; whoever calls it has put that on record.
  void reveal() { whole_ = true; }
  /// For text that no view masks.
  bool whole() const { return whole_; }
  /// The command ends with exit code 1 though it succeeded: a check found something.
  void found_something() { finding_ = true; }
  bool finding() const { return finding_; }

 private:
  void put(const AnyView& view, const void* row);

  Sink& sink_;
  const Catalogue& catalogue_;
  Files& files_;
  Cells cells_;
  std::vector<Message> notes_;
  bool finding_ = false;
  bool whole_ = false;
};

}  // namespace svcctl::cli
