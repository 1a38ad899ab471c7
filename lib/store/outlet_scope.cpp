#include "store/outlet_scope.hpp"

#include <algorithm>
#include <utility>

#include "store/txn.hpp"

namespace svcctl::store {
namespace {

/// How a manager lets somebody act for other outlets.
std::string leave_for(const ReadTxn& tx) {
  return "svcctl staff right " + tx.actor().code + " " + to_code(Right::across_outlets) +
         " --grant --as MANAGER";
}

Error not_at_home(const ReadTxn& tx, const OutletName& home) {
  return usage_error("outlet.not-yours",
                     tr("{0} works at outlet {1} and has no right to {2}", tx.actor().code,
                        home.code, Right::across_outlets),
                     leave_for(tx));
}

bool leaves_home(const ReadTxn& tx) { return tx.may(Right::across_outlets); }

/// What is wrong with the outlet that is named.
std::optional<Error> refusal_of_named(const ReadTxn& tx, const OutletsSeen& seen) {
  const auto& typed = tx.context().outlet;
  const bool bound = seen.home && !leaves_home(tx);
  if (seen.named) {
    if (bound && seen.named->id != seen.home->id) return not_at_home(tx, *seen.home);
    return std::nullopt;
  }
  if (typed != all_outlets)
    return not_found("outlet.not-found", tr("no outlet {0}", typed), "svcctl outlet list");
  if (seen.count <= 1) return std::nullopt;
  if (bound) return not_at_home(tx, *seen.home);
  if (tx.actor().stranger) return usage_error("staff.who", tr("say who acts"), "--as STAFF");
  return std::nullopt;
}

}  // namespace

std::int64_t OutletScope::one() const {
  if (outlet) return outlet->id;
  if (!several)
    throw usage_error("outlet.which", tr("there is no outlet yet"),
                      "svcctl outlet add CODE --name … --scope …");
  throw usage_error("outlet.which", tr("there are several outlets: say which"), "--outlet CODE");
}

OutletScope scope_of(const ReadTxn& tx, const OutletsSeen& seen) {
  OutletScope scope{.home = seen.home, .several = seen.count > 1};
  if (!tx.context().outlet.empty()) {
    scope.outlet = seen.named ? seen.named : seen.only;
    scope.refused = refusal_of_named(tx, seen);
  } else {
    scope.outlet = seen.home ? seen.home : seen.only;
    if (!scope.outlet && scope.several && tx.actor().stranger)
      scope.refused = usage_error(
          "outlet.which", tr("there are several outlets: say which, or who acts"), "--outlet CODE");
  }
  return scope;
}

bool take_outlet(const Row& row, std::string_view named, OutletsSeen& seen) {
  const auto count = row.get<std::int64_t>("outlets");
  if (row.get<std::int64_t>("staffed") != 0) seen.staffed = true;
  const OutletName outlet{row["outlet_id"], row["outlet"]};
  const auto home_id = row.get<std::int64_t>("home_id");
  if (count == 0 || outlet.id == 0) {
    seen.count = std::max(seen.count, count);
    return count != 0;
  }
  seen.count = count;
  if (outlet.code == named) seen.named = outlet;
  if (outlet.id == home_id) seen.home = outlet;
  if (count == 1) seen.only = outlet;
  return true;
}

const OutletScope& ReadTxn::scope() const {
  scope_asked_ = true;
  const auto& here = scope_at_hand();
  if (here.refused) throw Error(*here.refused);
  return here;
}

const OutletScope& ReadTxn::scope_at_hand() const {
  if (scope_) return *scope_;
  OutletsSeen seen;
  for (auto rows =
           query("SELECT " + std::string(outlet_columns) + " FROM " + std::string(outlet_rows),
                 {{"code", actor_.code}, {"outlet", context_.outlet}});
       rows.next();)
    take_outlet(rows.row(), context_.outlet, seen);
  return scope_.emplace(scope_of(*this, seen));
}

Within ReadTxn::within(std::string_view column) const {
  const auto& here = scope();
  if (!here.several || !here.outlet) return {};
  return {" AND " + std::string(column) + " = :within", here.outlet->id};
}

void ReadTxn::reads_of(std::int64_t outlet_id) const {
  if (access_ != Access::read || !context_.outlet_typed) return;
  const auto& here = scope();
  if (!here.outlet || here.outlet->id == outlet_id) return;
  throw usage_error(
      "outlet.elsewhere",
      tr("this is of outlet {0}, not of {1}", outlet_code(outlet_id), here.outlet->code),
      "--outlet " + outlet_code(outlet_id));
}

std::string ReadTxn::outlet_code(std::int64_t outlet_id) const {
  return value<std::string>("SELECT code AS value FROM outlet WHERE id = :id", {{"id", outlet_id}})
      .value_or("");
}

void WriteTxn::enter(Scope where, Event& event) const {
  const auto& here = scope();
  if (here.outlet && here.outlet->id != where.chain && !where.from_anywhere) {
    const auto other = outlet_code(where.chain);
    if (here.home && !leaves_home(*this))
      throw usage_error("outlet.not-yours",
                        tr("{0} is of outlet {1}, and {2} works at {3}", event.key, other,
                           actor().code, here.home->code),
                        leave_for(*this));
    throw usage_error("outlet.elsewhere",
                      tr("{0} is of outlet {1}, and this is done for outlet {2}", event.key, other,
                         here.outlet->code),
                      "--outlet " + other);
  }
  if (here.home && here.home->id != where.chain)
    event.facts.emplace_back("across-outlets", here.home->code);
}

void require_no_outlet(const Context& context) {
  if (context.outlet_typed)
    throw usage_error("outlet.whole",
                      tr("'{0}' is about the whole company: leave --outlet out", context.command));
}

void require_outlet_asked(const ReadTxn& tx) {
  if (!tx.scope_asked()) require_no_outlet(tx.context());
}

}  // namespace svcctl::store
