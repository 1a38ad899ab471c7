#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// Records that were made later than the shop's lateness allows, and their acceptance by a manager.
namespace svcctl::store {

/// SQL: the time that a row counts from. When it happened; of a late record that no manager
/// accepted, when it was recorded.
/// @param table  with the columns `id`, `recorded_at` and that of `happened`
/// @param alias  of the table in the statement
SVCCTL_API std::string counts_at(std::string_view table, std::string_view alias,
                                 std::string_view happened = "at");
/// SQL: who recorded the row late, a staff code ("-" for nobody); empty of a row that is not late.
SVCCTL_API std::string late_by(std::string_view table, std::string_view alias);

/// An event that was recorded late.
struct LateEvent {
  std::string event;  ///< "17" of the company, "EAST-17" of an outlet
  Instant at;
  Instant recorded_at;
  std::string actor;  ///< staff code, or empty
  std::string command;
  std::string key;
  std::string accepted_by;  ///< staff code; empty: not accepted
  std::string why;
};
/// In the order of recording.
SVCCTL_API void each_late_event(const ReadTxn& tx, bool open_only,
                                const std::function<void(const LateEvent&)>& take);
/// What is about the period from `from` to `to`, both included, and came after it: events that
/// happened then and were recorded later, acceptances, made later, of what was recorded then, and
/// signatures, given later, of who was named then.
/// In the order of recording.
SVCCTL_API void each_later_event(const ReadTxn& tx, Instant from, Instant to,
                                 const std::function<void(const LateEvent&)>& take);
/// Whether it names an event that was recorded late.
SVCCTL_API bool is_late_event(const ReadTxn& tx, const std::string& typed);
/// A manager accepts what the event recorded late: it counts from when it happened. Nobody accepts
/// alone what they recorded; the only manager does with `--no-other`, an override of 2.5-archive.
/// @throws Error "late.manager", "late.why", "late.accepted", "late.own" (2), "late.not-found" (3)
SVCCTL_API std::vector<LateEvent> accept_late(WriteTxn& tx, const std::string& event,
                                              const std::string& why);
/// The same of all that was recorded late under a number, such as a job's, and is not accepted,
/// with what the same commands made of the company's: the customer, the car.
SVCCTL_API std::vector<LateEvent> accept_all_late(WriteTxn& tx, const std::string& key,
                                                  const std::string& why);

/// Marks the rows of the transaction's late events; at its commit.
void mark_late(WriteTxn& tx);

}  // namespace svcctl::store
