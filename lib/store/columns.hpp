#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "store/query.hpp"

namespace svcctl::store {

/// One column of the results that a row type is read from.
template <class Record>
struct Column {
  const char* name;  ///< in the SELECT; also the key of the column in CSV and JSON
  void (*read)(const Row& row, const char* name, Record& into);
};

namespace detail {
template <class Record, class Type>
Record record_of(Type Record::*);
template <class Record, class Type>
Type type_of(Type Record::*);
}  // namespace detail

/// The struct that a member belongs to.
template <auto Member>
using RecordOf = decltype(detail::record_of(Member));

template <auto Member>
void read_member(const Row& row, const char* name, RecordOf<Member>& into) {
  into.*Member = row.get<decltype(detail::type_of(Member))>(name);
}
template <auto Member, auto Make>
void make_member(const Row& row, const char* name, RecordOf<Member>& into) {
  into.*Member = Make(row, name);
}

}  // namespace svcctl::store

namespace svcctl {

/// Says which member a column is read into: `field<&Bill::labour>("labour_amount")`.
template <auto Member>
constexpr store::Column<store::RecordOf<Member>> field(const char* name) {
  return {name, store::read_member<Member>};
}

/// The same for a member that `Make(row, name)` makes of the column:
/// `field<&OldPart::part, read_part_label>("part_number")`.
template <auto Member, auto Make>
constexpr store::Column<store::RecordOf<Member>> field(const char* name) {
  return {name, store::make_member<Member, Make>};
}

/// Specialise for each row type that is read from the store, beside its declaration:
///
///     template <> inline constexpr std::array fields<Bill> = {
///         field<&Bill::number>("number"), … };
///
/// `tx.all<Bill>(SELECT …)` and `row.as<Bill>()` read it by them.
template <class Record>
inline constexpr std::array<store::Column<Record>, 0> fields = {};

namespace store {

template <class Record>
Record Row::as() const {
  static_assert(!fields<Record>.empty(), "specialise svcctl::fields for this row type");
  Record record{};
  for (const auto& column : fields<Record>) column.read(*this, column.name, record);
  return record;
}

}  // namespace store
}  // namespace svcctl
