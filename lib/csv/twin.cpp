#include "csv/twin.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace svcctl::csv {
namespace {

/// How many low bits of a noted key say what its row said.
constexpr unsigned said_bits = 24;
constexpr std::uint64_t said_mask = (std::uint64_t{1} << said_bits) - 1;

std::uint64_t mixed(std::uint64_t one, std::uint64_t other) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
  one ^= other + golden + (one << 6U) + (one >> 2U);
  one ^= one >> 31U;
  return one * 0xBF58476D1CE4E5B9;
}

/// Never 0.
std::uint64_t hashed(std::string_view text) { return std::hash<std::string_view>()(text) | 1U; }

}  // namespace

bool Twins::compares(std::size_t way, std::size_t column) const {
  const auto& agree = ways_[way].agree;
  return agree.empty() || std::ranges::any_of(agree, [&](std::string_view key) {
           return key == table_[column].key;
         });
}

void Twins::hash_values(const ImportRow& row) {
  values_.assign(table_.size(), 0);
  for (std::size_t i = 0; i < table_.size(); ++i)
    if (const auto value = row.alike(i); !value.empty()) values_[i] = hashed(value);
}

/// 0 where the row does not name a thing in this way.
std::uint64_t Twins::key_of(const ImportRow& row, std::size_t way) const {
  const auto& twin = ways_[way];
  const auto key = twin.key ? twin.key(row) : row.alike(row.place(twin.by));
  return key.empty() ? 0 : mixed(hashed(key), way);
}

void Twins::note(const ImportRow& row) {
  hash_values(row);
  for (std::size_t way = 0; way < ways_.size(); ++way) {
    const auto key = key_of(row, way);
    if (key == 0 || (key >> said_bits) % slices_ != slice_) continue;
    std::uint64_t said = 0;
    for (std::size_t i = 0; i < table_.size(); ++i)
      if (compares(way, i)) said = mixed(said, values_[i]);
    seen_[way].push_back((key & ~said_mask) | (said >> (64 - said_bits)));
    if (++held_ >= most_) narrow();
  }
}

/// Sorts them, each saying once, and of each key two at most: that they differ is enough to know.
void Twins::sort_seen() {
  held_ = 0;
  for (auto& seen : seen_) {
    std::ranges::sort(seen);
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    std::size_t kept = 0;
    for (const auto each : seen)
      if (kept < 2 || seen[kept - 2] >> said_bits != each >> said_bits) seen[kept++] = each;
    seen.resize(kept);
    held_ += kept;
  }
}

/// Holds half of the keys, where most of them differ.
void Twins::narrow() {
  for (sort_seen(); held_ >= most_ / 2; sort_seen()) {
    slices_ *= 2;
    for (auto& seen : seen_)
      std::erase_if(seen,
                    [&](std::uint64_t key) { return (key >> said_bits) % slices_ != slice_; });
  }
}

void Twins::take_doubted() {
  sort_seen();
  for (auto& seen : seen_) {
    for (std::size_t i = 1; i < seen.size(); ++i)
      if (seen[i] >> said_bits == seen[i - 1] >> said_bits)
        doubted_.push_back(seen[i] >> said_bits);
    seen.clear();
  }
  held_ = 0;
}

void Twins::compare(const ImportRow& row, std::int64_t line) {
  hash_values(row);
  for (std::size_t way = 0; way < ways_.size(); ++way) {
    const auto key = key_of(row, way);
    if (key == 0 || !std::ranges::binary_search(doubted_, key >> said_bits)) continue;
    auto& thing = things_[key];
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (values_[i] == 0 || !compares(way, i)) continue;
      const auto said = std::ranges::find(thing, i, &Said::column);
      if (said == thing.end())
        thing.push_back({i, values_[i], line, 0});
      else if (said->value != values_[i] && said->other_line == 0)
        said->other_line = line;
    }
  }
}

void Twins::find(const std::function<void(const Take&)>& read) {
  if (ways_.empty()) return;
  seen_.resize(ways_.size());
  for (slice_ = 0; slice_ < slices_; ++slice_) {
    read([&](const ImportRow& row, std::int64_t) { note(row); });
    take_doubted();
  }
  seen_ = {};
  if (doubted_.empty()) return;
  std::ranges::sort(doubted_);
  read([&](const ImportRow& row, std::int64_t line) { compare(row, line); });
  for (auto thing = things_.begin(); thing != things_.end();) {
    std::erase_if(thing->second, [](const Said& said) { return said.other_line == 0; });
    thing = thing->second.empty() ? things_.erase(thing) : std::next(thing);
  }
}

void Twins::judge(const ImportRow& row, std::int64_t line, const HeaderMap& map,
                  std::optional<Reject>& reject) const {
  std::vector<bool> told(table_.size());
  for (std::size_t way = 0; way < ways_.size() && any(); ++way) {
    const auto thing = things_.find(key_of(row, way));
    if (thing == things_.end()) continue;
    for (const auto& said : thing->second) {
      const auto value = row.alike(said.column);
      if (value.empty() || told[said.column]) continue;
      told[said.column] = true;
      const auto other = hashed(value) == said.value ? said.other_line : said.line;
      add_fault(reject, line,
                {map.title(table_[said.column].key), shortened(row.cell(said.column).text),
                 tr("line {0} says otherwise of the same {1}", other, map.title(ways_[way].by)),
                 ways_[way].mend});
    }
  }
}

}  // namespace svcctl::csv
