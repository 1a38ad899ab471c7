#pragma once

#include "archive/history.hpp"
#include "archive/merge.hpp"
#include "cli/command.hpp"
#include "customer/batch.hpp"
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
/// A verb that takes a file in as a batch, lists the batches, and takes one back.
Command batch_import_command(const char* help, customer::BatchKind kind,
                             std::vector<Example> examples, const char* more);

}  // namespace svcctl::cli
