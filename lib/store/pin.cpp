#include "store/pin.hpp"

#include "store/one_person.hpp"

namespace svcctl::store {

const char* PinAsked::what() const noexcept { return "a PIN is asked for, and nobody asks for it"; }

std::optional<KeptPin> pin_of(const ReadTxn& tx, std::int64_t staff_id) {
  return tx.first(
      R"(SELECT id, hash, set_by, from_at, wrong, locked_at FROM staff_pin
          WHERE staff_id = :staff AND to_at IS NULL)",
      {{"staff", staff_id}}, [](const Row& row) {
        return KeptPin{.id = row["id"],
                       .hash = row["hash"],
                       .set_by = row["set_by"],
                       .from = row["from_at"],
                       .wrong = static_cast<int>(row.get<std::int64_t>("wrong")),
                       .locked_at = row.get<std::optional<Instant>>("locked_at")};
      });
}

void require_unlocked(const KeptPin& pin, const std::string& code) {
  if (!pin.locked_at) return;
  throw refusal(Clause::integrity, "pin.locked",
                tr("the PIN of {0} is locked after wrong tries: a manager sets a new one", code),
                "svcctl staff pin " + code + " --as MANAGER");
}

KeptPin require_some_pin(const std::optional<KeptPin>& pin, const std::string& code) {
  if (!pin)
    throw refusal(Clause::integrity, "pin.none",
                  tr("a PIN is asked of {0}, who has none yet", code),
                  "svcctl staff pin " + code + " --as " + code);
  return *pin;
}

std::optional<PinFor> pin_of_right(Right right) {
  switch (right) {
    case Right::manage: return PinFor::manage;
    case Right::bill:
    case Right::take_money:
    case Right::discount: return PinFor::money;
    default: return std::nullopt;
  }
}

void require_own_pin(const ReadTxn& tx, const KeptPin& pin) {
  const auto& code = tx.actor().code;
  require_unlocked(pin, code);
  if (!tx.context().pins.acting.contains(pin.hash))
    throw PinAsked(PinAsked::Of::actor, tx.actor().id, code);
}

void require_pin(const ReadTxn& tx, PinFor kind) {
  if (!tx.settings().pin_for.contains(kind) || !tx.actor_id()) return;
  require_own_pin(tx, require_some_pin(pin_of(tx, *tx.actor_id()), tx.actor().code));
}

bool gives_pin(const WriteTxn& tx, std::int64_t staff_id, const std::string& code,
               std::optional<PinFor> kind) {
  const auto& pins = tx.context().pins;
  const bool by_rule = pins.asks_named_by_rule && kind && tx.settings().pin_for.contains(*kind);
  if (!pins.asks_named && !by_rule) return false;
  auto pin = pin_of(tx, staff_id);
  if (pins.asks_named) pin = require_some_pin(pin, code);
  if (!pin || pins.later.contains(staff_id)) return false;
  if (pins.signing.contains(pin->hash)) {
    require_not_taken_over(tx, staff_id, code, tx.actor().id);
    return true;
  }
  if (!pins.asks_named && pin->locked_at) return false;
  require_unlocked(*pin, code);
  throw PinAsked(PinAsked::Of::named, staff_id, code);
}

void require_pin_used(const WriteTxn& tx) {
  const auto& pins = tx.context().pins;
  if (pins.asks_named && pins.signing.empty())
    throw usage_error("pin.second-unused",
                      tr("nobody else is named whose PIN it is: leave --second-pin-file out"));
}

}  // namespace svcctl::store
