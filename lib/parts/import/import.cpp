#include "parts/import/import.hpp"

#include <algorithm>
#include <array>
#include <future>

#include "parts/catalogue/supplier.hpp"
#include "parts/import/private/book.hpp"
#include "parts/import/private/part_merge.hpp"
#include "parts/import/private/stock_merge.hpp"
#include "parts/import/private/successor.hpp"
#include "parts/stock/growth.hpp"
#include "parts/stock/shrinkage.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

/// How many rows are read between two calls of ImportRequest::step.
constexpr std::int64_t step_rows = 4096;

bool added_before(const store::ReadTxn& tx, const ImportRequest& request) {
  return request.stock == StockMode::add &&
         tx.value<std::int64_t>(R"(SELECT i.id AS value
                                    FROM import_batch i JOIN part_import p ON p.id = i.id
                                   WHERE i.sha256 = :sha256 AND p.stock = 'add'
                                     AND i.undone_at IS NULL)",
                                {{"sha256", request.list.sha256}})
             .has_value();
}

/// By code, and by the name that one of them alone has.
SupplierIds supplier_ids(const store::ReadTxn& tx) {
  SupplierIds ids;
  std::map<std::string, int> names;
  const auto suppliers = list_suppliers(tx, std::nullopt);
  for (const auto& supplier : suppliers) ++names[supplier.name];
  for (const auto& supplier : suppliers)
    if (names[supplier.name] == 1) ids[supplier.name] = supplier.id;
  for (const auto& supplier : suppliers) ids[supplier.code] = supplier.id;
  return ids;
}

/// Takes the rows of a file through all stages, chunk by chunk.
class Import {
 public:
  Import(store::WriteTxn& tx, const ImportRequest& request, std::optional<std::int64_t> supplier_id,
         csv::List& list, ImportSummary& summary)
      : tx_(tx),
        request_(request),
        summary_(summary),
        list_(list),
        columns_(request, list.map),
        rows_(request, columns_, list, supplier_ids(tx)),
        book_(tx, request, supplier_id),
        parts_(tx, request, columns_, book_, summary) {
    if (columns_.has_successor()) successors_.emplace(tx, request, columns_, book_, summary);
    if (request.stock && !summary.again) stock_.emplace(tx, request, columns_, book_, supplier_id);
    list.begin(summary, request.list);
  }

  /// Merges chunk after chunk, while another thread reads the next one.
  void run() {
    bool more = read(chunks_[0]);
    for (std::size_t at = 0;; at = 1 - at) {
      std::future<bool> reading;
      if (more) reading = std::async(std::launch::async, [&] { return read(chunks_[1 - at]); });
      merge(chunks_[at]);
      if (!more) return finish();
      more = reading.get();
    }
  }

 private:
  /// Fills the chunk with rows in the catalogue's order and says whether the file may go on.
  bool read(Chunk& chunk) {
    const bool more = fill(chunk);
    chunk.sort();
    return more;
  }

  bool fill(Chunk& chunk) {
    while (!chunk.full()) {
      if (!list_.rows.next(fields_)) return false;
      rows_.take(fields_, chunk);
      if (++chunk.read % step_rows == 0 && request_.step) request_.step();
    }
    return true;
  }

  /// Merges the chunk's rows under way.
  void merge_rows(Chunk& chunk) {
    parts_.check(chunk);
    if (stock_) stock_->check(chunk);
    if (successors_) successors_->check(chunk);
    parts_.write(chunk);
    if (successors_) successors_->write();
    if (stock_) stock_->write();
    parts_.settle();
    for (const auto& row : chunk.rows) {
      summary_.created += row.outcome == ImportRow::Outcome::created ? 1 : 0;
      summary_.changed += row.outcome == ImportRow::Outcome::changed ? 1 : 0;
      summary_.unchanged += row.outcome == ImportRow::Outcome::unchanged ? 1 : 0;
    }
  }

  void merge(Chunk& chunk) {
    summary_.rows += chunk.read;
    while (chunk.next()) merge_rows(chunk);
    std::ranges::stable_sort(chunk.rejects, {},
                             [](const Chunk::Refused& each) { return each.reject.line; });
    for (auto& each : chunk.rejects) {
      if (request_.list.rejects.row) request_.list.rejects.row(each.reject, each.raw);
      summary_.rejects.add(std::move(each.reject));
    }
    chunk.clear();
  }

  void finish() {
    parts_.finish();
    if (stock_) stock_->finish();
    bool written = summary_.created + summary_.changed > 0;
    if (successors_) successors_->finish();
    written = written || summary_.changed > 0;
    list_.end(summary_, request_.list);
    if (!written) return;
    if (stock_) keep_worth();
    summary_.batch = book_.id();
    book_.close(summary_);
  }

  /// Stock that no supplier delivered, and stock that the list took off, are each judged once, by
  /// their sum.
  void keep_worth() {
    summary_.unproved = stock_->unproved();
    const bool grew = request_.supplier.empty() && stock_->grown() > 0;
    if (!summary_.applied || (!grew && stock_->shrunk().empty())) return;
    const auto second = second_keeper(tx_, request_.second);
    if (grew) {
      summary_.grown = Money::minor(stock_->grown());
      grow(tx_, {.source = GrowthSource::import_set,
                 .value = summary_.grown,
                 .document = request_.list.file,
                 .second_id = second});
    }
    if (stock_->shrunk().empty()) return;
    Money worth;
    for (const auto& [part, taken] : stock_->shrunk())
      worth += worth_of(tx_, load_part(tx_, part), Quantity::thousandths(taken));
    shrink(tx_, {.source = ShrinkageSource::import_set,
                 .value = worth,
                 .document = request_.list.file,
                 .second_id = second});
  }

  store::WriteTxn& tx_;
  const ImportRequest& request_;
  ImportSummary& summary_;
  csv::List& list_;
  std::array<Chunk, 2> chunks_;  ///< outlive what is still collected from them when writing fails
  ImportColumns columns_;
  ImportRows rows_;
  ImportBook book_;
  PartMerge parts_;
  std::optional<StockMerge> stock_;
  std::optional<SuccessorMerge> successors_;
  std::vector<csv::Field> fields_;
};

}  // namespace

ImportSummary import_parts(store::WriteTxn& tx, csv::RowSource& source,
                           const ImportRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  tx.stands_on(Clause::source, {});
  std::optional<Supplier> supplier;
  if (!request.supplier.empty()) supplier = find_supplier(tx, request.supplier);
  if (request.stock == StockMode::set && tx.told())
    throw usage_error("parts.import-at",
                      tr("stock is set as it is now; --at is for quantities that are added"));
  if (supplier && request.stock) require_approved(tx, *supplier);
  tx.expect(store::Reading::in_order);

  ImportSummary summary;
  summary.sha256 = request.list.sha256;
  summary.again = added_before(tx, request);

  csv::List list(tx.settings(), source, request.list, part_list_columns());
  Import import(tx, request, supplier ? std::optional(supplier->id) : std::nullopt, list, summary);
  import.run();
  return summary;
}

}  // namespace svcctl::parts
