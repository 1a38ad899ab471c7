#include <algorithm>
#include <array>

#include "audit/private/checks.hpp"
#include "callback/follow_up.hpp"
#include "job/rule.hpp"
#include "settle/delivery.hpp"
#include "settle/rule.hpp"
#include "store/sql_text.hpp"

namespace svcctl::audit {
namespace {

namespace rule = settle::rule;
using rule::handing_back;
using settle::Paper;

bool holds(const std::vector<Paper>& papers, Paper paper) {
  return std::ranges::find(papers, paper) != papers.end();
}

std::optional<Category> category_of(const store::Row& row) {
  return row.get<std::optional<Category>>("category");
}

std::vector<Paper> missing(const store::ReadTxn& tx, const store::Row& row) {
  return settle::missing_papers(tx.settings(), category_of(row),
                                row.get<std::vector<Paper>>("papers"));
}

/// A completion certificate is asked for by the region for some categories.
std::optional<bool> certificate_handed_over(const store::ReadTxn& tx, const store::Row& row) {
  if (!holds(settle::needed_papers(tx.settings(), category_of(row)), Paper::certificate))
    return std::nullopt;
  return !holds(missing(tx, row), Paper::certificate);
}

std::optional<bool> papers_handed_over(const store::ReadTxn& tx, const store::Row& row) {
  const auto lacking = missing(tx, row);
  return !holds(lacking, Paper::repair_record) && !holds(lacking, Paper::warranty);
}

/// The follow-up after service is there from the day it is due.
std::optional<bool> follow_up_planned(const store::ReadTxn& tx, const store::Row& row) {
  const auto& rules = tx.settings().callback.rules;
  std::optional<int> last;
  for (const auto& rule : rules)
    if (rule.kind == CallbackKind::after_service)
      last = std::max(last.value_or(0), rule.after_days);
  if (!last) return std::nullopt;
  if (row.get<bool>("planned")) return true;
  const auto due = tx.settings().zone.date_of(row.get<Instant>("at")).plus_days(*last);
  return tx.today() > due ? std::optional(false) : std::nullopt;
}

/// Somebody tried by the day it was due; before that day has passed, it may still be done.
std::optional<bool> follow_up_in_time(const store::ReadTxn& tx, const store::Row& row) {
  const auto due = row.get<Date>("called_for_on");
  const auto tried = row.get<std::optional<Instant>>("tried_at");
  if (tried) return tx.settings().zone.date_of(*tried) <= due;
  return tx.today() > due ? std::optional(false) : std::nullopt;
}

/// Somebody reached the customer within as many days as a complaint may take at most; before they
/// have passed, it may still be done.
std::optional<bool> follow_up_reached(const store::ReadTxn& tx, const store::Row& row) {
  if (row.get<bool>("reached")) return true;
  if (row.get<bool>("given_up")) return false;
  constexpr int patience_days = 15;
  const auto last = row.get<Date>("called_for_on").plus_days(patience_days);
  return tx.today() > last ? std::optional(false) : std::nullopt;
}

// Pieces of the checks of follow-ups. One that follows a delivery counts by the day of it.
constexpr std::string_view follow_up =
    R"(SELECT f.number AS number, COALESCE(j.number, '') AS item,
              CASE f.kind WHEN 'after-service' THEN COALESCE(d.at, f.at) ELSE f.at END AS at,
              f.called_for_on AS called_for_on, )";
constexpr std::string_view tried =
    R"((SELECT MIN(CASE WHEN EXISTS (
                            SELECT 1 FROM late_record l
                             WHERE l.table_name = 'follow_up_attempt' AND l.row_id = a.id
                               AND NOT EXISTS (SELECT 1 FROM late_acceptance y
                                                WHERE y.chain = l.chain AND y.seq = l.seq))
                       THEN a.recorded_at ELSE a.at END)
          FROM follow_up_attempt a WHERE a.follow_up_id = f.id) AS tried_at)";
constexpr std::string_view reached =
    R"(CASE WHEN f.state IN ('reached', 'closed', 'refused') THEN 1 ELSE 0 END AS reached,
       CASE WHEN f.state IN ('unreachable', 'lapsed') THEN 1 ELSE 0 END AS given_up)";
constexpr std::string_view follow_ups_due = R"(
         FROM follow_up f JOIN customer k ON k.id = f.customer_id
              LEFT JOIN job j ON j.id = f.job_id
              LEFT JOIN delivery d ON d.job_id = f.job_id
        WHERE CASE f.kind WHEN 'after-service' THEN COALESCE(d.at, f.at) ELSE f.at END
              BETWEEN :from AND :to
          AND (f.state <> 'open' OR )";
constexpr std::string_view if_tried = R"()
          AND (f.state <> 'superseded'
               OR EXISTS (SELECT 1 FROM follow_up_attempt a WHERE a.follow_up_id = f.id))
        ORDER BY f.id)";
