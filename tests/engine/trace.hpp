#pragma once

#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

// The form of a trace: what one process said to SQLite and what it was told. The recorder writes
// traces, the replay reads them. A trace is a sequence of records; each begins with a letter.
//
//   O connection, path, state, version, seed   a store was opened (version: PRAGMA user_version;
//                                              seed: a copy of the file where nobody saw it before)
//   S statement, text                          a text was prepared for the first time
//   J column count, row count, values          the rows of `bulk_rows` for the next X
//   X run, connection, statement, foreign keys, parameter count, values    a statement began
//   W run, value count, values                 a row of it
//   E run, result code, rows changed, autocommit                           it ended
//   C connection, state                        the store was closed; no state: as it was opened
//
// `state` names the content of the file: two opens with the same state see the same store.
namespace svcctl::trace {

struct Bytes {
  std::string value;
  friend auto operator<=>(const Bytes&, const Bytes&) = default;
};
/// There are no columns of fractions.
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

/// The result code of a statement that was left before its last row.
constexpr std::int64_t left_early = -1;

class Writer {
 public:
  Writer& letter(char c) {
    out_ += c;
    return *this;
  }
  Writer& number(std::int64_t n) {
    out_.append(reinterpret_cast<const char*>(&n), sizeof n);
    return *this;
  }
  Writer& text(std::string_view s) {
    number(static_cast<std::int64_t>(s.size()));
    out_ += s;
    return *this;
  }
  Writer& value(const Value& v) {
    letter(static_cast<char>('0' + v.index()));
    if (const auto* n = std::get_if<std::int64_t>(&v)) return number(*n);
    if (const auto* s = std::get_if<std::string>(&v)) return text(*s);
    if (const auto* b = std::get_if<Bytes>(&v)) return text(b->value);
    return *this;
  }
  std::string& out() { return out_; }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  bool done() const { return in_.empty(); }
  char letter() { return cut(1).front(); }
  std::int64_t number() {
    std::int64_t n = 0;
    cut(sizeof n).copy(reinterpret_cast<char*>(&n), sizeof n);
    return n;
  }
  std::string text() { return std::string(cut(static_cast<std::size_t>(number()))); }
  Value value() {
    switch (letter()) {
      case '0': return {};
      case '1': return number();
      case '2': return text();
      case '3': return Bytes{text()};
      default: throw std::runtime_error("a trace with a value of no kind");
    }
  }

 private:
  std::string_view cut(std::size_t size) {
    if (size > in_.size()) throw std::runtime_error("a trace that was cut off");
    const auto front = in_.substr(0, size);
    in_.remove_prefix(size);
    return front;
  }
  std::string_view in_;
};

}  // namespace svcctl::trace
