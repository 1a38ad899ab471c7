#include "settle/bill.hpp"
#include "settle/private/bill_columns.hpp"

namespace svcctl::settle {

std::optional<Bill> issued_bill(const store::ReadTxn& tx, std::int64_t job_id) {
  auto bill = tx.first<Bill>(std::string("SELECT ") + bill_columns + R"(
      FROM bill b JOIN job j ON j.id = b.job_id
     WHERE b.job_id = :job AND b.state = 'issued')",
                             {{"job", job_id}});
  if (bill) bill->lines = bill_lines(tx, bill->id);
  return bill;
}

std::vector<BillLine> bill_lines(const store::ReadTxn& tx, std::int64_t bill_id) {
  return tx.all<BillLine>(R"(
    SELECT l.line_id, n.number, l.kind, l.text, COALESCE(l.part_number, '') AS part_number,
           COALESCE(l.part_brand, '') AS brand, l.part_kind, l.qty, l.unit_price_amount, l.amount,
           l.discount_amount, l.discount_reason, l.payer
      FROM bill_line l JOIN job_line n ON n.id = l.line_id
     WHERE l.bill_id = :bill ORDER BY l.id)",
                          {{"bill", bill_id}});
}

}  // namespace svcctl::settle
