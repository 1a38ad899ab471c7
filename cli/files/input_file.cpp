#include "cli/files/input_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sstream>
#include <utility>

#include "base/error.hpp"
#include "cli/files/whole_file.hpp"
#include "store/digest.hpp"
#include "workbook/reader.hpp"

namespace svcctl::cli {

using workbook::FileKind;

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
  open();
  kind_ = workbook::kind_of(*file_, name_);
  if (kind_ == FileKind::zip) choose_member(member);
  if (kind_ == FileKind::zip || kind_ == FileKind::gzip) look_inside();
}

/// What was packed may be no list, too. A workbook is read from any place, so it is unpacked first.
void InputFile::look_inside() {
  constexpr std::size_t block = std::size_t{64} * 1024;
  std::string bytes(block, '\0');
  const auto read = [&](std::istream& source) {
    bytes.resize(block);
    source.read(bytes.data(), static_cast<std::streamsize>(block));
    bytes.resize(static_cast<std::size_t>(source.gcount()));
    return !bytes.empty();
  };
  auto& source = stream();
  read(source);
  if (!bytes.starts_with("PK\x03\x04")) {
    std::istringstream beginning(bytes);
    if (workbook::kind_of(beginning, name_) == FileKind::gzip) packed_twice();
    return;
  }
  auto unpacked = unnamed_file();
  std::int64_t size = 0;
  do {
    size += static_cast<std::int64_t>(bytes.size());
    if (size > large_file)
      throw bad_data("input.too-big", tr("{0} is larger than {1} MB", name_, large_file >> 20));
    write_all(unpacked.number(), bytes, tr("the spool file"));
  } while (read(source));
  unpacked_.reset();
  stream_.reset();
  member_.reset();
  inner_ = std::move(unpacked);
  open();
  kind_ = workbook::kind_of(*file_, name_);
  if (kind_ != FileKind::workbook) packed_twice();
}

void InputFile::packed_twice() const {
  throw bad_data("input.packed-twice",
                 tr("{0} is an archive in an archive: unpack it first", name_));
}

InputFile::Stamp InputFile::stamp() const {
  struct stat found = {};
  if (::fstat(kept_.number(), &found) != 0) return {};
  return {found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
}

void InputFile::open() {
  const int number = inner_.open() ? inner_.number() : kept_.number();
  ::lseek(number, 0, SEEK_SET);
  file_.emplace(Descriptor(::fcntl(number, F_DUPFD_CLOEXEC, 0)));
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
  } else if (kind_ == FileKind::gzip) {
    unpacked_ = std::make_unique<packed::Inflated>(*file_, packed::Inflated::Form::gzip, name_);
  } else {
    return *file_;
  }
  stream_ = std::make_unique<std::istream>(unpacked_.get());
  stream_->exceptions(std::ios::badbit);  // what unpacking throws comes through
  return *stream_;
}

std::unique_ptr<csv::RowSource> InputFile::rows(const csv::ReaderOptions& options,
                                                const std::string& sheet) {
  if (kind_ != FileKind::workbook && !sheet.empty())
    throw usage_error("input.no-sheet", tr("{0} is no workbook: it has no sheets", name_));
  if (kind_ != FileKind::workbook) return std::make_unique<csv::Reader>(stream(), options);
  open();
  return std::make_unique<workbook::Reader>(
      *file_, name_,
      workbook::ReaderOptions{.sheet = sheet, .limits = options.limits, .scratch = unnamed_file});
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
