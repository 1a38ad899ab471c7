#include "store/private/row_teller.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "store/private/bind.hpp"
#include "store/private/journal.hpp"
#include "store/private/statement_text.hpp"

namespace svcctl::store {

RowTeller::RowTeller(Engine& engine, std::string_view sql, Params params)
    : table_(written_table(sql)) {
  if (!logged(table_)) return;
  if (is_insert(sql) && !may_update_instead(sql)) return;
  const auto select = rows_before(sql);
  if (select.empty())
    throw bug("rows are told of, and what this changes is not known: " + std::string(sql));
  const auto statement = engine.prepare(select);
  bind_some(*statement, params);
  columns_ = statement->columns();
  const auto id = static_cast<std::size_t>(std::ranges::find(columns_, "id") - columns_.begin());
  while (statement->step()) {
    auto& row = before_[std::get<std::int64_t>(statement->value(id))];
    for (std::size_t i = 0; i < columns_.size(); ++i) row.push_back(stored_of(statement->value(i)));
  }
}

void RowTeller::add(const Row& row) {
  RowWritten told{.table = table_, .id = row.get<std::int64_t>("id"), .made = true, .before = {}};
  if (const auto before = before_.find(told.id); before != before_.end()) {
    told.made = false;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (row.stored(columns_[i]) != before->second[i])
        told.before.emplace_back(columns_[i], before->second[i]);
    if (told.before.empty()) return;
  }
  rows_.push_back(std::move(told));
}

}  // namespace svcctl::store
