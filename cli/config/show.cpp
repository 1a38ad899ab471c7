#include <sstream>

#include "cli/config/config.hpp"
#include "cli/config/setting.hpp"
#include "cli/parser/suggest.hpp"

namespace svcctl::cli {
namespace {

using Rows = std::vector<SettingRow>;

template <class Values>
std::string listed(const Values& values) {
  std::string out;
  for (const auto& value : values) {
    if (!out.empty()) out += ", ";
    if constexpr (std::is_enum_v<typename Values::value_type>)
      out += to_code(value);
    else
      out += value;
  }
  return out;
}

std::string yes_no(bool value) { return value ? "true" : "false"; }

void add_region(Rows& rows, const Settings& s) {
  for (const auto& rule : s.profile.warranty)
    rows.push_back(
        {"region.warranty." + std::string(to_code(rule.vehicle)) + "." + to_code(rule.category),
         std::to_string(rule.kilometres) + " km / " + std::to_string(rule.days) + " d"});
  rows.push_back({"region.part_days", std::to_string(s.profile.part_days)});
  rows.push_back({"region.redo_defective_part", yes_no(s.profile.redo_defective_part)});
  rows.push_back({"region.contract", listed(s.profile.contract)});
  if (s.profile.contract_from)
    rows.push_back({"region.contract_from", s.profile.contract_from->str()});
  rows.push_back({"region.certificate", listed(s.profile.certificate)});
  rows.push_back({"region.burden_of_proof_days", std::to_string(s.profile.burden_of_proof_days)});
  rows.push_back({"region.legal_stop_days", std::to_string(s.profile.legal_stop_days)});
  for (const auto& rule : s.warranty)
    rows.push_back({"warranty." + std::string(to_code(rule.vehicle)) + "." + to_code(rule.category),
                    std::to_string(rule.kilometres) + " km / " + std::to_string(rule.days) + " d"});
}

void add_catalogue(Rows& rows, const Settings& s) {
  for (const auto& operation : s.work->operations)
    rows.push_back({"operation." + operation.code, operation.name + " · " + operation.name_zh +
                                                       " · " + operation.hours.str() + " h · " +
                                                       to_code(operation.category)});
  for (const auto& package : s.work->packages)
    rows.push_back({"package." + package.code,
                    package.name + " · " + package.name_zh + " · " + listed(package.labour)});
  for (const auto& sheet : s.work->inspections)
    rows.push_back({"inspection." + sheet.code, sheet.name + " · " + sheet.name_zh + " · " +
                                                    std::to_string(sheet.items.size())});
}

void add_parts(Rows& rows, const Settings& s) {
  for (const auto& band : s.markup)
    rows.push_back({"parts.markup." + (band.up_to ? band.up_to->str() : std::string("above")),
                    "+" + band.percent.str() + " %"});
  for (const auto& names : s.vehicle_names) rows.push_back({"parts.alias", listed(names)});
}

std::string words_of(const CallbackRule& rule) {
  std::string out = to_code(rule.kind);
  if (rule.after_days > 0) out += " +" + std::to_string(rule.after_days) + "d";
  if (rule.kilometres > 0) out += " +" + std::to_string(rule.kilometres) + "km";
  if (rule.before_days > 0) out += " -" + std::to_string(rule.before_days) + "d";
  return out + " · " + to_code(rule.channel) + " · " + to_code(rule.consent) + " · " +
         to_code(rule.assign);
}

void add_care(Rows& rows, const Settings& s) {
  for (const auto& rule : s.callback.rules)
    rows.push_back({"callback.rule." + rule.name, words_of(rule)});
}

std::string clock_time(int minutes) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

void add_complaint(Rows& rows, const Settings& s) {
  std::vector<std::string> open;
  for (const auto& each : s.calendar.open)
    open.push_back(clock_time(each.from) + "-" + clock_time(each.to));
  rows.push_back({"calendar.open", listed(open)});
  rows.push_back({"calendar.days", listed(s.calendar.days)});
  for (const auto& [severity, clock] : s.complaint_clocks) {
    const std::string head = "complaint.clock." + std::string(to_code(severity)) + ".";
    rows.push_back({head + "acknowledge_hours", std::to_string(clock.acknowledge_hours)});
    rows.push_back({head + "contact_days", std::to_string(clock.contact_days)});
    rows.push_back({head + "answer_days", std::to_string(clock.answer_days)});
    rows.push_back({head + "settle_days", std::to_string(clock.settle_days)});
  }
  for (const auto& rule : s.severity_rules) {
    auto when = rule.words;
    when.insert(when.end(), rule.kinds.begin(), rule.kinds.end());
    rows.push_back({"complaint.severity." + std::string(to_code(rule.at_least)), listed(when)});
  }
  for (const auto& rule : s.escalation_rules)
    rows.push_back({"complaint.escalate." + rule.to,
                    std::string(to_code(rule.at_least)) + " · " +
                        (rule.at_once ? "at_once" : "+" + std::to_string(rule.late_hours) + "h")});
}

std::string quoted(const std::string& value) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (byte < 0x20 || byte == 0x7F)
      out += std::string("\\u00") + hex[byte >> 4] + hex[byte & 15];
    else
      out += c;
  }
  return out + "\"";
}

