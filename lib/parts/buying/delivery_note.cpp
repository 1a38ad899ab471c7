#include <array>

#include "parts/buying/receipt.hpp"
#include "parts/catalogue/label.hpp"

namespace svcctl::parts {
namespace {

constexpr std::array delivery_list = {
    csv::Column{"number", "part number|part no|no|零件号|配件号|配件编码|编码|零件编号",
                csv::Type::identifier, csv::Need::value},
    csv::Column{"brand", "make|manufacturer|品牌|厂牌"},
    csv::Column{"qty", "quantity|count|数量|到货数量", csv::Type::quantity, csv::Need::value},
    csv::Column{"cost", "price|unit price|进价|单价", csv::Type::amount},
    csv::Column{"lot", "lot no|batch|批号|批次", csv::Type::printed},
    csv::Column{"expires", "expiry|expires on|best before|有效期|有效期至|到期日",
                csv::Type::last_day},
    csv::Column{"trace", "trace code|追溯码|防伪码"},
    csv::Column{"certificate", "certificate no|合格证号"},
    csv::Column{"origin", "proof of origin|产地证明|来源证明"},
};

ReceiptLine line_of(const csv::ImportRow& row) {
  const auto qty = *row.quantity("qty");
  if (qty <= Quantity()) throw bad_data("import.qty", tr("a quantity above zero is needed"));
  return {.part = part_label(row.text("number"), row.text("brand")),
          .qty = qty,
          .cost = row.amount("cost"),
          .lot = row.text("lot"),
          .expires_on = row.day("expires"),
          .trace = row.text("trace"),
          .certificate = row.text("certificate"),
          .origin = row.text("origin")};
}

}  // namespace

std::span<const csv::Column> delivery_list_columns() { return delivery_list; }

csv::ImportResult read_delivery(store::WriteTxn& tx, csv::RowSource& source,
                                const csv::ImportOptions& options,
                                std::vector<ReceiptLine>& lines) {
  return csv::import_rows(tx, source, options, delivery_list, {}, [&](const csv::ImportRow& row) {
    lines.push_back(line_of(row));
    return csv::Outcome::created;
  });
}

}  // namespace svcctl::parts
