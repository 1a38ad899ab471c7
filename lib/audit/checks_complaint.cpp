#include <array>

#include "audit/checks.hpp"

namespace svcctl::audit {
namespace {

const std::array checks = {
    Check{Clause::resolve, N_("what came up became neither a complaint nor a comeback"),
          R"(SELECT f.number AS number, '' AS item, a.at AS at,
                    CASE WHEN f.complaint_id IS NOT NULL OR f.comeback_job_id IS NOT NULL
                         THEN 1 ELSE 0 END AS kept
               FROM follow_up_attempt a JOIN follow_up f ON f.id = a.follow_up_id
              WHERE a.at BETWEEN :from AND :to AND a.raised = 1
              ORDER BY a.id)"},
    Check{Clause::resolve, N_("the follow-up was closed while its issue is open"),
          R"(SELECT f.number AS number, COALESCE(c.number, b.number, '') AS item, a.at AS at,
                    CASE WHEN c.id IS NOT NULL AND c.state <> 'closed' THEN 0
                         WHEN b.id IS NOT NULL AND b.state NOT IN
                              ('delivered', 'declined', 'cancelled') THEN 0
                         ELSE 1 END AS kept
               FROM follow_up_attempt a JOIN follow_up f ON f.id = a.follow_up_id
                    LEFT JOIN complaint c ON c.id = f.complaint_id
                    LEFT JOIN job b ON b.id = f.comeback_job_id
              WHERE a.at BETWEEN :from AND :to AND a.raised = 1 AND f.state = 'closed'
              ORDER BY a.id)"},
    Check{Clause::channel, N_("channel, kind or words are not on record"),
          R"(SELECT c.number AS number, '' AS item, c.received_at AS at,
                    CASE WHEN c.channel <> '' AND c.kind <> '' AND c.text <> ''
                         THEN 1 ELSE 0 END AS kept
               FROM complaint c
              WHERE c.received_at BETWEEN :from AND :to
              ORDER BY c.id)"},
    Check{Clause::first, N_("closed without its first handler's sign-off"),
          R"(SELECT c.number AS number, '' AS item, c.closed_at AS at,
                    CASE WHEN c.signed_off_at IS NULL THEN 0
                         WHEN c.first_handler_id IS NULL
                           OR c.signed_off_by = c.first_handler_id THEN 1
                         ELSE 0 END AS kept
               FROM complaint c
              WHERE c.closed_at BETWEEN :from AND :to AND c.state = 'closed'
              ORDER BY c.id)"},
    Check{Clause::timely, N_("acknowledged late"),
          R"(SELECT c.number AS number, '' AS item, c.received_at AS at,
                    CASE WHEN c.acknowledged_at <= c.acknowledge_due_at THEN 1
                         WHEN c.acknowledged_at IS NULL AND c.acknowledge_due_at >= :now THEN NULL
                         ELSE 0 END AS kept
               FROM complaint c
              WHERE c.received_at BETWEEN :from AND :to
              ORDER BY c.id)"},
    Check{Clause::timely, N_("answered late"),
          R"(SELECT c.number AS number, '' AS item, c.received_at AS at,
                    CASE WHEN c.answered_at <= c.answer_due_at THEN 1
                         WHEN c.answered_at IS NULL AND c.answer_due_at >= :now THEN NULL
                         ELSE 0 END AS kept
               FROM complaint c
              WHERE c.received_at BETWEEN :from AND :to
              ORDER BY c.id)"},
    Check{Clause::timely, N_("settled late"),
          R"(SELECT c.number AS number, '' AS item, c.received_at AS at,
                    CASE WHEN COALESCE(c.verdict_at, c.closed_at) <= c.settle_due_at THEN 1
                         WHEN COALESCE(c.verdict_at, c.closed_at) IS NULL
                              AND c.settle_due_at >= :now THEN NULL
                         ELSE 0 END AS kept
               FROM complaint c
              WHERE c.received_at BETWEEN :from AND :to
              ORDER BY c.id)"},
    Check{Clause::timely, N_("investigated by somebody who worked on the job"),
          R"(SELECT c.number AS number, COALESCE(j.number, '') AS item, c.received_at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM task t JOIN task_clock k ON k.task_id = t.id
                                       WHERE t.job_id = c.job_id AND k.staff_id = c.investigator_id)
                         THEN 0 ELSE 1 END AS kept
               FROM complaint c LEFT JOIN job j ON j.id = c.job_id
              WHERE c.received_at BETWEEN :from AND :to AND c.investigator_id IS NOT NULL
              ORDER BY c.id)"},
    Check{Clause::cause, N_("closed without cause, correction, answer or verdict"),
          R"(SELECT c.number AS number, '' AS item, c.closed_at AS at,
                    CASE WHEN c.cause <> '' AND c.correction <> '' AND c.answered_at IS NOT NULL
                              AND c.verdict IS NOT NULL
                         THEN 1 ELSE 0 END AS kept
               FROM complaint c
              WHERE c.closed_at BETWEEN :from AND :to AND c.state = 'closed'
              ORDER BY c.id)"},
    Check{Clause::cause, N_("closed though the customer is not satisfied"),
          R"(SELECT c.number AS number, '' AS item, c.closed_at AS at,
                    CASE WHEN c.verdict = 'satisfied' THEN 1 ELSE 0 END AS kept
               FROM complaint c
              WHERE c.closed_at BETWEEN :from AND :to AND c.state = 'closed'
              ORDER BY c.id)"},
};

}  // namespace

std::span<const Check> complaint_checks() { return checks; }

}  // namespace svcctl::audit
