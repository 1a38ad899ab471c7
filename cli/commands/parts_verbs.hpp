#pragma once

#include <vector>

#include "cli/command.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/stock/stock.hpp"

namespace svcctl::cli {

/// The verbs of the parts group, by subject.
std::vector<Command> parts_catalogue_commands();
std::vector<Command> parts_supplier_commands();
std::vector<Command> parts_supplier_price_commands();
std::vector<Command> parts_order_commands();
std::vector<Command> parts_receive_commands();
std::vector<Command> parts_give_back_commands();
std::vector<Command> parts_stock_commands();
std::vector<Command> parts_stock_change_commands();
std::vector<Command> parts_reserve_commands();
std::vector<Command> parts_value_commands();
std::vector<Command> parts_transfer_commands();
std::vector<Command> parts_count_commands();
std::vector<Command> parts_recall_commands();
std::vector<Command> parts_fit_commands();
/// Prices, places at outlets and other numbers.
std::vector<Command> parts_price_commands();
std::vector<Command> parts_import_commands();

Option part_option();

/// How lots are shown; costs only to those with the right to see them.
View<parts::Lot> lot_view(const store::ReadTxn& tx);

/// "PART:QTY[@COST]" taken apart from the right, since part numbers hold anything.
struct PartAndQuantity {
  std::string part;
  Quantity quantity;
  std::optional<Money> cost = std::nullopt;
};
/// @param typed "NO", "NO:QTY" or "NO:QTY@COST"; a lone NO means one
/// @throws Error "parts.form" (usage)
PartAndQuantity part_and_quantity(const std::string& typed);

/// Values, one after another, joined into verbs of a group.
void append(std::vector<Command>& to, std::vector<Command> more);

}  // namespace svcctl::cli
