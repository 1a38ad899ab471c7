#pragma once

#include <cstdint>

#include "store/txn.hpp"

// Where personal data stands, in one place; the slice's own.
namespace svcctl::archive {

struct Emptied {
  std::int64_t numbers = 0;
  std::int64_t vehicles = 0;
  std::int64_t words = 0;
};

/// Empties names, phones, addresses, the plates and VINs of what the customer owns, and the words
/// of people behind their visits and complaints; also of the numbers merged into this one. The
/// salts go too, so that the digests on the log say nothing of what stood there. Numbers, work,
/// money and the log stay as they are.
Emptied empty_personal_data(store::WriteTxn& tx, std::int64_t customer_id);

}  // namespace svcctl::archive
