#include "base/read/currency.hpp"

#include <algorithm>
#include <array>

namespace svcctl::readers {
namespace {

struct CurrencySign {
  std::string_view sign;
  std::string_view currency;
};
constexpr std::array<CurrencySign, 44> signs = {{
    {"¥", "CNY"},    {"元", "CNY"},     {"圆", "CNY"},   {"块", "CNY"},     {"块钱", "CNY"},
    {"元整", "CNY"}, {"RMB", "CNY"},    {"CN¥", "CNY"},  {"人民币", "CNY"}, {"RMB¥", "CNY"},
    {"$", "USD"},    {"US$", "USD"},    {"美元", "USD"}, {"美金", "USD"},   {"€", "EUR"},
    {"欧元", "EUR"}, {"£", "GBP"},      {"英镑", "GBP"}, {"円", "JPY"},     {"日元", "JPY"},
    {"JP¥", "JPY"},  {"HK$", "HKD"},    {"港币", "HKD"}, {"港元", "HKD"},   {"NT$", "TWD"},
    {"台币", "TWD"}, {"新台币", "TWD"}, {"₩", "KRW"},    {"韩元", "KRW"},   {"₽", "RUB"},
    {"卢布", "RUB"}, {"₹", "INR"},      {"฿", "THB"},    {"泰铢", "THB"},   {"A$", "AUD"},
    {"C$", "CAD"},   {"S$", "SGD"},     {"₫", "VND"},    {"MOP$", "MOP"},   {"澳门元", "MOP"},
    {"加元", "CAD"}, {"澳元", "AUD"},   {"CHF", "CHF"},  {"瑞郎", "CHF"},
}};
constexpr std::array<std::string_view, 22> currencies = {
    "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "RUB", "INR", "THB",
    "AUD", "CAD", "SGD", "VND", "MOP", "CHF", "NZD", "MYR", "IDR", "AED", "KZT"};

}  // namespace

std::string_view currency_of(std::string_view sign, std::string_view shops) {
  if (sign == shops || (sign == "¥" && shops == "JPY")) return shops;
  // Dollars of the shop's own kind.
  if (sign == "$" && shops.ends_with("D") && shops != "AED") return shops;
  for (const auto& known : signs)
    if (sign == known.sign) return known.currency;
  const auto found = std::ranges::find(currencies, sign);
  return found == currencies.end() ? std::string_view() : *found;
}

}  // namespace svcctl::readers
