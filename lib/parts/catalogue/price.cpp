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

constexpr int days_looked_back = 30;

std::optional<Money> higher(std::optional<Money> a, std::optional<Money> b) {
  return !a ? b : !b ? a : std::optional(std::max(*a, *b));
}

/// The highest price and cost of a part in the days before one, as far as no delivery set them.
WantedValues highest_of_late(const store::ReadTxn& tx, const Part& part, const std::string& level,
                             Date day) {
  const Zone& zone = tx.settings().zone;
  const Date first = std::min(day, tx.today()).plus_days(-days_looked_back);
  const Instant since = zone.start_of(first);
  const auto former = [&](const char* value) {
    return tx.value<Money>(
        R"(SELECT MAX(amount) AS value FROM part_former_value
            WHERE part_id = :part AND value = :value AND recorded_at >= :since)",
        {{"part", part.id}, {"value", value}, {"since", since}});
  };
  const auto dated = tx.value<Money>(
      R"(SELECT MAX(price_amount) AS value FROM part_price
          WHERE part_id = :part AND level = :level AND from_on > :first AND from_on <= :day
            AND recorded_at < :today)",
      {{"part", part.id},
       {"level", level},
       {"first", first},
       {"day", day},
       {"today", zone.start_of(tx.today())}});
  return {.price = higher(higher(price_at(tx, part, level, since), dated), former("price")),
          .cost = higher(part.cost, former("cost"))};
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

namespace {

/// The price of a level of a part `p` that held at a moment.
constexpr const char* then_price =
    R"(COALESCE((SELECT d.price_amount FROM part_price d
                  WHERE d.part_id = p.id AND d.level = :level AND d.from_on <= :day
                    AND d.recorded_at <= :moment
                  ORDER BY d.from_on DESC, d.id DESC LIMIT 1),
                (SELECT d.price_amount FROM part_price d
                  WHERE d.part_id = p.id AND d.level = 'retail' AND d.from_on <= :day
                    AND d.recorded_at <= :moment
                  ORDER BY d.from_on DESC, d.id DESC LIMIT 1),
                (SELECT f.amount FROM part_former_value f
                  WHERE f.part_id = p.id AND f.value = 'price' AND f.recorded_at > :moment
                  ORDER BY f.recorded_at, f.id LIMIT 1),
                p.price_amount))";

}  // namespace

std::optional<Money> price_at(const store::ReadTxn& tx, const Part& part, const std::string& level,
                              Instant at) {
  return tx.value<Money>(
      std::string("SELECT ") + then_price + " AS value FROM part p WHERE p.id = :part",
      {{"part", part.id},
       {"level", level},
       {"day", tx.settings().zone.date_of(at)},
       {"moment", at}});
}

ListPrices list_prices_since(const store::ReadTxn& tx, const Part& part, Instant then) {
  const auto found =
      tx.first(std::string("SELECT ") + then_price + R"( AS then_amount,
             COALESCE((SELECT n.price_amount FROM part_price n
                        WHERE n.part_id = p.id AND n.level = :level AND n.from_on <= :today
                        ORDER BY n.from_on DESC, n.id DESC LIMIT 1), p.price_amount) AS now_amount
        FROM part p WHERE p.id = :part)",
               {{"part", part.id},
                {"level", std::string(retail)},
                {"day", tx.settings().zone.date_of(then)},
                {"moment", then},
                {"today", tx.today()}},
               [](const store::Row& row) {
                 return ListPrices{.now = row.get<std::optional<Money>>("now_amount"),
                                   .then = row.get<std::optional<Money>>("then_amount")};
               });
  return found.value_or(ListPrices{});
}

std::optional<Lowered> too_low(const store::ReadTxn& tx, const Part& now, const std::string& level,
                               Date from_on, const WantedValues& wanted) {
  const auto& limit = tx.settings().discount_limit;
  const auto stood = highest_of_late(tx, now, level, from_on);
  if (wanted.cost && now.cost && *wanted.cost < *now.cost &&
      *wanted.cost < *stood.cost - *stood.cost * limit)
    return Lowered{TooLow::cost_lowered, *stood.cost};
  if (!wanted.price) return std::nullopt;
  const auto holds = price_on(tx, now, level, from_on);
  const Money former = std::max(stood.price.value_or(Money()), holds.value_or(Money()));
  if (holds && *wanted.price >= former) return std::nullopt;
  const Money cost = std::max(stood.cost.value_or(Money()), wanted.cost.value_or(Money()));
  if (*wanted.price < cost) return Lowered{TooLow::price_below_cost, cost};
  if (*wanted.price < former - former * limit) return Lowered{TooLow::price_lowered, former};
  return std::nullopt;
}

void require_values(store::WriteTxn& tx, const Part& now, const std::string& level, Date from_on,
                    const WantedValues& wanted) {
  if (tx.may(Right::discount)) return;
  const auto low = too_low(tx, now, level, from_on, wanted);
  if (!low) return;
  const auto price = wanted.price.value_or(Money()).str();
  const auto limit = tx.settings().discount_limit.str();
  require(tx, false, Clause::itemise, "parts.price-below",
          low->why == TooLow::price_below_cost
              ? tr("{0} for part {1} is below its purchase price: it needs the right to give "
                   "discounts",
                   price, now.label())
          : low->why == TooLow::price_lowered
              ? tr("{0} for part {1} is below {2} by more than the limit of {3} %: it needs "
                   "the right to give discounts",
                   price, now.label(), low->former.str(), limit)
              : tr("a purchase price of {0} for part {1} is below {2} by more than the limit of "
                   "{3} %, and no delivery proves it: it needs the right to give discounts",
                   wanted.cost.value_or(Money()).str(), now.label(), low->former.str(), limit),
          "--as MANAGER");
}

void keep_former(store::WriteTxn& tx, const Part& former, const WantedValues& now) {
  const auto keep = [&](const char* value, std::optional<Money> was, std::optional<Money> is) {
    if (!was || !is || *was == *is) return;
    tx.insert(R"(INSERT INTO part_former_value (part_id, value, amount, recorded_at, staff_id)
                 VALUES (:part, :value, :amount, :now, :staff))",
              {{"part", former.id}, {"value", value}, {"amount", *was}, tx.stamp()});
  };
  keep("price", former.price, now.price);
  keep("cost", former.cost, now.cost);
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
  require_values(tx, part, request.level, from, {.price = price});
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
