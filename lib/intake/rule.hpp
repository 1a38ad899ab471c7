#pragma once

#include "store/rule.hpp"

/// Rules of what is put to a customer. Acts that they judge are about a job `j`: see
/// store/rule.hpp.
namespace svcctl::intake::rule {

/// A visit is of a category. What is audited is a narrower act: see settle/rule.hpp.
inline constexpr store::Act classing{
    .asked = "SELECT :job AS job_id, :category AS category, :at AS at",
    .done = "",
    .subject = "job j",
    .joined = "j.id = act.job_id",
    .number = "j.number"};

/// A visit is of no lighter category than its heaviest work, on which its papers and its warranty
/// depend (clause 2.4-papers).
inline constexpr store::Rule as_heavy_as_work{
    .clause = Clause::papers,
    .kept = R"(CASE act.category WHEN 'whole' THEN 4 WHEN 'assembly' THEN 3
                    WHEN 'maintenance-2' THEN 2 WHEN 'maintenance-1' THEN 1 ELSE 0 END
               >= COALESCE((SELECT MAX(CASE l.category WHEN 'whole' THEN 4 WHEN 'assembly' THEN 3
                                            WHEN 'maintenance-2' THEN 2 WHEN 'maintenance-1' THEN 1
                                            ELSE 0 END)
                              FROM job_line l
                             WHERE l.job_id = j.id AND l.state IN ('quoted', 'agreed')), 0))",
    .applies =
        "EXISTS (SELECT 1 FROM job_line k WHERE k.job_id = j.id AND k.category IS NOT NULL)"};

}  // namespace svcctl::intake::rule
