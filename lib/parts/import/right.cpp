#include "parts/catalogue/price.hpp"
#include "parts/import/private/part_merge.hpp"

namespace svcctl::parts {

/// What `parts set` leaves to a manager, a list does not do either: another kind of a part that was
/// in stock, and a price lowered below the purchase price on file.
bool PartMerge::check_rights(Chunk& chunk, ImportRow& row, const Match& match) {
  if (!match.differs) return true;
  const auto differs = [&](const std::optional<std::size_t>& column) {
    if (!column) return false;
    const auto& said = chunk.values[row.values + *column];
    return !said.is_null() && !(said == old_[match.old + *column]);
  };
  if (differs(kind_) && ever_moved(tx_, match.id) && !tx_.may(Right::manage)) {
    refuse(chunk, row, "kind", tr("part {0} is or was in stock as another kind", row.number),
           tr("a manager takes this line in"));
    return false;
  }
  return check_values(chunk, row, match);
}

/// The same of prices and costs that are too low: as a verb asks of them.
bool PartMerge::check_values(Chunk& chunk, ImportRow& row, const Match& match) {
  WantedValues wanted;
  Part now;
  now.id = match.id;
  now.number = row.number;
  const auto lowered = [&](std::optional<std::size_t> place, std::optional<Money>& was,
                           std::optional<Money>& is) {
    if (!place) return false;
    const auto& former = old_[match.old + *place];
    const auto& said = chunk.values[row.values + *place];
    if (!former.is_null()) was = Money::minor(former.number());
    if (!said.is_null() && !(said == former)) is = Money::minor(said.number());
    return is && (!was || *is < *was);
  };
  if (row.cost != 0) now.cost = Money::minor(row.cost);
  const bool price = lowered(price_, now.price, wanted.price);
  const bool cost = lowered(cost_, now.cost, wanted.cost);
  if (!price && !cost) return true;
  if (!may_discount_) may_discount_ = tx_.may(Right::discount);
  if (*may_discount_) return true;
  const auto low = too_low(tx_, now, retail, tx_.today(), wanted);
  if (!low) return true;
  const auto by = tx_.settings().discount_limit.str();
  if (low->why == TooLow::cost_lowered)
    refuse(chunk, row, "cost",
           tr("the purchase price of part {0} would be below {1} by more than {2} %, and no "
              "delivery proves it",
              row.number, low->former.str(), by),
           tr("whoever may give discounts takes this line in"));
  else
    refuse(chunk, row, "price",
           low->why == TooLow::price_below_cost
               ? tr("part {0} would be sold below its purchase price", row.number)
               : tr("part {0} would be sold below {1} by more than {2} %", row.number,
                    low->former.str(), by),
           tr("whoever may give discounts takes this line in"));
  return false;
}

}  // namespace svcctl::parts
