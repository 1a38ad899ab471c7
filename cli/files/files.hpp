#pragma once

#include <string>
#include <vector>

#include "base/read_file.hpp"
#include "base/text.hpp"

namespace svcctl::cli {

/// Where a command writes: a name that `Files` has let through. Only `Files` makes one, so that no
/// file is written past it.
class Target {
 public:
  const std::string& path() const { return path_; }
  /// Of a rehearsal (--dry-run): nothing is opened.
  bool rehearsal() const { return rehearsal_; }

 private:
  friend class Files;
  Target(std::string path, bool rehearsal) : path_(std::move(path)), rehearsal_(rehearsal) {}
  std::string path_;
  bool rehearsal_;
};

/// The files of one command. What it stands on or reads is never written by it, and nothing is
/// written twice: the store and what belongs to it, the configuration, the calendar, the batch that
/// the command is a line of, its inputs, its other outputs.
class Files {
 public:
  /// @param rehearsal --dry-run: targets open no file
  explicit Files(bool rehearsal) : rehearsal_(rehearsal) {}

  /// Keeps a name from being written.
  /// @param what for messages: what the command has it for
  /// @throws Error "files.clash" (2) when the command writes it
  void keep(const std::string& path, Message what);
  /// The same for the configuration.
  void keep_configuration(const std::string& path);
  /// The configuration file that was found, or empty.
  const std::string& configuration() const { return configuration_; }
  /// The same for a store: its file, its journal and whatever else stands beside it.
  void keep_store(const std::string& path);
  /// Opens a file to read it. @param most bytes
  /// @throws Error as `open_to_read`; "files.clash" (2) when the command writes it
  Descriptor read(const std::string& path, std::int64_t most);
  /// All bytes of a small file.
  std::string bytes(const std::string& path);
  /// The one line of a file that holds a secret. @throws Error as `secret_of_file`
  std::string secret(const std::string& path);
  /// Forgets what was let through to be written: the command is run again from its beginning.
  void begin_anew();
  /// Lets a name through as one that is written.
  /// @throws Error "files.clash" (2) when the command has it in use
  Target target(const std::string& path);
  /// Of a file whose new text comes from its old one.
  Target rewrite(const std::string& path) const { return {path, rehearsal_}; }

  /// Reads all of standard input into an unnamed file, once. To be called before the store is
  /// locked: whoever feeds it may be slow.
  void take_standard_input();
  /// A descriptor of its own of what `take_standard_input` read.
  Descriptor standard_input();

 private:
  struct InUse {
    std::string path;
    Message what;
    bool written;
  };
  void require_free(const std::string& path, bool to_write) const;

  bool rehearsal_;
  std::vector<InUse> in_use_;
  std::string configuration_;
  Descriptor standard_input_;
};

/// How many bytes a file of rows may have, packed or not.
constexpr std::int64_t large_file = std::int64_t{4} << 30;

/// A file without a name, in TMPDIR: gone with its last descriptor, also after a kill.
/// @throws Error (output)
Descriptor unnamed_file();

}  // namespace svcctl::cli
