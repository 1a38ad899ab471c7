#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <streambuf>
#include <string>
#include <vector>

#include "base/export.hpp"

namespace svcctl::packed {

/// The bytes of a compressed source as they were before: gzip (also several, one after the other)
/// or one member of a zip archive. What is cut off or damaged is an error, never an end. Memory
/// does not grow with what is unpacked.
class SVCCTL_API Inflated : public std::streambuf {
 public:
  enum class Form { gzip, deflated, stored };
  /// @param name for messages
  Inflated(std::istream& source, Form form, std::string name);
  /// A zip member: how many bytes it has there and what they must come to. Reading it throws Error
  /// "input.swollen" (bad data) for one made to unpack without end.
  void member(std::uint64_t packed, std::uint32_t checksum);
  ~Inflated() override;
  Inflated(const Inflated&) = delete;
  Inflated& operator=(const Inflated&) = delete;

 protected:
  int_type underflow() override;
  /// To the beginning only: it is unpacked once more.
  pos_type seekpos(pos_type to, std::ios_base::openmode which) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
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

/// What stands in an archive, also in one of the large form (zip64), folders left out.
/// @param name for messages
/// @throws Error "input.damaged" (bad data)
SVCCTL_API std::vector<ZipMember> zip_members(std::istream& source, const std::string& name);
/// The bytes of a member. The source is read by nobody else meanwhile.
/// @throws Error "input.damaged", "input.encrypted", "input.packing" (bad data)
SVCCTL_API std::unique_ptr<Inflated> open_member(std::istream& source, const ZipMember& member,
                                                 const std::string& name);

}  // namespace svcctl::packed
