#include "job/waste.hpp"

#include <algorithm>

#include "job/private/waste_receiver.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"

namespace svcctl::job {
namespace {

using store::Row;

Quantity stored(const store::ReadTxn& tx, std::int64_t outlet, const std::string& code,
                const std::string& unit) {
  return tx
      .value<Quantity>(R"(SELECT SUM(qty) AS value FROM waste_entry
                           WHERE outlet_id = :outlet AND code = :code AND unit = :unit)",
                       {{"outlet", outlet}, {"code", code}, {"unit", unit}})
      .value_or(Quantity());
}

/// Writes one line of the ledger; what a line does not say stays empty.
struct Line {
  std::string code;
  std::string unit;
  Quantity quantity;
  std::string container;
  std::string source = {};
  std::optional<std::int64_t> old_part_id = std::nullopt;
  std::optional<std::int64_t> receiver_id = std::nullopt;
  std::string manifest = {};
  std::string carrier = {};
};
WasteEntry keep(store::WriteTxn& tx, const Line& line) {
  const auto outlet = shop::current_outlet(tx);
  const auto number = tx.next_number('H', outlet);
  tx.insert(
      R"(INSERT INTO waste_entry (number, outlet_id, code, unit, qty, container, source,
                                  old_part_id, receiver_id, manifest, carrier, at, recorded_at,
                                  staff_id)
         VALUES (:number, :outlet, :code, :unit, :qty, :container, :source, :old_part, :receiver,
                 :manifest, :carrier, :at, :now, :staff))",
      {{"number", number},
       {"outlet", outlet},
       {"code", line.code},
       {"unit", line.unit},
       {"qty", line.quantity},
       {"container", line.container},
       {"source", line.source},
       {"old_part", line.old_part_id},
       {"receiver", line.receiver_id},
       {"manifest", line.manifest},
       {"carrier", line.carrier},
       tx.stamp()});
  tx.record(store::of_outlet(outlet), {"waste",
                                       number,
                                       {{"code", line.code},
                                        {"qty", line.quantity.str()},
                                        {"unit", line.unit},
                                        {"manifest", line.manifest}}});
  auto entry = tx.first<WasteEntry>(
      "SELECT " + store::late_by("waste_entry", "e") +
          R"( AS late_by, e.number AS number, e.code AS code, e.unit AS unit, e.qty AS qty,
                e.container AS container, e.source AS source, COALESCE(r.code, '') AS receiver,
                e.manifest AS manifest, e.carrier AS carrier, e.at AS at,
                COALESCE(p.code, '') AS staff
           FROM waste_entry e LEFT JOIN waste_receiver r ON r.id = e.receiver_id
           LEFT JOIN staff p ON p.id = e.staff_id
          WHERE e.number = :number)",
      {{"number", number}});
  return *std::move(entry);
}

constexpr store::GroundKind came_in{N_("the waste came in"), nullptr};

std::optional<Instant> first_in(const store::ReadTxn& tx, const std::string& code,
                                const std::string& unit) {
  return tx.value<Instant>(R"(
    SELECT MIN(at) AS value FROM waste_entry
     WHERE outlet_id = :outlet AND code = :code AND unit = :unit AND qty > 0)",
                           {{"outlet", shop::current_outlet(tx)}, {"code", code}, {"unit", unit}});
}

void check(const std::string& code, Quantity quantity) {
  if (code.empty())
    throw usage_error("waste.code", tr("which hazardous-waste code?"), "900-214-08");
  if (quantity <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
}

}  // namespace

WasteEntry waste_in(store::WriteTxn& tx, const WasteInRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  tx.stands_on(Clause::old_parts, {});
  check(request.code, request.quantity);
  return keep(tx, {.code = request.code,
                   .unit = request.unit,
                   .quantity = request.quantity,
                   .container = request.container,
                   .source = request.source,
                   .old_part_id = request.old_part_id});
}

WasteEntry waste_out(store::WriteTxn& tx, const WasteOutRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  const auto receiver = find_waste_receiver(tx, request.receiver);
  tx.stands_on(Clause::old_parts, {came_in.at(first_in(tx, request.code, request.unit))});
  require_licensed(tx, receiver, request.code);
  check(request.code, request.quantity);
  if (request.manifest.empty())
    throw usage_error("waste.manifest", tr("a consignment names its manifest"),
                      "--manifest NUMBER");
  const Quantity there = stored(tx, shop::current_outlet(tx), request.code, request.unit);
  require(tx, request.quantity <= there, Clause::old_parts, "waste.too-much",
          tr("{0} {1} of {2} are stored, {3} would leave", there.str(), request.unit, request.code,
             request.quantity.str()),
          "svcctl parts waste in " + request.code + " QTY --unit " + request.unit,
          store::Overridable::never);
  return keep(tx, {.code = request.code,
                   .unit = request.unit,
                   .quantity = -request.quantity,
                   .container = request.container,
                   .old_part_id = request.old_part_id,
                   .receiver_id = receiver.id,
                   .manifest = request.manifest,
                   .carrier = request.carrier});
}

