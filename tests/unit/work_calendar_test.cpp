#include "shop/work_calendar.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/error.hpp"
#include "values.hpp"

using namespace svcctl;
using shop::Pause;
using shop::SpecialDays;
using shop::WorkCalendar;
using svcctl::test::day;

namespace {

const Zone china = Zone::parse("CST-8");

Instant local(const char* text) { return *parse_instant(text, china, Instant{}); }
std::string said(std::optional<Instant> when) { return when ? china.local(*when) : "never"; }

constexpr std::int64_t hour = 3600;

/// 08:30-12:00 and 13:00-17:30, Monday to Friday: eight hours.
CalendarSettings split_day() {
  CalendarSettings settings;
  settings.open = {{8 * 60 + 30, 12 * 60}, {13 * 60, 17 * 60 + 30}};
  return settings;
}

/// Around the National Day of 2026: 20 September and 10 October are worked, 25 to 27 September and
/// 1 to 7 October are not.
SpecialDays autumn() {
  SpecialDays out{{day("2026-09-20"), true}, {day("2026-10-10"), true}};
  for (int i = 0; i < 3; ++i) out[day("2026-09-25").plus_days(i)] = false;
  for (int i = 0; i < 7; ++i) out[day("2026-10-01").plus_days(i)] = false;
  return out;
}

const WorkCalendar shop_time(split_day(), china, autumn());

std::string after(const char* from, std::int64_t seconds, std::vector<Pause> pauses = {}) {
  return said(shop_time.after(local(from), seconds, pauses));
}

/// The oracle: looks at each minute by itself and knows nothing of stretches.
struct Oracle {
  const CalendarSettings& settings;
  const Zone& zone;
  const SpecialDays& special;
  std::span<const Pause> pauses;

  bool works(Instant minute) const {
    for (const auto& pause : pauses)
      if (pause.from <= minute && (!pause.to || minute < *pause.to)) return false;
    const auto text = zone.local(minute);
    const Date on = *Date::parse(text.substr(0, 10));
    const int of_day = std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2));
    bool worked = settings.days.contains(static_cast<Weekday>((on.days % 7 + 3 + 7) % 7 + 1));
    if (const auto found = special.find(on); found != special.end()) worked = found->second;
    if (!worked) return false;
    for (const auto& open : settings.open)
      if (open.from <= of_day && of_day < open.to) return true;
    return false;
  }
  std::int64_t between(Instant from, Instant to) const {
    std::int64_t sum = 0;
    for (Instant at = from; at < to; at = at.plus_seconds(60)) sum += works(at) ? 60 : 0;
    return sum;
  }
  std::optional<Instant> after(Instant from, std::int64_t seconds, Instant give_up) const {
    Instant at = from;
    for (std::int64_t left = seconds; left > 0; at = at.plus_seconds(60)) {
      if (at > give_up) return std::nullopt;
      if (works(at)) left -= 60;
    }
    return at;
  }
};

}  // namespace

TEST_CASE("working time runs within the shop's hours only") {
  CHECK(shop_time.day_length() == 8 * hour);
  CHECK(after("2026-11-23 09:00", 2 * hour) == "2026-11-23 11:00");
  CHECK(after("2026-11-23 11:00", 2 * hour) == "2026-11-23 14:00");  // over noon
  CHECK(after("2026-11-23 12:15", hour) == "2026-11-23 14:00");      // from within noon
  CHECK(after("2026-11-23 06:00", hour) == "2026-11-23 09:30");      // before opening
  CHECK(after("2026-11-23 20:00", hour) == "2026-11-24 09:30");      // after closing
  CHECK(after("2026-11-23 16:30", hour) == "2026-11-23 17:30");      // ends as the shop closes
  CHECK(after("2026-11-23 16:30", hour + 1) == "2026-11-24 08:30");
  CHECK(after("2026-11-23 09:00", 8 * hour) == "2026-11-24 09:00");  // one working day
}

TEST_CASE("no time at all has passed at once, in hours or out of them") {
  CHECK(after("2026-11-23 09:00", 0) == "2026-11-23 09:00");
  CHECK(after("2026-11-22 03:00", 0) == "2026-11-22 03:00");
  CHECK(shop_time.between(local("2026-11-23 09:00"), local("2026-11-23 09:00")) == 0);
  CHECK(shop_time.between(local("2026-11-24 09:00"), local("2026-11-23 09:00")) == 0);
}

