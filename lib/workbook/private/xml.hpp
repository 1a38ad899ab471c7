#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <streambuf>
#include <string>
#include <string_view>

namespace svcctl::workbook {

/// The attributes of an element, by their names without prefix.
class Attributes {
 public:
  /// @param pairs name and value in turn, closed by null
  explicit Attributes(const char* const* pairs) : pairs_(pairs) {}
  /// Null when there is none of the name.
  const char* find(std::string_view name) const;
  /// Empty when there is none of the name.
  std::string_view text(std::string_view name) const;
  /// Whether it says yes: "1" or "true".
  bool flag(std::string_view name) const;

 private:
  const char* const* pairs_;
};

/// What is done with the elements of an XML part. Names come without their prefix.
struct XmlEvents {
  std::function<void(std::string_view name, const Attributes&)> start = {};
  std::function<void(std::string_view name)> end = {};
  /// Text between marks, in pieces.
  std::function<void(std::string_view)> text = {};
};

/// Reads the XML of a part piece by piece, in bounded memory whatever it holds: no document types,
/// and so no entities that grow; no depth and no single mark beyond what a workbook needs.
class Xml {
 public:
  /// @param bytes outlives it
  /// @param broken makes the error of what is wrong at a byte of the part
  Xml(std::streambuf& bytes, XmlEvents events,
      std::function<std::exception_ptr(std::int64_t byte)> broken);
  ~Xml();
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;

  /// Reads on until an event calls `pause`; false at the end of the part. What an event throws
  /// comes through.
  bool run();
  /// To be called by an event, once for each `run`.
  void pause();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace svcctl::workbook
