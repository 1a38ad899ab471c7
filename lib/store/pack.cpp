#include "store/private/pack.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>

#include "base/error.hpp"
#include "store/digest.hpp"
#include "store/private/chain.hpp"

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
  const auto written = tx_.run(
      "INSERT INTO event_pack (seq, table_id, first_id, row_count, ids, digests) "
      "SELECT :seq, id, :first_id, :row_count, :ids, :digests FROM log_table WHERE name = :name",
      {{"seq", next_company_seq(tx_)},
       {"name", table_},
       {"first_id", first_},
       {"row_count", count_},
       {"ids", gaps_ ? std::optional(BytesView{ids_}) : std::nullopt},
       {"digests", deleted_ ? std::nullopt : std::optional(BytesView{digests_})}});
  if (written == 0) throw bug("table " + table_ + " has no number in the log");
  add_pack(journal.packs[index], table_, first_, count_, ids_, digests_);
  ids_.clear();
  digests_.clear();
  count_ = 0;
  gaps_ = false;
}

EventPacks::EventPacks(const ReadTxn& tx)
    : query_(tx.query("SELECT p.seq, t.name, p.first_id, p.row_count, p.ids, p.digests "
                      "FROM event_pack p JOIN log_table t ON t.id = p.table_id ORDER BY p.id")),
      more_(query_.next()) {}

std::optional<Digest> EventPacks::digest_of(std::int64_t seq) {
  const auto& row = query_.row();
  std::optional<Digest> digest;
  for (; more_ && row.get<std::int64_t>("seq") <= seq; more_ = query_.next()) {
    if (row.get<std::int64_t>("seq") != seq) continue;
    if (!digest) digest.emplace();
    add_pack(*digest, row.get<std::string>("name"), row["first_id"], row["row_count"],
             bytes_of(row, "ids"), bytes_of(row, "digests"));
  }
  return digest;
}

LatestDigests::LatestDigests(const ReadTxn& tx, const std::string& table)
    : tx_(tx),
      rows_(tx.query("SELECT row_id, chain, seq, version, digest FROM event_row "
                     "WHERE table_id = (SELECT id FROM log_table WHERE name = :name) "
                     "ORDER BY row_id, version",
                     {{"name", table}})),
      more_rows_(rows_.next()),
      packs_(tx.query("SELECT id, seq, first_id, row_count, ids, digests FROM event_pack "
                      "WHERE table_id = (SELECT id FROM log_table WHERE name = :name) "
                      "ORDER BY first_id, id",
                      {{"name", table}})) {
  for (auto query = tx.query("SELECT chain, seq FROM chain_head"); query.next();)
    chains_.emplace(query.row().get<std::int64_t>("chain"), query.row().get<std::int64_t>("seq"));
  read_pack();
  next();
}

/// Reads the pack that begins next, if there is one.
void LatestDigests::read_pack() {
  coming_.reset();
  if (!packs_.next()) return;
  const auto& row = packs_.row();
  coming_ = Pack{.id = row["id"],
                 .seq = row["seq"],
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

std::int64_t LatestDigests::head_at(std::int64_t seq, std::int64_t chain) {
  const auto [found, fresh] = heads_.try_emplace({seq, chain}, 0);
  if (fresh)
    found->second =
        tx_.value<std::int64_t>(
               "SELECT seq AS value FROM anchor_head WHERE anchor_seq = :anchor AND chain = :chain",
               {{"anchor", seq}, {"chain", chain}})
            .value_or(0);
  return found->second;
}

/// Steps over the packs' entries for the row at hand; the newest one's is the digest.
/// @return the event that tells of it, or 0
std::int64_t LatestDigests::take_packs() {
  std::int64_t seq = 0;
  std::int64_t newest = -1;
  while (!open_.empty() && open_.front()->row == id_) {
    auto pack = take_least();
    if (pack->seq > seq || (pack->seq == seq && pack->id > newest)) {
      seq = pack->seq;
      newest = pack->id;
      digest_.reset();
      if (pack->digest_at + packed_digest <= pack->digests.size())
        digest_ = pack->digests.substr(pack->digest_at, packed_digest);
    }
    pack->digest_at += packed_digest;
    if (--pack->left <= 0) continue;
    pack->row +=
        pack->ids.empty() ? 1 : static_cast<std::int64_t>(take_varint(pack->ids, pack->id_at));
    put_open(std::move(pack));
  }
  return seq;
}

std::optional<LatestDigests::Told> LatestDigests::take_told() {
  std::optional<Told> newest;
  std::map<std::int64_t, std::int64_t> last;  // chain → the event there that told of it before
  std::int64_t version = 0;
  const auto& row = rows_.row();
  for (; more_rows_ && row.get<std::int64_t>("row_id") == id_; more_rows_ = rows_.next()) {
    newest = Told{row["chain"], row["seq"], std::nullopt};
    if (const auto digest = row.get<std::optional<Bytes>>("digest")) newest->digest = digest->bytes;
    const auto head = chains_.find(newest->chain);
    auto& before = last[newest->chain];
    whole_ = whole_ && row.get<std::int64_t>("version") == ++version && head != chains_.end() &&
             newest->seq > before && newest->seq <= head->second;
    before = newest->seq;
  }
  return newest;
}

void LatestDigests::next() {
  std::optional<std::int64_t> least;
  if (more_rows_) least = rows_.row().get<std::int64_t>("row_id");
  if (!open_.empty()) least = std::min(least.value_or(open_.front()->row), open_.front()->row);
  if (coming_) least = std::min(least.value_or(coming_->row), coming_->row);
  valid_ = least.has_value();
  if (!valid_) return;
  id_ = *least;
  whole_ = true;
  digest_.reset();
  open_packs(id_);
  const auto packed = take_packs();
  whole_ = packed <= chains_[company.chain];
  const auto told = take_told();
  if (!told) return;
  const bool later =
      packed == 0 || (told->chain == company.chain ? told->seq >= packed
                                                   : told->seq > head_at(packed, told->chain));
  if (later) digest_ = told->digest;
}

}  // namespace svcctl::store
