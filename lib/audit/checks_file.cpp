#include <array>

#include "audit/private/checks.hpp"
#include "store/sql_text.hpp"

namespace svcctl::audit {
namespace {

/// A copy of personal data is destroyed within the time that copies may be kept.
std::optional<Verdict> copy_in_time(const store::ReadTxn& tx, const Settings& rules,
                                    const store::Row& row) {
  const auto made = rules.zone.date_of(row.get<Instant>("at"));
  const Term term(tx, made.plus_days(rules.retention.copy_days));
  const auto end = row.get<std::optional<Instant>>("destroyed_at");
  return term.ended_by(end ? *end : tx.now());
}

// Pieces of what is asked of the file of a car that work was done on.
constexpr std::string_view number = "SELECT j.number AS number, ";
constexpr std::string_view plate = "CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END";
constexpr std::string_view customer = "c.number";
constexpr std::string_view on_file = " AS item, d.at AS at, CASE WHEN ";
constexpr std::string_view then = " THEN ";
constexpr std::string_view vin = "d.vin_on_file";
constexpr std::string_view owner = "d.owner_on_file";
constexpr std::string_view phone = "d.phone_on_file";
constexpr std::string_view of_delivery = R"( END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN vehicle v ON v.id = j.vehicle_id
                    JOIN customer c ON c.id = j.customer_id
              WHERE d.at BETWEEN :from AND :to AND d.vin_on_file IS NOT NULL
              ORDER BY d.at)";

// Gaps of a file are those that were there when the car left: they were frozen with the delivery,
// so that what was put on file, or forgotten, afterwards changes no figure.
const std::array checks_of_files = {
    Check{Clause::privacy, N_("personal data was shown whole or copied without a purpose"),
          of_company,
          R"(SELECT COALESCE(s.code, '') AS number, a.command AS item, a.at AS at,
                    CASE WHEN a.purpose <> '' THEN 1 ELSE 0 END AS kept
               FROM personal_access a LEFT JOIN staff s ON s.id = a.staff_id
              WHERE a.at BETWEEN :from AND :to
              ORDER BY a.at)"},
    Check{Clause::privacy, N_("a copy of personal data is older than copies may be"), of_company,
          R"(SELECT COALESCE(s.code, '') AS number, a.file AS item, a.at AS at,
                    a.id AS ruled_id, a.recorded_at AS ruled_at,
                    (SELECT e.at FROM personal_copy_end e WHERE e.access_id = a.id)
                      AS destroyed_at
               FROM personal_access a LEFT JOIN staff s ON s.id = a.staff_id
              WHERE a.kind = 'export' AND a.at BETWEEN :since AND :to
              ORDER BY a.at)",
          copy_in_time, "personal_access"},
    Check{Clause::privacy, N_("who asked to be forgotten is still on file after the last day"),
          of_company,
          R"(SELECT c.number AS number, c.kept_until_on AS item, :now AS at,
                    CASE WHEN c.kept_until_on >= :today THEN 1 ELSE 0 END AS kept
               FROM customer c
              WHERE c.state = 'restricted' AND c.kept_until_on IS NOT NULL
                AND :now BETWEEN :from AND :to
              ORDER BY c.kept_until_on)"},
    Check{Clause::archive, N_("no VIN on file"), "j.outlet_id",
          store::chained<number, plate, on_file, worked_on, then, vin, of_delivery>}
        .spared_as(no_work),
    Check{Clause::archive, N_("no owner on file"), "j.outlet_id",
          store::chained<number, plate, on_file, worked_on, then, owner, of_delivery>}
        .spared_as(no_work),
    Check{Clause::archive, N_("no phone of the customer on file"), "j.outlet_id",
          store::chained<number, customer, on_file, worked_on, then, phone, of_delivery>}
        .spared_as(no_work),
};

}  // namespace

std::span<const Check> file_checks() { return checks_of_files; }

}  // namespace svcctl::audit
