#pragma once

#include "store/rule.hpp"
#include "store/sql_text.hpp"

/// The rule on ending follow-ups. Acts that it judges are about a follow-up `f`: see
/// store/rule.hpp.
namespace svcctl::callback::rule {

/// A follow-up is over, whatever the outcome: closed, refused, given up, no longer due.
/// What it ended with is frozen then: taken up again, it is handled anew.
inline constexpr store::Act ending{.asked =
                                       R"(SELECT :follow_up AS follow_up_id, :at AS at,
                  CAST(NULL AS INTEGER) AS settled)",
                                   .done =
                                       R"(SELECT id AS follow_up_id, ended_at AS at,
                  ended_settled AS settled
             FROM follow_up WHERE ended_settled IS NOT NULL)",
                                   .subject = "follow_up f",
                                   .joined = "f.id = act.follow_up_id",
                                   .number = "f.number"};

/// Whether what a follow-up `f` brought up is settled, 1 or 0: the complaint that it became is
/// closed and the customer satisfied; else the comeback was delivered after it last came up.
inline constexpr std::string_view issue_settled =
    R"(CASE WHEN f.complaint_id IS NOT NULL THEN f.issue_settled
            WHEN EXISTS (SELECT 1 FROM delivery d
                          WHERE d.job_id = f.comeback_job_id
                            AND NOT EXISTS (SELECT 1 FROM follow_up_attempt a
                                             WHERE a.follow_up_id = f.id AND a.raised = 1
                                               AND a.at > d.at)) THEN 1
            ELSE 0 END)";
inline constexpr std::string_view frozen_or = "COALESCE(act.settled, ";
inline constexpr std::string_view truly = ") = 1";

/// A follow-up that brought something up ends once that is settled to the customer's satisfaction
/// (clause 2.5-resolve). The case names the complaint or comeback, if there is one.
inline constexpr store::Rule settled_issue{
    .clause = Clause::resolve,
    .kept = store::chained<frozen_or, issue_settled, truly>,
    .item =
        R"(CASE WHEN f.complaint_number <> '' THEN f.complaint_number
                ELSE COALESCE((SELECT b.number FROM job b WHERE b.id = f.comeback_job_id), '')
                END)",
    .applies =
        R"((act.settled IS NOT NULL OR f.complaint_id IS NOT NULL OR f.comeback_job_id IS NOT NULL
            OR EXISTS (SELECT 1 FROM follow_up_attempt a
                        WHERE a.follow_up_id = f.id AND a.raised = 1)))"};

}  // namespace svcctl::callback::rule
