#include "cli/files/compressed.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"

namespace svcctl::cli {
namespace {

constexpr std::size_t block = std::size_t{64} * 1024;

[[noreturn]] void damaged_file(const std::string& name) {
  throw bad_data("input.damaged", tr("{0} is damaged or cut off: it cannot be unpacked", name));
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = size; i-- > 0;)
    number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

}  // namespace

Inflated::Inflated(std::istream& source, Form form, std::string name)
    : source_(source), form_(form), name_(std::move(name)), in_(block), out_(block) {
  constexpr int gzip_only = 16 + MAX_WBITS;
  if (form != Form::stored &&
      inflateInit2(&stream_, form == Form::gzip ? gzip_only : -MAX_WBITS) != Z_OK)
    throw std::bad_alloc();
  checksum_ = static_cast<std::uint32_t>(crc32(0, nullptr, 0));
}

Inflated::~Inflated() {
  if (form_ != Form::stored) inflateEnd(&stream_);
}

void Inflated::member(std::uint64_t packed, std::uint32_t checksum) {
  bounded_ = true;
  left_ = packed;
  wanted_ = checksum;
}

void Inflated::damaged() const { damaged_file(name_); }

/// Reads packed bytes; false when there are none left.
bool Inflated::feed() {
  if (stream_.avail_in > 0) return true;
  const auto most = bounded_ ? std::min<std::uint64_t>(left_, in_.size()) : in_.size();
  source_.read(in_.data(), static_cast<std::streamsize>(most));
  if (source_.bad()) damaged();
  const auto got = source_.gcount();
  left_ -= bounded_ ? static_cast<std::uint64_t>(got) : 0;
  stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
  stream_.avail_in = static_cast<uInt>(got);
  return got > 0;
}

std::size_t Inflated::stored() {
  if (!feed()) {
    if (left_ > 0) damaged();
    return 0;
  }
  const std::size_t size = stream_.avail_in;
  std::copy_n(in_.data(), size, out_.data());
  stream_.avail_in = 0;
  return size;
}

std::size_t Inflated::inflated() {
  stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
  stream_.avail_out = static_cast<uInt>(out_.size());
  while (stream_.avail_out == out_.size() && !over_) {
    if (!feed()) damaged();
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END)
      end_of_member();
    else if (result != Z_OK)
      damaged();
  }
  return out_.size() - stream_.avail_out;
}

/// Goes on with the next gzip member, if one follows.
void Inflated::end_of_member() {
  if (form_ == Form::gzip && feed())
    inflateReset(&stream_);
  else
    over_ = true;
}

Inflated::int_type Inflated::underflow() {
  const std::size_t size = over_ ? 0 : form_ == Form::stored ? stored() : inflated();
  checksum_ = static_cast<std::uint32_t>(
      crc32(checksum_, reinterpret_cast<const Bytef*>(out_.data()), static_cast<uInt>(size)));
  if (size == 0) {
    if (bounded_ && checksum_ != wanted_) damaged();
    return traits_type::eof();
  }
  setg(out_.data(), out_.data(), out_.data() + size);
  return traits_type::to_int_type(out_[0]);
}

std::vector<ZipMember> zip_members(std::istream& source, const std::string& name) {
  constexpr std::size_t end_size = 22;
  constexpr std::size_t entry_size = 46;
  source.clear();
  source.seekg(0, std::ios::end);
  const auto size = static_cast<std::uint64_t>(source.tellg());
  const std::uint64_t tail = std::min<std::uint64_t>(size, end_size + 0xFFFF);
  std::string bytes(tail, '\0');
  source.seekg(static_cast<std::streamoff>(size - tail));
  source.read(bytes.data(), static_cast<std::streamsize>(tail));
  const auto end = bytes.rfind("PK\x05\x06");
  if (!source || end == std::string::npos || end + end_size > bytes.size()) damaged_file(name);
  const auto count = little_endian(bytes, end + 10, 2);
  const auto length = little_endian(bytes, end + 12, 4);
  const auto from = little_endian(bytes, end + 16, 4);
  if (from + length > size) damaged_file(name);
  std::string directory(length, '\0');
  source.seekg(static_cast<std::streamoff>(from));
  source.read(directory.data(), static_cast<std::streamsize>(length));
  if (!source) damaged_file(name);
  std::vector<ZipMember> members;
  std::size_t at = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (at + entry_size > length || directory.compare(at, 4, "PK\x01\x02") != 0) damaged_file(name);
    const auto name_size = little_endian(directory, at + 28, 2);
    const auto more = little_endian(directory, at + 30, 2) + little_endian(directory, at + 32, 2);
    if (at + entry_size + name_size > length) damaged_file(name);
    members.push_back({.name = directory.substr(at + entry_size, name_size),
                       .packed = little_endian(directory, at + 20, 4),
                       .header_at = little_endian(directory, at + 42, 4),
                       .checksum = static_cast<std::uint32_t>(little_endian(directory, at + 16, 4)),
                       .method = static_cast<int>(little_endian(directory, at + 10, 2)),
                       .encrypted = (little_endian(directory, at + 8, 2) & 1U) != 0});
    at += entry_size + name_size + more;
  }
  std::erase_if(members, [](const ZipMember& each) { return each.name.ends_with('/'); });
  return members;
}

void seek_member(std::istream& source, const ZipMember& member, const std::string& name) {
  constexpr std::size_t header_size = 30;
  std::array<char, header_size> header{};
  source.clear();
  source.seekg(static_cast<std::streamoff>(member.header_at));
  source.read(header.data(), header.size());
  const std::string_view bytes(header.data(), header.size());
  if (!source || !bytes.starts_with("PK\x03\x04")) damaged_file(name);
  source.seekg(
      static_cast<std::streamoff>(little_endian(bytes, 26, 2) + little_endian(bytes, 28, 2)),
      std::ios::cur);
}

}  // namespace svcctl::cli
