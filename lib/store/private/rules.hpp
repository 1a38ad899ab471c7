#pragma once

#include "store/txn.hpp"

namespace svcctl::store {

/// Lets a transaction that has begun go by the rules of its store, unless it does already.
void go_by_rules_of(ReadTxn& tx);

}  // namespace svcctl::store
