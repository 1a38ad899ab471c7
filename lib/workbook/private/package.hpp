#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "packed/packed.hpp"
#include "workbook/private/xml.hpp"

namespace svcctl::workbook {

/// One part's reference to another.
struct Relation {
  std::string id;
  std::string kind;  ///< last word of its type: "worksheet"
  std::string part;
};

/// The parts of a workbook's file, by their names in it ("xl/workbook.xml").
class Package {
 public:
  /// @param source can be sought, and is read by nobody else meanwhile
  /// @throws Error "input.damaged" (bad data)
  Package(std::istream& source, std::string name);

  const std::string& name() const { return name_; }
  bool has(std::string_view part) const { return find(part) != nullptr; }
  /// The bytes of a part; one at a time. @throws Error "workbook.part" (bad data) without it
  std::unique_ptr<std::streambuf> open(std::string_view part) const;
  /// Reads a part of XML to its end.
  void read(std::string_view part, XmlEvents events) const;
  /// What a part refers to; nothing where it says nothing.
  std::vector<Relation> relations(std::string_view part) const;
  /// The error for what is wrong at a byte of a part.
  std::exception_ptr broken(std::string_view part, std::int64_t byte) const;

 private:
  const packed::ZipMember* find(std::string_view part) const;

  std::istream& source_;
  std::string name_;
  std::vector<packed::ZipMember> members_;
};

}  // namespace svcctl::workbook
