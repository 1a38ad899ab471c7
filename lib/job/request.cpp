#include "job/request.hpp"

#include "intake/grounds.hpp"
#include "intake/job_record.hpp"
#include "shop/staff.hpp"

namespace svcctl::job {

parts::PartRequest request_part(store::WriteTxn& tx, const std::string& job,
                                const std::string& part, Quantity qty) {
  if (!tx.may(Right::repair)) shop::require_right(tx, Right::keep_stock);
  const auto found = intake::find_job(tx, job);
  tx.stands_on(Clause::source, {intake::opened.of(found.id)});
  if (!intake::alive(found.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", found.number, label(found.state)));
  return parts::add_request(tx, found.id, found.number, parts::find_part(tx, part), qty);
}

std::vector<parts::PartRequest> part_requests(const store::ReadTxn& tx, const std::string& job,
                                              bool all, std::optional<parts::RequestState> state) {
  parts::RequestFilter filter{.state = state, .all = all};
  if (!job.empty()) filter.job_id = intake::find_job(tx, job).id;
  return parts::list_requests(tx, filter);
}

}  // namespace svcctl::job
