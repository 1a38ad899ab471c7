#include "parts/import/private/column.hpp"

#include <array>

#include "parts/catalogue/part.hpp"
#include "parts/import/import.hpp"

namespace svcctl::parts {
namespace {

using csv::Column;
using csv::Need;
using csv::Type;
using store::BulkValue;

constexpr std::array list = {
    Column{
        "number",
        "part number|part no|no|sku|item no|零件号|配件号|配件编码|配件编号|零件编号|零件号码|编码|"
        "图号|oem号",
        Type::identifier, Need::value},
    Column{"brand", "make|manufacturer|品牌|厂牌|生产厂家|配件品牌"},
    Column{"name", "part name|description|名称|配件名称|零件名称|品名"},
    Column{"name_zh", "chinese name|中文名称|中文名"},
    Column{"kind", "type|grade|性质|配件性质|类别|配件类别", Type::code, Need::no,
           csv::words_of<PartKind>},
    Column{"category", "group|分类|配件分类|大类|类别|配件类别"},
    Column{"unit", "uom|单位|计量单位"},
    Column{"pack", "pack size|pack qty|包装数|包装数量|装箱数", Type::quantity},
    Column{"price", "sales price|list price|售价|销售价|零售价|单价", Type::amount},
    Column{"cost", "purchase price|net price|进价|采购价|成本|成本价|进货价", Type::amount},
    Column{"min_qty", "min|minimum|最低库存|库存下限|安全库存", Type::quantity},
    Column{"max_qty", "max|maximum|最高库存|库存上限", Type::quantity},
    Column{"bin", "location|shelf|货位|库位|仓位", Type::identifier},
    Column{"shelf_life_days", "shelf life|保质期|保质期天数", Type::days},
    Column{"storage", "storage condition|储存条件|存放条件"},
    Column{"hazard", "hazard class|危险品类别|危险类别"},
    Column{"waste_code", "hazardous waste code|危废代码|废物代码"},
    Column{"tax_class", "税收分类|税类|税率类别"},
    Column{"core_charge", "core deposit|旧件押金|押金", Type::amount},
    Column{"serial", "serial numbers|serial number wanted|序列号管理|有序列号", Type::yes_no},
    Column{"supplier", "supplier code|vendor|供应商|供应商代码|供货商"},
    Column{"supplier_number", "supplier's number|their number|供应商货号|供货商货号|供应商零件号",
           Type::identifier},
    Column{"superseded_by", "replaced by|successor|替代件|替代号|替换件号"},
    Column{"qty", "quantity|stock|on hand|数量|库存|库存数量|现存量|现有库存", Type::quantity},
    Column{"lot", "batch|lot no|批号|批次", Type::printed},
    Column{"expires", "expiry|expires on|best before|有效期|有效期至|到期日", Type::last_day},
    Column{"trace", "trace code|certificate|追溯码|防伪码|合格证号", Type::printed},
};

constexpr BulkValue empty{std::string_view("")};
constexpr BulkValue zero{std::int64_t{0}};

constexpr std::array columns = {
    PartColumn{"name", "name", empty},
    PartColumn{"name_zh", "name_zh", empty},
    PartColumn{"kind", "kind", std::string_view(to_code(PartKind::unstated))},
    PartColumn{"category", "category", empty},
    PartColumn{"unit", "unit", BulkValue(std::string_view("pc"))},
    PartColumn{"pack", "pack_qty", BulkValue(std::int64_t{1000})},
    PartColumn{"price", "price_amount", BulkValue()},
    PartColumn{"cost", "cost_amount", BulkValue()},
    PartColumn{"min_qty", "min_qty", zero},
    PartColumn{"max_qty", "max_qty", zero},
    PartColumn{"bin", "bin", empty},
    PartColumn{"shelf_life_days", "shelf_life_days", zero},
    PartColumn{"storage", "storage", empty},
    PartColumn{"hazard", "hazard", empty},
    PartColumn{"waste_code", "waste_code", empty},
    PartColumn{"tax_class", "tax_class", empty},
    PartColumn{"core_charge", "core_charge_amount", zero},
    PartColumn{"serial", "serial", zero},
    PartColumn{"supplier", "supplier_id", BulkValue()},
    PartColumn{"supplier_number", "supplier_number", empty},
};

}  // namespace

std::span<const csv::Column> part_list_columns() { return list; }
std::span<const PartColumn> part_columns() { return columns; }

std::vector<PartColumn> changed_columns() {
  std::vector<PartColumn> all(columns.begin(), columns.end());
  all.push_back({"superseded_by", "superseded_by", BulkValue()});
  return all;
}

}  // namespace svcctl::parts
