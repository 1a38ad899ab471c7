#include "job/reserve.hpp"

#include "intake/grounds.hpp"
#include "intake/job_record.hpp"
#include "parts/catalogue/part.hpp"

namespace svcctl::job {
namespace {

HeldPart recorded(store::WriteTxn& tx, const intake::JobRecord& job, parts::Reservation held) {
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"part", held.part}, {"held", held.qty.str()}}});
  return {.job = job.number, .held = std::move(held)};
}

}  // namespace

HeldPart reserve_part(store::WriteTxn& tx, const std::string& job, const std::string& part,
                      Quantity qty) {
  const auto record = intake::find_job(tx, job);
  tx.stands_on(Clause::store, {intake::opened.of(record.id)});
  if (!intake::alive(record.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", record.number, record.state));
  return recorded(tx, record, parts::reserve(tx, record.id, parts::find_part(tx, part), qty));
}

HeldPart unreserve_part(store::WriteTxn& tx, const std::string& job, const std::string& part,
                        std::optional<Quantity> qty) {
  const auto record = intake::find_job(tx, job);
  tx.stands_on(Clause::store, {intake::opened.of(record.id)});
  return recorded(tx, record, parts::unreserve(tx, record.id, parts::find_part(tx, part), qty));
}

std::vector<HeldPart> held_parts(const store::ReadTxn& tx, const std::string& job,
                                 const std::string& part) {
  std::optional<std::int64_t> job_id;
  std::optional<std::int64_t> part_id;
  if (!job.empty()) job_id = intake::find_job(tx, job).id;
  if (!part.empty()) part_id = parts::find_part(tx, part).id;
  std::vector<HeldPart> out;
  for (auto& held : parts::reservations(tx, job_id, part_id)) {
    auto number = intake::job_by_id(tx, held.job_id).number;
    out.push_back({.job = std::move(number), .held = std::move(held)});
  }
  return out;
}

}  // namespace svcctl::job
