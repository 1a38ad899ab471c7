#include "customer/batch.hpp"

#include <charconv>

#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

std::string packed(const Before& before) {
  std::string out;
  for (const auto& [column, value] : before)
    for (const auto* field : {&column, &value}) out += std::to_string(field->size()) + ":" + *field;
  return out;
}

Before unpacked(std::string_view text) {
  std::vector<std::string> fields;
  while (!text.empty()) {
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    const auto head = static_cast<std::size_t>(stop - text.data()) + 1;
    if (error != std::errc() || head + size > text.size())
      throw bug("a batch row that cannot be read");
    fields.emplace_back(text.substr(head, size));
    text.remove_prefix(head + size);
  }
  Before out;
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) out.emplace_back(fields[i], fields[i + 1]);
  return out;
}

void Batch::made(std::string_view table, std::int64_t row_id, const Before* before) {
  if (*id_ == 0)
    id_.set(tx_.insert(
        R"(INSERT INTO customer_import (kind, file, sha256, new_count, changed_count,
                                        unchanged_count, rejected_count, at, staff_id)
           VALUES (:kind, :file, :sha256, 0, 0, 0, 0, :at, :staff))",
        {{"kind", kind_}, {"file", file_}, {"sha256", sha256_}, tx_.stamp()}));
  tx_.insert(
      R"(INSERT INTO customer_import_row (import_id, table_name, row_id, outcome, before, salt)
         VALUES (:batch, :table, :row, :outcome, :before, :salt))",
      {{"batch", *id_},
       {"table", table},
       {"row", row_id},
       {"outcome", before != nullptr ? "changed" : "new"},
       {"before", before != nullptr ? std::optional(packed(*before)) : std::nullopt},
       {"salt", before != nullptr ? store::random_salt() : std::string()}});
}

void Batch::close(csv::ImportResult& result) {
  if (*id_ == 0) return;
  tx_.run(
      R"(UPDATE customer_import SET new_count = :new, changed_count = :changed,
                unchanged_count = :unchanged, rejected_count = :rejected
          WHERE id = :id)",
      {{"new", result.created},
       {"changed", result.changed},
       {"unchanged", result.unchanged},
       {"rejected", static_cast<std::int64_t>(result.rejects.size())},
       {"id", *id_}});
  tx_.record(store::company, {"customer-import",
                              std::to_string(*id_),
                              {{"kind", to_code(kind_)},
                               {"sha256", sha256_},
                               {"new", std::to_string(result.created)},
                               {"changed", std::to_string(result.changed)}}});
  result.batch = *id_;
}

}  // namespace svcctl::customer
