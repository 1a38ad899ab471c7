#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "complaint/clocks.hpp"
#include "complaint/handling.hpp"
#include "store_support.hpp"

using namespace svcctl;
using complaint::ClockKind;

namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t day_seconds = 86400;

/// Whether the shop works in the minute: 08:30 to 17:30 in China, around the National Day of 2026.
/// It knows nothing of the program's calendar.
bool worked(std::int64_t at) {
  const std::int64_t local = at + 8 * 3600;
  const std::int64_t date = local / day_seconds;
  const std::int64_t of_day = local % day_seconds / minute;
  static const std::set<std::string> worked_days = {"2026-09-20", "2026-10-10"};
  static const std::set<std::string> free_days = {
      "2026-09-25", "2026-09-26", "2026-09-27", "2026-10-01", "2026-10-02",
      "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"};
  if (of_day < 8 * 60 + 30 || of_day >= 17 * 60 + 30) return false;
  const auto text = Date{static_cast<std::int32_t>(date)}.str();
  if (worked_days.contains(text)) return true;
  if (free_days.contains(text)) return false;
  return (date + 4) % 7 != 0 && (date + 4) % 7 != 6;  // 1970-01-01 was a Thursday
}

/// What the garage did with a complaint, as somebody with a notebook would keep it.
struct Note {
  std::string number;
  Severity severity = Severity::normal;
  std::int64_t start = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> pauses;  ///< the end is 0 while it lasts
  std::set<ClockKind> met;
  bool closed = false;

  bool paused() const { return !pauses.empty() && pauses.back().second == 0; }
  bool is_met(ClockKind kind) const { return met.contains(kind); }

  std::int64_t allowed(ClockKind kind) const {
    constexpr std::int64_t hours[4][4] = {
        {8, 27, 45, 90}, {8, 27, 45, 72}, {4, 18, 27, 54}, {1, 9, 9, 27}};
    return hours[static_cast<int>(severity)][static_cast<int>(kind)] * 3600;
  }
  /// When the clock runs out, minute by minute; nothing when a pause stops it before.
  std::optional<std::int64_t> runs_out(ClockKind kind) const {
    const std::int64_t stop = start + 15 * day_seconds;
    if (kind == ClockKind::legal) return stop;
    std::int64_t at = start;
    for (auto left = allowed(kind); left > 0 && at < stop; at += minute) {
      bool counts = worked(at);
      // A pause stops neither the term of acknowledgement nor that of contact.
      const bool stops = kind == ClockKind::answer || kind == ClockKind::settle;
      for (const auto& [from, to] : pauses) {
        if (!stops) break;
        if (from <= at && to == 0) return std::nullopt;
        if (from <= at && at < to) counts = false;
      }
      if (counts) left -= minute;
    }
    return std::min(at, stop);
  }

  /// What the notebook says of each clock: what ran out before stays missed, and what is shortened
  /// runs out now at the earliest.
  std::map<ClockKind, std::optional<std::int64_t>> due;
  void begin() {
    for (const auto kind : kinds) due[kind] = runs_out(kind);
  }
  void move(std::int64_t now) {
    for (const auto kind : kinds) {
      auto& each = due[kind];
      if (kind == ClockKind::legal || is_met(kind) || (each && *each < now)) continue;
      each = runs_out(kind);
      if (each) each = std::max(*each, now);
    }
  }
  static constexpr std::array kinds = {ClockKind::acknowledge, ClockKind::contact,
                                       ClockKind::answer, ClockKind::settle, ClockKind::legal};
};

using Row = std::tuple<std::int64_t, std::string, std::string>;

/// A garage with a random hand, and its notebook.
struct ClockedGarage {
  store::Connection connection = store::Connection::in_memory();
  store::WriteTxn tx{connection, context(0)};
  std::vector<Note> notes;
  std::mt19937 random{20260918};
  std::int64_t now = Instant::parse("2026-09-15T00:30:00Z")->seconds;

