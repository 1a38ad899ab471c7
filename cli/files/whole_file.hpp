#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "cli/files/files.hpp"

namespace svcctl::cli {

/// A file that is there whole or not at all: written beside its place under a temporary name, which
/// a signal removes, and then renamed. It keeps the mode and the owner of the one it replaces. A
/// rehearsal writes nothing.
class WholeFile {
 public:
  explicit WholeFile(const Target& target);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  void write(std::string_view bytes);
  /// Everything is on disk, under the temporary name.
  void flush();
  /// Gives it its name.
  void keep();

 private:
  std::string path_;
  std::string temporary_;
  Descriptor file_;
  bool rehearsal_;
};

/// Whether the target is a pipe or a device, which no file can take the place of.
bool is_device(const Target& target);
/// Opens it. @throws Error (output)
Descriptor open_device(const Target& target);

/// Writes all of it to a descriptor. @throws Error (output); `errno` EPIPE as code "output.pipe"
void write_all(int descriptor, std::string_view bytes, const Message& name);
/// The error of a write that failed. @param cause an errno
Error cannot_write(const Message& name, int cause);

}  // namespace svcctl::cli
