#include "audit/private/unsigned.hpp"

#include "store/beginning.hpp"
#include "store/signature.hpp"

namespace svcctl::audit {

void each_unsigned(const store::ReadTxn& tx, Clause clause, Instant from, Instant to,
                   const std::function<void(const Lapse&)>& take) {
  const auto here = tx.within("counted.outlet_id");
  auto rows = tx.query(R"(
    SELECT number, item, named_as, staff, named_by, counts_at
      FROM (SELECT CASE WHEN g.job_number <> '' THEN g.job_number ELSE g.key END AS number,
                   g.id AS id, g.item AS item, g.named_as AS named_as, s.code AS staff,
                   n.code AS named_by, g.outlet_id AS outlet_id,
                   CASE WHEN g.named_as = 'technician'
                        THEN (SELECT MIN(k.started_at) FROM job j
                                JOIN task t ON t.job_id = j.id
                                JOIN task_clock k ON k.task_id = t.id
                               WHERE j.number = g.key AND CAST(t.number AS TEXT) = g.item
                                 AND (k.staff_id = g.staff_id
                                      OR (k.started_at >= g.at AND k.recorded_at > )" +
                           std::string(store::with_beginnings_at) + R"(
                                          AND NOT EXISTS (SELECT 1 FROM signature l
                                                           WHERE l.key = g.key AND l.item = g.item
                                                             AND l.named_as = 'technician'
                                                             AND l.id > g.id
                                                             AND l.at <= k.started_at))))
                        ELSE g.at END AS counts_at
              FROM signature g
              JOIN staff s ON s.id = g.staff_id
              JOIN staff n ON n.id = g.named_by
             WHERE g.clause = :clause AND g.signed_at IS NULL) counted
     WHERE counts_at BETWEEN :from AND :to)" +
                           here.sql + " ORDER BY counts_at, id",
                       {here, {"clause", info(clause).id}, {"from", from}, {"to", to}});
  while (rows.next()) {
    const auto& row = rows.row();
    take({.clause = clause,
          .number = row["number"],
          .item = row["item"],
          .missing = tr("{0} {1}: named by {2}, not signed", row.get<store::NamedAs>("named_as"),
                        row.get<std::string>("staff"), row.get<std::string>("named_by")),
          .at = row["counts_at"]});
  }
}

}  // namespace svcctl::audit
