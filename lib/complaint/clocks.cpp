#include "complaint/clocks.hpp"

#include <algorithm>
#include <array>

#include "complaint/private/step.hpp"
#include "shop/work_calendar.hpp"

namespace svcctl::complaint {
namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;
constexpr std::array working_kinds = {ClockKind::acknowledge, ClockKind::contact, ClockKind::answer,
                                      ClockKind::settle};

bool in_working_time(ClockKind kind) {
  return std::ranges::find(working_kinds, kind) != working_kinds.end();
}

/// A pause stops the terms of answer and settlement alone: that a complaint is in hand can be said
/// to the customer, and the customer be called, whatever is waited for.
bool stands_still(ClockKind kind) { return kind == ClockKind::answer || kind == ClockKind::settle; }

/// Working seconds that a severity allows.
std::int64_t allowance(const ComplaintClock& clock, ClockKind kind, std::int64_t day_length) {
  switch (kind) {
    case ClockKind::acknowledge: return clock.acknowledge_hours * hour;
    case ClockKind::contact: return clock.contact_days * day_length;
    case ClockKind::answer: return clock.answer_days * day_length;
    default: return clock.settle_days * day_length;
  }
}

std::vector<shop::Pause> pauses_of(const store::ReadTxn& tx, std::int64_t complaint_id) {
  return tx.all(
      R"(SELECT from_at, to_at FROM complaint_pause WHERE complaint_id = :id
          ORDER BY from_at, id)",
      {{"id", complaint_id}}, [](const store::Row& row) {
        return shop::Pause{row.get<Instant>("from_at"), row.get<std::optional<Instant>>("to_at")};
      });
}

constexpr store::GroundKind paused{N_("the complaint was paused"), nullptr};
constexpr store::GroundKind paused_until{N_("the last pause ended"), nullptr};

std::optional<Instant> earlier(std::optional<Instant> due, std::optional<Instant> stop) {
  return due && stop ? std::min(*due, *stop) : due;
}

/// A clock of the complaint's round.
store::NewRow clock_row(const Complaint& complaint, ClockKind kind, Instant from,
                        std::int64_t allowed, std::optional<Instant> due_at) {
  return {{"complaint_id", complaint.id},
          {"round", complaint.round},
          {"kind", kind},
          {"started_at", from},
          {"allowed", allowed},
          {"due_at", due_at},
          {"outlet_id", complaint.outlet_id}};
}

store::NewRow clock_row(const Complaint& complaint, ClockKind kind, Instant from, Instant due_at) {
  return clock_row(complaint, kind, from, due_at.seconds - from.seconds, due_at);
}

/// Puts a clock on file, or sets the one of this round anew.
void put_clock(store::WriteTxn& tx, const Complaint& complaint, ClockKind kind, Instant from,
               std::int64_t allowed, std::optional<Instant> due_at) {
  tx.run(
      R"(INSERT INTO complaint_clock (complaint_id, round, kind, started_at, allowed, due_at,
                                      outlet_id)
         VALUES (:complaint, :round, :kind, :from, :allowed, :due,
                 (SELECT outlet_id FROM complaint WHERE id = :complaint))
         ON CONFLICT (complaint_id, round, kind) DO UPDATE
            SET started_at = :from, allowed = :allowed, due_at = :due, met_at = NULL, used = NULL)",
      {{"complaint", complaint.id},
       {"round", complaint.round},
       {"kind", kind},
       {"from", from},
       {"allowed", allowed},
       {"due", due_at}});
}

}  // namespace

std::vector<Clock> clocks(const store::ReadTxn& tx, std::int64_t complaint_id) {
  return tx.all<Clock>(
      R"(SELECT kind, round, started_at, due_at, met_at FROM complaint_clock
          WHERE complaint_id = :id ORDER BY id)",
      {{"id", complaint_id}});
}

void start_clocks(store::WriteTxn& tx, const Complaint& complaint, Instant from) {
  const auto& settings = tx.settings();
  const auto calendar = shop::work_calendar(settings);
  const auto& clock = settings.complaint->clocks.at(complaint.severity);
  std::vector<store::NewRow> rows;
  std::optional<Instant> stop;
  if (settings.profile->legal_stop_days > 0) {
    stop = from.plus_seconds(settings.profile->legal_stop_days * day);
    rows.push_back(clock_row(complaint, ClockKind::legal, from, *stop));
  }
  for (const auto kind : working_kinds) {
    const auto allowed = allowance(clock, kind, calendar.day_length());
    rows.push_back(
        clock_row(complaint, kind, from, allowed, earlier(calendar.after(from, allowed), stop)));
  }
  if (complaint.channel == Channel::authority)
    rows.push_back(clock_row(
        complaint, ClockKind::authority, from,
        shop::office_calendar(settings).end_of_day_after(from, terms_of(tx, complaint).days)));
  tx.insert_rows("complaint_clock", rows);
}

void start_clock(store::WriteTxn& tx, const Complaint& complaint, ClockKind kind, Instant from,
                 Instant due_at) {
  put_clock(tx, complaint, kind, from, due_at.seconds - from.seconds, due_at);
}

const AuthorityTerms& terms_of(const store::ReadTxn& tx, const Complaint& complaint) {
  const auto& all = tx.settings().complaint->authority_terms;
  const auto named = std::ranges::find_if(all, [&](const auto& terms) {
    return !terms.name.empty() && complaint.authority.find(terms.name) != std::string::npos;
  });
  if (named != all.end()) return *named;
  static const AuthorityTerms any_other;
  const auto other = std::ranges::find(all, std::string(), &AuthorityTerms::name);
  return other == all.end() ? any_other : *other;
}

