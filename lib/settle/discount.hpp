#pragma once

#include <string>
#include <vector>

#include "settle/bill.hpp"

/// Discounts on a bill; not for other slices.
namespace svcctl::settle {

/// Gives the discounts to the lines. A share of all lines falls on those the customer pays, by
/// the largest remainder, so that the lines add up to it exactly.
/// @throws Error "settle.discount", "settle.discount-line", "settle.discount-too-much",
///   "settle.discount-why" (2)
void give_discounts(std::vector<BillLine>& lines, const BillRequest& request);

/// Splits an amount by weights, by the largest remainder: the parts add up to it exactly.
SVCCTL_API std::vector<Money> split(Money amount, const std::vector<Money>& weights);

}  // namespace svcctl::settle
