#include "parts/stock/place.hpp"

#include "parts/catalogue/label.hpp"
#include "shop/batch.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

Place with_own(Place place, const store::Row& row) {
  place.min_qty = row.get<std::optional<Quantity>>("min_qty").value_or(place.min_qty);
  place.max_qty = row.get<std::optional<Quantity>>("max_qty").value_or(place.max_qty);
  place.bin = row.get<std::optional<std::string>>("bin").value_or(place.bin);
  return place;
}

Place of_part(const Part& part, const std::string& outlet) {
  return {.part = part.label(),
          .outlet = outlet,
          .min_qty = part.min_qty,
          .max_qty = part.max_qty,
          .bin = part.bin};
}

Place set_at(store::WriteTxn& tx, const Part& part, std::int64_t outlet_id,
             const PlaceFields& fields) {
  if (fields.min_qty.value_or(Quantity()) < Quantity() ||
      fields.max_qty.value_or(Quantity()) < Quantity())
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  const Place now = place_of(tx, part, outlet_id);
  const Quantity min = fields.min_qty.value_or(now.min_qty);
  const Quantity max = fields.max_qty.value_or(now.max_qty);
  if (!max.is_zero() && max < min)
    throw usage_error("parts.min-max",
                      tr("the maximum {0} is below the minimum {1}", max.str(), min.str()));
  const auto known = tx.value<std::int64_t>(
      "SELECT id AS value FROM part_outlet WHERE part_id = :part AND outlet_id = :outlet",
      {{"part", part.id}, {"outlet", outlet_id}});
  if (known)
    tx.run(R"(UPDATE part_outlet SET min_qty = COALESCE(:min_qty, min_qty),
                     max_qty = COALESCE(:max_qty, max_qty), bin = COALESCE(:bin, bin)
               WHERE id = :id)",
           {{"id", *known},
            {"min_qty", fields.min_qty},
            {"max_qty", fields.max_qty},
            {"bin", fields.bin}});
  else
    tx.insert(R"(INSERT INTO part_outlet (part_id, outlet_id, min_qty, max_qty, bin)
                 VALUES (:part, :outlet, :min_qty, :max_qty, :bin))",
              {{"part", part.id},
               {"outlet", outlet_id},
               {"min_qty", fields.min_qty},
               {"max_qty", fields.max_qty},
               {"bin", fields.bin}});
  Place made = place_of(tx, part, outlet_id);
  tx.record(store::of_outlet(outlet_id), {"part",
                                          part.label(),
                                          {{"outlet", made.outlet},
                                           {"min", made.min_qty.str()},
                                           {"max", made.max_qty.str()},
                                           {"bin", made.bin}}});
  return made;
}

constexpr std::array place_list = {
    csv::Column{"part", "number|part number|part no|零件号|配件号|配件编码|编码",
                csv::Type::identifier, csv::Need::value},
    csv::Column{"brand", "品牌|厂牌"},
    csv::Column{"outlet", "outlet code|门店|门店编码|网点"},
    csv::Column{"bin", "location|shelf|货位|库位|仓位", csv::Type::identifier},
    csv::Column{"min_qty", "min|minimum|最低库存|库存下限", csv::Type::quantity},
    csv::Column{"max_qty", "max|maximum|最高库存|库存上限", csv::Type::quantity},
};

}  // namespace

std::span<const csv::Column> place_list_columns() { return place_list; }

Place place_of(const store::ReadTxn& tx, const Part& part, std::int64_t outlet_id) {
  const Place general = of_part(part, shop::outlet_by_id(tx, outlet_id).code);
  return tx
      .first(R"(SELECT min_qty, max_qty, bin FROM part_outlet
                 WHERE part_id = :part AND outlet_id = :outlet)",
             {{"part", part.id}, {"outlet", outlet_id}},
             [&](const store::Row& row) { return with_own(general, row); })
      .value_or(general);
}

Place set_place(store::WriteTxn& tx, const std::string& typed, const PlaceFields& fields) {
  shop::require_right(tx, Right::keep_stock);
  const Part part = find_part(tx, typed);
  if (!fields.min_qty && !fields.max_qty && !fields.bin)
    throw usage_error("parts.place-empty", tr("say a bin, a minimum or a maximum"),
                      "svcctl parts place " + part.label() + " --bin … --min … --max …");
  return set_at(tx, part, shop::current_outlet(tx), fields);
}

csv::ImportResult import_places(store::WriteTxn& tx, csv::RowSource& source,
                                const csv::ImportOptions& options) {
  shop::require_right(tx, Right::keep_stock);
  shop::Batch batch(tx, shop::BatchKind::place, options);
  const auto here = tx.scope_at_hand().outlet;
  const auto part_and_outlet = [&](const csv::ImportRow& row) {
    const auto outlet = row.alike("outlet");
    return part_alike(tx, part_label(row.text("part"), row.text("brand"))) + "\n" +
           (outlet.empty() && here ? here->code : outlet);
  };
  const auto take = [&](const csv::ImportRow& row) {
    const Part part = find_part(tx, part_label(row.text("part"), row.text("brand")));
    const auto code = row.text("outlet");
    const auto outlet_id = code.empty() ? shop::current_outlet(tx) : shop::find_outlet(tx, code).id;
    const PlaceFields fields{.min_qty = row.quantity("min_qty"),
                             .max_qty = row.quantity("max_qty"),
                             .bin = row.maybe("bin")};
    const Place before = place_of(tx, part, outlet_id);
    const bool same = fields.min_qty.value_or(before.min_qty) == before.min_qty &&
                      fields.max_qty.value_or(before.max_qty) == before.max_qty &&
                      fields.bin.value_or(before.bin) == before.bin;
    if (same) return csv::Outcome::unchanged;
    set_at(tx, part, outlet_id, fields);
    return csv::Outcome::changed;
  };
  return batch.take(
      source, place_list,
      {{.by = "part", .key = part_and_outlet, .agree = {"bin", "min_qty", "max_qty"}}}, take);
}

std::vector<Place> list_places(const store::ReadTxn& tx, const std::string& typed) {
  const auto part_id = typed.empty() ? 0 : find_part(tx, typed).id;
  const auto here = tx.within("w.outlet_id");
  return tx.all<Place>(
      R"(SELECT p.number AS number, p.brand AS brand, o.code AS code,
                COALESCE(w.min_qty, p.min_qty) AS min_qty,
                COALESCE(w.max_qty, p.max_qty) AS max_qty, COALESCE(w.bin, p.bin) AS bin
           FROM part_outlet w JOIN part p ON p.id = w.part_id JOIN outlet o ON o.id = w.outlet_id
          WHERE (:part = 0 OR w.part_id = :part))" +
          here.sql + " ORDER BY p.number_key, p.brand, COALESCE(p.twin, ''), o.code",
      {here, {"part", part_id}});
}

}  // namespace svcctl::parts
