#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

namespace svcctl::callback {

enum class State { open, reached, closed, refused };
enum class Outcome { reached, no_answer, wrong_number, refused };

/// A call to be made after a delivery (clause 2.5-callback).
struct FollowUp {
  std::int64_t id = 0;
  std::string number;  ///< "F261123-001"
  std::int64_t job_id = 0;
  std::string job;
  std::string plate;
  std::int64_t customer_id = 0;
  std::string customer;       ///< number
  std::string customer_name;  ///< unmasked: mask it in lists
  std::string phone;          ///< unmasked
  std::string kind;           ///< of the rule that called for it
  Date due_on;
  std::string assignee;  ///< staff code, or empty
  std::string channel;
  State state = State::open;
  std::int64_t attempts = 0;
  std::string issue;           ///< what it brought up, or empty
  std::string complaint;       ///< number of the complaint it became, or empty
  std::string comeback;        ///< number of the comeback it became, or empty
  bool issue_settled = false;  ///< complaint closed, or comeback delivered
};

/// Makes what the rules call for from the deliveries so far; run it as often as you like, by two
/// at once: a delivery gets one follow-up of a kind. Who did not agree to service calls gets none.
SVCCTL_API std::vector<FollowUp> plan(store::WriteTxn& tx);

struct DueFilter {
  std::optional<Date> on = std::nullopt;  ///< due by that day; else today
  bool overdue = false;                   ///< only what was due before that day
  std::string kind = {};
  std::string assignee = {};
};
/// Open follow-ups that are due, the oldest first.
SVCCTL_API std::vector<FollowUp> due(const store::ReadTxn& tx, const DueFilter& filter);

struct RecordRequest {
  std::string number;
  std::string channel;
  Outcome outcome = Outcome::reached;
  std::optional<int> score;  ///< 0 to 10
  std::string comment;
  std::string issue;
};
/// What an attempt came to.
struct Recorded {
  FollowUp follow_up;
  bool change_channel = false;  ///< so many fruitless attempts: another channel is asked for
  bool mend_phone = false;
};
/// Records an attempt. Reached without an issue, it is closed; with an issue it stays reached until
/// that is settled (2.5-resolve). No answer puts it off by the configured days.
/// @throws Error "callback.score", "callback.closed" (2)
SVCCTL_API Recorded record(store::WriteTxn& tx, const RecordRequest& request);
/// Refuses while an issue is open: neither a closed complaint nor a delivered comeback is linked
/// (2.5-resolve). @throws Error "callback.closed", "callback.not-reached" (2)
SVCCTL_API FollowUp close(store::WriteTxn& tx, const std::string& number);
SVCCTL_API FollowUp assign(store::WriteTxn& tx, const std::string& number, const std::string& to);
SVCCTL_API FollowUp snooze(store::WriteTxn& tx, const std::string& number, Date to);
/// Links the comeback that settles what a follow-up brought up.
/// @throws Error "callback.no-comeback" (2)
SVCCTL_API FollowUp link_comeback(store::WriteTxn& tx, const std::string& number,
                                  const std::string& job);
/// Links the complaint that an issue became; the complaint's service calls it.
SVCCTL_API void link_complaint(store::WriteTxn& tx, std::int64_t follow_up_id,
                               std::int64_t complaint_id, const std::string& number);
/// The complaint that an issue became is closed; the complaint's service calls it.
SVCCTL_API void settle_issue(store::WriteTxn& tx, std::int64_t complaint_id);

/// @throws Error "callback.not-found" (3), "number.ambiguous" (2)
SVCCTL_API FollowUp find_follow_up(const store::ReadTxn& tx, std::string_view typed);
/// Newest first. @param all also those over
SVCCTL_API std::vector<FollowUp> list_follow_ups(const store::ReadTxn& tx, bool all);

/// An attempt as kept.
struct Attempt {
  Instant at;
  std::string channel;
  Outcome outcome = Outcome::reached;
  std::optional<int> score;
  std::string comment;
  std::string issue;
  std::string by;
};
SVCCTL_API std::vector<Attempt> attempts(const store::ReadTxn& tx, std::int64_t follow_up_id);

}  // namespace svcctl::callback

namespace svcctl {
template <>
inline constexpr std::array codes<callback::State> = {
    CodeEntry<callback::State>{callback::State::open, "open", N_("open")},
    CodeEntry<callback::State>{callback::State::reached, "reached", N_("reached")},
    CodeEntry<callback::State>{callback::State::closed, "closed", N_("closed")},
    CodeEntry<callback::State>{callback::State::refused, "refused", N_("refused")},
};
template <>
inline constexpr std::array codes<callback::Outcome> = {
    CodeEntry<callback::Outcome>{callback::Outcome::reached, "reached", N_("reached")},
    CodeEntry<callback::Outcome>{callback::Outcome::no_answer, "no-answer", N_("no answer")},
    CodeEntry<callback::Outcome>{callback::Outcome::wrong_number, "wrong-number",
                                 N_("wrong number")},
    CodeEntry<callback::Outcome>{callback::Outcome::refused, "refused", N_("refused")},
};
}  // namespace svcctl
