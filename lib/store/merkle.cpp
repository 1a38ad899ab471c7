#include "store/merkle.hpp"

#include <cstddef>
#include <span>
#include <string_view>

#include "store/digest.hpp"

namespace svcctl::store {
namespace {

std::string hash_of(std::string_view text) {
  const auto hash = sha256_bytes(text);
  return {hash.begin(), hash.end()};
}

/// Leaves and inner nodes are hashed with another first byte, so that neither passes for the other.
std::string root_of(std::span<const std::string> leaves) {
  using namespace std::string_literals;
  if (leaves.size() == 1) return hash_of("\0"s + leaves.front());
  std::size_t left = 1;  // the largest power of two below the number of leaves
  while (left * 2 < leaves.size()) left *= 2;
  return hash_of("\1"s + root_of(leaves.first(left)) + root_of(leaves.subspan(left)));
}

}  // namespace

std::string merkle_root(const std::vector<std::string>& leaves) {
  return leaves.empty() ? hash_of({}) : root_of(leaves);
}

}  // namespace svcctl::store
