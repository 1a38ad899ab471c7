#include "complaint/private/fault.hpp"

#include "intake/job_record.hpp"
#include "job/task.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/catalogue/supplier.hpp"
#include "parts/stock/stock.hpp"
#include "shop/staff.hpp"

namespace svcctl::complaint {

std::optional<std::int64_t> part_at_fault(const store::ReadTxn& tx, const Complaint& complaint,
                                          const std::string& lot, const std::string& part) {
  if (lot.empty()) {
    if (part.empty()) return std::nullopt;
    throw usage_error("complaint.lot", tr("of which lot is the part?"), "--lot LOT");
  }
  std::optional<std::int64_t> part_id;
  if (!part.empty()) part_id = parts::find_part(tx, part).id;
  const auto found = parts::find_lot(tx, lot, part_id);
  const auto issued = tx.value<std::int64_t>(
      R"(SELECT 1 AS value FROM stock_movement
          WHERE job_id = :job AND lot_id = :lot AND kind = 'issue' LIMIT 1)",
      {{"job", complaint.job_id}, {"lot", found.id}});
  if (complaint.job_id && !issued)
    throw usage_error("complaint.lot",
                      tr("job {0} had nothing of lot {1}", complaint.job, found.code),
                      "svcctl job show " + complaint.job);
  return found.id;
}

FaultRows fault_rows(const store::ReadTxn& tx, const Complaint& complaint, const Fault& fault) {
  FaultRows out;
  out.lot_id = part_at_fault(tx, complaint, fault.lot, fault.part);
  if (!fault.supplier.empty()) {
    if (out.lot_id)
      throw usage_error("complaint.supplier", tr("the lot says whose part it is"), "--lot LOT");
    out.supplier_id = parts::find_supplier(tx, fault.supplier).id;
  }
  if (!fault.task.empty()) {
    if (!complaint.job_id)
      throw usage_error("complaint.no-job", tr("complaint {0} is about no job", complaint.number),
                        "--against STAFF");
    const auto task = job::find_task(tx, intake::job_by_id(tx, *complaint.job_id), fault.task);
    out.task_id = task.id;
    out.against_id = task.technician_id;
  }
  if (!fault.against.empty()) out.against_id = shop::find_staff(tx, fault.against).id;
  return out;
}

}  // namespace svcctl::complaint
