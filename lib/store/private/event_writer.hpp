#pragma once

#include "store/txn.hpp"

namespace svcctl::store {

/// Writes everything that the transaction's journal holds to the log, as the newest events of
/// their chains.
void write_log(WriteTxn& tx);

}  // namespace svcctl::store
