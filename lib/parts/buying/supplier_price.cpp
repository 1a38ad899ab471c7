#include "parts/buying/supplier_price.hpp"

#include "parts/catalogue/label.hpp"
#include "parts/catalogue/price_move.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using csv::Outcome;
using store::Row;

/// The price of a part that begins on a day, or nothing.
std::optional<Money> price_from(const store::ReadTxn& tx, std::int64_t supplier_id,
                                std::int64_t part_id, Date from_on) {
  return tx.value<Money>(
      R"(SELECT cost_amount AS value FROM supplier_price_card
          WHERE supplier_id = :supplier AND part_id = :part AND from_on = :from_on)",
      {{"supplier", supplier_id}, {"part", part_id}, {"from_on", from_on}});
}

SupplierPrice keep(store::WriteTxn& tx, const Supplier& supplier, const Part& part,
                   const SupplierPriceRequest& request, Date from_on,
                   shop::Batch* batch = nullptr) {
  SupplierPrice made{.supplier = supplier.code,
                     .part = part.label(),
                     .name = part.name,
                     .supplier_number = request.supplier_number,
                     .cost = request.cost,
                     .from_on = from_on,
                     .before = supplier_price(tx, supplier.id, part.id, from_on)};
  tx.insert(
      R"(INSERT INTO supplier_price (supplier_id, part_id, supplier_number, cost_amount, from_on,
                                     recorded_at, staff_id, batch_id)
         VALUES (:supplier, :part, :number, :cost, :from_on, :now, :staff, :batch))",
      {{"supplier", supplier.id},
       {"part", part.id},
       {"number", request.supplier_number},
       {"cost", request.cost},
       {"from_on", from_on},
       {"now", tx.now()},
       {"staff", tx.actor_id()},
       {"batch", batch != nullptr ? std::optional(batch->id()) : std::nullopt}});
  return made;
}

Outcome take_row(store::WriteTxn& tx, shop::Batch& batch, const Supplier& supplier,
                 const csv::ImportRow& row, Date from_on, PriceMove& largest) {
  const auto number = row.text("number");
  const auto brand = row.text("brand");
  const Part part = find_part(tx, part_label(number, brand));
  const auto cost = *row.amount("cost");
  if (cost < Money())
    throw bad_data("import.cost", tr("prices, quantities and days are not negative"));
  from_on = row.day("from").value_or(from_on);
  const SupplierPriceRequest request{.supplier = supplier.code,
                                     .part = part.label(),
                                     .cost = cost,
                                     .supplier_number = row.text("supplier_number")};
  if (const auto there = price_from(tx, supplier.id, part.id, from_on)) {
    if (*there == request.cost) return Outcome::unchanged;
    throw bad_data("import.cost", tr("{0} asks {1} for {2} from {3} already: prices are not "
                                     "rewritten",
                                     supplier.code, there->str(), part.label(), from_on.str()));
  }
  const auto before = supplier_price(tx, supplier.id, part.id, from_on);
  if (before == request.cost) return Outcome::unchanged;
  if (before) {
    const PriceMove move{.part = request.part, .cost = true, .from = *before, .to = request.cost};
    if (move.size() > largest.size()) largest = move;
  }
  keep(tx, supplier, part, request, from_on, &batch);
  return before ? Outcome::changed : Outcome::created;
}

constexpr std::array supplier_price_list = {
    csv::Column{"number", "part number|part no|no|零件号|配件号|配件编码|编码|零件编号",
                csv::Type::identifier, csv::Need::value},
    csv::Column{"brand", "make|manufacturer|品牌|厂牌"},
    csv::Column{"cost", "price|purchase price|进价|单价|价格|供货价", csv::Type::amount,
                csv::Need::value},
    csv::Column{"supplier_number",
                "supplier number|supplier's number|their number|供应商编码|供应商货号|供货商货号|"
                "供应商零件号",
                csv::Type::identifier},
    csv::Column{"from", "valid from|生效日期|起始日期", csv::Type::day},
};

}  // namespace

