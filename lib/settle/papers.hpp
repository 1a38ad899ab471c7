#pragma once

#include <span>
#include <string>

#include "base/export.hpp"
#include "intake/kept_paper.hpp"

namespace svcctl::settle {

/// The papers of settlement: the itemised bill (2.4-itemise); what was found, done, by whom,
/// checked and measured, parts with lots (2.4-papers); the warranty card, before delivery as it
/// will be; the completion certificate, signed by the inspector; what is handed over and signed
/// for. The bill: @throws Error "settle.no-bill" (2). The certificate: @throws Error
/// "settle.no-final" (refused, 2.2-quality) without a passed final inspection
SVCCTL_API std::span<const intake::JobPaper> settlement_papers();
/// The paper of a job that was found by what was typed: of a bill that is named and void, that one.
/// @param job lives as long as the paper
SVCCTL_API intake::PaperOf paper_called(const store::ReadTxn& tx, const std::string& typed,
                                        intake::PaperKind kind, const intake::JobRecord& job,
                                        const Catalogue& catalogue);
SVCCTL_API const intake::JobPaper& settlement_paper(intake::PaperKind kind);

}  // namespace svcctl::settle
