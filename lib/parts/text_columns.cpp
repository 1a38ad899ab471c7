#include "parts/text_columns.hpp"

#include "parts/buying/order.hpp"
#include "parts/buying/receipt.hpp"
#include "parts/buying/request.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/catalogue/reference.hpp"
#include "parts/catalogue/supplier.hpp"
#include "parts/count/count.hpp"
#include "parts/import/import.hpp"
#include "parts/stock/growth.hpp"
#include "parts/stock/shrinkage.hpp"
#include "parts/stock/stock.hpp"
#include "parts/stock/transfer.hpp"

namespace svcctl::parts {
namespace {

using store::code_column;
using store::code_or_empty;
using store::Holds;

/// The movements that a numbered document stands behind.
constexpr std::array documented = {std::string_view("adjust"), std::string_view("scrap")};

constexpr store::TextColumn columns_of_parts[] = {
    {"supplier", "code", Holds::key},
    {"supplier", "name", Holds::name},
    {"supplier", "address", Holds::name},
    {"supplier", "phone", Holds::name},
    code_column<SupplierState>("supplier_approval", "state"),
    {"supplier_approval", "licence", Holds::key},
    {"supplier_approval", "qualification", Holds::name},
    {"supplier_approval", "valid_to_on", Holds::key},
    {"supplier_approval", "reason", Holds::prose},
    {"part", "number", Holds::key},
    {"part", "number_key", Holds::key},
    {"part", "brand", Holds::name},
    {"part", "name", Holds::name},
    {"part", "name_zh", Holds::name},
    code_column<PartKind>("part", "kind"),
    {"part", "category", Holds::name},
    {"part", "unit", Holds::key},
    {"part", "tax_class", Holds::key},
    {"part", "bin", Holds::key},
    {"part", "storage", Holds::prose},
    {"part", "hazard", Holds::key},
    {"part", "waste_code", Holds::key},
    {"part", "supplier_number", Holds::key},
    {"part", "twin", Holds::key},
    {"fitment", "make", Holds::name},
    {"fitment", "model", Holds::name},
    {"fitment", "engine", Holds::name},
    {"fitment", "vin_pattern", Holds::key},
    {"lot", "code", Holds::key},
    {"lot", "expires_on", Holds::key},
    {"lot", "trace", Holds::prose},
    {"lot", "certificate", Holds::key},
    {"lot", "origin", Holds::prose},
    code_column<LotState>("lot", "state"),
    {"lot", "state_reason", Holds::prose},
    code_column<LotState>("lot_state", "state"),
    {"lot_state", "reason", Holds::prose},
    code_column<MovementKind>("stock_movement", "kind"),
    {"stock_movement", "reason", Holds::prose},
    {"stock_movement", "document", Holds::key},
    {"stock_movement", "waste_code", Holds::key},
    code_column<PartKind>("stock_movement", "part_kind"),
    code_column<ImportMode>("part_import", "mode"),
    code_or_empty<StockMode>("part_import", "stock"),
    {"part_import_change", "part_values", Holds::key},
    {"part_reference", "number", Holds::key},
    {"part_reference", "number_key", Holds::key},
    {"part_reference", "brand", Holds::name},
    code_column<ReferenceKind>("part_reference", "kind"),
    {"part_price", "level", Holds::key},
    {"part_price", "from_on", Holds::key},
    {"part_outlet", "bin", Holds::key},
    {"word_posting", "word", Holds::key},
    {"supplier_price", "supplier_number", Holds::key},
    {"supplier_price", "from_on", Holds::key},
    {"part_request", "number", Holds::key},
    {"part_request", "job", Holds::key},
    code_column<RequestState>("part_request", "state"),
    {"part_request", "cancelled_reason", Holds::prose},
    {"parts_order", "number", Holds::key},
    code_column<OrderState>("parts_order", "state"),
    {"parts_order", "expected_on", Holds::key},
    {"parts_order", "note", Holds::prose},
    {"parts_order", "reason", Holds::prose},
    {"receipt", "number", Holds::key},
    {"receipt", "document", Holds::key},
    code_column<ArrivalOutcome>("receipt_line", "outcome"),
    {"receipt_line", "reason", Holds::prose},
    {"receipt_void", "reason", Holds::prose},
    {"part_former_value", "value", Holds::key},
    {"supplier_return", "number", Holds::key},
    {"supplier_return", "reason", Holds::prose},
    {"supplier_credit", "document", Holds::key},
    {"stock_document", "number", Holds::key},
    {"stock_document", "kind", Holds::code, documented},
    {"stock_document", "reason", Holds::prose},
    code_column<GrowthSource>("stock_growth", "source"),
    {"stock_growth", "document", Holds::key},
    {"stock_growth", "reason", Holds::prose},
    code_column<ShrinkageSource>("stock_shrinkage", "source"),
    {"stock_shrinkage", "document", Holds::key},
    {"stock_shrinkage", "reason", Holds::prose},
    {"stock_transfer", "number", Holds::key},
    code_column<TransferState>("stock_transfer", "state"),
    {"stock_transfer", "note", Holds::prose},
    {"stock_transfer_line", "reason", Holds::prose},
    {"stock_count", "number", Holds::key},
    code_column<CountScope>("stock_count", "scope"),
    {"stock_count", "scope_value", Holds::key},
    code_column<CountState>("stock_count", "state"),
    {"stock_count", "reason", Holds::prose},
    {"stock_count_entry", "reason", Holds::prose},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_parts; }

}  // namespace svcctl::parts
