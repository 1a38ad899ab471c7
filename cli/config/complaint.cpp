#include "complaint/complaint.hpp"

#include <charconv>

#include "cli/config/reader.hpp"
#include "shop/work_calendar.hpp"

namespace svcctl::cli {
namespace {

/// "08:30" in minutes from midnight; "24:00" is the day's end.
std::optional<int> minutes_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int parts[2] = {};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto piece = text.substr(i * 3, 2);
    const auto [end, fault] = std::from_chars(piece.data(), piece.data() + piece.size(), parts[i]);
    if (fault != std::errc{} || end != piece.data() + piece.size() || piece[0] == '-')
      return std::nullopt;
  }
  const int minutes = parts[0] * 60 + parts[1];
  if (parts[1] > 59 || minutes > 24 * 60) return std::nullopt;
  return minutes;
}

std::optional<CalendarSettings::Open> opening(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const auto from = minutes_of(text.substr(0, 5));
  const auto to = minutes_of(text.substr(6));
  if (!from || !to || *from >= *to) return std::nullopt;
  return CalendarSettings::Open{*from, *to};
}

void read_clock(ConfigTable& table, ComplaintClock& clock, const Settings& settings) {
  clock.acknowledge_hours = table.small("acknowledge_hours").value_or(clock.acknowledge_hours);
  clock.contact_days = table.small("contact_days").value_or(clock.contact_days);
  clock.answer_days = table.small("answer_days").value_or(clock.answer_days);
  clock.settle_days = table.small("settle_days").value_or(clock.settle_days);
  if (settings.region == "none") return;
  const int stop = settings.profile->legal_stop_days;
  if (clock.settle_days > stop)
    table.problem("settle_days",
                  tr("complaint.clock: no clock may pass the legal stop of {0} days", stop));
}

void read_severity(ConfigTable& table, ComplaintSettings& complaint) {
  SeverityRule rule;
  rule.at_least = table.code<Severity>("at_least").value_or(rule.at_least);
  table.need("at_least");
  rule.words = table.texts("words").value_or(std::vector<std::string>());
  if (auto kinds = table.code_set<complaint::Subject>("kinds"))
    for (const auto kind : *kinds) rule.kinds.emplace_back(to_code(kind));
  if (rule.words.empty() && rule.kinds.empty())
    table.problem("words", tr("a severity rule needs words or kinds"));
  complaint.severity_rules.push_back(std::move(rule));
}

void read_authority(ConfigTable& table, ComplaintSettings& complaint) {
  AuthorityTerms terms{.name = table.text("name").value_or("")};
  terms.days = table.small("days").value_or(terms.days);
  terms.complex_days = table.small("complex_days").value_or(terms.complex_days);
  terms.mediation_days = table.small("mediation_days").value_or(terms.mediation_days);
  complaint.authority_terms.push_back(std::move(terms));
}

void read_escalation(ConfigTable& table, ComplaintSettings& complaint) {
  EscalationRule rule;
  rule.at_least = table.code<Severity>("at_least").value_or(rule.at_least);
  rule.late_hours = table.small("late_hours").value_or(rule.late_hours);
  rule.at_once = table.flag("at_once").value_or(rule.at_once);
  rule.to = table.text("to").value_or("");
  table.need("to");
  complaint.escalation_rules.push_back(std::move(rule));
}

}  // namespace

void read_calendar(ConfigTable& root, Settings& settings) {
  root.table("calendar", [&](ConfigTable& table) {
    auto& calendar = settings.calendar;
    const auto named = table.text("file");
    const auto special = table.text("special");
    if (named) calendar.file = from_folder(*named, table.file());
    if (special)
      calendar.special = *special;
    else if (named)
      try {
        calendar.special = calendar.file.empty() ? "" : shop::special_days_of_file(calendar.file);
      } catch (const Error& error) {
        table.problem("file", error.message(), error.hint());
      }
    if (auto days = table.code_set<Weekday>("days")) {
      calendar.days = *days;
      if (days->empty()) table.problem("days", tr("the calendar has no working hours"));
    }
    auto open = table.texts("open");
    if (!open) return;
    calendar.open.clear();
    for (const auto& text : *open) {
      const auto hours = opening(text);
      if (!hours || (!calendar.open.empty() && hours->from < calendar.open.back().to))
        return table.problem(
            "open",
            tr("'{0}' is no opening time, as in \"08:30-12:00\", later than the one before", text));
      calendar.open.push_back(*hours);
    }
    if (calendar.open.empty()) table.problem("open", tr("the calendar has no working hours"));
  });
}

void read_complaint(ConfigTable& root, Settings& settings) {
  root.table("complaint", [&](ConfigTable& table) {
    auto& complaint = settings.complaint.edit();
    table.table("clock", [&](ConfigTable& clocks) {
      for (const auto& severity : codes<Severity>)
        clocks.table(severity.code, [&](ConfigTable& inner) {
          read_clock(inner, complaint.clocks[severity.value], settings);
        });
    });
    if (table.has("authority")) complaint.authority_terms.clear();
    table.each("authority", [&](ConfigTable& inner) { read_authority(inner, complaint); });
    if (table.has("severity")) complaint.severity_rules.clear();
    table.each("severity", [&](ConfigTable& inner) { read_severity(inner, complaint); });
    if (table.has("escalate")) complaint.escalation_rules.clear();
    table.each("escalate", [&](ConfigTable& inner) { read_escalation(inner, complaint); });
  });
}

}  // namespace svcctl::cli
