#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/private/insert_many.hpp"
#include "store/private/journal.hpp"

// Writes the events of a transaction and their rows to the log, at its commit.
namespace svcctl::store {

/// Writes everything that the transaction's journal holds to the log, as the newest events.
void write_log(WriteTxn& tx);

/// The newest event, as far as the next one needs it: its number and its hash.
ChainLink chain_head(const ReadTxn& tx);
/// Writes the overrides of the transaction. The rows made are told with its last event.
/// @param head the newest event before the transaction
void write_overrides(WriteTxn& tx, const ChainLink& head);
/// The row of one event as the next after `link`, which becomes it.
NewRow next_event(ChainLink& link, const Event& event, std::string rows_hash, Instant now);
/// The row that tells of one row of an event.
NewRow event_row(std::int64_t seq, const ToldRow& row);

}  // namespace svcctl::store
