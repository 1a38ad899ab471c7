#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// Everything on file of one vehicle or one customer, in order (clause 2.5-archive).
namespace svcctl::archive {

enum class EntryKind {
  owner,          ///< the vehicle came to this customer
  identifier,     ///< a plate or VIN from then on, or put right
  sold,           ///< it went to another
  contact,        ///< a yes or no to being contacted
  past_visit,     ///< told by another program
  visit,          ///< the car was received
  walk_round,     ///< damage and belongings noted
  question,       ///< what was asked and answered
  inspection,     ///< an item found bad or to be watched
  diagnosis,      ///< what is wrong and why
  recommended,    ///< what was proposed
  declined,       ///< what the customer did not want
  change,         ///< a change order
  consent,        ///< the customer's yes
  refusal,        ///< the customer's no
  work,           ///< an operation finished
  part,           ///< fitted, with its lot
  part_back,      ///< brought back to the store
  old_part,       ///< what became of a replaced part
  final_check,    ///< final inspection
  bill,           ///< as it stands; void ones are left out
  payment,        ///< what leaves is negative
  delivery,       ///< handed over
  warranty,       ///< from then, until
  paper,          ///< given to somebody: which one, and in which version
  correction,     ///< a fact of the visit was wrong: what it is, and what it had been
  overridden,     ///< a refusal that a manager let go by: its clause, and why
  call,           ///< an attempt of a follow-up
  complaint,      ///< received
  complaint_end,  ///< closed, with the customer's verdict
  words           ///< said or written about the customer, of a kind that no other entry shows
};

/// One thing that happened. What a kind does not have is empty.
struct Entry {
  Instant at;
  EntryKind kind = EntryKind::visit;
  std::string plate;
  std::string job;     ///< number
  std::string number;  ///< of the bill, payment, follow-up, complaint, part or customer
  std::string text;    ///< in the words it was recorded with
  std::string detail;  ///< lot, fault codes, state, method …: codes and further words
  std::string person;  ///< unmasked name; empty once erased
  std::optional<Quantity> quantity;  ///< pieces, or hours of work
  std::optional<Money> amount;
  std::optional<std::int64_t> km;
  std::string by;            ///< staff code
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
  Message refusal = {};      ///< what was overridden; empty of other kinds, and of old overrides
};

/// What of it; what is empty does not narrow.
struct HistoryFilter {
  std::optional<Date> since = std::nullopt;
  std::set<EntryKind> kinds = {};
};

/// Calls back with each entry in the order it happened. Holds one visit at a time.
SVCCTL_API void each_of_vehicle(const store::ReadTxn& tx, std::int64_t vehicle_id,
                                const HistoryFilter& filter,
                                const std::function<void(const Entry&)>& take);
/// The same of a customer: their visits with whatever vehicle, also under numbers merged into
/// this one, what they own and owned, and what they answered.
SVCCTL_API void each_of_customer(const store::ReadTxn& tx, std::int64_t customer_id,
                                 const HistoryFilter& filter,
                                 const std::function<void(const Entry&)>& take);

}  // namespace svcctl::archive

namespace svcctl {
template <>
inline constexpr std::array codes<archive::EntryKind> = {
    CodeEntry<archive::EntryKind>{archive::EntryKind::owner, "owner", N_("owner")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::identifier, "identifier", N_("plate or VIN")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::sold, "sold", N_("went to another owner")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::contact, "contact", N_("contact consent")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::past_visit, "past-visit", N_("past visit")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::visit, "visit", N_("visit||shop")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::walk_round, "walk-round", N_("walk-round")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::question, "question", N_("question")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::inspection, "inspection",
                                  N_("found at inspection")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::diagnosis, "diagnosis", N_("diagnosis")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::recommended, "recommended",
                                  N_("recommended")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::declined, "declined",
                                  N_("not wanted by the customer")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::change, "change", N_("change")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::consent, "consent", N_("consent")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::refusal, "refusal", N_("refusal")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::work, "work", N_("work")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::part, "part", N_("part")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::part_back, "part-back",
                                  N_("part brought back")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::old_part, "old-part", N_("old part")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::final_check, "final-check",
                                  N_("final inspection")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::bill, "bill", N_("bill")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::payment, "payment", N_("payment")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::delivery, "delivery", N_("delivery")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::warranty, "warranty", N_("warranty")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::paper, "paper", N_("paper handed over")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::correction, "correction", N_("put right")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::overridden, "overridden", N_("overridden")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::call, "call", N_("follow-up call")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::complaint, "complaint", N_("complaint")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::complaint_end, "complaint-end",
                                  N_("complaint closed")},
    CodeEntry<archive::EntryKind>{archive::EntryKind::words, "words", N_("words||customer")},
};
}  // namespace svcctl
