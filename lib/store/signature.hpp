#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clause.hpp"
#include "base/code.hpp"
#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// Nobody signs for another (docs/adr/0028-signatures.md): whoever an act names beside who acts
// signs by an act of their own, or is shown and counted as not having signed.
namespace svcctl::store {

/// As what an act names somebody else.
enum class NamedAs {
  approver,      ///< allows an override
  second,        ///< stands behind money or stock that nobody moves alone
  investigator,  ///< of a complaint
  technician,    ///< does a task
};

/// Who acts names somebody else: kept with the next event that is recorded, as not signed. Naming
/// oneself is no naming: who acts signs by acting. Whoever gives their PIN with the act signs it at
/// once (store/pin.hpp).
/// @param clause that asks for that person
/// @param item the task, or the code of what was refused; or empty
SVCCTL_API void named(WriteTxn& tx, std::int64_t staff_id, const std::string& code, NamedAs as,
                      Clause clause, const std::string& item = {});

/// The acting person does the work of a task that somebody put them down for, and so signs it.
/// @param job number
SVCCTL_API void sign_work(WriteTxn& tx, const std::string& job, const std::string& task);

/// SQL: whether the person of a clock `k` was put down for the task `:number` of the job with the
/// number `:job`, and has not signed it.
inline constexpr std::string_view work_waits =
    R"(CASE WHEN EXISTS (SELECT 1 FROM signature g
                          WHERE g.staff_id = k.staff_id AND g.key = :job AND g.item = :number
                            AND g.named_as = 'technician' AND g.signed_at IS NULL)
            THEN 1 ELSE 0 END)";

/// Somebody who was named, as it is listed.
struct Signature {
  std::string event;  ///< that names them: "17" of the company, "EAST-17" of an outlet
  Instant at;         ///< when the act happened
  std::string clause;
  NamedAs as = NamedAs::approver;
  std::string staff;     ///< staff code of who was named
  std::string named_by;  ///< staff code
  std::int64_t named_by_id = 0;
  std::string number;  ///< of the job, else of the thing that was recorded
  std::string item;
  std::optional<Instant> signed_at;  ///< nothing: not signed
};

/// Who was named on a job, signed or not, act by act.
SVCCTL_API std::vector<Signature> signatures_of_job(const ReadTxn& tx, const std::string& number);
/// Who was named and has not signed, the oldest first.
/// @param staff_id of one person alone
SVCCTL_API std::vector<Signature> unsigned_of(const ReadTxn& tx,
                                              std::optional<std::int64_t> staff_id);
/// The acting person signs what an event names them for.
/// @param event as `unsigned_of` names it
/// @throws Error "signature.not-found" (3), "signature.not-yours", "signature.given" (2),
///   "signature.taken-over" (4)
SVCCTL_API std::vector<Signature> sign(WriteTxn& tx, const std::string& event);

}  // namespace svcctl::store

namespace svcctl {
template <>
inline constexpr std::array codes<store::NamedAs> = {
    CodeEntry<store::NamedAs>{store::NamedAs::approver, "approver", N_("approver")},
    CodeEntry<store::NamedAs>{store::NamedAs::second, "second", N_("second person")},
    CodeEntry<store::NamedAs>{store::NamedAs::investigator, "investigator", N_("investigator")},
    CodeEntry<store::NamedAs>{store::NamedAs::technician, "technician", N_("technician")},
};
}  // namespace svcctl
