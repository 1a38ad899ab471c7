#include "base/identifier.hpp"

#include <doctest/doctest.h>

#include "base/embedded.hpp"

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

TEST_CASE("what is typed around an identifier is no part of it") {
  CHECK(normalise_plate(" 沪 c•88888 ").normal == "沪C88888");
  CHECK(normalise_plate("粤ｂ１２３４５Ｆ").normal == "粤B12345F");
  CHECK(normalise_credit_code(" 9111 0000 6000 3734 1l").normal == "91110000600037341L");
  CHECK(normalise_phone("(010) 3823 8383").normal == "01038238383");
  CHECK(normalise_phone("１３８００１３８０００").normal == "13800138000");
  CHECK(normalise_phone("+1 202-555-0123").normal == "+1202-555-0123");
}

TEST_CASE("what cannot be an identifier is refused, however it is dressed") {
  CHECK(normalise_plate("京A12\x1b"
                        "345")
            .normal.empty());
  CHECK(normalise_plate("京A\xff"
                        "12345")
            .normal.empty());
  CHECK(normalise_plate("京A123451234512345").normal.empty());
  CHECK(normalise_vin("LSVAA49J1320473七1").normal.empty());
  CHECK(normalise_phone("138-0013-800a").normal.empty());
  CHECK(normalise_phone("13+800138000").normal.empty());
  CHECK(normalise_phone("12").normal.empty());
  CHECK(normalise_credit_code("9111000060003734").normal.empty());
}

TEST_CASE("the letters of a plate that look like digits warn, in every place") {
  for (const auto* plate :
       {"京AI2345", "京AO2345", "京O12345", "京I12345", "京A12345678", "A12345", "京12345"}) {
    CAPTURE(plate);
    CHECK(normalise_plate(plate).normal == plate);
    CHECK(normalise_plate(plate).warning);
  }
}

TEST_CASE("masks never show the whole, however short") {
  CHECK(mask_phone("12345") == "***45");
  CHECK(mask_phone("110") == "***");
  CHECK(mask_phone("") == "");
  CHECK(mask_phone("010-38238383") == "010*****8383");
  CHECK(mask_name("欧阳某某") == "欧*");
  CHECK(mask_name("A") == "A*");
  CHECK(mask_name("") == "");
  CHECK(mask_plate("粤B12345F") == "粤B·***45F");
}

TEST_CASE("a mobile number dialled with a 0 before it is that mobile number, no landline") {
  CHECK(normalise_phone("013838389438").normal == "13838389438");
  CHECK_FALSE(normalise_phone("013838389438").warning);
  for (const auto* odd : {"+08613811211114", "00138-0013-8000", "0123-4567890"}) {
    CAPTURE(odd);
    CHECK(normalise_phone(odd).warning);
  }
  for (const auto* good : {"010-38238383", "0755-26000000", "025-84000000", "400-800-1234"})
    CHECK_FALSE(normalise_phone(good).warning);
}

TEST_CASE("words for no plate are a state of it, never a plate") {
  for (const char* words : {"无牌", "未上牌", " 新 车 ", "暂无", "none", "None"}) {
    CAPTURE(words);
    CHECK(plate_state(words) == PlateState::unplated);
    CHECK(normalise_plate(words).normal.empty());
  }
  for (const char* words : {"临牌", "临时牌照", "temporary"}) {
    CAPTURE(words);
    CHECK(plate_state(words) == PlateState::temporary);
    CHECK(normalise_plate(words).normal.empty());
  }
  CHECK_FALSE(plate_state("京A12345"));
  CHECK_FALSE(plate_state(""));
}

TEST_CASE("a plate is one however its dots and dashes are written") {
  for (const char* typed : {"京A-12345", "京A‧12345", "京 A—12345", "京a―12345", "京A－12345"}) {
    CAPTURE(typed);
    CHECK(normalise_plate(typed).normal == "京A12345");
  }
  CHECK_FALSE(normalise_plate("临京A1234").warning);
}

TEST_CASE("a VIN from a scanner or with its title is read") {
  CHECK(normalise_vin("*LSVAA49J132047371*").normal == "LSVAA49J132047371");
  CHECK(normalise_vin("VIN:LSVAA49J132047371").normal == "LSVAA49J132047371");
  CHECK(normalise_vin("vin LSVAA49J132047371").normal == "LSVAA49J132047371");
}

TEST_CASE("the migration of vehicles knows the words for no plate that the program knows") {
  for (const auto& file : embedded_schema()) {
    if (!file.name.ends_with("_customer_vehicle")) continue;
    int words = 0;
    std::string_view text = file.text;
    for (const auto state : {PlateState::unplated, PlateState::temporary}) {
      text.remove_prefix(text.find(std::string("plate_state = '") + to_code(state)));
      text.remove_prefix(text.find("WHERE plate IN ("));
      for (auto list = text.substr(0, text.find(")")); list.find('\'') != list.npos; ++words) {
        list.remove_prefix(list.find('\'') + 1);
        const auto word = list.substr(0, list.find('\''));
        CAPTURE(word);
        CHECK(plate_state(word) == state);
        list.remove_prefix(word.size() + 1);
      }
    }
    CHECK(words > 30);
    return;
  }
  FAIL("the migration is gone");
}

TEST_CASE("a phone is read as messengers give it") {
  CHECK(normalise_phone("13800138008（微信同号）").normal == "13800138008");
  CHECK(normalise_phone("（微信）13800138008").normal == "13800138008");
  CHECK(normalise_phone("010-65001236转802").normal == "010-65001236-802");
  CHECK(normalise_phone("(010)65001236").normal == "01065001236");
  CHECK(normalise_phone("电话").normal.empty());
}
