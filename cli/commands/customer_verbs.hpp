#pragma once

#include "archive/history.hpp"
#include "archive/merge.hpp"
#include "cli/command.hpp"
#include "customer/contact.hpp"
#include "customer/customer.hpp"
#include "customer/vehicle.hpp"

// What the groups `customer` and `vehicle` share.
namespace svcctl::cli {

const View<customer::Customer>& customer_view();
const View<customer::Contact>& contact_view();
const View<customer::Vehicle>& vehicle_list_view();
const View<customer::Vehicle>& vehicle_view();

/// The positionals CUSTOMER and VEHICLE.
Option customer_option();
Option vehicle_option();

const View<archive::Entry>& entry_view();
/// `--since` and `--kind` of a history.
std::vector<Option> history_options(Option subject);
archive::HistoryFilter history_filter(const Args& args);

/// What goes from one record to another by a merge.
const View<archive::Moved>& moved_view();
/// The verbs that take customers, vehicles and past visits in.
Command customer_import_command();
Command vehicle_import_command();
Command history_import_command();

}  // namespace svcctl::cli
