#include "packed/packed.hpp"

#include <zlib.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace svcctl::packed {
namespace {

constexpr std::size_t block = std::size_t{64} * 1024;
/// How much larger than itself a large list can be: sheets of repeated cells stay far below.
constexpr std::uint64_t most_times = 500;
constexpr std::uint64_t large = std::uint64_t{64} << 20;

[[noreturn]] void damaged_file(const std::string& name) {
  throw bad_data("input.damaged", tr("{0} is damaged or cut off: it cannot be unpacked", name));
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = size; i-- > 0;)
    number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// Reads so many bytes from a place; fewer are damage.
std::string bytes_at(std::istream& source, std::uint64_t from, std::uint64_t size,
                     const std::string& name) {
  constexpr std::uint64_t most = std::uint64_t{16} << 20;
  if (size > most) damaged_file(name);
  std::string bytes(size, '\0');
  source.clear();
  source.seekg(static_cast<std::streamoff>(from));
  source.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!source) damaged_file(name);
  return bytes;
}

/// Where the directory of an archive stands.
struct Directory {
  std::uint64_t count = 0;
  std::uint64_t length = 0;
  std::uint64_t from = 0;
};

Directory find_directory(std::istream& source, std::uint64_t size, const std::string& name) {
  constexpr std::size_t end_size = 22;
  constexpr std::size_t locator_size = 20;
  constexpr std::size_t large_end_size = 56;
  const std::uint64_t tail = std::min<std::uint64_t>(size, end_size + locator_size + 0xFFFF);
  const auto bytes = bytes_at(source, size - tail, tail, name);
  const auto end = bytes.rfind("PK\x05\x06");
  if (end == std::string::npos || end + end_size > bytes.size()) damaged_file(name);
  const Directory found{little_endian(bytes, end + 10, 2), little_endian(bytes, end + 12, 4),
                        little_endian(bytes, end + 16, 4)};
  if (end < locator_size || bytes.compare(end - locator_size, 4, "PK\x06\x07") != 0) return found;
  const auto large =
      bytes_at(source, little_endian(bytes, end - locator_size + 8, 8), large_end_size, name);
  if (!large.starts_with("PK\x06\x06")) damaged_file(name);
  return {little_endian(large, 32, 8), little_endian(large, 40, 8), little_endian(large, 48, 8)};
}

/// The numbers of a member that its entry leaves to the extra field of the large form.
void take_large(ZipMember& member, std::string_view extra, bool unpacked_too) {
  constexpr std::uint64_t elsewhere = 0xFFFFFFFF;
  while (extra.size() >= 4) {
    const auto size = static_cast<std::size_t>(little_endian(extra, 2, 2));
    const auto kind = little_endian(extra, 0, 2);
    extra.remove_prefix(4);
    if (size > extra.size()) return;
    if (kind == 1) {
      std::size_t at = unpacked_too ? 8 : 0;
      for (auto* number : {&member.packed, &member.header_at}) {
        if (*number != elsewhere || at + 8 > size) continue;
        *number = little_endian(extra, at, 8);
        at += 8;
      }
      return;
    }
    extra.remove_prefix(size);
  }
}

}  // namespace

struct Inflated::State {
  State(std::istream& given, Form wanted, std::string called)
      : source(given), form(wanted), name(std::move(called)) {}

  std::istream& source;
  std::istream::pos_type begin = source.tellg();  ///< of the packed bytes
  Form form;
  std::string name;
  z_stream stream = {};
  std::vector<char> in = std::vector<char>(block);
  std::vector<char> out = std::vector<char>(block);
  bool bounded = false;
  std::uint64_t packed = 0;    ///< bytes of the member
  std::uint64_t unpacked = 0;  ///< bytes of it so far
  std::uint64_t left = 0;      ///< packed bytes of the member still in the source
  std::uint32_t wanted = 0;
  std::uint32_t checksum = 0;
  bool over = false;

  bool feed();
  std::size_t stored();
  std::size_t inflated();
  void end_of_member();
};

/// Reads packed bytes; false when there are none left.
bool Inflated::State::feed() {
  if (stream.avail_in > 0) return true;
  const auto most = bounded ? std::min<std::uint64_t>(left, in.size()) : in.size();
  source.read(in.data(), static_cast<std::streamsize>(most));
  if (source.bad()) damaged_file(name);
  const auto got = source.gcount();
  left -= bounded ? static_cast<std::uint64_t>(got) : 0;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(got);
  return got > 0;
}

std::size_t Inflated::State::stored() {
  if (!feed()) {
    if (left > 0) damaged_file(name);
    return 0;
  }
  const std::size_t size = stream.avail_in;
  std::copy_n(in.data(), size, out.data());
  stream.avail_in = 0;
  return size;
}

std::size_t Inflated::State::inflated() {
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  while (stream.avail_out == out.size() && !over) {
    if (!feed()) damaged_file(name);
    const int result = inflate(&stream, Z_NO_FLUSH);
    if (result == Z_STREAM_END)
      end_of_member();
    else if (result != Z_OK)
      damaged_file(name);
  }
  return out.size() - stream.avail_out;
}

