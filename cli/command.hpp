#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/read/reading.hpp"
#include "cli/output/callable.hpp"
#include "cli/output/output.hpp"
#include "csv/column.hpp"
#include "store/txn.hpp"

namespace svcctl::cli {

/// What a verb may touch; decides what the driver opens before it runs.
enum class Access {
  read,   ///< a read snapshot
  write,  ///< the write lock, one transaction, committed after rendering
  admin,  ///< nothing: the command works on the store as a file, or on no store
};

/// What a value must look like; checked before any store is opened.
enum class Kind {
  text,
  integer,
  kilometres,  ///< a whole number, with or without km
  year,
  money,
  quantity,
  hours,
  percent,
  date,
  last_day,  ///< a day, or a month, whose last day it is
  instant,
  period,
  days,
  choice,
  file,
  input,  ///< a file of rows; "-" is standard input, read before a store is opened
  flag
};

/// What a value of Kind::choice may be. The codes are what is typed, completed and kept; words of
/// either language name them too where the choices are those of an enumeration.
struct Choices : std::vector<std::string> {
  using std::vector<std::string>::vector;
  Choices() = default;
  Choices(std::vector<std::string> codes) : std::vector<std::string>(std::move(codes)) {}
  /// The code that the word names, or nothing.
  std::optional<std::string> named(std::string_view word) const {
    const auto code = read ? read(word) : std::string();
    return std::ranges::find(*this, code) == end() ? std::nullopt : std::optional(code);
  }
  std::string (*read)(std::string_view word) = nullptr;
};

/// One option or positional of a verb, as data.
struct Option {
  std::string name;  ///< "plate" for --plate; "JOB" (upper case) for a positional
  Kind kind = Kind::text;
  const char* help = "";        ///< message id
  std::string value_name = {};  ///< "NO[:QTY[@PRICE]]"
  bool required = false;
  bool repeated = false;
  bool verbatim = false;  ///< blanks around its value count
  Choices choices = {};   ///< of Kind::choice

  /// Whether it takes the code of a person of the staff, in whatever case it is typed.
  bool person() const { return value_name == "STAFF" || name == "STAFF"; }
  bool positional() const { return !name.empty() && name[0] >= 'A' && name[0] <= 'Z'; }
};

/// A word of the command line as typed, and what its option's kind makes of it.
struct ReadValue {
  std::string text;  ///< of a choice: the choice
  /// Nothing for text, choices, files and flags; an int counts days.
  std::variant<std::monostate, std::int64_t, Money, Quantity, Hours, Percent, Date, Instant, Period,
               int>
      value = {};
};
/// The values of options, by their names without dashes.
using ReadValues = std::map<std::string, std::vector<ReadValue>, std::less<>>;

/// The values of one call, made and checked by the parser. Accessors take the option's name without
/// dashes; asking for a name the verb does not declare, or for another kind of value, is a bug.
class Args {
 public:
  Args() = default;
  Args(std::vector<std::string> declared, ReadValues values)
      : declared_(std::move(declared)), values_(std::move(values)) {}

