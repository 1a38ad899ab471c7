#include "parts/count/count.hpp"

#include <algorithm>
#include <map>

#include "parts/buying/receipt.hpp"
#include "parts/stock/growth.hpp"
#include "parts/stock/place.hpp"
#include "shop/batch.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"
#include "store/pin.hpp"

namespace svcctl::parts {
namespace {

void require_open(const Count& count) {
  if (count.state != CountState::open)
    throw wrong_state("parts.count-closed", tr("count {0} is {1}", count.number, count.state),
                      "svcctl parts count open");
}

/// Two open counts must not reach the same lot: both would post its difference.
void require_apart(const store::ReadTxn& tx, const OpenCountRequest& request) {
  for (const auto& other : list_counts(tx)) {
    if (other.state != CountState::open || other.outlet_id != shop::current_outlet(tx)) continue;
    const bool apart = request.scope != CountScope::whole && request.scope == other.scope &&
                       request.scope_value != other.scope_value;
    if (!apart)
      throw wrong_state("parts.count-open", tr("count {0} is still open", other.number),
                        "svcctl parts count close " + other.number);
  }
}

bool in_scope(const store::ReadTxn& tx, const Count& count, const Part& part) {
  if (count.scope == CountScope::whole) return true;
  const std::string place =
      count.scope == CountScope::bin ? place_of(tx, part, count.outlet_id).bin : part.category;
  return place == count.scope_value;
}

/// The lot that was counted: the named one, the part's only one, or one found that no book knows.
constexpr store::GroundKind begun{N_("the count was opened"),
                                  "SELECT opened_at AS value FROM stock_count WHERE id = :id"};

Lot counted_lot(store::WriteTxn& tx, const Part& part, const CountEntry& entry) {
  const auto lots = list_lots(tx, part.id, true);
  if (entry.lot.empty() && lots.size() == 1) return lots[0];
  if (entry.lot.empty() && lots.size() > 1) {
    const auto full = list_lots(tx, part.id);
    if (full.size() == 1) return full[0];
    throw usage_error("parts.which-lot", tr("part {0} has several lots", part.label()),
                      "svcctl parts stock --lots --part " + part.label());
  }
  if (const auto lot = lot_of_part(tx, part.id, entry.lot)) return *lot;
  if (!entry.found)
    throw not_found("parts.lot-not-found",
                    entry.lot.empty() ? tr("part {0} has no lot here", part.label())
                                      : tr("no lot {0}", entry.lot),
                    "--found  (takes it onto the books)");
  return take_lot(tx, part, {.part = part.label(), .qty = entry.qty, .lot = entry.lot},
                  std::nullopt);
}

/// The last round of a lot.
struct LastEntry {
  std::int64_t round = 0;
  Quantity qty;
};
std::optional<LastEntry> last_entry(const store::ReadTxn& tx, std::int64_t count_id,
                                    std::int64_t lot_id) {
  return tx.first(R"(SELECT round, qty FROM stock_count_entry_card
                      WHERE count_id = :count AND lot_id = :lot
                      ORDER BY round DESC LIMIT 1)",
                  {{"count", count_id}, {"lot", lot_id}}, [](const store::Row& row) {
                    return LastEntry{.round = row["round"], .qty = row["qty"]};
                  });
}

/// The id of the outlet's last movement: ids ascend along an outlet's chain.
std::int64_t last_movement(const store::ReadTxn& tx, std::int64_t outlet_id) {
  return tx
      .value<std::int64_t>(R"(SELECT id AS value FROM stock_movement WHERE outlet_id = :outlet
                               ORDER BY id DESC LIMIT 1)",
                           {{"outlet", outlet_id}})
      .value_or(0);
}

struct Entered {
  Lot lot;
  csv::Outcome outcome = csv::Outcome::created;
};

