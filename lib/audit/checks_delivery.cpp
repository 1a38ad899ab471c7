#include <algorithm>
#include <array>

#include "audit/private/checks.hpp"
#include "callback/calling.hpp"
#include "callback/rule.hpp"
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

std::vector<Paper> missing(const Settings& rules, const store::Row& row) {
  std::vector<Paper> handed;
  for (const auto& [paper, code, text] : codes<Paper>)
    if (row.get<bool>(code)) handed.push_back(paper);
  return settle::missing_papers(rules, category_of(row), handed);
}

/// A completion certificate is asked for by the region for some categories.
std::optional<Verdict> certificate_handed_over(const store::ReadTxn&, const Settings& rules,
                                               const store::Row& row) {
  if (!holds(settle::needed_papers(rules, category_of(row)), Paper::certificate))
    return std::nullopt;
  return !holds(missing(rules, row), Paper::certificate);
}

std::optional<Verdict> papers_handed_over(const store::ReadTxn&, const Settings& rules,
                                          const store::Row& row) {
  if (!category_of(row)) return std::nullopt;
  const auto lacking = missing(rules, row);
  return !holds(lacking, Paper::repair_record) && !holds(lacking, Paper::warranty);
}

/// As many days as a complaint may take at most: within them a follow-up reaches the customer.
constexpr int patience_days = 15;

/// The days after a delivery by which its follow-up is planned, if a rule asks for one.
std::optional<int> follow_up_days(const Settings& settings) {
  std::optional<int> last;
  for (const auto& rule : settings.callback->rules)
    if (rule.kind == CallbackKind::after_service)
      last = std::max(last.value_or(0), rule.after_days);
  return last;
}

std::optional<Instant> moment(const store::Row& row, const char* name) {
  return row.get<std::optional<Instant>>(name);
}

/// The follow-up after service is there by the day it is due, unless the customer wants none by
/// then.
std::optional<Verdict> follow_up_planned(const store::ReadTxn& tx, const Settings& rules,
                                         const store::Row& row) {
  const auto days = follow_up_days(rules);
  if (!days) return std::nullopt;
  const Term term(tx, rules.zone.date_of(row.get<Instant>("at")).plus_days(*days));
  const auto planned = moment(row, "planned_at");
  const bool unwanted = !row.get<bool>("wanted") || term.covers(moment(row, "refused_at"));
  if (unwanted && !term.covers(planned)) return std::nullopt;
  return term.done_by(planned);
}

// Which papers the customer had when the delivery was recorded, by their codes.
constexpr const char* papers_by_then =
    R"(SELECT j.number AS number, '' AS item, d.at AS at, j.category AS category,
              d.id AS ruled_id, d.recorded_at AS ruled_at,
              CASE WHEN EXISTS (SELECT 1 FROM paper_handed h
                                 WHERE h.job_id = j.id AND h.recorded_at <= d.recorded_at
                                   AND h.kind = 'repair-record') THEN 1 ELSE 0 END
                AS "repair-record",
              CASE WHEN EXISTS (SELECT 1 FROM paper_handed h
                                 WHERE h.job_id = j.id AND h.recorded_at <= d.recorded_at
                                   AND h.kind = 'warranty') THEN 1 ELSE 0 END AS warranty,
              CASE WHEN EXISTS (SELECT 1 FROM paper_handed h
                                 WHERE h.job_id = j.id AND h.recorded_at <= d.recorded_at
                                   AND h.kind = 'certificate') THEN 1 ELSE 0 END AS certificate
         FROM delivery d JOIN job j ON j.id = d.job_id
        WHERE d.at BETWEEN :from AND :to
        ORDER BY d.at)";

/// Nobody is to be called who agreed to no call by then, or for whom another call took its place.
std::optional<Verdict> called(const Term& term, const store::Row& row, const char* done_at) {
  const auto done = moment(row, done_at);
  const bool dropped =
      term.covers(moment(row, "dropped_at")) || term.covers(moment(row, "refused_at"));
  if (dropped && !term.covers(done)) return std::nullopt;
  return term.done_by(done);
}