void authority_accepted(store::WriteTxn& tx, const Complaint& complaint, Date accepted_on) {
  const auto& terms = terms_of(tx, complaint);
  const auto from = tx.settings().zone.start_of(accepted_on);
  const bool mediates = terms.mediation_days > 0;
  if (mediates) meet_clocks(tx, complaint, {ClockKind::authority});
  start_clock(tx, complaint, mediates ? ClockKind::mediation : ClockKind::authority, from,
              shop::office_calendar(tx.settings())
                  .end_of_day_after(from, mediates ? terms.mediation_days : terms.days));
}

void authority_takes_longer(store::WriteTxn& tx, const Complaint& complaint) {
  for (const auto& clock : clocks(tx, complaint.id))
    if (clock.kind == ClockKind::authority && clock.round == complaint.round && !clock.met_at)
      start_clock(tx, complaint, ClockKind::authority, clock.started_at,
                  shop::office_calendar(tx.settings())
                      .end_of_day_after(clock.started_at, terms_of(tx, complaint).complex_days));
}

void meet_clocks(store::WriteTxn& tx, const Complaint& complaint,
                 std::initializer_list<ClockKind> kinds) {
  for (const auto& clock : clocks(tx, complaint.id)) {
    if (clock.round != complaint.round || clock.met_at ||
        std::ranges::find(kinds, clock.kind) == kinds.end())
      continue;
    const auto used = in_working_time(clock.kind)
                          ? shop::work_calendar(tx.settings())
                                .between(clock.started_at, tx.judged_at(),
                                         stands_still(clock.kind) ? pauses_of(tx, complaint.id)
                                                                  : std::vector<shop::Pause>())
                          : tx.judged_at().seconds - clock.started_at.seconds;
    tx.run(
        R"(UPDATE complaint_clock SET met_at = :met, used = :used
            WHERE complaint_id = :id AND round = :round AND kind = :kind)",
        {{"met", tx.judged_at()},
         {"used", used},
         {"id", complaint.id},
         {"round", complaint.round},
         {"kind", clock.kind}});
  }
}

void move_clocks(store::WriteTxn& tx, const Complaint& complaint) {
  const auto calendar = shop::work_calendar(tx.settings());
  const auto& clock = tx.settings().complaint->clocks.at(complaint.severity);
  auto pauses = pauses_of(tx, complaint.id);
  // What begins after the legal stop moves no clock: they have all run out by then.
  if (complaint.legal_due_at)
    std::erase_if(pauses, [&](const auto& each) { return each.from >= *complaint.legal_due_at; });
  const auto running = clocks(tx, complaint.id);
  for (const auto& each : running) {
    if (each.round != complaint.round || each.met_at || !in_working_time(each.kind)) continue;
    // What has run out was missed, and what is shortened runs out now: no day gone by changes.
    const auto now = tx.judged_at();
    if (each.due_at && *each.due_at < now) continue;
    const auto allowed = allowance(clock, each.kind, calendar.day_length());
    const auto paused_for = stands_still(each.kind) ? pauses : std::vector<shop::Pause>();
    auto due =
        earlier(calendar.after(each.started_at, allowed, paused_for), complaint.legal_due_at);
    if (due) due = std::max(*due, now);
    put_clock(tx, complaint, each.kind, each.started_at, allowed, due);
  }
}

Complaint pause(store::WriteTxn& tx, const std::string& number, const std::string& why) {
  const auto complaint = in_hand(tx, number);
  need_text(why, "--why WORDS");
  require(tx, complaint.severity != Severity::safety || tx.may(Right::manage), Clause::timely,
          "complaint.pause-safety",
          tr("complaint {0} is about safety: a manager alone pauses it", complaint.number),
          "svcctl complaint pause " + complaint.number + " --why WORDS --as MANAGER",
          store::Overridable::never);
  if (complaint.paused_at)
    throw wrong_state("complaint.paused", tr("complaint {0} is paused already", complaint.number),
                      "svcctl complaint resume " + complaint.number);
  const auto before = pauses_of(tx, complaint.id);
  if (!before.empty()) tx.stands_on(Clause::timely, {paused_until.at(before.back().to)});
  tx.insert(
      R"(INSERT INTO complaint_pause (complaint_id, from_at, recorded_at, staff_id, outlet_id)
         VALUES (:complaint, :from, :now, :staff,
                 (SELECT outlet_id FROM complaint WHERE id = :complaint)))",
      {{"complaint", complaint.id},
       {"from", tx.judged_at()},
       {"now", tx.now()},
       {"staff", tx.actor_id()}});
  tx.run("UPDATE complaint SET paused_at = :from WHERE id = :id",
         {{"from", tx.judged_at()}, {"id", complaint.id}});
  move_clocks(tx, complaint);
  return stepped(tx, complaint, {.kind = StepKind::paused, .text = why});
}

Complaint resume(store::WriteTxn& tx, const std::string& number) {
  const auto complaint = in_hand(tx, number);
  if (!complaint.paused_at)
    throw wrong_state("complaint.not-paused", tr("complaint {0} is not paused", complaint.number),
                      "svcctl complaint show " + complaint.number);
  tx.stands_on(Clause::timely, {paused.at(complaint.paused_at)});
  tx.run("UPDATE complaint_pause SET to_at = :to WHERE complaint_id = :id AND to_at IS NULL",
         {{"to", tx.judged_at()}, {"id", complaint.id}});
  tx.run("UPDATE complaint SET paused_at = NULL WHERE id = :id", {{"id", complaint.id}});
  move_clocks(tx, complaint);
  return stepped(tx, complaint, {.kind = StepKind::resumed});
}

}  // namespace svcctl::complaint
