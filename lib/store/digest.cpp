#include "store/digest.hpp"

#include <sodium/crypto_hash_sha256.h>

#include <array>
#include <new>
#include <random>

namespace svcctl::store {
namespace {

using State = crypto_hash_sha256_state;

State& state_in(unsigned char* bytes) { return *std::launder(reinterpret_cast<State*>(bytes)); }

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex_of(const std::array<unsigned char, crypto_hash_sha256_BYTES>& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : hash) {
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace

Digest::Digest() : state_{} {
  static_assert(sizeof(State) <= sizeof(state_));
  crypto_hash_sha256_init(new (state_) State);
}

Digest& Digest::add(std::string_view field) {
  const auto length = std::to_string(field.size()) + ":";
  auto& state = state_in(state_);
  crypto_hash_sha256_update(&state, bytes_of(length), length.size());
  crypto_hash_sha256_update(&state, bytes_of(field), field.size());
  return *this;
}

std::string Digest::hex() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state_in(state_), hash.data());
  return hex_of(hash);
}

std::string sha256(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_of(text), text.size());
  return hex_of(hash);
}

std::string sha256(std::istream& stream) {
  State state;
  crypto_hash_sha256_init(&state);
  std::array<char, 64 * 1024> block{};
  do {
    stream.read(block.data(), block.size());
    crypto_hash_sha256_update(&state, bytes_of({block.data(), block.size()}),
                              static_cast<unsigned long long>(stream.gcount()));
  } while (stream);
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state, hash.data());
  return hex_of(hash);
}

std::string random_salt() {
  std::random_device source;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string salt;
  for (int i = 0; i < 32; ++i) salt += digits[source() % digits.size()];
  return salt;
}

}  // namespace svcctl::store
