#include "base/error.hpp"
#include "store/sqlite/private/hint.hpp"
#include "store/sqlite/private/sqlite.hpp"

namespace svcctl::store::sqlite {
namespace {

/// Whether only blanks, comments and semicolons are left.
bool nothing_but_blanks(std::string_view rest) {
  while (!rest.empty()) {
    if (rest.starts_with("--")) {
      const auto end = rest.find('\n');
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
    } else if (std::string_view(" \t\r\n;").find(rest.front()) != std::string_view::npos) {
      rest.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(SqliteEngine& engine, std::string_view sql) : engine_(engine) {
    text_ = sql;
    const char* tail = nullptr;
    const auto hinted = with_hints(sql);
    const int result =
        sqlite3_prepare_v3(engine.raw(), hinted.c_str(), static_cast<int>(hinted.size()) + 1,
                           SQLITE_PREPARE_PERSISTENT, &raw_, &tail);
    if (result != SQLITE_OK) engine.fail(result, sql);
    if (raw_ == nullptr) throw bug("an empty statement");
    try {
      if (!nothing_but_blanks(tail)) throw bug("text after the statement: " + std::string(tail));
      describe();
    } catch (...) {
      sqlite3_finalize(raw_);
      throw;
    }
  }
  ~SqliteStatement() override { sqlite3_finalize(raw_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void bind(std::size_t place, Kind kind, const Seen& value) override {
    put(place, kind, value, SQLITE_TRANSIENT);
  }
  void lend(std::size_t place, Kind kind, const Seen& value) override {
    put(place, kind, value, SQLITE_STATIC);
  }

  bool step() override {
    if (!under_way_ && engine_.observer() != nullptr) engine_.observer()->executed(text_, bound_);
    under_way_ = true;
    const int result = sqlite3_step(raw_);
    if (result == SQLITE_ROW) {
      if (engine_.observer() != nullptr) engine_.observer()->row(*this);
      return true;
    }
    if (result != SQLITE_DONE) engine_.fail(result, text_);
    return false;
  }

  Seen value(std::size_t place) const override {
    // One thread at a time uses a connection, so that the value needs no protection.
    auto* value = sqlite3_column_value(raw_, static_cast<int>(place));
    switch (sqlite3_value_type(value)) {
      case SQLITE_NULL: return {};
      case SQLITE_INTEGER: return std::int64_t{sqlite3_value_int64(value)};
      case SQLITE_TEXT: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
        return std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
      }
      case SQLITE_BLOB: {
        const auto* data = static_cast<const char*>(sqlite3_value_blob(value));
        return BytesView{{data, static_cast<std::size_t>(sqlite3_value_bytes(value))}};
      }
      default: throw bug("column " + columns_[place] + " is no whole number, no text and no bytes");
    }
  }

  void restart() override {
    sqlite3_reset(raw_);
    under_way_ = false;
  }
  void clear() noexcept override {
    restart();
    sqlite3_clear_bindings(raw_);
  }

 private:
  void describe() {
    writes_ = sqlite3_stmt_readonly(raw_) == 0;
    const int columns = sqlite3_column_count(raw_);
    for (int i = 0; i < columns; ++i) columns_.emplace_back(sqlite3_column_name(raw_, i));
    const int parameters = sqlite3_bind_parameter_count(raw_);
    for (int place = 1; place <= parameters; ++place) {
      const char* name = sqlite3_bind_parameter_name(raw_, place);
      parameters_.emplace_back(name != nullptr && name[0] == ':' ? name + 1 : "");
    }
  }

  void put(std::size_t place, Kind kind, const Seen& value, sqlite3_destructor_type owner) {
    const int at = static_cast<int>(place) + 1;
    int result = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&value))
      result = sqlite3_bind_int64(raw_, at, *number);
    else if (const auto* text = std::get_if<std::string_view>(&value))
      result = sqlite3_bind_text64(raw_, at, text->data() == nullptr ? "" : text->data(),
                                   text->size(), owner, SQLITE_UTF8);
    else if (const auto* raw = std::get_if<BytesView>(&value))
      result = sqlite3_bind_blob64(raw_, at, raw->bytes.data() == nullptr ? "" : raw->bytes.data(),
                                   raw->bytes.size(), owner);
    else
      result = sqlite3_bind_null(raw_, at);
    if (result != SQLITE_OK) engine_.fail(result, text_);
    if (engine_.observer() == nullptr) return;
    bound_.resize(parameters_.size());
    bound_[place] = {parameters_[place], kind, stored_of(value)};
  }

  SqliteEngine& engine_;
  sqlite3_stmt* raw_ = nullptr;
  bool under_way_ = false;
  std::vector<Bound> bound_;  ///< kept for an observer only
};

}  // namespace

std::unique_ptr<Statement> SqliteEngine::make_statement(std::string_view sql) {
  return std::make_unique<SqliteStatement>(*this, sql);
}

}  // namespace svcctl::store::sqlite
