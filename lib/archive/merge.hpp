#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "customer/customer.hpp"
#include "store/txn.hpp"

// Two records of one customer become one, with a way back (clause 2.5-archive).
namespace svcctl::archive {

/// What moves from one number to another.
enum class MovedKind {
  vehicle,
  visit,
  follow_up,
  complaint,
  merged,
  words,
  contact,
  past_visit,
  owner,
};

/// One thing that goes, or would go, to another number.
struct Moved {
  MovedKind kind = MovedKind::visit;
  std::string number;  ///< of the visit, follow-up or complaint; plate; number merged earlier
  std::string from;    ///< customer number
  std::string to;
};

/// What `merge` would move; changes nothing.
/// @throws those of `merge`
SVCCTL_API std::vector<Moved> preview_merge(store::WriteTxn& tx, const std::string& keep,
                                            const std::string& other);
/// What was under the other number is from now on under the kept one, and the other number leads
/// there. Append-only rows stay as they are and are shown with it. The kept one takes phone and
/// address where it has none; a no to being contacted under either number counts.
/// @throws Error "archive.same-customer" (2), "customer.restricted" (4), finders'
SVCCTL_API std::vector<Moved> merge(store::WriteTxn& tx, const std::string& keep,
                                    const std::string& other);
/// Takes a merge back: the same rows go back; what came since stays with the kept one.
/// @param other the number that leads elsewhere
/// @throws Error "archive.not-merged", "archive.merged-again" (2), "customer.restricted" (4)
SVCCTL_API std::vector<Moved> undo_merge(store::WriteTxn& tx, const std::string& other);

}  // namespace svcctl::archive

namespace svcctl {
template <>
inline constexpr std::array codes<archive::MovedKind> = {
    CodeEntry<archive::MovedKind>{archive::MovedKind::vehicle, "vehicle", N_("vehicle")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::visit, "visit", N_("visit||shop")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::follow_up, "follow-up", N_("follow-up")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::complaint, "complaint", N_("complaint")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::merged, "merged", N_("number merged before")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::words, "words", N_("words||customer")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::contact, "contact", N_("contact")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::past_visit, "past-visit", N_("past visit")},
    CodeEntry<archive::MovedKind>{archive::MovedKind::owner, "owner", N_("owner")},
};
}  // namespace svcctl