std::vector<WasteBalance> waste_balances(const store::ReadTxn& tx) {
  const int limit = tx.settings().waste_days;
  // The oldest that is still here: the first batch in that what left did not use up.
  return tx.all(
      R"(WITH outgone AS (
           SELECT code, unit, -SUM(qty) AS qty FROM waste_entry
            WHERE outlet_id = :outlet AND qty < 0 GROUP BY code, unit),
         batch AS (
           SELECT code, unit, at, qty,
                  SUM(qty) OVER (PARTITION BY code, unit ORDER BY id) AS until_here
             FROM waste_entry WHERE outlet_id = :outlet AND qty > 0),
         held AS (
           SELECT b.code AS code, b.unit AS unit, b.at AS at,
                  CASE WHEN b.until_here - COALESCE(o.qty, 0) < b.qty
                       THEN b.until_here - COALESCE(o.qty, 0) ELSE b.qty END AS qty
             FROM batch b LEFT JOIN outgone o ON o.code = b.code AND o.unit = b.unit
            WHERE b.until_here > COALESCE(o.qty, 0))
         SELECT code, unit, SUM(qty) AS stored, MIN(at) AS oldest
           FROM held GROUP BY code, unit ORDER BY code, unit)",
      {{"outlet", shop::current_outlet(tx)}}, [&](const Row& row) {
        WasteBalance balance{.code = row["code"], .unit = row["unit"], .stored = row["stored"]};
        const Date oldest = tx.settings().zone.date_of(row["oldest"]);
        balance.oldest = oldest;
        balance.days = days_between(oldest, tx.today());
        balance.due = oldest.plus_days(limit);
        balance.late = tx.today() > *balance.due;
        return balance;
      });
}

std::vector<WasteEntry> waste_ledger(const store::ReadTxn& tx, const std::string& code,
                                     const std::optional<Period>& period) {
  const auto& zone = tx.settings().zone;
  const Instant from = period ? zone.start_of(period->first) : Instant{};
  const Instant to = period ? zone.start_of(period->last.plus_days(1)) : tx.now().plus_seconds(1);
  return tx.all<WasteEntry>(
      "SELECT " + store::late_by("waste_entry", "e") +
          R"( AS late_by, e.number AS number, e.code AS code, e.unit AS unit, e.qty AS qty,
                e.container AS container, e.source AS source, COALESCE(r.code, '') AS receiver,
                e.manifest AS manifest, e.carrier AS carrier, e.at AS at,
                COALESCE(p.code, '') AS staff
           FROM waste_entry e LEFT JOIN waste_receiver r ON r.id = e.receiver_id
           LEFT JOIN staff p ON p.id = e.staff_id
          WHERE e.outlet_id = :outlet AND (:code = '' OR e.code = :code)
            AND e.at >= :from AND e.at < :to
          ORDER BY e.id)",
      {{"outlet", shop::current_outlet(tx)}, {"code", code}, {"from", from}, {"to", to}});
}

std::vector<WasteSum> waste_summary(const store::ReadTxn& tx, const Period& period) {
  const auto& zone = tx.settings().zone;
  return tx.all(
      R"(SELECT code, unit,
                COALESCE(SUM(CASE WHEN at < :from THEN qty ELSE 0 END), 0) AS opening,
                COALESCE(SUM(CASE WHEN at >= :from AND qty > 0 THEN qty ELSE 0 END), 0) AS came,
                COALESCE(SUM(CASE WHEN at >= :from AND qty < 0 THEN -qty ELSE 0 END), 0) AS went
           FROM waste_entry
          WHERE outlet_id = :outlet AND at < :to
          GROUP BY code, unit ORDER BY code, unit)",
      {{"outlet", shop::current_outlet(tx)},
       {"from", zone.start_of(period.first)},
       {"to", zone.start_of(period.last.plus_days(1))}},
      [](const Row& row) {
        WasteSum sum{.code = row["code"],
                     .unit = row["unit"],
                     .opening = row["opening"],
                     .in = row["came"],
                     .out = row["went"]};
        sum.closing = sum.opening + sum.in - sum.out;
        return sum;
      });
}

}  // namespace svcctl::job
