#include "settle/discount.hpp"

#include <algorithm>
#include <numeric>

#include "base/read/number.hpp"

namespace svcctl::settle {
namespace {

__extension__ using Wide = __int128;

/// "3:10%", "all:50".
struct Asked {
  bool all = false;
  int line = 0;
  std::optional<Percent> percent;
  std::optional<Money> amount;

  Money of(Money base) const { return percent ? base * *percent : *amount; }
};

Asked parse(const std::string& typed) {
  const auto wrong = [&] {
    return usage_error("settle.discount",
                       tr("cannot read discount {0}: LINE|all:PERCENT%|AMOUNT", typed),
                       "--discount all:5%");
  };
  const auto mark = typed.find(':');
  if (mark == std::string::npos) throw wrong();
  const std::string where = typed.substr(0, mark);
  std::string value = typed.substr(mark + 1);
  Asked asked;
  asked.all = where == "all";
  const bool digits = !where.empty() && where.size() < 6 &&
                      where.find_first_not_of("0123456789") == std::string::npos;
  if (!asked.all && !digits) throw wrong();
  if (!asked.all) asked.line = std::stoi(where);
  if (!value.empty() && value.back() == '%') {
    value.pop_back();
    asked.percent = readers::percent(value).value;
    if (!asked.percent || *asked.percent <= Percent() || *asked.percent > Percent::whole(100))
      throw wrong();
  } else {
    asked.amount = readers::amount(value).value;
    if (!asked.amount || *asked.amount <= Money()) throw wrong();
  }
  return asked;
}

}  // namespace

std::vector<Money> split(Money amount, const std::vector<Money>& weights) {
  const Wide whole = std::accumulate(weights.begin(), weights.end(), Wide{0},
                                     [](Wide sum, Money w) { return sum + w.minor(); });
  std::vector<Money> out(weights.size());
  if (whole == 0) return out;
  std::vector<std::pair<Wide, std::size_t>> remainders;
  Money given;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide share = Wide{amount.minor()} * weights[i].minor();
    out[i] = Money::minor(static_cast<std::int64_t>(share / whole));
    given += out[i];
    remainders.emplace_back(-(share % whole), i);
  }
  std::sort(remainders.begin(), remainders.end());
  auto left = (amount - given).minor();
  for (const auto& [remainder, i] : remainders) {
    if (left-- <= 0) break;
    out[i] += Money::minor(1);
  }
  return out;
}

void give_discounts(std::vector<BillLine>& lines, const BillRequest& request) {
  if (request.discounts.empty()) return;
  if (request.why.empty())
    throw usage_error("settle.discount-why", tr("a discount needs its reason"), "--why WORDS");
  for (const auto& typed : request.discounts) {
    const Asked asked = parse(typed);
    std::vector<std::size_t> on;
    std::vector<Money> weights;
    Money base;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].kind == intake::LineKind::core) continue;  // it is given back whole
      const bool meant =
          asked.all ? lines[i].payer == intake::Payer::customer : lines[i].number == asked.line;
      if (!meant) continue;
      on.push_back(i);
      weights.push_back(lines[i].amount);
      base += lines[i].amount;
    }
    if (on.empty())
      throw usage_error("settle.discount-line",
                        tr("discount {0} falls on no line of the bill", typed));
    const auto shares = split(std::min(asked.of(base), base), weights);
    if (asked.of(base) > base)
      throw usage_error("settle.discount-too-much",
                        tr("discount {0} is more than {1}, what it falls on", typed, base.str()));
    for (std::size_t k = 0; k < on.size(); ++k) {
      auto& line = lines[on[k]];
      line.discount += shares[k];
      line.discount_reason = request.why;
      if (line.discount > line.amount)
        throw usage_error(
            "settle.discount-too-much",
            tr("the discounts on line {0} are more than its {1}", line.number, line.amount.str()));
    }
  }
  for (auto& line : lines)
    if (line.discount.is_zero()) line.discount_reason.clear();
}

}  // namespace svcctl::settle