std::span<const csv::Column> supplier_price_list_columns() { return supplier_price_list; }

std::optional<Money> supplier_price(const store::ReadTxn& tx, std::int64_t supplier_id,
                                    std::int64_t part_id, Date on) {
  return tx.value<Money>(
      R"(SELECT cost_amount AS value FROM supplier_price_card
          WHERE supplier_id = :supplier AND part_id = :part AND from_on <= :day
          ORDER BY from_on DESC LIMIT 1)",
      {{"supplier", supplier_id}, {"part", part_id}, {"day", on}});
}

SupplierPrice set_supplier_price(store::WriteTxn& tx, const SupplierPriceRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  if (request.cost < Money())
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  const Supplier supplier = find_supplier(tx, request.supplier);
  const Part part = find_part(tx, request.part);
  const Date from_on = request.from_on.value_or(tx.today());
  if (price_from(tx, supplier.id, part.id, from_on))
    throw usage_error("parts.price-there",
                      tr("{0} has a price for {1} from {2} already: prices are not rewritten",
                         supplier.code, part.label(), from_on.str()),
                      "svcctl parts supplier price " + supplier.code + " " + part.label() +
                          " --cost … --from DAY");
  auto made = keep(tx, supplier, part, request, from_on);
  tx.record(store::company,
            {"supplier",
             supplier.code,
             {{"part", part.label()}, {"cost", made.cost.str()}, {"from", from_on.str()}}});
  return made;
}

std::vector<SupplierPrice> supplier_prices(const store::ReadTxn& tx, const std::string& supplier,
                                           Date on) {
  const Supplier found = find_supplier(tx, supplier);
  return tx.all(
      R"(SELECT p.number AS number, p.brand AS brand, p.name AS name,
                c.supplier_number AS supplier_number, c.cost_amount AS cost_amount,
                c.from_on AS from_on,
                (SELECT b.cost_amount FROM supplier_price_card b
                  WHERE b.supplier_id = c.supplier_id AND b.part_id = c.part_id
                    AND b.from_on < c.from_on ORDER BY b.from_on DESC LIMIT 1) AS before_amount
           FROM supplier_price_card c JOIN part p ON p.id = c.part_id
          WHERE c.supplier_id = :supplier
            AND c.from_on = (SELECT MAX(l.from_on) FROM supplier_price_card l
                              WHERE l.supplier_id = c.supplier_id AND l.part_id = c.part_id
                                AND l.from_on <= :day)
          ORDER BY p.number, p.brand)",
      {{"supplier", found.id}, {"day", on}}, [&](const Row& row) {
        SupplierPrice out = row.as<SupplierPrice>();
        out.supplier = found.code;
        return out;
      });
}

csv::ImportResult import_supplier_prices(store::WriteTxn& tx, csv::RowSource& source,
                                         const csv::ImportOptions& options,
                                         const std::string& supplier, std::optional<Date> from_on,
                                         std::optional<Percent> max_move) {
  shop::require_right(tx, Right::keep_stock);
  const Supplier found = find_supplier(tx, supplier);
  shop::Batch batch(tx, shop::BatchKind::price, options);
  PriceMove largest;
  const Date otherwise = from_on.value_or(tx.today());
  const auto part_and_day = [&](const csv::ImportRow& row) {
    return part_alike(tx, part_label(row.text("number"), row.text("brand"))) + "\n" +
           row.day("from").value_or(otherwise).str();
  };
  auto result = batch.take(
      source, supplier_price_list,
      {{.by = "number", .key = part_and_day, .agree = {"cost", "supplier_number"}}},
      [&](const auto& row) { return take_row(tx, batch, found, row, otherwise, largest); });
  require_small_move(largest, max_move);
  if (result.applied && result.created + result.changed > 0)
    tx.record(store::company, {"supplier",
                               found.code,
                               {{"prices", std::to_string(result.created + result.changed)},
                                {"file", result.file}}});
  return result;
}

}  // namespace svcctl::parts
