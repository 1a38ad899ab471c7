#pragma once

#include <string>
#include <vector>

#include "intake/estimate.hpp"
#include "intake/job_record.hpp"
#include "intake/kept_paper.hpp"
#include "shop/paper.hpp"

namespace svcctl::intake {

/// Whether the region's rules ask for a written contract: by category, or from an amount
/// (Chinese repair rules; `contract` and `contract_from` of the region profile).
SVCCTL_API bool needs_contract(const store::ReadTxn& tx, const JobRecord& job, Money total);

/// The papers of a reception: what was said and seen at the counter (2.1-listen); items, cost and
/// time, labour and material apart (2.1-confirm); the repair contract.
/// Both of an estimate: @throws Error "intake.not-quoted" (2)
SVCCTL_API const JobPaper& reception_paper(PaperKind kind);

/// Owner and vehicle, as every paper names them.
SVCCTL_API void put_parties(shop::Paper& paper, const PaperSource& of);
/// Lines in tables, labour, material and other charges apart.
SVCCTL_API void put_lines(shop::Paper& paper, const std::vector<JobLine>& lines);
/// The plate that the car bore at the visit, or what it bore instead.
SVCCTL_API std::string plate_text(const PaperNames& names, const Catalogue& catalogue);
/// Make, model and year.
SVCCTL_API std::string model_text(const PaperNames& names);
/// What the customer wished for replaced parts, in words of the catalogue.
SVCCTL_API std::string wish_text(const JobRecord& job, const Catalogue& catalogue);

}  // namespace svcctl::intake
