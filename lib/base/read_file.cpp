#include "base/read_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "base/error.hpp"

namespace svcctl {
namespace {

Error file_unreadable(const std::string& path, int cause) {
  return bad_data("input.unreadable",
                  tr("cannot read {0}: {1}", path, std::generic_category().message(cause)));
}

Error file_too_big(const std::string& path, std::int64_t most) {
  return bad_data("input.too-big", tr("{0} is larger than {1} MB", path, most >> 20));
}

std::string all_bytes(const Descriptor& file, const std::string& path) {
  std::string text;
  std::array<char, 16384> block;
  for (;;) {
    const auto got = ::read(file.number(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw file_unreadable(path, errno);
    if (got == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(got));
    if (static_cast<std::int64_t>(text.size()) > small_file) throw file_too_big(path, small_file);
  }
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor open_to_read(const std::string& path, std::int64_t most) {
  // Without O_NONBLOCK a pipe is waited for until somebody writes to it.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.open() && (errno == ENOENT || errno == ENOTDIR))
    throw bad_data("input.missing", tr("there is no file {0}", path));
  struct stat found = {};
  if (!file.open() || ::fstat(file.number(), &found) != 0) throw file_unreadable(path, errno);
  if (S_ISDIR(found.st_mode)) throw bad_data("input.unreadable", tr("{0} is a folder", path));
  if (!S_ISREG(found.st_mode))
    throw bad_data("input.no-file", tr("{0} is a pipe or a device, not a file", path));
  if (found.st_size > most) throw file_too_big(path, most);
  return file;
}

std::string bytes_of_file(const std::string& path) {
  return all_bytes(open_to_read(path, small_file), path);
}

std::string secret_of_file(const std::string& path) {
  const auto file = open_to_read(path, small_file);
  struct stat found = {};
  if (::fstat(file.number(), &found) != 0) throw file_unreadable(path, errno);
  const bool own = found.st_uid == ::geteuid() || found.st_uid == 0;
  if (!own || (found.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw bad_data("input.not-secret",
                   tr("{0} holds a secret, and others than its owner may read it", path),
                   "chmod 600 " + path);
  auto line = all_bytes(file, path);
  if (line.ends_with('\n')) line.pop_back();
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty() || line.find('\n') != std::string::npos)
    throw bad_data("input.no-line", tr("{0} holds one line, and nothing else", path));
  return line;
}

}  // namespace svcctl
