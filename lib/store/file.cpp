#include "store/private/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "base/error.hpp"

namespace svcctl::store {
namespace {

[[noreturn]] void file_error(const std::string& path, int error) {
  const auto why = std::generic_category().message(error);
  if (error == ENOSPC || error == EDQUOT)
    throw Error(ErrorKind::store, "store.full", tr("the disk is full: {0}", path));
  throw Error(ErrorKind::store, "store.unwritable", tr("cannot write {0}: {1}", path, why));
}

}  // namespace

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool exists(const std::string& path) {
  struct stat found {};
  return lstat(path.c_str(), &found) == 0;
}

void discard(const std::string& path) noexcept { unlink(path.c_str()); }

int open_beside(const std::string& path) noexcept {
  return ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
}

Temporary::~Temporary() {
  discard(path_);
  discard(path_ + "-queue");
  discard(path_ + "-journal");
}

void make_folder_of(const std::string& path) {
  const auto folder = folder_of(path);
  struct stat found {};
  if (stat(folder.c_str(), &found) == 0) return;
  make_folder_of(folder);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) file_error(folder, errno);
}

std::string make_temporary(const std::string& path) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    auto name = path + ".new-" + std::to_string(getpid()) + "-" + std::to_string(attempt);
    const int fd = ::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0) {
      ::close(fd);
      return name;
    }
    if (errno != EEXIST) file_error(name, errno);
  }
  file_error(path, EEXIST);
}

void sync_path(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) file_error(path, errno);
  const int result = fsync(fd);
  const int error = errno;
  ::close(fd);
  if (result != 0 && error != EINVAL) file_error(path, error);
}

/// The folder that holds a new name: whether that lasts is not known when this fails.
static void sync_named(const std::string& path) {
  try {
    sync_path(folder_of(path));
  } catch (const Error& error) {
    throw Error(ErrorKind::unsure, "store.perhaps",
                tr("perhaps written, look before you repeat: {0}", error.message()),
                "svcctl --db FILE db check");
  }
}

bool publish_new(const std::string& temporary, const std::string& path) {
  sync_path(temporary);
  if (renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) return false;
    if (errno != EINVAL && errno != ENOSYS) file_error(path, errno);
    if (exists(path)) return false;  // a file system without the exclusive rename
    if (rename(temporary.c_str(), path.c_str()) != 0) file_error(path, errno);
  }
  sync_named(path);
  return true;
}

void publish_over(const std::string& temporary, const std::string& path) {
  sync_path(temporary);
  if (rename(temporary.c_str(), path.c_str()) != 0) file_error(path, errno);
  sync_named(path);
}

void publish_keeping(const std::string& temporary, const std::string& path,
                     const std::string& kept) {
  sync_path(temporary);
  if (renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0) {
    if (rename(temporary.c_str(), kept.c_str()) != 0) file_error(kept, errno);
  } else if (errno == EINVAL || errno == ENOSYS) {  // a file system without the exchange
    if (rename(path.c_str(), kept.c_str()) != 0) file_error(kept, errno);
    if (rename(temporary.c_str(), path.c_str()) != 0) {
      const int cause = errno;
      rename(kept.c_str(), path.c_str());
      file_error(path, cause);
    }
  } else {
    file_error(path, errno);
  }
  sync_named(path);
}

}  // namespace svcctl::store
