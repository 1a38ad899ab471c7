#pragma once

#include <string>

#include "base/error.hpp"
#include "base/export.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// The error with a hint that can be typed: the codes of people who are there, and could, stand in
/// it for MANAGER, INSPECTOR, KEEPER, TECHNICIAN and, in a shop of few, `--as STAFF`; a hint that is an
/// option alone (`--as MANAGER`) becomes the command as typed with it. A word for which nobody is
/// there stays.
SVCCTL_API Error with_people(const store::ReadTxn& tx, const Error& error);

}  // namespace svcctl::shop
