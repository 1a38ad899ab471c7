#pragma once

#include <cstdint>
#include <string>

#include "base/clause.hpp"
#include "base/text.hpp"

namespace svcctl::store {

struct Event;
struct Override;
class WriteTxn;

/// An override that the transaction recorded.
struct OverrideMade {
  std::int64_t id = 0;
  Clause clause = Clause::plan;
  std::string code;
  Message refusal;
  std::string approved_by;  ///< staff code
  bool told = false;        ///< an event was recorded after it, which says what it is about
};

/// Says on the event, and beside each override not told of yet, what was overridden. Called with
/// every event that is recorded.
void tell_overrides(WriteTxn& tx, Event& event);

/// Keeps an override with the next event that is recorded.
/// @param how empty where nobody else is there who would approve it
std::int64_t keep_override(WriteTxn& tx, Clause clause, const char* code, Message message,
                           const Override& how);

}  // namespace svcctl::store
