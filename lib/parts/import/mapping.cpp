#include "parts/catalogue/supplier.hpp"
#include "parts/import/import.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {

void save_mapping(store::WriteTxn& tx, const std::string& supplier, const std::string& text) {
  shop::require_right(tx, Right::keep_stock);
  const Supplier found = find_supplier(tx, supplier);
  const auto kept = tx.value<std::string>(
      "SELECT content AS value FROM part_import_mapping WHERE supplier_id = :supplier",
      {{"supplier", found.id}});
  if (kept == text) return;
  tx.run(R"(INSERT INTO part_import_mapping (supplier_id, content) VALUES (:supplier, :content)
            ON CONFLICT (supplier_id) DO UPDATE SET content = excluded.content)",
         {{"supplier", found.id}, {"content", text}});
  tx.record(store::company, {"supplier", found.code, {{"mapping", std::to_string(text.size())}}});
}

std::string saved_mapping(const store::ReadTxn& tx, const std::string& supplier) {
  const Supplier found = find_supplier(tx, supplier);
  auto kept = tx.value<std::string>(
      "SELECT content AS value FROM part_import_mapping WHERE supplier_id = :supplier",
      {{"supplier", found.id}});
  if (!kept)
    throw usage_error(
        "parts.no-mapping", tr("no mapping is kept for supplier {0}", found.code),
        "svcctl parts import FILE --map FILE.toml --supplier " + found.code + " --save-map");
  return *std::move(kept);
}

}  // namespace svcctl::parts
