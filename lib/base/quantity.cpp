#include "base/quantity.hpp"

#include "base/decimal.hpp"
#include "base/error.hpp"

namespace svcctl {
namespace {

[[noreturn]] void quantity_overflow() {
  throw bad_data("quantity.overflow", tr("the quantity is too large to be kept"));
}

}  // namespace

template <class Tag>
std::optional<Thousandths<Tag>> Thousandths<Tag>::parse(std::string_view text) {
  if (auto units = decimal::parse(text, 3)) return Thousandths(*units);
  return std::nullopt;
}

template <class Tag>
std::string Thousandths<Tag>::str() const {
  return decimal::str(units_, 3, true);
}

template <class Tag>
Thousandths<Tag> Thousandths<Tag>::operator-() const {
  std::int64_t result = 0;
  if (__builtin_sub_overflow(std::int64_t{0}, units_, &result)) quantity_overflow();
  return Thousandths(result);
}
template <class Tag>
Thousandths<Tag>& Thousandths<Tag>::operator+=(Thousandths other) {
  if (__builtin_add_overflow(units_, other.units_, &units_)) quantity_overflow();
  return *this;
}
template <class Tag>
Thousandths<Tag>& Thousandths<Tag>::operator-=(Thousandths other) {
  if (__builtin_sub_overflow(units_, other.units_, &units_)) quantity_overflow();
  return *this;
}

template class Thousandths<struct QuantityTag>;
template class Thousandths<struct HoursTag>;
template class Thousandths<struct PercentTag>;

}  // namespace svcctl
