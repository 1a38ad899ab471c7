#pragma once

#include <string>

#include "base/export.hpp"
#include "base/identifier.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// The phone of a customer, an outlet or somebody who works here, as it was told; without a key
/// where a word for nothing was typed. One of unknown shape is a remark of the write.
/// @param code of the error and the remark, "customer.phone" @throws Error so named (usage)
SVCCTL_API Phone told_phone(store::WriteTxn& tx, const std::string& typed, const char* code);

}  // namespace svcctl::shop
