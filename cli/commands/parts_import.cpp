#include <string>

#include "cli/commands/parts_verbs.hpp"
#include "cli/config_mapping.hpp"
#include "cli/input_file.hpp"
#include "cli/spool.hpp"
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

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// The rejects as CSV: where, what stood there, what is wrong with it and what mends it.
void write_rejects(const std::string& path, const ImportSummary& summary,
                   const Catalogue& catalogue) {
  WholeFile file(path);
  file.write("line,column,value,cause,fix\r\n");
  for (const auto& reject : summary.rejects)
    file.write(std::to_string(reject.line) + "," + quoted(reject.column) + "," +
               quoted(reject.value) + "," + quoted(catalogue.format(reject.cause)) + "," +
               quoted(catalogue.format(reject.fix)) + "\r\n");
  file.flush();
  file.keep();
}

csv::ReaderOptions reader_options(const Args& args, const FileMapping& mapping) {
  csv::ReaderOptions out;
  const auto delimiter = args.maybe("delimiter").value_or(mapping.delimiter.value_or("auto"));
  if (delimiter == "tab" || delimiter == "\\t")
    out.delimiter = '\t';
  else if (delimiter.size() == 1)
    out.delimiter = delimiter[0];
  else if (delimiter != "auto")
    throw usage_error("csv.delimiter", tr("'{0}' is no delimiter", delimiter),
                      "--delimiter ',' | ';' | tab | auto");
  const auto encoding = args.maybe("input-encoding").value_or(mapping.encoding.value_or("auto"));
  const auto known = from_code<csv::Encoding>(encoding == "gbk" ? "gb18030" : encoding);
  if (!known)
    throw usage_error("csv.encoding", tr("'{0}' is no encoding", encoding),
                      "--input-encoding " + all_codes<csv::Encoding>());
  out.encoding = *known;
  return out;
}

/// Where a row stands and what is wrong with it.
Message place_of(const ImportSummary& summary, const csv::Reject& reject,
                 const Catalogue& catalogue) {
  if (reject.column.empty())
    return tr("{0}, line {1}: {2}", summary.file, reject.line, catalogue.format(reject.cause));
  return tr("{0}, line {1}, column {2}: {3}", summary.file, reject.line, reject.column,
            catalogue.format(reject.cause));
}

void import(store::WriteTxn& tx, const Args& args, Output& out) {
  constexpr std::size_t shown = 20;
  FileMapping mapping;
  if (args.has("map")) mapping = read_mapping(args.text("map"));
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
  const auto& rejects = summary.rejects;
  if (args.has("rejects") && !rejects.empty())
    write_rejects(args.text("rejects"), summary, out.catalogue());
  if (!summary.applied)
    throw bad_data(
        "parts.import-rejected",
        tr("{0}; {1} of {2} rows are rejected and nothing was taken in",
           out.catalogue().format(place_of(summary, rejects[0], out.catalogue())), rejects.size(),
           summary.rows),
        "svcctl parts import " + args.text("FILE") + " --on-error skip --rejects rejects.csv");
  for (std::size_t i = 0; i < rejects.size() && i < shown; ++i)
    out.note(tr("rejected: {0}: {1}",
                out.catalogue().format(place_of(summary, rejects[i], out.catalogue())),
                out.catalogue().format(rejects[i].fix)));
  if (rejects.size() > shown)
    out.note(tr("and {0} more; --rejects FILE has them all", rejects.size() - shown));
  for (const auto& title : summary.unknown_columns)
    out.note(tr("column {0} is not known and was left alone", title));
  if (summary.again)
    out.note(tr("the quantities of this very file were added before: they were left alone"));
  if (!summary.batch) out.note(tr("nothing was changed"));
  out.one(summary_view(), summary);
}

}  // namespace

std::vector<Command> parts_import_commands() {
  return {
      {.name = "import",
       .help = N_("take in a price list or a stock list: CSV of a supplier or of the shop"),
       .options = {{.name = "FILE", .help = N_("the file; - for standard input"), .required = true},
                   {.name = "map",
                    .kind = Kind::file,
                    .help = N_("mapping (TOML) of the file's columns to those known here")},
                   {.name = "input-encoding",
                    .help = N_("auto, utf-8, gb18030, utf-16, utf-16le or utf-16be")},
                   {.name = "delimiter", .help = N_("auto, a character, or tab")},
                   {.name = "mode",
                    .kind = Kind::choice,
                    .help = N_("add and change (upsert), only add, or only change"),
                    .choices = choices_of<parts::ImportMode>()},
                   {.name = "on-error",
                    .kind = Kind::choice,
                    .help = N_("a bad row stops everything (stop), or is left out (skip)"),
                    .choices = {"stop", "skip"}},
                   {.name = "rejects", .help = N_("write the rejected rows to this CSV file")},
                   {.name = "stock",
                    .kind = Kind::choice,
                    .help = N_("quantities are what is there (set), or come on top (add)"),
                    .choices = choices_of<parts::StockMode>()},
                   {.name = "supplier", .help = N_("whose list it is")}},
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
