#include "job/serial.hpp"

#include <algorithm>

#include "parts/catalogue/label.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
void require_serials(store::WriteTxn& tx, const parts::Part& part, Quantity quantity,
                     const std::vector<std::string>& serials) {
  if (!part.serial) {
    if (!serials.empty())
      throw usage_error("job.serial-none",
                        tr("pieces of part {0} bear no numbers of their own", part.label()),
                        "svcctl parts set " + part.label() + " --serial yes");
    return;
  }
  if (quantity.thousandths() % 1000 != 0)
    throw usage_error("job.serial-whole", tr("part {0} is counted in whole pieces", part.label()));
  const auto wanted = quantity.thousandths() / 1000;
  std::string once_for_each;
  for (auto left = std::min<std::int64_t>(wanted, 5); left > 0; --left)
    once_for_each += " --serial NUMBER";
  require(tx, static_cast<std::int64_t>(serials.size()) == wanted, Clause::fit,
          "job.serial-missing",
          tr("each piece of part {0} bears a number of its own: {1} pieces, {2} numbers",
             part.label(), wanted, serials.size()),
          "svcctl parts issue … " + part.label() + ":" + std::to_string(wanted) + once_for_each);
}

void keep_serials(store::WriteTxn& tx, const intake::JobRecord& job, const parts::Part& part,
                  std::int64_t movement_id, const std::vector<std::string>& serials) {
  for (const auto& serial : serials) {
    const auto with = tx.value<std::string>(
        R"(SELECT j.number AS value FROM part_serial s JOIN job j ON j.id = s.job_id
            WHERE s.part_id = :part AND s.serial = :serial AND s.came_back = 0)",
        {{"part", part.id}, {"serial", serial}});
    if (with)
      throw usage_error("job.serial-out",
                        tr("piece {0} of part {1} went to job {2}", serial, part.label(), *with),
                        "svcctl parts serials " + serial);
    tx.insert(
        R"(INSERT INTO part_serial (part_id, job_id, movement_id, serial, outlet_id)
           VALUES (:part, :job, :movement, :serial, (SELECT outlet_id FROM job WHERE id = :job)))",
        {{"part", part.id}, {"job", job.id}, {"movement", movement_id}, {"serial", serial}});
  }
}

void return_serials(store::WriteTxn& tx, const intake::JobRecord& job, const parts::Part& part,
                    const std::vector<std::string>& serials) {
  for (const auto& serial : serials)
    if (tx.run(R"(UPDATE part_serial SET came_back = 1
                   WHERE part_id = :part AND job_id = :job AND serial = :serial
                     AND came_back = 0)",
               {{"part", part.id}, {"job", job.id}, {"serial", serial}}) == 0)
      throw usage_error(
          "job.serial-not-out",
          tr("piece {0} of part {1} is not with job {2}", serial, part.label(), job.number),
          "svcctl parts serials --job " + job.number);
}

std::vector<Serial> serials(const store::ReadTxn& tx, const std::string& serial,
                            const std::string& job) {
  const std::int64_t job_id = job.empty() ? 0 : intake::find_job(tx, job).id;
  const auto here = serial.empty() && job.empty() ? tx.within("s.outlet_id") : store::Within();
  return tx.all<Serial>(
      R"(SELECT p.number AS number, p.brand AS brand, p.name AS name, p.name_zh AS name_zh,
                s.serial AS serial, j.number AS job,
                CASE WHEN i.value <> '' THEN i.value ELSE 'V' || j.vehicle_id END AS plate,
                l.code AS lot, m.at AS at,
                s.came_back AS came_back
           FROM part_serial s JOIN part p ON p.id = s.part_id JOIN job j ON j.id = s.job_id
           LEFT JOIN vehicle_identifier i ON i.id = j.plate_id
           JOIN stock_movement m ON m.id = s.movement_id
           JOIN lot l ON l.id = m.lot_id
          WHERE (:serial = '' OR s.serial = :serial) AND (:job = 0 OR s.job_id = :job))" +
          here.sql + " ORDER BY m.at DESC, s.id DESC",
      {here, {"serial", serial}, {"job", job_id}});
}

}  // namespace svcctl::job
