#include "parts/stock/transfer.hpp"

#include <algorithm>

#include "parts/stock/growth.hpp"
#include "parts/stock/private/lot_row.hpp"
#include "parts/stock/shrinkage.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/number.hpp"
#include "store/one_person.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

constexpr store::NumberKind transfer_numbers{.table = "stock_transfer",
                                             .letter = 'T',
                                             .code = "transfer.not-found",
                                             .missing = N_("no such transfer: {0}"),
                                             .hint = "svcctl parts transfer list",
                                             .of_outlet = false,
                                             .unfinished = "state = 'sent'"};

constexpr const char* every_transfer =
    R"(SELECT t.id AS id, t.number AS number, t.from_outlet_id AS from_outlet_id,
              t.to_outlet_id AS to_outlet_id, f.code AS from_code, o.code AS to_code,
              t.state AS state, t.note AS note, t.sent_at AS sent_at, t.sent_by AS sent_by,
              COALESCE(s.code, '') AS sender, t.done_at AS done_at,
              COALESCE(d.code, '') AS done_by
         FROM stock_transfer t
         JOIN outlet f ON f.id = t.from_outlet_id
         JOIN outlet o ON o.id = t.to_outlet_id
         LEFT JOIN staff s ON s.id = t.sent_by
         LEFT JOIN staff d ON d.id = t.done_by)";

std::vector<TransferLine> lines_of(const store::ReadTxn& tx, std::int64_t transfer_id) {
  return tx.all<TransferLine>(
      R"(SELECT t.id AS id, t.part_id AS part_id, t.lot_id AS lot_id, p.number AS number,
                p.brand AS brand, p.name AS name, p.unit AS unit, l.code AS code, t.qty AS qty,
                t.value_amount AS value_amount, t.received_qty AS received_qty,
                t.reason AS reason
           FROM stock_transfer_line t
           JOIN part p ON p.id = t.part_id
           JOIN lot l ON l.id = t.lot_id
          WHERE t.transfer_id = :transfer
          ORDER BY t.id)",
      {{"transfer", transfer_id}});
}

constexpr store::GroundKind sent{N_("the goods were sent"), nullptr};

void send_line(store::WriteTxn& tx, std::int64_t transfer_id, const std::string& number,
               const Pick& pick, const std::string& to) {
  const auto moved = move(tx, {.lot_id = pick.lot.id,
                               .kind = MovementKind::transfer,
                               .qty = -pick.qty,
                               .reason = "→ " + to,
                               .document = number});
  tx.insert(R"(INSERT INTO stock_transfer_line (transfer_id, part_id, lot_id, qty, value_amount,
                                                outlet_id)
               VALUES (:transfer, :part, :lot, :qty, :value,
                       (SELECT from_outlet_id FROM stock_transfer WHERE id = :transfer)))",
            {{"transfer", transfer_id},
             {"part", pick.lot.part_id},
             {"lot", pick.lot.id},
             {"qty", pick.qty},
             {"value", -moved.value}});
}

/// The lot of the current outlet that goods of `from` go into: the same one where it is there
/// already, else a new one, with the code of the old as far as that is free.
std::int64_t lot_like(store::WriteTxn& tx, const Lot& from, const std::string& number) {
  const auto there = lot_of_part(tx, from.part_id, from.code);
  const bool same = there && there->supplier == from.supplier && there->cost == from.cost &&
                    there->expires_on == from.expires_on && there->trace == from.trace &&
                    there->state == from.state;
  if (same) return there->id;
  const auto made = tx.insert(
      R"(INSERT INTO lot (part_id, supplier_id, outlet_id, code, received_at, expires_on,
                          cost_amount, trace)
         SELECT part_id, supplier_id, :outlet, :code, received_at, expires_on, cost_amount, trace
           FROM lot WHERE id = :from)",
      {{"from", from.id},
       {"outlet", shop::current_outlet(tx)},
       {"code", there ? from.code + "-" + number : from.code}});
  if (from.state != LotState::ok) put_lot_state(tx, made, from.state, from.state_reason);
  return made;
}

