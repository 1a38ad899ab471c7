#include "shop/batch.hpp"

#include <charconv>

#include "store/digest.hpp"

namespace svcctl::shop {
namespace {

constexpr const char* every_batch =
    R"(SELECT i.id AS id, i.kind AS kind, i.file AS file, i.sha256 AS sha256,
              i.new_count AS new_count, i.changed_count AS changed_count,
              i.unchanged_count AS unchanged_count, i.rejected_count AS rejected_count,
              i.at AS at, COALESCE(s.code, '') AS staff, i.undone_at AS undone_at,
              COALESCE(u.code, '') AS undone_by, i.former AS former
         FROM import_batch i
         LEFT JOIN staff s ON s.id = i.staff_id
         LEFT JOIN staff u ON u.id = i.undone_by )";

// A value is kept with what it is: a whole number, text, bytes, or none.
std::string typed(const store::Stored& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return "i" + std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return "t" + *text;
  if (const auto* raw = std::get_if<store::Bytes>(&value)) return "b" + raw->bytes;
  return "n";
}

store::Stored untyped(const std::string& value) {
  switch (value.empty() ? '\0' : value[0]) {
    case 'i': return std::int64_t{std::stoll(value.substr(1))};
    case 't': return value.substr(1);
    case 'b': return store::Bytes{value.substr(1)};
    case 'n': return {};
    default: throw bug("a batch row that cannot be read");
  }
}

}  // namespace

std::string packed(const Before& before) {
  std::string out;
  for (const auto& [column, value] : before) {
    store::put_field(out, column);
    store::put_field(out, typed(value));
  }
  return out;
}

Before unpacked(std::string_view text, bool only_text) {
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
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
    out.emplace_back(fields[i], only_text ? store::Stored(fields[i + 1]) : untyped(fields[i + 1]));
  return out;
}

std::int64_t next_batch(const store::ReadTxn& tx) {
  return tx.value<std::int64_t>("SELECT MAX(id) AS value FROM import_batch").value_or(0) + 1;
}

void open_batch(store::WriteTxn& tx, std::int64_t id, BatchKind kind,
                const csv::ImportOptions& options) {
  tx.insert(
      R"(INSERT INTO import_batch (id, kind, file, sha256, new_count, changed_count,
                                   unchanged_count, rejected_count, at, staff_id)
         VALUES (:id, :kind, :file, :sha256, 0, 0, 0, 0, :at, :staff))",
      {{"id", id}, {"kind", kind}, {"file", options.file}, {"sha256", options.sha256}, tx.stamp()});
}

void count_batch(store::WriteTxn& tx, std::int64_t id, const csv::ImportResult& result) {
  tx.run(
      R"(UPDATE import_batch SET new_count = :new, changed_count = :changed,
                unchanged_count = :unchanged, rejected_count = :rejected
          WHERE id = :id)",
      {{"new", result.created},
       {"changed", result.changed},
       {"unchanged", result.unchanged},
       {"rejected", static_cast<std::int64_t>(result.rejects.size())},
       {"id", id}});
}

std::int64_t Batch::id() {
  if (*id_ == 0) {
    const auto next = next_batch(tx_);
    tx_.tell_rows({}, [&] { open_batch(tx_, next, kind_, options_); });
    id_.set(next);
  }
  return *id_;
}

void Batch::made(std::string_view table, std::int64_t row_id, const Before* before) {
  const auto batch = id();
  tx_.insert(
      R"(INSERT INTO import_batch_row (batch_id, table_name, row_id, outcome, before, salt)
         VALUES (:batch, :table, :row, :outcome, :before, :salt))",
      {{"batch", batch},
       {"table", table},
       {"row", row_id},
       {"outcome", before != nullptr ? "changed" : "new"},
       {"before", before != nullptr ? std::optional(packed(*before)) : std::nullopt},
       {"salt", before != nullptr ? store::random_salt() : std::string()}});
}

csv::ImportResult Batch::take(csv::RowSource& source, std::span<const csv::Column> columns,
                              std::vector<csv::Twin> ways,
                              const std::function<csv::Outcome(const csv::ImportRow&)>& take) {
  csv::ImportResult result;
  const auto told = [&](const store::RowWritten& row) {
    made(row.table, row.id, row.made ? nullptr : &row.before);
  };
  tx_.tell_rows(told, [&] {
    result = csv::import_rows(tx_, source, options_, columns, std::move(ways), take);
  });
  close(result);
  return result;
}

void Batch::close(csv::ImportResult& result) {
  if (*id_ == 0) return;
  count_batch(tx_, *id_, result);
  tx_.record(store::company, {"import",
                              std::to_string(*id_),
                              {{"kind", to_code(kind_)},
                               {"sha256", options_.sha256},
                               {"new", std::to_string(result.created)},
                               {"changed", std::to_string(result.changed)}}});
  result.batch = *id_;
}

void each_batch(const store::ReadTxn& tx, std::optional<BatchKind> kind,
                const std::function<void(const ImportBatch&)>& take) {
  for (auto q = tx.query(
           std::string(every_batch) + "WHERE :kind = '' OR i.kind = :kind ORDER BY i.at, i.id",
           {{"kind", kind ? to_code(*kind) : ""}});
       q.next();)
    take(q.row().as<ImportBatch>());
}

std::optional<ImportBatch> seek_batch(const store::ReadTxn& tx, std::int64_t id,
                                      std::optional<BatchKind> kind) {
  auto found = tx.first<ImportBatch>(std::string(every_batch) + "WHERE i.id = :id", {{"id", id}});
  if (found && kind && found->kind != *kind) return std::nullopt;
  return found;
}

void mark_undone(store::WriteTxn& tx, std::int64_t id) {
  tx.run("UPDATE import_batch SET undone_at = :at, undone_by = :staff WHERE id = :id",
         {tx.stamp(), {"id", id}});
}

}  // namespace svcctl::shop
