#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "intake/job_record.hpp"
#include "intake/paper_names.hpp"
#include "store/columns.hpp"

namespace svcctl::store {
class ReadTxn;
class WriteTxn;
}  // namespace svcctl::store

// The one way to a paper (2.4-papers): it is laid out once, kept as it was laid out, and printed
// from what is kept. Each print and each handing over is on record with who and what for
// (1.3-privacy).
namespace svcctl::intake {

enum class PaperKind {
  reception,
  estimate,
  contract,
  work_order,
  bill,
  repair_record,
  warranty,
  certificate,
  delivery_note,
  complaint_record,
  complaint_reply,
};

/// A paper that can be laid out.
struct PaperOf {
  PaperKind kind = PaperKind::reception;
  std::string number;            ///< of the job, bill or complaint that it is of
  std::int64_t customer_id = 0;  ///< whom it is for, and whose words its text is
  std::optional<std::int64_t> job_id;
  std::int64_t outlet_id = 0;
  /// How far what it is of has come. While it is the same, the paper is the one that is kept.
  std::string stands_on;
  std::function<std::string()> lay_out;
};

/// Puts on record that the paper is printed, and lays it out where it is not kept yet.
/// @param to who is given it, or empty: nobody yet
/// @return its text: below its marks, if it has any, the same bytes at every print
/// @throws Error "paper.emptied" (4, 1.3-privacy): its customer is forgotten
SVCCTL_API std::string print_paper(store::WriteTxn& tx, const PaperOf& paper,
                                   const Catalogue& catalogue, const std::string& to);
/// Lays the paper out where it is not kept yet, and nothing more. The caller records the event.
SVCCTL_API void lay_out_paper(store::WriteTxn& tx, const PaperOf& paper,
                              const Catalogue& catalogue);
/// The paper is given to somebody: laid out where it is not kept yet. The caller records the event.
/// @param to_words_id who takes it
SVCCTL_API void hand_over(store::WriteTxn& tx, const PaperOf& paper, const Catalogue& catalogue,
                          std::optional<std::int64_t> to_words_id);
/// The kinds of a visit's papers that were handed over by now.
SVCCTL_API std::vector<PaperKind> handed_papers(const store::ReadTxn& tx, std::int64_t job_id);

/// What the layout of a visit's paper is made of. Owner, car and shop come from `names` alone.
struct PaperSource {
  const store::ReadTxn& tx;
  const JobRecord& job;
  const PaperNames& names;
  const Catalogue& catalogue;
};
/// A kind of a visit's papers, declared once in the slice that lays it out.
struct JobPaper {
  PaperKind kind;
  PaperStage stage;  ///< it names what was kept up to then
  std::string (*stands_on)(const store::ReadTxn&, const JobRecord&);
  std::string (*lay_out)(const PaperSource&);
  std::string (*number)(const store::ReadTxn&, const JobRecord&) = nullptr;  ///< else the job's
};
/// The paper of that visit; it is good as long as what it is made of.
SVCCTL_API PaperOf paper_of(const store::ReadTxn& tx, const JobRecord& job, const JobPaper& form,
                            const Catalogue& catalogue);

/// A paper that is kept, as it is listed: `intake papers`.
struct KeptPaper {
  PaperKind kind = PaperKind::reception;
  std::string number;
  std::int64_t version = 1;
  std::string language;
  Instant made_at;
  std::string by;           ///< staff code of who had it laid out, or empty
  std::int64_t prints = 0;  ///< the first and all reprints
  std::string printed_by;   ///< staff code of who printed it last, or empty
  std::optional<Instant> printed_at;
  std::string to;  ///< who was given it last, unmasked; empty once erased
  std::optional<Instant> handed_at;
};
/// In the order they were laid out.
SVCCTL_API std::vector<KeptPaper> kept_papers(const store::ReadTxn& tx, std::int64_t job_id);

}  // namespace svcctl::intake

namespace svcctl {
template <>
inline constexpr std::array codes<intake::PaperKind> = {
    CodeEntry<intake::PaperKind>{intake::PaperKind::reception, "reception", N_("reception sheet")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::estimate, "estimate", N_("estimate")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::contract, "contract", N_("repair contract")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::work_order, "work-order", N_("work order")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::bill, "bill", N_("bill")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::repair_record, "repair-record",
                                 N_("repair record")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::warranty, "warranty", N_("warranty card")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::certificate, "certificate",
                                 N_("completion certificate")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::delivery_note, "delivery-note",
                                 N_("car delivery note")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::complaint_record, "complaint-record",
                                 N_("complaint record")},
    CodeEntry<intake::PaperKind>{intake::PaperKind::complaint_reply, "complaint-reply",
                                 N_("reply to a complaint")},
};
template <>
inline constexpr std::array fields<intake::KeptPaper> = {
    field<&intake::KeptPaper::kind>("kind"),
    field<&intake::KeptPaper::number>("number"),
    field<&intake::KeptPaper::version>("version"),
    field<&intake::KeptPaper::language>("language"),
    field<&intake::KeptPaper::made_at>("recorded_at"),
    field<&intake::KeptPaper::by>("by_code"),
    field<&intake::KeptPaper::prints>("prints"),
    field<&intake::KeptPaper::printed_by>("printed_by"),
    field<&intake::KeptPaper::printed_at>("printed_at"),
    field<&intake::KeptPaper::to>("to_name"),
    field<&intake::KeptPaper::handed_at>("handed_at"),
};
}  // namespace svcctl