void require_sent(const Transfer& transfer) {
  if (transfer.state != TransferState::sent)
    throw wrong_state("parts.transfer-closed",
                      tr("transfer {0} is {1}", transfer.number, transfer.state),
                      "svcctl parts transfer show " + transfer.number);
}

void require_here(const store::ReadTxn& tx, std::int64_t outlet_id, const std::string& code) {
  if (shop::current_outlet(tx) != outlet_id)
    throw usage_error("parts.transfer-outlet", tr("that is done at outlet {0}", code),
                      "--outlet " + code);
}

/// How much of each line arrived: as sent, unless the part is told apart.
std::vector<Quantity> arrived(const store::ReadTxn& tx, const Transfer& transfer,
                              const std::vector<PartQuantity>& told) {
  std::vector<Quantity> out;
  for (const auto& line : transfer.lines) out.push_back(line.qty);
  for (const auto& one : told) {
    if (one.qty < Quantity()) throw usage_error("parts.qty", tr("a quantity is not below zero"));
    const auto part_id = find_part(tx, one.part).id;
    Quantity left = one.qty;
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (transfer.lines[i].part_id != part_id) continue;
      out[i] = std::min(left, transfer.lines[i].qty);
      left -= out[i];
      last = i;
    }
    if (!last)
      throw usage_error("parts.transfer-part",
                        tr("transfer {0} has nothing of part {1}", transfer.number, one.part),
                        "svcctl parts transfer show " + transfer.number);
    out[*last] += left;
  }
  return out;
}

void close(store::WriteTxn& tx, const Transfer& transfer, TransferState state) {
  tx.run(R"(UPDATE stock_transfer SET state = :state, done_at = :at, done_by = :staff
             WHERE id = :id)",
         {{"state", state}, tx.stamp(), {"id", transfer.id}});
}

}  // namespace

Money Transfer::value() const {
  Money sum;
  for (const auto& line : lines) sum += line.value;
  return sum;
}

Transfer send(store::WriteTxn& tx, const SendRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  tx.stands_on(Clause::store, {});
  const auto from = shop::current_outlet(tx);
  const auto to = shop::find_outlet(tx, request.to);
  if (to.id == from)
    throw usage_error("parts.transfer-same", tr("the goods are at outlet {0} already", to.code),
                      "svcctl outlet list");
  if (request.lines.empty())
    throw usage_error("parts.no-lines", tr("nothing to send"), "--part NO:QTY");
  const auto number = tx.next_number('T', from);
  const auto id = tx.insert(
      R"(INSERT INTO stock_transfer (number, from_outlet_id, to_outlet_id, note, sent_at, sent_by)
         VALUES (:number, :from, :to, :note, :at, :staff))",
      {{"number", number}, {"from", from}, {"to", to.id}, {"note", request.note}, tx.stamp()});
  const auto lot = request.lot.empty() ? std::nullopt : std::optional(request.lot);
  for (const auto& line : request.lines)
    for (const auto& pick : pick_lots(tx, find_part(tx, line.part), line.qty, lot))
      send_line(tx, id, number, pick, to.code);
  tx.record(store::of_outlet(from),
            {"stock_transfer", number, {{"state", "sent"}, {"to", to.code}}});
  return find_transfer(tx, number);
}

