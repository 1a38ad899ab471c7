#include "parts/import/private/column.hpp"

#include <array>

#include "parts/catalogue/part.hpp"

namespace svcctl::parts {
namespace {

using store::BulkValue;

StoredReading read_words(std::string_view text, CellContext&) { return {BulkValue(text), {}, {}}; }

StoredReading read_kind(std::string_view text, CellContext&) {
  if (const auto kind = readers::code<PartKind>(text))
    return {BulkValue(std::string_view(to_code(*kind))), {}, {}};
  return {std::nullopt, tr("not a kind of part"), tr("give one of {0}", all_codes<PartKind>())};
}

template <class T>
StoredReading not_negative(const readers::Reading<T>& reading, std::int64_t units) {
  if (!reading.value) return {std::nullopt, reading.cause, reading.fix};
  if (units < 0) return {std::nullopt, tr("below zero"), tr("give zero or more")};
  return {BulkValue(units), {}, {}};
}

StoredReading read_amount(std::string_view text, CellContext& context) {
  const auto reading = readers::amount(text, context.notation);
  return not_negative(reading, reading.value.value_or(Money()).minor());
}

StoredReading read_quantity(std::string_view text, CellContext& context) {
  const auto reading = readers::quantity(text, context.notation);
  return not_negative(reading, reading.value.value_or(Quantity()).thousandths());
}

StoredReading read_pack(std::string_view text, CellContext& context) {
  auto reading = read_quantity(text, context);
  if (reading.value && reading.value->number() == 0)
    return {std::nullopt, tr("a pack of nothing"), tr("give how many are in a pack")};
  return reading;
}

StoredReading read_days(std::string_view text, CellContext&) {
  const auto reading = readers::days(text);
  return not_negative(reading, reading.value.value_or(0));
}

StoredReading read_yes(std::string_view text, CellContext&) {
  const auto reading = readers::yes(text);
  if (!reading.value) return {std::nullopt, reading.cause, reading.fix};
  return {BulkValue(std::int64_t{*reading.value ? 1 : 0}), {}, {}};
}

StoredReading read_supplier_code(std::string_view text, CellContext& context) {
  const auto found = context.suppliers.find(text);
  if (found != context.suppliers.end()) return {BulkValue(found->second), {}, {}};
  return {std::nullopt, tr("no supplier {0}", text),
          tr("write its code, or add it: svcctl parts supplier add {0} --name …", text)};
}

constexpr BulkValue empty{std::string_view("")};
constexpr BulkValue zero{std::int64_t{0}};

constexpr std::array columns = {
    PartColumn{"name", "name", read_words, empty, false},
    PartColumn{"name_zh", "name_zh", read_words, empty, false},
    PartColumn{"kind", "kind", read_kind, BulkValue(std::string_view("aftermarket"))},
    PartColumn{"category", "category", read_words, empty, false},
    PartColumn{"unit", "unit", read_words, BulkValue(std::string_view("pc")), false},
    PartColumn{"pack", "pack_qty", read_pack, BulkValue(std::int64_t{1000})},
    PartColumn{"price", "price_amount", read_amount, BulkValue()},
    PartColumn{"cost", "cost_amount", read_amount, BulkValue()},
    PartColumn{"min_qty", "min_qty", read_quantity, zero},
    PartColumn{"max_qty", "max_qty", read_quantity, zero},
    PartColumn{"bin", "bin", read_words, empty, false},
    PartColumn{"shelf_life_days", "shelf_life_days", read_days, zero},
    PartColumn{"storage", "storage", read_words, empty, false},
    PartColumn{"hazard", "hazard", read_words, empty, false},
    PartColumn{"waste_code", "waste_code", read_words, empty, false},
    PartColumn{"tax_class", "tax_class", read_words, empty, false},
    PartColumn{"core_charge", "core_charge_amount", read_amount, zero},
    PartColumn{"serial", "serial", read_yes, zero},
    PartColumn{"supplier", "supplier_id", read_supplier_code, BulkValue()},
    PartColumn{"supplier_number", "supplier_number", read_words, empty, false},
};

}  // namespace

std::span<const PartColumn> part_columns() { return columns; }

std::vector<PartColumn> changed_columns() {
  std::vector<PartColumn> all(columns.begin(), columns.end());
  all.push_back({"superseded_by", "superseded_by", nullptr, BulkValue()});
  return all;
}

csv::HeaderMap import_header() {
  return {{"number",
           {"part number", "part no", "part no.", "no", "sku", "零件号", "配件号", "配件编码",
            "配件编号", "零件编号", "编码", "图号", "oem号"}},
          {"brand", {"make", "manufacturer", "品牌", "厂牌", "生产厂家"}},
          {"name", {"part name", "description", "名称", "配件名称", "零件名称", "品名"}},
          {"name_zh", {"chinese name", "中文名称", "中文名"}},
          {"kind", {"type", "grade", "类别", "性质", "配件性质", "配件类别"}},
          {"category", {"group", "分类", "配件分类", "大类"}},
          {"unit", {"uom", "单位", "计量单位"}},
          {"pack", {"pack size", "pack qty", "包装数", "包装数量", "装箱数"}},
          {"price", {"sales price", "list price", "售价", "销售价", "零售价", "单价"}},
          {"cost", {"purchase price", "net price", "进价", "采购价", "成本", "成本价", "进货价"}},
          {"min_qty", {"min", "minimum", "最低库存", "库存下限", "安全库存"}},
          {"max_qty", {"max", "maximum", "最高库存", "库存上限"}},
          {"bin", {"location", "shelf", "货位", "库位", "仓位"}},
          {"shelf_life_days", {"shelf life", "保质期", "保质期天数"}},
          {"storage", {"storage condition", "储存条件", "存放条件"}},
          {"hazard", {"hazard class", "危险品类别", "危险类别"}},
          {"waste_code", {"hazardous waste code", "危废代码", "废物代码"}},
          {"tax_class", {"税收分类", "税类", "税率类别"}},
          {"core_charge", {"core deposit", "旧件押金", "押金"}},
          {"serial", {"serial numbers", "serial number wanted", "序列号管理", "有序列号"}},
          {"supplier", {"supplier code", "vendor", "供应商", "供应商代码", "供货商"}},
          {"supplier_number",
           {"supplier's number", "their number", "供应商货号", "供货商货号", "供应商零件号"}},
          {"superseded_by", {"replaced by", "successor", "替代件", "替代号", "替换件号"}},
          {"qty", {"quantity", "stock", "on hand", "数量", "库存", "库存数量", "现存量"}},
          {"lot", {"batch", "lot no", "批号", "批次"}},
          {"expires", {"expiry", "expires on", "best before", "有效期", "有效期至", "到期日"}},
          {"trace", {"trace code", "certificate", "追溯码", "防伪码", "合格证号"}}};
}

}  // namespace svcctl::parts
