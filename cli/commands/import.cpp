#include "cli/commands/groups.hpp"
#include "cli/commands/import_batch.hpp"

namespace svcctl::cli {
namespace {

using archive::BatchEntry;
using archive::ImportUndone;
using shop::BatchKind;
using shop::ImportBatch;

const View<ImportBatch>& batch_view() {
  static const View<ImportBatch> view{
      {"batch", N_("batch"), of<&ImportBatch::id>},
      {"kind", N_("kind"), of<&ImportBatch::kind>},
      {"file", N_("file"), of<&ImportBatch::file>},
      {"new", N_("new"), of<&ImportBatch::created>},
      {"changed", N_("changed"), of<&ImportBatch::changed>},
      {"unchanged", N_("unchanged"), of<&ImportBatch::unchanged>, true},
      {"rejected", N_("rejected"), of<&ImportBatch::rejected>},
      {"at", N_("at"), of<&ImportBatch::at>},
      {"by", N_("by"), of<&ImportBatch::by>},
      {"undone_at", N_("taken back"), of<&ImportBatch::undone_at>},
      {"undone_by", N_("taken back by"), of<&ImportBatch::undone_by>, true},
      {"sha256", N_("SHA-256"), of<&ImportBatch::sha256>, true},
  };
  return view;
}

const View<ImportUndone>& batch_undone_view() {
  static const View<ImportUndone> view{
      {"batch", N_("batch"), of<&ImportUndone::batch, &ImportBatch::id>},
      {"kind", N_("kind"), of<&ImportUndone::batch, &ImportBatch::kind>},
      {"file", N_("file"), of<&ImportUndone::batch, &ImportBatch::file>},
      {"new", N_("new"), of<&ImportUndone::batch, &ImportBatch::created>},
      {"changed", N_("changed"), of<&ImportUndone::batch, &ImportBatch::changed>},
      {"restored", N_("restored"), of<&ImportUndone::restored>},
      {"removed", N_("removed"), of<&ImportUndone::removed>},
      {"retired", N_("out of use"), of<&ImportUndone::retired>},
      {"movements", N_("movements"), of<&ImportUndone::movements>},
      {"at", N_("at"), of<&ImportUndone::batch, &ImportBatch::at>},
      {"by", N_("by"), of<&ImportUndone::batch, &ImportBatch::by>},
      {"undone_at", N_("taken back"), of<&ImportUndone::batch, &ImportBatch::undone_at>},
  };
  return view;
}

const View<BatchEntry>& batch_entry_view() {
  using E = const BatchEntry&;
  static const View<BatchEntry> view{
      {"what", N_("what"),
       [](E e) {
         return Cell(Code{e.what, e.label});
       }},
      {"name", N_("name"), of<&BatchEntry::name>},
      {"outcome", N_("outcome"), [](E e) { return Cell(e.made ? tr("new") : tr("changed")); }},
      {"before", N_("before"), of<&BatchEntry::before>},
  };
  return view;
}

std::int64_t batch_number(const Args& args) { return args.integer("BATCH").value_or(0); }

Option batch_option() {
  return {.name = "BATCH",
          .kind = Kind::integer,
          .help = N_("number of the batch, as the import and `import list` say it"),
          .required = true};
}

std::string second_of(const Args& args) {
  return args.declares("second") ? args.text("second") : std::string();
}

void show(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto number = batch_number(args);
  out.stream<BatchEntry>(batch_entry_view(),
                         [&](const auto& row) { archive::each_entry(tx, number, row); });
  if (out.sections())
    if (const auto batch = shop::seek_batch(tx, number))
      out.section<ImportBatch>(N_("batch"), batch_view(), {*batch});
}

}  // namespace

void list_batches(const store::ReadTxn& tx, Output& out, std::optional<BatchKind> kind) {
  out.stream<ImportBatch>(batch_view(), [&](const auto& row) { shop::each_batch(tx, kind, row); });
}

Option undo_option() {
  return {.name = "undo",
          .kind = Kind::integer,
          .help = N_("take this batch back whole, as `svcctl import undo` does"),
          .value_name = "BATCH"};
}

bool undo_batch(store::WriteTxn& tx, const Args& args, Output& out, BatchKind kind) {
  const auto batch = args.integer("undo");
  if (batch) out.one(batch_undone_view(), archive::undo_import(tx, *batch, second_of(args), kind));
  return batch.has_value();
}

std::vector<Verb> import_verbs() {
  return {
      {"list",
       [] {
         return Command{
             .help = N_("the files taken in, each a batch"),
             .options = {{.name = "kind",
                          .kind = Kind::choice,
                          .help = N_("only lists of these"),
                          .choices = choices_of<BatchKind>()}},
             .read = [](store::ReadTxn& tx, const Args& args,
                        Output& out) { list_batches(tx, out, args.code<BatchKind>("kind")); },
             .examples = {{"svcctl import list", N_("which batch to take back")},
                          {"svcctl import list --kind supplier", N_("lists of suppliers only")}}};
       }},
      {"show",
       [] {
         return Command{
             .help = N_("what a batch made and changed, and what stood there before"),
             .options = {batch_option()},
             .read = show,
             .examples = {{"svcctl import show 1", N_("before it is taken back")}},
             .more = N_("Of customers and vehicles it says which values were changed, not what "
                        "they were.")};
       }},
      {"undo",
       [] {
         return Command{
             .help = N_("take a batch back whole"),
             .options = {batch_option(),
                         {.name = "second",
                          .help = N_("second person, where much stock goes down with it")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(batch_undone_view(),
                           archive::undo_import(tx, batch_number(args), second_of(args)));
                 },
             .examples = {{"svcctl import undo 1", N_("it was the wrong file")},
                          {"svcctl import undo 1 --dry-run", N_("may it be taken back?")}},
             .more = N_(
                 "What the file brought is gone, what it changed is as before: by whoever may take "
                 "such a list in. It is refused where a row was changed or used since, and names "
                 "it. People and suppliers are never deleted: they are out of use, and a list that "
                 "names the people again brings them back. Stock goes by movements the other way; "
                 "prices of a supplier and counted quantities stay on record and count no more.")};
       }},
  };
}

}  // namespace svcctl::cli