constexpr std::string_view if_current = R"()
          AND f.state <> 'superseded'
        ORDER BY f.id)";

const std::array checks_of_deliveries = {
    Check{rule::leaving, rule::valuables_returned, N_("valuables were not signed back")},
    Check{rule::leaving, job::rule::settled_own_parts,
          N_("a part that the customer brought was neither fitted nor given back")},
    Check{rule::leaving_unbilled, rule::money_returned,
          N_("the car left without a bill, and money was kept")},
    Check{handing_back, rule::cleaned, N_("delivered without cleaning")},
    Check{Clause::explain, N_("the work was not explained"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, d.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM preparation p
                                       WHERE p.job_id = j.id AND p.explained <> '')
                         THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{Clause::itemise, N_("the lines do not add up to the bill"), "j.outlet_id",
          R"(SELECT j.number AS number, b.number AS item, b.at AS at,
                    CASE WHEN COALESCE((SELECT SUM(l.amount - l.discount_amount) FROM bill_line l
                                         WHERE l.bill_id = b.id), 0) = b.total_amount
                         THEN 1 ELSE 0 END AS kept
               FROM bill b JOIN job j ON j.id = b.job_id
              WHERE b.at BETWEEN :from AND :to AND b.state = 'issued'
              ORDER BY b.at)"},
    Check{Clause::itemise, N_("a discount without a reason"), "j.outlet_id",
          R"(SELECT j.number AS number, b.number AS item, b.at AS at,
                    CASE WHEN l.discount_reason <> '' THEN 1 ELSE 0 END AS kept
               FROM bill b JOIN job j ON j.id = b.job_id JOIN bill_line l ON l.bill_id = b.id
              WHERE b.at BETWEEN :from AND :to AND b.state = 'issued' AND l.discount_amount <> 0
              ORDER BY b.at)"},
    Check{handing_back, rule::billed, N_("delivered without a bill")},
    // A refusal asks whether the customer may owe so much more. What they might owe that day is not
    // kept: here any credit counts.
    Check{Clause::itemise, N_("delivered unpaid without credit"), "j.outlet_id",
          R"(SELECT j.number AS number, b.number AS item, d.at AS at,
                    CASE WHEN k.credit_limit_amount > 0 THEN 1
                         WHEN COALESCE((SELECT SUM(y.amount) FROM payment y
                                         WHERE y.job_id = j.id AND y.at <= d.at), 0)
                              >= b.customer_amount THEN 1
                         ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN customer k ON k.id = j.customer_id
                    JOIN bill b ON b.job_id = j.id AND b.state = 'issued'
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{Clause::papers, N_("repair record or warranty card was not handed over"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, d.at AS at, d.papers AS papers,
                    j.category AS category
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)",
          papers_handed_over},
    Check{Clause::papers, N_("the completion certificate was not handed over"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, d.at AS at, d.papers AS papers,
                    j.category AS category
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)",
          certificate_handed_over},
    Check{Clause::ask, N_("the customer was not asked how satisfied they are"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, d.at AS at,
                    CASE WHEN d.score IS NOT NULL OR d.score_declined = 1
                         THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{Clause::callback, N_("no follow-up was planned"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, d.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM follow_up f
                                       WHERE f.job_id = j.id
                                         AND f.kind IN ('after-service', 'issue'))
                         THEN 1 ELSE 0 END AS planned
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN customer k ON k.id = j.customer_id
              WHERE d.at BETWEEN :from AND :to AND k.service_contact = 1
                AND NOT EXISTS (SELECT 1 FROM follow_up_plan p
                                 WHERE p.kind = 'after-service' AND p.job_id = j.id
                                   AND p.source = 'job:' || j.id AND p.state = 'withheld')
              ORDER BY d.at)",
          follow_up_planned},
    Check{Clause::callback, N_("nobody called by the day it was due"), "f.outlet_id",
          store::chained<follow_up, tried, follow_ups_due, callback::contact_allowed, if_tried>,
          follow_up_in_time},
    Check{Clause::callback, N_("the customer was never reached"), "f.outlet_id",
          store::chained<follow_up, reached, follow_ups_due, callback::contact_allowed, if_current>,
          follow_up_reached},
    Check{Clause::callback, N_("the call was recorded late"), "f.outlet_id",
          R"(SELECT f.number AS number, '' AS item, a.recorded_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_acceptance y
                                       WHERE y.chain = l.chain AND y.seq = l.seq)
                         THEN 1 ELSE 0 END AS kept
               FROM late_record l JOIN follow_up_attempt a ON a.id = l.row_id
                    JOIN follow_up f ON f.id = a.follow_up_id
              WHERE l.table_name = 'follow_up_attempt' AND a.recorded_at BETWEEN :from AND :to
              ORDER BY a.recorded_at)"},
};

}  // namespace

std::span<const Check> delivery_checks() { return checks_of_deliveries; }

}  // namespace svcctl::audit
