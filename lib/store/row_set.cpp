#include "store/row_set.hpp"

#include <algorithm>

namespace svcctl::store {

bool RowSet::empty() const {
  return std::ranges::all_of(bits_, [](std::uint64_t bits) { return bits == 0; });
}

RowSet& RowSet::operator&=(const RowSet& other) {
  if (bits_.size() > other.bits_.size()) bits_.resize(other.bits_.size());
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
  return *this;
}

RowSet& RowSet::operator|=(const RowSet& other) {
  if (bits_.size() < other.bits_.size()) bits_.resize(other.bits_.size());
  for (std::size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
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
