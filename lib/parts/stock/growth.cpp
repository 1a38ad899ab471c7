#include "parts/stock/growth.hpp"

#include <algorithm>

#include "parts/catalogue/price.hpp"
#include "parts/stock/rule.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"
#include "store/pin.hpp"
#include "store/signature.hpp"

namespace svcctl::parts {
namespace {

/// What the acting person let stock grow by today, under whatever code.
Money grown_today(const store::ReadTxn& tx) {
  Money sum;
  for (const auto code : store::counts_as(tx))
    sum += tx.value<Money>(R"(SELECT SUM(value_amount) AS value FROM stock_growth
                               WHERE staff_id = :staff AND recorded_at >= :from)",
                           {{"staff", code}, {"from", tx.settings().zone.start_of(tx.today())}})
               .value_or(Money());
  return sum;
}

}  // namespace

Money worth_of(const store::ReadTxn& tx, const Part& part, Quantity quantity) {
  const auto cost = tx.value<Money>(R"(
    SELECT MAX(known.cost) AS value
      FROM (SELECT cost_amount AS cost FROM part WHERE id = :part
            UNION ALL SELECT MAX(cost_amount) FROM lot WHERE part_id = :part) known)",
                                    {{"part", part.id}});
  const auto price = price_on(tx, part, retail, tx.today());
  return std::max(cost.value_or(Money()), price.value_or(Money())) * quantity;
}

void grow(store::WriteTxn& tx, const Growth& growth) {
  store::require_pin(tx, PinFor::stock_value);
  const auto outlet = shop::current_outlet(tx);
  const Money limit = tx.settings().second_person_above;
  const Money sum = tx.actor_id() ? grown_today(tx) + growth.value : Money();
  const bool asked = sum > limit;
  const auto judged = store::judge(tx, rule::growing,
                                   {{"outlet", outlet},
                                    {"document", growth.document},
                                    {"asked", asked},
                                    {"second", growth.second_id},
                                    {"at", tx.now()}},
                                   {&rule::proved_growth});
  store::require_another(
      tx, judged.keeps(rule::proved_growth), rule::proved_growth.clause, "parts.growth-second",
      tr("{0} lets stock grow by {1} today that no supplier delivered: above {2} nobody does so "
         "alone",
         tx.actor().code, sum.str(), limit.str()),
      growth.mend, other_keeper(tx));
  tx.insert(R"(INSERT INTO stock_growth (outlet_id, source, value_amount, document, reason,
                                         second_asked, second_id, at, recorded_at, staff_id)
               VALUES (:outlet, :source, :value, :document, :reason, :asked, :second, :now, :now,
                       :staff))",
            {{"outlet", outlet},
             {"source", growth.source},
             {"value", growth.value},
             {"document", growth.document},
             {"reason", growth.reason},
             {"asked", asked},
             {"second", growth.second_id},
             tx.stamp()});
}

store::OtherThere other_keeper(const store::WriteTxn& tx) {
  return [&tx] { return shop::other_there(tx, Right::keep_stock); };
}

std::optional<std::int64_t> second_keeper(store::WriteTxn& tx, const std::string& code) {
  if (code.empty()) return std::nullopt;
  const auto second = shop::find_active_staff(tx, code);
  require(tx, !store::acts_as(tx, second.id), Clause::store, "parts.second-same",
          tr("the second person must be another than {0}", tx.actor().code), "--second KEEPER");
  require(tx, shop::rights_of(tx, second).contains(Right::keep_stock), Clause::store,
          "parts.second-right", tr("{0} has no right to {1}", second.code, Right::keep_stock),
          "svcctl staff list");
  store::named(tx, second.id, second.code, store::NamedAs::second, Clause::store);
  return second.id;
}

}  // namespace svcctl::parts
