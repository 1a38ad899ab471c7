#include "store/row_set.hpp"

namespace svcctl::store {

std::size_t RowSet::place_of(std::int64_t number) {
  const auto found = std::ranges::lower_bound(places_, number, {}, &Place::number);
  const auto at = static_cast<std::size_t>(found - places_.begin());
  if (found == places_.end() || found->number != number) {
    places_.insert(found, {number, blocks_.size()});
    blocks_.emplace_back();
  }
  return at;
}

const RowSet::Block* RowSet::block(std::int64_t number) const {
  const auto found = std::ranges::lower_bound(places_, number, {}, &Place::number);
  if (found == places_.end() || found->number != number) return nullptr;
  return &blocks_[found->block];
}

bool RowSet::has(std::int64_t id) const {
  const auto* bits = block(id / block_ids);
  const auto bit = static_cast<std::size_t>(id % block_ids);
  return bits != nullptr && ((*bits)[bit / 64] >> (bit % 64) & 1U) != 0;
}

bool RowSet::empty() const {
  return std::ranges::all_of(places_, [&](const Place& place) {
    return std::ranges::all_of(blocks_[place.block], [](std::uint64_t bits) { return bits == 0; });
  });
}

RowSet& RowSet::operator&=(const RowSet& other) {
  std::erase_if(places_, [&](const Place& place) { return other.block(place.number) == nullptr; });
  for (const auto& place : places_) {
    auto& bits = blocks_[place.block];
    const auto& others = *other.block(place.number);
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] &= others[i];
  }
  return *this;
}

RowSet& RowSet::operator|=(const RowSet& other) {
  for (const auto& place : other.places_) {
    auto& bits = blocks_[places_[place_of(place.number)].block];
    const auto& others = other.blocks_[place.block];
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] |= others[i];
  }
  return *this;
}

Ids RowSet::ids() const {
  Ids out;
  each([&](std::int64_t id) {
    out.push_back(id);
    return true;
  });
  return out;
}

}  // namespace svcctl::store