Transfer receive_transfer(store::WriteTxn& tx, const ArrivalRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  const auto transfer = find_transfer(tx, request.number);
  tx.stands_on(Clause::store, {sent.at(transfer.sent_at)});
  require_sent(transfer);
  require_here(tx, transfer.to_id, transfer.to);
  store::require_another(
      tx, !transfer.sent_by_id || !store::acts_as(tx, *transfer.sent_by_id), Clause::store,
      "parts.transfer-same-person",
      tr("{0} sent transfer {1}: another person receives it", transfer.sent_by, transfer.number),
      "svcctl parts transfer receive " + transfer.number + " --as KEEPER", other_keeper(tx));
  const auto there = arrived(tx, transfer, request.lines);
  const auto second = second_keeper(tx, request.second);
  Money surplus, missing;
  for (std::size_t i = 0; i < there.size(); ++i) {
    const auto& line = transfer.lines[i];
    const Quantity difference = there[i] - line.qty;
    require(tx, difference.is_zero() || !request.reason.empty(), Clause::store,
            "parts.transfer-difference",
            tr("{0} of lot {1} of part {2} were sent, {3} arrived: the difference wants its reason",
               line.qty.str(), line.lot, line.part, there[i].str()),
            "--why REASON");
    const auto lot = lot_like(tx, load_lot(tx, line.lot_id), transfer.number);
    move(tx, {.lot_id = lot,
              .kind = MovementKind::transfer,
              .qty = line.qty,
              .reason = transfer.from + " " + line.lot + " →",
              .document = transfer.number});
    if (!difference.is_zero()) {
      move(tx, {.lot_id = lot,
                .kind = MovementKind::adjust,
                .qty = difference,
                .reason = request.reason,
                .document = transfer.number});
      const Money worth = worth_of(tx, load_part(tx, line.part_id), difference);
      (difference > Quantity() ? surplus : missing) += worth;
    }
    tx.run(R"(UPDATE stock_transfer_line
                 SET to_lot_id = :lot, received_qty = :qty, reason = :reason
               WHERE id = :id)",
           {{"lot", lot},
            {"qty", there[i]},
            {"reason", difference.is_zero() ? std::string() : request.reason},
            {"id", line.id}});
  }
  if (surplus > Money())
    grow(tx, {.source = GrowthSource::transfer,
              .value = surplus,
              .document = transfer.number,
              .reason = request.reason,
              .second_id = second});
  if (missing < Money())
    shrink(tx, {.source = ShrinkageSource::transfer,
                .value = -missing,
                .document = transfer.number,
                .reason = request.reason,
                .second_id = second});
  close(tx, transfer, TransferState::received);
  tx.record(store::of_outlet(transfer.to_id),
            {"stock_transfer", transfer.number, {{"state", "received"}}});
  return find_transfer(tx, transfer.number);
}

Transfer take_back(store::WriteTxn& tx, const std::string& number, const std::string& reason) {
  shop::require_right(tx, Right::keep_stock);
  const auto transfer = find_transfer(tx, number);
  tx.stands_on(Clause::store, {sent.at(transfer.sent_at)});
  require_sent(transfer);
  require_here(tx, transfer.from_id, transfer.from);
  if (reason.empty())
    throw usage_error("parts.reason", tr("a change of stock needs its reason"), "--why REASON");
  for (const auto& line : transfer.lines)
    move(tx, {.lot_id = line.lot_id,
              .kind = MovementKind::transfer,
              .qty = line.qty,
              .reason = reason,
              .document = transfer.number});
  close(tx, transfer, TransferState::taken_back);
  tx.record(store::of_outlet(transfer.from_id),
            {"stock_transfer", transfer.number, {{"state", "taken_back"}, {"reason", reason}}});
  return find_transfer(tx, transfer.number);
}

Transfer find_transfer(const store::ReadTxn& tx, const std::string& typed) {
  auto transfer = store::find_numbered(tx, transfer_numbers, typed, [&](const std::string& number) {
    return tx.first<Transfer>(std::string(every_transfer) + " WHERE t.number = :number",
                              {{"number", number}});
  });
  transfer.lines = lines_of(tx, transfer.id);
  return transfer;
}

std::vector<Transfer> list_transfers(const store::ReadTxn& tx, bool open_only) {
  const auto& here = tx.scope();
  const auto outlet = here.several && here.outlet ? here.outlet->id : 0;
  return tx.all<Transfer>(std::string(every_transfer) + R"(
          WHERE (:outlet = 0 OR t.from_outlet_id = :outlet OR t.to_outlet_id = :outlet)
            AND (:open = 0 OR t.state = 'sent')
          ORDER BY t.sent_at DESC, t.id DESC)",
                          {{"outlet", outlet}, {"open", open_only}});
}

}  // namespace svcctl::parts
