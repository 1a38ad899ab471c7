#include "store/query.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "store/private/bind.hpp"

namespace svcctl::store {
namespace {

/// The values for the parameters of a statement, from those given.
class Given {
 public:
  Given(Statement& statement, Params params) : statement_(statement), params_(params) {
    for (const auto& param : params) {
      if (param.stamp != nullptr) stamp_ = param.stamp;
      if (!param.may_lack) ++needed_;
    }
  }

  void bind(std::size_t place, const std::string& name) {
    if (name.empty()) throw bug("an unnamed parameter: " + statement_.text());
    const Param* found = nullptr;
    for (const auto& param : params_) {
      if (param.stamp != nullptr || param.name != name) continue;
      if (found != nullptr) throw bug("parameter " + name + " given twice");
      found = &param;
    }
    if (found != nullptr) {
      if (!found->may_lack) ++used_;
      return statement_.bind(place, found->kind, seen_of(found->value));
    }
    if (stamp_ == nullptr || !bind_stamp(place, name))
      throw bug("unbound parameter " + name + ": " + statement_.text());
  }
  bool all_used() const { return used_ + (stamped_ ? 1 : 0) == needed_; }

 private:
  bool bind_stamp(std::size_t place, std::string_view name) {
    Seen value;
    if (name == "at")
      value = stamp_->happened().seconds;
    else if (name == "now")
      value = stamp_->recorded().seconds;
    else if (name == "told") {
      if (stamp_->happened() != stamp_->recorded()) value = stamp_->happened().seconds;
    } else if (name != "staff")
      return false;
    else if (stamp_->by())
      value = *stamp_->by();
    statement_.bind(place, Kind::integer, value);
    return stamped_ = true;
  }

  Statement& statement_;
  Params params_;
  const Stamp* stamp_ = nullptr;
  std::size_t needed_ = 0;
  std::size_t used_ = 0;
  bool stamped_ = false;
};

/// @return whether none was left
bool bound(Statement& statement, Params params) {
  const auto& names = statement.parameters();
  Given given(statement, params);
  for (std::size_t place = 0; place < names.size(); ++place) given.bind(place, names[place]);
  return given.all_used();
}

}  // namespace

void bind_some(Statement& statement, Params params) { bound(statement, params); }

void bind_all(Statement& statement, Params params) {
  if (!bound(statement, params))
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
