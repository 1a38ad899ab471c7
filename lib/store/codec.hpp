#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/code.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "base/time.hpp"

namespace svcctl::store {

/// Bytes that are no text.
struct Bytes {
  std::string bytes;
  bool operator==(const Bytes&) const = default;
};
/// The same without a copy.
struct BytesView {
  std::string_view bytes;
  bool operator==(const BytesView&) const = default;
};

/// What a column can hold: nothing, a whole number, text or bytes. There are no floating-point
/// columns.
using Stored = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
/// The same without a copy, as a row gives it: valid until the query's next step.
using Seen = std::variant<std::monostate, std::int64_t, std::string_view, BytesView>;
SVCCTL_API Seen seen_of(const Stored& value);
SVCCTL_API Stored stored_of(const Seen& value);
/// The kind of a column or a parameter, whether it has a value or not.
enum class Kind { integer, text, bytes };

/// How a type is kept: `kind` says as what, `put` makes the stored form, `take` reads it back.
template <class T>
struct Codec;

[[noreturn]] SVCCTL_API void unreadable(const char* wanted, const Seen& found);

namespace detail {
inline std::int64_t number(const Seen& v, const char* wanted) {
  if (const auto* n = std::get_if<std::int64_t>(&v)) return *n;
  unreadable(wanted, v);
}
inline std::string_view words(const Seen& v, const char* wanted) {
  if (const auto* s = std::get_if<std::string_view>(&v)) return *s;
  unreadable(wanted, v);
}
inline std::string_view raw(const Seen& v, const char* wanted) {
  if (const auto* b = std::get_if<BytesView>(&v)) return b->bytes;
  unreadable(wanted, v);
}
}  // namespace detail

template <std::integral T>
struct Codec<T> {
  static constexpr Kind kind = Kind::integer;
  static Stored put(T v) { return static_cast<std::int64_t>(v); }
  static T take(const Seen& v) { return static_cast<T>(detail::number(v, "whole number")); }
};
template <>
struct Codec<bool> {
  static constexpr Kind kind = Kind::integer;
  static Stored put(bool v) { return std::int64_t{v}; }
  static bool take(const Seen& v) { return detail::number(v, "truth value") != 0; }
};
template <>
struct Codec<std::string> {
  static constexpr Kind kind = Kind::text;
  static Stored put(std::string v) { return v; }
  static std::string take(const Seen& v) { return std::string(detail::words(v, "text")); }
};
template <>
struct Codec<Bytes> {
  static constexpr Kind kind = Kind::bytes;
  static Stored put(Bytes v) { return v; }
  static Bytes take(const Seen& v) { return {std::string(detail::raw(v, "bytes"))}; }
};
template <>
struct Codec<BytesView> {
  static constexpr Kind kind = Kind::bytes;
  static Stored put(BytesView v) { return Bytes{std::string(v.bytes)}; }
  /// Good until the query steps on.
  static BytesView take(const Seen& v) { return {detail::raw(v, "bytes")}; }
};
template <>
struct Codec<Money> {
  static constexpr Kind kind = Kind::integer;
  static Stored put(Money v) { return v.minor(); }
  static Money take(const Seen& v) { return Money::minor(detail::number(v, "money")); }
};
template <class Tag>
struct Codec<Thousandths<Tag>> {
  static constexpr Kind kind = Kind::integer;
  static Stored put(Thousandths<Tag> v) { return v.thousandths(); }
  static Thousandths<Tag> take(const Seen& v) {
    return Thousandths<Tag>::thousandths(detail::number(v, "thousandths"));
  }
};
template <>
struct Codec<Instant> {
  static constexpr Kind kind = Kind::integer;
  static Stored put(Instant v) { return v.seconds; }
  static Instant take(const Seen& v) { return {detail::number(v, "instant")}; }
};
template <>
struct Codec<Date> {
  static constexpr Kind kind = Kind::text;
  static Stored put(Date v) { return v.str(); }
  static Date take(const Seen& v) {
    if (auto day = Date::parse(detail::words(v, "date"))) return *day;
    unreadable("date", v);
  }
};
template <Coded E>
struct Codec<E> {
  static constexpr Kind kind = Kind::text;
  static Stored put(E v) { return std::string(to_code(v)); }
  static E take(const Seen& v) {
    if (auto value = from_code<E>(detail::words(v, "code"))) return *value;
    unreadable("code", v);
  }
};
template <class T>
struct Codec<std::optional<T>> {
  static constexpr Kind kind = Codec<T>::kind;
  static Stored put(const std::optional<T>& v) { return v ? Codec<T>::put(*v) : Stored{}; }
  static std::optional<T> take(const Seen& v) {
    if (std::holds_alternative<std::monostate>(v)) return std::nullopt;
    return Codec<T>::take(v);
  }
};

}  // namespace svcctl::store
