#include "cli/run/pins.hpp"

#include "base/secret.hpp"
#include "cli/config/config.hpp"
#include "cli/process/terminal.hpp"
#include "cli/run/app.hpp"
#include "cli/run/rules_of_store.hpp"
#include "shop/staff.hpp"

namespace svcctl::cli {
namespace {

using Of = store::PinAsked::Of;

/// Where the PIN stands that is asked for; empty: nowhere.
std::string file_of(const store::PinAsked& asked, const Parsed& parsed, const Session& session) {
  const auto& shared = parsed.shared;
  switch (asked.of()) {
    case Of::named: return shared.second_pin_file;
    case Of::fresh: return parsed.args.text(new_pin_file);
    case Of::actor: break;
  }
  if (!shared.pin_file.empty()) return shared.pin_file;
  return shared.as == session.pins.of_batch.first ? session.pins.of_batch.second : std::string();
}

Error not_given(const store::PinAsked& asked) {
  const auto& code = asked.code();
  if (asked.of() == Of::fresh)
    return refusal(Clause::integrity, "pin.asked",
                   tr("no terminal asks for the new PIN of {0}: it stands in a file", code),
                   "svcctl staff pin " + code + " --new-pin-file FILE");
  return refusal(Clause::integrity, "pin.asked",
                 tr("{0} gives their PIN for this: on the terminal, or in a file", code),
                 asked.of() == Of::named ? "--second-pin-file FILE" : "--pin-file FILE");
}

Message question(const store::PinAsked& asked) {
  switch (asked.of()) {
    case Of::actor: return tr("PIN of {0}: ", asked.code());
    case Of::named: return tr("PIN of {0}, who so signs it (nothing: signs later): ", asked.code());
    case Of::fresh: return tr("new PIN of {0}: ", asked.code());
  }
  return {};
}

std::string typed_pin(const store::PinAsked& asked, const Teller& teller) {
  auto pin = ask_unseen(teller.catalogue->format(question(asked)));
  if (asked.of() != Of::fresh) return pin;
  shop::require_pin_form(pin);
  if (ask_unseen(teller.catalogue->format(tr("the same again: "))) != pin)
    throw usage_error("pin.differs", tr("the two are not the same: nothing was changed"));
  return pin;
}

/// A context for the tries alone: nothing of the command is in it.
store::Context context_of_try(const store::Context& context) {
  store::Context out;
  out.now = context.now;
  out.command = context.command;
  out.typed = context.typed;
  out.practice_clock = context.practice_clock;
  out.clock_is_right = context.clock_is_right;
  out.clock_year = context.clock_year;
  out.os_user = context.os_user;
  out.settings = context.settings;
  out.read_rules = context.read_rules;
  return out;
}

/// @return the hash of the PIN
std::string judged(const store::PinAsked& asked, const std::string& pin, const Parsed& parsed,
                   const store::Context& context, Session& session) {
  const auto& code = asked.code();
  if (session.transaction) {  // of an atomic batch
    const auto tried = shop::try_pin(*session.transaction, asked.staff_id(), code, pin);
    if (tried.right) return tried.pin.hash;
    session.pins.wrong = {code, tried, context_of_try(context), parsed.shared.as,
                          parsed.shared.wait};
    throw Error(shop::wrong_pin(*session.transaction, code, tried));
  }
  store::WriteTxn tx(connect(session, named_store(parsed.shared), parsed.shared.wait, false),
                     context_of_try(context));
  shop::identify(tx, parsed.shared.as);
  const auto tried = shop::try_pin(tx, asked.staff_id(), code, pin);
  std::optional<Error> refused;
  if (!tried.right) refused = shop::wrong_pin(tx, code, tried);
  if (shop::keep_try(tx, code, tried)) tx.commit();
  if (refused) throw Error(*refused);
  return tried.pin.hash;
}

}  // namespace

void Pins::begin(const SharedOptions& shared, bool atomic) {
  may_ask = !shared.no_input && !atomic && has_terminal();
  auto acting = std::move(given.acting);
  given = {};
  given.acting = std::move(acting);
  given.asks_named = !shared.second_pin_file.empty();
  given.asks_named_by_rule = may_ask;
}

void take_pin(const store::PinAsked& asked, const Parsed& parsed, const store::Context& context,
              Session& session, Files& files, const Teller& teller) {
  auto& pins = session.pins;
  const auto file = file_of(asked, parsed, session);
  if (file.empty() && !pins.may_ask) throw not_given(asked);
  const auto pin = file.empty() ? typed_pin(asked, teller) : files.secret(file);
  if (asked.of() == Of::fresh) {
    shop::require_pin_form(pin);
    pins.given.fresh = hash_of_secret(pin);
  } else if (pin.empty() && asked.of() == Of::named) {
    pins.given.later.insert(asked.staff_id());
  } else {
    auto hash = judged(asked, pin, parsed, context, session);
    auto& given = asked.of() == Of::named ? pins.given.signing : pins.given.acting;
    // Of the store that is worked on; a backup may know another one, and would ask for ever.
    if (!given.insert(std::move(hash)).second) throw not_given(asked);
  }
}

void keep_wrong_try(Session& session) {
  const auto wrong = std::exchange(session.pins.wrong, std::nullopt);
  if (!wrong) return;
  store::WriteTxn tx(connect(session, session.connected_to, wrong->wait, false), wrong->context);
  shop::identify(tx, wrong->as);
  if (shop::keep_try(tx, wrong->code, wrong->tried)) tx.commit();
}

}  // namespace svcctl::cli
