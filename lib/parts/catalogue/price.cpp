#include "parts/catalogue/price.hpp"

#include <algorithm>

#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

std::optional<Money> dated_price(const store::ReadTxn& tx, std::int64_t part_id,
                                 const std::string& level, Date day) {
  return tx.value<Money>(
      R"(SELECT price_amount AS value FROM part_price
          WHERE part_id = :part AND level = :level AND from_on <= :day
          ORDER BY from_on DESC, id DESC LIMIT 1)",
      {{"part", part_id}, {"level", level}, {"day", day}});
}

Money proposed(const store::ReadTxn& tx, const Part& part) {
  if (!part.cost)
    throw usage_error("parts.no-cost", tr("part {0} has no purchase price", part.label()),
                      "svcctl parts set " + part.label() + " --cost …");
  const auto price = proposed_price(tx.settings(), *part.cost);
  if (!price)
    throw usage_error("parts.no-markup", tr("the configuration says no markup for this cost"),
                      "[[parts.markup]] up_to = …, percent = …");
  return *price;
}

}  // namespace

std::optional<Money> price_on(const store::ReadTxn& tx, const Part& part, const std::string& level,
                              Date day) {
  if (auto price = dated_price(tx, part.id, level, day)) return price;
  if (level == retail) return part.price;
  return price_on(tx, part, retail, day);
}

void require_price(store::WriteTxn& tx, const Part& part, const std::string& level, Date from_on,
                   Money price) {
  // Steps of one day count together.
  const auto before = tx.value<Money>(
      R"(SELECT price_amount AS value FROM part_price
          WHERE part_id = :part AND level = :level AND from_on <= :day AND recorded_at < :today
          ORDER BY from_on DESC, id DESC LIMIT 1)",
      {{"part", part.id},
       {"level", level},
       {"day", from_on},
       {"today", tx.settings().zone.start_of(tx.today())}});
  const auto holds = price_on(tx, part, level, from_on);
  const Money former =
      std::max(before.value_or(part.price.value_or(Money())), holds.value_or(Money()));
  const bool lowered = !holds || price < former;
  const bool below_cost = lowered && part.cost && price < *part.cost;
  const bool below_limit = lowered && price < former - former * tx.settings().discount_limit;
  require(tx, (!below_cost && !below_limit) || tx.may(Right::discount), Clause::itemise,
          "parts.price-below",
          below_cost
              ? tr("{0} for part {1} is below its purchase price: it needs the right to give "
                   "discounts",
                   price.str(), part.label())
              : tr("{0} for part {1} is below {2} by more than the limit of {3} %: it needs "
                   "the right to give discounts",
                   price.str(), part.label(), former.str(), tx.settings().discount_limit.str()),
          "--as MANAGER");
}

Price set_price(store::WriteTxn& tx, const PriceRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  const Part part = find_part(tx, request.part);
  const Money price = request.price ? *request.price : proposed(tx, part);
  if (price < Money())
    throw usage_error("parts.negative", tr("prices, quantities and days are not negative"));
  if (request.level.empty())
    throw usage_error("parts.level", tr("a price level has a name"),
                      "svcctl parts price " + part.label() + " --level retail --price …");
  const Date from = request.from_on.value_or(tx.today());
  require_price(tx, part, request.level, from, price);
  tx.insert(R"(INSERT INTO part_price (part_id, level, from_on, price_amount, recorded_at, staff_id)
               VALUES (:part, :level, :from, :price, :now, :staff))",
            {{"part", part.id},
             {"level", request.level},
             {"from", from},
             {"price", price},
             {"now", tx.now()},
             {"staff", tx.actor_id()}});
  tx.record(store::company,
            {"part",
             part.label(),
             {{"level", request.level}, {"from", from.str()}, {"price", price.str()}}});
  return {.part = part.label(),
          .level = request.level,
          .from_on = from,
          .price = price,
          .cost = part.cost,
          .holds = from <= tx.today() && price_on(tx, part, request.level, tx.today()) == price,
          .by = tx.actor().code};
}

std::vector<Price> list_prices(const store::ReadTxn& tx, const std::string& typed) {
  const Part part = find_part(tx, typed);
  auto prices = tx.all(
      R"(SELECT p.level AS level, p.from_on AS from_on, p.price_amount AS price_amount,
                COALESCE(s.code, '') AS staff
           FROM part_price p LEFT JOIN staff s ON s.id = p.staff_id
          WHERE p.part_id = :part ORDER BY p.level, p.from_on DESC, p.id DESC)",
      {{"part", part.id}}, [&](const store::Row& row) {
        Price out = row.as<Price>();
        out.part = part.label();
        out.cost = part.cost;
        out.holds = false;
        return out;
      });
  if (part.price)
    prices.push_back({.part = part.label(),
                      .level = retail,
                      .from_on = std::nullopt,
                      .price = *part.price,
                      .cost = part.cost,
                      .holds = false,
                      .by = {}});
  // Of each level the first that has begun.
  std::string held;
  for (auto& price : prices) {
    price.holds = price.level != held && (!price.from_on || *price.from_on <= tx.today());
    if (price.holds) held = price.level;
  }
  return prices;
}

std::optional<Money> proposed_price(const Settings& settings, Money cost) {
  for (const auto& band : settings.markup)
    if (!band.up_to || cost <= *band.up_to) return cost + cost * band.percent;
  return std::nullopt;
}

}  // namespace svcctl::parts
