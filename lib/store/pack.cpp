#include "store/private/pack.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>

#include "base/error.hpp"
#include "store/digest.hpp"
#include "store/log.hpp"

namespace svcctl::store {
namespace {

constexpr std::int64_t most_rows = 2048;

void put_varint(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) out += static_cast<char>(number | 0x80U);
  out += static_cast<char>(number);
}

std::uint64_t take_varint(std::string_view text, std::size_t& at) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; at < text.size() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(text[at++]);
    number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) break;
  }
  return number;
}

/// Bytes of a column that may have none.
std::string bytes_of(const Row& row, std::string_view column) {
  return row.get<std::optional<Bytes>>(column).value_or(Bytes()).bytes;
}

}  // namespace

void add_pack(Digest& digest, std::string_view table, std::int64_t first, std::int64_t count,
              std::string_view ids, std::string_view digests) {
  digest.add(table).add(first).add(count).add(ids).add(digests);
}

bool same_digest(std::string_view stored, std::string_view latest) {
  return !latest.empty() && stored.starts_with(latest);
}

PackWriter::PackWriter(WriteTxn& tx, std::string table) : tx_(tx), table_(std::move(table)) {}

void PackWriter::put(std::int64_t id, bool deleted) {
  if (count_ == most_rows || (count_ > 0 && (id <= last_ || deleted != deleted_))) flush();
  if (count_ == 0) {
    first_ = id;
    deleted_ = deleted;
  } else {
    gaps_ = gaps_ || id != last_ + 1;
    put_varint(ids_, static_cast<std::uint64_t>(id - last_));
  }
  last_ = id;
  ++count_;
}

PackedDigest packed_digest_of(std::string_view digested) {
  const auto whole = sha256_bytes(digested);
  PackedDigest begin;
  std::memcpy(begin.data(), whole.data(), begin.size());
  return begin;
}

void PackWriter::add(std::int64_t id, const PackedDigest& digest) {
  put(id, false);
  digests_.append(digest.data(), digest.size());
}

void PackWriter::add_stored(std::int64_t id) {
  put(id, false);
  if (!reader_) reader_.emplace(tx_.engine(), table_, true);
  if (!reader_->find(id)) throw bug("no row " + std::to_string(id) + " in " + table_);
  const auto digest = packed_digest_of(reader_->text());
  digests_.append(digest.data(), digest.size());
}

void PackWriter::add_deleted(std::int64_t id) { put(id, true); }

void PackWriter::flush() {
  reader_.reset();
  if (count_ == 0) return;
  auto& journal = tx_.journal();
  const auto index = journal.events.size();
  if (!gaps_) ids_.clear();
  tx_.insert(
      "INSERT INTO event_pack (event_seq, table_name, first_id, row_count, ids, digests) "
      "VALUES (:event_seq, :table_name, :first_id, :row_count, :ids, :digests)",
      {{"event_seq", log_head(tx_).count + 1 + static_cast<std::int64_t>(index)},
       {"table_name", table_},
       {"first_id", first_},
       {"row_count", count_},
       {"ids", gaps_ ? std::optional(BytesView{ids_}) : std::nullopt},
       {"digests", deleted_ ? std::nullopt : std::optional(BytesView{digests_})}});
  add_pack(journal.packs[index], table_, first_, count_, ids_, digests_);
  ids_.clear();
  digests_.clear();
  count_ = 0;
  gaps_ = false;
}

EventPacks::EventPacks(const ReadTxn& tx)
    : query_(tx.query("SELECT event_seq, table_name, first_id, row_count, ids, digests "
                      "FROM event_pack ORDER BY id")),
      more_(query_.next()) {}

std::string EventPacks::hash_of(std::int64_t event) {
  const auto& row = query_.row();
  Digest digest;
  bool any = false;
  for (; more_ && row.get<std::int64_t>("event_seq") <= event; more_ = query_.next()) {
    if (row.get<std::int64_t>("event_seq") != event) continue;
    any = true;
    add_pack(digest, row.get<std::string>("table_name"), row["first_id"], row["row_count"],
             bytes_of(row, "ids"), bytes_of(row, "digests"));
  }
  return any ? digest.hex() : std::string();
}

LatestDigests::LatestDigests(const ReadTxn& tx, const std::string& table)
    : rows_(tx.query("SELECT row_id, event_seq, digest FROM event_row "
                     "WHERE table_name = :table_name ORDER BY row_id, id",
                     {{"table_name", table}})),
      more_rows_(rows_.next()),
      packs_(tx.query("SELECT id, event_seq, first_id, row_count, ids, digests FROM event_pack "
                      "WHERE table_name = :table_name ORDER BY first_id, id",
                      {{"table_name", table}})) {
  read_pack();
  next();
}

/// Reads the pack that begins next, if there is one.
void LatestDigests::read_pack() {
  coming_.reset();
  if (!packs_.next()) return;
  const auto& row = packs_.row();
  coming_ = Pack{.id = row["id"],
                 .event = row["event_seq"],
                 .row = row["first_id"],
                 .left = row["row_count"],
                 .ids = bytes_of(row, "ids"),
                 .digests = bytes_of(row, "digests")};
}

/// Opens every pack that begins at or before the row.
void LatestDigests::open_packs(std::int64_t up_to) {
  while (coming_ && coming_->row <= up_to) {
    put_open(std::make_unique<Pack>(*std::move(coming_)));
    read_pack();
  }
}

void LatestDigests::put_open(std::unique_ptr<Pack> pack) {
  open_.push_back(std::move(pack));
  std::ranges::push_heap(open_, std::greater<>(), [](const auto& p) { return p->row; });
}

std::unique_ptr<LatestDigests::Pack> LatestDigests::take_least() {
  std::ranges::pop_heap(open_, std::greater<>(), [](const auto& p) { return p->row; });
  auto pack = std::move(open_.back());
  open_.pop_back();
  return pack;
}

void LatestDigests::next() {
  const auto row_id = [this] { return rows_.row().get<std::int64_t>("row_id"); };
  std::optional<std::int64_t> least;
  if (more_rows_) least = row_id();
  if (!open_.empty()) least = std::min(least.value_or(open_.front()->row), open_.front()->row);
  if (coming_) least = std::min(least.value_or(coming_->row), coming_->row);
  valid_ = least.has_value();
  if (!valid_) return;
  id_ = *least;
  open_packs(id_);
  digest_.reset();
  std::int64_t event = -1;
  std::int64_t newest_pack = -1;
  while (!open_.empty() && open_.front()->row == id_) {
    auto pack = take_least();
    if (pack->event > event || (pack->event == event && pack->id > newest_pack)) {
      event = pack->event;
      newest_pack = pack->id;
      digest_.reset();
      if (pack->digest_at + packed_digest <= pack->digests.size())
        digest_ =
            hex_of_bytes(std::string_view(pack->digests).substr(pack->digest_at, packed_digest));
    }
    pack->digest_at += packed_digest;
    if (--pack->left <= 0) continue;
    pack->row +=
        pack->ids.empty() ? 1 : static_cast<std::int64_t>(take_varint(pack->ids, pack->id_at));
    put_open(std::move(pack));
  }
  for (; more_rows_ && row_id() == id_; more_rows_ = rows_.next()) {
    const auto told = rows_.row().get<std::int64_t>("event_seq");
    if (told < event) continue;
    event = told;
    digest_ = rows_.row().get<std::optional<std::string>>("digest");
  }
}

}  // namespace svcctl::store
