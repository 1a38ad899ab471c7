#include "workbook/private/package.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/error.hpp"

namespace svcctl::workbook {
namespace {

constexpr std::size_t most_relations = 10'000;

/// The name without a slash before it, with `/` between folders, in small letters: names of parts
/// differ by no more than that.
std::string part_key(std::string_view part) {
  std::string key(part.substr(std::min(part.find_first_not_of("/\\"), part.size())));
  for (char& c : key) c = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return key;
}

/// "xl/" of "xl/workbook.xml".
std::string_view folder_of(std::string_view part) { return part.substr(0, part.rfind('/') + 1); }

/// The name of a part that another one in the folder calls so.
std::string resolved(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("./") || target.starts_with("../")) {
    if (target.starts_with("../")) {
      folder = folder_of(folder.substr(0, folder.empty() ? 0 : folder.size() - 1));
      target.remove_prefix(1);
    }
    target.remove_prefix(2);
  }
  return std::string(folder) + std::string(target);
}

}  // namespace

Package::Package(std::istream& source, std::string name)
    : source_(source), name_(std::move(name)), members_(packed::zip_members(source, name_)) {
  for (auto& member : members_) member.name = part_key(member.name);
}

const packed::ZipMember* Package::find(std::string_view part) const {
  const auto found = std::ranges::find(members_, part_key(part), &packed::ZipMember::name);
  return found == members_.end() ? nullptr : &*found;
}

std::unique_ptr<std::streambuf> Package::open(std::string_view part) const {
  const auto* member = find(part);
  if (member == nullptr)
    throw bad_data("workbook.part",
                   tr("{0} is no whole workbook: it lacks {1}; save it again", name_, part));
  return packed::open_member(source_, *member, name_);
}

void Package::read(std::string_view part, XmlEvents events) const {
  const auto bytes = open(part);
  Xml(*bytes, std::move(events), [&](std::int64_t byte) { return broken(part, byte); }).run();
}

std::vector<Relation> Package::relations(std::string_view part) const {
  const auto folder = folder_of(part);
  const auto list =
      std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
  std::vector<Relation> out;
  if (!has(list)) return out;
  read(list, {.start = [&](std::string_view name, const Attributes& attributes) {
         if (name != "Relationship" || out.size() >= most_relations) return;
         const auto kind = attributes.text("Type");
         out.push_back({std::string(attributes.text("Id")),
                        std::string(kind.substr(kind.rfind('/') + 1)),
                        resolved(folder, attributes.text("Target"))});
       }});
  return out;
}

std::exception_ptr Package::broken(std::string_view part, std::int64_t byte) const {
  return std::make_exception_ptr(bad_data(
      "workbook.damaged",
      tr("{0} is damaged: byte {1} of {2} cannot be read; save it again", name_, byte, part)));
}

}  // namespace svcctl::workbook
