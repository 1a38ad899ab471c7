#include "parts/request.hpp"

#include <algorithm>

#include "parts/reservation.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/number.hpp"

namespace svcctl::parts {
namespace {

constexpr store::NumberKind request_numbers{"part_request", 'Q', "request.not-found",
                                            N_("no such request: {0}"), "svcctl parts requests"};

using store::Row;

PartRequest read_request(const Row& row) {
  const std::string number = row["part_number"];
  const std::string brand = row["brand"];
  return {.id = row["id"],
          .number = row["number"],
          .job_id = row["job_id"],
          .job = row["job"],
          .part_id = row["part_id"],
          .part = brand.empty() ? number : number + "/" + brand,
          .name = row["name"],
          .qty = row["qty"],
          .state = row["state"],
          .order = row["order_number"],
          .expected_on = row.get<std::optional<Date>>("expected_on"),
          .reason = row["reason"],
          .at = row["at"]};
}

PartRequest recorded(store::WriteTxn& tx, const std::string& number) {
  auto made = find_request(tx, number);
  tx.record({"part_request",
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
         VALUES (:number, :outlet, :job_id, :job, :part, :qty, 'requested', :at, :recorded_at,
                 :staff))",
      {{"number", number},
       {"outlet", outlet},
       {"job_id", job_id},
       {"job", job},
       {"part", part.id},
       {"qty", qty},
       {"at", tx.at()},
       {"recorded_at", tx.now()},
       {"staff", tx.actor_id()}});
  return recorded(tx, number);
}

PartRequest cancel_request(store::WriteTxn& tx, const std::string& number,
                           const std::string& reason) {
  shop::require_right(tx, Right::keep_stock);
  const auto request = find_request(tx, number);
  if (request.state == RequestState::issued || request.state == RequestState::cancelled)
    throw wrong_state("parts.request-over",
                      tr("request {0} is over: {1}", request.number, label(request.state)));
  tx.run(R"(UPDATE part_request SET state = 'cancelled', cancelled_reason = :reason
             WHERE id = :id)",
         {{"reason", reason}, {"id", request.id}});
  return recorded(tx, request.number);
}

PartRequest find_request(const store::ReadTxn& tx, std::string_view typed) {
  const auto number = store::full_number(tx, request_numbers, typed);
  const auto found = tx.first(
      R"(SELECT r.id AS id, r.number AS number, r.job_id AS job_id, r.job AS job,
                r.part_id AS part_id, p.number AS part_number, p.brand AS brand, p.name AS name,
                r.qty AS qty, r.state AS state, COALESCE(o.number, '') AS order_number,
                o.expected_on AS expected_on, r.cancelled_reason AS reason, r.at AS at
           FROM part_request r JOIN part p ON p.id = r.part_id
           LEFT JOIN part_request_order b ON b.request_id = r.id AND r.state <> 'requested'
           LEFT JOIN parts_order_line l ON l.id = b.order_line_id
           LEFT JOIN parts_order o ON o.id = l.order_id
          WHERE r.number = :number)",
      {{"number", number}}, read_request);
  return *found;
}

std::vector<PartRequest> list_requests(const store::ReadTxn& tx, const RequestFilter& filter) {
  return tx.all(
      R"(SELECT r.id AS id, r.number AS number, r.job_id AS job_id, r.job AS job,
                r.part_id AS part_id, p.number AS part_number, p.brand AS brand, p.name AS name,
                r.qty AS qty, r.state AS state, COALESCE(o.number, '') AS order_number,
                o.expected_on AS expected_on, r.cancelled_reason AS reason, r.at AS at
           FROM part_request r JOIN part p ON p.id = r.part_id
           LEFT JOIN part_request_order b ON b.request_id = r.id AND r.state <> 'requested'
           LEFT JOIN parts_order_line l ON l.id = b.order_line_id
           LEFT JOIN parts_order o ON o.id = l.order_id
          WHERE (:job = 0 OR r.job_id = :job) AND (:state = '' OR r.state = :state)
            AND (:all = 1 OR r.state IN ('requested', 'ordered', 'arrived'))
            AND r.outlet_id = :outlet
          ORDER BY r.id)",
      {{"job", filter.job_id.value_or(0)},
       {"state", filter.state ? to_code(*filter.state) : ""},
       {"all", filter.all || filter.state.has_value()},
       {"outlet", shop::current_outlet(tx)}},
      read_request);
}

void saw_wanted_part(store::WriteTxn& tx, const Part& part,
                     std::optional<std::int64_t> order_line_id, Quantity qty) {
  struct Waiting {
    std::int64_t id = 0;
    std::int64_t job_id = 0;
    Quantity missing;
  };
  const auto waiting = tx.all(
      R"(SELECT r.id AS id, r.job_id AS job_id, r.qty - r.issued_qty AS missing
           FROM part_request r
           LEFT JOIN part_request_order b ON b.request_id = r.id
          WHERE r.part_id = :part AND r.outlet_id = :outlet
            AND (r.state = 'requested' OR (r.state = 'ordered' AND b.order_line_id = :line))
          ORDER BY r.state, r.id)",
      {{"part", part.id},
       {"outlet", shop::current_outlet(tx)},
       {"line", order_line_id.value_or(0)}},
      [](const Row& row) {
        return Waiting{row["id"], row["job_id"], row["missing"]};
      });
  for (const auto& one : waiting) {
    if (one.missing > qty) continue;
    qty -= one.missing;
    tx.run("UPDATE part_request SET state = 'arrived' WHERE id = :id", {{"id", one.id}});
    reserve(tx, one.job_id, part, one.missing);
  }
}

void answer_requests(store::WriteTxn& tx, std::int64_t job_id, std::int64_t part_id,
                     Quantity issued) {
  struct Open {
    std::int64_t id = 0;
    Quantity missing;
  };
  const auto open = tx.all(
      R"(SELECT id, qty - issued_qty AS missing FROM part_request
          WHERE job_id = :job AND part_id = :part
            AND state IN ('requested', 'ordered', 'arrived')
          ORDER BY id)",
      {{"job", job_id}, {"part", part_id}}, [](const Row& row) {
        return Open{row["id"], row["missing"]};
      });
  for (const auto& [id, missing] : open) {
    const Quantity taken = std::min(missing, issued);
    if (taken.is_zero()) return;
    issued -= taken;
    tx.run(R"(UPDATE part_request SET issued_qty = issued_qty + :taken,
                     state = CASE WHEN :whole = 1 THEN 'issued' ELSE state END
               WHERE id = :id)",
           {{"taken", taken}, {"whole", taken == missing}, {"id", id}});
  }
}

}  // namespace svcctl::parts