/// The day that a call is due: one that was planned too late is due when it is there.
Date due_day(const Settings& rules, const store::Row& row) {
  return std::max(row.get<Date>("called_for_on"), rules.zone.date_of(row.get<Instant>("at")));
}

/// Where the rule behind the follow-up asks for another than who served the customer.
std::optional<Verdict> unless_asked_for(const store::ReadTxn&, const Settings& rules,
                                        const store::Row& row) {
  const auto* rule =
      callback::rule_named(rules, row.get<std::string>("rule"), row.get<CallbackKind>("kind"));
  if (rule != nullptr && !rule->other_than_advisor) return std::nullopt;
  return row.get<bool>("kept");
}

/// It came after the day by which one was asked for after the delivery: that it was not planned is
/// the lapse, and no second one that nobody called by then.
bool planned_late(const store::ReadTxn& tx, const Settings& rules, const store::Row& row) {
  const auto delivered = moment(row, "delivered_at");
  const auto days = follow_up_days(rules);
  if (!delivered || !days) return false;
  return !Term(tx, rules.zone.date_of(*delivered).plus_days(*days)).covers(moment(row, "at"));
}

/// Somebody tried by the day it was due.
std::optional<Verdict> follow_up_in_time(const store::ReadTxn& tx, const Settings& rules,
                                         const store::Row& row) {
  auto verdict = called(Term(tx, due_day(rules, row)), row, "tried_at");
  if (verdict && !verdict->kept && planned_late(tx, rules, row)) return std::nullopt;
  return verdict;
}

/// Somebody reached the customer within as many days as a complaint may take at most. Where nobody
/// called by the day it was due, that is the lapse.
std::optional<Verdict> follow_up_reached(const store::ReadTxn& tx, const Settings& rules,
                                         const store::Row& row) {
  const Term term(tx, due_day(rules, row).plus_days(patience_days));
  const auto reached = moment(row, "reached_at");
  const bool told = !Term(tx, due_day(rules, row)).covers(moment(row, "tried_at")) ||
                    planned_late(tx, rules, row);
  if (told && !term.covers(reached)) return std::nullopt;
  if (const auto given_up = moment(row, "given_up_at");
      given_up && !(reached && *reached <= *given_up))
    return Verdict{false, std::min(*given_up, term.end())};
  return called(term, row, "reached_at");
}

// Pieces of the checks of follow-ups. Each counts at the end of its term.
constexpr std::string_view follow_up =
    R"(SELECT f.number AS number, COALESCE(j.number, '') AS item, f.at AS at,
              COALESCE(d.id, 0) AS ruled_id, COALESCE(d.recorded_at, f.at) AS ruled_at,
              CASE WHEN f.kind IN ('after-service', 'issue')
                    AND NOT EXISTS (SELECT 1 FROM follow_up e
                                     WHERE e.job_id = f.job_id AND e.id < f.id
                                       AND e.kind IN ('after-service', 'issue'))
                   THEN d.at END AS delivered_at,
              f.called_for_on AS called_for_on,
              CASE WHEN f.ended_state = 'superseded' THEN f.ended_at END AS dropped_at,
              (SELECT MIN(c.recorded_at) FROM contact_consent c
                WHERE c.customer_id = f.made_for AND c.recorded_at >= f.at
                  AND CASE f.consent WHEN 'marketing' THEN c.marketing ELSE c.service END = 0)
                AS refused_at, )";
// When an attempt counts: a late one that nobody accepted, from its recording.
constexpr std::string_view first_attempt =
    R"((SELECT MIN(CASE WHEN EXISTS (
                            SELECT 1 FROM late_record l
                             WHERE l.table_name = 'follow_up_attempt' AND l.row_id = a.id
                               AND NOT EXISTS (SELECT 1 FROM late_acceptance y
                                                WHERE y.chain = l.chain AND y.seq = l.seq))
                       THEN a.recorded_at ELSE a.at END)
          FROM follow_up_attempt a WHERE a.follow_up_id = f.id)";
