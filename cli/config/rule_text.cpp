#include <fmt/format.h>

#include "cli/config/quoted.hpp"
#include "cli/config/rule_parts.hpp"
#include "cli/config/rules.hpp"
#include "cli/config/setting.hpp"
#include "cli/config/timing.hpp"

namespace svcctl::cli {
namespace {

std::string value_of(const std::string& text) { return quoted(text); }
std::string value_of(std::string_view text) { return quoted(std::string(text)); }
std::string value_of(const char* text) { return quoted(text); }
std::string value_of(int number) { return std::to_string(number); }
std::string value_of(bool yes) { return yes ? "true" : "false"; }
std::string value_of(Money value) { return quoted(value.str()); }
std::string value_of(Percent value) { return quoted(value.str()); }
std::string value_of(Hours value) { return quoted(value.str()); }
std::string value_of(Quantity value) { return quoted(value.str()); }

/// Texts, or codes of an enumeration.
template <class Values>
std::string list_of(const Values& values) {
  std::string out;
  for (const auto& value : values) {
    out += out.empty() ? "" : ", ";
    if constexpr (std::is_enum_v<typename Values::value_type>)
      out += value_of(to_code(value));
    else
      out += value_of(value);
  }
  return "[" + out + "]";
}

class Writer {
 public:
  void part(std::string_view name) { text_ += fmt::format("{}{}\n", mark_of_part, name); }
  void table(std::string_view name) { text_ += fmt::format("[{}]\n", name); }
  void entry(std::string_view name) { text_ += fmt::format("[[{}]]\n", name); }
  void raw(std::string_view key, std::string_view value) {
    text_ += fmt::format("{} = {}\n", key, value);
  }
  template <class Value>
  void say(std::string_view key, const Value& value) {
    raw(key, value_of(value));
  }
  /// A list of tables without any says so: what is not told stays as it is.
  template <class Items>
  void none_of(std::string_view key, const Items& items) {
    if (items.empty()) raw(key, "[]");
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// The plain rules of a table, in their order.
void write_plain(Writer& out, std::string_view table, const Settings& settings) {
  for (const auto& setting : all_settings()) {
    if (setting.decides != Decides::rule || !setting.print || setting.table() != table) continue;
    const auto value = setting.print(settings);
    out.raw(setting.name(), setting.quoted ? quoted(value) : value);
  }
}

std::string time_of_day(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

void write_common(Writer& out, const Settings& s) {
  out.part(common_part);
  write_plain(out, "", s);
  out.none_of("operation", s.work->operations);
  out.none_of("fee", s.work->fees);
  out.none_of("package", s.work->packages);
  out.none_of("inspection", s.work->inspections);
  out.none_of("warranty", *s.warranty);
  out.table("shop");
  out.say("zone", s.zone.rule());
  for (const char* name : {"labour", "tax", "discount", "settle", "intake", "retention", "clock"}) {
    out.table(name);
    write_plain(out, name, s);
  }
  out.table("roles");
  for (const auto& [role, rights] : s.roles) out.raw(to_code(role), list_of(rights));
  out.table("identity");
  out.raw("pin_for", list_of(s.pin_for));
  out.table("technician");
  out.raw("high_voltage_certificates", list_of(s.high_voltage_certificates));
  out.table("parts");
  write_plain(out, "parts", s);
  out.none_of("markup", s.markup);
  out.none_of("alias", s.vehicle_names);
  for (const auto& band : s.markup) {
    out.entry("parts.markup");
    if (band.up_to) out.say("up_to", *band.up_to);
    out.say("percent", band.percent);
  }
  for (const auto& names : s.vehicle_names) {
    out.entry("parts.alias");
    out.raw("names", list_of(names));
  }
}

void write_calendar(Writer& out, const CalendarSettings& calendar) {
  out.part(calendar_part);
  out.table("calendar");
  out.say("file", calendar.file);
  out.say("special", calendar.special);
  std::vector<std::string> open;
  for (const auto& each : calendar.open)
    open.push_back(time_of_day(each.from) + "-" + time_of_day(each.to));
  out.raw("open", list_of(open));
  out.raw("days", list_of(calendar.days));
}

void write_warranties(Writer& out, const std::string& key, const std::vector<WarrantyRule>& rules) {
  for (const auto& rule : rules) {
    out.entry(key);
    out.say("vehicle", to_code(rule.vehicle));
    out.say("category", to_code(rule.category));
    out.say("kilometres", rule.kilometres);
    out.say("days", rule.days);
  }
}

void write_region(Writer& out, const Settings& s) {
  const auto& profile = *s.profile;
  out.part(region_part);
  const auto table = "region_profile." + quoted(s.region);
  out.table(table);
  out.say("base", "none");
  out.say("part_days", profile.part_days);
  out.say("redo_defective_part", profile.redo_defective_part);
  out.raw("contract", list_of(profile.contract));
  if (profile.contract_from) out.say("contract_from", *profile.contract_from);
  out.raw("certificate", list_of(profile.certificate));
  out.say("burden_of_proof_days", profile.burden_of_proof_days);
  out.say("legal_stop_days", profile.legal_stop_days);
  out.none_of("warranty", profile.warranty);
  write_warranties(out, table + ".warranty", profile.warranty);
  write_warranties(out, "warranty", *s.warranty);
}

void write_callback(Writer& out, const Settings& s) {
  out.part(callback_part);
  out.table("callback");
  write_plain(out, "callback", s);
  out.none_of("rule", s.callback->rules);
  for (const auto& rule : s.callback->rules) {
    const auto& timing = timing_of(rule.kind);
    const bool of_a_job =
        rule.kind != CallbackKind::inspection && rule.kind != CallbackKind::insurance;
    out.entry("callback.rule");
    out.say("name", rule.name);
    out.say("kind", to_code(rule.kind));
    if (timing.after) out.say("after_days", rule.after_days);
    if (timing.before) out.say("before_days", rule.before_days);
    if (timing.kilometres) out.say("kilometres", rule.kilometres);
    out.say("channel", to_code(rule.channel));
    out.say("then_channel", to_code(rule.then_channel));
    out.say("consent", to_code(rule.consent));
    out.say("other_than_advisor", rule.other_than_advisor);
    out.say("assign", to_code(rule.assign));
    out.say("retry_days", rule.retry_days);
    out.say("channel_after", rule.channel_after);
    out.say("give_up_after", rule.give_up_after);
    if (!rule.script.empty()) out.say("script", rule.script);
    if (of_a_job && !rule.categories.empty()) out.raw("categories", list_of(rule.categories));
    if (!rule.vehicles.empty()) out.raw("vehicles", list_of(rule.vehicles));
    if (of_a_job && rule.minimum_amount) out.say("minimum_amount", *rule.minimum_amount);
  }
}

void write_complaint(Writer& out, const ComplaintSettings& complaint) {
  out.part(complaint_part);
  out.table("complaint");
  out.none_of("authority", complaint.authority_terms);
  out.none_of("severity", complaint.severity_rules);
  out.none_of("escalate", complaint.escalation_rules);
  for (const auto& [severity, clock] : complaint.clocks) {
    out.table(fmt::format("complaint.clock.{}", to_code(severity)));
    out.say("acknowledge_hours", clock.acknowledge_hours);
    out.say("contact_days", clock.contact_days);
    out.say("answer_days", clock.answer_days);
    out.say("settle_days", clock.settle_days);
  }
  for (const auto& terms : complaint.authority_terms) {
    out.entry("complaint.authority");
    out.say("name", terms.name);
    out.say("days", terms.days);
    out.say("complex_days", terms.complex_days);
    out.say("mediation_days", terms.mediation_days);
  }
  for (const auto& rule : complaint.severity_rules) {
    out.entry("complaint.severity");
    out.say("at_least", to_code(rule.at_least));
    out.raw("words", list_of(rule.words));
    out.raw("kinds", list_of(rule.kinds));
  }
  for (const auto& rule : complaint.escalation_rules) {
    out.entry("complaint.escalate");
    out.say("at_least", to_code(rule.at_least));
    out.say("late_hours", rule.late_hours);
    out.say("at_once", rule.at_once);
    out.say("to", rule.to);
  }
}

template <class Item>
void write_names(Writer& out, const Item& item) {
  out.say("code", item.code);
  out.say("name", item.name);
  out.say("name_zh", item.name_zh);
}

void write_work(Writer& out, const WorkCatalogue& work) {
  out.part(work_part);
  out.none_of("system", work.systems);
  for (const auto& operation : work.operations) {
    out.entry("operation");
    write_names(out, operation);
    out.say("hours", operation.hours);
    out.say("category", to_code(operation.category));
    if (operation.rate) out.say("rate", *operation.rate);
    out.say("certificate", operation.certificate);
    out.say("maintenance", operation.maintenance);
    if (!operation.system.empty()) out.say("system", operation.system);
  }
  for (const auto& fee : work.fees) {
    out.entry("fee");
    write_names(out, fee);
    if (fee.price) out.say("price", *fee.price);
  }
  for (const auto& package : work.packages) {
    out.entry("package");
    write_names(out, package);
    out.raw("labour", list_of(package.labour));
    for (const auto& part : package.parts) {
      out.entry("package.parts");
      out.say("number", part.number);
      out.say("quantity", part.quantity);
    }
  }
  for (const auto& sheet : work.inspections) {
    out.entry("inspection");
    write_names(out, sheet);
    for (const auto& item : sheet.items) {
      out.entry("inspection.items");
      write_names(out, item);
      if (!item.unit.empty()) out.say("unit", item.unit);
    }
  }
  for (const auto& system : work.systems) {
    out.entry("system");
    write_names(out, system);
    out.raw("words", list_of(system.words));
    out.raw("except", list_of(system.except));
    out.say("certificate", system.certificate);
    out.say("category", to_code(system.category));
  }
}

}  // namespace

std::string text_of_rules(const Settings& settings) {
  Writer out;
  write_common(out, settings);
  write_calendar(out, settings.calendar);
  write_region(out, settings);
  write_callback(out, settings);
  write_complaint(out, *settings.complaint);
  write_work(out, *settings.work);
  return out.take();
}

}  // namespace svcctl::cli
