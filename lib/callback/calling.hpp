#pragma once

#include "store/rule.hpp"

/// The rule on who calls. Acts that it judges are about a follow-up `f`: see store/rule.hpp.
namespace svcctl::callback::rule {

/// Somebody calls a customer, or tries to.
inline constexpr store::Act calling{
    .asked = "SELECT :follow_up AS follow_up_id, 0 AS attempt_id, :staff AS staff_id, :at AS at",
    .done =
        "SELECT follow_up_id, id AS attempt_id, staff_id, at, recorded_at FROM follow_up_attempt",
    .subject = "follow_up f",
    .joined = "f.id = act.follow_up_id",
    .number = "f.number"};

/// Whoever served the customer of the visit does not ask how it went: who received the car, quoted,
/// billed or handed it back (clause 2.5-callback). Whether a rule of the shop asks for another
/// stands in the settings.
inline constexpr store::Rule called_by_another{.clause = Clause::callback,
                                               .kept = R"(act.staff_id IS NULL OR NOT EXISTS (
               SELECT 1 FROM job j
                WHERE j.id = f.job_id
                  AND (j.advisor_id = act.staff_id
                       OR EXISTS (SELECT 1 FROM estimate e
                                   WHERE e.job_id = j.id AND e.staff_id = act.staff_id)
                       OR EXISTS (SELECT 1 FROM bill b
                                   WHERE b.job_id = j.id AND b.staff_id = act.staff_id)
                       OR EXISTS (SELECT 1 FROM delivery d
                                   WHERE d.job_id = j.id AND d.staff_id = act.staff_id))))",
                                               .since = store::with_beginnings};

}  // namespace svcctl::callback::rule
