#pragma once

#include <zlib.h>

#include <cstdint>
#include <istream>
#include <memory>
#include <streambuf>
#include <string>
#include <vector>

namespace svcctl::cli {

/// The bytes of a compressed source as they were before: gzip (also several, one after the other)
/// or one member of a zip archive. What is cut off or damaged is an error, never an end.
class Inflated : public std::streambuf {
 public:
  enum class Form { gzip, deflated, stored };
  /// @param name for messages
  Inflated(std::istream& source, Form form, std::string name);
  /// A zip member: how many bytes it has there and what they must come to.
  void member(std::uint64_t packed, std::uint32_t checksum);
  ~Inflated() override;
  Inflated(const Inflated&) = delete;
  Inflated& operator=(const Inflated&) = delete;

 protected:
  int_type underflow() override;

 private:
  bool feed();
  std::size_t stored();
  std::size_t inflated();
  void end_of_member();
  [[noreturn]] void damaged() const;

  std::istream& source_;
  Form form_;
  std::string name_;
  z_stream stream_{};
  std::vector<char> in_;
  std::vector<char> out_;
  bool bounded_ = false;
  std::uint64_t left_ = 0;  ///< packed bytes of the member still in the source
  std::uint32_t wanted_ = 0;
  std::uint32_t checksum_ = 0;
  bool over_ = false;
};

/// A member of a zip archive, as its directory at the end has it.
struct ZipMember {
  std::string name;
  std::uint64_t packed = 0;
  std::uint64_t header_at = 0;
  std::uint32_t checksum = 0;
  int method = 0;
  bool encrypted = false;
};
/// @throws Error "input.damaged" (bad data)
std::vector<ZipMember> zip_members(std::istream& source, const std::string& name);
/// Places the source at the first byte of the member.
void seek_member(std::istream& source, const ZipMember& member, const std::string& name);

}  // namespace svcctl::cli
