#include <string>

#include "cli/commands/import_batch.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "cli/files/input_file.hpp"
#include "cli/input/import_verb.hpp"
#include "cli/output/progress.hpp"
#include "cli/process/signals.hpp"
#include "parts/import/import.hpp"

namespace svcctl::cli {
namespace {

using parts::ImportSummary;
using parts::PriceMove;

/// The largest move as a column of the summary: JSON and CSV carry no second list.
Cell largest_move(const ImportSummary& summary) {
  if (summary.moves.empty()) return {};
  return cell(summary.moves.front().change());
}

const View<ImportSummary>& summary_view() {
  using S = const ImportSummary&;
  static const View<ImportSummary> view{
      {"file", N_("file"), of<&ImportSummary::file>},
      {"batch", N_("batch"), of<&ImportSummary::batch>},
      {"encoding", N_("encoding"), of<&ImportSummary::form, &csv::FileForm::encoding>},
      {"rows", N_("rows"), of<&ImportSummary::rows>},
      {"new", N_("new"), of<&ImportSummary::created>},
      {"changed", N_("changed"), of<&ImportSummary::changed>},
      {"unchanged", N_("unchanged"), of<&ImportSummary::unchanged>},
      {"rejected", N_("rejected||rows"), [](S s) { return cell(s.rejects.size()); }},
      {"prices_moved", N_("prices moved"), of<&ImportSummary::prices_moved>},
      {"largest_move", N_("largest move"), [](S s) { return largest_move(s); }},
  };
  return view;
}

const View<PriceMove>& price_move_view() {
  using M = const PriceMove&;
  static const View<PriceMove> view{
      {"part", N_("part"), of<&PriceMove::part>},
      {"of", N_("of"), [](M m) { return Cell(m.cost ? tr("purchase price") : tr("sales price")); }},
      {"from", N_("from"), of<&PriceMove::from>},
      {"to", N_("to"), of<&PriceMove::to>},
      {"change", N_("change"), [](M m) { return cell(m.change()); }},
  };
  return view;
}

const View<parts::ImportBatch>& parts_batch_view() {
  static const View<parts::ImportBatch> view{
      {"batch", N_("batch"), of<&parts::ImportBatch::id>},
      {"at", N_("at"), of<&parts::ImportBatch::at>},
      {"file", N_("file"), of<&parts::ImportBatch::file>},
      {"mode", N_("mode"), of<&parts::ImportBatch::mode>},
      {"stock", N_("stock"), of<&parts::ImportBatch::stock>},
      {"supplier", N_("supplier"), of<&parts::ImportBatch::supplier>},
      {"new", N_("new"), of<&parts::ImportBatch::created>},
      {"changed", N_("changed"), of<&parts::ImportBatch::changed>},
      {"unchanged", N_("unchanged"), of<&parts::ImportBatch::unchanged>},
      {"rejected", N_("rejected||rows"), of<&parts::ImportBatch::rejected>},
      {"staff", N_("staff"), of<&parts::ImportBatch::staff>},
      {"undone_at", N_("undone at"), of<&parts::ImportBatch::undone_at>},
      {"sha256", N_("SHA-256"), of<&parts::ImportBatch::sha256>, true},
  };
  return view;
}

void import_parts(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.has("undo") && args.has("FILE"))
    throw usage_error("parts.import-undo", tr("--undo takes no file"),
                      "svcctl parts import --undo BATCH");
  if (undo_batch(tx, args, out, shop::BatchKind::parts)) return;
  if (look_at_list(tx, args, out, parts::part_list_columns)) return;
  const auto mapping = mapping_of(tx, args, out);
  InputFile file(out.files(), args.text("FILE"));
  RejectFile rejects(args, out);
  RemarkFile remarks(args, out);
  Progress progress(out.catalogue());
  const SignalsAwaited signals;
  const auto rows = file.rows(reader_options(args, mapping), sheet_of(args, mapping));
  parts::ImportRequest request{
      .list = list_options(args, mapping),
      .mode = args.code<parts::ImportMode>("mode").value_or(parts::ImportMode::upsert),
      .stock = args.code<parts::StockMode>("stock"),
      .supplier = args.text("supplier"),
      .second = args.text("second"),
      .step = [&] {
        SignalsAwaited::check();
        progress.at(file.taken(), file.size());
      }};
  request.list.sure = args.flag("sure");
  request.list.file = file.name();
  request.list.sha256 = file.sha256();
  request.list.rejects = rejects.taker();
  request.list.doubtful = remarks.taker();
  const auto summary = parts::import_parts(tx, *rows, request);
  SignalsAwaited::check();
  file.require_unchanged();
  rejects.finish();
  remarks.finish();
  tell_rejects(out, summary);
  if (!summary.moves.empty())
    parts::require_small_move(summary.moves.front(), args.percent("max-move"));
  keep_mapping(tx, args, mapping);
  if (summary.again)
    out.note(tr("the quantities of this very file were added before: they were left alone"));
  if (summary.grown > Money())
    out.note(tr("stock worth {0} was taken in that no supplier delivered (2.3-source)",
                summary.grown.str()));
  if (summary.unproved > 0)
    out.note(
        tr("{0} lots were taken in without a trace code: that they are genuine is to be proved "
           "(2.3-fit)",
           summary.unproved));
  if (!summary.batch) out.note(tr("nothing was changed"));
  out.one(summary_view(), summary);
  out.section(N_("Largest price moves"), price_move_view(), summary.moves);
}

std::vector<Option> parts_import_options() {
  auto all = import_options();
  all.push_back({.name = "mode",
                 .kind = Kind::choice,
                 .help = N_("add and change (upsert), only add, or only change"),
                 .choices = choices_of<parts::ImportMode>()});
  all.push_back({.name = "stock",
                 .kind = Kind::choice,
                 .help = N_("quantities are what is there (set), or come on top (add)"),
                 .choices = choices_of<parts::StockMode>()});
  all.push_back(max_move_option());
  all.push_back({.name = "sure",
                 .kind = Kind::flag,
                 .help = N_("numbers that differ by marks alone mean the part on file")});
  all.push_back({.name = "supplier", .help = N_("whose list it is")});
  all.push_back(
      {.name = "second",
       .help = N_("who stands behind stock that no supplier delivered, or that is taken off"),
       .value_name = "STAFF"});
  all.push_back(undo_option());
  return all;
}

void imports(store::ReadTxn& tx, const Args&, Output& out) {
  out.list(parts_batch_view(), parts::list_imports(tx));
}

}  // namespace

std::vector<Verb> parts_import_verbs() {
  return {
      {"import",
       [] {
         return Command{
             .help = N_("take in a price list or a stock list: CSV of a supplier or of the shop"),
             .options = parts_import_options(),
             .write = import_parts,
             .examples = {{"svcctl parts import supplier-huabei.csv", N_("a price list")},
                          {"svcctl parts import list.csv --on-error skip --rejects rejects.csv",
                           N_("take the good rows, keep the others with their causes")}},
             .more = N_(
                 "Encoding, delimiter and columns are found by themselves where only one reading "
                 "is possible; titles in English and Chinese are known. All or nothing is taken "
                 "in, unless bad rows may be left out. The same file again changes nothing. "
                 "An empty cell leaves a value as it is. Prices hold from the day of import on, "
                 "also where a price from a day on was set by hand (parts prices). --undo takes a "
                 "batch back: stock by movements the other way, parts to their "
                 "former values; it names the later changes that forbid it."),
             .list = parts::part_list_columns};
       }},
      {"imports",
       [] {
         return Command{.help = N_("files taken in, each a batch"),
                        .read = imports,
                        .examples = {{"svcctl parts imports", N_("which batch to undo")}}};
       }},
  };
}

}  // namespace svcctl::cli
