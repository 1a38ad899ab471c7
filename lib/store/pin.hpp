#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/export.hpp"
#include "base/settings.hpp"
#include "store/txn.hpp"

// Who acts proves by a PIN that it is they, for the kinds of acts that the rules name
// (docs/adr/0034-who-acts.md). Here it is found out that one is wanted; lib/shop/pin.hpp sets PINs
// and judges what was typed.
namespace svcctl::store {

/// Thrown where an act wants a PIN that was not given with the command. It is no Error: nothing is
/// refused yet, and no row of an import is at fault. Whoever runs the command ends the transaction,
/// asks the person, and runs it again with the PIN given; nobody waits for a person with the
/// store locked.
class SVCCTL_API PinAsked : public std::exception {
 public:
  enum class Of {
    actor,  ///< who acts gives theirs
    named,  ///< who is named gives theirs, and so signs
    fresh,  ///< a new one is to be set
  };
  PinAsked(Of of, std::int64_t staff_id, std::string code)
      : of_(of), staff_id_(staff_id), code_(std::move(code)) {}
  Of of() const { return of_; }
  std::int64_t staff_id() const { return staff_id_; }
  const std::string& code() const { return code_; }  ///< of the staff
  const char* what() const noexcept override;

 private:
  Of of_;
  std::int64_t staff_id_;
  std::string code_;
};

/// The PIN that somebody has.
struct KeptPin {
  std::int64_t id = 0;
  std::string hash;
  std::int64_t set_by = 0;  ///< staff
  Instant from;
  int wrong = 0;                     ///< tries in a row
  std::optional<Instant> locked_at;  ///< after too many wrong tries
};
SVCCTL_API std::optional<KeptPin> pin_of(const ReadTxn& tx, std::int64_t staff_id);
/// @throws Error "pin.none" (4)
SVCCTL_API KeptPin require_some_pin(const std::optional<KeptPin>& pin, const std::string& code);
/// After too many wrong tries no PIN is taken any more, not the right one either.
/// @throws Error "pin.locked" (4)
SVCCTL_API void require_unlocked(const KeptPin& pin, const std::string& code);

/// For what kind of acts a right is asked, where a PIN may be asked for them.
std::optional<PinFor> pin_of_right(Right right);
/// Who acts has given their PIN, where the rules ask for one for such an act.
/// @throws PinAsked; Error "pin.none", "pin.locked" (4)
SVCCTL_API void require_pin(const ReadTxn& tx, PinFor kind);
/// The same whatever the rules say. @throws also PinAsked
SVCCTL_API void require_own_pin(const ReadTxn& tx, const KeptPin& pin);

/// Whether somebody whom the act names gives their PIN with it, and so signs at once. Where they do
/// not they are named, and sign by an act of their own.
/// @throws PinAsked; Error "pin.none", "pin.locked" (4) where they were to give it
/// @param kind for which a rule may ask them; or nothing
bool gives_pin(const WriteTxn& tx, std::int64_t staff_id, const std::string& code,
               std::optional<PinFor> kind);

/// A PIN that was given for somebody who was named was wanted.
/// @throws Error "pin.second-unused" (2)
SVCCTL_API void require_pin_used(const WriteTxn& tx);

}  // namespace svcctl::store
