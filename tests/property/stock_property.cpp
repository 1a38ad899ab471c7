#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <sstream>

#include "../unit/store_support.hpp"
#include "parts/buying/receipt.hpp"
#include "parts/buying/supplier_return.hpp"
#include "parts/count/count.hpp"
#include "csv/reader.hpp"
#include "parts/import/import.hpp"
#include "parts/stock/ledger.hpp"
#include "parts/stock/private/average.hpp"
#include "parts/stock/reservation.hpp"
#include "parts/stock/stock_change.hpp"
#include "parts/stock/stock_list.hpp"
#include "parts/stock/transfer.hpp"
#include "parts/stock/value.hpp"
#include "shop/outlet.hpp"

// Random days of two store-rooms, with fixed seeds. Whatever happened, told in time or late: the
// ledger's sum is the balance of every lot, nothing was ever below zero, values add up to the fen,
// and every day gone by reads as a replay from the beginning would have it. SVCCTL_STEPS sets how
// many steps each seed takes.

using namespace svcctl;
using namespace svcctl::test;

namespace {

constexpr int part_count = 12;
constexpr int job_count = 6;

/// A ledger line as the replay knows it.
struct Line {
  std::int64_t id = 0;
  std::int64_t at = 0;
  std::int64_t lot = 0;
  std::int64_t part = 0;
  std::int64_t outlet = 0;
  Quantity qty;
  Money value;
};

class Garage {
 public:
  explicit Garage(unsigned seed) : random_(seed), connection_(store::Connection::in_memory()) {
    now_ = *Instant::parse("2026-01-05T00:00:00Z");
    write("", [&](store::WriteTxn& tx) {
      shop::add_outlet(tx, "MAIN", {.name = "主店", .scope = "维修"});
      shop::add_outlet(tx, "EAST", {.name = "东店", .scope = "维修"});
      parts::add_supplier(tx, "HB", {.name = "华北汽配"});
      parts::approve_supplier(tx, "HB", {});
      for (int i = 0; i < part_count; ++i)
        parts::add_part(tx, "P" + std::to_string(i),
                        {.name = "part",
                         .cost = Money::minor(1000 + 7 * i),
                         .bin = "B" + std::to_string(i % 3)});
    });
  }

  void step() {
    now_ = now_.plus_seconds(below(4 * 3600));
    outlet_ = below(2) == 0 ? "MAIN" : "EAST";
    const auto act = below(100);
    if (act < 22) return receive();
    if (act < 44) return issue();
    if (act < 52) return return_issued();
    if (act < 56) return adjust();
    if (act < 59) return scrap();
    if (act < 63) return bar();
    if (act < 68) return reserve();
    if (act < 73) return give_back();
    if (act < 80) return import();
    if (act < 90) return transfer();
    count();
  }

