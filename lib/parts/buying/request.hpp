#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "parts/catalogue/label.hpp"
#include "parts/catalogue/part.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// How far a part wanted for a job has come.
enum class RequestState { requested, ordered, partly, arrived, issued, cancelled };

/// A part wanted for a job that is not on the shelf.
struct PartRequest {
  std::int64_t id = 0;
  std::int64_t outlet_id = 0;
  std::string number;  ///< "Q261123-001"
  std::int64_t job_id = 0;
  std::string job;  ///< its number
  std::int64_t part_id = 0;
  std::string part;  ///< "NUMBER/BRAND"
  std::string name;
  Quantity qty;
  Quantity ordered;  ///< on orders, not come yet
  Quantity arrived;  ///< there for the job: come in, or issued to it
  Quantity issued;   ///< to the job
  RequestState state = RequestState::requested;
  std::string order;  ///< numbers of the orders that bring or brought it, or empty
  std::optional<Date> expected_on;

  /// Neither there nor on an order.
  Quantity uncovered() const {
    return ordered + arrived < qty ? qty - ordered - arrived : Quantity();
  }
  std::string reason;  ///< why cancelled
  Instant at;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};

/// Asks for a part in a job's name. What comes of it is followed by quantity: one order may answer
/// it in pieces, or several orders. @throws Error "parts.qty" (2)
SVCCTL_API PartRequest add_request(store::WriteTxn& tx, std::int64_t job_id, const std::string& job,
                                   const Part& part, Quantity qty);
/// Takes a request back; what has come is held for the job no longer. @throws Error
/// "parts.request-over" (2) once issued or cancelled
SVCCTL_API PartRequest cancel_request(store::WriteTxn& tx, const std::string& number,
                                      const std::string& reason);
/// By number, or any unambiguous end of it. @throws Error "request.not-found" (3)
SVCCTL_API PartRequest find_request(const store::ReadTxn& tx, std::string_view typed);

struct RequestFilter {
  std::optional<std::int64_t> job_id = std::nullopt;
  std::optional<RequestState> state = std::nullopt;
  bool all = false;  ///< also what is issued or cancelled
};
/// Oldest first.
SVCCTL_API std::vector<PartRequest> list_requests(const store::ReadTxn& tx,
                                                  const RequestFilter& filter);

/// So much of the part is on an order's line: what jobs wait for and nobody ordered yet is on it,
/// oldest first. Ordering calls it.
SVCCTL_API void order_wanted_part(store::WriteTxn& tx, std::int64_t part_id, std::int64_t outlet_id,
                                  std::int64_t order_line_id, Quantity qty);
/// Nothing more comes of an order: what is missing is requested again.
SVCCTL_API void free_wanted_parts(store::WriteTxn& tx, std::int64_t order_id);
/// So much of the part has come, with an order's line or without an order: what jobs wait for is
/// held for them, first what they ordered, then what nobody ordered, each oldest first. Receiving
/// calls it.
SVCCTL_API void saw_wanted_part(store::WriteTxn& tx, const Part& part,
                                std::optional<std::int64_t> order_line_id, Quantity qty);
/// So much of the part did not come: a delivery is void. Jobs that it was held for wait again, the
/// newest first, as far as what is left does not cover what is held.
SVCCTL_API void unsaw_wanted_part(store::WriteTxn& tx, std::int64_t part_id, Quantity lacking);
/// So much of the part was issued to the job: the requests it answers are issued, oldest first.
/// The job's own service calls it.
SVCCTL_API void answer_requests(store::WriteTxn& tx, std::int64_t job_id, std::int64_t part_id,
                                Quantity issued);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::RequestState> = {
    CodeEntry<parts::RequestState>{parts::RequestState::requested, "requested", N_("requested")},
    CodeEntry<parts::RequestState>{parts::RequestState::ordered, "ordered", N_("ordered")},
    CodeEntry<parts::RequestState>{parts::RequestState::partly, "partly", N_("partly arrived")},
    CodeEntry<parts::RequestState>{parts::RequestState::arrived, "arrived", N_("all arrived")},
    CodeEntry<parts::RequestState>{parts::RequestState::issued, "issued", N_("issued")},
    CodeEntry<parts::RequestState>{parts::RequestState::cancelled, "cancelled", N_("cancelled")},
};
template <>
inline constexpr std::array fields<parts::PartRequest> = {
    field<&parts::PartRequest::late_by>("late_by"),
    field<&parts::PartRequest::id>("id"),
    field<&parts::PartRequest::outlet_id>("outlet_id"),
    field<&parts::PartRequest::number>("number"),
    field<&parts::PartRequest::job_id>("job_id"),
    field<&parts::PartRequest::job>("job"),
    field<&parts::PartRequest::part_id>("part_id"),
    field<&parts::PartRequest::part, parts::read_part_label>("part_number"),
    field<&parts::PartRequest::name>("name"),
    field<&parts::PartRequest::qty>("qty"),
    field<&parts::PartRequest::arrived>("arrived_qty"),
    field<&parts::PartRequest::issued>("issued_qty"),
    field<&parts::PartRequest::state>("state"),
    field<&parts::PartRequest::reason>("reason"),
    field<&parts::PartRequest::at>("at"),
};
}  // namespace svcctl
