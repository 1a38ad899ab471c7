#include "job/recall.hpp"

#include "parts/catalogue/part.hpp"
#include "parts/catalogue/supplier.hpp"

namespace svcctl::job {
namespace {

using store::Row;

// The lots called back, and those they became at other outlets.
constexpr const char* called_back =
    R"(WITH RECURSIVE called (id) AS (
         SELECT l.id FROM lot l
          WHERE (:lot = '' OR l.code = :lot)
            AND (:supplier = 0 OR l.supplier_id = :supplier)
            AND (:part = 0 OR l.part_id = :part)
          UNION
         SELECT t.to_lot_id FROM stock_transfer_line t JOIN called c ON c.id = t.lot_id
          WHERE t.to_lot_id IS NOT NULL))";

struct Called {
  std::string lot;
  std::int64_t supplier_id = 0;
  std::int64_t part_id = 0;
};

Called called_of(const store::ReadTxn& tx, const RecallRequest& request) {
  if (request.lot.empty() && request.supplier.empty() && request.part.empty())
    throw usage_error("parts.recall-what", tr("say what is called back"),
                      "svcctl parts recall LOT | --supplier CODE | --part NO");
  Called called{.lot = request.lot};
  if (!request.supplier.empty()) called.supplier_id = parts::find_supplier(tx, request.supplier).id;
  if (!request.part.empty()) called.part_id = parts::find_part(tx, request.part).id;
  if (!called.lot.empty() &&
      !tx.value<std::int64_t>("SELECT MIN(id) AS value FROM lot WHERE code = :code",
                              {{"code", called.lot}}))
    throw not_found("parts.lot-not-found", tr("no lot {0}", called.lot),
                    "svcctl parts stock --lots --empty");
  return called;
}

}  // namespace

void each_recall_case(const store::ReadTxn& tx, const RecallRequest& request,
                      const std::function<void(const RecallCase&)>& take) {
  const auto called = called_of(tx, request);
  auto query =
      tx.query(std::string(called_back) + R"(
      SELECT j.number AS job,
             CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS plate,
             v.vin AS vin, k.name AS customer,
             k.phone AS phone, p.number AS part, p.brand AS brand, l.code AS lot,
             COALESCE(s.code, '') AS supplier, -SUM(m.qty) AS qty, MAX(m.at) AS issued_at
        FROM called c
        JOIN lot l ON l.id = c.id
        JOIN stock_movement m ON m.lot_id = l.id AND m.kind IN ('issue', 'return')
        JOIN job j ON j.id = m.job_id
        JOIN vehicle v ON v.id = j.vehicle_id
        JOIN customer k ON k.id = j.customer_id
        JOIN part p ON p.id = l.part_id
        LEFT JOIN supplier s ON s.id = l.supplier_id
       GROUP BY j.id, l.id, j.number, v.id, v.plate, v.vin, k.name, k.phone, p.number, p.brand, l.code,
                s.code
      HAVING SUM(m.qty) < 0
       ORDER BY MAX(m.at) DESC, j.number DESC, l.code)",
               {{"lot", called.lot}, {"supplier", called.supplier_id}, {"part", called.part_id}});
  while (query.next()) {
    const auto& row = query.row();
    take({.job = row["job"],
          .plate = row["plate"],
          .vin = row["vin"],
          .customer = row["customer"],
          .phone = row["phone"],
          .part = parts::read_part_label(row, "part"),
          .lot = row["lot"],
          .supplier = row["supplier"],
          .qty = row["qty"],
          .issued_at = row["issued_at"]});
  }
}

std::vector<RecallStock> recall_stock(const store::ReadTxn& tx, const RecallRequest& request) {
  const auto called = called_of(tx, request);
  return tx.all<RecallStock>(
      std::string(called_back) + R"(
      SELECT o.code AS outlet, p.number AS part, p.brand AS brand, l.code AS lot, l.qty AS qty,
             l.state AS state
        FROM called c
        JOIN lot l ON l.id = c.id
        JOIN outlet o ON o.id = l.outlet_id
        JOIN part p ON p.id = l.part_id
       WHERE l.qty > 0
       ORDER BY o.code, p.number_key, p.number, p.brand, l.id)",
      {{"lot", called.lot}, {"supplier", called.supplier_id}, {"part", called.part_id}});
}

}  // namespace svcctl::job
