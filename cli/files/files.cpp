#include "cli/files/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "cli/files/whole_file.hpp"

namespace svcctl::cli {
namespace {

std::string resolved(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  if (real == nullptr) return {};
  std::string out = real;
  std::free(real);  // NOLINT: realpath gives memory of malloc
  return out;
}

/// A name without links and dots; of a file that is not there, within its folder.
std::string place_of(const std::string& path) {
  if (auto whole = resolved(path); !whole.empty()) return whole;
  const auto slash = path.rfind('/');
  const auto folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  return resolved(folder) + "/" + path.substr(slash == std::string::npos ? 0 : slash + 1);
}

/// Whether both names lead to one file; also to one that is yet to be made. Pipes and devices are
/// nobody's.
bool same_file(const std::string& one, const std::string& other) {
  struct stat first = {};
  struct stat second = {};
  const bool there = ::stat(one.c_str(), &first) == 0;
  if (there && !S_ISREG(first.st_mode)) return false;
  if (there && ::stat(other.c_str(), &second) == 0)
    return std::tie(first.st_dev, first.st_ino) == std::tie(second.st_dev, second.st_ino);
  return place_of(one) == place_of(other);
}

}  // namespace

void Files::keep(const std::string& path, Message what) {
  if (path.empty()) return;
  require_free(path, false);
  in_use_.push_back({path, std::move(what), false});
}

void Files::keep_configuration(const std::string& path) {
  keep(path, tr("the configuration"));
  configuration_ = path;
}

void Files::keep_store(const std::string& path) {
  if (path.empty() || path == ":memory:") return;
  keep(path, tr("the store"));
  for (const char* beside : {"-journal", "-wal", "-shm", "-queue"})
    keep(path + beside, tr("the journal of the store"));
}

void Files::require_free(const std::string& path, bool to_write) const {
  for (const auto& each : in_use_)
    if ((to_write || each.written) && same_file(path, each.path))
      throw usage_error("files.clash",
                        tr("{0} is {1}: nothing else is written there", path, each.what));
}

Descriptor Files::read(const std::string& path, std::int64_t most) {
  require_free(path, false);
  auto file = open_to_read(path, most);
  in_use_.push_back({path, tr("what this command reads"), false});
  return file;
}

std::string Files::bytes(const std::string& path) {
  require_free(path, false);
  auto all = bytes_of_file(path);
  in_use_.push_back({path, tr("what this command reads"), false});
  return all;
}

std::string Files::secret(const std::string& path) {
  require_free(path, false);
  auto line = secret_of_file(path);
  in_use_.push_back({path, tr("what this command reads"), false});
  return line;
}

void Files::begin_anew() { std::erase_if(in_use_, &InUse::written); }

Target Files::target(const std::string& path) {
  require_free(path, true);
  in_use_.push_back({path, tr("what this command writes already"), true});
  return {path, rehearsal_};
}

void Files::take_standard_input() {
  if (standard_input_.open()) return;
  auto kept = unnamed_file();
  std::vector<char> block(std::size_t{64} << 10);
  std::int64_t size = 0;
  for (;;) {
    const auto got = ::read(STDIN_FILENO, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw bad_data("input.unreadable", tr("cannot read {0}: {1}", tr("standard input"),
                                            std::generic_category().message(errno)));
    if (got == 0) break;
    size += got;
    if (size > large_file)
      throw bad_data("input.too-big",
                     tr("{0} is larger than {1} MB", tr("standard input"), large_file >> 20));
    write_all(kept.number(), {block.data(), static_cast<std::size_t>(got)},
              tr("the copy of standard input"));
  }
  standard_input_ = std::move(kept);
}

Descriptor Files::standard_input() {
  take_standard_input();
  ::lseek(standard_input_.number(), 0, SEEK_SET);
  return Descriptor(::fcntl(standard_input_.number(), F_DUPFD_CLOEXEC, 0));
}

Descriptor unnamed_file() {
  const char* folder = std::getenv("TMPDIR");
  std::string name = std::string(folder && *folder ? folder : "/tmp") + "/svcctl-XXXXXX";
  Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
  if (!file.open()) throw cannot_write(value(name), errno);
  ::unlink(name.c_str());
  return file;
}

}  // namespace svcctl::cli
