#pragma once

#include "intake/job_record.hpp"
#include "intake/rule.hpp"
#include "job/rule.hpp"
#include "store/rule.hpp"
#include "store/sql_text.hpp"

/// The acts that end a visit and what rules ask of them beside those of job/rule.hpp.
namespace svcctl::settle::rule {

/// A car is handed back.
inline constexpr store::Act handing_back{.asked = "SELECT :job AS job_id, :at AS at",
                                         .done = "SELECT job_id, at, recorded_at FROM delivery",
                                         .subject = "job j",
                                         .joined = "j.id = act.job_id",
                                         .number = "j.number"};

/// A task was cross-checked, and the car handed back. A check of an earlier round is of no account:
/// who made it may have done the work over again.
inline constexpr store::Act cross_checked{.asked = job::rule::cross_checking.asked,
                                          .done = R"(SELECT c.task_id, c.staff_id, d.at
                 FROM delivery d JOIN task w ON w.job_id = d.job_id
                      JOIN task_check c ON c.task_id = w.id AND c.round = w.round
                           AND c.kind = 'cross' AND c.passed = 1)",
                                          .subject = job::rule::cross_checking.subject,
                                          .joined = job::rule::cross_checking.joined,
                                          .number = job::rule::cross_checking.number};

/// A job was passed in its final inspection, and the car handed back.
inline constexpr store::Act inspected{.asked = job::rule::inspecting.asked,
                                      .done = R"(SELECT f.job_id, f.staff_id, d.at, f.recorded_at
                 FROM delivery d JOIN final_inspection f
                      ON f.id = (SELECT MAX(p.id) FROM final_inspection p
                                  WHERE p.job_id = d.job_id AND p.passed = 1 AND p.at <= d.at))",
                                      .subject = job::rule::inspecting.subject,
                                      .joined = job::rule::inspecting.joined,
                                      .number = job::rule::inspecting.number};

/// A car leaves without that: the customer declined the work, or the visit was cancelled, and not
/// by mistake.
inline constexpr store::Act leaving_unbilled{.asked = handing_back.asked,
                                             .done = R"(SELECT job_id, at FROM job_decline
                UNION ALL SELECT c.job_id, c.at FROM job_cancel c
                WHERE NOT EXISTS (SELECT 1 FROM correction r
                                   WHERE r.what = 'cancel' AND r.row_id = c.id))",
                                             .subject = handing_back.subject,
                                             .joined = handing_back.joined,
                                             .number = handing_back.number};

/// A car leaves, either way.
inline constexpr store::Act leaving{.asked = handing_back.asked,
                                    .done = R"(SELECT job_id, at FROM delivery
                UNION ALL SELECT job_id, at FROM job_decline
                UNION ALL SELECT c.job_id, c.at FROM job_cancel c
                WHERE NOT EXISTS (SELECT 1 FROM correction r
                                   WHERE r.what = 'cancel' AND r.row_id = c.id))",
                                    .subject = handing_back.subject,
                                    .joined = handing_back.joined,
                                    .number = handing_back.number};

/// A car is handed back as one of a category.
inline constexpr store::Act handing_back_as{
    .asked = intake::rule::classing.asked,
    .done = R"(SELECT d.job_id, c.category, d.at FROM delivery d JOIN job c ON c.id = d.job_id)",
    .subject = intake::rule::classing.subject,
    .joined = intake::rule::classing.joined,
    .number = intake::rule::classing.number};

/// Money is given back, or a payment was made void. `asked` is 1 where nobody does so alone: beyond
/// the shop's limit, and once the car is handed over.
inline constexpr store::Act refunding{
    .asked = "SELECT :job AS job_id, :asked AS asked, :second AS second_id, :at AS at",
    .done = R"(SELECT job_id, second_asked AS asked, second_id, at FROM payment
                WHERE kind IN ('refund', 'void'))",
    .subject = handing_back.subject,
    .joined = handing_back.joined,
    .number = handing_back.number};

/// A visit is cancelled. `asked` is 1 where its work was billed or passed its final inspection.
inline constexpr store::Act cancelling{
    .asked = refunding.asked,
    .done = "SELECT job_id, second_asked AS asked, second_id, at FROM job_cancel",
    .subject = handing_back.subject,
    .joined = handing_back.joined,
    .number = handing_back.number};

/// Two people let money go: who acts, and a manager (clause 2.4-itemise).
inline constexpr store::Rule by_two{
    .clause = Clause::itemise, .kept = "act.second_id IS NOT NULL", .applies = "act.asked = 1"};

