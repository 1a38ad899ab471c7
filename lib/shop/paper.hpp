#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/text.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// How a paper names the shop.
struct Letterhead {
  ShopSettings shop;
  Zone zone;
  bool practice = false;  ///< the store is for practice
};
/// As the rules name the shop today.
SVCCTL_API Letterhead letterhead_of(const store::ReadTxn& tx);

/// A paper as plain text, in one language: what estimates, contracts, bills, cards and
/// certificates are laid out with. Papers show personal data unmasked: they are handed to the
/// person they are about. It sees no store, so that it shows what it is given and nothing else.
class SVCCTL_API Paper {
 public:
  /// Begins with the shop and the paper's title.
  Paper(Letterhead head, const Catalogue& catalogue, const char* title);

  /// "label: value"; left out when the value is empty. Labels are message ids.
  void field(const char* label, std::string_view value);
  /// Several fields on one line; empty ones are left out.
  void fields(const std::vector<std::pair<const char*, std::string>>& pairs);
  /// A heading of a section.
  void section(const char* title);
  /// Rows under headings (message ids), aligned by display width.
  void table(const std::vector<const char*>& headings,
             const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right);
  void line(const Message& message);
  void text(std::string_view words);
  void blank();
  /// The total in figures, and in capitals where the language is Chinese.
  void total(const char* label, Money amount);
  /// Places to sign, side by side.
  void signatures(const std::vector<const char*>& who);

  std::string word(const char* id) const { return std::string(catalogue_.text(id)); }
  std::string local(Instant when) const { return head_.zone.local(when); }
  const Catalogue& catalogue() const { return catalogue_; }
  std::string str() const { return text_; }

 private:
  Letterhead head_;
  const Catalogue& catalogue_;
  std::string text_;
};

/// An amount with the currency's decimals, and "—" for none.
SVCCTL_API std::string amount_or_dash(const std::optional<Money>& amount);

}  // namespace svcctl::shop
