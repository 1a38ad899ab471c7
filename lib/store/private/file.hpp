#pragma once

#include <string>

// Files of the store, made so that a crash leaves the old or the new and others cannot read them.
namespace svcctl::store {

/// Makes the missing folders above the file, each 0700.
void make_folder_of(const std::string& path);
/// Makes an empty file 0600 under a name of its own beside `path`, and returns the name.
std::string make_temporary(const std::string& path);
/// Flushes a file or a folder to the disk.
void sync_path(const std::string& path);
/// Gives `temporary` its final name, unless that name is taken (then false), and flushes both.
bool publish_new(const std::string& temporary, const std::string& path);
/// Gives `temporary` its final name in place of what stood there, and flushes both.
void publish_over(const std::string& temporary, const std::string& path);
/// Gives `temporary` the name of a store and the store the name `kept`, and flushes both. The
/// store's name leads to one of them at every moment, and never to a file with two names.
void publish_keeping(const std::string& temporary, const std::string& path,
                     const std::string& kept);
/// Opens the file, or makes it empty and 0600; -1 where that cannot be.
int open_beside(const std::string& path) noexcept;
std::string folder_of(const std::string& path);
bool exists(const std::string& path);
/// Removes the file if it is there; for cleaning up, never throws.
void discard(const std::string& path) noexcept;

/// Removes a temporary file, with its journal, unless it was published.
class Temporary {
 public:
  explicit Temporary(std::string path) : path_(std::move(path)) {}
  ~Temporary();
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace svcctl::store
