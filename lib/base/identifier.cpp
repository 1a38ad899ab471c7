#include "base/identifier.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/private/characters.hpp"
#include "base/utf8.hpp"

namespace svcctl {

std::u32string identity::characters_of(std::string_view text, bool blanks) {
  constexpr std::u32string_view dashes = U"-‐‑‒–—―−﹣－";
  constexpr std::u32string_view dots = U".·•・‧∙⋅。｡";
  const bool ascii =
      std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const std::string composed = ascii ? std::string() : utf8::plain(text);
  std::u32string out;
  out.reserve(text.size());
  utf8::each(ascii ? text : composed, [&](char32_t c, std::string_view) {
    if (c == utf8::none) c = 0xFFFD;
    if (utf8::blank(c)) {
      if (blanks) out.push_back(U' ');
      return;
    }
    if (c != 0xFFFD && utf8::acts(c)) return;
    if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
    if (dashes.find(c) != dashes.npos) c = U'-';
    if (dots.find(c) != dots.npos) c = U'.';
    out.push_back(c);
  });
  return out;
}

namespace {

using identity::characters_of;

std::string text_of(std::u32string_view characters) {
  std::string out;
  for (const char32_t c : characters) utf8::append(out, c);
  return out;
}

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool letter(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

/// Bytes that are no text: never part of an identifier.
bool unreadable(std::u32string_view text) { return text.find(char32_t{0xFFFD}) != text.npos; }

std::u32string without_marks(std::u32string text) {
  std::erase_if(text, [](char32_t c) { return c == U'-' || c == U'.'; });
  return text;
}

/// ISO 3779 check digit: transliterated values, weighted, modulo 11.
char32_t vin_check_digit(std::u32string_view vin) {
  constexpr std::array weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  constexpr std::u32string_view letters = U"ABCDEFGHJKLMNPRSTUVWXYZ";
  constexpr std::string_view values = "12345678123457923456789";
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    const char32_t c = vin[i];
    const int value = digit(c) ? static_cast<int>(c - U'0') : values[letters.find(c)] - '0';
    sum += value * weights[i];
  }
  return sum % 11 == 10 ? U'X' : U'0' + static_cast<char32_t>(sum % 11);
}

constexpr std::u32string_view provinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// What people type where a car has no plate; folded.
constexpr std::array<std::u32string_view, 25> unplated_words = {
    U"无牌",       U"未上牌",   U"没上牌",   U"未挂牌", U"没牌",     U"无车牌",   U"无牌照",
    U"无号牌",     U"待上牌",   U"未上户",   U"新车",   U"新车无牌", U"暂无",     U"暂无牌",
    U"无",         U"没有",     U"空",       U"NONE",   U"NOPLATE",  U"UNPLATED", U"N/A",
    U"新车未上牌", U"暂未上牌", U"还没上牌", U"裸车"};
constexpr std::array<std::u32string_view, 9> temporary_words = {
    U"临牌", U"临时牌", U"临时牌照",  U"临时车牌", U"临时号牌",
    U"临",   U"临时",   U"TEMPORARY", U"TEMP"};
constexpr std::u32string_view special_ends = U"挂学警港澳领使";

bool digits_only(std::u32string_view text) {
  for (const char32_t c : text)
    if (!digit(c)) return false;
  return !text.empty();
}

std::u32string plate_characters(std::string_view typed) {
  return without_marks(characters_of(typed));
}

bool plate_body(std::u32string_view text) {
  for (const char32_t c : text)
    if (!digit(c) && (!letter(c) || c == U'I' || c == U'O')) return false;
  return true;
}

}  // namespace

Vin::Vin(std::string_view typed) : Identifier(typed) {
  auto vin = without_marks(characters_of(typed));
  std::erase(vin, U'*');
  if (vin.size() > 17 && vin.starts_with(U"VIN")) vin.erase(0, vin[3] == U':' ? 4 : 3);
  if (vin.size() != 17) {
    doubt_ = tr("a VIN has 17 characters, '{0}' has {1}", typed_, vin.size());
    return;
  }
  for (const char32_t c : vin)
    if (!digit(c) && (!letter(c) || one_of(c, U"IOQ"))) {
      doubt_ = tr("'{0}' cannot stand in a VIN", text_of(std::u32string_view(&c, 1)));
      return;
    }
  key_ = text_of(vin);
  if (vin_check_digit(vin) != vin[8])
    doubt_ = tr("VIN {0}: the check digit does not fit; is it typed right?", key_);
}

PlateKind plate_kind(std::string_view normal_plate) {
  const auto plate = characters_of(normal_plate);
  if (plate.size() < 7 || plate.size() > 8) return PlateKind::unknown;
  if (!one_of(plate[0], provinces) || !letter(plate[1]) || one_of(plate[1], U"IO"))
    return PlateKind::unknown;
  const auto body = std::u32string_view(plate).substr(2);
  if (body.size() == 5) {
    if (plate_body(body)) return PlateKind::ordinary;
    return one_of(body[4], special_ends) && plate_body(body.substr(0, 4)) ? PlateKind::special
                                                                          : PlateKind::unknown;
  }
  constexpr std::u32string_view energy = U"ABCDEFGHJK";
  if (one_of(body[0], energy) && plate_body(body.substr(1, 1)) && digits_only(body.substr(2)))
    return PlateKind::new_energy_small;
  if (one_of(body[5], energy) && digits_only(body.substr(0, 5))) return PlateKind::new_energy_large;
  return PlateKind::unknown;
}

std::optional<PlateState> plate_state(std::string_view typed) {
  const auto words = plate_characters(typed);
  const auto one_among = [&](const auto& list) {
    return std::ranges::find(list, std::u32string_view(words)) != list.end();
  };
  if (one_among(unplated_words)) return PlateState::unplated;
  if (one_among(temporary_words)) return PlateState::temporary;
  return std::nullopt;
}

Plate::Plate(std::string_view typed) : Identifier(typed) {
  const auto plate = plate_characters(typed);
  if (plate.empty() || plate.size() > 16 || unreadable(plate) || plate_state(typed)) {
    doubt_ = tr("'{0}' is no plate", typed_);
    return;
  }
  key_ = text_of(plate);
  const bool temporary = plate.front() == U'临' || plate.back() == U'临';
  if (!temporary && plate_kind(key_) == PlateKind::unknown)
    doubt_ = tr("plate {0} has no known shape; is it typed right?", key_);
}

CreditCode::CreditCode(std::string_view typed) : Identifier(typed) {
  constexpr std::u32string_view characters = U"0123456789ABCDEFGHJKLMNPQRTUWXY";
  const auto code = without_marks(characters_of(typed));
  if (code.size() != 18) {
    doubt_ = tr("a credit code has 18 characters, '{0}' has {1}", typed_, code.size());
    return;
  }
  int sum = 0;
  int weight = 1;
  for (std::size_t i = 0; i < 18; ++i) {
    const auto value = characters.find(code[i]);
    if (value == characters.npos) {
      doubt_ = tr("'{0}' cannot stand in a credit code",
                  text_of(std::u32string_view(code).substr(i, 1)));
      return;
    }
    if (i < 17) sum += static_cast<int>(value) * weight;
    weight = weight * 3 % 31;
  }
  key_ = text_of(code);
  if (code[17] != characters[static_cast<std::size_t>((31 - sum % 31) % 31)])
    doubt_ = tr("credit code {0}: the check character does not fit; is it typed right?", key_);
}

PartNumber::PartNumber(std::string_view typed) : Identifier(typed) {
  for (const char32_t c : characters_of(typed))
    if (c >= 0x80 || digit(c) || letter(c)) utf8::append(key_, c);
  if (key_.empty()) key_ = typed_;
}

std::string mask_phone(std::string_view phone) {
  const auto masked = [](auto text) {
    const auto length = text.size();
    const auto head = length >= 11 ? 3 : length >= 8 ? 2 : 0;
    const auto tail = length >= 8 ? 4 : length > 4 ? 2 : 0;
    std::fill(text.begin() + head, text.end() - tail, '*');
    return text;
  };
  const bool digits = std::ranges::all_of(phone, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? masked(std::string(phone)) : text_of(masked(characters_of(phone)));
}

std::string mask_name(std::string_view name) {
  return name.empty() ? std::string() : std::string(name.substr(0, utf8::first(name).size)) + "*";
}

std::string mask_vin(std::string_view vin) {
  return vin.size() <= 6 ? std::string(vin) : std::string(vin.substr(vin.size() - 6));
}

std::string mask_plate(std::string_view plate) {
  const auto text = characters_of(plate);
  if (text.size() < 6) return text_of(text);
  return text_of(std::u32string_view(text).substr(0, 2)) + "·" + std::string(text.size() - 5, '*') +
         text_of(std::u32string_view(text).substr(text.size() - 3));
}

}  // namespace svcctl
