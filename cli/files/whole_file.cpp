#include "cli/files/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cli/process/signals.hpp"

namespace svcctl::cli {
namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

Error cannot_write(const Message& name, int cause) {
  return {ErrorKind::output, cause == EPIPE ? "output.pipe" : "output.failed",
          tr("cannot write {0}: {1}", name, std::string(std::strerror(cause)))};
}

void write_all(int descriptor, std::string_view bytes, const Message& name) {
  while (!bytes.empty()) {
    const auto done = ::write(descriptor, bytes.data(), bytes.size());
    if (done < 0) {
      if (errno == EINTR) continue;
      throw cannot_write(name, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

bool is_device(const Target& target) {
  struct stat found = {};
  return ::stat(target.path().c_str(), &found) == 0 && !S_ISREG(found.st_mode);
}

Descriptor open_device(const Target& target) {
  Descriptor device(::open(target.path().c_str(), O_WRONLY | O_CLOEXEC));
  if (!device.open()) throw cannot_write(value(target.path()), errno);
  return device;
}

WholeFile::WholeFile(const Target& target) : path_(target.path()), rehearsal_(target.rehearsal()) {
  if (rehearsal_) return;
  // A link keeps being one: the file it leads to is replaced.
  if (char* real = ::realpath(path_.c_str(), nullptr)) {
    path_ = real;
    std::free(real);  // NOLINT: realpath gives memory of malloc
  }
  temporary_ = folder_of(path_) + "/.svcctl-XXXXXX";
  file_ = Descriptor(::mkostemp(temporary_.data(), O_CLOEXEC));
  if (!file_.open()) throw cannot_write(value(path_), errno);
  remove_on_signal(temporary_);
  struct stat before = {};
  if (::stat(path_.c_str(), &before) != 0) return;
  // The owner first: a change of it takes marks of the mode away. Who may not give it keeps it.
  [[maybe_unused]] const auto given = ::fchown(file_.number(), before.st_uid, before.st_gid);
  ::fchmod(file_.number(), before.st_mode & 0777U);
}

WholeFile::~WholeFile() {
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  remove_on_signal({});
}

void WholeFile::write(std::string_view bytes) {
  if (!rehearsal_) write_all(file_.number(), bytes, value(path_));
}

void WholeFile::flush() {
  if (rehearsal_) return;
  if (::fsync(file_.number()) != 0 || ::close(file_.release()) != 0)
    throw cannot_write(value(path_), errno);
}

void WholeFile::keep() {
  if (rehearsal_) return;
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) throw cannot_write(value(path_), errno);
  temporary_.clear();
  remove_on_signal({});
  const Descriptor folder(::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.open()) ::fsync(folder.number());
}

}  // namespace svcctl::cli
