#include "parts/import.hpp"

#include <algorithm>
#include <cctype>

#include "parts/import_row.hpp"
#include "parts/part_row.hpp"
#include "parts/receipt.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

struct Checked {
  std::vector<ImportRow> rows;
};

/// Names the column of a reader's reject, which only knows its number.
csv::Reject titled(csv::Reject reject, const std::vector<csv::Field>& header) {
  const auto& number = reject.column;
  const bool known = !number.empty() && number.size() < 6 &&
                     std::ranges::all_of(number, [](unsigned char c) { return std::isdigit(c); });
  if (!known) return reject;
  const auto at = static_cast<std::size_t>(std::stoul(number));
  if (at >= 1 && at <= header.size()) reject.column = header[at - 1].text;
  return reject;
}

Checked read_all(const store::ReadTxn& tx, std::istream& source, const ImportRequest& request,
                 ImportSummary& summary) {
  csv::Reader reader(source, request.reader);
  RowChecker checker(tx, request);
  Checked checked;
  std::vector<csv::Field> header;
  if (reader.next(header) && reader.reject() != nullptr)
    throw bad_data("parts.import-header", tr("{0}: the header cannot be read: byte {1}",
                                             request.file, reader.byte_position()));
  if (header.empty()) throw bad_data("parts.import-empty", tr("{0} is empty", request.file));
  checker.header(header);
  summary.unknown_columns = checker.columns().unknown();
  for (std::vector<csv::Field> row; reader.next(row);) {
    ++summary.rows;
    if (const auto* reject = reader.reject()) {
      summary.rejects.push_back(titled(*reject, header));
    } else if (std::ranges::all_of(row, [](const auto& field) { return field.text.empty(); })) {
      --summary.rows;
    } else if (auto good = checker.check(reader.line(), row, summary.rejects)) {
      checked.rows.push_back(*std::move(good));
    }
  }
  summary.encoding = reader.encoding();
  summary.delimiter = reader.delimiter();
  return checked;
}

/// Brings the part's stock at the outlet to the row's quantity, lot by lot where it is too much.
bool set_stock(store::WriteTxn& tx, const Part& part, const ImportRow& row,
               const std::optional<Supplier>& supplier, const std::string& file) {
  auto change = [&](std::int64_t lot, Quantity qty) {
    move(tx, {.lot_id = lot,
              .kind = MovementKind::adjust,
              .qty = qty,
              .reason = "import",
              .document = file});
  };
  auto lots = list_lots(tx, part.id);
  if (!row.lot.empty()) std::erase_if(lots, [&](const Lot& lot) { return lot.code != row.lot; });
  Quantity held;
  for (const auto& lot : lots) held += lot.qty;
  Quantity missing = *row.qty - held;
  if (missing.is_zero()) return false;
  if (missing > Quantity()) {
    const auto there = lot_of_part(tx, part.id, row.lot);
    const Lot lot = there ? *there
                          : take_lot(tx, part,
                                     {.part = part.label(),
                                      .qty = missing,
                                      .lot = row.lot,
                                      .expires_on = row.expires_on,
                                      .trace = row.trace},
                                     supplier);
    change(lot.id, missing);
    return true;
  }
  for (const auto& lot : lots) {
    const Quantity taken = std::min(-missing, lot.qty);
    if (taken.is_zero()) continue;
    change(lot.id, -taken);
    missing += taken;
  }
  return true;
}

bool add_stock(store::WriteTxn& tx, const Part& part, const ImportRow& row,
               const std::optional<Supplier>& supplier, const std::string& file) {
  if (row.qty->is_zero()) return false;
  const Lot lot = take_lot(tx, part,
                           {.part = part.label(),
                            .qty = *row.qty,
                            .lot = row.lot,
                            .expires_on = row.expires_on,
                            .trace = row.trace},
                           supplier);
  move(tx, {.lot_id = lot.id, .kind = MovementKind::receipt, .qty = *row.qty, .document = file});
  return true;
}

