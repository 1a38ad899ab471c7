#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/export.hpp"
#include "base/text.hpp"
#include "store/codec.hpp"

// What the store asks of a database engine. Services, transactions and the log know this only; an
// engine stands in a folder of its own (lib/store/sqlite), which alone includes its library.
namespace svcctl::store {

class BulkRows;
class Engine;
struct OpenOptions;

/// A row to read values from, by their place from 0.
class SVCCTL_API RowView {
 public:
  virtual ~RowView() = default;
  /// Text and bytes live until the statement steps on.
  virtual Seen value(std::size_t place) const = 0;
  virtual const std::vector<std::string>& columns() const = 0;
};

/// A prepared statement. Its parameters are bound by their place, from 0.
class SVCCTL_API Statement : public RowView {
 public:
  const std::vector<std::string>& columns() const override { return columns_; }
  const std::string& text() const { return text_; }
  /// The names of the parameters, without the colon; empty for one that has none.
  const std::vector<std::string>& parameters() const { return parameters_; }
  bool writes() const { return writes_; }

  /// Text and bytes are copied.
  virtual void bind(std::size_t place, Kind kind, const Seen& value) = 0;
  /// Text and bytes are not copied: they must live until the statement starts over.
  virtual void lend(std::size_t place, Kind kind, const Seen& value) = 0;
  /// Goes to the next row; false after the last.
  virtual bool step() = 0;
  /// Back to before the first row; what is bound stays bound.
  virtual void restart() = 0;
  /// Back to before the first row with nothing bound.
  virtual void clear() noexcept = 0;

 protected:
  std::string text_;
  std::vector<std::string> columns_;
  std::vector<std::string> parameters_;
  bool writes_ = false;
};

/// A statement on loan: its engine keeps it prepared for the next who asks for the same text.
struct SVCCTL_API GiveBack {
  Engine* engine = nullptr;
  void operator()(Statement* statement) const noexcept;
};
using Prepared = std::unique_ptr<Statement, GiveBack>;

/// A parameter as it was bound.
struct Bound {
  std::string name;
  Kind kind = Kind::integer;
  Stored value;
};

/// Sees what an engine executes, for tests and measurements.
class SVCCTL_API Observer {
 public:
  virtual ~Observer() = default;
  /// A statement begins, also one of the engine's own for a transaction.
  virtual void executed(std::string_view text, std::span<const Bound> parameters) = 0;
  /// A row of the statement that began last or of an earlier one still under way.
  virtual void row(const Statement& statement);
};

enum class Access { read, write };
enum class Savepoint { set, release };

/// How a transaction reads the store: which pages are worth keeping in memory.
enum class Reading {
  usual,      ///< a few rows here and there
  in_order,   ///< much, but each page once, or seldom again
  back_again  ///< much, and the same pages again and again
};

/// What the last write came to.
struct Written {
  std::int64_t rows = 0;
  std::int64_t last_id = 0;  ///< of the row inserted last
};

/// A column of a table and the value it takes when none is given.
struct TableColumn {
  std::string name;
  Stored fallback;
};

/// A column that refers to the rows of a table.
struct Referring {
  std::string table;
  std::string column;
};

/// What a store is, as its engine knows it.
struct EngineInfo {
  bool ours = false;          ///< has the mark of svcctl
  std::int64_t version = 0;   ///< of the schema
  bool schema_known = false;  ///< nothing was made, changed or dropped since it was noted last
};

/// A table, index, trigger or view with the text that makes it.
struct SchemaObject {
  std::string kind;
  std::string name;
  std::string text;
};

/// Something an engine found wrong with its own files or references.
struct EngineFinding {
  std::string check;  ///< "integrity", "foreign-key"
  std::string where;
  Message what;
};

/// One open database. Everything throws Error with what the failure means to people: "store.busy"
/// (6), "store.full", "store.damaged", "store.io" … (7), "store.duplicate", "store.in-use" (4), and
/// a bug for a statement that cannot be prepared.
class SVCCTL_API Engine {
 public:
  virtual ~Engine() = default;
  /// What messages call it: the file.
  virtual const std::string& name() const = 0;

  /// @param access write: no other writer until the end
  virtual void begin(Access access) = 0;
  /// Durable when it returns.
  virtual void commit() = 0;
  /// Ends the transaction, if there is one, as if it had not been.
  virtual void roll_back() noexcept = 0;
  /// Savepoints stand in one another; `release` keeps what was done since the last.
  virtual void savepoint(Savepoint what) = 0;
  /// Undoes what was done since the last savepoint and ends that; false when the failure ended the
  /// whole transaction.
  virtual bool back_to_savepoint() noexcept = 0;
  /// Until the end of the transaction.
  virtual void expect(Reading reading) = 0;

  /// A statement of this text, prepared before or now.
  Prepared prepare(std::string_view sql);
  /// Of the last write.
  virtual Written written() const = 0;
  /// Runs statements without parameters and results, as a migration has them.
  virtual void script(const std::string& text) = 0;

  /// The rows that statements read from the table `bulk_rows`, or none.
  /// @return those before
  virtual const BulkRows* lend_rows(const BulkRows* rows) = 0;
  /// While on, foreign keys are not checked: the caller guarantees them. A migration, which drops
  /// tables that others refer to, turns it on before its transaction.
  virtual void vouch(bool on) = 0;

  virtual std::vector<SchemaObject> schema() = 0;
  /// The next commit notes that the schema is as it should be, for `EngineInfo::schema_known`.
  virtual void note_schema() = 0;
  virtual std::vector<std::string> tables() = 0;
  virtual bool has_table(std::string_view name) = 0;
  virtual std::vector<TableColumn> columns(const std::string& table) = 0;
  virtual std::vector<Referring> references_to(std::string_view table) = 0;
  /// Drops an index; the text makes it again.
  virtual std::string set_index_aside(const std::string& name) = 0;

  virtual EngineInfo info() = 0;
  virtual void set_version(std::int64_t version) = 0;
  /// Calls back with whatever is wrong with the files and, where those are whole, the references.
  virtual void check(const std::function<void(EngineFinding)>& take) = 0;
  /// A table with a row that points at nothing, or empty.
  virtual std::string broken_reference() = 0;
  /// Copies everything into an empty file.
  virtual void copy_to(const std::string& path) = 0;
  virtual void vacuum() = 0;

  void observe(Observer* observer) { observer_ = observer; }

 protected:
  virtual std::unique_ptr<Statement> make_statement(std::string_view sql) = 0;
  /// To be called before the engine closes.
  void forget_statements() { idle_.clear(); }
  Observer* observer_ = nullptr;

 private:
  friend GiveBack;
  std::unordered_map<std::string_view, std::unique_ptr<Statement>> idle_;
};

/// Opens the store that the options name. @throws Error as Connection's constructor
std::unique_ptr<Engine> open_engine(const OpenOptions& options);
/// Makes a store, fills it in one transaction before it gets its name, and opens it.
/// @param filled called with its path before that
/// @throws Error "store.exists" (7)
std::unique_ptr<Engine> create_engine(const OpenOptions& options,
                                      const std::function<void(Engine&)>& fill,
                                      const std::function<void(const std::string&)>& filled = {});

}  // namespace svcctl::store