std::string bare(std::string_view line) {
  const auto from = line.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  line.remove_prefix(from);
  return std::string(line.substr(0, line.find_last_not_of(" \t\r") + 1));
}

/// Where the comment behind a value begins, with the blanks before it; empty when there is none.
std::string comment_of(const std::string& line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == '"' && c == '\\')
      ++i;
    else if (quote != 0)
      quote = c == quote ? char{0} : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '#') {
      const auto end = line.find_last_not_of(" \t", i - 1);
      return line.substr(end == std::string::npos ? i : end + 1);
    }
  }
  return {};
}

}  // namespace

std::vector<SettingRow> setting_rows(const Settings& s) {
  Rows rows;
  for (const auto& setting : plain_settings())
    if (setting.print)
      rows.push_back({std::string(setting.key), setting.print(s), Message{setting.help}});
  for (const auto& [role, rights] : s.roles)
    rows.push_back({"roles." + std::string(to_code(role)), listed(rights)});
  rows.push_back({"technician.high_voltage_certificates", listed(s.high_voltage_certificates)});
  add_region(rows, s);
  add_parts(rows, s);
  add_care(rows, s);
  add_complaint(rows, s);
  add_catalogue(rows, s);
  return rows;
}

std::string with_setting(std::string_view text, const std::string& key, const std::string& value) {
  const Setting* found = nullptr;
  std::vector<std::string> known;
  for (const auto& each : plain_settings()) {
    known.emplace_back(each.key);
    if (key == each.key) found = &each;
  }
  if (!found)
    throw usage_error("config.key", tr("'{0}' is no setting of one plain value", key),
                      did_you_mean(key, known));
  const std::string table(found->table());
  const std::string name(found->name());
  const std::string made = name + " = " + (found->quoted ? quoted(value) : value);

  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  std::string current;
  std::optional<std::size_t> insert_at;
  if (table.empty()) insert_at = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto plain = bare(lines[i]);
    if (plain.starts_with('[')) {
      const auto close = plain.find(']');
      current = bare(plain.substr(1, close == std::string::npos ? close : close - 1));
      if (current == table) insert_at = i + 1;
      continue;
    }
    const auto equals = plain.find('=');
    if (current != table || equals == std::string::npos || plain.starts_with('#')) continue;
    if (bare(plain.substr(0, equals)) != name) continue;
    lines[i] = made + comment_of(lines[i]);
    insert_at.reset();
    current = "=";  // found
    break;
  }
  if (insert_at) {
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(*insert_at), made);
  } else if (current != "=") {
    lines.insert(lines.end(), {"", "[" + table + "]", made});
  }
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

}  // namespace svcctl::cli
