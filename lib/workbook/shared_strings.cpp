#include "workbook/private/shared_strings.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.hpp"

namespace svcctl::workbook {
namespace {

constexpr std::size_t strings_block = std::size_t{128} * 1024;

/// Moves all bytes between memory and a place of the file.
template <class Move, class Byte>
void move_all(Move move, int file, Byte* bytes, std::size_t size, std::int64_t place) {
  while (size > 0) {
    const auto done = move(file, bytes, size, place);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0)
      throw Error(ErrorKind::output, "workbook.scratch",
                  tr("cannot keep the texts of the workbook aside: {0}",
                     std::string(std::strerror(done < 0 ? errno : EIO))));
    bytes += done;
    size -= static_cast<std::size_t>(done);
    place += done;
  }
}

}  // namespace

SharedStrings::SharedStrings(std::function<Descriptor()> scratch, std::size_t in_memory)
    : scratch_(std::move(scratch)), most_(in_memory) {}

void SharedStrings::add(std::string_view text) {
  const bool full = blocks_.empty() || !blocks_.back().here ||
                    (!blocks_.back().bytes.empty() &&
                     blocks_.back().bytes.size() + text.size() > strings_block) ||
                    blocks_.back().ends.size() * sizeof(std::uint32_t) >= strings_block;
  if (full) {
    if (!blocks_.empty()) {
      auto& done = blocks_.back();
      done.bytes.shrink_to_fit();
      done.ends.shrink_to_fit();
      held_ += done.held();
      make_room();
    }
    auto& block = blocks_.emplace_back();
    block.first = size_;
    block.asked = ++clock_;
  }
  auto& block = blocks_.back();
  block.bytes += text;
  block.ends.push_back(static_cast<std::uint32_t>(block.bytes.size()));
  ++block.texts;
  ++size_;
}

/// Puts those away that were not asked for longest, but never the last block asked for.
void SharedStrings::make_room() {
  while (held_ > most_ && scratch_) {
    Block* oldest = nullptr;
    for (auto& block : blocks_)
      if (block.here && block.asked != clock_ && (oldest == nullptr || block.asked < oldest->asked))
        oldest = &block;
    if (oldest == nullptr) return;
    put_away(*oldest);
  }
}

void SharedStrings::put_away(Block& block) {
  held_ -= std::min(held_, block.held());
  if (block.place < 0) {
    if (!file_.open()) file_ = scratch_();
    block.place = file_end_;
    block.file_bytes = block.bytes.size();
    const auto table = block.ends.size() * sizeof block.ends[0];
    move_all(::pwrite, file_.number(), reinterpret_cast<const char*>(block.ends.data()), table,
             block.place);
    move_all(::pwrite, file_.number(), block.bytes.data(), block.bytes.size(),
             block.place + static_cast<std::int64_t>(table));
    file_end_ += static_cast<std::int64_t>(table + block.bytes.size());
  }
  std::string().swap(block.bytes);
  std::vector<std::uint32_t>().swap(block.ends);
  block.here = false;
}

void SharedStrings::fetch(Block& block) {
  block.ends.resize(block.texts);
  block.bytes.resize(block.file_bytes);
  const auto table = block.texts * sizeof block.ends[0];
  move_all(::pread, file_.number(), reinterpret_cast<char*>(block.ends.data()), table, block.place);
  move_all(::pread, file_.number(), block.bytes.data(), block.file_bytes,
           block.place + static_cast<std::int64_t>(table));
  block.here = true;
  held_ += block.held();
}

std::string_view SharedStrings::at(std::size_t number) {
  auto after = std::ranges::upper_bound(blocks_, number, {}, &Block::first);
  auto& block = *std::prev(after);
  block.asked = ++clock_;
  if (!block.here) {
    fetch(block);
    make_room();
  }
  const auto in_block = number - block.first;
  const std::size_t from = in_block == 0 ? 0 : block.ends[in_block - 1];
  return std::string_view(block.bytes).substr(from, block.ends[in_block] - from);
}

}  // namespace svcctl::workbook
