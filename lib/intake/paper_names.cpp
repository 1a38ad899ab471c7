#include "intake/paper_names.hpp"

#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

/// The shop as it was named then; of older visits, as it is named today.
void read_shop(const store::ReadTxn& tx, const store::Row& row, PaperNames& names) {
  names.head = shop::letterhead_of(tx);
  names.tax_rate = tx.settings().tax_rate;
  if (!row.get<std::optional<std::string>>("shop_name")) return;
  names.head.shop = {.name = row["shop_name"],
                     .address = row["shop_address"],
                     .phone = row["shop_phone"],
                     .complaint_phone = row["shop_complaint_phone"],
                     .credit_code = row["shop_credit_code"],
                     .currency = row["currency"]};
  names.tax_rate = row["tax_rate"];
}

}  // namespace

bool keep_names(store::WriteTxn& tx, std::int64_t job_id, PaperStage stage) {
  const auto& shop = tx.settings().shop;
  const auto rows = tx.run(
      R"(INSERT INTO paper_names (job_id, outlet_id, stage, owner_name, owner_phone, owner_address,
                brought_by, plate, plate_state, make, model, year, vin, engine, vehicle_kind,
                shop_name, shop_address, shop_phone, shop_complaint_phone, shop_credit_code,
                currency, tax_rate, salt, at, recorded_at, staff_id)
         SELECT n.job_id, n.outlet_id, :stage, n.owner_name, n.owner_phone, n.owner_address,
                n.brought_by, n.plate, n.plate_state, n.make, n.model, n.year, n.vin, n.engine,
                n.vehicle_kind, :name, :address, :phone, :complaints, :credit, :currency, :tax,
                :salt, :at, :now, :staff
           FROM (SELECT j.id AS job_id, j.outlet_id AS outlet_id, c.name AS owner_name,
                        CASE WHEN c.phone_typed <> '' THEN c.phone_typed ELSE c.phone END
                          AS owner_phone,
                        c.address AS owner_address,
                        COALESCE((SELECT w.text FROM person_words w
                                   WHERE w.job_id = j.id AND w.kind = 'brought-by'), '')
                          AS brought_by,
                        COALESCE(p.value, '') AS plate, p.state AS plate_state, v.make AS make,
                        v.model AS model, v.year AS year, v.vin AS vin, v.engine AS engine,
                        v.kind AS vehicle_kind
                   FROM job j
                   JOIN customer c ON c.id = j.customer_id
                   JOIN vehicle v ON v.id = j.vehicle_id
                   LEFT JOIN vehicle_identifier p ON p.id = j.plate_id
                  WHERE j.id = :job) n
          WHERE NOT EXISTS (
                  SELECT 1 FROM paper_names k
                   WHERE k.id = (SELECT MAX(id) FROM paper_names WHERE job_id = :job)
                     AND k.owner_name = n.owner_name AND k.owner_phone = n.owner_phone
                     AND k.owner_address = n.owner_address AND k.brought_by = n.brought_by
                     AND k.plate = n.plate AND k.plate_state IS NOT DISTINCT FROM n.plate_state
                     AND k.make = n.make AND k.model = n.model
                     AND k.year IS NOT DISTINCT FROM n.year AND k.vin = n.vin
                     AND k.engine = n.engine AND k.vehicle_kind = n.vehicle_kind
                     AND k.shop_name = :name AND k.shop_address = :address
                     AND k.shop_phone = :phone AND k.shop_complaint_phone = :complaints
                     AND k.shop_credit_code = :credit AND k.currency = :currency
                     AND k.tax_rate = :tax))",
      {{"job", job_id},
       {"stage", stage},
       {"name", shop.name},
       {"address", shop.address},
       {"phone", shop.phone},
       {"complaints", shop.complaint_phone},
       {"credit", shop.credit_code},
       {"currency", shop.currency},
       {"tax", tx.settings().tax_rate},
       {"salt", store::random_salt()},
       tx.stamp()});
  return rows > 0;
}

std::string names_in_short(const PaperNames& names) {
  std::string out;
  for (const auto& piece : {mask_name(names.owner), mask_phone(names.phone), names.plate,
                            names.make, names.model, mask_vin(names.vin)})
    if (!piece.empty()) out += (out.empty() ? "" : " ") + piece;
  return out;
}

PaperNames names_of(const store::ReadTxn& tx, std::int64_t job_id, PaperStage upto) {
  const auto all = tx.all(R"(
    SELECT stage, owner_name, owner_phone, owner_address, brought_by, plate, plate_state, make,
           model, year, vin, engine, vehicle_kind, shop_name, shop_address, shop_phone,
           shop_complaint_phone, shop_credit_code, currency, tax_rate, at
      FROM paper_names WHERE job_id = :job ORDER BY id)",
                          {{"job", job_id}}, [&](const store::Row& row) {
                            auto names = row.as<PaperNames>();
                            read_shop(tx, row, names);
                            return names;
                          });
  if (all.empty()) throw bug("a visit without names for its papers");
  const PaperNames* kept = &all.front();
  for (const auto& names : all)
    if (names.stage <= upto) kept = &names;
  return *kept;
}

}  // namespace svcctl::intake
