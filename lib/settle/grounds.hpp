#pragma once

#include "job/grounds.hpp"

// What acts at the end of a visit stand on; each is named by the row id of the job.
namespace svcctl::settle {

inline constexpr store::GroundKind billed{N_("the bill was issued"),
                                          "SELECT MAX(COALESCE(happened_at, at)) AS value FROM "
                                          "bill WHERE job_id = :id AND state = 'issued'"};
inline constexpr store::GroundKind paid{
    N_("the last payment was taken"),
    "SELECT MAX(COALESCE(happened_at, at)) AS value FROM payment WHERE job_id = :id"};
inline constexpr store::GroundKind prepared{
    N_("the car was prepared"), "SELECT MAX(at) AS value FROM preparation WHERE job_id = :id"};
inline constexpr store::GroundKind delivered{
    N_("the car was delivered"),
    "SELECT MAX(COALESCE(happened_at, at)) AS value FROM delivery WHERE job_id = :id"};

}  // namespace svcctl::settle
