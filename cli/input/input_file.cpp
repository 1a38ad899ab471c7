#include "cli/input/input_file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "base/error.hpp"
#include "store/digest.hpp"

namespace svcctl::cli {
namespace {

/// "list.zip:member.csv" as archive and member, where there is no file of the whole name.
std::pair<std::string, std::string> split_member(const std::string& name) {
  constexpr std::string_view mark = ".zip:";
  const auto at = name.find(mark);
  if (at == std::string::npos || std::filesystem::exists(name)) return {name, ""};
  return {name.substr(0, at + mark.size() - 1), name.substr(at + mark.size())};
}

}  // namespace

InputFile::InputFile(const std::string& name) : name_(name) {
  std::string member;
  std::tie(path_, member) = split_member(name);
  if (name == "-")
    keep_standard_input();
  else if (!std::filesystem::exists(path_))
    throw bad_data("input.missing", tr("there is no file {0}", name));
  else if (std::filesystem::is_directory(path_))
    throw bad_data("input.unreadable", tr("{0} is a folder", name));
  first_ = stamp();
  size_ = first_.size;
  open();
  sha256_ = store::sha256(file_);
  if (file_.bad())
    throw bad_data("input.unreadable",
                   tr("cannot read {0}: {1}", name_, std::string(std::strerror(errno))));
  std::array<char, 4> begin{};
  open();
  file_.read(begin.data(), begin.size());
  const std::string_view bytes(begin.data(), static_cast<std::size_t>(file_.gcount()));
  gzip_ = bytes.starts_with("\x1F\x8B");
  if (bytes == "PK\x03\x04") choose_member(member);
}

void InputFile::keep_standard_input() {
  name_ = "standard input";
  kept_.reset(std::tmpfile());
  if (!kept_) throw bad_data("input.unreadable", tr("cannot keep standard input"));
  std::array<char, std::size_t{64} * 1024> block{};
  do {
    std::cin.read(block.data(), block.size());
    const auto got = static_cast<std::size_t>(std::cin.gcount());
    if (std::fwrite(block.data(), 1, got, kept_.get()) != got)
      throw bad_data("input.unreadable", tr("cannot keep standard input"));
  } while (std::cin);
  if (std::fflush(kept_.get()) != 0)
    throw bad_data("input.unreadable", tr("cannot keep standard input"));
  path_ = "/proc/self/fd/" + std::to_string(fileno(kept_.get()));
}

InputFile::Stamp InputFile::stamp() const {
  struct stat found = {};
  if (::stat(path_.c_str(), &found) != 0) return {};
  return {found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
}

void InputFile::open() {
  file_.close();
  file_.clear();
  file_.open(path_, std::ios::binary);
  if (!file_)
    throw bad_data("input.unreadable",
                   tr("cannot read {0}: {1}", name_, std::string(std::strerror(errno))));
}

/// The member that is meant: the named one, or the only one.
void InputFile::choose_member(const std::string& wanted) {
  const auto members = zip_members(file_, name_);
  const auto found = wanted.empty() && members.size() == 1
                         ? members.begin()
                         : std::ranges::find(members, wanted, &ZipMember::name);
  if (found == members.end()) {
    std::string names;
    for (const auto& each : members) names += (names.empty() ? "" : ", ") + each.name;
    throw bad_data("input.which", tr("{0} holds {1}: say which", path_, names),
                   path_ + ":" + (members.empty() ? "MEMBER" : members.front().name));
  }
  if (found->encrypted)
    throw bad_data("input.encrypted", tr("{0} is locked with a password", found->name));
  if (found->method != 0 && found->method != 8)
    throw bad_data("input.packing", tr("{0} is packed in a way not known here", found->name),
                   "unzip " + path_);
  member_ = *found;
}

std::istream& InputFile::stream() {
  open();
  stream_.reset();
  unpacked_.reset();
  if (member_) {
    seek_member(file_, *member_, name_);
    unpacked_ = std::make_unique<Inflated>(
        file_, member_->method == 0 ? Inflated::Form::stored : Inflated::Form::deflated, name_);
    unpacked_->member(member_->packed, member_->checksum);
  } else if (gzip_) {
    unpacked_ = std::make_unique<Inflated>(file_, Inflated::Form::gzip, name_);
  } else {
    return file_;
  }
  stream_ = std::make_unique<std::istream>(unpacked_.get());
  stream_->exceptions(std::ios::badbit);  // what unpacking throws comes through
  return *stream_;
}

std::int64_t InputFile::taken() {
  const auto at = static_cast<std::int64_t>(file_.tellg());
  return at < 0 ? size_ : at;
}

void InputFile::require_unchanged() const {
  if (kept_ || stamp() == first_) return;
  throw bad_data("input.changed", tr("{0} changed while it was read", name_));
}

}  // namespace svcctl::cli
