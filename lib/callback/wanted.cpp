#include "callback/private/wanted.hpp"

namespace svcctl::callback {

const char* const job_facts = R"(
  j.id AS job_id, j.vehicle_id, j.category, j.state, j.comeback_of_job_id,
  v.kind AS vehicle_kind,
  COALESCE((SELECT b.total_amount FROM bill b WHERE b.job_id = j.id AND b.state = 'issued'),
           (SELECT e.total_amount FROM estimate e WHERE e.job_id = j.id
             ORDER BY e.version DESC LIMIT 1), 0) AS amount)";

JobFacts read_job_facts(const store::Row& row) {
  JobFacts out = row.as<JobFacts>();
  out.comeback = row.get<std::optional<std::int64_t>>("comeback_of_job_id").has_value();
  out.cancelled = row.get<std::string>("state") == "cancelled";
  out.of.category = row.get<std::optional<Category>>("category");
  out.of.vehicle = row["vehicle_kind"];
  out.of.amount = row["amount"];
  return out;
}

void want(store::WriteTxn& tx, const Wanted& wanted) {
  tx.insert(
      R"(INSERT INTO follow_up_plan (kind, rule, source, vehicle_id, job_id, due_on, announced_on,
                                     state, at, outlet_id)
         VALUES (:kind, :rule, :source, :vehicle, :job, :due, :announced, 'waiting', :at,
                 (SELECT outlet_id FROM job WHERE id = :job))
         ON CONFLICT (kind, source) DO NOTHING)",
      {{"kind", wanted.rule.kind},
       {"rule", wanted.rule.name},
       {"source", wanted.source},
       {"vehicle", wanted.vehicle_id},
       {"job", wanted.job_id},
       {"due", wanted.due_on},
       {"announced", wanted.announced_on},
       tx.stamp()});
}

void want_moving(store::WriteTxn& tx, const Wanted& wanted) {
  tx.insert(
      R"(INSERT INTO follow_up_plan (kind, rule, source, vehicle_id, job_id, due_on, announced_on,
                                     state, at, outlet_id)
         VALUES (:kind, :rule, :source, :vehicle, :job, :due, :announced, 'waiting', :at,
                 (SELECT outlet_id FROM job WHERE id = :job))
         ON CONFLICT (kind, source) DO UPDATE
            SET rule = excluded.rule, due_on = excluded.due_on,
                announced_on = excluded.announced_on, state = 'waiting'
          WHERE follow_up_plan.state = 'superseded'
             OR follow_up_plan.state IN ('waiting', 'withheld')
                AND follow_up_plan.due_on <> excluded.due_on)",
      {{"kind", wanted.rule.kind},
       {"rule", wanted.rule.name},
       {"source", wanted.source},
       {"vehicle", wanted.vehicle_id},
       {"job", wanted.job_id},
       {"due", wanted.due_on},
       {"announced", wanted.announced_on},
       tx.stamp()});
}

void supersede(store::WriteTxn& tx, CallbackKind kind, std::int64_t vehicle_id,
               const std::string& but_source) {
  tx.run(
      R"(UPDATE follow_up_plan SET state = 'superseded'
          WHERE vehicle_id = :vehicle AND state IN ('waiting', 'withheld') AND kind = :kind
            AND source <> :but)",
      {{"vehicle", vehicle_id}, {"kind", kind}, {"but", but_source}});
  tx.run("UPDATE follow_up SET state = 'superseded', " + std::string(ended_unlinked) +
             R"(
          WHERE vehicle_id = :vehicle AND state = 'open' AND kind = :kind
            AND complaint_id IS NULL AND comeback_job_id IS NULL
            AND plan_id NOT IN (SELECT p.id FROM follow_up_plan p
                                 WHERE p.kind = :kind AND p.source = :but))",
         {{"vehicle", vehicle_id},
          {"kind", kind},
          {"but", but_source},
          {"ended", "superseded"},
          {"now", tx.now()}});
}

std::string job_source(std::int64_t job_id) { return "job:" + std::to_string(job_id); }

ChainMarks marks(const store::ReadTxn& tx, const std::string& source) {
  ChainMarks found;
  auto query = tx.query("SELECT chain, last_seen FROM callback_mark WHERE source = :source",
                        {{"source", source}});
  while (query.next()) found.emplace(query.row()["chain"], query.row()["last_seen"]);
  return found;
}

bool set_mark(store::WriteTxn& tx, const std::string& source, std::int64_t chain,
              std::int64_t seen) {
  return tx.run(
             R"(INSERT INTO callback_mark (source, chain, last_seen)
                VALUES (:source, :chain, :seen)
                ON CONFLICT (source, chain) DO UPDATE SET last_seen = excluded.last_seen
                 WHERE callback_mark.last_seen <> excluded.last_seen)",
             {{"source", source}, {"chain", chain}, {"seen", seen}}) > 0;
}

}  // namespace svcctl::callback
