#include "customer/words.hpp"

#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

std::optional<std::int64_t> keep_words(store::WriteTxn& tx, std::int64_t customer_id,
                                       std::string_view kind, std::string_view text) {
  if (text.empty()) return std::nullopt;
  return tx.insert(
      R"(INSERT INTO person_words (customer_id, kind, at, text, salt)
         VALUES (:customer, :kind, :at, :text, :salt))",
      {{"customer", customer_id},
       {"kind", kind},
       {"at", tx.at()},
       {"text", text},
       {"salt", store::random_salt()}});
}

}  // namespace svcctl::customer