TEST_CASE("weekends and holidays do not count, make-up days do") {
  CHECK(after("2026-11-20 16:30", 2 * hour) == "2026-11-23 09:30");  // Friday to Monday
  CHECK(after("2026-11-21 10:00", hour) == "2026-11-23 09:30");      // from a Saturday
  CHECK(after("2026-09-18 16:30", 2 * hour) == "2026-09-20 09:30");  // a Sunday that is worked
  CHECK(after("2026-09-24 16:30", 2 * hour) == "2026-09-28 09:30");  // a Friday that is not
  CHECK(after("2026-09-30 09:00", 3 * 8 * hour) == "2026-10-10 09:00");
  CHECK(shop_time.works_on(day("2026-10-10")));
  CHECK_FALSE(shop_time.works_on(day("2026-10-11")));
  CHECK(shop_time.between(local("2026-09-30 00:00"), local("2026-10-11 00:00")) == 4 * 8 * hour);
  CHECK(shop_time.knows(2026));
  CHECK_FALSE(shop_time.knows(2027));
}

TEST_CASE("29 February is a day like any other") {
  CHECK(after("2028-02-28 17:00", hour) == "2028-02-29 09:00");  // Monday to Tuesday
  CHECK(after("2026-02-27 17:00", hour) == "2026-03-02 09:00");  // no such day in 2026
}

TEST_CASE("paused time does not count") {
  const auto pause = [](const char* from, const char* to) {
    return Pause{local(from), to ? std::optional(local(to)) : std::nullopt};
  };
  CHECK(after("2026-11-23 09:00", 2 * hour, {pause("2026-11-23 10:00", "2026-11-23 10:30")}) ==
        "2026-11-23 11:30");
  // A night's pause takes nothing away.
  CHECK(after("2026-11-23 16:30", 2 * hour, {pause("2026-11-23 18:00", "2026-11-24 08:00")}) ==
        "2026-11-24 09:30");
  // Paused for good after the term has run out: it has run out.
  CHECK(after("2026-11-23 09:00", hour, {pause("2026-11-23 10:00", nullptr)}) ==
        "2026-11-23 10:00");
  CHECK(after("2026-11-23 09:00", hour + 1, {pause("2026-11-23 10:00", nullptr)}) == "never");
  // Paused from the first moment, twice, and over a weekend.
  CHECK(after("2026-11-20 09:00", 2 * hour,
              {pause("2026-11-20 09:00", "2026-11-20 10:00"),
               pause("2026-11-20 11:00", "2026-11-23 11:00")}) == "2026-11-23 12:00");
  // A pause before the start is none.
  CHECK(after("2026-11-23 09:00", hour, {pause("2026-11-20 09:00", "2026-11-20 10:00")}) ==
        "2026-11-23 10:00");
  const std::vector<Pause> open_end{pause("2026-11-23 10:00", nullptr)};
  CHECK(shop_time.between(local("2026-11-23 09:00"), local("2026-11-25 09:00"), open_end) == hour);
}

TEST_CASE("an authority counts whole working days, the first one not") {
  const WorkCalendar office(
      {.file = {}, .special = {}, .open = {{0, 24 * 60}}, .days = split_day().days}, china,
      autumn());
  CHECK(said(office.end_of_day_after(local("2026-11-20 16:00"), 1)) == "2026-11-23 23:59");
  CHECK(said(office.end_of_day_after(local("2026-09-18 08:00"), 1)) == "2026-09-20 23:59");
  CHECK(said(office.end_of_day_after(local("2026-09-30 08:00"), 2)) == "2026-10-09 23:59");
  CHECK(said(office.end_of_day_after(local("2026-09-30 08:00"), 7)) == "2026-10-15 23:59");
  CHECK(said(office.after(local("2026-11-20 16:00"), 24 * hour)) == "2026-11-23 16:00");
}

TEST_CASE("a long span counts every day of it") {
  CHECK(shop_time.between(local("2016-01-01 00:00"), local("2025-12-31 23:59")) ==
        2609 * 8 * hour);  // ten years of weekdays
  CHECK(after("2016-01-01 08:30", 2609 * 8 * hour) == "2025-12-31 17:30");
}

