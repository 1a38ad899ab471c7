#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "customer/customer.hpp"
#include "customer/vehicle.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {

/// Calls back with every customer in use; restricted, merged and forgotten ones are left out.
SVCCTL_API void each_customer(const store::ReadTxn& tx,
                              const std::function<void(const Customer&)>& take);
/// Customers in use to whom every word leads: a number, a phone (its beginning or its last four
/// digits or more), a plate (whole, its beginning or its last three characters or more) of a
/// car they own, or a name (from its first or second character). A word that leads to nobody by
/// these is looked for anywhere in the names, which reads them all.
SVCCTL_API void find_customers(const store::ReadTxn& tx, const std::vector<std::string>& words,
                               const std::function<void(const Customer&)>& take);
SVCCTL_API void each_vehicle(const store::ReadTxn& tx,
                             const std::function<void(const Vehicle&)>& take);
/// Vehicles to which every word leads: a plate (whole, its beginning or its last three characters
/// or more), a VIN (whole or its last six characters or more) or the beginning of a model. A word
/// that leads nowhere by these is looked for anywhere in plates, VINs, makes and models.
SVCCTL_API void find_vehicles(const store::ReadTxn& tx, const std::vector<std::string>& words,
                              const std::function<void(const Vehicle&)>& take);

}  // namespace svcctl::customer