  static store::Context context(std::int64_t now) {
    auto made = test::monday();
    made.now = Instant{now};
    made.settings = default_settings();
    made.settings.zone = Zone::parse("CST-8");
    return made;
  }
  ClockedGarage() {
    tx.run("INSERT INTO outlet (id, code, name, scope) VALUES (1, 'MAIN', 'Main', 'cars')");
    tx.run("INSERT INTO customer (id, number, name, salt) VALUES (1, 'K0001', 'C', 's')");
    go_on(0);
  }
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); }
  void go_on(std::int64_t minutes) {
    now += minutes * minute;
    tx.renew(context(now));
  }

  void open() {
    const auto severity = static_cast<Severity>(pick(0, 3));
    const auto made = complaint::open(tx, {.customer = "K0001",
                                           .job = {},
                                           .follow_up = {},
                                           .channel = complaint::Channel::phone,
                                           .subject = complaint::Subject::quality,
                                           .severity = severity,
                                           .text = "noise",
                                           .against = {},
                                           .first = {},
                                           .authority = {},
                                           .authority_case = {}});
    Note note;
    note.number = made.number;
    note.severity = severity;
    note.start = now;
    note.begin();
    notes.push_back(note);
  }

  void answer(Note& note) {
    complaint::answer(tx, note.number, "done");
    note.met.insert({ClockKind::acknowledge, ClockKind::contact, ClockKind::answer});
  }

  void close(Note& note) {
    complaint::investigate(tx, {.number = note.number,
                                .by = {},
                                .cause_class = complaint::Cause::workmanship,
                                .cause = "loose",
                                .fault = {}});
    complaint::act(tx, {.number = note.number,
                        .correction = "tightened",
                        .prevention = {},
                        .owner = {},
                        .due_on = std::nullopt});
    answer(note);
    complaint::judge(tx, note.number, complaint::Verdict::unsatisfied);
    complaint::close(tx, note.number);
    note.closed = true;
  }

  /// One thing that may happen to a complaint.
  void happen(Note& note) {
    if (note.closed) {
      complaint::reopen(tx, note.number, "again");
      note.closed = false;
      note.start = now;
      note.met.clear();
      note.begin();
      return;
    }
    switch (pick(0, 7)) {
      case 0:
        if (note.is_met(ClockKind::acknowledge)) break;
        complaint::acknowledge(tx, note.number);
        note.met.insert(ClockKind::acknowledge);
        break;
      case 1:
        complaint::contact(tx, note.number, true, "spoke");
        note.met.insert({ClockKind::acknowledge, ClockKind::contact});
        break;
      case 2: complaint::contact(tx, note.number, false, "nobody"); break;
      case 3:
      case 4:
        if (note.paused()) {
          complaint::resume(tx, note.number);
          note.pauses.back().second = now;
        } else {
          complaint::pause(tx, note.number, "away");
          note.pauses.emplace_back(now, 0);
        }
        note.move(now);
        break;
      case 5:
        note.severity = static_cast<Severity>(pick(0, 3));
        complaint::assess(tx, note.number, note.severity, "seen");
        note.move(now);
        break;
      case 6:
        answer(note);
        if (pick(0, 1) == 0) break;
        complaint::judge(tx, note.number, complaint::Verdict::satisfied);
        note.met.insert({ClockKind::settle, ClockKind::legal});
        break;
      default:
        if (!note.paused()) close(note);
    }
  }

  std::vector<Row> expected(std::int64_t until) const {
    std::vector<Row> out;
    for (const auto& note : notes) {
      if (note.closed) continue;
      for (const auto& [kind, due] : note.due)
        if (!note.is_met(kind) && due && *due <= until)
          out.emplace_back(*due, note.number, to_code(kind));
    }
    std::ranges::sort(out);
    return out;
  }
  std::vector<Row> told(int within_days) const {
    std::vector<Row> out;
    for (const auto& due : complaint::due(tx, {.within_days = within_days})) {
      out.emplace_back(due.due_at.seconds, due.number, to_code(due.what));
      CHECK(due.late == (due.due_at.seconds < now));
    }
    std::ranges::sort(out);
    return out;
  }
};

}  // namespace

TEST_CASE("no clock is missed or invented over two months of complaints") {
  ClockedGarage garage;
  std::size_t seen = 0;
  for (int step = 0; step < 150; ++step) {
    garage.go_on(garage.pick(0, 900));
    if (garage.notes.size() < 8 && garage.pick(0, 3) == 0) garage.open();
    if (!garage.notes.empty())
      garage.happen(garage.notes[static_cast<std::size_t>(
          garage.pick(0, static_cast<int>(garage.notes.size()) - 1))]);
    if (step % 5 != 0) continue;
    const int within = garage.pick(0, 20);
    CAPTURE(step);
    const auto expected = garage.expected(garage.now + within * day_seconds);
    CHECK(garage.told(within) == expected);
    seen += expected.size();
  }
  CHECK(seen > 100);  // the garage was busy
  // A year without asking: the answer is the same as if it had been asked every day.
  garage.go_on(365 * 1440);
  CHECK(garage.told(0) == garage.expected(garage.now));
}
