#pragma once

#include <optional>
#include <string>
#include <vector>

#include "callback/follow_up.hpp"
#include "store/txn.hpp"

// Calling: attempts and what comes of them.
namespace svcctl::callback {

struct RecordRequest {
  std::string number;
  CallChannel channel = CallChannel::phone;
  Outcome outcome = Outcome::reached;
  std::optional<int> score = std::nullopt;  ///< 0 to 10
  Marks marks = {};
  std::string comment = {};
  std::string car_use = {};  ///< how the car is used
  std::string issue = {};
};
/// What an attempt came to.
struct Recorded {
  FollowUp follow_up;
  bool channel_changed = false;  ///< so many fruitless attempts by the one before
  bool mend_phone = false;
  bool consent_withdrawn = false;
};
/// Records an attempt. Reached, it is closed. Whatever the outcome, while an issue or a low score
/// is not settled it stays reached (2.5-resolve). No answer puts it off by the rule's days and,
/// after its number of fruitless attempts, changes the channel; after as many as the rule makes at
/// all it is over, unreachable. Who refuses is taken at their word: the consent is withdrawn and no
/// list names them any more (1.3-privacy).
/// @throws Error "callback.score", "callback.mark", "callback.not-reached", "callback.closed" (2)
SVCCTL_API Recorded record(store::WriteTxn& tx, const RecordRequest& request);
/// The customer wants no more of it, however that was told: an attempt that was refused, whatever
/// has become of the follow-up since.
void refuse(store::WriteTxn& tx, const FollowUp& follow_up, CallChannel by);
/// The next attempt is by the rule's other channel, if it was by this one.
void leave_channel(store::WriteTxn& tx, const FollowUp& follow_up, CallChannel channel);
/// Refuses while an issue is open: the complaint that it became is not closed with the customer
/// satisfied, or the comeback not delivered (2.5-resolve). @throws Error "callback.closed",
/// "callback.not-reached" (2)
SVCCTL_API FollowUp close(store::WriteTxn& tx, const std::string& number);
/// Refuses the advisor who served where the rule wants another and somebody else may call.
/// @throws Error "callback.closed", "callback.advisor" (2)
SVCCTL_API FollowUp assign(store::WriteTxn& tx, const std::string& number, const std::string& to);
/// Gives every open follow-up without somebody who may call to the next who may, as its rule says.
/// @param how instead of the rule's way
SVCCTL_API std::vector<FollowUp> assign_all(store::WriteTxn& tx, std::optional<Assignment> how);
/// Puts it off, not beyond the day that it speaks of. @throws Error "callback.lapses" (2)
SVCCTL_API FollowUp snooze(store::WriteTxn& tx, const std::string& number, Date to);
/// Links the comeback that settles what a follow-up brought up.
/// @throws Error "callback.no-comeback" (2)
SVCCTL_API FollowUp link_comeback(store::WriteTxn& tx, const std::string& number,
                                  const std::string& job);

}  // namespace svcctl::callback
