#include "parts/import_row.hpp"

#include <algorithm>

#include "csv/value.hpp"
#include "parts/part_row.hpp"

namespace svcctl::parts {
namespace {

struct KindName {
  const char* name;
  PartKind kind;
};
/// What price lists call the kinds, beside the codes.
constexpr KindName kind_names[] = {
    {"oem", PartKind::original},
    {"原厂", PartKind::original},
    {"原厂件", PartKind::original},
    {"同质", PartKind::equivalent},
    {"同质件", PartKind::equivalent},
    {"同质配件", PartKind::equivalent},
    {"副厂", PartKind::aftermarket},
    {"副厂件", PartKind::aftermarket},
    {"修复", PartKind::remanufactured},
    {"再制造", PartKind::remanufactured},
    {"再制造件", PartKind::remanufactured},
    {"旧件", PartKind::used},
    {"自备", PartKind::customer},
    {"自备件", PartKind::customer},
};

std::optional<PartKind> read_kind(const std::string& text) {
  std::string folded = csv::folded_header(text);
  if (auto kind = from_code<PartKind>(folded)) return kind;
  for (const auto& entry : kind_names)
    if (folded == entry.name) return entry.kind;
  return std::nullopt;
}

}  // namespace

bool same_part(const Part& a, const Part& b) {
  auto fields = [](const Part& p) {
    return std::tie(p.number, p.brand, p.name, p.name_zh, p.kind, p.unit, p.price, p.cost,
                    p.min_qty, p.max_qty, p.bin, p.shelf_life_days, p.waste_code);
  };
  return fields(a) == fields(b);
}

RowChecker::RowChecker(const store::ReadTxn& tx, const ImportRequest& request)
    : tx_(tx),
      request_(request),
      map_{{"number",
            {"part number", "part no", "part no.", "no", "sku", "零件号", "配件号", "配件编码",
             "配件编号", "零件编号", "编码", "图号", "oem号"}},
           {"brand", {"make", "manufacturer", "品牌", "厂牌", "生产厂家"}},
           {"name", {"part name", "description", "名称", "配件名称", "零件名称", "品名"}},
           {"name_zh", {"chinese name", "中文名称", "中文名"}},
           {"kind", {"type", "grade", "类别", "性质", "配件性质", "配件类别"}},
           {"unit", {"uom", "单位", "计量单位"}},
           {"price", {"sales price", "list price", "售价", "销售价", "零售价", "单价"}},
           {"cost", {"purchase price", "net price", "进价", "采购价", "成本", "成本价", "进货价"}},
           {"min_qty", {"min", "minimum", "最低库存", "库存下限", "安全库存"}},
           {"max_qty", {"max", "maximum", "最高库存", "库存上限"}},
           {"bin", {"location", "shelf", "货位", "库位", "仓位"}},
           {"shelf_life_days", {"shelf life", "保质期", "保质期天数"}},
           {"waste_code", {"hazardous waste code", "危废代码", "废物代码"}},
           {"qty", {"quantity", "stock", "on hand", "数量", "库存", "库存数量", "现存量"}},
           {"lot", {"batch", "lot no", "批号", "批次"}},
           {"expires", {"expiry", "expires on", "best before", "有效期", "有效期至", "到期日"}},
           {"trace", {"trace code", "certificate", "追溯码", "防伪码", "合格证号"}}} {}

void RowChecker::header(const std::vector<csv::Field>& row) {
  for (const auto& [title, key] : request_.columns) map_.also(key, title);
  map_.resolve(row);
  if (!map_.has("number"))
    throw bad_data("parts.import-columns",
                   tr("{0}, line 1: no column with the part number", request_.file),
                   "number,brand,name,kind,unit,cost,price,min,max");
  if (map_.has("qty") && !request_.stock)
    throw usage_error(
        "parts.import-stock",
        tr("{0} has quantities (column {1}): say what they mean", request_.file, map_.title("qty")),
        "svcctl parts import … --stock set|add");
  if (!map_.has("qty") && request_.stock)
    throw bad_data("parts.import-columns",
                   tr("{0}, line 1: no column with the quantity", request_.file),
                   "number,name,qty");
}

void RowChecker::fail(const char* key, Message cause, Message fix) {
  if (failed_) return;
  failed_ = csv::Reject{line_, map_.title(key), text(key), std::move(cause), std::move(fix)};
}

PartFields RowChecker::read_fields() {
  PartFields fields;
  auto words = [&](const char* key, std::optional<std::string>& place) {
    if (auto value = text(key); !value.empty()) place = std::move(value);
  };
  words("brand", fields.brand);
  words("name", fields.name);
  words("name_zh", fields.name_zh);
  words("unit", fields.unit);
  words("bin", fields.bin);
  words("waste_code", fields.waste_code);
  auto typed = [&](const char* key, auto& place, auto read) {
    const auto value = text(key);
    if (value.empty()) return;
    auto reading = read(value);
    if (!reading.value) return fail(key, reading.cause, reading.fix);
    if (*reading.value < decltype(*reading.value - *reading.value){})
      return fail(key, tr("below zero"), tr("give zero or more"));
    place = *reading.value;
  };
  typed("price", fields.price, csv::read_money);
  typed("cost", fields.cost, csv::read_money);
  typed("min_qty", fields.min_qty, csv::read_quantity);
  typed("max_qty", fields.max_qty, csv::read_quantity);
  if (const auto kind = text("kind"); !kind.empty()) {
    fields.kind = read_kind(kind);
    if (!fields.kind)
      fail("kind", tr("not a kind of part"), tr("give one of {0}", all_codes<PartKind>()));
  }
  if (const auto days = text("shelf_life_days"); !days.empty()) {
    const auto read = parse_days(days);
    if (!read || *read < 0)
      fail("shelf_life_days", tr("not a number of days"), tr("write it as in 365"));
    else
      fields.shelf_life_days = *read;
  }
  return fields;
}

void RowChecker::read_stock(ImportRow& made) {
  if (!request_.stock) return;
  if (const auto qty = text("qty"); !qty.empty()) {
    const auto reading = csv::read_quantity(qty);
    if (!reading.value)
      fail("qty", reading.cause, reading.fix);
    else if (*reading.value < Quantity())
      fail("qty", tr("below zero"), tr("give zero or more"));
    else
      made.qty = reading.value;
  }
  if (const auto day = text("expires"); !day.empty()) {
    const auto reading = csv::read_date(day, request_.reader.dates);
    if (!reading.value) fail("expires", reading.cause, reading.fix);
    made.expires_on = reading.value;
  }
  made.lot = text("lot");
  made.trace = text("trace");
}

/// The part of the store that the row means.
std::optional<Part> RowChecker::known(const std::string& number,
                                      const std::optional<std::string>& brand) {
  auto found = parts_of_number(tx_, number);
  if (brand || map_.has("brand"))
    std::erase_if(found, [&](const Part& p) { return p.brand != brand.value_or(""); });
  if (found.size() > 1)
    fail("number", tr("part {0} has several brands", number), tr("add a column with the brand"));
  if (found.empty()) return std::nullopt;
  return found[0];
}

void RowChecker::check_part(const Part& part) {
  if (part.name.empty()) fail("name", tr("no name"), tr("name the part"));
  if (!part.max_qty.is_zero() && part.max_qty < part.min_qty)
    fail("max_qty",
         tr("the maximum {0} is below the minimum {1}", part.max_qty.str(), part.min_qty.str()),
         tr("exchange them"));
}

void RowChecker::check_twice(const ImportRow& row) {
  const std::vector<std::string> key = {row.part.number, row.part.brand, row.qty ? row.lot : ""};
  const auto [place, fresh] = seen_.try_emplace(key, Seen{line_, row.part});
  if (fresh) return;
  if (row.qty || !same_part(place->second.part, row.part))
    fail("number", tr("the part stands already on line {0}, with other values", place->second.line),
         tr("keep one of the two lines"));
}

std::optional<ImportRow> RowChecker::check(std::int64_t line, const std::vector<csv::Field>& row,
                                           std::vector<csv::Reject>& rejects) {
  row_ = &row;
  line_ = line;
  failed_.reset();
  ImportRow made;
  made.line = line;
  const std::string number = text("number");
  const auto surplus =
      std::find_if(row.begin() + static_cast<std::ptrdiff_t>(std::min(row.size(), map_.columns())),
                   row.end(), [](const csv::Field& field) { return !field.text.empty(); });
  if (row.size() < map_.columns() || surplus != row.end())
    failed_ = csv::Reject{line, "", row[0].text,
                          tr("{0} values where the header has {1}", row.size(), map_.columns()),
                          tr("check delimiters and quotes on this line")};
  if (number.empty()) fail("number", tr("no part number"), tr("give the part its number"));
  const PartFields fields = read_fields();
  read_stock(made);
  if (!failed_) {
    const auto there = known(number, fields.brand);
    Part before = there.value_or(Part());
    before.number = number;
    made.part = with_fields(before, fields);
    made.changes = !there || !same_part(*there, made.part);
    check_part(made.part);
    if (there && request_.mode == ImportMode::insert)
      fail("number", tr("part {0} is there already", there->label()),
           tr("take --mode upsert to change it"));
    if (!there && request_.mode == ImportMode::update)
      fail("number", tr("no part {0}", number), tr("take --mode upsert to add it"));
    check_twice(made);
  }
  if (!failed_) return made;
  rejects.push_back(*std::move(failed_));
  return std::nullopt;
}

}  // namespace svcctl::parts
