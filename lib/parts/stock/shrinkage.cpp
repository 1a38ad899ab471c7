#include "parts/stock/shrinkage.hpp"

#include "parts/stock/growth.hpp"
#include "shop/outlet.hpp"
#include "store/one_person.hpp"
#include "store/pin.hpp"

namespace svcctl::parts {
namespace {

/// What the acting person took off stock today, alone, under whatever code.
Money shrunk_today(const store::ReadTxn& tx) {
  Money sum;
  for (const auto code : store::counts_as(tx))
    sum += tx.value<Money>(
                 R"(SELECT SUM(value_amount) AS value FROM stock_shrinkage
                     WHERE staff_id = :staff AND recorded_at >= :from AND second_id IS NULL)",
                 {{"staff", code}, {"from", tx.settings().zone.start_of(tx.today())}})
               .value_or(Money());
  return sum;
}

}  // namespace

void shrink(store::WriteTxn& tx, const Shrinkage& shrinkage) {
  store::require_pin(tx, PinFor::stock_value);
  const Money limit = tx.settings().second_person_above;
  const bool alone = !shrinkage.second_id && tx.actor_id();
  const Money sum = alone ? shrunk_today(tx) + shrinkage.value : Money();
  store::require_another(tx, sum <= limit, Clause::store, "parts.second",
                         tr("{0} takes {1} off stock today: above {2} nobody does so alone",
                            tx.actor().code, sum.str(), limit.str()),
                         "--second KEEPER", other_keeper(tx));
  tx.insert(R"(INSERT INTO stock_shrinkage (outlet_id, source, value_amount, document, reason,
                                            second_id, at, recorded_at, staff_id)
               VALUES (:outlet, :source, :value, :document, :reason, :second, :now, :now, :staff))",
            {{"outlet", shop::current_outlet(tx)},
             {"source", shrinkage.source},
             {"value", shrinkage.value},
             {"document", shrinkage.document},
             {"reason", shrinkage.reason},
             {"second", shrinkage.second_id},
             tx.stamp()});
}

}  // namespace svcctl::parts
