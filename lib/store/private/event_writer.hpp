#pragma once

#include <cstdint>
#include <string>
#include <vector>

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
/// Writes one event as the next after `link`, which becomes it.
void write_event(WriteTxn& tx, ChainLink& link, const Event& event, std::string rows_hash);
/// Writes the digests of the rows that one event tells of.
void write_rows(WriteTxn& tx, std::int64_t seq, const std::vector<ToldRow>& rows);

}  // namespace svcctl::store
