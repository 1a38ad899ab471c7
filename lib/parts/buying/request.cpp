#include "parts/buying/request.hpp"

#include <algorithm>

#include "parts/catalogue/label.hpp"
#include "parts/stock/reservation.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"
#include "store/number.hpp"

namespace svcctl::parts {
namespace {

constexpr store::NumberKind request_numbers{
    .table = "part_request",
    .letter = 'Q',
    .code = "request.not-found",
    .missing = N_("no such request: {0}"),
    .hint = "svcctl parts requests",
    .unfinished = "state IN ('requested', 'ordered', 'partly', 'arrived')"};

using store::Row;

const std::string every_request =
    "SELECT " + store::late_by("part_request", "r") +
    R"( AS late_by, r.id AS id, r.outlet_id AS outlet_id, r.number AS number, r.job_id AS job_id, r.job AS job,
              r.part_id AS part_id, p.number AS part_number, p.brand AS brand, p.name AS name,
              r.qty AS qty, r.arrived_qty AS arrived_qty, r.issued_qty AS issued_qty,
              r.state AS state, r.cancelled_reason AS reason, r.at AS at
         FROM part_request r JOIN part p ON p.id = r.part_id)";

/// What orders bring of it; those that are over count by what they brought.
PartRequest with_orders(const store::ReadTxn& tx, PartRequest request) {
  auto query = tx.query(
      R"(SELECT o.number AS number, o.expected_on AS expected_on, b.arrived_qty AS arrived_qty,
                CASE WHEN o.state IN ('draft', 'placed') THEN b.qty - b.arrived_qty ELSE 0 END
                  AS outstanding
           FROM part_request_order b
           JOIN parts_order_line l ON l.id = b.order_line_id
           JOIN parts_order o ON o.id = l.order_id
          WHERE b.request_id = :request ORDER BY o.id)",
      {{"request", request.id}});
  while (query.next()) {
    const auto& row = query.row();
    const Quantity outstanding = row["outstanding"];
    if (outstanding.is_zero() && row.get<Quantity>("arrived_qty").is_zero()) continue;
    request.ordered += outstanding;
    request.order += (request.order.empty() ? "" : ", ") + row.get<std::string>("number");
    request.expected_on = row.get<std::optional<Date>>("expected_on");
  }
  return request;
}

/// Those of a part, or of a job and a part, of which something is still to come or to be issued.
std::vector<PartRequest> open_requests(const store::ReadTxn& tx, std::int64_t part_id,
                                       std::int64_t outlet_id, std::int64_t job_id) {
  auto all =
      tx.all<PartRequest>(std::string(every_request) +
                              R"( WHERE r.part_id = :part AND (:outlet = 0 OR r.outlet_id = :outlet)
                              AND (:job = 0 OR r.job_id = :job)
                              AND r.state IN ('requested', 'ordered', 'partly', 'arrived')
                            ORDER BY r.id)",
                          {{"part", part_id}, {"outlet", outlet_id}, {"job", job_id}});
  for (auto& request : all) request = with_orders(tx, std::move(request));
  return all;
}

/// Its state follows from its quantities.
constexpr store::GroundKind requested{N_("the part was requested"), nullptr};

void settle_request(store::WriteTxn& tx, std::int64_t request_id) {
  const auto found =
      tx.first<PartRequest>(std::string(every_request) + " WHERE r.id = :id", {{"id", request_id}});
  const auto request = with_orders(tx, *found);
  if (request.state == RequestState::cancelled) return;
  const RequestState state = request.issued >= request.qty    ? RequestState::issued
                             : request.arrived >= request.qty ? RequestState::arrived
                             : !request.arrived.is_zero()     ? RequestState::partly
                             : request.uncovered().is_zero()  ? RequestState::ordered
                                                              : RequestState::requested;
  if (state != request.state)
    tx.run("UPDATE part_request SET state = :state WHERE id = :id",
           {{"state", state}, {"id", request_id}});
}

