#include "base/read/day.hpp"
#include "base/read/number.hpp"
#include "parts/buying/receipt.hpp"
#include "parts/catalogue/label.hpp"

namespace svcctl::parts {
namespace {

ReceiptLine line_of(const csv::ImportRow& row) {
  ReceiptLine line;
  line.part = part_label(row.text("number"), row.text("brand"));
  if (line.part.empty()) throw bad_data("import.number", tr("no part number"));
  const auto qty = readers::quantity(row.text("qty"));
  if (!qty.value) throw bad_data("import.qty", qty.cause);
  if (*qty.value <= Quantity()) throw bad_data("import.qty", tr("a quantity above zero is needed"));
  line.qty = *qty.value;
  if (const auto text = row.maybe("cost")) {
    const auto cost = readers::amount(*text);
    if (!cost.value) throw bad_data("import.cost", cost.cause);
    line.cost = cost.value;
  }
  if (const auto text = row.maybe("expires")) {
    const auto day = readers::day(*text, {.month_is_its_last_day = true});
    if (!day.value) throw bad_data("import.expires", day.cause);
    line.expires_on = day.value;
  }
  line.lot = row.text("lot");
  line.trace = row.text("trace");
  line.certificate = row.text("certificate");
  line.origin = row.text("origin");
  return line;
}

}  // namespace

csv::ImportResult read_delivery(store::WriteTxn& tx, std::istream& source,
                                const csv::ImportOptions& options,
                                std::vector<ReceiptLine>& lines) {
  csv::HeaderMap map{
      {"number", {"part number", "part no", "no", "零件号", "配件号", "配件编码", "编码"}},
      {"brand", {"make", "manufacturer", "品牌", "厂牌"}},
      {"qty", {"quantity", "count", "数量"}},
      {"cost", {"price", "unit price", "进价", "单价"}},
      {"lot", {"lot", "batch", "批号", "批次"}},
      {"expires", {"expiry", "expires on", "best before", "有效期", "有效期至", "到期日"}},
      {"trace", {"trace code", "追溯码", "防伪码"}},
      {"certificate", {"certificate", "certificate no", "合格证号"}},
      {"origin", {"origin", "proof of origin", "产地证明", "来源证明"}}};
  return csv::import_rows(tx, source, options, std::move(map), "number", [&](const auto& row) {
    lines.push_back(line_of(row));
    return csv::Outcome::created;
  });
}

}  // namespace svcctl::parts
