#pragma once

#include "base/money.hpp"
#include "base/time.hpp"

// Values as the tests write them.
namespace svcctl::test {

inline Money yuan(const char* text) { return Money::parse(text).value(); }
inline Date day(const char* text) { return Date::parse(text).value(); }

}  // namespace svcctl::test
