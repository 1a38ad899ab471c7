#pragma once

#include "base/code.hpp"
#include "store/stamp.hpp"

// What acts on a visit stand on; each is named by the row id of the job.
namespace svcctl::intake {

inline constexpr store::GroundKind opened{N_("the job was opened"),
                                          "SELECT opened_at AS value FROM job WHERE id = :id"};
inline constexpr store::GroundKind estimated{
    N_("the estimate was made"), "SELECT MAX(at) AS value FROM estimate WHERE job_id = :id"};
inline constexpr store::GroundKind confirmed{
    N_("the customer confirmed the estimate"),
    "SELECT MAX(at) AS value FROM consent WHERE job_id = :id AND given = 1 AND change_id IS NULL"};

}  // namespace svcctl::intake
