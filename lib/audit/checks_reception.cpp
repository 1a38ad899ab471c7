#include <array>

#include "audit/private/checks.hpp"
#include "job/rule.hpp"
#include "shop/certificate.hpp"

namespace svcctl::audit {
namespace {

/// A task whose operation asks for a certificate was started by somebody who held one that day.
std::optional<bool> certified_technician(const store::ReadTxn& tx, const store::Row& row) {
  const auto* operation = tx.settings().operation(row.get<std::string>("operation"));
  if (!operation || operation->certificate.empty()) return std::nullopt;
  const auto technician = row.get<std::optional<std::int64_t>>("technician_id");
  return technician && shop::certified(tx, *technician, operation->certificate,
                                       tx.settings().zone.date_of(row.get<Instant>("at")));
}

const std::array checks_of_receptions = {
    Check{Clause::plan, N_("address, telephone or opening hours are not on record"), "o.id",
          R"(SELECT o.code AS number, '' AS item, :now AS at,
                    CASE WHEN o.scope <> '' AND o.address <> '' AND o.phone <> '' AND o.hours <> ''
                         THEN 1 ELSE 0 END AS kept
               FROM outlet o
              WHERE :now BETWEEN :from AND :to
              ORDER BY o.code)"},
    Check{Clause::technician, N_("done by somebody without a valid certificate"), "j.outlet_id",
          R"(SELECT j.number AS number, CAST(t.number AS TEXT) AS item, t.started_at AS at,
                    t.operation AS operation, t.technician_id AS technician_id
               FROM task t JOIN job j ON j.id = t.job_id
              WHERE t.started_at BETWEEN :from AND :to
              ORDER BY t.started_at)",
          certified_technician},
    Check{Clause::welcome, N_("the customer waited longer than the target"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, j.opened_at AS at,
                    CASE WHEN j.opened_at - j.arrived_at <= :waiting THEN 1 ELSE 0 END AS kept
               FROM job j
              WHERE j.opened_at BETWEEN :from AND :to
              ORDER BY j.opened_at)"},
    Check{Clause::listen, N_("the odometer was not read"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, j.opened_at AS at,
                    CASE WHEN j.odometer_km IS NOT NULL THEN 1 ELSE 0 END AS kept
               FROM job j
              WHERE j.opened_at BETWEEN :from AND :to AND j.state <> 'cancelled'
              ORDER BY j.opened_at)"},
    Check{Clause::listen, N_("the concern is not on record"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, j.opened_at AS at,
                    CASE WHEN j.concern <> '' THEN 1 ELSE 0 END AS kept
               FROM job j
              WHERE j.opened_at BETWEEN :from AND :to AND j.state <> 'cancelled'
              ORDER BY j.opened_at)"},
    Check{Clause::listen, N_("there was no walk-round"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, j.opened_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM intake_check c WHERE c.job_id = j.id)
                         THEN 1 ELSE 0 END AS kept
               FROM job j
              WHERE j.opened_at BETWEEN :from AND :to AND j.state <> 'cancelled'
              ORDER BY j.opened_at)"},
    Check{Clause::answer, N_("a question was not answered at delivery"), "j.outlet_id",
          R"(SELECT j.number AS number, q.question AS item, d.at AS at,
                    CASE WHEN q.answer IS NOT NULL AND q.answer <> '' THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN intake_question q ON q.job_id = j.id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{job::rule::beginning_first, job::rule::confirmed_estimate,
          N_("work began before the estimate was confirmed")},
    Check{Clause::confirm, N_("the confirmation was recorded late"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, c.recorded_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_acceptance a
                                       WHERE a.chain = l.chain AND a.seq = l.seq)
                         THEN 1 ELSE 0 END AS kept
               FROM late_record l JOIN consent c ON c.id = l.row_id
                    JOIN job j ON j.id = c.job_id
              WHERE l.table_name = 'consent' AND c.recorded_at BETWEEN :from AND :to AND c.change_id IS NULL
              ORDER BY c.recorded_at)"},
};

}  // namespace

std::span<const Check> reception_checks() { return checks_of_receptions; }

}  // namespace svcctl::audit
