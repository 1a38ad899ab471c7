#include "store/known_rows.hpp"

#include <algorithm>
#include <cctype>

namespace svcctl::store {
namespace {

constexpr std::size_t most_known_rows = 48;  ///< kept of one read
constexpr std::size_t most_results = 128;    ///< kept at a time

/// The statement, a zero, and its parameters, each with its kind and length before it.
std::string key_of(std::string_view sql, Params params, std::size_t most) {
  std::string key(sql);
  key += '\0';
  for (const auto& param : params) {
    key.append("\n").append(param.name).append(std::to_string(param.value.index()));
    if (const auto* number = std::get_if<std::int64_t>(&param.value))
      key.append(":").append(std::to_string(*number));
    const auto* text = std::get_if<std::string>(&param.value);
    if (const auto* raw = std::get_if<Bytes>(&param.value)) text = &raw->bytes;
    if (text != nullptr)
      key.append(":").append(std::to_string(text->size())).append(":").append(*text);
  }
  return key.append(most == 1 ? "\n1" : "\n");
}

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Whether the table is a word of the text that is no parameter's name.
bool names(std::string_view sql, std::string_view table) {
  for (auto at = sql.find(table); at != std::string_view::npos; at = sql.find(table, at + 1)) {
    const auto end = at + table.size();
    const bool begins = at == 0 || (!in_word(sql[at - 1]) && sql[at - 1] != ':');
    if (begins && (end == sql.size() || !in_word(sql[end]))) return true;
  }
  return false;
}

}  // namespace

KnownRow::KnownRow(std::shared_ptr<const std::vector<std::string>> columns, const RowView& row)
    : columns_(std::move(columns)) {
  values_.reserve(columns_->size());
  for (std::size_t i = 0; i < columns_->size(); ++i) values_.push_back(stored_of(row.value(i)));
}

Recalled KnownRows::read(Engine& engine, std::string_view sql, Params params, std::size_t most) {
  auto key = key_of(sql, params, most);
  if (const auto found = known_.find(key); found != known_.end()) return {found->second, {}};
  Query query(engine, sql, params);
  auto rows = std::make_shared<std::vector<KnownRow>>();
  const auto columns = std::make_shared<const std::vector<std::string>>(query.view().columns());
  const auto limit = std::min(most, most_known_rows);
  bool more = true;
  while (rows->size() < limit && (more = query.next())) rows->emplace_back(columns, query.view());
  if (more && most > limit) return {std::move(rows), std::move(query)};
  if (known_.size() >= most_results) known_.clear();
  known_.emplace(std::move(key), rows);
  return {std::move(rows), {}};
}

void KnownRows::forget(std::string_view table) {
  std::erase_if(known_, [&](const auto& entry) {
    const auto sql = std::string_view(entry.first).substr(0, entry.first.find('\0'));
    return sql.find("_card") != std::string_view::npos || names(sql, table);
  });
}

}  // namespace svcctl::store
