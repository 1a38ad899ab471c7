#include "cli/commands/customer_verbs.hpp"
#include "cli/commands/import_batch.hpp"
#include "cli/commands/job_verbs.hpp"
#include "customer/import.hpp"

namespace svcctl::cli {
namespace {

using shop::BatchKind;

template <BatchKind kind>
csv::ImportResult take(store::WriteTxn& tx, const Args& args, csv::RowSource& source,
                       const csv::ImportOptions& options) {
  auto sure = options;
  sure.sure = kind != BatchKind::customer && args.flag("sure");
  if (kind != BatchKind::history && args.flag("new-customer")) sure.new_people = true;
  if (kind == BatchKind::customer) return customer::import_customers(tx, source, sure);
  if (kind == BatchKind::vehicle) return customer::import_vehicles(tx, source, sure);
  return customer::import_past_visits(tx, source, sure);
}

/// `--batches` and `--undo` of the list, as `svcctl import` does for all.
template <BatchKind kind>
bool batches(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.has("FILE") + args.flag("batches") + args.has("undo") + args.flag("sample") != 1)
    throw usage_error("import.what", tr("give a file, --batches or --undo BATCH"));
  if (args.flag("batches")) {
    list_batches(tx, out, kind);
    return true;
  }
  return undo_batch(tx, args, out, kind);
}

template <BatchKind kind>
Command command(ImportVerb verb) {
  verb.run = take<kind>;
  verb.instead = batches<kind>;
  verb.options.push_back(undo_option());
  if (kind != BatchKind::customer) verb.options.push_back(sure_option());
  if (kind != BatchKind::history)
    verb.options.push_back({.name = "new-customer",
                            .kind = Kind::flag,
                            .help = N_("a phone on file with another name is of somebody else")});
  verb.options.push_back({.name = "batches", .kind = Kind::flag, .help = N_("the files taken in")});
  return import_command(std::move(verb));
}

}  // namespace

Command customer_import_command() {
  return command<BatchKind::customer>(
      {.help = N_("take customers in from a CSV file"),
       .columns = customer::customer_list_columns,
       .run = {},
       .examples = {{"svcctl customer import customers.csv", N_("all of them, or none")},
                    {"svcctl customer import --undo 1", N_("take a batch back")}},
       .more =
           N_("Every row is checked by the rules of the verbs; a bad row stops everything unless "
              "told to be left out. The number in the other program (column `source_id`) tells "
              "a customer again. The same file again changes nothing.")});
}

Command vehicle_import_command() {
  return command<BatchKind::vehicle>(
      {.help = N_("take vehicles in from a CSV file, with their owners"),
       .columns = customer::vehicle_list_columns,
       .run = {},
       .examples = {{"svcctl vehicle import vehicles.csv", N_("all of them, or none")},
                    {"svcctl vehicle import --batches", N_("which files were taken in")}},
       .more =
           N_("Every row is checked by the rules of the verbs; a bad row stops everything unless "
              "told to be left out. The same file again changes nothing.")});
}

Command history_import_command() {
  return command<BatchKind::history>(
      {.help = N_("take past visits in from another program's CSV file"),
       .columns = customer::past_visit_list_columns,
       .run = {},
       .examples = {{"svcctl vehicle import-history visits.csv --dates d/m/y",
                     N_("days as in 23/11/2026")},
                    {"svcctl vehicle import-history --undo 3", N_("take a batch back")}},
       .more = N_("Columns: plate or VIN, date, odometer, work, amount, document. Vehicles must be "
                  "on "
                  "file. Each line is taken once, however often it stands there; amounts enter no "
                  "sum "
                  "of this shop. Past visits stand in the history and among the odometer "
                  "readings.")});
}

}  // namespace svcctl::cli