  void check_whole() {
    store::ReadTxn tx(connection_, context(""));
    CHECK(tx.value<std::int64_t>(R"(SELECT COUNT(*) AS value FROM lot l
             WHERE l.qty < 0
                OR l.qty <> (SELECT COALESCE(SUM(m.qty), 0) FROM stock_movement m
                              WHERE m.lot_id = l.id))") == 0);
    CHECK(tx.value<std::int64_t>(
              "SELECT COUNT(*) AS value FROM stock_movement WHERE document = ''") == 0);
    load_new(tx);
    std::map<std::int64_t, Money> values;
    for (const auto& line : lines_) values[line.lot] += line.value;
    auto lots = tx.query("SELECT id, part_id, outlet_id, qty, cost_amount FROM lot");
    std::map<std::pair<std::int64_t, std::int64_t>, Quantity> held;
    while (lots.next()) {
      const auto& row = lots.row();
      const Quantity qty = row["qty"];
      CHECK(values[row.get<std::int64_t>("id")] == row.get<Money>("cost_amount") * qty);
      held[{row["outlet_id"], row["part_id"]}] += qty;
    }
    for (const auto& [where, qty] : expected_) CHECK(held[where] == qty);
  }

  /// Any day from the first to today, at one of the outlets.
  void check_day() {
    outlet_ = below(2) == 0 ? "MAIN" : "EAST";
    store::ReadTxn tx(connection_, context(""));
    load_new(tx);
    const Date first = Date::of(2026, 1, 5);
    const Date day = first.plus_days(static_cast<int>(below(days_between(first, tx.today()) + 1)));
    const auto end = parts::end_of(tx, day).seconds;
    const auto outlet = shop::current_outlet(tx);

    std::vector<Line> replay = lines_;
    std::stable_sort(replay.begin(), replay.end(), [](const Line& a, const Line& b) {
      return std::pair(a.at, a.id) < std::pair(b.at, b.id);
    });
    std::map<std::int64_t, Quantity> lots;
    std::map<std::int64_t, Quantity> parts;
    std::map<std::int64_t, parts::MovingAverage> averages;
    for (const auto& line : replay) {
      if (line.outlet != outlet || line.at >= end) continue;
      lots[line.lot] += line.qty;
      parts[line.part] += line.qty;
      averages[line.part].move(line.qty, line.value);
      CHECK(lots[line.lot] >= Quantity());
    }
    Money value;
    for (const auto& [lot, qty] : lots) value += costs_[lot] * qty;
    Money average;
    for (const auto& [part, each] : averages) average += each.value();

    std::map<std::string, Quantity> told;
    Money told_value;
    parts::each_stock_line(tx, {.as_of = day}, [&](const parts::StockLine& line) {
      told[line.part] = line.qty;
      told_value += line.value;
    });
    for (const auto& [part, qty] : parts) CHECK(told[names_[part]] == qty);
    CHECK(told_value == value);
    parts::each_value(tx, {.as_of = day, .by = parts::ValueBy::total, .average = true},
                      [&](const parts::StockValue& total) {
                        CHECK(total.value == value);
                        CHECK(total.average_value.value_or(Money()) == average);
                      });
  }

  const std::map<std::string, int>& done() const { return done_; }

 private:
  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }
  std::string part() { return "P" + std::to_string(below(part_count)); }
  /// Whole pieces, or what is measured out.
  Quantity some() {
    return below(3) == 0 ? Quantity::thousandths(1 + below(9999)) : Quantity::whole(1 + below(9));
  }
  store::Context context(const std::string& command) {
    store::Context out;
    out.now = now_;
    out.command = command;
    out.outlet = outlet_;
    out.settings = default_settings();
    return out;
  }

  /// Does it, or is refused and changes nothing.
  template <class Act>
  void write(const std::string& name, Act act, bool late = false) {
    auto how = context(name.empty() ? "set up" : name);
    if (late && below(8) == 0) how.at = now_.plus_seconds(-below(5 * 86400));
    const auto expected = expected_;
    store::WriteTxn tx(connection_, how);
    try {
      act(tx);
      tx.record(svcctl::store::company, {"test", name, {}});
      tx.commit();
      ++done_[name];
    } catch (const Error& error) {
      expected_ = expected;
      REQUIRE_MESSAGE(error.kind() != ErrorKind::bug, error.code());
      ++done_[name + ": refused"];
    }
  }
  void expect(const store::ReadTxn& tx, const std::string& part, Quantity qty) {
    expected_[{shop::current_outlet(tx), parts::find_part(tx, part).id}] += qty;
  }

