#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/time.hpp"
#include "complaint/complaint.hpp"
#include "store/columns.hpp"

namespace svcctl::complaint {

enum class ClockKind {
  acknowledge,  ///< the customer knows that it is in hand
  contact,      ///< somebody spoke with the customer about it
  answer,       ///< the customer was told what was found and done
  settle,       ///< the customer is satisfied, or it is closed
  legal,        ///< the law's stop: calendar days that no pause moves
  authority,    ///< the authority takes the case up, or has dealt with it, by its own terms
  mediation,    ///< and ends its mediation
  prevention    ///< what keeps it from coming back is in place
};

/// A term of a complaint (3.3-timely).
struct Clock {
  ClockKind kind = ClockKind::acknowledge;
  std::int64_t round = 1;
  Instant started_at;
  std::optional<Instant> due_at;  ///< nothing while it stands still in a pause
  std::optional<Instant> met_at;
};
/// In the order they began.
SVCCTL_API std::vector<Clock> clocks(const store::ReadTxn& tx, std::int64_t complaint_id);

/// Starts the clocks of the current round from a moment: those of the severity in working time,
/// none beyond the legal stop; for what an authority passed on also the authority's.
void start_clocks(store::WriteTxn& tx, const Complaint& complaint, Instant from);
/// Starts another clock of whole days, or sets the one of this round anew.
void start_clock(store::WriteTxn& tx, const Complaint& complaint, ClockKind kind, Instant from,
                 Instant due_at);
/// The terms of the authority that passed the complaint on, by its name.
const AuthorityTerms& terms_of(const store::ReadTxn& tx, const Complaint& complaint);
/// The authority took the case up that day: from then it mediates, or has its own term.
void authority_accepted(store::WriteTxn& tx, const Complaint& complaint, Date accepted_on);
/// The authority calls the case complex: its term is the longer one, from the same day.
void authority_takes_longer(store::WriteTxn& tx, const Complaint& complaint);
/// The clock has done its work, if it runs.
void meet_clocks(store::WriteTxn& tx, const Complaint& complaint,
                 std::initializer_list<ClockKind> kinds);
/// Severity or pauses changed: works out anew when the clocks that run will run
/// out.
void move_clocks(store::WriteTxn& tx, const Complaint& complaint);

/// Stops the clocks but the legal ones. @throws Error "complaint.paused", "complaint.text" (2)
SVCCTL_API Complaint pause(store::WriteTxn& tx, const std::string& number, const std::string& why);
/// Lets them run on. @throws Error "complaint.not-paused", "complaint.at" (2)
SVCCTL_API Complaint resume(store::WriteTxn& tx, const std::string& number);

/// A clock that runs out, or has (3.3-timely).
struct Due {
  std::string number;
  ClockKind what = ClockKind::acknowledge;
  Instant due_at;
  bool late = false;
  Severity severity = Severity::normal;
  std::string handler;  ///< of a prevention: its owner
  std::string first_handler;
  std::string escalate_to;  ///< staff codes by the escalation rules, or empty
};
struct DueFilter {
  int within_days = 1;
  bool late = false;          ///< only what has run out
  std::string assignee = {};  ///< staff code: only what that person has in hand
};
/// Every clock that runs out within so many days, or has, the oldest first. It depends on the
/// records and the time asked for alone.
SVCCTL_API std::vector<Due> due(const store::ReadTxn& tx, const DueFilter& filter);

/// The first year in which a clock of the complaint ends and of which the calendar says nothing;
/// nothing when it says enough, or has no special days at all.
SVCCTL_API std::optional<int> year_without_calendar(const store::ReadTxn& tx,
                                                    const Complaint& complaint);

}  // namespace svcctl::complaint

namespace svcctl {
template <>
inline constexpr std::array codes<complaint::ClockKind> = {
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::acknowledge, "acknowledge",
                                    N_("acknowledge")},
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::contact, "contact",
                                    N_("contact the customer")},
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::answer, "answer", N_("answer")},
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::settle, "settle", N_("settle")},
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::legal, "legal", N_("legal stop")},
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::authority, "authority",
                                    N_("authority's term")},
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::mediation, "mediation",
                                    N_("mediation ends")},
    CodeEntry<complaint::ClockKind>{complaint::ClockKind::prevention, "prevention",
                                    N_("prevention in place")},
};
template <>
inline constexpr std::array fields<complaint::Clock> = {
    field<&complaint::Clock::kind>("kind"),
    field<&complaint::Clock::round>("round"),
    field<&complaint::Clock::started_at>("started_at"),
    field<&complaint::Clock::due_at>("due_at"),
    field<&complaint::Clock::met_at>("met_at"),
};
template <>
inline constexpr std::array fields<complaint::Due> = {
    field<&complaint::Due::number>("number"),
    field<&complaint::Due::what>("kind"),
    field<&complaint::Due::due_at>("due_at"),
    field<&complaint::Due::severity>("severity"),
    field<&complaint::Due::handler>("handler"),
    field<&complaint::Due::first_handler>("first_handler"),
};
}  // namespace svcctl