/// Goes on with the next gzip member, if one follows.
void Inflated::State::end_of_member() {
  if (form == Form::gzip && feed())
    inflateReset(&stream);
  else
    over = true;
}

Inflated::Inflated(std::istream& source, Form form, std::string name)
    : state_(std::make_unique<State>(source, form, std::move(name))) {
  constexpr int gzip_only = 16 + MAX_WBITS;
  if (form != Form::stored &&
      inflateInit2(&state_->stream, form == Form::gzip ? gzip_only : -MAX_WBITS) != Z_OK)
    throw std::bad_alloc();
  state_->checksum = static_cast<std::uint32_t>(crc32(0, nullptr, 0));
}

Inflated::~Inflated() {
  if (state_->form != Form::stored) inflateEnd(&state_->stream);
}

void Inflated::member(std::uint64_t packed, std::uint32_t checksum) {
  state_->bounded = true;
  state_->packed = packed;
  state_->left = packed;
  state_->wanted = checksum;
}

Inflated::int_type Inflated::underflow() {
  State& s = *state_;
  const std::size_t size = s.over ? 0 : s.form == Form::stored ? s.stored() : s.inflated();
  s.checksum = static_cast<std::uint32_t>(
      crc32(s.checksum, reinterpret_cast<const Bytef*>(s.out.data()), static_cast<uInt>(size)));
  if (size == 0) {
    if (s.bounded && s.checksum != s.wanted) damaged_file(s.name);
    return traits_type::eof();
  }
  s.unpacked += size;
  if (s.bounded && s.unpacked > large && s.unpacked / most_times > s.packed)
    throw bad_data("input.swollen", tr("{0} unpacks to more than {1} times its size: it is no list",
                                       s.name, most_times));
  setg(s.out.data(), s.out.data(), s.out.data() + size);
  return traits_type::to_int_type(s.out[0]);
}

Inflated::pos_type Inflated::seekpos(pos_type to, std::ios_base::openmode /*which*/) {
  State& s = *state_;
  if (to != pos_type(0)) return pos_type(off_type(-1));
  s.source.clear();
  s.source.seekg(s.begin);
  if (s.form != Form::stored) inflateReset(&s.stream);
  s.stream.avail_in = 0;
  s.left = s.packed;
  s.unpacked = 0;
  s.checksum = static_cast<std::uint32_t>(crc32(0, nullptr, 0));
  s.over = false;
  setg(nullptr, nullptr, nullptr);
  return to;
}

std::vector<ZipMember> zip_members(std::istream& source, const std::string& name) {
  constexpr std::size_t entry_size = 46;
  source.clear();
  source.seekg(0, std::ios::end);
  const auto size = static_cast<std::uint64_t>(source.tellg());
  const auto found = find_directory(source, size, name);
  if (found.length > size || found.from > size - found.length) damaged_file(name);
  const auto directory = bytes_at(source, found.from, found.length, name);
  std::vector<ZipMember> members;
  std::size_t at = 0;
  for (std::uint64_t i = 0; i < found.count; ++i) {
    if (at + entry_size > found.length || directory.compare(at, 4, "PK\x01\x02") != 0)
      damaged_file(name);
    const auto name_size = little_endian(directory, at + 28, 2);
    const auto extra_size = little_endian(directory, at + 30, 2);
    const auto comment_size = little_endian(directory, at + 32, 2);
    if (at + entry_size + name_size + extra_size > found.length) damaged_file(name);
    members.push_back({.name = directory.substr(at + entry_size, name_size),
                       .packed = little_endian(directory, at + 20, 4),
                       .header_at = little_endian(directory, at + 42, 4),
                       .checksum = static_cast<std::uint32_t>(little_endian(directory, at + 16, 4)),
                       .method = static_cast<int>(little_endian(directory, at + 10, 2)),
                       .encrypted = (little_endian(directory, at + 8, 2) & 1U) != 0});
    take_large(members.back(),
               std::string_view(directory).substr(at + entry_size + name_size, extra_size),
               little_endian(directory, at + 24, 4) == 0xFFFFFFFF);
    at += entry_size + name_size + extra_size + comment_size;
  }
  std::erase_if(members, [](const ZipMember& each) { return each.name.ends_with('/'); });
  return members;
}

std::unique_ptr<Inflated> open_member(std::istream& source, const ZipMember& member,
                                      const std::string& name) {
  constexpr std::size_t header_size = 30;
  if (member.encrypted)
    throw bad_data("input.encrypted", tr("{0} is locked with a password", member.name));
  if (member.method != 0 && member.method != 8)
    throw bad_data("input.packing", tr("{0} is packed in a way not known here", member.name),
                   "unzip " + name);
  const auto header = bytes_at(source, member.header_at, header_size, name);
  if (!header.starts_with("PK\x03\x04")) damaged_file(name);
  source.seekg(
      static_cast<std::streamoff>(little_endian(header, 26, 2) + little_endian(header, 28, 2)),
      std::ios::cur);
  auto bytes = std::make_unique<Inflated>(
      source, member.method == 0 ? Inflated::Form::stored : Inflated::Form::deflated, name);
  bytes->member(member.packed, member.checksum);
  return bytes;
}

}  // namespace svcctl::packed
