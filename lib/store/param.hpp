#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "store/codec.hpp"
#include "store/outlet_scope.hpp"
#include "store/stamp.hpp"

namespace svcctl::store {

/// A value for a named parameter: `{"plate", plate}` stands for `:plate` in the statement. Its kind
/// is known also where there is no value: an engine may have to tell it to the server.
struct Param {
  std::string_view name;
  Kind kind;
  Stored value;
  const Stamp* stamp = nullptr;  ///< instead: for `:at`, `:now`, `:told` and `:staff`
  bool may_lack = false;         ///< the statement may be without it

  Param(const Stamp& of_record) : kind(Kind::integer), stamp(&of_record) {}
  Param(const Within& within)
      : name("within"),
        kind(Kind::integer),
        value(Codec<std::optional<std::int64_t>>::put(within.outlet)),
        may_lack(true) {}

  template <class T>
  Param(std::string_view parameter, const T& v)
      : name(parameter), kind(Codec<T>::kind), value(Codec<T>::put(v)) {}
  Param(std::string_view parameter, const char* v)
      : name(parameter), kind(Kind::text), value(std::string(v)) {}
  Param(std::string_view parameter, std::string_view v)
      : name(parameter), kind(Kind::text), value(std::string(v)) {}
};
using Params = std::initializer_list<Param>;
/// A row to insert: the column's name and the value of each.
using NewRow = std::vector<Param>;

}  // namespace svcctl::store
