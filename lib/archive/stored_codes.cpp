#include "archive/stored_codes.hpp"

#include <algorithm>

#include "archive/text_columns.hpp"
#include "callback/text_columns.hpp"
#include "complaint/text_columns.hpp"
#include "customer/text_columns.hpp"
#include "intake/text_columns.hpp"
#include "job/text_columns.hpp"
#include "parts/text_columns.hpp"
#include "settle/text_columns.hpp"
#include "shop/text_columns.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

/// The vocabulary as a list of SQL: codes are letters, digits and dashes.
std::string list_of_codes(const store::TextColumn& column) {
  std::string list = column.may_be_empty ? "''" : "";
  for (const auto code : column.codes)
    list += (list.empty() ? "'" : ", '") + std::string(code) + "'";
  return list;
}

/// One pass over the table; only rows with an unknown code are grouped.
void add_unknown(const store::ReadTxn& tx, const store::TextColumn& column,
                 std::vector<UnknownCode>& found) {
  const std::string name = column.column;
  auto query = tx.query("SELECT " + name + " AS code, MIN(id) AS first_id, COUNT(*) AS rows FROM " +
                        column.table + " WHERE " + name + " NOT IN (" + list_of_codes(column) +
                        ") GROUP BY " + name + " ORDER BY " + name);
  while (query.next())
    found.push_back(
        {column.table, name, query.row()["code"], query.row()["first_id"], query.row()["rows"]});
}

}  // namespace

std::vector<store::TextColumn> every_text_column() {
  std::vector<store::TextColumn> all;
  for (const auto columns :
       {store::text_columns(), shop::text_columns(), customer::text_columns(),
        parts::text_columns(), intake::text_columns(), job::text_columns(), settle::text_columns(),
        callback::text_columns(), complaint::text_columns(), archive::text_columns()})
    all.insert(all.end(), columns.begin(), columns.end());
  std::ranges::stable_sort(
      all, {}, [](const store::TextColumn& each) { return std::string_view(each.table); });
  return all;
}

std::vector<UnknownCode> unknown_codes(const store::ReadTxn& tx) {
  std::vector<UnknownCode> found;
  for (const auto& column : every_text_column())
    if (column.holds == store::Holds::code) add_unknown(tx, column, found);
  return found;
}

}  // namespace svcctl::archive