Entered enter(store::WriteTxn& tx, const Count& count, const CountEntry& entry,
              shop::Batch* batch = nullptr) {
  if (entry.qty < Quantity()) throw usage_error("parts.qty", tr("a quantity is not below zero"));
  const Part part = find_part(tx, entry.part);
  if (!in_scope(tx, count, part))
    throw usage_error("parts.count-scope",
                      tr("part {0} does not belong to count {1}", part.label(), count.number),
                      "svcctl parts count show " + count.number);
  const Lot lot = counted_lot(tx, part, entry);
  const auto last = last_entry(tx, count.id, lot.id);
  if (last && last->qty == entry.qty && (!entry.recount || last->round > 1))
    return {lot, csv::Outcome::unchanged};
  if (last && !entry.recount)
    throw usage_error(
        "parts.counted-already",
        tr("lot {0} of part {1} is counted already: {2}", lot.code, part.label(), last->qty.str()),
        "--recount");
  tx.insert(R"(INSERT INTO stock_count_entry (count_id, lot_id, round, qty, counted_at, after_id,
                                              reason, recorded_at, staff_id, batch_id, outlet_id)
               VALUES (:count, :lot, :round, :qty, :at, :after, :reason, :now, :staff, :batch,
                       (SELECT outlet_id FROM stock_count WHERE id = :count)))",
            {{"count", count.id},
             {"lot", lot.id},
             {"round", last ? last->round + 1 : 1},
             {"qty", entry.qty},
             tx.stamp(),
             {"after", last_movement(tx, count.outlet_id)},
             {"batch", batch != nullptr ? std::optional(batch->id()) : std::nullopt},
             {"reason", entry.reason}});
  tx.record(store::of_outlet(count.outlet_id),
            {"stock_count",
             count.number,
             {{"part", part.label()}, {"lot", lot.code}, {"counted", entry.qty.str()}}});
  return {lot, last ? csv::Outcome::changed : csv::Outcome::created};
}

Count open_here(const store::ReadTxn& tx, const std::string& typed) {
  auto count = find_count(tx, typed);
  require_open(count);
  if (shop::current_outlet(tx) != count.outlet_id)
    throw usage_error("parts.count-outlet", tr("that is done at outlet {0}", count.outlet),
                      "--outlet " + count.outlet);
  return count;
}

/// What stands against posting these differences.
void require_approved_differences(store::WriteTxn& tx, const Count& count,
                                  const std::vector<CountLine>& differing) {
  if (differing.empty()) return;
  store::require_pin(tx, PinFor::stock_value);
  require(tx, tx.may(Right::manage), Clause::store, "parts.count-approval",
          tr("{0} differences of count {1} are posted by a manager",
             static_cast<std::int64_t>(differing.size()), count.number),
          "svcctl parts count close " + count.number + " --as MANAGER");
  Money moved;
  for (const auto& line : differing) moved += line.value() < Money() ? -line.value() : line.value();
  const bool own = tx.actor_id() && std::ranges::any_of(differing, [&](const CountLine& line) {
                     return line.counted_by_id && store::acts_as(tx, *line.counted_by_id);
                   });
  store::require_another(
      tx, !own || moved <= tx.settings().second_person_above, Clause::store, "parts.count-own",
      tr("{0} counted some of the differences, worth {1}: another manager posts them",
         tx.actor().code, moved.str()),
      "svcctl parts count close " + count.number + " --as MANAGER",
      [&] { return shop::other_there(tx, Right::manage); });
}

/// @return what stock grows by
Money post(store::WriteTxn& tx, const Count& count, const CountLine& line) {
  const auto moved = move(tx, {.lot_id = line.lot_id,
                               .kind = MovementKind::adjust,
                               .qty = line.difference(),
                               .reason = line.reason,
                               .document = count.number});
  tx.insert(R"(INSERT INTO stock_count_variance (count_id, lot_id, expected_qty, counted_qty,
                                                 movement_id, outlet_id)
               VALUES (:count, :lot, :expected, :counted, :movement,
                       (SELECT outlet_id FROM stock_count WHERE id = :count)))",
            {{"count", count.id},
             {"lot", line.lot_id},
             {"expected", line.expected},
             {"counted", line.counted},
             {"movement", moved.id}});
  if (line.difference() <= Quantity()) return {};
  return worth_of(tx, load_part(tx, load_lot(tx, line.lot_id).part_id), line.difference());
}

