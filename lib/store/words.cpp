#include "store/words.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <memory>

#include "base/error.hpp"

namespace svcctl::store {
namespace {

constexpr std::int64_t most_postings = 1 << 20;  ///< of one segment
constexpr int most_words = 20'000;               ///< read of one beginning
constexpr int most_of_a_level = 8;               ///< segments of like size before they are merged

void append_distance(std::string& packed, std::int64_t distance) {
  auto rest = static_cast<std::uint64_t>(distance);
  while (rest >= 0x80) {
    packed.push_back(static_cast<char>(rest | 0x80U));
    rest >>= 7U;
  }
  packed.push_back(static_cast<char>(rest));
}

/// Segments eight times as large stand one level higher.
int level_of(std::int64_t postings) {
  return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(postings))) / 3;
}

[[noreturn]] void damaged_words() {
  throw Error(ErrorKind::store, "store.damaged", tr("the index of words is damaged"),
              "svcctl parts reindex");
}

/// The packed ids in the first column; good until the next step.
std::string_view ids_of(const Statement& row) {
  const auto value = row.value(0);
  const auto* ids = std::get_if<BytesView>(&value);
  if (ids == nullptr) damaged_words();
  return ids->bytes;
}

/// Hands each id of a packed list to `put`, which says whether it may stand there.
template <class Put>
void unpack_each(std::string_view packed, Put put) {
  const auto* at = reinterpret_cast<const unsigned char*>(packed.data());
  const auto* const end = at + packed.size();
  std::uint64_t id = 0;
  while (at != end) {
    std::uint64_t distance = *at++;
    if (distance >= 0x80) {
      distance &= 0x7FU;
      for (unsigned shift = 7;; shift += 7) {
        if (at == end || shift > 56) damaged_words();
        const std::uint64_t byte = *at++;
        distance |= (byte & 0x7FU) << shift;
        if (byte < 0x80) break;
      }
    }
    id += distance;
    if (!put(static_cast<std::int64_t>(id))) damaged_words();
  }
}

void append_ids(Ids& out, std::string_view packed) {
  unpack_each(packed, [&](std::int64_t id) {
    out.push_back(id);
    return true;
  });
}

void sort_unique(Ids& ids) {
  if (!std::ranges::is_sorted(ids)) std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

std::int64_t insert_segment(WriteTxn& tx, std::int64_t postings, std::int64_t first,
                            std::int64_t last) {
  return tx.insert(
      R"(INSERT INTO word_segment (level, postings, first_id, last_id)
         VALUES (:level, :postings, :first, :last))",
      {{"level", level_of(postings)}, {"postings", postings}, {"first", first}, {"last", last}});
}

/// Writes one word's row of a segment.
class RowWriter {
 public:
  RowWriter(Engine& engine, std::int64_t segment)
      : insert_(engine.prepare(
            "INSERT INTO word_posting (segment, word, ids) VALUES (:segment, :word, :ids)")) {
    insert_->bind(0, Kind::integer, segment);
  }
  void write(std::string_view word, std::string_view ids) {
    insert_->lend(1, Kind::text, word);
    insert_->lend(2, Kind::bytes, BytesView{ids});
    insert_->step();
    insert_->restart();
  }

 private:
  Prepared insert_;
};

struct Segment {
  std::int64_t id;
  std::int64_t level;
  std::int64_t first;
  std::int64_t last;
};

constexpr const char* one_word =
    "SELECT ids FROM word_posting WHERE segment = :segment AND word = :word";

std::vector<Segment> segments(const ReadTxn& tx) {
  return tx.all("SELECT id, level, first_id, last_id FROM word_segment ORDER BY first_id, id", {},
                [](const Row& row) {
                  return Segment{row["id"], row["level"], row["first_id"], row["last_id"]};
                });
}

}  // namespace

std::string pack_ids(const Ids& ids) {
  std::string packed;
  std::int64_t before = 0;
  for (const auto id : ids) {
    append_distance(packed, id - before);
    before = id;
  }
  return packed;
}

Ids unpack_ids(std::string_view packed) {
  Ids ids;
  append_ids(ids, packed);
  return ids;
}

WordWriter::WordWriter(WriteTxn& tx) : tx_(tx) {}
WordWriter::~WordWriter() = default;

void WordWriter::add(std::string_view word, std::int64_t id) {
  auto& list = words_[word];
  if (list.count != 0 && id == list.last) return;
  if (id < list.last) {
    if (!list.late.empty() && list.late.back() == id) return;
    list.late.push_back(id);
  } else {
    append_distance(list.ids, id - list.last);
    list.last = id;
  }
  ++list.count;
  first_ = postings_ == 0 ? id : std::min(first_, id);
  last_ = postings_ == 0 ? id : std::max(last_, id);
  ++postings_;
}

void WordWriter::flush_if_full() {
  if (postings_ >= most_postings) flush();
}

