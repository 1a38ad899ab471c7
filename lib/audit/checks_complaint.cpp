#include <array>

#include "audit/private/checks.hpp"
#include "callback/ending.hpp"
#include "complaint/rule.hpp"
#include "store/sql_text.hpp"

namespace svcctl::audit {
namespace {

// A term counts for the period that it ends in: by then it was met, or missed for good. What stands
// still in a pause has no end yet.
constexpr std::string_view of_kind = R"(SELECT c.number AS number, '' AS item,
                    COALESCE(k.due_at, k.met_at) AS at,
                    CASE WHEN k.met_at IS NOT NULL AND COALESCE(k.due_at, k.met_at) >= k.met_at
                         THEN 1
                         WHEN k.due_at < :now THEN 0
                         ELSE NULL END AS kept
               FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id
              WHERE (k.due_at BETWEEN :from AND :to
                     OR (k.due_at IS NULL AND k.met_at BETWEEN :from AND :to))
                AND )";
constexpr std::string_view and_kind = " AND k.kind = ";
constexpr std::string_view by_id = " ORDER BY k.id";
constexpr std::string_view acknowledge = "'acknowledge'";
constexpr std::string_view contact = "'contact'";
constexpr std::string_view answer = "'answer'";
constexpr std::string_view settle_kind = "'settle'";
constexpr std::string_view legal = "'legal'";
constexpr std::string_view prevention = "'prevention'";

const std::array checks_of_complaints = {
    // What came up counts once it became something; what waits still is only so at present, and a
    // follow-up that ended without it is judged by the rule on ending.
    Check{Clause::resolve, N_("what came up became neither a complaint nor a comeback"),
          "f.outlet_id",
          R"(SELECT f.number AS number, '' AS item,
                    CASE WHEN a.at > c.received_at THEN a.at ELSE c.received_at END AS at,
                    1 AS kept
               FROM complaint c JOIN follow_up f ON f.id = c.follow_up_id
                    JOIN follow_up_attempt a ON a.follow_up_id = f.id AND a.raised = 1
              WHERE c.follow_up_id IS NOT NULL
                AND CASE WHEN a.at > c.received_at THEN a.at ELSE c.received_at END
                    BETWEEN :from AND :to
                AND NOT EXISTS (SELECT 1 FROM job b
                                 WHERE b.id = f.comeback_job_id AND b.opened_at < c.received_at)
              UNION ALL
             SELECT f.outlet_id AS outlet, f.number AS number, '' AS item,
                    CASE WHEN a.at > b.opened_at THEN a.at ELSE b.opened_at END AS at, 1 AS kept
               FROM follow_up f CROSS JOIN job b CROSS JOIN follow_up_attempt a
              WHERE f.comeback_job_id IS NOT NULL AND b.id = f.comeback_job_id
                AND a.follow_up_id = f.id AND a.raised = 1
                AND CASE WHEN a.at > b.opened_at THEN a.at ELSE b.opened_at END
                    BETWEEN :from AND :to
                AND NOT EXISTS (SELECT 1 FROM complaint c
                                 WHERE c.follow_up_id = f.id AND c.received_at <= b.opened_at)
              UNION ALL
             SELECT f.outlet_id AS outlet, f.number AS number, '' AS item, :now AS at, 0 AS kept
               FROM follow_up f CROSS JOIN follow_up_attempt a
              WHERE a.follow_up_id = f.id AND a.raised = 1 AND f.state IN ('open', 'reached') AND f.complaint_id IS NULL
                AND f.comeback_job_id IS NULL AND :now BETWEEN :from AND :to
              ORDER BY at, number)"},
    Check{callback::rule::ending, callback::rule::settled_issue,
          N_("the follow-up was ended while its issue is open")},
    Check{Clause::channel, N_("channel, kind or words are not on record"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, c.received_at AS at,
                    CASE WHEN c.channel <> '' AND c.kind <> '' AND c.text <> ''
                         THEN 1 ELSE 0 END AS kept
               FROM complaint c
              WHERE c.received_at BETWEEN :from AND :to
              ORDER BY c.id)"},
    Check{Clause::first, N_("closed without its first handler's sign-off"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.at AS at,
                    CASE WHEN k.first_handler_id IS NULL
                           OR k.signed_off_by = k.first_handler_id
                           OR k.staff_id = k.first_handler_id THEN 1
                         ELSE 0 END AS kept
               FROM complaint_closing k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.at BETWEEN :from AND :to
              ORDER BY k.id)"}
        .refused_as("complaint.not-signed-off"),
    Check{Clause::first, N_("handed over without a reason"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, s.at AS at,
                    CASE WHEN s.words_id IS NOT NULL THEN 1 ELSE 0 END AS kept
               FROM complaint_step s JOIN complaint c ON c.id = s.complaint_id
              WHERE s.at BETWEEN :from AND :to AND s.kind = 'handed-over'
              ORDER BY s.id)"},
    Check{Clause::timely, N_("acknowledged late"), "c.outlet_id",
          store::chained<of_kind, complaint::rule::not_a_mistake, and_kind, acknowledge, by_id>},
    Check{Clause::timely, N_("the customer was contacted late"), "c.outlet_id",
          store::chained<of_kind, complaint::rule::not_a_mistake, and_kind, contact, by_id>},
    Check{Clause::timely, N_("answered late"), "c.outlet_id",
          store::chained<of_kind, complaint::rule::not_a_mistake, and_kind, answer, by_id>},
    Check{Clause::timely, N_("settled late"), "c.outlet_id",
          store::chained<of_kind, complaint::rule::not_a_mistake, and_kind, settle_kind, by_id>},
    Check{Clause::timely, N_("not settled before the legal stop"), "c.outlet_id",
          store::chained<of_kind, complaint::rule::not_a_mistake, and_kind, legal, by_id>},
    Check{complaint::rule::investigating, complaint::rule::impartial_investigator,
          N_("investigated by somebody who worked on the job")},
    Check{complaint::rule::naming, complaint::rule::named_by_another,
          N_("cleared by an investigator whom the person complained about named")},
    Check{complaint::rule::hearing_verdict, complaint::rule::impartial_judge,
          N_("its verdict was written down by the person it is against")},
    Check{complaint::rule::closing, complaint::rule::impartial_judge,
          N_("closed by the person it is against")},
    Check{complaint::rule::signing_off, complaint::rule::signed_when_answered,
          N_("signed off before there was a cause and an answer")},
    Check{complaint::rule::closing, complaint::rule::mended_cause,
          N_("closed without cause, correction, answer or verdict")},
    Check{Clause::cause, N_("closed though the customer is not satisfied"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.at AS at,
                    CASE WHEN k.verdict = 'satisfied' THEN 1 ELSE 0 END AS kept
               FROM complaint_closing k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.at BETWEEN :from AND :to
              ORDER BY k.id)"},
    // A closing is a case, and so is taking it up again: the one before stays as it was.
    Check{Clause::cause, N_("taken up again after it was closed"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, s.at AS at,
                    CASE WHEN s.kind = 'reopened' THEN 0 ELSE 1 END AS kept
               FROM complaint_step s JOIN complaint c ON c.id = s.complaint_id
              WHERE s.at BETWEEN :from AND :to AND s.kind IN ('closed', 'reopened')
              ORDER BY s.id)"},
    Check{Clause::cause, N_("the cause of an earlier complaint came back"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.at AS at,
                    CASE WHEN k.cause_repeated = 1 THEN 0 ELSE 1 END AS kept
               FROM complaint_closing k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.at BETWEEN :from AND :to AND k.has_cause = 1
              ORDER BY k.id)"},
    Check{Clause::cause, N_("nobody sees to its prevention by a day"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.at AS at, k.prevention_owned AS kept
               FROM complaint_closing k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.at BETWEEN :from AND :to AND k.has_prevention = 1
              ORDER BY k.id)"},
    Check{Clause::cause, N_("its prevention was not in place by its day"), "c.outlet_id",
          store::chained<of_kind, complaint::rule::not_a_mistake, and_kind, prevention, by_id>},
};

}  // namespace

std::span<const Check> complaint_checks() { return checks_of_complaints; }

}  // namespace svcctl::audit
