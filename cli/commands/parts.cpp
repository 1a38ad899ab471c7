#include "base/error.hpp"
#include "base/read/number.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/parts_verbs.hpp"

namespace svcctl::cli {

Option part_option() {
  return {.name = "PART", .help = N_("part number, or NUMBER/BRAND"), .required = true};
}

PartAndQuantity part_and_quantity(const std::string& typed) {
  PartAndQuantity out{.part = typed, .quantity = Quantity::whole(1)};
  const auto colon = typed.rfind(':');
  if (colon == std::string::npos) return out;
  std::string amount = typed.substr(colon + 1);
  const auto at = amount.find('@');
  if (at != std::string::npos) {
    out.cost = readers::amount(amount.substr(at + 1)).value;
    amount.resize(at);
  }
  if (amount.starts_with('+')) amount.erase(0, 1);
  const auto quantity = readers::quantity(amount).value;
  if (!quantity || (at != std::string::npos && !out.cost) || colon == 0)
    throw usage_error("parts.form", tr("'{0}' is not of the form PART:QTY@COST", typed));
  out.part = typed.substr(0, colon);
  out.quantity = *quantity;
  return out;
}

std::vector<Verb> parts_verbs() {
  std::vector<Verb> all = parts_catalogue_verbs();
  append(all, parts_price_verbs());
  append(all, parts_import_verbs());
  append(all, parts_supplier_verbs());
  append(all, parts_supplier_price_verbs());
  append(all, parts_order_verbs());
  append(all, parts_receive_verbs());
  append(all, parts_give_back_verbs());
  append(all, parts_request_verbs());
  append(all, parts_stock_verbs());
  append(all, parts_stock_change_verbs());
  append(all, parts_reserve_verbs());
  append(all, parts_value_verbs());
  append(all, parts_transfer_verbs());
  append(all, parts_count_verbs());
  append(all, parts_recall_verbs());
  append(all, parts_fit_verbs());
  append(all, parts_issue_verbs());
  append(all, parts_own_verbs());
  append(all, parts_old_verbs());
  append(all, parts_waste_verbs());
  return all;
}

}  // namespace svcctl::cli
