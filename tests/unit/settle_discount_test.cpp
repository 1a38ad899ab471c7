#include <doctest/doctest.h>

#include "settle/discount.hpp"

using namespace svcctl;

namespace {
std::vector<Money> amounts(std::initializer_list<int> minor) {
  std::vector<Money> out;
  for (const int one : minor) out.push_back(Money::minor(one));
  return out;
}
}  // namespace

TEST_CASE("a discount is split so that the lines add up to it exactly") {
  CHECK(settle::split(Money::minor(100), amounts({1, 1, 1})) == amounts({34, 33, 33}));
  CHECK(settle::split(Money::minor(1), amounts({10, 20, 30})) == amounts({0, 0, 1}));
  CHECK(settle::split(Money::minor(10000), amounts({12000, 52000, 5000})) ==
        amounts({1739, 7536, 725}));
  CHECK(settle::split(Money::minor(0), amounts({5, 5})) == amounts({0, 0}));
  CHECK(settle::split(Money::minor(5), amounts({0, 0})) == amounts({0, 0}));
  CHECK(settle::split(Money::minor(9'000'000'000'000), amounts({1, 2})).back() ==
        Money::minor(6'000'000'000'000));
}
