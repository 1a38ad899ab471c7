#include "archive/undo_import.hpp"
#include "cli/commands/customer_verbs.hpp"
#include "cli/commands/job_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "customer/import.hpp"

namespace svcctl::cli {
namespace {

using customer::BatchKind;

const View<archive::ImportBatch>& customer_batch_view() {
  static const View<archive::ImportBatch> view{
      {"batch", N_("batch"), of<&archive::ImportBatch::id>},
      {"kind", N_("kind"), of<&archive::ImportBatch::kind>},
      {"file", N_("file"), of<&archive::ImportBatch::file>},
      {"new", N_("new"), of<&archive::ImportBatch::created>},
      {"changed", N_("changed"), of<&archive::ImportBatch::changed>},
      {"at", N_("at"), of<&archive::ImportBatch::at>},
      {"by", N_("by"), of<&archive::ImportBatch::by>},
      {"undone_at", N_("taken back"), of<&archive::ImportBatch::undone_at>},
  };
  return view;
}

csv::ImportResult take(store::WriteTxn& tx, BatchKind kind, csv::RowSource& source,
                       const csv::ImportOptions& options) {
  switch (kind) {
    case BatchKind::customer: return customer::import_customers(tx, source, options);
    case BatchKind::vehicle: return customer::import_vehicles(tx, source, options);
    case BatchKind::history: break;
  }
  return customer::import_past_visits(tx, source, options);
}

Columns list_of(BatchKind kind) {
  switch (kind) {
    case BatchKind::customer: return customer::customer_list_columns;
    case BatchKind::vehicle: return customer::vehicle_list_columns;
    case BatchKind::history: break;
  }
  return customer::past_visit_list_columns;
}

/// One verb for the three things it does with a batch: take in, list, take back.
void run(BatchKind kind, store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.has("FILE") + args.flag("batches") + args.has("undo") + args.flag("sample") != 1)
    throw usage_error("import.what", tr("give a file, --batches or --undo BATCH"));
  if (args.flag("batches"))
    return out.stream<archive::ImportBatch>(
        customer_batch_view(), [&](const auto& row) { archive::each_batch(tx, kind, row); });
  if (const auto batch = args.integer("undo"))
    return out.one(customer_batch_view(), archive::undo_import(tx, kind, *batch));
  if (look_at_list(tx, args, out, list_of(kind), mapping_of(args, out))) return;
  tell_import(out, take_file(args, out, args.text("FILE"),
                             [&](csv::RowSource& source, const auto& options) {
                               auto sure = options;
                               sure.sure = kind != BatchKind::customer && args.flag("sure");
                               if (kind != BatchKind::history && args.flag("new-customer"))
                                 sure.new_people = true;
                               return take(tx, kind, source, sure);
                             }));
}

}  // namespace

Command batch_import_command(const char* help, customer::BatchKind kind,
                             std::vector<Example> examples, const char* more) {
  auto options = import_options();
  options.front().required = false;
  for (auto& option : look_options()) options.push_back(std::move(option));
  options.push_back({.name = "undo",
                     .kind = Kind::integer,
                     .help = N_("take this batch back whole"),
                     .value_name = "BATCH"});
  if (kind != customer::BatchKind::customer) options.push_back(sure_option());
  if (kind != customer::BatchKind::history)
    options.push_back({.name = "new-customer",
                       .kind = Kind::flag,
                       .help = N_("a phone on file with another name is of somebody else")});
  options.push_back({.name = "batches", .kind = Kind::flag, .help = N_("the files taken in")});
  return {.help = help,
          .options = std::move(options),
          .write = [kind](store::WriteTxn& tx, const Args& args,
                          Output& out) { run(kind, tx, args, out); },
          .examples = std::move(examples),
          .more = more,
          .list = list_of(kind)};
}

}  // namespace svcctl::cli
