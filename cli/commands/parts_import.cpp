#include <string>

#include "cli/commands/parts_verbs.hpp"
#include "cli/import_verb.hpp"
#include "cli/input_file.hpp"
#include "parts/import.hpp"

namespace svcctl::cli {
namespace {

using parts::ImportSummary;

const View<ImportSummary>& summary_view() {
  using S = const ImportSummary&;
  static const View<ImportSummary> view{
      {"file", N_("file"), [](S s) { return cell(s.file); }},
      {"batch", N_("batch"), [](S s) { return cell(s.batch); }},
      {"encoding", N_("encoding"), [](S s) { return cell(s.encoding); }},
      {"rows", N_("rows"), [](S s) { return cell(s.rows); }},
      {"new", N_("new"), [](S s) { return cell(s.created); }},
      {"changed", N_("changed"), [](S s) { return cell(s.changed); }},
      {"unchanged", N_("unchanged"), [](S s) { return cell(s.unchanged); }},
      {"rejected", N_("rejected"),
       [](S s) { return cell(static_cast<std::int64_t>(s.rejects.size())); }},
  };
  return view;
}

void import(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto mapping = mapping_of(args);
  InputFile file(args.text("FILE"));
  parts::ImportRequest request{
      .file = file.name(),
      .sha256 = file.sha256(),
      .reader = reader_options(args, mapping),
      .mode = args.code<parts::ImportMode>("mode").value_or(parts::ImportMode::upsert),
      .stock = args.code<parts::StockMode>("stock"),
      .supplier = args.text("supplier"),
      .columns = mapping.columns,
      .skip_bad = args.text("on-error") == "skip"};
  const auto summary = parts::import_parts(tx, file.stream(), request);
  tell_rejects(args, out, summary);
  if (summary.again)
    out.note(tr("the quantities of this very file were added before: they were left alone"));
  if (!summary.batch) out.note(tr("nothing was changed"));
  out.one(summary_view(), summary);
}

std::vector<Option> options() {
  auto all = import_options();
  all.push_back({.name = "mode",
                 .kind = Kind::choice,
                 .help = N_("add and change (upsert), only add, or only change"),
                 .choices = choices_of<parts::ImportMode>()});
  all.push_back({.name = "stock",
                 .kind = Kind::choice,
                 .help = N_("quantities are what is there (set), or come on top (add)"),
                 .choices = choices_of<parts::StockMode>()});
  all.push_back({.name = "supplier", .help = N_("whose list it is")});
  return all;
}

}  // namespace

std::vector<Command> parts_import_commands() {
  return {
      {.name = "import",
       .help = N_("take in a price list or a stock list: CSV of a supplier or of the shop"),
       .options = options(),
       .write = import,
       .examples = {{"svcctl parts import supplier-huabei.csv", N_("a price list")},
                    {"svcctl parts import list.csv --on-error skip --rejects rejects.csv",
                     N_("take the good rows, keep the others with their causes")}},
       .more = N_("Encoding, delimiter and columns are found by themselves where only one reading "
                  "is possible; titles in English and Chinese are known. Every row is checked "
                  "before the first is written. The same file again changes nothing.")},
  };
}

}  // namespace svcctl::cli
