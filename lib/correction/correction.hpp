#pragma once

#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/text.hpp"
#include "intake/correction.hpp"
#include "store/txn.hpp"

// Putting right what was recorded wrong (ADR 24): a new event that supersedes, never a change
// without a trace. Money and stock are reversed instead.
namespace svcctl::correction {

/// The facts of a thing that can be put right.
SVCCTL_API std::vector<intake::FactField> facts_of(intake::FactOf what);

struct CorrectRequest {
  intake::FactOf what = intake::FactOf::job;
  std::string job;                  ///< number as typed
  std::string task;                 ///< of a task: its number
  std::vector<std::string> fields;  ///< FIELD=VALUE
  std::string why;
  bool sure = false;  ///< an odometer was looked at again
};

/// A fact that was put right, or what follows from it.
struct Changed {
  Message fact;
  Message before;
  Message after;
  bool follows = false;  ///< recomputed, because another fact was wrong
};

/// Puts facts right: what was told first, then what followed from the wrong value. The same day by
/// who recorded it, else by a manager. The rules of the acts that stand on the fact are judged
/// again: what would then be broken is refused with its clause, and a lapse that would be gone
/// needs a manager.
/// @throws Error "correction.field", "correction.value", "correction.same", "correction.why" (2);
/// "correction.whose" (4, 1.3-integrity); "correction.breaks" (4, the clause that would be broken)
SVCCTL_API std::vector<Changed> correct(store::WriteTxn& tx, const CorrectRequest& request);

/// What the papers of a visit name was wrong, and is put right on file (`vehicle set`, `customer
/// set`): from now on they name what is on file today.
/// @throws Error "correction.same" (2): they do so already; "correction.whose" (4, 1.3-integrity)
SVCCTL_API Changed correct_names(store::WriteTxn& tx, const std::string& job,
                                 const std::string& why);

struct CorrectCertificateRequest {
  std::string staff;                ///< code
  std::string number;               ///< as it was put on file
  std::vector<std::string> fields;  ///< FIELD=VALUE
  std::string why;
};
/// A certificate was put on file wrong: by who may put one there. What was judged by it is listed
/// with the verdict before and now, and so are lapses that there are by what is right: they are
/// kept, whatever they say (1.2-technician).
/// @throws Error "certificate.not-found" (3), "correction.field", "correction.value",
/// "correction.same", "correction.why", those of putting one on file (2)
SVCCTL_API std::vector<Changed> correct_certificate(store::WriteTxn& tx,
                                                    const CorrectCertificateRequest& request);

/// A visit was cancelled by mistake, and goes on as what it was. By who cancelled it the same day,
/// else by a manager. A bill that was in force stays void.
/// @throws Error "job.not-cancelled", "job.cancelled-before", "correction.why" (2); refused where
/// what it released is used otherwise ("job.in-shop", 2.5-archive; "parts.too-few",
/// "parts.reserved", 2.3-store)
SVCCTL_API std::vector<Changed> correct_cancel(store::WriteTxn& tx, const std::string& job,
                                               const std::string& why);
/// The same of a booking. @throws Error of intake::book_again
SVCCTL_API std::vector<Changed> correct_booking(store::WriteTxn& tx, const std::string& booking,
                                                const std::string& why);
/// A complaint was opened by mistake: by a manager whom it is not against, before it is answered.
/// It is in no figure of complaints. @throws Error of complaint::end_as_mistake
SVCCTL_API std::vector<Changed> correct_complaint(store::WriteTxn& tx, const std::string& complaint,
                                                  const std::string& why);

}  // namespace svcctl::correction
