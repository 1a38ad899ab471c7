#include <array>

#include "audit/private/checks.hpp"
#include "callback/ending.hpp"
#include "complaint/rule.hpp"

namespace svcctl::audit {
namespace {

const std::array checks_of_complaints = {
    Check{Clause::resolve, N_("what came up became neither a complaint nor a comeback"),
          "f.outlet_id",
          R"(SELECT f.number AS number, '' AS item, a.at AS at,
                    CASE WHEN f.complaint_id IS NOT NULL OR f.comeback_job_id IS NOT NULL
                         THEN 1 ELSE 0 END AS kept
               FROM follow_up_attempt a JOIN follow_up f ON f.id = a.follow_up_id
              WHERE a.at BETWEEN :from AND :to AND a.raised = 1
              ORDER BY a.id)"},
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
          R"(SELECT c.number AS number, '' AS item, c.closed_at AS at,
                    CASE WHEN c.first_handler_id IS NULL
                           OR c.signed_off_by = c.first_handler_id
                           OR c.closed_by = c.first_handler_id THEN 1
                         ELSE 0 END AS kept
               FROM complaint c
              WHERE c.closed_at BETWEEN :from AND :to AND c.state = 'closed'
              ORDER BY c.id)"},
    Check{Clause::first, N_("handed over without a reason"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, s.at AS at,
                    CASE WHEN s.words_id IS NOT NULL THEN 1 ELSE 0 END AS kept
               FROM complaint_step s JOIN complaint c ON c.id = s.complaint_id
              WHERE s.at BETWEEN :from AND :to AND s.kind = 'handed-over'
              ORDER BY s.id)"},
    Check{Clause::timely, N_("acknowledged late"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.started_at AS at,
                    CASE WHEN k.due_at < COALESCE(k.met_at, :now) THEN 0
                         WHEN k.met_at IS NOT NULL THEN 1
                         ELSE NULL END AS kept
               FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.started_at BETWEEN :from AND :to AND k.kind = 'acknowledge'
              ORDER BY k.id)"},
    Check{Clause::timely, N_("the customer was contacted late"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.started_at AS at,
                    CASE WHEN k.due_at < COALESCE(k.met_at, :now) THEN 0
                         WHEN k.met_at IS NOT NULL THEN 1
                         ELSE NULL END AS kept
               FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.started_at BETWEEN :from AND :to AND k.kind = 'contact'
              ORDER BY k.id)"},
    Check{Clause::timely, N_("answered late"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.started_at AS at,
                    CASE WHEN k.due_at < COALESCE(k.met_at, :now) THEN 0
                         WHEN k.met_at IS NOT NULL THEN 1
                         ELSE NULL END AS kept
               FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.started_at BETWEEN :from AND :to AND k.kind = 'answer'
              ORDER BY k.id)"},
    Check{Clause::timely, N_("settled late"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.started_at AS at,
                    CASE WHEN k.due_at < COALESCE(k.met_at, :now) THEN 0
                         WHEN k.met_at IS NOT NULL THEN 1
                         ELSE NULL END AS kept
               FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.started_at BETWEEN :from AND :to AND k.kind = 'settle'
              ORDER BY k.id)"},
    Check{Clause::timely, N_("not settled before the legal stop"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.started_at AS at,
                    CASE WHEN k.due_at < COALESCE(k.met_at, :now) THEN 0
                         WHEN k.met_at IS NOT NULL THEN 1
                         ELSE NULL END AS kept
               FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.started_at BETWEEN :from AND :to AND k.kind = 'legal'
              ORDER BY k.id)"},
    Check{complaint::rule::investigating, complaint::rule::impartial_investigator,
          N_("investigated by somebody who worked on the job")},
    Check{complaint::rule::hearing_verdict, complaint::rule::impartial_judge,
          N_("its verdict was written down by the person it is against")},
    Check{complaint::rule::closing, complaint::rule::impartial_judge,
          N_("closed by the person it is against")},
    Check{complaint::rule::signing_off, complaint::rule::signed_when_answered,
          N_("signed off before there was a cause and an answer")},
    Check{complaint::rule::closing, complaint::rule::mended_cause,
          N_("closed without cause, correction, answer or verdict")},
    Check{Clause::cause, N_("closed though the customer is not satisfied"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, c.closed_at AS at,
                    CASE WHEN c.verdict = 'satisfied' THEN 1 ELSE 0 END AS kept
               FROM complaint c
              WHERE c.closed_at BETWEEN :from AND :to AND c.state = 'closed'
              ORDER BY c.id)"},
    Check{Clause::cause, N_("taken up again after it was closed"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, s.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM complaint_step r
                                       WHERE r.complaint_id = c.id AND r.id > s.id
                                         AND r.kind = 'reopened')
                         THEN 0 ELSE 1 END AS kept
               FROM complaint_step s JOIN complaint c ON c.id = s.complaint_id
              WHERE s.at BETWEEN :from AND :to AND s.kind = 'closed'
              ORDER BY s.id)"},
    Check{Clause::cause, N_("the cause of an earlier complaint came back"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, c.received_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM complaint b
                                       WHERE b.cause_class = c.cause_class AND b.cause = c.cause
                                         AND b.cause <> '' AND b.id < c.id)
                         THEN 0 ELSE 1 END AS kept
               FROM complaint c
              WHERE c.received_at BETWEEN :from AND :to AND c.cause <> ''
              ORDER BY c.id)"},
    Check{Clause::cause, N_("nobody sees to its prevention by a day"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, c.received_at AS at,
                    CASE WHEN c.prevention_owner_id IS NOT NULL
                              AND c.prevention_due_on IS NOT NULL
                         THEN 1 ELSE 0 END AS kept
               FROM complaint c
              WHERE c.received_at BETWEEN :from AND :to AND c.prevention <> ''
              ORDER BY c.id)"},
    Check{Clause::cause, N_("its prevention was not in place by its day"), "c.outlet_id",
          R"(SELECT c.number AS number, '' AS item, k.started_at AS at,
                    CASE WHEN k.due_at < COALESCE(k.met_at, :now) THEN 0
                         WHEN k.met_at IS NOT NULL THEN 1
                         ELSE NULL END AS kept
               FROM complaint_clock k JOIN complaint c ON c.id = k.complaint_id
              WHERE k.started_at BETWEEN :from AND :to AND k.kind = 'prevention'
              ORDER BY k.id)"},
};

}  // namespace

std::span<const Check> complaint_checks() { return checks_of_complaints; }

}  // namespace svcctl::audit
