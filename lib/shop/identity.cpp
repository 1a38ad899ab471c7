#include "shop/identity.hpp"

#include <algorithm>

#include "shop/private/staff.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"

namespace svcctl::shop {
namespace {

std::vector<Binding> recorded(store::WriteTxn& tx, const Staff& staff, const std::string& user,
                              bool bound) {
  tx.record(store::company,
            {"staff", staff.code, {{"user", user}, {"bound", bound ? "yes" : "no"}}});
  return bindings(tx, staff.code);
}

/// Whoever binds themselves to a user that does not type this could never take it back.
void require_still_here(const store::WriteTxn& tx, const Staff& staff) {
  if (staff.id != tx.actor_id()) return;
  const auto user = tx.context().os_user ? tx.context().os_user() : std::string();
  const auto bound = bindings(tx, staff.code);
  if (bound.empty() || std::ranges::find(bound, user, &Binding::user) != bound.end()) return;
  throw usage_error(
      "staff.bind-locks-out",
      tr("so bound, {0} could act here no more: this is typed as the user {1}", staff.code, user),
      "svcctl staff bind " + staff.code + " --user " + user);
}

}  // namespace

void take_over(store::WriteTxn& tx, const Staff& staff, const std::string& how) {
  if (!tx.actor_id() || store::acts_as(tx, staff.id)) return;
  const std::optional<Instant> until =
      how == "pin" ? std::nullopt
                   : std::optional(Instant{tx.now().seconds + store::takeover_lasts});
  tx.insert(R"(INSERT INTO staff_takeover (staff_id, by_id, how, os_user, from_at, to_at)
               VALUES (:staff, :by, :how, :user, :now, :until))",
            {{"staff", staff.id},
             {"by", tx.actor_id()},
             {"how", how},
             {"user", tx.context().os_user ? tx.context().os_user() : std::string()},
             {"now", tx.now()},
             {"until", until}});
}

std::vector<Binding> bind(store::WriteTxn& tx, const std::string& code, const std::string& user) {
  require_right(tx, Right::manage);
  const Staff staff = find_active_staff(tx, code);
  const auto before = bindings(tx, staff.code);
  if (std::ranges::find(before, user, &Binding::user) != before.end())
    throw usage_error("staff.bind-twice",
                      tr("{0} is bound to the user {1} already", staff.code, user),
                      "svcctl staff bindings " + staff.code);
  tx.insert("INSERT INTO staff_binding (staff_id, os_user, from_at) VALUES (:id, :user, :now)",
            {{"id", staff.id}, {"user", user}, {"now", tx.now()}});
  if (!before.empty()) take_over(tx, staff, "binding");
  require_still_here(tx, staff);
  return recorded(tx, staff, user, true);
}

std::vector<Binding> unbind(store::WriteTxn& tx, const std::string& code, const std::string& user) {
  require_right(tx, Right::manage);
  const Staff staff = find_staff(tx, code);
  const auto ended = tx.run(
      R"(UPDATE staff_binding SET to_at = :now
          WHERE staff_id = :id AND os_user = :user AND to_at IS NULL)",
      {{"id", staff.id}, {"user", user}, {"now", tx.now()}});
  if (ended == 0)
    throw usage_error("staff.not-bound", tr("{0} is not bound to the user {1}", staff.code, user),
                      "svcctl staff bindings " + staff.code);
  take_over(tx, staff, "binding");
  require_still_here(tx, staff);
  return recorded(tx, staff, user, false);
}

std::vector<Binding> bindings(const store::ReadTxn& tx, const std::string& staff) {
  return tx.all<Binding>(
      R"(SELECT s.code AS staff, b.os_user AS os_user, b.from_at AS from_at
           FROM staff_binding b JOIN staff s ON s.id = b.staff_id
          WHERE b.to_at IS NULL AND (:code = '' OR s.code = :code)
          ORDER BY s.code, b.os_user)",
      {{"code", staff.empty() ? staff : find_staff(tx, staff).code}});
}

}  // namespace svcctl::shop