void WordWriter::flush() {
  if (postings_ == 0) return;
  const auto segment = insert_segment(tx_, postings_, first_, last_);
  auto& words = words_.entries();
  std::ranges::sort(words, {}, &WordTable<Postings>::Entry::word);
  {
    RowWriter rows(tx_.engine(), segment);
    for (auto& [hash, word, list] : words) {
      if (!list.late.empty()) {
        append_ids(list.late, list.ids);
        sort_unique(list.late);
        list.ids = pack_ids(list.late);
      }
      rows.write(word, list.ids);
    }
  }
  words_.clear();
  postings_ = 0;
  merge_small();
}

// Each row is rewritten once a level, so that a store grown by single parts has few segments.
void WordWriter::merge_small() {
  for (bool merged = true; merged;) {
    merged = false;
    std::map<std::int64_t, std::vector<Segment>> levels;
    for (const auto& segment : segments(tx_)) levels[segment.level].push_back(segment);
    for (const auto& [level, like] : levels) {
      if (level >= level_of(most_postings) || std::ssize(like) < most_of_a_level) continue;
      std::map<std::string, Ids, std::less<>> lists;
      std::int64_t first = like.front().first;
      std::int64_t last = like.front().last;
      for (const auto& segment : like) {
        const auto rows =
            tx_.engine().prepare("SELECT ids, word FROM word_posting WHERE segment = :segment");
        for (rows->bind(0, Kind::integer, segment.id); rows->step();)
          append_ids(lists[std::string(std::get<std::string_view>(rows->value(1)))], ids_of(*rows));
        tx_.run("DELETE FROM word_posting WHERE segment = :segment", {{"segment", segment.id}});
        tx_.run("DELETE FROM word_segment WHERE id = :segment", {{"segment", segment.id}});
        first = std::min(first, segment.first);
        last = std::max(last, segment.last);
      }
      std::int64_t postings = 0;
      for (auto& [word, ids] : lists) {
        sort_unique(ids);
        postings += std::ssize(ids);
      }
      RowWriter rows(tx_.engine(), insert_segment(tx_, postings, first, last));
      for (const auto& [word, ids] : lists) rows.write(word, pack_ids(ids));
      merged = true;
      break;
    }
  }
}

void clear_words(WriteTxn& tx) {
  tx.run("DELETE FROM word_posting");
  tx.run("DELETE FROM word_segment");
}

namespace {

/// What a look-up has come to so far.
class Gathering {
 public:
  explicit Gathering(std::size_t enough) : enough_(enough) {}
  bool has_enough() const { return count_ >= enough_; }
  void add(const Segment& segment, std::string_view packed) {
    std::size_t count = 0;
    unpack_each(packed, [&, last = segment.last](std::int64_t id) {
      if (id < 0 || id > last) return false;
      found_.rows.add(id);
      ++count;
      return true;
    });
    count_ += count;
  }
  void break_off() { found_.whole = false; }
  bool whole() const { return found_.whole; }
  WordRows take() { return std::move(found_); }

 private:
  std::size_t enough_;
  std::size_t count_ = 0;
  WordRows found_;
};

}  // namespace

WordRows rows_of_word(const ReadTxn& tx, std::string_view word, std::size_t enough) {
  Gathering found(enough);
  const auto row = tx.engine().prepare(one_word);
  for (const auto& segment : segments(tx)) {
    if (found.has_enough()) {
      found.break_off();
      break;
    }
    row->bind(0, Kind::integer, segment.id);
    row->lend(1, Kind::text, word);
    if (row->step()) found.add(segment, ids_of(*row));
    row->restart();
  }
  return found.take();
}

WordRows rows_of_prefix(const ReadTxn& tx, std::string_view prefix, std::size_t enough) {
  Gathering found(enough);
  const std::string end = std::string(prefix) + "\xF4\x8F\xBF\xBF";  // no word goes beyond
  const auto row = tx.engine().prepare(
      "SELECT ids FROM word_posting WHERE segment = :segment AND word >= :prefix AND word < :end");
  int words = 0;
  for (const auto& segment : segments(tx)) {
    row->bind(0, Kind::integer, segment.id);
    row->lend(1, Kind::text, prefix);
    row->lend(2, Kind::text, std::string_view(end));
    while (found.whole() && row->step()) {
      if (found.has_enough() || ++words > most_words) found.break_off();
      found.add(segment, ids_of(*row));
    }
    row->restart();
    if (!found.whole()) break;
  }
  return found.take();
}

Ids rows_of_word_between(const ReadTxn& tx, std::string_view word, std::int64_t first,
                         std::int64_t last) {
  Ids out;
  const auto row = tx.engine().prepare(one_word);
  for (const auto& segment : segments(tx)) {
    if (segment.last < first || segment.first > last) continue;
    row->bind(0, Kind::integer, segment.id);
    row->lend(1, Kind::text, word);
    if (row->step()) append_ids(out, ids_of(*row));
    row->restart();
  }
  sort_unique(out);
  return out;
}

}  // namespace svcctl::store
