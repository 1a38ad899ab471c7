#include "parts/import/private/successor.hpp"

#include "parts/catalogue/part.hpp"

namespace svcctl::parts {
namespace {

using RowOutcome = ImportRow::Outcome;
using store::BulkValue;

/// So many rows may wait for the end of a file; memory is bounded.
constexpr std::size_t most_waiting = 65'536;

std::optional<std::int64_t> successor_of(const store::ReadTxn& tx, std::int64_t part_id) {
  return tx.value<std::int64_t>(
      "SELECT superseded_by AS value FROM part WHERE id = :id AND superseded_by IS NOT NULL",
      {{"id", part_id}});
}

}  // namespace

SuccessorMerge::SuccessorMerge(store::WriteTxn& tx, const ImportRequest& request,
                               const ImportColumns& columns, ImportBook& book,
                               ImportSummary& summary)
    : tx_(tx),
      request_(request),
      columns_(columns),
      book_(book),
      summary_(summary),
      update_(tx, "part", {"superseded_by"}) {}

bool SuccessorMerge::leads_to(std::int64_t from, std::int64_t part_id) const {
  for (auto next = std::optional(from); next; next = successor_of(tx_, *next))
    if (*next == part_id) return true;
  return false;
}

/// The part that is meant; nothing where it is not there.
/// @throws Error "parts.ambiguous" (2)
std::optional<std::int64_t> SuccessorMerge::find(const std::string& typed) const {
  try {
    return find_part(tx_, typed).id;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::not_found) throw;
    return std::nullopt;
  }
}

/// What is wrong with it, if anything.
std::optional<csv::Reject> SuccessorMerge::fault(std::int64_t line, const std::string& typed,
                                                 std::int64_t part_id, bool last,
                                                 std::optional<std::int64_t>& successor) const {
  csv::Reject reject{line, columns_.map().title("superseded_by"), typed, {}, {}};
  try {
    successor = find(typed);
    if (!successor && !last) return std::nullopt;
    if (successor && (part_id == 0 || !leads_to(*successor, part_id))) return std::nullopt;
    reject.cause = successor ? tr("part {0} would in the end replace itself", typed)
                             : tr("no part {0}", typed);
    reject.fix = successor ? tr("leave the cell of one of them empty")
                           : tr("add that part, or leave the cell empty");
  } catch (const Error& error) {
    reject.cause = error.message();
    reject.fix = tr("write NUMBER/BRAND");
  }
  return reject;
}

void SuccessorMerge::check(Chunk& chunk) {
  for (auto& row : chunk.rows) {
    if (row.outcome == RowOutcome::rejected || row.successor.empty()) continue;
    const bool full = waiting_.size() + later_.size() >= most_waiting;
    std::optional<std::int64_t> successor;
    if (auto reject = fault(row.line, std::string(row.successor), row.part_id, full, successor)) {
      row.outcome = RowOutcome::rejected;
      chunk.refuse(*std::move(reject), row.raw);
    } else if (!successor) {
      later_.push_back(&row);
    } else if (row.part_id == 0 || successor_of(tx_, row.part_id) != successor) {
      known_.push_back({&row, *successor});
      if (row.outcome == RowOutcome::unchanged) row.outcome = RowOutcome::changed;
    }
  }
}

void SuccessorMerge::set(std::int64_t part_id, std::int64_t line, std::int64_t successor_id,
                         bool created) {
  if (!created) {
    const auto former = successor_of(tx_, part_id);
    const ValueChange value{"superseded_by", former ? BulkValue(*former) : BulkValue(),
                            BulkValue(successor_id)};
    changes_.add(part_id, line, {&value, 1});
  }
  update_.set(part_id, {successor_id});
}

void SuccessorMerge::write() {
  for (const auto& [row, successor_id] : known_)
    if (row->outcome != RowOutcome::rejected)
      set(row->part_id, row->line, successor_id, row->outcome == RowOutcome::created);
  for (const auto* row : later_)
    if (row->outcome != RowOutcome::rejected)
      waiting_.push_back({row->part_id, row->line, std::string(row->successor),
                          std::string(row->raw), row->outcome});
  known_.clear();
  later_.clear();
  book_.enter(changes_);
}

void SuccessorMerge::finish() {
  for (const auto& row : waiting_) {
    auto& counted = row.outcome == RowOutcome::created   ? summary_.created
                    : row.outcome == RowOutcome::changed ? summary_.changed
                                                         : summary_.unchanged;
    std::optional<std::int64_t> successor;
    if (auto reject = fault(row.line, row.successor, row.part_id, true, successor)) {
      --counted;
      if (request_.list.rejects.row) request_.list.rejects.row(*reject, row.raw);
      summary_.rejects.add(*std::move(reject));
      continue;
    }
    set(row.part_id, row.line, *successor, row.outcome == RowOutcome::created);
    if (row.outcome == RowOutcome::unchanged) {
      --summary_.unchanged;
      ++summary_.changed;
    }
  }
  book_.enter(changes_);
  update_.finish();
}

}  // namespace svcctl::parts
