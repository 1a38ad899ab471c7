#pragma once

#include <string>

#include "base/error.hpp"
#include "base/read/reading.hpp"

namespace svcctl::customer {

/// The value of a cell. @throws Error "import.KEY" (5) why it cannot be read
template <class T>
T readable(const std::string& key, const readers::Reading<T>& reading) {
  if (reading.value) return *reading.value;
  throw bad_data("import." + key, reading.cause, Catalogue::of(Language::en).format(reading.fix));
}

}  // namespace svcctl::customer