/// Who counted what was found too much, where that was not who posts it.
std::optional<std::int64_t> counter_of(const store::ReadTxn& tx,
                                       const std::vector<CountLine>& differing) {
  std::optional<std::int64_t> counter;
  for (const auto& line : differing) {
    if (line.difference() <= Quantity()) continue;
    if (!line.counted_by_id || store::acts_as(tx, *line.counted_by_id)) return std::nullopt;
    counter = line.counted_by_id;
  }
  return counter;
}

void finish(store::WriteTxn& tx, const Count& count, CountState state, const std::string& reason) {
  tx.run(R"(UPDATE stock_count SET state = :state, closed_at = :at, closed_by = :staff,
                                   reason = :reason
             WHERE id = :id)",
         {{"state", state}, tx.stamp(), {"reason", reason}, {"id", count.id}});
}

constexpr std::array count_list = {
    csv::Column{"part", "number|part number|配件编码|配件|编码|零件号", csv::Type::identifier,
                csv::Need::value},
    csv::Column{"lot", "批次|批号", csv::Type::printed},
    csv::Column{"counted", "counted quantity|实盘|实盘数量|盘点数量", csv::Type::quantity,
                csv::Need::title},
    csv::Column{"reason", "原因|差异原因|备注"},
    csv::Column{"bin", "库位"},
    csv::Column{"name", "名称"},
    csv::Column{"unit", "单位"},
    csv::Column{"expires_on", "有效期"},
    csv::Column{"expected", "账面|账面数量"},
};

}  // namespace

std::span<const csv::Column> count_list_columns() { return count_list; }

CountSummary open_count(store::WriteTxn& tx, const OpenCountRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  tx.stands_on(Clause::store, {});
  require_apart(tx, request);
  const auto outlet = shop::current_outlet(tx);
  const auto number = tx.next_number('S', outlet);
  tx.insert(R"(INSERT INTO stock_count (number, outlet_id, scope, scope_value, blind, snapshot_id,
                                        opened_at, opened_by)
               VALUES (:number, :outlet, :scope, :value, :blind, :snapshot, :at, :staff))",
            {{"number", number},
             {"outlet", outlet},
             {"scope", request.scope},
             {"value", request.scope_value},
             {"blind", request.blind},
             {"snapshot", last_movement(tx, outlet)},
             tx.stamp()});
  tx.record(store::of_outlet(outlet),
            {"stock_count", number, {{"state", "open"}, {"scope", to_code(request.scope)}}});
  return summarise(tx, find_count(tx, number));
}

CountLine enter_count(store::WriteTxn& tx, const CountEntry& entry) {
  shop::require_right(tx, Right::keep_stock);
  const auto count = open_here(tx, entry.count);
  tx.stands_on(Clause::store, {begun.of(count.id)});
  const auto entered = enter(tx, count, entry);
  return count_line(tx, count, entered.lot.id);
}

