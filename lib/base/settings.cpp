#include "base/settings.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace svcctl {
namespace {

/// The national floors: kilometres and days from leaving the shop, whichever comes first.
std::vector<WarrantyRule> national_floors() {
  struct Floor {
    VehicleKind vehicle;
    int heavy_km, heavy_days;    // whole-vehicle and assembly repair
    int second_km, second_days;  // level-2 maintenance
    int light_km, light_days;    // everything else
  };
  static constexpr Floor floors[] = {
      {VehicleKind::car, 20000, 100, 5000, 30, 2000, 10},
      {VehicleKind::hazmat, 20000, 100, 5000, 30, 2000, 10},
      {VehicleKind::motorcycle, 7000, 80, 800, 10, 800, 10},
      {VehicleKind::other, 6000, 60, 700, 7, 700, 7},
  };
  std::vector<WarrantyRule> rules;
  for (const auto& f : floors) {
    rules.push_back({f.vehicle, Category::whole, f.heavy_km, f.heavy_days});
    rules.push_back({f.vehicle, Category::assembly, f.heavy_km, f.heavy_days});
    rules.push_back({f.vehicle, Category::maintenance_2, f.second_km, f.second_days});
    rules.push_back({f.vehicle, Category::maintenance_1, f.light_km, f.light_days});
    rules.push_back({f.vehicle, Category::minor, f.light_km, f.light_days});
  }
  return rules;
}

RegionProfile national() {
  RegionProfile profile;
  profile.warranty = national_floors();
  profile.contract = {Category::maintenance_2, Category::assembly, Category::whole};
  profile.certificate = profile.contract;
  return profile;
}

std::map<Role, std::set<Right>> default_roles() {
  std::set<Right> every;
  for (const auto& entry : codes<Right>) every.insert(entry.value);
  return {
      {Role::manager, every},
      {Role::advisor,
       {Right::receive, Right::bill, Right::take_money, Right::see_personal, Right::follow_up,
        Right::handle_complaint}},
      {Role::technician, {Right::repair}},
      {Role::inspector, {Right::repair, Right::inspect_final}},
      {Role::parts_keeper, {Right::keep_stock, Right::release_lot, Right::see_cost}},
      {Role::cashier, {Right::bill, Right::take_money, Right::see_personal}},
  };
}

template <class Item>
const Item* with_code(const std::vector<Item>& items, const std::string& code) {
  auto it = std::ranges::find(items, code, &Item::code);
  return it == items.end() ? nullptr : &*it;
}

/// A name as people type it: without regard to case, blanks and marks of punctuation.
std::string bare(const std::string& word) {
  std::string out;
  for (const auto& mark :
       {std::string("。"), std::string("，"), std::string("、"), std::string("　")})
    if (word.find(mark) != std::string::npos) {
      std::string rest = word;
      for (auto at = rest.find(mark); at != std::string::npos; at = rest.find(mark))
        rest.erase(at, mark.size());
      return bare(rest);
    }
  for (const unsigned char c : word)
    if (c >= 0x80 || std::isalnum(c) != 0) out += static_cast<char>(std::tolower(c));
  return out;
}

template <class Item>
const Item* called(const std::vector<Item>& items, const std::string& word) {
  const auto typed = bare(word);
  auto it = std::ranges::find_if(items, [&](const Item& item) {
    return bare(item.code) == typed || bare(item.name) == typed || bare(item.name_zh) == typed;
  });
  return it == items.end() ? nullptr : &*it;
}

/// A text as words are looked for in it.
std::string plain_words(const std::string& text) { return bare(utf8::folded(text)); }

bool speaks_of(std::string text, const CarSystem& system) {
  for (const auto& word : system.except) {
    const auto other = plain_words(word);
    for (auto at = text.find(other); !other.empty() && at != std::string::npos;
         at = text.find(other, at))
      text.replace(at, other.size(), " ");
  }
  return std::ranges::any_of(system.words, [&](const std::string& word) {
    const auto looked_for = plain_words(word);
    return !looked_for.empty() && text.find(looked_for) != std::string::npos;
  });
}

/// What fails at once when it fails, by the words of trade and of customers.
std::vector<CarSystem> default_systems() {
  return {{.code = "high-voltage",
           .name = "High voltage",
           .name_zh = "高压系统",
           .words = {"高压", "高电压", "动力电池", "电池包", "电池模组", "驱动电机",
                     "high voltage", "traction battery", "battery pack"},
           .except = {"高压洗车", "高压清洗", "高压水", "高压油"},
           .certificate = "high-voltage"},
          {.code = "brake",
           .name = "Brakes",
           .name_zh = "制动系统",
           .words = {"制动", "刹车", "brake"},
           .except = {"制动灯", "刹车灯", "brake light", "brake lamp"},
           .certificate = "brakes"},
          {.code = "steering",
           .name = "Steering",
           .name_zh = "转向系统",
           .words = {"转向", "方向机", "方向盘", "steering"},
           .except = {"转向灯", "转向信号灯"},
           .certificate = "steering"},
          {.code = "airbag",
           .name = "Airbags",
           .name_zh = "安全气囊",
           .words = {"气囊", "airbag"},
           .certificate = "airbag"}};
}

}  // namespace

