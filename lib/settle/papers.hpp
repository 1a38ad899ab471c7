#pragma once

#include <string>

#include "base/text.hpp"
#include "intake/job_record.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {

/// The itemised bill: labour and material apart, discounts, tax, shares, deposits and payments,
/// what is due, the total in capitals (clause 2.4-itemise). @throws Error "settle.no-bill" (2)
SVCCTL_API std::string bill_text(const store::ReadTxn& tx, const intake::JobRecord& job,
                                 const Catalogue& catalogue);
/// What was found, done, by whom, checked and measured; parts with lots (clause 2.4-papers).
SVCCTL_API std::string repair_record_text(const store::ReadTxn& tx, const intake::JobRecord& job,
                                          const Catalogue& catalogue);
/// Days and kilometres, until when, and the table of redos. Before delivery: what it will be.
SVCCTL_API std::string warranty_text(const store::ReadTxn& tx, const intake::JobRecord& job,
                                     const Catalogue& catalogue);
/// The completion certificate, signed by the inspector.
/// @throws Error "settle.no-final" (refused, 2.2-quality) without a passed final inspection
SVCCTL_API std::string certificate_text(const store::ReadTxn& tx, const intake::JobRecord& job,
                                        const Catalogue& catalogue);
/// What is handed over and signed for at delivery.
SVCCTL_API std::string delivery_note_text(const store::ReadTxn& tx, const intake::JobRecord& job,
                                          const Catalogue& catalogue);

}  // namespace svcctl::settle
