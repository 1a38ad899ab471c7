#include "shop/phone.hpp"

#include "base/read/reading.hpp"

namespace svcctl::shop {

Phone told_phone(store::WriteTxn& tx, const std::string& typed, const char* code) {
  Phone phone(readers::nothing(typed) ? "" : typed);
  if (phone.key().empty() && !phone.typed().empty())
    throw usage_error(code, *phone.doubt(), "--phone NUMBER");
  if (phone.doubt() && !phone.key().empty()) tx.remark(code, *phone.doubt());
  return phone;
}

}  // namespace svcctl::shop
