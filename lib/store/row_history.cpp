#include "store/row_history.hpp"

#include "store/digest.hpp"
#include "store/private/chain.hpp"

namespace svcctl::store {
namespace {

/// Where the log tells of a row, and what it was then.
struct Told {
  std::int64_t chain = 0;
  std::int64_t seq = 0;
  std::optional<std::string> digest;
};

constexpr const char* every_telling =
    R"(SELECT r.chain, r.seq, r.digest FROM event_row r JOIN log_table t ON t.id = r.table_id
        WHERE t.name = :name AND r.row_id = :id)";

Told read_told(const Row& row) {
  Told told{row["chain"], row["seq"], std::nullopt};
  if (const auto digest = row.get<std::optional<Bytes>>("digest")) told.digest = digest->bytes;
  return told;
}

std::optional<Told> first_told(const ReadTxn& tx, const RowName& row) {
  return tx.first(std::string(every_telling) + " ORDER BY r.version LIMIT 1",
                  {{"name", row.table}, {"id", row.id}}, read_told);
}

std::optional<Told> last_told(const ReadTxn& tx, const RowName& row) {
  return tx.first(std::string(every_telling) + " ORDER BY r.version DESC LIMIT 1",
                  {{"name", row.table}, {"id", row.id}}, read_told);
}

/// As the row was when the event was recorded.
std::optional<Told> told_by(const ReadTxn& tx, const RowName& row, const Told& event) {
  return tx.first(std::string(every_telling) +
                      " AND r.chain = :chain AND r.seq <= :seq ORDER BY r.version DESC LIMIT 1",
                  {{"name", row.table}, {"id", row.id}, {"chain", event.chain}, {"seq", event.seq}},
                  read_told);
}

RowEvent event_at(const ReadTxn& tx, const Told& told) {
  const EventNames names(tx);
  return tx
      .first("SELECT command, hash FROM event WHERE chain = :chain AND seq = :seq",
             {{"chain", told.chain}, {"seq", told.seq}},
             [&](const Row& row) {
               return RowEvent{names.number(told.chain, told.seq), row["command"],
                               hex_of_bytes(row.get<BytesView>("hash").bytes)};
             })
      .value_or(RowEvent{});
}

}  // namespace

std::optional<RowEvent> last_event_of(const ReadTxn& tx, const RowName& row) {
  const auto told = last_told(tx, row);
  if (!told) return std::nullopt;
  return event_at(tx, *told);
}

std::optional<RowEvent> changed_since(const ReadTxn& tx, const RowName& row, const RowName& mark) {
  const auto event = first_told(tx, mark);
  const auto last = last_told(tx, row);
  if (!event || !last) return std::nullopt;
  const auto then = told_by(tx, row, *event);
  if (then && then->digest == last->digest) return std::nullopt;
  return event_at(tx, *last);
}

void each_written_singly(const ReadTxn& tx, const std::string& table,
                         const std::function<void(std::int64_t)>& take) {
  auto query = tx.query(
      R"(SELECT DISTINCT r.row_id FROM event_row r JOIN log_table t ON t.id = r.table_id
          WHERE t.name = :name ORDER BY r.row_id)",
      {{"name", table}});
  while (query.next()) take(query.row().get<std::int64_t>("row_id"));
}

}  // namespace svcctl::store