bool added_before(const store::ReadTxn& tx, const ImportRequest& request) {
  return request.stock == StockMode::add &&
         tx.value<std::int64_t>(
               "SELECT id AS value FROM part_import WHERE sha256 = :sha256 AND stock = 'add'",
               {{"sha256", request.sha256}})
             .has_value();
}

struct Change {
  std::int64_t line;
  std::int64_t part_id;
  const char* outcome;
};

std::int64_t keep_batch(store::WriteTxn& tx, const ImportRequest& request,
                        const ImportSummary& summary, const std::optional<Supplier>& supplier,
                        const std::vector<Change>& changes) {
  const auto batch = tx.insert(
      R"(INSERT INTO part_import (file, sha256, mode, stock, supplier_id, new_count, changed_count,
                                  unchanged_count, rejected_count, at, staff_id)
         VALUES (:file, :sha256, :mode, :stock, :supplier, :created, :changed, :unchanged,
                 :rejected, :at, :staff))",
      {{"file", request.file},
       {"sha256", request.sha256},
       {"mode", request.mode},
       {"stock", request.stock ? to_code(*request.stock) : ""},
       {"supplier", supplier ? std::optional(supplier->id) : std::nullopt},
       {"created", summary.created},
       {"changed", summary.changed},
       {"unchanged", summary.unchanged},
       {"rejected", static_cast<std::int64_t>(summary.rejects.size())},
       {"at", tx.at()},
       {"staff", tx.actor_id()}});
  for (const auto& change : changes)
    tx.insert(
        R"(INSERT INTO part_import_row (import_id, line, part_id, outcome)
           VALUES (:batch, :line, :part, :outcome))",
        {{"batch", batch},
         {"line", change.line},
         {"part", change.part_id},
         {"outcome", change.outcome}});
  tx.record({"part_import",
             std::to_string(batch),
             {{"file", request.file},
              {"sha256", request.sha256},
              {"new", std::to_string(summary.created)},
              {"changed", std::to_string(summary.changed)},
              {"rejected", std::to_string(summary.rejects.size())}}});
  return batch;
}

}  // namespace

ImportSummary import_parts(store::WriteTxn& tx, std::istream& source,
                           const ImportRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  std::optional<Supplier> supplier;
  if (!request.supplier.empty()) supplier = find_supplier(tx, request.supplier);
  if (request.stock == StockMode::add && !supplier)
    throw usage_error("parts.import-supplier", tr("quantities to add come from a supplier"),
                      "svcctl parts import … --stock add --supplier CODE");
  if (supplier && request.stock) require_approved(tx, *supplier);

  ImportSummary summary;
  summary.file = request.file;
  summary.sha256 = request.sha256;
  const Checked checked = read_all(tx, source, request, summary);
  if (!summary.rejects.empty() && !request.skip_bad) return summary;
  summary.applied = true;
  summary.again = added_before(tx, request);

  std::vector<Change> changes;
  std::map<std::pair<std::string, std::string>, std::int64_t> made;  // a new part, twice in a file
  SearchWriter words(tx);
  for (const auto& row : checked.rows) {
    Part part = row.part;
    const auto twin = made.find({part.number, part.brand});
    const bool fresh = part.id == 0 && twin == made.end();
    const bool changes_part = row.changes && twin == made.end();
    if (fresh)
      part.id = insert_part(tx, part);
    else if (twin != made.end())
      part.id = twin->second;
    else if (row.changes)
      update_part(tx, part);
    if (changes_part) words.add(part.id, search_fields(part));
    if (changes_part) made.emplace(std::pair(part.number, part.brand), part.id);
    bool moved = false;
    if (row.qty && !summary.again)
      moved = request.stock == StockMode::set ? set_stock(tx, part, row, supplier, request.file)
                                              : add_stock(tx, part, row, supplier, request.file);
    if (!changes_part && !moved) {
      ++summary.unchanged;
      continue;
    }
    ++(fresh ? summary.created : summary.changed);
    changes.push_back({row.line, part.id, fresh ? "new" : "changed"});
  }
  words.flush();
  if (!changes.empty()) summary.batch = keep_batch(tx, request, summary, supplier, changes);
  return summary;
}

}  // namespace svcctl::parts
