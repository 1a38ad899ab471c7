#include "store/query.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "store/private/bind.hpp"

namespace svcctl::store {
namespace {

const Param& param_of(const Statement& statement, const std::string& name, Params params) {
  if (name.empty()) throw bug("an unnamed parameter: " + statement.text());
  const Param* found = nullptr;
  for (const auto& param : params) {
    if (param.name != name) continue;
    if (found != nullptr) throw bug("parameter " + name + " given twice");
    found = &param;
  }
  if (found == nullptr) throw bug("unbound parameter " + name + ": " + statement.text());
  return *found;
}

}  // namespace

void bind_all(Statement& statement, Params params) {
  const auto& names = statement.parameters();
  for (std::size_t place = 0; place < names.size(); ++place) {
    const auto& param = param_of(statement, names[place], params);
    statement.bind(place, param.kind, seen_of(param.value));
  }
  if (names.size() != params.size())
    throw bug("a parameter the statement does not have: " + statement.text());
}

void unreadable(const char* wanted, const Seen& found) {
  std::string what = "NULL";
  if (const auto* number = std::get_if<std::int64_t>(&found)) what = std::to_string(*number);
  if (const auto* text = std::get_if<std::string_view>(&found))
    what = "'" + std::string(*text) + "'";
  if (std::holds_alternative<BytesView>(found)) what = "bytes";
  throw bug("a stored value is no " + std::string(wanted) + ": " + what);
}

Seen seen_of(const Stored& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return std::string_view(*text);
  if (const auto* raw = std::get_if<Bytes>(&value)) return BytesView{raw->bytes};
  return {};
}

Stored stored_of(const Seen& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  if (const auto* raw = std::get_if<BytesView>(&value)) return Bytes{std::string(raw->bytes)};
  return {};
}

Stored Row::stored(std::string_view column) const { return stored_of(seen(column)); }

Seen Row::seen(std::string_view column) const {
  const auto& columns = view_->columns();
  auto place = next_column_;
  if (place >= columns.size() || columns[place] != column) {
    place = static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin());
    if (place == columns.size()) throw bug("no column " + std::string(column));
  }
  next_column_ = place + 1;
  return view_->value(place);
}

Query::Query(Engine& engine, std::string_view sql, Params params)
    : statement_(engine.prepare(sql)), row_(statement_.get()) {
  if (statement_->writes()) throw bug("a write in a read: " + statement_->text());
  bind_all(*statement_, params);
}

bool Query::next() { return statement_->step(); }

}  // namespace svcctl::store
