#pragma once

#include <vector>

#include "cli/command.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/stock/stock.hpp"

namespace svcctl::cli {

/// The verbs of the parts group, by subject.
std::vector<Verb> parts_catalogue_verbs();
std::vector<Verb> parts_supplier_verbs();
std::vector<Verb> parts_supplier_price_verbs();
/// `--max-move`, of lists of prices.
Option max_move_option();
std::vector<Verb> parts_order_verbs();
std::vector<Verb> parts_receive_verbs();
std::vector<Verb> parts_give_back_verbs();
std::vector<Verb> parts_stock_verbs();
std::vector<Verb> parts_stock_change_verbs();
std::vector<Verb> parts_reserve_verbs();
std::vector<Verb> parts_value_verbs();
std::vector<Verb> parts_transfer_verbs();
std::vector<Verb> parts_count_verbs();
std::vector<Verb> parts_recall_verbs();
std::vector<Verb> parts_fit_verbs();
/// Prices, places at outlets and other numbers.
std::vector<Verb> parts_price_verbs();
std::vector<Verb> parts_import_verbs();

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

}  // namespace svcctl::cli
