#include <doctest/doctest.h>

#include "parts/buying/reorder.hpp"

using svcctl::Quantity;
using svcctl::parts::reorder_need;
using svcctl::parts::ReorderFacts;

namespace {

ReorderFacts facts() {
  return {.available = {}, .min_qty = {}, .max_qty = {}, .used = {}, .pack = Quantity::whole(1)};
}

}  // namespace

TEST_CASE("below its minimum a part is bought up to its maximum") {
  auto part = facts();
  part.min_qty = Quantity::whole(4);
  part.max_qty = Quantity::whole(12);
  part.available = Quantity::whole(4);
  CHECK(reorder_need(part).qty == Quantity());
  part.available = Quantity::whole(3);
  CHECK(reorder_need(part).qty == Quantity::whole(9));
}

TEST_CASE("a part that is used is bought for the way and the days to cover") {
  auto part = facts();
  part.used = Quantity::whole(90);  // one a day
  part.lead_days = 5;
  part.available = Quantity::whole(5);
  CHECK(reorder_need(part).qty == Quantity());
  part.available = Quantity::whole(4);
  const auto need = reorder_need(part);
  CHECK(need.point == Quantity::whole(5));
  CHECK(need.target == Quantity::whole(35));
  CHECK(need.qty == Quantity::whole(31));
}

TEST_CASE("what jobs wait for is bought though nothing was used") {
  auto part = facts();
  part.available = -Quantity::whole(2);
  CHECK(reorder_need(part).qty == Quantity::whole(2));
}

TEST_CASE("whole packs are bought") {
  auto part = facts();
  part.pack = Quantity::whole(6);
  part.available = -Quantity::whole(1);
  CHECK(reorder_need(part).qty == Quantity::whole(6));
  part.available = -Quantity::whole(6);
  CHECK(reorder_need(part).qty == Quantity::whole(6));
  part.available = -Quantity::thousandths(6001);
  CHECK(reorder_need(part).qty == Quantity::whole(12));
}

TEST_CASE("more came back than went out: no use") {
  auto part = facts();
  part.used = -Quantity::whole(3);
  CHECK(reorder_need(part).qty == Quantity());
}
