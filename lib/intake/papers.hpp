#pragma once

#include <string>
#include <vector>

#include "intake/estimate.hpp"
#include "intake/job_record.hpp"
#include "shop/paper.hpp"

namespace svcctl::intake {

/// Whether the region's rules ask for a written contract: by category, or from an amount
/// (Chinese repair rules; `contract` and `contract_from` of the region profile).
SVCCTL_API bool needs_contract(const store::ReadTxn& tx, const JobRecord& job, Money total);

/// What was said and seen at the counter (clause 2.1-listen).
SVCCTL_API std::string reception_text(const store::ReadTxn& tx, const JobRecord& job,
                                      const Catalogue& catalogue);
/// Items, cost and time, labour and material apart (clause 2.1-confirm).
/// @throws Error "intake.not-quoted" (2)
SVCCTL_API std::string estimate_text(const store::ReadTxn& tx, const JobRecord& job,
                                     const Catalogue& catalogue);
/// The repair contract: parties, vehicle, items and prices, what happens beyond the cost, warranty,
/// hand-over, signatures. @throws Error "intake.not-quoted" (2)
SVCCTL_API std::string contract_text(const store::ReadTxn& tx, const JobRecord& job,
                                     const Catalogue& catalogue);

/// Owner and vehicle, as every paper names them.
SVCCTL_API void put_parties(shop::Paper& paper, const store::ReadTxn& tx, const JobRecord& job);
/// Lines in tables, labour, material and other charges apart.
SVCCTL_API void put_lines(shop::Paper& paper, const std::vector<JobLine>& lines);
/// What the customer wished for replaced parts, in words of the catalogue.
/// The plate that the car bore at the visit, or what it bore instead.
SVCCTL_API std::string plate_text(const JobRecord& job, const Catalogue& catalogue);
SVCCTL_API std::string wish_text(const JobRecord& job, const Catalogue& catalogue);

}  // namespace svcctl::intake
