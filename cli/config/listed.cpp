#include "cli/config/listed.hpp"

#include <fmt/format.h>

namespace svcctl::cli {
namespace {

/// Texts, or codes of an enumeration.
template <class Values>
std::string listed(const Values& values) {
  std::vector<std::string> words;
  for (const auto& value : values) {
    if constexpr (std::is_enum_v<typename Values::value_type>)
      words.emplace_back(to_code(value));
    else
      words.push_back(value);
  }
  return joined(words, ", ");
}

void list_warranties(const std::vector<WarrantyRule>& rules, const char* key, SettingRows& rows) {
  for (const auto& rule : rules)
    rows.push_back({fmt::format("{}.{}.{}", key, to_code(rule.vehicle), to_code(rule.category)),
                    fmt::format("{} km / {} d", rule.kilometres, rule.days)});
}

std::string words_of(const CallbackRule& rule) {
  std::string out = to_code(rule.kind);
  if (rule.after_days > 0) out += fmt::format(" +{}d", rule.after_days);
  if (rule.kilometres > 0) out += fmt::format(" +{}km", rule.kilometres);
  if (rule.before_days > 0) out += fmt::format(" -{}d", rule.before_days);
  return fmt::format("{} · {} · {} · {}", out, to_code(rule.channel), to_code(rule.consent),
                     to_code(rule.assign));
}

std::string clock_time(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace

void list_roles(const Settings& s, SettingRows& rows) {
  for (const auto& [role, rights] : s.roles)
    rows.push_back({fmt::format("roles.{}", to_code(role)), listed(rights)});
}

void list_pin_for(const Settings& s, SettingRows& rows) {
  rows.push_back({"identity.pin_for", listed(s.pin_for)});
}

void list_high_voltage(const Settings& s, SettingRows& rows) {
  rows.push_back({"technician.high_voltage_certificates", listed(s.high_voltage_certificates)});
}

void list_region(const Settings& s, SettingRows& rows) {
  const auto& profile = *s.profile;
  list_warranties(profile.warranty, "region.warranty", rows);
  rows.push_back({"region.part_days", std::to_string(profile.part_days)});
  rows.push_back({"region.redo_defective_part", profile.redo_defective_part ? "true" : "false"});
  rows.push_back({"region.contract", listed(profile.contract)});
  if (profile.contract_from) rows.push_back({"region.contract_from", profile.contract_from->str()});
  rows.push_back({"region.certificate", listed(profile.certificate)});
  rows.push_back({"region.burden_of_proof_days", std::to_string(profile.burden_of_proof_days)});
  rows.push_back({"region.legal_stop_days", std::to_string(profile.legal_stop_days)});
}

void list_warranty(const Settings& s, SettingRows& rows) {
  list_warranties(*s.warranty, "warranty", rows);
}

void list_markup(const Settings& s, SettingRows& rows) {
  for (const auto& band : s.markup)
    rows.push_back(
        {fmt::format("parts.markup.{}", band.up_to ? band.up_to->str() : std::string("above")),
         fmt::format("+{} %", band.percent.str())});
}

void list_aliases(const Settings& s, SettingRows& rows) {
  for (const auto& names : s.vehicle_names) rows.push_back({"parts.alias", listed(names)});
}

void list_callback_rules(const Settings& s, SettingRows& rows) {
  for (const auto& rule : s.callback->rules)
    rows.push_back({"callback.rule." + rule.name, words_of(rule)});
}

void list_opening_hours(const Settings& s, SettingRows& rows) {
  std::vector<std::string> open;
  for (const auto& each : s.calendar.open)
    open.push_back(clock_time(each.from) + "-" + clock_time(each.to));
  rows.push_back({"calendar.open", listed(open)});
}

void list_working_days(const Settings& s, SettingRows& rows) {
  rows.push_back({"calendar.days", listed(s.calendar.days)});
}

void list_complaint_clocks(const Settings& s, SettingRows& rows) {
  for (const auto& [severity, clock] : s.complaint->clocks) {
    const auto row = [&, code = to_code(severity)](const char* name, int value) {
      rows.push_back({fmt::format("complaint.clock.{}.{}", code, name), std::to_string(value)});
    };
    row("acknowledge_hours", clock.acknowledge_hours);
    row("contact_days", clock.contact_days);
    row("answer_days", clock.answer_days);
    row("settle_days", clock.settle_days);
  }
}

void list_authorities(const Settings& s, SettingRows& rows) {
  for (const auto& terms : s.complaint->authority_terms)
    rows.push_back({"complaint.authority." + (terms.name.empty() ? "other" : terms.name),
                    fmt::format("{} d · complex {} d · mediation {} d", terms.days,
                                terms.complex_days, terms.mediation_days)});
}

void list_severities(const Settings& s, SettingRows& rows) {
  for (const auto& rule : s.complaint->severity_rules) {
    auto when = rule.words;
    when.insert(when.end(), rule.kinds.begin(), rule.kinds.end());
    rows.push_back({fmt::format("complaint.severity.{}", to_code(rule.at_least)), listed(when)});
  }
}

void list_escalations(const Settings& s, SettingRows& rows) {
  for (const auto& rule : s.complaint->escalation_rules)
    rows.push_back({"complaint.escalate." + rule.to,
                    fmt::format("{} · {}", to_code(rule.at_least),
                                rule.at_once ? std::string("at_once")
                                             : fmt::format("+{}h", rule.late_hours))});
}

void list_operations(const Settings& s, SettingRows& rows) {
  for (const auto& operation : s.work->operations)
    rows.push_back({"operation." + operation.code,
                    fmt::format("{} · {} · {} h · {}", operation.name, operation.name_zh,
                                operation.hours.str(), to_code(operation.category))});
}

void list_fees(const Settings& s, SettingRows& rows) {
  for (const auto& fee : s.work->fees)
    rows.push_back({"fee." + fee.code, fmt::format("{} · {}{}", fee.name, fee.name_zh,
                                                   fee.price ? " · " + fee.price->str() : "")});
}

void list_packages(const Settings& s, SettingRows& rows) {
  for (const auto& package : s.work->packages)
    rows.push_back(
        {"package." + package.code,
         fmt::format("{} · {} · {}", package.name, package.name_zh, listed(package.labour))});
}

void list_inspections(const Settings& s, SettingRows& rows) {
  for (const auto& sheet : s.work->inspections)
    rows.push_back({"inspection." + sheet.code,
                    fmt::format("{} · {} · {}", sheet.name, sheet.name_zh, sheet.items.size())});
}

void list_systems(const Settings& s, SettingRows& rows) {
  for (const auto& system : s.work->systems)
    rows.push_back({"system." + system.code,
                    fmt::format("{} · {} · {} · {}", system.name, system.name_zh,
                                to_code(system.category), listed(system.words))});
}

}  // namespace svcctl::cli