  void receive() {
    const auto no = part();
    const auto qty = some();
    write(
        "receive",
        [&](store::WriteTxn& tx) {
          parts::ReceiptLine line{.part = no, .qty = qty, .cost = Money::minor(below(50000))};
          if (below(4) == 0) line.expires_on = tx.today().plus_days(static_cast<int>(below(40)));
          parts::receive(tx, {.supplier = "HB", .document = "DN", .lines = {line}});
          expect(tx, no, qty);
        },
        true);
  }
  void issue() {
    const auto no = part();
    const auto qty = some();
    const auto job = 1 + below(job_count);
    write(
        "issue",
        [&](store::WriteTxn& tx) {
          const auto found = parts::find_part(tx, no);
          for (const auto& pick : parts::pick_lots(tx, found, qty, std::nullopt, job)) {
            parts::move(tx, {.lot_id = pick.lot.id,
                             .kind = parts::MovementKind::issue,
                             .qty = -pick.qty,
                             .job_id = job,
                             .document = "J"});
            issued_.push_back({pick.lot.id, job, pick.qty, no, outlet_});
          }
          parts::use_reservation(tx, job, found.id, qty);
          expect(tx, no, -qty);
        },
        true);
  }
  void return_issued() {
    if (issued_.empty()) return;
    const auto at = static_cast<std::size_t>(below(static_cast<std::int64_t>(issued_.size())));
    const auto out = issued_[at];
    outlet_ = out.outlet;
    write(
        "return",
        [&](store::WriteTxn& tx) {
          parts::move(tx, {.lot_id = out.lot,
                           .kind = parts::MovementKind::giving_back,
                           .qty = out.qty,
                           .job_id = out.job,
                           .document = "J"});
          expect(tx, out.part, out.qty);
        },
        false);
    issued_.erase(issued_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  std::string any_lot(const store::ReadTxn& tx, const std::string& no) {
    const auto lots = parts::list_lots(tx, parts::find_part(tx, no).id, true);
    if (lots.empty()) return "NONE";
    return lots[static_cast<std::size_t>(below(static_cast<std::int64_t>(lots.size())))].code;
  }
  void adjust() {
    const auto no = part();
    const auto qty = below(2) == 0 ? some() : -some();
    write(
        "adjust",
        [&](store::WriteTxn& tx) {
          parts::adjust(
              tx, {.part = no, .qty = qty, .lot = any_lot(tx, no), .reason = "盘点", .second = ""});
          expect(tx, no, qty);
        },
        true);
  }
  void scrap() {
    const auto no = part();
    const auto qty = some();
    write(
        "scrap",
        [&](store::WriteTxn& tx) {
          parts::scrap(
              tx, {.part = no, .qty = qty, .lot = any_lot(tx, no), .reason = "破损", .second = ""});
          expect(tx, no, -qty);
        },
        true);
  }
  void bar() {
    const auto no = part();
    const bool free = below(2) == 0;
    write(free ? "release" : "quarantine", [&](store::WriteTxn& tx) {
      const auto lot = any_lot(tx, no);
      if (free)
        parts::release(tx, lot, no, "已复检");
      else
        parts::quarantine(tx, lot, no, "待检", false);
    });
  }
  void reserve() {
    const auto no = part();
    const auto qty = some();
    const auto job = 1 + below(job_count);
    const bool free = below(2) == 0;
    write(free ? "unreserve" : "reserve", [&](store::WriteTxn& tx) {
      const auto found = parts::find_part(tx, no);
      if (free)
        parts::unreserve(tx, job, found, std::nullopt);
      else
        parts::reserve(tx, job, found, qty);
    });
  }

  /// Goods that go back to where they came from.
  void give_back() {
    const auto no = part();
    const auto qty = some();
    const bool named = below(3) == 0;
    write(
        "give back",
        [&](store::WriteTxn& tx) {
          parts::give_back(tx, {.supplier = "HB",
                                .part = no,
                                .qty = qty,
                                .lot = named ? any_lot(tx, no) : "",
                                .reason = "错发"});
          expect(tx, no, -qty);
        },
        true);
  }

  /// A list with quantities: what is there, or what comes on top, with lots or without; or one of
  /// the lists before, taken back.
  void import() {
    if (below(3) == 0) return undo_import();
    const bool set = below(2) == 0;
    const bool lots = below(2) == 0;
    std::string list = lots ? "number,qty,lot\n" : "number,qty\n";
    std::map<std::string, Quantity> said;
    for (auto rows = 1 + below(4); rows > 0; --rows) {
      const auto no = part();
      if (said.contains(no)) continue;
      const auto qty = below(6) == 0 ? Quantity() : some();
      said[no] = qty;
      list += no + "," + qty.str() + (lots ? ",K" + std::to_string(below(5)) : "") + "\n";
    }
    // No file is like another: the same quantities would be added only once.
    list += std::string(static_cast<std::size_t>(++files_), '\n');
    write(
        set ? "import set" : "import add",
        [&](store::WriteTxn& tx) {
          auto before = said;
          for (auto& [no, held] : before) held = on_hand(tx, no);
          std::istringstream source(list);
          csv::Reader rows(source);
          const auto done =
              parts::import_parts(tx, rows,
                                  {.list = {.file = "list.csv", .sha256 = std::to_string(files_)},
                                   .stock = set ? parts::StockMode::set : parts::StockMode::add,
                                   .supplier = set ? "" : "HB"});
          if (!done.applied) throw bad_data("test.rejected", tr("rejected"));
          for (const auto& [no, qty] : said) {
            const Quantity after = on_hand(tx, no);
            if (!set) CHECK(after - before[no] == qty);
            if (set && !lots) CHECK(after == qty);
            expect(tx, no, after - before[no]);
          }
        },
        !set);
  }
  static Quantity on_hand(const store::ReadTxn& tx, const std::string& no) {
    return tx
        .value<Quantity>(
            "SELECT SUM(qty) AS value FROM lot WHERE part_id = :part "
            "AND outlet_id = :outlet",
            {{"part", parts::find_part(tx, no).id}, {"outlet", shop::current_outlet(tx)}})
        .value_or(Quantity());
  }
  void undo_import() {
    std::vector<std::int64_t> open;
    {
      store::ReadTxn tx(connection_, context(""));
      for (const auto& batch : parts::list_imports(tx))
        if (!batch.undone_at && open.size() < 4) open.push_back(batch.id);
    }
    if (open.empty()) return;
    const auto batch =
        open[static_cast<std::size_t>(below(static_cast<std::int64_t>(open.size())))];
    write("import undone", [&](store::WriteTxn& tx) {
      auto query = tx.query(R"(SELECT outlet_id, part_id, SUM(qty) AS qty FROM stock_movement
                                WHERE import_id = :batch GROUP BY outlet_id, part_id)",
                            {{"batch", batch}});
      while (query.next())
        expected_[{query.row()["outlet_id"], query.row()["part_id"]}] -=
            query.row().get<Quantity>("qty");
      parts::undo_import(tx, batch);
    });
  }

  void transfer() {
    const std::string other = outlet_ == "MAIN" ? "EAST" : "MAIN";
    if (below(2) == 0 || in_transit_.empty()) {
      const auto no = part();
      const auto qty = some();
      std::string number;
      write(
          "send",
          [&](store::WriteTxn& tx) {
            number = parts::send(tx, {.to = other, .lines = {{no, qty}}}).number;
            expect(tx, no, -qty);
          },
          true);
      if (done_["send"] > sent_) in_transit_.push_back({number, no, qty, outlet_, other});
      sent_ = done_["send"];
      return;
    }
    const auto going = in_transit_.front();
    in_transit_.erase(in_transit_.begin());
    const bool back = below(5) == 0;
    outlet_ = back ? going.from : going.to;
    const auto arrived = below(4) == 0 ? some() : going.qty;
    write(back ? "take back" : "arrive", [&](store::WriteTxn& tx) {
      if (back)
        parts::take_back(tx, going.number, "退回");
      else
        parts::receive_transfer(
            tx, {.number = going.number, .lines = {{going.part, arrived}}, .reason = "途中"});
      expect(tx, going.part, back ? going.qty : arrived);
    });
  }

  void count() {
    auto& number = counts_[outlet_];
    if (number.empty()) {
      write("count open", [&](store::WriteTxn& tx) {
        number = parts::open_count(tx, {.scope = parts::CountScope::bin,
                                        .scope_value = "B" + std::to_string(below(3))})
                     .count.number;
      });
      return;
    }
    const auto act = below(12);
    if (act < 9) return enter(number);
    write(act == 9 ? "count cancel" : "count close", [&](store::WriteTxn& tx) {
      if (act == 9) {
        parts::cancel_count(tx, number, "改期");
      } else {
        const auto counted = parts::find_count(tx, number);
        std::vector<std::pair<std::string, Quantity>> differences;
        const auto uncounted = below(6) == 0 ? parts::Uncounted::zero : parts::Uncounted::leave;
        parts::each_count_line(tx, counted, [&](const parts::CountLine& line) {
          if (line.counted)
            differences.emplace_back(line.part, line.difference());
          else if (uncounted == parts::Uncounted::zero)
            differences.emplace_back(line.part, -line.expected);
        });
        parts::close_count(tx, number, uncounted);
        for (const auto& [no, qty] : differences) expect(tx, no, qty);
      }
    });
    store::ReadTxn tx(connection_, context(""));
    if (parts::find_count(tx, number).state != parts::CountState::open) number.clear();
  }
  void enter(const std::string& number) {
    std::vector<parts::CountLine> lines;
    {
      store::ReadTxn tx(connection_, context(""));
      parts::each_count_line(tx, parts::find_count(tx, number),
                             [&](const parts::CountLine& line) { lines.push_back(line); });
    }
    if (lines.empty()) return;
    const auto line =
        lines[static_cast<std::size_t>(below(static_cast<std::int64_t>(lines.size())))];
    const auto qty = below(3) == 0 ? some() : std::max(line.expected, Quantity());
    write(
        "count enter",
        [&](store::WriteTxn& tx) {
          parts::enter_count(tx, {.count = number,
                                  .part = line.part,
                                  .qty = qty,
                                  .lot = line.lot,
                                  .reason = "",
                                  .recount = line.counted.has_value()});
        },
        true);
  }

  void load_new(const store::ReadTxn& tx) {
    auto query = tx.query(R"(SELECT id, at, lot_id, part_id, outlet_id, qty, value_amount
                               FROM stock_movement WHERE id > :id ORDER BY id)",
                          {{"id", lines_.empty() ? std::int64_t{0} : lines_.back().id}});
    while (query.next()) {
      const auto& row = query.row();
      lines_.push_back({.id = row["id"],
                        .at = row["at"],
                        .lot = row["lot_id"],
                        .part = row["part_id"],
                        .outlet = row["outlet_id"],
                        .qty = row["qty"],
                        .value = row["value_amount"]});
    }
    auto lots = tx.query("SELECT id, cost_amount FROM lot");
    while (lots.next())
      costs_[lots.row().get<std::int64_t>("id")] = lots.row().get<Money>("cost_amount");
    auto parts = tx.query("SELECT id, number FROM part");
    while (parts.next())
      names_[parts.row().get<std::int64_t>("id")] = parts.row().get<std::string>("number");
  }

