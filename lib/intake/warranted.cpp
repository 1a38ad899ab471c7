#include "intake/warranted.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {

std::vector<RunningWarranty> running_warranties(const store::ReadTxn& tx, const JobRecord& job) {
  return tx.all(R"(
    SELECT w.job_id, f.number, w.until_on, w.until_km
      FROM job f JOIN warranty w ON w.job_id = f.id
     WHERE f.vehicle_id = :vehicle AND f.id <> :job AND w.until_on >= :day
       AND (w.days > 0 OR w.kilometres > 0)
       AND (w.until_km IS NULL OR w.until_km >= COALESCE(CAST(:km AS INTEGER), 0))
     ORDER BY w.until_on DESC, w.job_id DESC)",
                {{"vehicle", job.vehicle_id},
                 {"job", job.id},
                 {"day", tx.settings().zone.date_of(job.arrived_at)},
                 {"km", job.odometer_km}},
                [](const store::Row& row) {
                  return RunningWarranty{
                      .job_id = row["job_id"],
                      .job = row["number"],
                      .until_on = row["until_on"],
                      .until_km = row.get<std::optional<std::int64_t>>("until_km")};
                });
}

Warranted::Warranted(const store::ReadTxn& tx, const JobRecord& job)
    : tx_(tx), visits_(running_warranties(tx, job)) {
  for (const auto& visit : visits_) {
    // A part that left as it is was mended by nobody.
    auto query = tx.query(R"(
      SELECT COALESCE(l.operation, '') AS operation, l.text, l.in_words, l.part_id
        FROM job_line l
       WHERE l.job_id = :job AND l.state = 'agreed' AND l.kind IN ('labour', 'other', 'part')
         AND (l.part_id IS NULL
              OR EXISTS (SELECT 1 FROM stock_movement m
                          WHERE m.job_id = l.job_id AND m.part_id = l.part_id
                            AND m.kind = 'issue' AND m.handed_over = 0))
       ORDER BY l.number)",
                          {{"job", visit.job_id}});
    while (query.next()) {
      const auto& row = query.row();
      Done done{.job_id = visit.job_id,
                .what = {.operation = row["operation"],
                         .text = row["text"],
                         .in_words = row["in_words"],
                         .part_id = row.get<std::optional<std::int64_t>>("part_id")},
                .systems = {}};
      done.systems = systems_of(done.what);
      done_.push_back(std::move(done));
    }
  }
}

std::vector<std::string> Warranted::systems_of(const Quoted& quoted) const {
  const Settings& rules = tx_.settings();
  std::vector<std::string> out;
  if (quoted.part_id) return out;
  const Operation* operation = rules.operation(quoted.operation);
  for (const auto* system :
       operation && !quoted.in_words ? rules.systems_of(*operation) : rules.systems_in(quoted.text))
    out.push_back(system->code);
  return out;
}

bool Warranted::same(const Done& done, const Quoted& quoted) const {
  if (quoted.part_id || done.what.part_id) return quoted.part_id == done.what.part_id;
  if (!quoted.in_words) {
    const Operation* operation = tx_.settings().operation(quoted.operation);
    return quoted.operation == done.what.operation && !(operation && operation->maintenance);
  }
  if (utf8::folded(quoted.text) == utf8::folded(done.what.text)) return true;
  const auto systems = systems_of(quoted);
  return std::ranges::any_of(systems, [&](const std::string& code) {
    return std::ranges::find(done.systems, code) != done.systems.end();
  });
}

const RunningWarranty* Warranted::by(const Quoted& quoted) const {
  for (const auto& done : done_) {
    if (!same(done, quoted)) continue;
    const auto visit = std::ranges::find(visits_, done.job_id, &RunningWarranty::job_id);
    return &*visit;
  }
  return nullptr;
}

}  // namespace svcctl::intake
