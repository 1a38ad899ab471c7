#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include "store/query.hpp"
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

/// Those who served the customer of a job `j`, the last of each, for `who_served`.
inline constexpr std::string_view served_columns =
    R"(j.advisor_id AS advisor_id,
       (SELECT MAX(e.staff_id) FROM estimate e WHERE e.job_id = j.id) AS quoted_by,
       (SELECT MAX(b.staff_id) FROM bill b WHERE b.job_id = j.id) AS billed_by,
       (SELECT MAX(d.staff_id) FROM delivery d WHERE d.job_id = j.id) AS delivered_by)";
inline std::set<std::int64_t> who_served(const store::Row& row) {
  std::set<std::int64_t> out;
  for (const char* by : {"advisor_id", "quoted_by", "billed_by", "delivered_by"})
    if (const auto staff = row.get<std::optional<std::int64_t>>(by)) out.insert(*staff);
  return out;
}

}  // namespace svcctl::callback::rule
