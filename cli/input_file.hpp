#pragma once

#include <cstdio>
#include <fstream>
#include <istream>
#include <memory>
#include <string>

namespace svcctl::cli {

/// A file of rows to take in, or standard input (`-`), which is kept in an unnamed file first: its
/// bytes are read twice, once for the digest that knows a file again.
class InputFile {
 public:
  /// @throws Error "input.missing", "input.unreadable" (bad data)
  explicit InputFile(const std::string& name);
  /// From its first byte.
  std::istream& stream();
  /// As people know it: "-" is "standard input".
  const std::string& name() const { return name_; }
  /// Of all bytes, in hex.
  const std::string& sha256() const { return sha256_; }

 private:
  std::string name_;
  std::string path_;
  std::string sha256_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> kept_{nullptr, std::fclose};
  std::ifstream file_;
};

}  // namespace svcctl::cli
