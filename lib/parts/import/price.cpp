#include "parts/import/private/price.hpp"

#include <algorithm>

#include "parts/catalogue/label.hpp"
#include "parts/catalogue/price.hpp"
#include "parts/import/private/part_merge.hpp"
#include "store/codec.hpp"

namespace svcctl::parts {
namespace {

using store::BulkValue;

constexpr std::size_t most_moves = 10;

bool any_dated(const store::ReadTxn& tx) {
  return tx
      .value<std::int64_t>("SELECT 1 AS value FROM part_price WHERE level = :level LIMIT 1",
                           {{"level", std::string(retail)}})
      .has_value();
}

}  // namespace

DatedPrices::DatedPrices(store::WriteTxn& tx)
    : tx_(tx),
      any_(any_dated(tx)),
      prices_(tx, "part_price", {"part_id", "price_amount"},
              {{"level", std::string(retail)},
               {"from_on", tx.today().str()},
               {"recorded_at", tx.now().seconds},
               {"staff_id", store::Codec<std::optional<std::int64_t>>::put(tx.actor_id())}}) {}

std::string DatedPrices::column(const std::string& day) const {
  if (!any_) return "p.price_amount";
  return "COALESCE((SELECT d.price_amount FROM part_price d WHERE d.part_id = p.id "
         "AND d.level = 'retail' AND d.from_on <= " +
         day + " ORDER BY d.from_on DESC, d.id DESC LIMIT 1), p.price_amount)";
}

bool DatedPrices::hold(std::int64_t part_id) const {
  return any_ && tx_.value<std::int64_t>(
                        R"(SELECT 1 AS value FROM part_price
                           WHERE part_id = :part AND level = :level AND from_on <= :day LIMIT 1)",
                        {{"part", part_id}, {"level", std::string(retail)}, {"day", tx_.today()}})
                     .has_value();
}

BulkValue DatedPrices::own(std::int64_t part_id) const {
  const auto price = tx_.value<std::int64_t>(
      "SELECT price_amount AS value FROM part "
      "WHERE id = :part AND price_amount IS NOT NULL",
      {{"part", part_id}});
  return price ? BulkValue(*price) : BulkValue();
}

void DatedPrices::write() {
  prices_.write(given_.size(), [&](std::size_t at, std::size_t column) -> BulkValue {
    return column == 0 ? given_[at].part_id : given_[at].price;
  });
  given_.clear();
}

void PartMerge::tell_move(const ImportRow& row, std::size_t place, std::int64_t from,
                          std::int64_t to) {
  ++summary_.prices_moved;
  PriceMove move{
      .part = {}, .cost = place == cost_, .from = Money::minor(from), .to = Money::minor(to)};
  auto& moves = summary_.moves;
  if (moves.size() == most_moves && move.size() <= moves.back().size()) return;
  move.part = part_label(row.number, row.brand);
  moves.insert(std::ranges::upper_bound(moves, move.size(), std::greater<>(), &PriceMove::size),
               std::move(move));
  if (moves.size() > most_moves) moves.pop_back();
}

}  // namespace svcctl::parts
