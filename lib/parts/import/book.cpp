#include "parts/import/private/book.hpp"

#include <string>
#include <string_view>

namespace svcctl::parts {

ImportBook::ImportBook(store::WriteTxn& tx, const ImportRequest& request,
                       std::optional<std::int64_t> supplier_id)
    : tx_(tx),
      request_(request),
      supplier_id_(supplier_id),
      id_(tx.value<std::int64_t>("SELECT MAX(id) AS value FROM part_import").value_or(0) + 1),
      changes_(tx, "part_import_change", {"part_id", "line", "part_values"}, {{"import_id", id_}}) {
}

void ImportBook::open() {
  if (open_) return;
  open_ = true;
  tx_.insert(
      R"(INSERT INTO part_import (id, file, sha256, mode, stock, supplier_id, new_count,
                                  changed_count, unchanged_count, rejected_count, at, staff_id)
         VALUES (:id, :file, :sha256, :mode, :stock, :supplier, 0, 0, 0, 0, :at, :staff))",
      {{"id", id_},
       {"file", request_.list.file},
       {"sha256", request_.list.sha256},
       {"mode", request_.mode},
       {"stock", request_.stock ? to_code(*request_.stock) : ""},
       {"supplier", supplier_id_},
       tx_.stamp()});
}

void ImportBook::enter(PartChanges& changes) {
  const auto& parts = changes.parts;
  if (parts.empty()) return;
  open();
  changes_.write(parts.size(), [&](std::size_t at, std::size_t column) -> store::BulkValue {
    switch (column) {
      case 0: return parts[at].part_id;
      case 1: return parts[at].line;
      default: return std::string_view(parts[at].values);
    }
  });
  changes.parts.clear();
}

void ImportBook::close(const ImportSummary& summary) {
  open();
  tx_.run(
      R"(UPDATE part_import SET new_count = :created, changed_count = :changed,
                                unchanged_count = :unchanged, rejected_count = :rejected
          WHERE id = :id)",
      {{"id", id_},
       {"created", summary.created},
       {"changed", summary.changed},
       {"unchanged", summary.unchanged},
       {"rejected", summary.rejects.size()}});
  tx_.record(store::company, {"part_import",
                              std::to_string(id_),
                              {{"file", request_.list.file},
                               {"sha256", request_.list.sha256},
                               {"new", std::to_string(summary.created)},
                               {"changed", std::to_string(summary.changed)},
                               {"rejected", std::to_string(summary.rejects.size())}}});
}

}  // namespace svcctl::parts
