#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clause.hpp"
#include "base/export.hpp"
#include "base/text.hpp"

namespace svcctl::store {

struct Event;
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

/// A message as text that `read_message` reads, in no language.
SVCCTL_API std::string keep_message(const Message& message);
/// Empty where the text was not made by `keep_message`.
SVCCTL_API Message read_message(std::string_view kept);

}  // namespace svcctl::store
