#include "shop/paper.hpp"

#include <algorithm>
#include <utility>

#include "base/money.hpp"
#include "base/text_table.hpp"

namespace svcctl::shop {
namespace {

constexpr int width = 78;

std::string centred(const std::string& text) {
  const int blank = std::max(0, (width - display_width(text)) / 2);
  return std::string(static_cast<std::size_t>(blank), ' ') + text + "\n";
}

}  // namespace

std::string amount_or_dash(const std::optional<Money>& amount) {
  return amount ? amount->str() : "—";
}

Letterhead letterhead_of(const store::ReadTxn& tx) {
  return {.shop = tx.settings().shop, .zone = tx.settings().zone, .practice = tx.practice()};
}

Paper::Paper(Letterhead head, const Catalogue& catalogue, const char* title)
    : head_(std::move(head)), catalogue_(catalogue) {
  const auto& shop = head_.shop;
  if (!shop.name.empty()) text_ += centred(made_visible(shop.name));
  text_ += centred(word(title));
  text_ += std::string(width, '=') + "\n";
  if (head_.practice) text_ += centred(word(N_("FOR PRACTICE: not a record of a real garage")));
  fields({{N_("Shop address"), shop.address},
          {N_("Shop phone"), shop.phone},
          {N_("Complaints"), shop.complaint_phone}});
  field(N_("Credit code"), shop.credit_code);
}

void Paper::field(const char* label, std::string_view value) {
  fields({{label, std::string(value)}});
}

void Paper::fields(const std::vector<std::pair<const char*, std::string>>& pairs) {
  std::string row;
  for (const auto& [label, value] : pairs) {
    if (value.empty()) continue;
    const std::string piece =
        word(label) + (catalogue_.language() == Language::zh ? "：" : ": ") + made_visible(value);
    if (!row.empty() && display_width(row) + 3 + display_width(piece) > width) {
      text_ += row + "\n";
      row.clear();
    }
    row += (row.empty() ? "" : "   ") + piece;
  }
  if (!row.empty()) text_ += row + "\n";
}

void Paper::section(const char* title) {
  const auto name = word(title);
  const int rest = std::max(3, width - display_width(name) - 4);
  text_ += "\n-- " + name + " " + std::string(static_cast<std::size_t>(rest), '-') + "\n";
}

void Paper::table(const std::vector<const char*>& headings,
                  const std::vector<std::vector<std::string>>& rows,
                  const std::vector<bool>& right) {
  if (rows.empty()) return;
  std::vector<std::string> titles;
  titles.reserve(headings.size());
  for (const auto* heading : headings) titles.push_back(word(heading));
  auto clean = rows;
  for (auto& row : clean)
    for (auto& value : row) value = made_visible(value);
  text_ += text_table(titles, clean, right);
}

void Paper::line(const Message& message) {
  text_ += made_visible(catalogue_.format(message)) + "\n";
}

void Paper::text(std::string_view words) { text_ += made_visible(words) + "\n"; }

void Paper::blank() { text_ += "\n"; }

void Paper::total(const char* label, Money amount) {
  const auto& currency = head_.shop.currency;
  field(label, currency + " " + amount.str());
  if (catalogue_.language() == Language::zh && currency == "CNY")
    field(N_("In capitals"), chinese_capitals(amount));
}

void Paper::signatures(const std::vector<const char*>& who) {
  std::string row;
  for (const auto* person : who)
    row += (row.empty() ? "" : "   ") + word(person) +
           (catalogue_.language() == Language::zh ? "：" : ": ") + "________________";
  text_ += "\n" + row + "\n";
}

}  // namespace svcctl::shop
