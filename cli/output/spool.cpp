#include "cli/output/spool.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "cli/files/whole_file.hpp"

namespace svcctl::cli {
namespace {

constexpr std::size_t kMemory = 8u << 20;
constexpr std::size_t kBlock = 64u << 10;

}  // namespace

void Spool::write(std::string_view bytes) {
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < bytes.size())
    blocks_.emplace_back().reserve(std::max(kBlock, bytes.size()));
  blocks_.back() += bytes;
  held_ += bytes.size();
  if (held_ > kMemory) spill();
}

void Spool::spill() {
  if (!file_.open()) file_ = unnamed_file();
  for (const auto& block : blocks_) write_all(file_.number(), block, tr("the spool file"));
  blocks_.clear();
  held_ = 0;
}

void Spool::drain(const std::function<void(std::string_view)>& take) {
  if (file_.open()) {
    spill();
    ::lseek(file_.number(), 0, SEEK_SET);
    std::vector<char> block(1u << 18);
    for (;;) {
      const auto got = ::read(file_.number(), block.data(), block.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw cannot_write(tr("the spool file"), errno);
      if (got == 0) break;
      take({block.data(), static_cast<std::size_t>(got)});
    }
  }
  for (const auto& block : blocks_) take(block);
}

}  // namespace svcctl::cli