std::vector<const CarSystem*> Settings::systems_in(const std::string& text) const {
  std::vector<const CarSystem*> out;
  if (text.empty()) return out;
  const auto said = plain_words(text);
  for (const auto& system : work->systems)
    if (speaks_of(said, system)) out.push_back(&system);
  return out;
}

std::vector<const CarSystem*> Settings::systems_of(const Operation& operation) const {
  auto out = systems_in(operation.name + "\n" + operation.name_zh);
  const auto* told = with_code(work->systems, operation.system);
  if (told && std::ranges::find(out, told) == out.end()) out.push_back(told);
  return out;
}

const Operation* Settings::operation_called(const std::string& word) const {
  return called(work->operations, word);
}
const Fee* Settings::fee_called(const std::string& word) const { return called(work->fees, word); }
const Operation* Settings::operation(const std::string& code) const {
  return with_code(work->operations, code);
}
const Package* Settings::package(const std::string& code) const {
  return with_code(work->packages, code);
}
const InspectionTemplate* Settings::inspection(const std::string& code) const {
  return with_code(work->inspections, code);
}

Settings default_settings() {
  Settings settings;
  settings.profile = national();
  settings.roles = default_roles();
  settings.high_voltage_certificates = {"high-voltage"};
  settings.work = Lazy<WorkCatalogue>(std::function<WorkCatalogue()>([] {
    WorkCatalogue work;
    work.systems = default_systems();
    return work;
  }));
  settings.callback.edit().rules = {{.name = "after-service", .after_days = 3}};
  auto& complaint = settings.complaint.edit();
  complaint.clocks = {
      {Severity::minor, {8, 3, 5, 10}},
      {Severity::normal, {8, 3, 5, 8}},
      {Severity::serious, {4, 2, 3, 6}},
      {Severity::safety, {1, 1, 1, 3}},
  };
  complaint.authority_terms = {
      {.name = "12328", .days = 15, .complex_days = 60, .mediation_days = 0}, {}};
  complaint.severity_rules = {{Severity::safety,
                               {"刹车失灵", "制动失灵", "刹不住", "转向失灵", "方向失控", "气囊",
                                "起火", "自燃", "冒烟", "漏油", "断轴", "掉轮", "受伤",
                                "brakes fail", "steering", "airbag", "fire", "smoke", "injur"},
                               {}}};
  complaint.escalation_rules = {{Severity::minor, 0, false, "manager"},
                                {Severity::safety, 0, true, "manager"}};
  return settings;
}

std::optional<RegionProfile> region_profile(const std::string& name) {
  if (name == "none") return RegionProfile{};
  if (name != "CN" && name != "CN-BJ" && name != "CN-ZJ") return std::nullopt;
  RegionProfile profile = national();
  if (name == "CN-BJ") profile.redo_defective_part = true;
  if (name == "CN-ZJ") profile.part_days = 30;
  return profile;
}

}  // namespace svcctl
