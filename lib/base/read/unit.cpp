#include "base/read/unit.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/utf8.hpp"

namespace svcctl::readers {
namespace {

using Names = std::span<const std::string_view>;
constexpr std::array<std::string_view, 9> pieces_words = {"PC",   "PCS", "PIECE", "PIECES", "EA",
                                                          "EACH", "个",  "件",    "只"};
constexpr std::array<std::string_view, 5> set_words = {"SET", "SETS", "KIT", "套", "副"};
constexpr std::array<std::string_view, 7> litre_words = {"L",      "LITRE", "LITRES", "LITER",
                                                         "LITERS", "升",    "公升"};
constexpr std::array<std::string_view, 2> millilitre_words = {"ML", "毫升"};
constexpr std::array<std::string_view, 3> kilogram_words = {"KG", "公斤", "千克"};
constexpr std::array<std::string_view, 2> gram_words = {"G", "克"};
constexpr std::array<std::string_view, 4> metre_words = {"M", "METRE", "METER", "米"};
constexpr std::array<std::string_view, 3> bottle_words = {"BOTTLE", "BOTTLES", "瓶"};
constexpr std::array<std::string_view, 3> drum_words = {"DRUM", "BARREL", "桶"};
constexpr std::array<std::string_view, 3> box_words = {"BOX", "BOXES", "盒"};
constexpr std::array<std::string_view, 3> case_words = {"CASE", "CARTON", "箱"};
constexpr std::array<std::string_view, 3> can_words = {"CAN", "罐", "听"};
constexpr std::array<std::string_view, 3> pair_words = {"PAIR", "对", "双"};
constexpr std::array<std::string_view, 2> roll_words = {"ROLL", "卷"};
constexpr std::array<Names, 14> unit_names = {
    pieces_words, set_words,   litre_words,  millilitre_words, kilogram_words,
    gram_words,   metre_words, bottle_words, drum_words,       box_words,
    case_words,   can_words,   pair_words,   roll_words};

bool among_names(Names names, std::string_view unit) {
  return std::ranges::find(names, unit) != names.end();
}

std::string capital_unit(std::string_view unit) {
  std::string out;
  for (const char c : utf8::plain(utf8::trimmed(unit)))
    if (c != ' ') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

}  // namespace

bool known_unit(std::string_view word) {
  const auto unit = capital_unit(word);
  return std::ranges::any_of(unit_names, [&](Names names) { return among_names(names, unit); });
}

bool same_unit(std::string_view one, std::string_view other) {
  const auto first = capital_unit(one);
  const auto second = capital_unit(other);
  if (first == second) return true;
  return std::ranges::any_of(unit_names, [&](Names names) {
    return among_names(names, first) && among_names(names, second);
  });
}

}  // namespace svcctl::readers