/// A bill comes to a total. It is judged as it was made, also where another took its place.
inline constexpr store::Act billing{
    .asked = "SELECT :job AS job_id, :at AS at, :total AS total_amount, '' AS number",
    .done = "SELECT job_id, at, total_amount, number FROM bill",
    .subject = "job j",
    .joined = "j.id = act.job_id",
    .number = "j.number"};

namespace part {
inline constexpr std::string_view total_at_most = "act.total_amount <= COALESCE(";
inline constexpr std::string_view or_nothing = ", 0)";
}  // namespace part
/// The bill is not above what the customer last consented to by then (clause 2.2-consent).
inline constexpr store::Rule billed_as_consented{
    .clause = Clause::consent,
    .kept = store::chained<part::total_at_most, intake::consented_amount, part::or_nothing>,
    .item = "act.number"};

/// There is a bill (clause 2.4-itemise).
inline constexpr store::Rule billed{
    .clause = Clause::itemise,
    .kept = R"(EXISTS (SELECT 1 FROM bill b WHERE b.job_id = j.id AND b.at <= act.at
                          AND (b.voided_at IS NULL OR b.voided_at > act.at)))"};

/// No money stays for a visit without a bill (clause 2.4-itemise). Credit is no money.
inline constexpr store::Rule money_returned{.clause = Clause::itemise,
                                            .kept = R"(COALESCE((SELECT SUM(m.amount) FROM payment m
                          WHERE m.job_id = j.id AND m.at <= act.at
                            AND m.method NOT IN ('credit', 'core')), 0) = 0)"};

/// Whoever does not pay as the customer is on record, with the number of the claim, but for the
/// shop itself, which bears a return repair and each line that it warrants (clause 2.4-itemise). A
/// case is a payer.
inline constexpr store::Rule claimed_shares{
    .clause = Clause::itemise,
    .kept = R"(EXISTS (SELECT 1 FROM claim m
                        WHERE m.job_id = j.id AND m.payer = s.payer AND m.at <= act.at))",
    .cases = R"(JOIN bill b ON b.job_id = j.id AND b.at <= act.at
                           AND (b.voided_at IS NULL OR b.voided_at > act.at)
                JOIN (SELECT 'insurer' AS payer UNION ALL SELECT 'warranty') s
                  ON CASE s.payer WHEN 'insurer' THEN b.insurer_amount
                                  ELSE b.warranty_amount END > 0
                 AND (s.payer = 'insurer'
                      OR EXISTS (SELECT 1 FROM bill_line i JOIN job_line l ON l.id = i.line_id
                                  WHERE i.bill_id = b.id AND l.payer = 'warranty'
                                    AND l.warranted_by_job_id IS NULL)))",
    .item = "s.payer",
    .applies = "(s.payer = 'insurer' OR COALESCE(j.warranty_verdict, '') <> 'within')",
    .since = "0049_settle_claim"};

/// A return repair within the warranty costs nobody but the shop (clause 2.4-itemise).
inline constexpr store::Rule borne_by_shop{
    .clause = Clause::itemise,
    .kept = "b.customer_amount = 0 AND b.insurer_amount = 0",
    .cases = R"(JOIN bill b ON b.job_id = j.id AND b.at <= act.at
                           AND (b.voided_at IS NULL OR b.voided_at > act.at))",
    .item = "b.number",
    .applies = "j.warranty_verdict = 'within'",
    .since = "0049_settle_claim"};

/// Valuables are signed back after the last of them was noted (clause 1.3-integrity).
inline constexpr store::Rule valuables_returned{.clause = Clause::integrity,
                                                .kept = R"(EXISTS (SELECT 1 FROM preparation p
                        WHERE p.job_id = j.id AND p.valuables_returned = 1
                          AND (p.valuables_noted IS NULL
                               OR p.valuables_noted
                                  >= (SELECT COUNT(*) FROM intake_check n
                                       WHERE n.job_id = j.id AND n.belongings <> ''))))",
                                                .applies = R"(EXISTS (SELECT 1 FROM intake_check c
                           WHERE c.job_id = j.id AND c.at <= act.at AND c.belongings <> ''))"};

/// The car is cleaned, unless the customer declined it (clause 2.4-clean).
inline constexpr store::Rule cleaned{.clause = Clause::clean,
                                     .kept = R"(EXISTS (SELECT 1 FROM preparation p
                        WHERE p.job_id = j.id AND (p.cleaned = 1 OR p.cleaning_declined = 1)))"};

}  // namespace svcctl::settle::rule
