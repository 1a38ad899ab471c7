#include "cli/output/spool.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.hpp"
#include "cli/process/signals.hpp"

namespace svcctl::cli {
namespace {

constexpr std::size_t kMemory = 8u << 20;
constexpr std::size_t kBlock = 64u << 10;

Error cannot_write(const Message& name, int cause) {
  return {ErrorKind::output, cause == EPIPE ? "output.pipe" : "output.failed",
          tr("cannot write {0}: {1}", name, std::string(std::strerror(cause)))};
}
Error cannot_write(const std::string& path, int cause) { return cannot_write(value(path), cause); }

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

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

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

void Spool::write(std::string_view bytes) {
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < bytes.size())
    blocks_.emplace_back().reserve(std::max(kBlock, bytes.size()));
  blocks_.back() += bytes;
  held_ += bytes.size();
  if (held_ > kMemory) spill();
}

void Spool::spill() {
  if (file_ < 0) {
    const char* folder = std::getenv("TMPDIR");
    std::string name = std::string(folder && *folder ? folder : "/tmp") + "/svcctl-XXXXXX";
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) throw cannot_write(name, errno);
    ::unlink(name.c_str());
  }
  for (const auto& block : blocks_) write_all(file_, block, tr("the spool file"));
  blocks_.clear();
  held_ = 0;
}

void Spool::drain(const std::function<void(std::string_view)>& take) {
  if (file_ >= 0) {
    spill();
    ::lseek(file_, 0, SEEK_SET);
    std::vector<char> block(1u << 18);
    for (;;) {
      const auto got = ::read(file_, block.data(), block.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw cannot_write(tr("the spool file"), errno);
      if (got == 0) break;
      take({block.data(), static_cast<std::size_t>(got)});
    }
  }
  for (const auto& block : blocks_) take(block);
}

WholeFile::WholeFile(std::string path) : path_(std::move(path)) {
  // A link keeps being one: the file it leads to is replaced.
  if (char* real = ::realpath(path_.c_str(), nullptr)) {
    path_ = real;
    std::free(real);
  }
  temporary_ = folder_of(path_) + "/.svcctl-XXXXXX";
  file_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (file_ < 0) throw cannot_write(path_, errno);
  remove_on_signal(temporary_);
}

WholeFile::~WholeFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) {
    ::unlink(temporary_.c_str());
    remove_on_signal({});
  }
}

void WholeFile::write(std::string_view bytes) { write_all(file_, bytes, value(path_)); }

void WholeFile::flush() {
  if (::fsync(file_) != 0 || ::close(std::exchange(file_, -1)) != 0)
    throw cannot_write(path_, errno);
}

void WholeFile::keep() {
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) throw cannot_write(path_, errno);
  temporary_.clear();
  remove_on_signal({});
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
}

}  // namespace svcctl::cli
