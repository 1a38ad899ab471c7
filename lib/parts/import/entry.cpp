#include <algorithm>

#include "parts/catalogue/label.hpp"
#include "parts/import/import.hpp"
#include "parts/import/private/change.hpp"
#include "parts/import/private/column.hpp"
#include "parts/import/private/price.hpp"

namespace svcctl::parts {
namespace {

std::string shown_value(const store::Stored& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text + "'";
  return "-";
}

std::string shown_changes(std::string_view kept) {
  std::string out;
  for (const auto& change : kept_changes(kept))
    out += (out.empty() ? "" : ", ") + change.column + " " + shown_value(change.former);
  return out;
}

}  // namespace

void each_import_entry(const store::ReadTxn& tx, std::int64_t batch,
                       const std::function<void(const ImportEntry&)>& take) {
  for (auto query = tx.query(
           R"(SELECT p.number AS number, p.brand AS brand, c.part_values AS kept
                FROM part_import_change c JOIN part p ON p.id = c.part_id
               WHERE c.import_id = :batch ORDER BY c.line, c.id)",
           {{"batch", batch}});
       query.next();)
    take(
        {read_part_label(query.row()), false, shown_changes(query.row().get<std::string>("kept"))});
  for (auto query = tx.query("SELECT number, brand FROM part WHERE import_id = :batch ORDER BY id",
                             {{"batch", batch}});
       query.next();)
    take({read_part_label(query.row()), true, ""});
}

}  // namespace svcctl::parts