csv::ImportResult import_count(store::WriteTxn& tx, csv::RowSource& source,
                               const csv::ImportOptions& options, const std::string& typed,
                               bool recount) {
  shop::require_right(tx, Right::keep_stock);
  const auto count = open_here(tx, typed);
  tx.stands_on(Clause::store, {begun.of(count.id)});
  std::map<std::int64_t, Quantity> counted;  ///< in this file, by lot
  shop::Batch batch(tx, shop::BatchKind::count, options);
  const auto part_and_lot = [&](const csv::ImportRow& row) {
    return part_alike(tx, row.text("part")) + "\n" + row.text("lot");
  };
  const auto take = [&](const csv::ImportRow& row) {
    const auto qty = row.quantity("counted");
    if (!qty) return csv::Outcome::unchanged;
    const auto entered = enter(tx, count,
                               {.count = count.number,
                                .part = row.text("part"),
                                .qty = *qty,
                                .lot = row.text("lot"),
                                .reason = row.text("reason"),
                                .recount = recount},
                               &batch);
    // One file is one round: a lot on two lines may be two shelves, or a mistake.
    const auto first = counted.find(entered.lot.id);
    if (first == counted.end()) {
      counted.emplace(entered.lot.id, *qty);
      return entered.outcome;
    }
    if (first->second != *qty || entered.outcome != csv::Outcome::unchanged)
      throw bad_data(
          "parts.counted",
          tr("lot {0} of part {1} stands already in the file, with {2}: is {3} all there "
             "is, or {4}?",
             entered.lot.code, row.text("part"), first->second.str(), qty->str(),
             (first->second + *qty).str()));
    return csv::Outcome::unchanged;
  };
  return batch.take(source, count_list,
                    {{.by = "part", .key = part_and_lot, .agree = {"counted", "reason"}}}, take);
}

CountSummary close_count(store::WriteTxn& tx, const std::string& typed,
                         std::optional<Uncounted> uncounted) {
  shop::require_right(tx, Right::keep_stock);
  const auto count = open_here(tx, typed);
  tx.stands_on(Clause::store, {begun.of(count.id)});
  std::vector<CountLine> differing;
  std::optional<CountLine> missing;
  std::optional<CountLine> once;
  std::int64_t not_counted = 0;
  std::int64_t counted_once = 0;
  each_count_line(tx, count, [&](CountLine line) {
    if (!line.counted) {
      ++not_counted;
      if (!missing) missing = line;
      if (uncounted != Uncounted::zero) return;
      line.counted = Quantity();
    }
    if (!line.differs()) return;
    if (line.rounds == 1 && ++counted_once == 1) once = line;
    differing.push_back(line);
  });
  require(tx, !missing || uncounted, Clause::store, "parts.count-uncounted",
          tr("{0} lots of count {1} are not counted, first lot {2} of part {3}", not_counted,
             count.number, missing ? missing->lot : "", missing ? missing->part : ""),
          "svcctl parts count close " + count.number + " --uncounted leave|zero");
  require(tx, !once, Clause::store, "parts.count-recount",
          tr("{0} differences of count {1} were counted only once, first lot {2} of part {3}",
             counted_once, count.number, once ? once->lot : "", once ? once->part : ""),
          "svcctl parts count enter " + count.number + " " + (once ? once->part : "") +
              ":QTY --lot " + (once ? once->lot : "") + " --recount");
  require_approved_differences(tx, count, differing);
  Money grown;
  for (const auto& line : differing) grown += post(tx, count, line);
  if (grown > Money())
    grow(tx, {.source = GrowthSource::count,
              .value = grown,
              .document = count.number,
              .second_id = counter_of(tx, differing),
              .mend = "svcctl parts count close " + count.number + " --as MANAGER"});
  finish(tx, count, CountState::closed, "");
  tx.record(store::of_outlet(count.outlet_id),
            {"stock_count",
             count.number,
             {{"state", "closed"}, {"differences", std::to_string(differing.size())}}});
  return summarise(tx, find_count(tx, count.number));
}

CountSummary cancel_count(store::WriteTxn& tx, const std::string& typed,
                          const std::string& reason) {
  shop::require_right(tx, Right::keep_stock);
  const auto count = open_here(tx, typed);
  tx.stands_on(Clause::store, {begun.of(count.id)});
  if (reason.empty())
    throw usage_error("parts.reason", tr("a change of stock needs its reason"), "--why REASON");
  finish(tx, count, CountState::cancelled, reason);
  tx.record(store::of_outlet(count.outlet_id),
            {"stock_count", count.number, {{"state", "cancelled"}, {"reason", reason}}});
  return summarise(tx, find_count(tx, count.number));
}

}  // namespace svcctl::parts
