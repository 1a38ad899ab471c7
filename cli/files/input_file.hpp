#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "cli/files/files.hpp"
#include "cli/files/read_stream.hpp"
#include "packed/packed.hpp"

namespace svcctl::cli {

/// A file of rows to take in: plain, `.gz`, a member of a `.zip` ("list.zip", or
/// "list.zip:member.csv" where it has several), or standard input (`-`) as `Files` keeps it: its
/// bytes are read twice, once for the digest that knows a file again.
class InputFile {
 public:
  /// @throws Error as `Files::read`; "input.damaged", "input.which" … (bad data)
  InputFile(Files& files, const std::string& name);
  /// From its first byte, unpacked. What cannot be unpacked or read is thrown from reading.
  std::istream& stream();
  /// As people know it: "-" is "standard input".
  const std::string& name() const { return name_; }
  /// Of all bytes of the file, in hex.
  const std::string& sha256() const { return sha256_; }
  /// How many bytes of how many the stream has taken from the file.
  std::int64_t taken();
  std::int64_t size() const { return size_; }
  /// @throws Error "input.changed" (bad data) when the file is no longer what it was at first
  void require_unchanged() const;

 private:
  struct Stamp {
    std::int64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const Stamp&) const = default;
  };
  Stamp stamp() const;
  /// Reads from the first byte again.
  void open();
  void choose_member(const std::string& wanted);

  std::string name_;
  std::string path_;
  std::string sha256_;
  std::int64_t size_ = 0;
  Stamp first_;
  bool standard_input_;
  Descriptor kept_;
  std::optional<ReadStream> file_;  ///< of `kept_`
  bool gzip_ = false;
  std::optional<packed::ZipMember> member_;
  std::unique_ptr<packed::Inflated> unpacked_;
  std::unique_ptr<std::istream> stream_;
};

}  // namespace svcctl::cli
