#include "base/identifier.hpp"

#include <doctest/doctest.h>

#include "base/embedded.hpp"

using namespace svcctl;

TEST_CASE("a VIN is brought to its normal form, and a wrong check digit warns") {
  for (const auto* good : {"LSJA24U62JG269225", "LSVAA49J132047371", "1M8GDM9AXKP042788"}) {
    CHECK(Vin(good).key() == good);
    CHECK_FALSE(Vin(good).doubt());
  }
  CHECK(Vin(" lsva-a49j 132047371").key() == "LSVAA49J132047371");
  CHECK(Vin("ＬSVAA49J132047371").key() == "LSVAA49J132047371");
  const auto odd = Vin("LSVAA49J132047372");
  CHECK(odd.key() == "LSVAA49J132047372");
  CHECK(odd.doubt());
  for (const auto* bad : {"", "LSVAA49J13204737", "LSVAA49J13204737O", "LSVAA49J1320473711"}) {
    CHECK(Vin(bad).key().empty());
    CHECK(Vin(bad).doubt());
  }
}

TEST_CASE("plates of every known shape, and others with a warning") {
  CHECK(Plate("京a·12345").key() == "京A12345");
  CHECK(plate_kind("京A12345") == PlateKind::ordinary);
  CHECK(plate_kind("京AD12345") == PlateKind::new_energy_small);
  CHECK(plate_kind("粤B12345F") == PlateKind::new_energy_large);
  CHECK(plate_kind("京A1234学") == PlateKind::special);
  CHECK(plate_kind("京A1234O") == PlateKind::unknown);  // a look-alike is never corrected
  CHECK(Plate("京A1234O").key() == "京A1234O");
  CHECK(Plate("京A1234O").doubt());
  CHECK(Plate("").key().empty());
}

TEST_CASE("credit codes and phones") {
  CHECK_FALSE(CreditCode("91110000600037341L").doubt());
  CHECK(CreditCode("911100006000373410").doubt());
  CHECK(CreditCode("91110000600037341I").key().empty());
  CHECK(Phone("+86 138-0013-8000").key() == "13800138000");
  CHECK(Phone("008613800138000").key() == "13800138000");
  CHECK_FALSE(Phone("010-38238383").doubt());
  CHECK(Phone("12345").doubt());
  CHECK(Phone("电话").key().empty());
}

TEST_CASE("masks show as much as lists may") {
  CHECK(mask_phone("13800138000") == "138****8000");
  CHECK(mask_name("张某") == "张*");
  CHECK(mask_vin("LSVAA49J132047371") == "047371");
  CHECK(mask_plate("京A12345") == "京A·**345");
}

TEST_CASE("what is typed around an identifier is no part of it") {
  CHECK(Plate(" 沪 c•88888 ").key() == "沪C88888");
  CHECK(Plate("粤ｂ１２３４５Ｆ").key() == "粤B12345F");
  CHECK(CreditCode(" 9111 0000 6000 3734 1l").key() == "91110000600037341L");
  CHECK(Phone("(010) 3823 8383").key() == "010-38238383");
  CHECK(Phone("１３８００１３８０００").key() == "13800138000");
  CHECK(Phone("+1 202-555-0123").key() == "+12025550123");
}

TEST_CASE("what cannot be an identifier is refused, however it is dressed") {
  CHECK(Plate("京A\xff"
              "12345")
            .key()
            .empty());
  CHECK(Plate("京A123451234512345").key().empty());
  CHECK(Vin("LSVAA49J1320473七1").key().empty());
  CHECK(Phone("138-0013-800a").key().empty());
  CHECK(Phone("13+800138000").key().empty());
  CHECK(Phone("12").key().empty());
  CHECK(CreditCode("9111000060003734").key().empty());
}

