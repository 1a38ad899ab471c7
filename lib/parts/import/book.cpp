#include "parts/import/private/book.hpp"

#include <string>
#include <string_view>

#include "shop/batch.hpp"

namespace svcctl::parts {

ImportBook::ImportBook(store::WriteTxn& tx, const ImportRequest& request,
                       std::optional<std::int64_t> supplier_id)
    : tx_(tx),
      request_(request),
      supplier_id_(supplier_id),
      id_(shop::next_batch(tx)),
      changes_(tx, "part_import_change", {"part_id", "line", "part_values"}, {{"import_id", id_}}) {
}

void ImportBook::open() {
  if (open_) return;
  open_ = true;
  shop::open_batch(tx_, id_, shop::BatchKind::parts, request_.list);
  tx_.insert(
      R"(INSERT INTO part_import (id, mode, stock, supplier_id)
         VALUES (:id, :mode, :stock, :supplier))",
      {{"id", id_},
       {"mode", request_.mode},
       {"stock", request_.stock ? to_code(*request_.stock) : ""},
       {"supplier", supplier_id_}});
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
  shop::count_batch(tx_, id_, summary);
  tx_.record(store::company, {"part_import",
                              std::to_string(id_),
                              {{"file", request_.list.file},
                               {"sha256", request_.list.sha256},
                               {"new", std::to_string(summary.created)},
                               {"changed", std::to_string(summary.changed)},
                               {"rejected", std::to_string(summary.rejects.size())}}});
}

}  // namespace svcctl::parts