  bool has(std::string_view name) const { return find(name) != nullptr; }
  bool flag(std::string_view name) const { return has(name); }
  bool declares(std::string_view name) const;
  /// Empty when absent.
  std::string text(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;
  std::optional<std::string> maybe(std::string_view name) const;
  /// Of an option with the choices yes and no.
  std::optional<bool> yes(std::string_view name) const;
  std::optional<std::int64_t> integer(std::string_view name) const {
    return value<std::int64_t>(name);
  }
  std::optional<Money> money(std::string_view name) const { return value<Money>(name); }
  std::optional<Quantity> quantity(std::string_view name) const { return value<Quantity>(name); }
  std::optional<Hours> hours(std::string_view name) const { return value<Hours>(name); }
  std::optional<Percent> percent(std::string_view name) const { return value<Percent>(name); }
  std::optional<Date> date(std::string_view name) const { return value<Date>(name); }
  std::optional<Instant> instant(std::string_view name) const { return value<Instant>(name); }
  std::optional<Period> period(std::string_view name) const { return value<Period>(name); }
  std::optional<int> days(std::string_view name) const { return value<int>(name); }
  /// A choice as the enumeration it stands for.
  template <Coded Enum>
  std::optional<Enum> code(std::string_view name) const {
    auto value = maybe(name);
    return value ? from_code<Enum>(*value) : std::nullopt;
  }
  const ReadValues& values() const { return values_; }

 private:
  const std::vector<ReadValue>* find(std::string_view name) const;
  template <class Value>
  std::optional<Value> value(std::string_view name) const {
    const auto* found = find(name);
    if (!found) return std::nullopt;
    if (const auto* value = std::get_if<Value>(&found->front().value)) return *value;
    throw bug("option of another kind: " + std::string(name));
  }

  std::vector<std::string> declared_;
  ReadValues values_;
};

struct SharedOptions;

/// What an admin command works with instead of a transaction.
struct AdminCall {
  const Args& args;
  Output& out;
  const SharedOptions& shared;
  const store::Context& context;
};

struct Example {
  std::string command;  ///< "svcctl intake open --plate 京A12345 …": run by a test
  const char* help;
};

/// A verb as data. `--help`, the reference, completion and the meta tests read it; the parser
/// turns it into options; the driver runs exactly one of the three functions.
struct Command {
  std::string name = {};  ///< as its Verb is named, filled by `command_of`
  const char* help;       ///< message id, one line
  std::vector<Option> options = {};
  Callable<void(store::ReadTxn&, const Args&, Output&)> read = {};
  Callable<void(store::WriteTxn&, const Args&, Output&)> write = {};
  Callable<void(AdminCall&)> admin = {};
  bool subject_first = false;
  std::vector<Example> examples = {};
  const char* more = "";        ///< message id: a paragraph for --help, rules and clauses
  const char* write_with = "";  ///< of a verb with both: the option that makes it a write
  /// Of a verb that writes and has `admin` too: whether a call does without the store.
  Callable<bool(const Args&)> outside = {};
  /// The result is personal data whole: a read is always run as with `--reveal`, and nothing is
  /// kept behind --ref.
  bool personal = false;
  /// Of a verb that takes a list in: the columns it knows.
  std::span<const csv::Column> (*list)() = nullptr;
  bool approved = false;  ///< it takes `--approved-by` by itself: another manager stands behind it
  const char* format = "table";  ///< how its result is printed unless --format says

  Access access() const { return read ? Access::read : write ? Access::write : Access::admin; }
};

/// The name of a verb and what makes its declaration. Only the verb that runs is made: the tables
/// of a group are long, and a short command would spend its time on them.
struct Verb {
  /// "open", "supplier add"; "task start" with subject_first is typed `job task JOB start …`.
  std::string_view name;
  Command (*make)();
};

/// A group of verbs, by name.
struct Group {
  std::string_view name;
  const char* help;  ///< message id
  std::vector<Verb> (*verbs)();
  /// The verb that is meant where the word behind the group is none: `svcctl approve 17`.
  std::string_view otherwise = {};
};

/// The choices yes and no, in either language.
inline Choices yes_or_no() {
  Choices out{"yes", "no"};
  out.read = [](std::string_view word) {
    const auto reading = readers::yes(word);
    return std::string(!reading.value ? "" : *reading.value ? "yes" : "no");
  };
  return out;
}

/// Choices of a coded enumeration, for Option::choices.
template <Coded Enum>
Choices choices_of() {
  Choices out;
  out.read = [](std::string_view word) {
    const auto value = readers::code<Enum>(word);
    return std::string(value ? to_code(*value) : "");
  };
  out.reserve(codes<Enum>.size());
  for (const auto& entry : codes<Enum>) out.emplace_back(entry.code);
  return out;
}

}  // namespace svcctl::cli