TEST_CASE("over years, the days counted one by one agree") {
  std::mt19937 random(4);
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  for (int round = 0; round < 200; ++round) {
    CalendarSettings settings = split_day();
    settings.days.clear();
    for (int i = pick(1, 7); i > 0; --i) settings.days.insert(static_cast<Weekday>(pick(1, 7)));
    const Date first = day("1968-05-01").plus_days(pick(0, 30000));
    SpecialDays special;
    for (int i = pick(0, 60); i > 0; --i)
      special[first.plus_days(pick(-50, 900))] = pick(0, 1) == 1;
    const WorkCalendar calendar(settings, china, special);
    const Date last = first.plus_days(pick(0, 1000));
    std::int64_t days = 0;
    for (Date each = first; each < last; each = each.plus_days(1)) days += calendar.works_on(each);
    CAPTURE(round);
    CHECK(calendar.between(china.start_of(first), china.start_of(last)) == days * 8 * hour);
    if (days == 0) continue;
    Date reached = first;
    for (std::int64_t left = days; left > 0; reached = reached.plus_days(1))
      left -= calendar.works_on(reached) ? 1 : 0;
    CHECK(calendar.after(china.start_of(first), days * 8 * hour) ==
          china.at(reached.plus_days(-1), 17, 30));
    const Instant before = china.at(first.plus_days(-1), 12, 0);
    CHECK(calendar.end_of_day_after(before, static_cast<int>(days)) ==
          china.start_of(reached).plus_seconds(-1));
  }
}

TEST_CASE("a calendar without working hours is refused") {
  CalendarSettings none = split_day();
  none.days.clear();
  CHECK_THROWS_AS(WorkCalendar(none, china), Error);
  none = split_day();
  none.open.clear();
  CHECK_THROWS_AS(WorkCalendar(none, china), Error);
}

TEST_CASE("the oracle that looks at every minute agrees") {
  const Zone summer = Zone::parse("CET-1CEST,M3.5.0,M10.5.0/3");
  std::mt19937 random(20261123);
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  for (int round = 0; round < 30; ++round) {
    const bool shifting = round % 3 == 2;
    const Zone& zone = shifting ? summer : china;
    CalendarSettings settings = split_day();
    if (round % 2 == 1) settings.open = {{pick(0, 600), pick(700, 1440)}};
    if (round % 5 == 4) settings.days = {Weekday::saturday, Weekday::wednesday};
    // Days on which the clocks change, leap days and the turn of a year are among the starts.
    const Date starts[] = {day("2026-03-27"), day("2026-10-23"), day("2028-02-27"),
                           day("2026-12-30"), day("2026-09-18")};
    const Instant from =
        zone.start_of(starts[pick(0, 4)]).plus_seconds(std::int64_t{60} * pick(0, 3 * 1440));
    SpecialDays special;
    for (int i = pick(0, 6); i > 0; --i)
      special[zone.date_of(from).plus_days(pick(0, 14))] = pick(0, 1) == 1;
    std::vector<Pause> pauses;
    Instant at = from.plus_seconds(std::int64_t{60} * pick(-2000, 2000));
    for (int i = pick(0, 3); i > 0; --i) {
      const Instant end = at.plus_seconds(std::int64_t{60} * pick(1, 3000));
      pauses.push_back({at, end});
      at = end.plus_seconds(std::int64_t{60} * pick(0, 2000));
    }
    if (pick(0, 4) == 0) pauses.push_back({at, std::nullopt});
    const WorkCalendar calendar(settings, zone, special);
    const Oracle oracle{settings, zone, special, pauses};
    const Instant until = from.plus_seconds(std::int64_t{60} * pick(-100, 12 * 1440));
    CAPTURE(round);
    CHECK(calendar.between(from, until, pauses) == oracle.between(from, until));
    const auto term = std::int64_t{60} * pick(0, 30 * 60);
    const auto due = calendar.after(from, term, pauses);
    const Instant give_up = from.plus_seconds(std::int64_t{45} * 86400);
    if (due && *due <= give_up)
      CHECK(oracle.after(from, term, give_up) == due);
    else
      CHECK_FALSE(oracle.after(from, term, give_up));
  }
}
