#include "settle/claim.hpp"

#include <algorithm>

#include "settle/grounds.hpp"
#include "shop/staff.hpp"

namespace svcctl::settle {
namespace {

using intake::Payer;

std::string claims_where(const char* condition) {
  return R"(
    SELECT j.number AS job, COALESCE(b.number, '') AS bill, c.payer, c.debtor, c.number,
           CASE WHEN i.value <> '' THEN i.value ELSE 'V' || j.vehicle_id END AS plate,
           COALESCE(CASE c.payer WHEN 'insurer' THEN b.insurer_amount ELSE b.warranty_amount END, 0)
             AS share_amount,
           COALESCE((SELECT SUM(p.amount) FROM payment p
                      WHERE p.job_id = j.id AND p.payer = c.payer), 0) AS paid_amount,
           d.at AS delivered_at
      FROM claim c
      JOIN job j ON j.id = c.job_id
      LEFT JOIN vehicle_identifier i ON i.id = j.plate_id
      LEFT JOIN bill b ON b.job_id = j.id AND b.state = 'issued'
      LEFT JOIN delivery d ON d.job_id = j.id
     WHERE NOT EXISTS (SELECT 1 FROM claim n
                        WHERE n.job_id = c.job_id AND n.payer = c.payer AND n.id > c.id) )" +
         std::string(condition);
}

Claim read_claim(const store::Row& row) {
  return {.job = row["job"],
          .bill = row["bill"],
          .plate = row["plate"],
          .payer = row.get<Payer>("payer"),
          .debtor = row["debtor"],
          .number = row["number"],
          .share = row.get<Money>("share_amount"),
          .paid = row.get<Money>("paid_amount"),
          .delivered_at = row.get<std::optional<Instant>>("delivered_at")};
}

}  // namespace

Claim claim(store::WriteTxn& tx, const ClaimRequest& request) {
  shop::require_right(tx, Right::bill);
  const auto job = find_settled_job(tx, request.job);
  tx.stands_on(Clause::itemise, {intake::opened.of(job.id)});
  if (job.state == intake::JobState::declined || job.state == intake::JobState::cancelled)
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.payer == Payer::customer || request.debtor.empty() || request.number.empty())
    throw usage_error("settle.claim", tr("a claim names an insurer or maker, and its number there"),
                      "--payer insurer --on NAME --number NUMBER");
  tx.insert(R"(INSERT INTO claim (job_id, payer, debtor, number, at, recorded_at, staff_id,
                                  outlet_id)
               VALUES (:job, :payer, :debtor, :number, :at, :now, :staff, :outlet))",
            {{"job", job.id},
             {"payer", request.payer},
             {"debtor", request.debtor},
             {"number", request.number},
             tx.stamp(),
             {"outlet", job.outlet_id}});
  tx.record(store::of_outlet(job.outlet_id), {"job",
                                              job.number,
                                              {{"claim", to_code(request.payer)},
                                               {"debtor", request.debtor},
                                               {"number", request.number}}});
  auto all = claims(tx, job.id);
  const auto made = std::ranges::find(all, request.payer, &Claim::payer);
  if (made == all.end()) throw bug("a claim that is not listed");
  return *made;
}

std::vector<Claim> claims(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all(claims_where("AND c.job_id = :job ORDER BY c.payer"), {{"job", job_id}},
                read_claim);
}

std::vector<Claim> claims_due(const store::ReadTxn& tx) {
  auto all = tx.all(claims_where("AND d.id IS NOT NULL ORDER BY b.recorded_at DESC, c.id DESC"), {},
                    read_claim);
  std::erase_if(all, [](const Claim& each) { return each.due() <= Money(); });
  return all;
}

}  // namespace svcctl::settle
