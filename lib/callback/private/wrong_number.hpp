#pragma once

#include <string>

#include "store/digest.hpp"

namespace svcctl::callback {

/// A phone number told apart without being kept: what a follow-up remembers of one that was wrong.
inline std::string number_digest(const std::string& salt, const std::string& phone) {
  return store::Digest().add(salt).add(phone).hex();
}

}  // namespace svcctl::callback
