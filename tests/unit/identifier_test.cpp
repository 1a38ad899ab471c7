#include "base/identifier.hpp"

#include <doctest/doctest.h>

using namespace svcctl;

TEST_CASE("a VIN is brought to its normal form, and a wrong check digit warns") {
  for (const auto* good : {"LSJA24U62JG269225", "LSVAA49J132047371", "1M8GDM9AXKP042788"}) {
    CHECK(normalise_vin(good).normal == good);
    CHECK_FALSE(normalise_vin(good).warning);
  }
  CHECK(normalise_vin(" lsva-a49j 132047371").normal == "LSVAA49J132047371");
  CHECK(normalise_vin("ＬSVAA49J132047371").normal == "LSVAA49J132047371");
  const auto odd = normalise_vin("LSVAA49J132047372");
  CHECK(odd.normal == "LSVAA49J132047372");
  CHECK(odd.warning);
  for (const auto* bad : {"", "LSVAA49J13204737", "LSVAA49J13204737O", "LSVAA49J1320473711"}) {
    CHECK(normalise_vin(bad).normal.empty());
    CHECK(normalise_vin(bad).warning);
  }
}

TEST_CASE("plates of every known shape, and others with a warning") {
  CHECK(normalise_plate("京a·12345").normal == "京A12345");
  CHECK(plate_kind("京A12345") == PlateKind::ordinary);
  CHECK(plate_kind("京AD12345") == PlateKind::new_energy_small);
  CHECK(plate_kind("粤B12345F") == PlateKind::new_energy_large);
  CHECK(plate_kind("京A1234学") == PlateKind::special);
  CHECK(plate_kind("京A1234O") == PlateKind::unknown);  // a look-alike is never corrected
  CHECK(normalise_plate("京A1234O").normal == "京A1234O");
  CHECK(normalise_plate("京A1234O").warning);
  CHECK(normalise_plate("").normal.empty());
}

TEST_CASE("credit codes and phones") {
  CHECK_FALSE(normalise_credit_code("91110000600037341L").warning);
  CHECK(normalise_credit_code("911100006000373410").warning);
  CHECK(normalise_credit_code("91110000600037341I").normal.empty());
  CHECK(normalise_phone("+86 138-0013-8000").normal == "13800138000");
  CHECK(normalise_phone("008613800138000").normal == "13800138000");
  CHECK_FALSE(normalise_phone("010-38238383").warning);
  CHECK(normalise_phone("12345").warning);
  CHECK(normalise_phone("电话").normal.empty());
}

TEST_CASE("masks show as much as lists may") {
  CHECK(mask_phone("13800138000") == "138****8000");
  CHECK(mask_name("张某") == "张*");
  CHECK(mask_vin("LSVAA49J132047371") == "047371");
  CHECK(mask_plate("京A12345") == "京A·**345");
}
