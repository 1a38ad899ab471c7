#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/digest.hpp"
#include "store/engine.hpp"
#include "store/private/chain.hpp"
#include "store/private/override.hpp"
#include "store/private/signature.hpp"
#include "store/txn.hpp"

// How the log and the digests of rows are written; shared by transactions, checks and migrations.
namespace svcctl::store {

/// The SHA-256 of a row, as its text stands in RowDigests.
using RowDigest = std::array<unsigned char, 32>;

/// Whether the log covers a table: all but its own tables and the answers to `--ref`.
SVCCTL_API bool logged(std::string_view table);
/// The names of the tables the log covers.
std::vector<std::string> logged_tables(Engine& engine);

/// Makes the text of a row that its digest covers: every column with a value, by name and type.
/// Columns without a value are left out, so that a migration may add one.
class RowText {
 public:
  /// @param row a statement whose rows are whole rows of one table, `id` among their columns
  explicit RowText(const RowView& row);
  std::int64_t id_of(const RowView& row) const;
  /// The outlet that the row is of, where it says so.
  std::optional<std::int64_t> outlet_of(const RowView& row) const;
  /// Lives until the next call.
  const std::string& of(const RowView& row);

 private:
  /// How the text of a value begins: the column's name and the type.
  struct Column {
    std::string whole_number, text, other;
  };
  std::vector<Column> columns_;
  std::size_t id_column_;
  std::size_t outlet_column_;
  std::string text_;
};

/// Reads the digests of rows of one table in the order of their ids, or of one row.
class RowDigests {
 public:
  RowDigests(Engine& engine, const std::string& table, bool one_row);

  /// Steps to that row; false when there is none. Only for one_row.
  bool find(std::int64_t id);
  /// Steps to the next row; false after the last.
  bool next() { return statement_->step(); }
  std::int64_t id() const { return text_.id_of(*statement_); }
  /// 32 bytes.
  std::string digest() {
    const auto digest = sha256_bytes(text());
    return {digest.begin(), digest.end()};
  }
  /// What the digest is taken of, until the next row.
  const std::string& text() { return text_.of(*statement_); }

 private:
  Prepared statement_;
  RowText text_;
};

/// A row that an event tells of: as it stands after the transaction, or deleted.
struct ToldRow {
  std::string table;
  std::int64_t id = 0;
  std::optional<RowDigest> digest;  ///< none: the row was deleted
  bool made = false;                ///< the event made the row
};

/// The rows a transaction touched, and the events it told of.
struct WriteTxn::Journal {
  /// In the order of writing; of a row that was written twice the later one counts.
  struct Touch {
    std::string table;
    std::int64_t id = 0;
    std::size_t event = 0;                    ///< index of the event that was still to come
    std::optional<RowDigest> digest;          ///< none: the row was deleted
    bool made = false;                        ///< the row was not there before
    std::optional<std::int64_t> outlet = {};  ///< that the row is of, where it says so
  };
  std::vector<Touch> touched;
  std::vector<Event> events;
  std::map<std::string, RowText, std::less<>> row_texts;
  std::map<std::size_t, Digest> packs;  ///< of rows in bulk, by the event that was still to come
  bool bulk = false;                    ///< rows are written in bulk: packs tell of them
  std::vector<std::function<void()>> undoing;  ///< gives `Kept` values back what they held
  std::map<std::int64_t, ChainHead> heads;     ///< read at the beginning, by chain
  std::vector<Remark> remarks;
  std::vector<OverrideMade> overrides;
  std::size_t overrides_before = 0;  ///< of other commands in the same transaction
  std::vector<Naming> named;

  /// How far the journal was when an attempt began.
  struct Mark {
    std::size_t touched, events, undoing, remarks, overrides, told, named, named_told;
    std::map<std::size_t, Digest> packs;
  };
  Mark mark() const;
  /// The text of rows of that table, whose columns the statement has.
  RowText& row_text(std::string_view table, const RowView& row);
  /// Forgets what came after the mark.
  void go_back_to(const Mark& mark);

  /// What is written after the last event belongs to that one.
  std::size_t event_of(std::size_t index) const { return std::min(index, events.size() - 1); }
};

/// For each event of the transaction the rows it tells of, by table and id.
std::vector<std::vector<ToldRow>> told_rows(const WriteTxn::Journal& journal);

/// An event of an outlet makes rows of that outlet only.
/// @throws Error (a bug) where a row since the event before is made of another one
void require_rows_of(const WriteTxn::Journal& journal, Scope scope);

/// The number of the job that an event is about; empty where it is about none.
std::string job_of(const Event& event);

/// Facts as the log keeps them: names and values, each preceded by its length.
std::string pack(const std::vector<std::pair<std::string, std::string>>& facts);
std::vector<std::pair<std::string, std::string>> unpack(std::string_view payload);

}  // namespace svcctl::store
