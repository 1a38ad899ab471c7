#include <algorithm>

#include "cli/config/reader.hpp"

namespace svcctl::cli {
namespace {

template <class Item>
void keep_unique(ConfigTable& table, std::vector<Item>& items, Item item) {
  if (item.code.empty()) return table.need("code");
  if (std::ranges::find(items, item.code, &Item::code) != items.end())
    return table.problem("code", tr("code '{0}' stands here twice", item.code));
  items.push_back(std::move(item));
}

template <class Item>
void read_names(ConfigTable& table, Item& item) {
  item.code = table.text("code").value_or("");
  item.name = table.text("name").value_or(item.code);
  item.name_zh = table.text("name_zh").value_or(item.name);
}

void read_operation(ConfigTable& table, WorkCatalogue& work) {
  Operation operation;
  read_names(table, operation);
  if (auto hours = table.hours("hours")) operation.hours = *hours;
  table.need("hours");
  if (operation.hours < Hours())
    table.problem("hours", tr("{0} must not be negative", std::string("operation.hours")));
  operation.category = table.code<Category>("category").value_or(Category::minor);
  operation.rate = table.money("rate");
  operation.certificate = table.text("certificate").value_or("");
  operation.maintenance = table.flag("maintenance").value_or(false);
  operation.system = table.text("system").value_or("");
  keep_unique(table, work.operations, std::move(operation));
}

void read_fee(ConfigTable& table, WorkCatalogue& work) {
  Fee fee;
  read_names(table, fee);
  fee.price = table.money("price");
  if (fee.price && *fee.price < Money())
    table.problem("price", tr("{0} must not be negative", std::string("fee.price")));
  if (std::ranges::find(work.operations, fee.code, &Operation::code) != work.operations.end())
    table.problem("code", tr("'{0}' is an operation: work is no fee", fee.code));
  keep_unique(table, work.fees, std::move(fee));
}

void read_package(ConfigTable& table, WorkCatalogue& work) {
  Package package;
  read_names(table, package);
  package.labour = table.texts("labour").value_or(std::vector<std::string>());
  table.each("parts", [&](ConfigTable& inner) {
    Package::Part part;
    part.number = inner.text("number").value_or("");
    inner.need("number");
    part.quantity = inner.quantity("quantity").value_or(Quantity::whole(1));
    package.parts.push_back(std::move(part));
  });
  keep_unique(table, work.packages, std::move(package));
}

void read_inspection(ConfigTable& table, WorkCatalogue& work) {
  InspectionTemplate sheet;
  read_names(table, sheet);
  table.each("items", [&](ConfigTable& inner) {
    InspectionTemplate::Item item;
    read_names(inner, item);
    item.unit = inner.text("unit").value_or("");
    keep_unique(inner, sheet.items, std::move(item));
  });
  keep_unique(table, work.inspections, std::move(sheet));
}

void read_system(ConfigTable& table, WorkCatalogue& work) {
  CarSystem system;
  read_names(table, system);
  system.words = table.texts("words").value_or(std::vector<std::string>());
  table.need("words");
  system.except = table.texts("except").value_or(std::vector<std::string>());
  system.certificate = table.text("certificate").value_or("");
  system.category = table.code<Category>("category").value_or(system.category);
  keep_unique(table, work.systems, std::move(system));
}

std::vector<WarrantyRule> read_warranties(ConfigTable& table, const RegionProfile* floor) {
  std::vector<WarrantyRule> rules;
  table.each("warranty", [&](ConfigTable& inner) {
    WarrantyRule rule;
    rule.vehicle = inner.code<VehicleKind>("vehicle").value_or(VehicleKind::car);
    rule.category = inner.code<Category>("category").value_or(Category::minor);
    rule.kilometres = inner.small("kilometres").value_or(0);
    rule.days = inner.small("days").value_or(0);
    inner.need("category");
    inner.need("kilometres");
    inner.need("days");
    if (floor)
      for (const auto& least : floor->warranty)
        if (least.vehicle == rule.vehicle && least.category == rule.category &&
            (rule.kilometres < least.kilometres || rule.days < least.days))
          inner.problem("days", tr("the warranty is below the region's floor of {0} km / {1} days",
                                   least.kilometres, least.days));
    rules.push_back(rule);
  });
  return rules;
}

void read_profile(ConfigTable& table, RegionProfile& profile) {
  if (table.has("warranty")) profile.warranty = read_warranties(table, nullptr);
  profile.part_days = table.small("part_days").value_or(profile.part_days);
  profile.redo_defective_part =
      table.flag("redo_defective_part").value_or(profile.redo_defective_part);
  if (auto set = table.code_set<Category>("contract")) profile.contract = *set;
  if (auto from = table.money("contract_from")) profile.contract_from = from;
  if (auto set = table.code_set<Category>("certificate")) profile.certificate = *set;
  profile.burden_of_proof_days =
      table.small("burden_of_proof_days").value_or(profile.burden_of_proof_days);
  profile.legal_stop_days = table.small("legal_stop_days").value_or(profile.legal_stop_days);
}

}  // namespace

void read_work(ConfigTable& root, Settings& settings) {
  const auto told = [&](const char* key) {
    root.know(key);
    return root.has(key);
  };
  const bool operations = told("operation"), fees = told("fee"), packages = told("package"),
             inspections = told("inspection"), systems = told("system");
  if (!operations && !fees && !packages && !inspections && !systems) return;
  auto& work = settings.work.edit();
  if (operations) work.operations.clear();
  if (fees) work.fees.clear();
  if (packages) work.packages.clear();
  if (inspections) work.inspections.clear();
  if (systems) work.systems.clear();
  root.each("system", [&](ConfigTable& table) { read_system(table, work); });
  root.each("operation", [&](ConfigTable& table) { read_operation(table, work); });
  root.each("fee", [&](ConfigTable& table) { read_fee(table, work); });
  root.each("package", [&](ConfigTable& table) { read_package(table, work); });
  root.each("inspection", [&](ConfigTable& table) { read_inspection(table, work); });
  for (const auto& operation : work.operations)
    if (!operation.system.empty() &&
        std::ranges::find(work.systems, operation.system, &CarSystem::code) == work.systems.end())
      root.problem("operation", tr("operation '{0}': there is no system '{1}'", operation.code,
                                   operation.system));
  for (const auto& package : work.packages)
    for (const auto& code : package.labour)
      if (std::ranges::find(work.operations, code, &Operation::code) == work.operations.end())
        root.problem("package",
                     tr("package '{0}': there is no operation '{1}'", package.code, code));
}

void read_region(ConfigTable& root, Settings& settings) {
  const auto name = root.text("region");
  std::optional<RegionProfile> profile;
  if (name) profile = region_profile(*name);
  bool known = profile || !name || *name == settings.region;
  if (name) settings.region = *name;
  root.table("region_profile", [&](ConfigTable& regions) {
    regions.every([&](const std::string& name, ConfigTable& table) {
      const auto base = table.text("base").value_or(region_profile(name) ? name : "CN");
      auto made = region_profile(base);
      if (!made) table.problem("base", tr("there is no region '{0}'", base));
      RegionProfile custom = made.value_or(RegionProfile{});
      read_profile(table, custom);
      if (name != settings.region) return;
      profile = std::move(custom);
      known = true;
    });
  });
  if (!known)
    root.problem("region", tr("there is no region '{0}'", settings.region),
                 "CN | CN-BJ | CN-ZJ | none");
  if (profile) settings.profile = std::move(*profile);
  root.know("warranty");
  if (root.has("warranty")) settings.warranty = read_warranties(root, &*settings.profile);
}

}  // namespace svcctl::cli
