#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::callback {

/// Reached: also while what was brought up is not settled. Superseded: the customer came first.
/// Lapsed: the day that it speaks of has passed.
enum class State { open, reached, closed, refused, unreachable, superseded, lapsed };
enum class Outcome { reached, no_answer, wrong_number, refused };

/// Whether the customer `k` agrees to the kind of call that follow-up `f` is, for SQL.
inline constexpr std::string_view contact_allowed =
    " CASE f.consent WHEN 'marketing' THEN k.marketing_contact ELSE k.service_contact END = 1";

/// A call to be made to a customer, as a list shows it (clause 2.5-callback).
struct FollowUpLine {
  std::string number;  ///< "F261123-001"
  Date due_on;         ///< the day by the rule until it is put off
  CallbackKind kind = CallbackKind::after_service;
  std::string job;  ///< number, or empty: it came from the vehicle's own dates
  std::string plate;
  std::string customer;       ///< number
  std::string customer_name;  ///< unmasked: mask it in lists
  std::string phone;          ///< unmasked
  CallChannel channel = CallChannel::phone;
  std::string assignee;  ///< staff code, or empty
  State state = State::open;
  std::int64_t attempts = 0;
  Date called_for_on;  ///< the day by the rule
  std::optional<Date> announced_on;
  bool number_wrong = false;   ///< the phone on file is the one that was wrong
  bool raised = false;         ///< an issue, or as low a score (2.5-resolve)
  std::string issue = {};      ///< in the customer's words, or empty
  std::string complaint = {};  ///< number of the complaint it became, or empty
  std::string comeback = {};   ///< number of the comeback it became, or empty
};

/// All of it.
struct FollowUp : FollowUpLine {
  std::int64_t id = 0;
  std::int64_t outlet_id = 0;
  std::optional<std::int64_t> job_id = {};
  std::int64_t vehicle_id = 0;
  std::string model = {};
  std::int64_t customer_id = 0;
  std::string rule = {};  ///< name of the rule that called for it
  Contact consent = Contact::service;
  bool issue_settled = false;  ///< as rule::settled_issue says it
};

struct DueFilter {
  std::optional<Date> on = std::nullopt;  ///< due by that day; else today
  bool overdue = false;                   ///< only what was due before that day
  std::optional<CallbackKind> kind = std::nullopt;
  std::optional<CallChannel> channel = std::nullopt;
  std::string assignee = {};
  std::optional<std::int64_t> most = std::nullopt;  ///< so many at most
};
/// Calls back with each open follow-up that is due, the oldest first; of the outlet that `--outlet`
/// names, or of all. What speaks of a day is left out once that has passed. Customers who do not
/// agree to that kind of call are left out, also when they
/// said so after it was planned.
SVCCTL_API void each_due(const store::ReadTxn& tx, const DueFilter& filter,
                         const std::function<void(const FollowUpLine&)>& take);
/// The same, but the whole of each.
SVCCTL_API void each_due_whole(const store::ReadTxn& tx, const DueFilter& filter,
                               const std::function<void(const FollowUp&)>& take);

/// @throws Error "callback.not-found" (3), "number.ambiguous" (2)
SVCCTL_API FollowUp find_follow_up(const store::ReadTxn& tx, std::string_view typed);
/// Newest first: those not over of customers who agree to be called, and those whose issue waits.
/// @param all also those over, whatever the customer said
/// @param most so many at most
SVCCTL_API void each_follow_up(const store::ReadTxn& tx, bool all, std::optional<std::int64_t> most,
                               const std::function<void(const FollowUpLine&)>& take);
/// What the caller says: the rule's script with its places filled, or empty.
SVCCTL_API std::string script_of(const store::ReadTxn& tx, const FollowUp& follow_up);

/// What owners are asked to mark, each 1 to 5.
struct Marks {
  std::optional<int> promise;  ///< promise kept
  std::optional<int> attitude;
  std::optional<int> quality;
  std::optional<int> speed;
  std::optional<int> price;
};

/// An attempt as kept; words are empty once erased.
struct Attempt {
  Instant at;
  CallChannel channel = CallChannel::phone;
  Outcome outcome = Outcome::reached;
  std::optional<int> score;  ///< 0 to 10
  Marks marks;
  std::string comment;
  std::string car_use;
  std::string issue;
  std::string by;       ///< staff code, or empty
  std::string late_by;  ///< staff code of who recorded it late; empty: in time
};
SVCCTL_API std::vector<Attempt> attempts(const store::ReadTxn& tx, std::int64_t follow_up_id);

/// Links the complaint that an issue became, or which was taken up again; the complaint's service
/// calls it. A follow-up that was over is not: its issue is open.
SVCCTL_API void link_complaint(store::WriteTxn& tx, std::int64_t follow_up_id,
                               std::int64_t complaint_id, const std::string& number);
/// The complaint was opened by mistake: what came up waits for another, or for a comeback.
SVCCTL_API void unlink_complaint(store::WriteTxn& tx, std::int64_t complaint_id);
/// The complaint that an issue became is closed and the customer satisfied; the complaint's service
/// calls it. A rule for
/// settled issues asks the customer again.
SVCCTL_API void settle_issue(store::WriteTxn& tx, std::int64_t complaint_id);

}  // namespace svcctl::callback

namespace svcctl {
template <>
inline constexpr std::array codes<callback::State> = {
    CodeEntry<callback::State>{callback::State::open, "open", N_("open||call")},
    CodeEntry<callback::State>{callback::State::reached, "reached", N_("reached")},
    CodeEntry<callback::State>{callback::State::closed, "closed", N_("closed||call")},
    CodeEntry<callback::State>{callback::State::refused, "refused", N_("refused||call")},
    CodeEntry<callback::State>{callback::State::unreachable, "unreachable", N_("never reached")},
    CodeEntry<callback::State>{callback::State::superseded, "superseded", N_("no longer due")},
    CodeEntry<callback::State>{callback::State::lapsed, "lapsed", N_("its day has passed")},
};
template <>
inline constexpr std::array codes<callback::Outcome> = {
    CodeEntry<callback::Outcome>{callback::Outcome::reached, "reached", N_("reached")},
    CodeEntry<callback::Outcome>{callback::Outcome::no_answer, "no-answer", N_("no answer")},
    CodeEntry<callback::Outcome>{callback::Outcome::wrong_number, "wrong-number",
                                 N_("wrong number")},
    CodeEntry<callback::Outcome>{callback::Outcome::refused, "refused", N_("refused||call")},
};
template <>
inline constexpr std::array fields<callback::Attempt> = {
    field<&callback::Attempt::at>("at"),           field<&callback::Attempt::channel>("channel"),
    field<&callback::Attempt::outcome>("outcome"), field<&callback::Attempt::score>("score"),
    field<&callback::Attempt::comment>("comment"), field<&callback::Attempt::car_use>("car_use"),
    field<&callback::Attempt::issue>("issue"),     field<&callback::Attempt::by>("by_code"),
    field<&callback::Attempt::late_by>("late_by"),
};
}  // namespace svcctl