/// So much is there for the request, and held for its job.
void hold_for(store::WriteTxn& tx, const PartRequest& request, const Part& part, Quantity qty,
              std::int64_t order_line_id) {
  tx.run("UPDATE part_request SET arrived_qty = arrived_qty + :qty WHERE id = :id",
         {{"qty", qty}, {"id", request.id}});
  tx.run(R"(UPDATE part_request_order SET arrived_qty = arrived_qty + :qty
             WHERE request_id = :id AND order_line_id = :line)",
         {{"qty", qty}, {"id", request.id}, {"line", order_line_id}});
  reserve(tx, request.job_id, part, qty);
  settle_request(tx, request.id);
}

PartRequest recorded_request(store::WriteTxn& tx, const std::string& number) {
  auto made = find_request(tx, number);
  tx.record(store::of_outlet(made.outlet_id), {"part_request",
                                               made.number,
                                               {{"job", made.job},
                                                {"part", made.part},
                                                {"qty", made.qty.str()},
                                                {"state", to_code(made.state)}}});
  return made;
}

}  // namespace

PartRequest add_request(store::WriteTxn& tx, std::int64_t job_id, const std::string& job,
                        const Part& part, Quantity qty) {
  if (qty <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  const auto outlet = shop::current_outlet(tx);
  const auto number = tx.next_number('Q', outlet);
  tx.insert(
      R"(INSERT INTO part_request (number, outlet_id, job_id, job, part_id, qty, state, at,
                                   recorded_at, staff_id)
         VALUES (:number, :outlet, :job_id, :job, :part, :qty, 'requested', :at, :now,
                 :staff))",
      {{"number", number},
       {"outlet", outlet},
       {"job_id", job_id},
       {"job", job},
       {"part", part.id},
       {"qty", qty},
       tx.stamp()});
  return recorded_request(tx, number);
}

PartRequest cancel_request(store::WriteTxn& tx, const std::string& number,
                           const std::string& reason) {
  shop::require_right(tx, Right::keep_stock);
  const auto request = find_request(tx, number);
  tx.stands_on(Clause::source, {requested.at(request.at)});
  if (request.state == RequestState::issued || request.state == RequestState::cancelled)
    throw wrong_state("parts.request-over",
                      tr("request {0} is over: {1}", request.number, label(request.state)));
  tx.run(R"(UPDATE part_request SET state = 'cancelled', cancelled_reason = :reason
             WHERE id = :id)",
         {{"reason", reason}, {"id", request.id}});
  if (request.arrived > request.issued)
    use_reservation(tx, request.job_id, request.part_id, request.arrived - request.issued);
  return recorded_request(tx, request.number);
}

PartRequest find_request(const store::ReadTxn& tx, std::string_view typed) {
  return with_orders(
      tx, store::find_numbered(tx, request_numbers, typed, [&](const std::string& number) {
        return tx.first<PartRequest>(std::string(every_request) + " WHERE r.number = :number",
                                     {{"number", number}});
      }));
}

std::vector<PartRequest> list_requests(const store::ReadTxn& tx, const RequestFilter& filter) {
  const auto here = filter.job_id ? store::Within() : tx.within("r.outlet_id");
  auto all = tx.all<PartRequest>(
      std::string(every_request) +
          R"( WHERE (:job = 0 OR r.job_id = :job) AND (:state = '' OR r.state = :state)
                AND (:all = 1 OR r.state IN ('requested', 'ordered', 'partly', 'arrived')))" +
          here.sql + " ORDER BY r.id",
      {here,
       {"job", filter.job_id.value_or(0)},
       {"state", filter.state ? to_code(*filter.state) : ""},
       {"all", filter.all || filter.state.has_value()}});
  for (auto& request : all) request = with_orders(tx, std::move(request));
  return all;
}

