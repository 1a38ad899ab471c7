#include <doctest/doctest.h>

#include "base/secret.hpp"
#include "shop/identity.hpp"
#include "shop/pin.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"
#include "store/pin.hpp"
#include "store/signature.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

/// A store where M1 and M2 manage, and M1 has the PIN 4711.
class PinShop {
 public:
  PinShop() {
    store::WriteTxn tx(connection_, monday());
    for (const char* code : {"M1", "M2"}) {
      tx.insert("INSERT INTO staff (code, name) VALUES (:code, :code)", {{"code", code}});
      tx.insert(R"(INSERT INTO staff_role (staff_id, role, from_at)
                   VALUES ((SELECT id FROM staff WHERE code = :code), 'manager', 0))",
                {{"code", code}});
      tx.record(store::company, {"staff", code, {}});
    }
    tx.commit();
    set("M1", "M1", "4711");
  }

  store::Context context() const {
    auto out = monday();
    out.now.seconds += seconds;
    out.clock_is_right = seconds > 0;
    out.settings = default_settings();
    out.pins = pins;
    out.os_user = [name = user] { return name; };
    return out;
  }
  void set(const char* actor, const char* whose, const std::string& pin) {
    auto with = context();
    with.pins.fresh = hash_of_secret(pin);
    store::WriteTxn tx(connection_, with);
    shop::identify(tx, actor);
    shop::set_pin(tx, whose);
    tx.commit();
  }
  /// M2 takes a user of the computer from M1.
  void unbind() {
    store::WriteTxn tx(connection_, context());
    shop::identify(tx, "M2");
    shop::bind(tx, "M1", "desk");
    shop::unbind(tx, "M1", "desk");
    tx.commit();
  }
  /// Whether M1 does not sign here what M2 named them for.
  bool taken_over(store::Proof proof = store::Proof::may_be_pin) {
    store::ReadTxn tx(connection_, context());
    shop::identify(tx, "M1");
    CHECK_FALSE(store::taken_over(tx, 2, 1, proof));  // what M2 signs is M2's
    return store::taken_over(tx, 1, 2, proof).has_value();
  }
  /// The code of what the try is answered with; empty for the right PIN, which is then given.
  std::string type(const std::string& pin) {
    store::WriteTxn tx(connection_, context());
    shop::identify(tx, "M1");
    try {
      const auto tried = shop::try_pin(tx, 1, "M1", pin);
      const auto refused = shop::wrong_pin(tx, "M1", tried);
      if (shop::keep_try(tx, "M1", tried)) tx.commit();
      if (!tried.right) return refused.code();
      pins.acting.insert(tried.pin.hash);
      return {};
    } catch (const Error& error) {
      return error.code();
    }
  }
  /// Whether an act of that kind goes on, by the rules that ask for PINs of all kinds.
  bool goes_on(PinFor kind) {
    auto with = context();
    with.settings.pin_for = {kind};
    store::ReadTxn tx(connection_, with);
    shop::identify(tx, "M1");
    try {
      store::require_pin(tx, kind);
    } catch (const store::PinAsked&) {
      return false;
    }
    return true;
  }

  std::int64_t seconds = 0;  ///< since Monday morning
  std::string user = "desk";
  store::PinsGiven pins;

 private:
  store::Connection connection_ = store::Connection::in_memory();
};

}  // namespace

TEST_CASE("a hash tells its own secret from others, and no two are alike") {
  const auto hash = hash_of_secret("4711");
  CHECK(hash.starts_with("$y$"));
  CHECK(hash.find("4711") == std::string::npos);
  CHECK(hash != hash_of_secret("4711"));
  CHECK(is_secret_of("4711", hash));
  CHECK_FALSE(is_secret_of("4712", hash));
  CHECK_FALSE(is_secret_of("", hash));
  CHECK_FALSE(is_secret_of("4711", ""));
}

TEST_CASE("five wrong PINs in a row lock it, and not one more or less") {
  PinShop shop;
  for (int i = 1; i < shop::pin_tries; ++i) CHECK(shop.type("0000") == "pin.wrong");
  CHECK(shop.type("4711").empty());
  for (int i = 1; i < shop::pin_tries; ++i) CHECK(shop.type("0000") == "pin.wrong");
  CHECK(shop.type("0000") == "pin.locked");
  CHECK(shop.type("4711") == "pin.locked");
  // It was given before it was locked: it is good no more.
  CHECK(code_of([&] { shop.goes_on(PinFor::money); }) == "pin.locked");
  shop.set("M2", "M1", "2468");
  CHECK(shop.type("4711") == "pin.wrong");
  CHECK(shop.type("2468").empty());
}

TEST_CASE("a PIN that was given is good until another one is set") {
  PinShop shop;
  CHECK_FALSE(shop.goes_on(PinFor::money));
  CHECK(shop.type("4711").empty());
  CHECK(shop.goes_on(PinFor::money));
  CHECK(shop.goes_on(PinFor::reveal));
  shop.set("M2", "M1", "2468");
  CHECK_FALSE(shop.goes_on(PinFor::money));
}

TEST_CASE("what can be a PIN") {
  for (const char* good : {"4711", "主管密码", "with blank", "Ｗａｎｇ"})
    CHECK(code_of([&] { shop::require_pin_form(good); }).empty());
  for (const std::string& bad : {std::string("123"), std::string("店长密"), std::string("12\t34"),
                                 std::string("12\xff"
                                             "34"),
                                 std::string(65, '1'), std::string()})
    CHECK(code_of([&] { shop::require_pin_form(bad); }) == "pin.form");
}

TEST_CASE("a PIN that another set proves nothing to them until it is changed, and a while longer") {
  PinShop shop;
  CHECK_FALSE(shop.taken_over());
  shop.set("M2", "M1", "2468");
  CHECK(shop.taken_over());
  CHECK_FALSE(shop.taken_over(store::Proof::user));  // no PIN was asked for
  shop.user = "own";
  CHECK_FALSE(shop.taken_over());
  shop.user = "desk";
  shop.seconds = 2 * store::takeover_lasts;
  CHECK(shop.taken_over());  // M2 still knows it
  CHECK(shop.type("2468").empty());
  CHECK(shop.taken_over());
  shop.set("M1", "M1", "1357");
  CHECK(shop.type("1357").empty());
  CHECK(shop.taken_over());  // M2 may have typed that too: M1 has time to notice
  shop.seconds += store::takeover_lasts + 1;
  CHECK_FALSE(shop.taken_over());
}

TEST_CASE("who gives a PIN of their own is not the one who unbound them") {
  PinShop shop;
  shop.seconds = 60;
  shop.unbind();
  CHECK(shop.taken_over());
  CHECK(shop.taken_over(store::Proof::user));
  CHECK(shop.type("4711").empty());
  CHECK_FALSE(shop.taken_over());
  shop.pins = {};
  shop.seconds += store::takeover_lasts + 1;
  CHECK_FALSE(shop.taken_over());
}