TEST_CASE("the letters of a plate that look like digits warn, in every place") {
  for (const auto* plate :
       {"京AI2345", "京AO2345", "京O12345", "京I12345", "京A12345678", "A12345", "京12345"}) {
    CAPTURE(plate);
    CHECK(Plate(plate).key() == plate);
    CHECK(Plate(plate).doubt());
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
  CHECK(Phone("013838389438").key() == "13838389438");
  CHECK_FALSE(Phone("013838389438").doubt());
  for (const auto* odd : {"+08613811211114", "00138-0013-8000", "0123-4567890"}) {
    CAPTURE(odd);
    CHECK(Phone(odd).doubt());
  }
  for (const auto* good : {"010-38238383", "0755-26000000", "025-84000000", "400-800-1234"})
    CHECK_FALSE(Phone(good).doubt());
}

TEST_CASE("words for no plate are a state of it, never a plate") {
  for (const char* words : {"无牌", "未上牌", " 新 车 ", "暂无", "none", "None"}) {
    CAPTURE(words);
    CHECK(plate_state(words) == PlateState::unplated);
    CHECK(Plate(words).key().empty());
  }
  for (const char* words : {"临牌", "临时牌照", "temporary"}) {
    CAPTURE(words);
    CHECK(plate_state(words) == PlateState::temporary);
    CHECK(Plate(words).key().empty());
  }
  CHECK_FALSE(plate_state("京A12345"));
  CHECK_FALSE(plate_state(""));
}

TEST_CASE("a plate is one however its dots and dashes are written") {
  for (const char* typed : {"京A-12345", "京A‧12345", "京 A—12345", "京a―12345", "京A－12345"}) {
    CAPTURE(typed);
    CHECK(Plate(typed).key() == "京A12345");
  }
  CHECK_FALSE(Plate("临京A1234").doubt());
}

TEST_CASE("a VIN from a scanner or with its title is read") {
  CHECK(Vin("*LSVAA49J132047371*").key() == "LSVAA49J132047371");
  CHECK(Vin("VIN:LSVAA49J132047371").key() == "LSVAA49J132047371");
  CHECK(Vin("vin LSVAA49J132047371").key() == "LSVAA49J132047371");
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
  CHECK(Phone("13800138008（微信同号）").key() == "13800138008");
  CHECK(Phone("（微信）13800138008").key() == "13800138008");
  CHECK(Phone("(010)65001236").key() == "010-65001236");
  CHECK(Phone("电话").key().empty());
}

TEST_CASE("one key however a phone is written") {
  for (const char* typed : {"010-65001236", "01065001236", "(010)65001236", "010 6500 1236",
                            "+86 10 6500 1236", "+86-010-65001236", "010—65001236"}) {
    CAPTURE(typed);
    CHECK(Phone(typed).key() == "010-65001236");
    CHECK_FALSE(Phone(typed).doubt());
  }
  CHECK(Phone("07551234567").key() == "0755-1234567");
  CHECK(Phone("400-800-1234").key() == "4008001234");
  for (const char* typed : {"13800138000.0", "138.0013.8000", "86 138 0013 8000",
                            "1\u200B3800138000", "138‑0013‑8000", "手机：13800138000"}) {
    CAPTURE(typed);
    CHECK(Phone(typed).key() == "13800138000");
  }
}

TEST_CASE("a number from abroad stays one") {
  CHECK(Phone("+1 (415) 555-0142").key() == "+14155550142");
  CHECK_FALSE(Phone("+1 (415) 555-0142").doubt());
  CHECK(Phone("+44 20 7946 0958").key() == "+442079460958");
  CHECK(Phone("+8613800138000").key() == "13800138000");
}

TEST_CASE("what stands beside a number is a note or a second number") {
  const auto both = [](const char* typed) {
    const Phone phone(typed);
    return phone.key() + "|" + phone.second() + "|" + phone.note();
  };
  CHECK(both("13500135000（微信同号）") == "13500135000||微信同号");
  CHECK(both("13500135000 微信同号") == "13500135000||微信同号");
  CHECK(both("010-65001236转802") == "010-65001236||转802");
  CHECK(both("010-65001236-802") == "010-65001236||转802");
  CHECK(both("13500135000/13900139000") == "13500135000|13900139000|");
  CHECK(both("13500135000、010-65001236") == "13500135000|010-65001236|");
  CHECK(both("13500135000 13900139000") == "13500135000|13900139000|");
  CHECK(both("13500135000,13900139000（妻）") == "13500135000|13900139000|妻");
  CHECK(both("138 0013 8000") == "13800138000||");
  CHECK(both("电话") == "||");
}

TEST_CASE("what is not shown is no part of a key, and all dashes are one") {
  CHECK(Plate("京A12\u200B345").key() == "京A12345");
  CHECK(Vin("LSVAA49J1\u00AD32047371").key() == "LSVAA49J132047371");
  CHECK(CreditCode("91110000‐600037341L").key() == "91110000600037341L");
  CHECK(PartNumber("Ａ７").key() == "A7");
  CHECK(PartNumber("A\u202F6").key() == "A6");
  CHECK(PartNumber("机滤－０１").key() == "机滤01");
}
