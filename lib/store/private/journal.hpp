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
#include "store/private/handle.hpp"
#include "store/txn.hpp"

// How the log and the digests of rows are written; shared by transactions, checks and migrations.
namespace svcctl::store {

/// The SHA-256 of a row, as its text stands in RowDigests.
using RowDigest = std::array<unsigned char, 32>;

/// Whether the log covers a table: all but its own tables and the answers to `--ref`.
bool logged(std::string_view table);
/// The names of the tables the log covers.
std::vector<std::string> logged_tables(Connection::Handle& handle);

/// Reads the digests of rows of one table in the order of their ids, or of one row.
class RowDigests {
 public:
  RowDigests(Connection::Handle& handle, const std::string& table, bool one_row);
  ~RowDigests();
  RowDigests(const RowDigests&) = delete;
  RowDigests& operator=(const RowDigests&) = delete;

  /// Steps to that row; false when there is none. Only for one_row.
  bool find(std::int64_t id);
  /// Steps to the next row; false after the last.
  bool next();
  std::int64_t id() const { return id_; }
  std::string digest();
  /// What the digest is taken of, until the next row.
  const std::string& text();

 private:
  /// How the text of a value begins: the column's name and the type.
  struct Column {
    std::string whole_number, text, other;
  };
  Connection::Handle& handle_;
  std::unique_ptr<Statement> statement_;
  std::vector<Column> columns_;
  int id_column_;
  std::int64_t id_ = 0;
  std::string text_;
};

/// A row that an event tells of: as it stands after the transaction, or deleted.
struct ToldRow {
  std::string table;
  std::int64_t id = 0;
  std::optional<RowDigest> digest;  ///< none: the row was deleted
};

/// The rows a transaction touched, and the events it told of.
struct WriteTxn::Journal {
  /// In the order of writing; of a row that was written twice the later one counts.
  struct Touch {
    std::string table;
    std::int64_t id = 0;
    std::size_t event = 0;  ///< index of the event that was still to come
  };
  std::vector<Touch> touched;
  std::vector<Event> events;
  std::map<std::size_t, Digest> packs;  ///< of rows in bulk, by the event that was still to come
  bool bulk = false;                    ///< rows are written in bulk: packs tell of them
  struct Overridden {
    Clause clause;
    std::string code;
    std::size_t event;
    Override how;
  };
  std::vector<Overridden> overrides;
  std::vector<std::function<void()>> undoing;  ///< gives `Kept` values back what they held

  /// How far the journal was when an attempt began.
  struct Mark {
    std::size_t touched, events, overrides, undoing;
    std::map<std::size_t, Digest> packs;
  };
  Mark mark() const;
  /// Forgets what came after the mark.
  void go_back_to(const Mark& mark);

  /// What is written after the last event belongs to that one.
  std::size_t event_of(std::size_t index) const { return std::min(index, events.size() - 1); }
};

/// For each event of the transaction the rows it tells of, by table and id.
std::vector<std::vector<ToldRow>> told_rows(WriteTxn& tx);

/// Facts as the log keeps them: names and values, each preceded by its length.
std::string pack(const std::vector<std::pair<std::string, std::string>>& facts);
std::vector<std::pair<std::string, std::string>> unpack(std::string_view payload);

/// The fields of one event as they are chained.
struct ChainLink {
  std::int64_t seq = 0;
  std::int64_t at = 0;
  std::int64_t recorded_at = 0;
  std::string actor, command, entity, key, payload, rows_hash, previous_hash;

  std::string hash() const;
};

}  // namespace svcctl::store