void order_wanted_part(store::WriteTxn& tx, std::int64_t part_id, std::int64_t outlet_id,
                       std::int64_t order_line_id, Quantity qty) {
  for (const auto& request : open_requests(tx, part_id, outlet_id, 0)) {
    const Quantity taken = std::min(request.uncovered(), qty);
    if (taken.is_zero()) continue;
    qty -= taken;
    tx.run(R"(INSERT INTO part_request_order (request_id, order_line_id, qty, outlet_id)
              VALUES (:request, :line, :qty,
                      (SELECT outlet_id FROM part_request WHERE id = :request))
              ON CONFLICT (request_id, order_line_id)
              DO UPDATE SET qty = part_request_order.qty + excluded.qty)",
           {{"request", request.id}, {"line", order_line_id}, {"qty", taken}});
    settle_request(tx, request.id);
  }
}

void free_wanted_parts(store::WriteTxn& tx, std::int64_t order_id) {
  const auto requests = tx.all(
      R"(SELECT b.request_id AS id FROM part_request_order b
           JOIN parts_order_line l ON l.id = b.order_line_id
          WHERE l.order_id = :order ORDER BY b.request_id)",
      {{"order", order_id}}, [](const Row& row) { return row.get<std::int64_t>("id"); });
  for (const auto id : requests) settle_request(tx, id);
}

void saw_wanted_part(store::WriteTxn& tx, const Part& part,
                     std::optional<std::int64_t> order_line_id, Quantity qty) {
  const auto outlet = shop::current_outlet(tx);
  const auto line = order_line_id.value_or(0);
  for (const auto& request : open_requests(tx, part.id, outlet, 0)) {
    const auto awaited = tx.value<Quantity>(
        R"(SELECT qty - arrived_qty AS value FROM part_request_order
            WHERE request_id = :request AND order_line_id = :line)",
        {{"request", request.id}, {"line", line}});
    const Quantity taken =
        std::min({awaited.value_or(Quantity()), request.qty - request.arrived, qty});
    if (taken <= Quantity()) continue;
    qty -= taken;
    hold_for(tx, request, part, taken, line);
  }
  for (const auto& request : open_requests(tx, part.id, outlet, 0)) {
    const Quantity taken = std::min(request.uncovered(), qty);
    if (taken.is_zero()) continue;
    qty -= taken;
    hold_for(tx, request, part, taken, 0);
  }
}

void unsaw_wanted_part(store::WriteTxn& tx, std::int64_t part_id, Quantity lacking) {
  auto requests = open_requests(tx, part_id, shop::current_outlet(tx), 0);
  for (auto request = requests.rbegin(); request != requests.rend(); ++request) {
    const Quantity held =
        request->arrived > request->issued ? request->arrived - request->issued : Quantity();
    const Quantity taken = std::min(held, lacking);
    if (taken.is_zero()) continue;
    lacking -= taken;
    tx.run("UPDATE part_request SET arrived_qty = arrived_qty - :qty WHERE id = :id",
           {{"qty", taken}, {"id", request->id}});
    tx.run(R"(UPDATE part_request_order
                 SET arrived_qty = CASE WHEN arrived_qty > :qty THEN arrived_qty - :qty ELSE 0 END
               WHERE request_id = :id)",
           {{"qty", taken}, {"id", request->id}});
    use_reservation(tx, request->job_id, part_id, taken);
    settle_request(tx, request->id);
  }
}

void answer_requests(store::WriteTxn& tx, std::int64_t job_id, std::int64_t part_id,
                     Quantity issued) {
  for (const auto& request : open_requests(tx, part_id, 0, job_id)) {
    const Quantity taken = std::min(request.qty - request.issued, issued);
    if (taken.is_zero()) return;
    issued -= taken;
    tx.run(R"(UPDATE part_request
                 SET issued_qty = :issued,
                     arrived_qty = CASE WHEN arrived_qty < :issued THEN :issued ELSE arrived_qty END
               WHERE id = :id)",
           {{"issued", request.issued + taken}, {"id", request.id}});
    settle_request(tx, request.id);
  }
}

}  // namespace svcctl::parts
