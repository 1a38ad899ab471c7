#include "shop/pin.hpp"

#include "base/secret.hpp"
#include "base/utf8.hpp"
#include "shop/private/staff.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"
#include "store/pin.hpp"

namespace svcctl::shop {
namespace {

/// Who alone may manage the shop has nobody who sets a new PIN for a locked one.
bool lone_manager_may(const store::ReadTxn& tx, const store::KeptPin& pin) {
  return pin.locked_at && pin.locked_at->seconds + lone_manager_waits <= tx.now().seconds &&
         tx.actor().rights.contains(Right::manage) && !other_there(tx, Right::manage);
}

/// @return how the log calls it
const char* require_may_set(const store::WriteTxn& tx, const Staff& staff) {
  if (staff.id != tx.actor_id()) {
    require_right(tx, Right::manage);
    return "anew";
  }
  const auto before = store::pin_of(tx, staff.id);
  if (!before) return "own";
  if (lone_manager_may(tx, *before)) return "own, without the old one";
  store::require_own_pin(tx, *before);
  return "own";
}

}  // namespace

void require_pin_form(const std::string& typed) {
  constexpr std::size_t most = 64;
  std::size_t characters = 0;
  bool plain = utf8::valid(typed);
  for (const unsigned char c : typed) {
    characters += (c & 0xC0U) != 0x80U ? 1 : 0;
    plain = plain && c >= 0x20 && c != 0x7F;
  }
  if (!plain || characters < 4 || typed.size() > most)
    throw usage_error("pin.form", tr("a PIN has at least 4 characters, and at most 64 bytes"));
}

Pin set_pin(store::WriteTxn& tx, const std::string& code) {
  const Staff staff = find_active_staff(tx, code);
  const std::string how = require_may_set(tx, staff);
  if (!tx.actor_id()) throw usage_error("staff.who", tr("say who acts"), "--as STAFF");
  const auto& hash = tx.context().pins.fresh;
  if (hash.empty()) throw store::PinAsked(store::PinAsked::Of::fresh, staff.id, staff.code);
  end_pin(tx, staff.id);
  if (staff.id == tx.actor_id())
    tx.run("UPDATE staff_takeover SET to_at = :until WHERE staff_id = :id AND to_at IS NULL",
           {{"id", staff.id}, {"until", Instant{tx.now().seconds + store::takeover_lasts}}});
  else
    take_over(tx, staff, "pin");
  tx.insert(R"(INSERT INTO staff_pin (staff_id, hash, set_by, from_at)
               VALUES (:id, :hash, :by, :now))",
            {{"id", staff.id}, {"hash", hash}, {"by", tx.actor_id()}, {"now", tx.now()}});
  tx.record(store::company, {"staff", staff.code, {{"pin", how}}});
  return {.staff = staff.code, .set_by = tx.actor().code, .from = tx.now()};
}

void end_pin(store::WriteTxn& tx, std::int64_t staff_id) {
  tx.run("UPDATE staff_pin SET hash = '', to_at = :now WHERE staff_id = :id AND to_at IS NULL",
         {{"id", staff_id}, {"now", tx.now()}});
}

PinTry try_pin(const store::ReadTxn& tx, std::int64_t staff_id, const std::string& code,
               const std::string& typed) {
  auto pin = store::require_some_pin(store::pin_of(tx, staff_id), code);
  store::require_unlocked(pin, code);
  const bool right = is_secret_of(typed, pin.hash);
  return {.pin = std::move(pin), .right = right};
}

bool keep_try(store::WriteTxn& tx, const std::string& code, const PinTry& tried) {
  if (tried.right && tried.pin.wrong == 0) return false;
  const int wrong = tried.right ? 0 : tried.pin.wrong + 1;
  const bool locks = wrong >= pin_tries;
  tx.run(R"(UPDATE staff_pin
               SET wrong = :wrong, locked_at = CASE WHEN :locks = 1 THEN :now ELSE locked_at END
             WHERE id = :id)",
         {{"id", tried.pin.id}, {"wrong", wrong}, {"locks", locks}, {"now", tx.now()}});
  tx.record(store::company, {"staff",
                             code,
                             {{"pin", tried.right ? "right"
                                      : locks     ? "locked"
                                                  : "wrong"},
                              {"wrong", std::to_string(tried.right ? tried.pin.wrong : wrong)}}});
  return true;
}

Error wrong_pin(const store::ReadTxn& tx, const std::string& code, const PinTry& tried) {
  const auto hint = "svcctl staff pin " + code + " --as " +
                    other_there(tx, Right::manage, [&](const Staff& person) {
                      return person.code != code;
                    }).value_or("MANAGER");
  const int left = pin_tries - tried.pin.wrong - 1;
  if (left <= 0)
    return refusal(Clause::integrity, "pin.locked",
                   tr("wrong PIN of {0}: it is locked now, until a manager sets a new one", code),
                   hint);
  return refusal(Clause::integrity, "pin.wrong",
                 tr("wrong PIN of {0}: {1} more and it is locked", code, left), hint);
}

}  // namespace svcctl::shop
