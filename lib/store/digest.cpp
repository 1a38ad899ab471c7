#include "store/digest.hpp"

#include <nettle/sha2.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <new>
#include <system_error>
#include <vector>

namespace svcctl::store {
namespace {

using State = sha256_ctx;

/// A whole number in decimal.
class Digits {
 public:
  template <class Number>
  explicit Digits(Number number) {
    end_ = std::to_chars(digits_.data(), digits_.data() + digits_.size(), number).ptr;
  }
  Digits(const Digits&) = delete;
  Digits& operator=(const Digits&) = delete;
  std::string_view text() const { return {digits_.data(), end_}; }

 private:
  std::array<char, 24> digits_{};
  const char* end_ = nullptr;
};

State& state_in(unsigned char* bytes) { return *std::launder(reinterpret_cast<State*>(bytes)); }

void update(State& state, std::string_view text) {
  sha256_update(&state, text.size(), reinterpret_cast<const unsigned char*>(text.data()));
}

template <std::size_t Size>
std::string hex_of(const std::array<unsigned char, Size>& bytes) {
  return hex_of_bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string end_bytes(State& state) {
  std::string hash(SHA256_DIGEST_SIZE, '\0');
  sha256_digest(&state, hash.size(), reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

std::string end(State& state) { return hex_of_bytes(end_bytes(state)); }

}  // namespace

std::string hex_of_bytes(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out(2 * bytes.size(), '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    out[2 * i] = digits[byte >> 4U];
    out[2 * i + 1] = digits[byte & 15U];
  }
  return out;
}

std::array<unsigned char, 32> sha256_bytes(std::string_view text) {
  State state;
  sha256_init(&state);
  update(state, text);
  std::array<unsigned char, 32> hash{};
  sha256_digest(&state, hash.size(), hash.data());
  return hash;
}

Digest::Digest() : state_{} {
  static_assert(sizeof(State) <= sizeof(state_));
  sha256_init(new (state_) State);
}

Digest& Digest::add(std::string_view field) {
  const Digits length(field.size());
  auto& state = state_in(state_);
  update(state, length.text());
  update(state, ":");
  update(state, field);
  return *this;
}

Digest& Digest::add(std::int64_t field) { return add(Digits(field).text()); }

void put_field(std::string& out, std::string_view field) {
  out.append(Digits(field.size()).text()).append(":").append(field);
}

void put_field(std::string& out, std::int64_t field) { put_field(out, Digits(field).text()); }

std::string Digest::hex() { return end(state_in(state_)); }

std::string Digest::bytes() { return end_bytes(state_in(state_)); }

std::string sha256(std::string_view text) { return hex_of(sha256_bytes(text)); }

std::string sha256(std::istream& stream) {
  State state;
  sha256_init(&state);
  std::vector<char> block(64UL * 1024);
  do {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    update(state, {block.data(), static_cast<std::size_t>(stream.gcount())});
  } while (stream);
  return end(state);
}

std::string random_salt() {
  std::array<unsigned char, 16> bytes{};
  if (getentropy(bytes.data(), bytes.size()) != 0)
    throw std::system_error(errno, std::generic_category(), "getentropy");
  return hex_of(bytes);
}

}  // namespace svcctl::store