  struct Out {
    std::int64_t lot = 0;
    std::int64_t job = 0;
    Quantity qty;
    std::string part;
    std::string outlet;
  };
  struct Going {
    std::string number;
    std::string part;
    Quantity qty;
    std::string from;
    std::string to;
  };
  std::mt19937_64 random_;
  store::Connection connection_;
  Instant now_;
  std::string outlet_ = "MAIN";
  std::vector<Out> issued_;
  std::vector<Going> in_transit_;
  int sent_ = 0;
  int files_ = 0;
  std::map<std::string, std::string> counts_;  ///< the open count of each outlet
  std::map<std::pair<std::int64_t, std::int64_t>, Quantity> expected_;  ///< by outlet and part
  std::vector<Line> lines_;
  std::map<std::int64_t, Money> costs_;
  std::map<std::int64_t, std::string> names_;
  std::map<std::string, int> done_;
};

int steps() {
  const char* told = std::getenv("SVCCTL_STEPS");
  return told == nullptr ? 3334 : std::atoi(told);
}

}  // namespace

TEST_CASE("the stock adds up whatever happens") {
  for (const unsigned seed : {261123U, 42U, 7U}) {
    CAPTURE(seed);
    Garage garage(seed);
    const int all = steps();
    const int every = std::max(100, all / 50);
    for (int i = 1; i <= all; ++i) {
      garage.step();
      if (i % every != 0) continue;
      garage.check_whole();
      for (int day = 0; day < 3; ++day) garage.check_day();
    }
    garage.check_whole();
    for (const std::string act :
         {"give back", "import set", "import add",  "import undone", "receive",
          "issue",     "return",     "adjust",      "scrap",         "quarantine",
          "release",   "reserve",    "unreserve",   "send",          "arrive",
          "take back", "count open", "count enter", "count close",   "count cancel"})
      CHECK_MESSAGE(garage.done().contains(act), act);
  }
}
