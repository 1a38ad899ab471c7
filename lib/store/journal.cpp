#include "store/private/journal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.hpp"
#include "store/digest.hpp"

namespace svcctl::store {

bool logged(std::string_view table) {
  constexpr std::array own = {std::string_view("event"),       std::string_view("event_row"),
                              std::string_view("event_pack"),  std::string_view("store_meta"),
                              std::string_view("request_ref"), std::string_view("word_segment"),
                              std::string_view("word_posting")};
  return std::ranges::find(own, table) == own.end() && !table.starts_with("sqlite_");
}

std::vector<std::string> logged_tables(Connection::Handle& handle) {
  std::vector<std::string> names;
  Query query(&handle, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", {});
  while (query.next())
    if (std::string name = query.row()["name"]; logged(name)) names.push_back(std::move(name));
  return names;
}

RowDigests::RowDigests(Connection::Handle& handle, const std::string& table, bool one_row)
    : handle_(handle),
      statement_(handle.take("SELECT * FROM \"" + table + "\"" +
                             (one_row ? " WHERE id = ?1" : " ORDER BY id"))),
      id_column_(static_cast<int>(std::ranges::find(statement_->columns, "id") -
                                  statement_->columns.begin())) {
  for (const auto& name : statement_->columns) {
    std::string field;
    put_field(field, name);
    columns_.push_back({field + "7:integer", field + "4:text", field + "5:other"});
  }
}

RowDigests::~RowDigests() { handle_.give_back(std::move(statement_)); }

bool RowDigests::next() {
  const int result = sqlite3_step(statement_->raw);
  if (result == SQLITE_DONE) return false;
  if (result != SQLITE_ROW) fail(handle_, result, statement_->sql);
  id_ = sqlite3_column_int64(statement_->raw, id_column_);
  return true;
}

bool RowDigests::find(std::int64_t id) {
  sqlite3_reset(statement_->raw);
  sqlite3_bind_int64(statement_->raw, 1, id);
  return next();
}

std::string RowDigests::digest() { return sha256(text()); }

// Columns without a value are left out, so that a migration may add one.
const std::string& RowDigests::text() {
  text_.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto* value = sqlite3_column_value(statement_->raw, static_cast<int>(i));
    const int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) continue;
    if (type == SQLITE_INTEGER) {
      text_ += columns_[i].whole_number;
      put_field(text_, sqlite3_value_int64(value));
      continue;
    }
    text_ += type == SQLITE_TEXT ? columns_[i].text : columns_[i].other;
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    put_field(text_, {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))});
  }
  return text_;
}

WriteTxn::Journal::Mark WriteTxn::Journal::mark() const {
  return {touched.size(), events.size(), overrides.size(), undoing.size(), packs};
}

void WriteTxn::Journal::go_back_to(const Mark& mark) {
  for (; undoing.size() > mark.undoing; undoing.pop_back()) undoing.back()();
  touched.erase(touched.begin() + static_cast<std::ptrdiff_t>(mark.touched), touched.end());
  events.erase(events.begin() + static_cast<std::ptrdiff_t>(mark.events), events.end());
  overrides.erase(overrides.begin() + static_cast<std::ptrdiff_t>(mark.overrides), overrides.end());
  packs = mark.packs;
}

std::vector<std::vector<ToldRow>> told_rows(WriteTxn& tx) {
  const auto& journal = tx.journal();
  std::map<std::pair<std::string_view, std::int64_t>, std::size_t> last;
  for (const auto& touch : journal.touched)
    last.insert_or_assign({touch.table, touch.id}, journal.event_of(touch.event));
  std::vector<std::vector<ToldRow>> told(journal.events.size());
  std::optional<RowDigests> reader;
  std::string_view table;
  for (const auto& [row, event] : last) {
    if (table != row.first) reader.emplace(tx.handle(), std::string(row.first), true);
    table = row.first;
    auto& made = told[event].emplace_back(ToldRow{std::string(row.first), row.second, {}});
    if (reader->find(row.second)) made.digest = sha256_bytes(reader->text());
  }
  return told;
}

std::string pack(const std::vector<std::pair<std::string, std::string>>& facts) {
  std::string out;
  for (const auto& [name, value] : facts)
    for (const auto* field : {&name, &value}) out += std::to_string(field->size()) + ":" + *field;
  return out;
}

std::vector<std::pair<std::string, std::string>> unpack(std::string_view payload) {
  std::vector<std::string> fields;
  while (!payload.empty()) {
    std::size_t size = 0;
    const auto* end = payload.data() + payload.size();
    const auto [stop, error] = std::from_chars(payload.data(), end, size);
    if (error != std::errc() || stop == end || *stop != ':' ||
        static_cast<std::size_t>(end - stop) - 1 < size)
      break;
    fields.emplace_back(stop + 1, size);
    payload = std::string_view(stop + 1 + size, end);
  }
  std::vector<std::pair<std::string, std::string>> facts;
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
    facts.emplace_back(fields[i], fields[i + 1]);
  return facts;
}

std::string ChainLink::hash() const {
  return Digest()
      .add(seq)
      .add(at)
      .add(recorded_at)
      .add(actor)
      .add(command)
      .add(entity)
      .add(key)
      .add(payload)
      .add(rows_hash)
      .add(previous_hash)
      .hex();
}

}  // namespace svcctl::store
