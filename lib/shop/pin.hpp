#pragma once

#include <cstdint>
#include <string>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/pin.hpp"
#include "store/txn.hpp"

// The PINs of people (docs/adr/0034-who-acts.md): who sets them, and what was typed.
namespace svcctl::shop {

/// So many wrong tries in a row lock a PIN.
inline constexpr int pin_tries = 5;
/// So long after its PIN was locked, whoever alone may manage the shop sets a new one.
inline constexpr std::int64_t lone_manager_waits = 24 * 60 * 60;

/// A PIN that was set. The PIN itself is nowhere on record.
struct Pin {
  std::string staff;   ///< code
  std::string set_by;  ///< staff code
  Instant from;
};

/// What can be a PIN: at least four characters, at most 64 bytes.
/// @throws Error "pin.form" (2)
SVCCTL_API void require_pin_form(const std::string& typed);
/// Sets the PIN whose hash came with the command. A person sets their own, with the one they had;
/// who has the right to manage sets that of another anew, and it is on the log that they did.
/// @throws store::PinAsked; Error "staff.no-right" (2), "pin.locked" (4)
SVCCTL_API Pin set_pin(store::WriteTxn& tx, const std::string& staff);
/// Whoever leaves has no PIN any more.
void end_pin(store::WriteTxn& tx, std::int64_t staff_id);

/// What was typed for a PIN.
struct PinTry {
  store::KeptPin pin;  ///< as it was before
  bool right = false;
};
/// Judges what was typed; nothing is recorded. @throws Error "pin.locked" (4)
SVCCTL_API PinTry try_pin(const store::ReadTxn& tx, std::int64_t staff_id, const std::string& code,
                          const std::string& typed);
/// Keeps the try, which is on the log where it was wrong: the last of
/// `pin_tries` locks the PIN. To be committed whatever becomes of the act.
/// @return whether anything was recorded
SVCCTL_API bool keep_try(store::WriteTxn& tx, const std::string& code, const PinTry& tried);
/// What the wrong try is answered with. @return Error "pin.wrong" (4)
SVCCTL_API Error wrong_pin(const store::ReadTxn& tx, const std::string& code, const PinTry& tried);

}  // namespace svcctl::shop
