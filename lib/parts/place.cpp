#include "parts/place.hpp"

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

}  // namespace

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
  const auto outlet_id = shop::current_outlet(tx);
  if (!fields.min_qty && !fields.max_qty && !fields.bin)
    throw usage_error("parts.place-empty", tr("say a bin, a minimum or a maximum"),
                      "svcctl parts place " + part.label() + " --bin … --min … --max …");
  if (fields.min_qty.value_or(Quantity()) < Quantity() ||
      fields.max_qty.value_or(Quantity()) < Quantity())
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  tx.run(R"(INSERT INTO part_outlet (part_id, outlet_id, min_qty, max_qty, bin)
            VALUES (:part, :outlet, :min_qty, :max_qty, :bin)
            ON CONFLICT (part_id, outlet_id) DO UPDATE
              SET min_qty = COALESCE(excluded.min_qty, part_outlet.min_qty),
                  max_qty = COALESCE(excluded.max_qty, part_outlet.max_qty),
                  bin = COALESCE(excluded.bin, part_outlet.bin))",
         {{"part", part.id},
          {"outlet", outlet_id},
          {"min_qty", fields.min_qty},
          {"max_qty", fields.max_qty},
          {"bin", fields.bin}});
  Place made = place_of(tx, part, outlet_id);
  if (!made.max_qty.is_zero() && made.max_qty < made.min_qty)
    throw usage_error("parts.min-max", tr("the maximum {0} is below the minimum {1}",
                                          made.max_qty.str(), made.min_qty.str()));
  tx.record({"part",
             part.label(),
             {{"outlet", made.outlet},
              {"min", made.min_qty.str()},
              {"max", made.max_qty.str()},
              {"bin", made.bin}}});
  return made;
}

std::vector<Place> list_places(const store::ReadTxn& tx, const std::string& typed) {
  const Part part = find_part(tx, typed);
  return tx.all(
      R"(SELECT o.code AS code, w.min_qty AS min_qty, w.max_qty AS max_qty, w.bin AS bin
           FROM part_outlet w JOIN outlet o ON o.id = w.outlet_id
          WHERE w.part_id = :part ORDER BY o.code)",
      {{"part", part.id}},
      [&](const store::Row& row) { return with_own(of_part(part, row["code"]), row); });
}

}  // namespace svcctl::parts
