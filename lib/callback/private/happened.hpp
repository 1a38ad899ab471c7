#pragma once

#include "store/txn.hpp"

// What happened since planning last looked, as what the rules call for; the slice's own.
namespace svcctl::callback {

/// Reads what is new since the marks, rule kind by rule kind, and keeps what it calls for in
/// `follow_up_plan`. Marks are ids of rows, never times, so that a clock set back or forward
/// neither loses nor doubles anything; one for each outlet, as ids say nothing of the order between
/// outlets.
/// @return whether there was anything new
bool read_what_happened(store::WriteTxn& tx);

/// What a kind of rule calls for after a complaint that a follow-up brought up is settled.
void issue_settled(store::WriteTxn& tx, std::int64_t follow_up_id);

}  // namespace svcctl::callback
