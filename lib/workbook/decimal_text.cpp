#include "workbook/private/decimal_text.hpp"

#include <algorithm>
#include <charconv>

namespace svcctl::workbook {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<DecimalText> DecimalText::parse(std::string_view text) {
  constexpr int largest = 400;  // beyond what a spreadsheet can hold
  DecimalText out;
  if (text.starts_with('-') || text.starts_with('+')) {
    out.negative_ = text.front() == '-';
    text.remove_prefix(1);
  }
  bool behind = false;
  bool seen = false;
  std::size_t at = 0;
  for (; at < text.size() && (digit(text[at]) || (text[at] == '.' && !behind)); ++at) {
    if (text[at] == '.') {
      behind = true;
      continue;
    }
    seen = true;
    if (!behind) ++out.point_;
    out.digits_ += text[at];
  }
  if (!seen || at > largest) return std::nullopt;
  text.remove_prefix(at);
  int exponent = 0;
  if (!text.empty()) {
    if (text.front() != 'E' && text.front() != 'e') return std::nullopt;
    text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, exponent);
    if (error != std::errc() || stop != end || exponent > largest || exponent < -largest)
      return std::nullopt;
  }
  out.point_ += exponent;
  const auto zeros = std::min(out.digits_.find_first_not_of('0'), out.digits_.size());
  out.digits_.erase(0, zeros);
  out.point_ -= static_cast<int>(zeros);
  out.round_at(significant);
  return out;
}

/// Keeps so many digits.
bool DecimalText::round_at(int kept) {
  const bool less = kept < static_cast<int>(digits_.size());
  if (less) {
    const bool up = kept >= 0 && digits_[static_cast<std::size_t>(kept)] >= '5';
    digits_.resize(static_cast<std::size_t>(std::max(kept, 0)));
    if (up) {
      auto at = digits_.size();
      while (at > 0 && digits_[at - 1] == '9') --at;
      digits_.resize(at);
      if (at > 0) {
        ++digits_[at - 1];
      } else {
        digits_ = "1";
        ++point_;
      }
    }
  }
  digits_.erase(digits_.find_last_not_of('0') + 1);
  if (digits_.empty()) {
    point_ = 0;
    negative_ = false;
  }
  return less;
}

bool DecimalText::round(int places) { return round_at(point_ + places); }

std::string DecimalText::whole() const {
  if (point_ <= 0) return {};
  auto out = digits_.substr(0, static_cast<std::size_t>(point_));
  out.append(static_cast<std::size_t>(point_) - out.size(), '0');
  return out;
}

std::string DecimalText::fraction() const {
  if (zero()) return {};
  if (point_ <= 0) return std::string(static_cast<std::size_t>(-point_), '0') + digits_;
  const auto at = static_cast<std::size_t>(point_);
  return at < digits_.size() ? digits_.substr(at) : std::string();
}

std::string DecimalText::scientific() const {
  if (zero()) return "0";
  std::string out = negative_ ? "-" : "";
  out += digits_[0];
  if (digits_.size() > 1) out += "." + digits_.substr(1);
  const int exponent = point_ - 1;
  const auto size = std::to_string(exponent < 0 ? -exponent : exponent);
  return out + (exponent < 0 ? "E-" : "E+") + (size.size() < 2 ? "0" : "") + size;
}

std::int64_t DecimalText::whole_number() const {
  std::int64_t out = 0;
  for (const char c : whole()) out = out * 10 + (c - '0');
  return out;
}

std::int64_t DecimalText::fraction_in(int places) const {
  auto digits = fraction();
  digits.resize(static_cast<std::size_t>(places), '0');
  std::int64_t out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

}  // namespace svcctl::workbook
