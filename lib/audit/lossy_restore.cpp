#include "audit/private/log_cases.hpp"
#include "store/restore_loss.hpp"

namespace svcctl::audit {

void each_lossy_restore(const store::ReadTxn& tx, Clause clause, Instant from, Instant to,
                        const std::function<void(const Lapse&)>& take) {
  if (clause != Clause::integrity || !tx.within("outlet").sql.empty()) return;
  for (const auto& loss : store::restore_losses(tx))
    if (loss.drops() && loss.recorded_at >= from && loss.recorded_at <= to)
      take({.clause = clause,
            .number = loss.actor,
            .item = loss.kept_as,
            .missing = store::sentence_of(loss, tx.settings().zone),
            .at = loss.recorded_at});
}

}  // namespace svcctl::audit
