#include "customer/words.hpp"

#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

std::optional<std::int64_t> keep_words(store::WriteTxn& tx, std::int64_t customer_id,
                                       std::optional<std::int64_t> job_id, std::string_view kind,
                                       std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto kept = tx.insert(
      R"(INSERT INTO person_words (customer_id, job_id, kind, at, staff_id, text, salt)
         SELECT id, :job, :kind, :at, :staff, :text, :salt FROM customer
          WHERE id = :customer AND state <> 'anonymised')",
      {{"customer", customer_id},
       {"job", job_id},
       {"kind", kind},
       tx.stamp(),
       {"text", text},
       {"salt", store::random_salt()}});
  require(tx, kept != 0, Clause::privacy, "customer.forgotten",
          tr("the customer is forgotten: nothing more is kept of what they said or what is said of "
             "them"),
          "svcctl customer add --name NAME");
  return kept;
}

}  // namespace svcctl::customer
