#pragma once

#include <cstdint>
#include <string>

#include "base/clause.hpp"
#include "store/signature.hpp"

namespace svcctl::store {

/// Somebody whom the transaction named.
struct Naming {
  std::int64_t staff_id = 0;
  std::string code;
  NamedAs as = NamedAs::approver;
  Clause clause = Clause::plan;
  std::string item;
  bool signs = false;  ///< gives their PIN with the act
  bool told = false;   ///< an event was recorded after it, which says what it is about
};

/// Keeps those that were not told of yet with the event, and names them in its facts. Called with
/// every event that is recorded.
void tell_named(WriteTxn& tx, Scope scope, Event& event);

}  // namespace svcctl::store