constexpr std::string_view tried = ") AS tried_at";
constexpr std::string_view and_also = ", ";
constexpr std::string_view reached =
    R"( AND a.outcome IN ('reached', 'refused')) AS reached_at,
       CASE WHEN f.ended_state IN ('unreachable', 'lapsed') THEN f.ended_at END AS given_up_at)";
constexpr std::string_view follow_ups_due = R"(
         FROM follow_up f LEFT JOIN job j ON j.id = f.job_id
              LEFT JOIN delivery d ON d.job_id = f.job_id
        WHERE (f.called_for_on BETWEEN :since_on AND :to_on OR f.at BETWEEN :since AND :to)
        ORDER BY f.id)";

// Pieces of what is asked of a delivery, if work was done on the car.
constexpr std::string_view unless_worked_on =
    "SELECT j.number AS number, '' AS item, d.at AS at, CASE WHEN NOT ";
constexpr std::string_view explained = R"( THEN NULL
                         WHEN EXISTS (SELECT 1 FROM preparation p
                                       WHERE p.job_id = j.id AND p.explained <> '')
                         THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)";

const std::array checks_of_deliveries = {
    Check{rule::leaving, rule::valuables_returned, N_("valuables were not signed back")},
    Check{rule::leaving, job::rule::settled_own_parts,
          N_("a part that the customer brought was neither fitted nor given back")},
    Check{rule::leaving_unbilled, rule::money_returned,
          N_("the car left without a bill, and money was kept")},
    Check{rule::refunding, rule::by_two, N_("one person alone gave money back")}.refused_as(
        "settle.refund-second"),
    Check{rule::cancelling, rule::by_two,
          N_("one person alone took billed or inspected work off the books")}
        .refused_as("settle.cancel-second"),
    Check{handing_back, rule::claimed_shares, N_("a share of the bill was nobody's")},
    Check{handing_back, rule::borne_by_shop, N_("a return repair within the warranty was charged")},
    // Hours, rates, parts and fees of the list, but for what rounding makes; of deliveries since it
    // is counted. The customer agreed to it: nobody is stopped.
    Check{Clause::itemise, N_("charged above the posted price"), "j.outlet_id",
          R"(SELECT j.number AS number, CAST(l.number AS TEXT) AS item, d.at AS at,
                    CASE WHEN (i.amount - i.discount_amount - 1) * l.qty <= l.list_amount * i.qty
                         THEN 1 ELSE 0 END AS kept, d.recorded_at AS recorded_at
               FROM delivery d JOIN job j ON j.id = d.job_id
               JOIN bill b ON b.job_id = j.id AND b.at <= d.at
                    AND (b.voided_at IS NULL OR b.voided_at > d.at)
               JOIN bill_line i ON i.bill_id = b.id AND i.qty > 0
               JOIN job_line l ON l.id = i.line_id AND l.list_amount IS NOT NULL AND l.qty > 0
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)",
          nullptr, nullptr, "0084_parts_former_value"},
    // What a manager called another fault is seen: a comeback is charged by nothing else.
    Check{Clause::itemise,
          N_("charged as another fault, though the same was mended within its warranty"),
          "j.outlet_id", R"(SELECT j.number AS number, f.number AS item, d.at AS at,
                    CASE WHEN l.payer = 'warranty' THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN job_line l ON l.job_id = j.id AND l.state = 'agreed'
                                   AND l.warranted_by_job_id IS NOT NULL
                    JOIN job f ON f.id = l.warranted_by_job_id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{handing_back, rule::cleaned, N_("delivered without cleaning")}.refused_as(
        "settle.not-clean"),
    Check{Clause::explain, N_("the work was not explained"), "j.outlet_id",
          store::chained<unless_worked_on, worked_on, explained>}
        .spared_as(no_work),
    Check{Clause::itemise, N_("the lines do not add up to the bill"), "j.outlet_id",
          R"(SELECT j.number AS number, b.number AS item, b.at AS at,
                    CASE WHEN COALESCE((SELECT SUM(l.amount - l.discount_amount) FROM bill_line l
                                         WHERE l.bill_id = b.id), 0) = b.total_amount
                         THEN 1 ELSE 0 END AS kept
               FROM bill b JOIN job j ON j.id = b.job_id
              WHERE b.at BETWEEN :from AND :to
              ORDER BY b.at)"},
    Check{Clause::itemise, N_("a discount without a reason"), "j.outlet_id",
          R"(SELECT j.number AS number, b.number AS item, b.at AS at,
                    CASE WHEN l.discount_reason <> '' THEN 1 ELSE 0 END AS kept
               FROM bill b JOIN job j ON j.id = b.job_id JOIN bill_line l ON l.bill_id = b.id
              WHERE b.at BETWEEN :from AND :to AND l.discount_amount <> 0
              ORDER BY b.at)"},
    Check{handing_back, rule::billed, N_("delivered without a bill")},
    // As the refusal asks: what was due and owed, and what might be owed that day. What was owed
    // for other jobs before that was kept is not known: there any credit counts.
    Check{Clause::itemise, N_("delivered unpaid without credit"), "j.outlet_id",
          R"(SELECT j.number AS number, b.number AS item, d.at AS at,
                    CASE WHEN d.due_amount IS NULL THEN NULL
                         WHEN d.due_amount <= 0 THEN 1
                         WHEN d.owed_amount IS NULL AND d.credit_limit_amount > 0 THEN 1
                         WHEN d.due_amount + d.owed_amount <= d.credit_limit_amount THEN 1
                         ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
                    JOIN bill b ON b.job_id = j.id AND b.at <= d.at
                               AND (b.voided_at IS NULL OR b.voided_at > d.at)
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{rule::handing_back_as, intake::rule::as_heavy_as_work,
          N_("the category was less than the work")},
    Check{Clause::papers, N_("repair record or warranty card was not handed over"), "j.outlet_id",
          papers_by_then, papers_handed_over, "delivery"}
        .refused_as("settle.no-paper"),
    Check{Clause::papers, N_("the completion certificate was not handed over"), "j.outlet_id",
          papers_by_then, certificate_handed_over, "delivery"},
    Check{Clause::ask, N_("the customer was not asked how satisfied they are"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, d.at AS at,
                    CASE WHEN d.score IS NOT NULL OR d.score_declined = 1
                         THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :from AND :to
              ORDER BY d.at)"},
    Check{
        Clause::callback, N_("no follow-up was planned"), "j.outlet_id",
        R"(SELECT j.number AS number, '' AS item, d.at AS at, d.id AS ruled_id, d.recorded_at AS ruled_at,
                    (SELECT MIN(f.at) FROM follow_up f
                      WHERE f.job_id = j.id AND f.kind IN ('after-service', 'issue'))
                      AS planned_at,
                    COALESCE(d.calls_wanted, 1) AS wanted,
                    (SELECT MIN(c.recorded_at) FROM contact_consent c
                      WHERE c.customer_id = d.for_customer AND c.service = 0 AND c.recorded_at > d.at)
                      AS refused_at
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :since AND :to
              ORDER BY d.at)",
        follow_up_planned, "delivery"},
    Check{Clause::callback, N_("nobody called by the day it was due"), "f.outlet_id",
          store::chained<follow_up, first_attempt, tried, follow_ups_due>, follow_up_in_time,
          "delivery"},
    Check{Clause::callback, N_("the customer was never reached"), "f.outlet_id",
          store::chained<follow_up, first_attempt, tried, and_also, first_attempt, reached,
                         follow_ups_due>,
          follow_up_reached, "delivery"},
    Check{callback::rule::calling, callback::rule::called_by_another,
          N_("called by somebody who served the customer"), unless_asked_for,
          "f.rule AS rule, f.kind AS kind, act.attempt_id AS ruled_id, act.at AS ruled_at",
          "follow_up_attempt"},
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

int longest_term(const Settings& settings) {
  return std::max({patience_days, follow_up_days(settings).value_or(0),
                   static_cast<int>(settings.retention.copy_days)});
}

std::span<const Check> delivery_checks() { return checks_of_deliveries; }

}  // namespace svcctl::audit
