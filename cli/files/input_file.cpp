#include "cli/files/input_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "store/digest.hpp"

namespace svcctl::cli {
namespace {

/// "list.zip:member.csv" as archive and member, where there is no file of the whole name.
std::pair<std::string, std::string> split_member(const std::string& name) {
  constexpr std::string_view mark = ".zip:";
  const auto at = name.find(mark);
  if (at == std::string::npos || ::access(name.c_str(), F_OK) == 0) return {name, ""};
  return {name.substr(0, at + mark.size() - 1), name.substr(at + mark.size())};
}

}  // namespace

InputFile::InputFile(Files& files, const std::string& name)
    : name_(name == "-" ? "standard input" : name), standard_input_(name == "-") {
  std::string member;
  std::tie(path_, member) = split_member(name);
  kept_ = standard_input_ ? files.standard_input() : files.read(path_, large_file);
  first_ = stamp();
  size_ = first_.size;
  open();
  sha256_ = store::sha256(*file_);
  if (file_->bad())
    throw bad_data("input.unreadable",
                   tr("cannot read {0}: {1}", name_, std::string(std::strerror(errno))));
  std::array<char, 4> begin{};
  open();
  file_->read(begin.data(), begin.size());
  const std::string_view bytes(begin.data(), static_cast<std::size_t>(file_->gcount()));
  gzip_ = bytes.starts_with("\x1F\x8B");
  if (bytes == "PK\x03\x04") choose_member(member);
}

InputFile::Stamp InputFile::stamp() const {
  struct stat found = {};
  if (::fstat(kept_.number(), &found) != 0) return {};
  return {found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
}

void InputFile::open() {
  ::lseek(kept_.number(), 0, SEEK_SET);
  file_.emplace(Descriptor(::fcntl(kept_.number(), F_DUPFD_CLOEXEC, 0)));
}

/// The member that is meant: the named one, or the only one.
void InputFile::choose_member(const std::string& wanted) {
  const auto members = packed::zip_members(*file_, name_);
  const auto found = wanted.empty() && members.size() == 1
                         ? members.begin()
                         : std::ranges::find(members, wanted, &packed::ZipMember::name);
  if (found == members.end()) {
    std::string names;
    for (const auto& each : members) names += (names.empty() ? "" : ", ") + each.name;
    throw bad_data("input.which", tr("{0} holds {1}: say which", path_, names),
                   path_ + ":" + (members.empty() ? "MEMBER" : members.front().name));
  }
  member_ = *found;
}

std::istream& InputFile::stream() {
  open();
  stream_.reset();
  unpacked_.reset();
  if (member_) {
    unpacked_ = packed::open_member(*file_, *member_, standard_input_ ? name_ : path_);
  } else if (gzip_) {
    unpacked_ = std::make_unique<packed::Inflated>(*file_, packed::Inflated::Form::gzip, name_);
  } else {
    return *file_;
  }
  stream_ = std::make_unique<std::istream>(unpacked_.get());
  stream_->exceptions(std::ios::badbit);  // what unpacking throws comes through
  return *stream_;
}

std::int64_t InputFile::taken() {
  const auto at = static_cast<std::int64_t>(file_->tellg());
  return at < 0 ? size_ : at;
}

void InputFile::require_unchanged() const {
  if (standard_input_ || stamp() == first_) return;
  throw bad_data("input.changed", tr("{0} changed while it was read", name_));
}

}  // namespace svcctl::cli
