#include "callback/private/wanted.hpp"

namespace svcctl::callback {
namespace {

/// What was withheld from a customer waits again, unless its day has passed. It is due from now on.
void wake(store::WriteTxn& tx, std::int64_t customer_id) {
  tx.run(
      R"(UPDATE follow_up_plan
            SET state = 'waiting', due_on = CASE WHEN due_on < :today THEN :today ELSE due_on END
          WHERE state IN ('waiting', 'withheld') AND state = 'withheld'
            AND (announced_on >= :today OR (announced_on IS NULL AND due_on >= :since))
            AND vehicle_id IN (SELECT o.vehicle_id FROM vehicle_owner o
                                WHERE o.customer_id = :customer AND o.to_at IS NULL
                                UNION ALL
                               SELECT j.vehicle_id FROM job j WHERE j.customer_id = :customer))",
      {{"today", tx.today()},
       {"since", tx.today().plus_days(-tx.settings().callback->look_back_days)},
       {"customer", customer_id}});
}

}  // namespace

bool wake_withheld(store::WriteTxn& tx) {
  const std::string source = "consent";
  constexpr auto chain = store::company.chain;
  const auto before = marks(tx, source);
  auto seen = before.empty() ? 0 : before.at(chain);
  auto query = tx.query(
      R"(SELECT id, customer_id FROM contact_consent
          WHERE id > :seen AND (service = 1 OR marketing = 1) ORDER BY id)",
      {{"seen", seen}});
  while (query.next()) {
    seen = query.row()["id"];
    wake(tx, query.row()["customer_id"]);
  }
  return set_mark(tx, source, chain, seen);
}

bool lapse(store::WriteTxn& tx) {
  const auto plans = tx.run(
      R"(UPDATE follow_up_plan SET state = 'lapsed'
          WHERE state = 'waiting' AND due_on < :today AND announced_on < :today)",
      {{"today", tx.today()}});
  // Who agrees to be called no more was not missed.
  const auto end = [&](const char* as, bool agreed) {
    return tx.run("UPDATE follow_up SET state = :ended, " + std::string(ended_unlinked) + R"(
          WHERE state = 'open' AND announced_on < :today
            AND complaint_id IS NULL AND comeback_job_id IS NULL
            AND (SELECT CASE follow_up.consent WHEN 'marketing' THEN k.marketing_contact
                             ELSE k.service_contact END
                   FROM customer k WHERE k.id = follow_up.customer_id) = :agreed)",
                  {{"ended", as}, {"agreed", agreed}, {"today", tx.today()}, {"now", tx.now()}});
  };
  const auto calls = end("lapsed", true) + end("superseded", false);
  return plans + calls > 0;
}

}  // namespace svcctl::callback
