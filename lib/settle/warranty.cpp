#include "settle/warranty.hpp"

#include <algorithm>

namespace svcctl::settle {
namespace {

using intake::JobRecord;

/// The limits of a return repair: never earlier than the first repair's, which the days from its
/// return to its delivery do not use up.
void keep_former_limits(const store::ReadTxn& tx, const JobRecord& job, Warranty& warranty) {
  if (!job.comeback_of_job_id) return;
  const auto former = warranty_of(tx, *job.comeback_of_job_id);
  if (!former) return;
  const Zone& zone = tx.settings().zone;
  const int in_shop =
      std::max(0, days_between(zone.date_of(job.arrived_at), zone.date_of(warranty.from_at)));
  warranty.until_on = std::max(warranty.until_on, former->until_on.plus_days(in_shop));
  if (warranty.until_km && former->until_km)
    warranty.until_km = std::max(*warranty.until_km, *former->until_km);
}

void set_limits(const store::ReadTxn& tx, const JobRecord& job, Warranty& warranty,
                std::optional<std::int64_t> odometer_km) {
  warranty.from_km = odometer_km;
  warranty.until_on = tx.settings().zone.date_of(warranty.from_at).plus_days(warranty.terms.days);
  warranty.until_km.reset();
  if (odometer_km && warranty.terms.kilometres > 0)
    warranty.until_km = *odometer_km + warranty.terms.kilometres;
  keep_former_limits(tx, job, warranty);
}

/// A redo starts the period of the first repair anew, where the region says so.
WarrantyTerms terms_of(const store::ReadTxn& tx, const JobRecord& job, VehicleKind vehicle,
                       Category category) {
  auto terms = warranty_terms(tx.settings(), vehicle, category);
  if (!job.comeback_of_job_id || job.warranty_verdict != to_code(Verdict::within) ||
      !tx.settings().profile->redo_defective_part)
    return terms;
  if (const auto former = warranty_of(tx, *job.comeback_of_job_id)) {
    terms.days = std::max(terms.days, former->terms.days);
    terms.kilometres = std::max(terms.kilometres, former->terms.kilometres);
  }
  return terms;
}

}  // namespace

WarrantyTerms warranty_terms(const Settings& settings, VehicleKind vehicle, Category category) {
  WarrantyTerms terms;
  for (const auto* rules : {&*settings.warranty, &settings.profile->warranty})
    for (const auto& rule : *rules) {
      if (rule.vehicle != vehicle || rule.category != category) continue;
      terms.kilometres = std::max(terms.kilometres, rule.kilometres);
      terms.days = std::max(terms.days, rule.days);
    }
  terms.days = std::max(terms.days, settings.profile->part_days);
  return terms;
}

Warranty remake_warranty(store::WriteTxn& tx, const JobRecord& job, Warranty warranty,
                         std::optional<std::int64_t> odometer_km) {
  set_limits(tx, job, warranty, odometer_km);
  tx.run(R"(UPDATE warranty SET from_km = :from_km, until_on = :until_on, until_km = :until_km
             WHERE job_id = :job)",
         {{"from_km", warranty.from_km},
          {"until_on", warranty.until_on},
          {"until_km", warranty.until_km},
          {"job", job.id}});
  return warranty;
}

Warranty make_warranty(store::WriteTxn& tx, const JobRecord& job,
                       std::optional<std::int64_t> odometer_km) {
  Warranty warranty;
  warranty.job_id = job.id;
  warranty.job = job.number;
  warranty.category = job.category.value_or(Category::minor);
  warranty.terms = terms_of(tx, job, job.vehicle_kind, warranty.category);
  warranty.from_at = tx.now();
  set_limits(tx, job, warranty, odometer_km);
  tx.insert(R"(
    INSERT INTO warranty (job_id, category, kilometres, days, from_at, from_km, until_on, until_km,
                          outlet_id)
    VALUES (:job, :category, :km, :days, :from_at, :from_km, :until_on, :until_km,
            (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job.id},
             {"category", warranty.category},
             {"km", warranty.terms.kilometres},
             {"days", warranty.terms.days},
             {"from_at", warranty.from_at},
             {"from_km", warranty.from_km},
             {"until_on", warranty.until_on},
             {"until_km", warranty.until_km}});
  return warranty;
}

std::optional<Warranty> warranty_of(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.first(R"(
    SELECT w.job_id, j.number AS job, w.category, w.kilometres, w.days, w.from_at, w.from_km,
           w.until_on, w.until_km
      FROM warranty w JOIN job j ON j.id = w.job_id
     WHERE w.job_id = :job)",
                  {{"job", job_id}}, [](const store::Row& row) {
                    Warranty out = row.as<Warranty>();
                    out.terms = {.kilometres = row["kilometres"], .days = row["days"]};
                    return out;
                  });
}

Verdict judge(const std::optional<Warranty>& warranty, Date day,
              std::optional<std::int64_t> odometer_km) {
  if (!warranty || (warranty->terms.days == 0 && warranty->terms.kilometres == 0))
    return Verdict::none;
  if (day > warranty->until_on) return Verdict::expired_days;
  if (odometer_km && warranty->until_km && *odometer_km > *warranty->until_km)
    return Verdict::expired_km;
  return Verdict::within;
}

}  // namespace svcctl::settle
