#include "cli/input/import_verb.hpp"

#include "base/text_table.hpp"
#include "cli/files/input_file.hpp"

namespace svcctl::cli {
namespace {

using csv::ImportResult;

/// Where a row stands and what is wrong with it.
std::string place_of(const std::string& file, const csv::Reject& reject,
                     const Catalogue& catalogue) {
  const auto cause = catalogue.format(reject.cause);
  return catalogue.format(reject.column.empty() ? tr("{0}, line {1}: {2}", file, reject.line, cause)
                                                : tr("{0}, line {1}, column {2}: {3}", file,
                                                     reject.line, reject.column, cause));
}

}  // namespace

const View<ImportResult>& import_result_view() {
  using R = const ImportResult&;
  static const View<ImportResult> view{
      {"file", N_("file"), of<&ImportResult::file>},
      {"batch", N_("batch"), of<&ImportResult::batch>},
      {"encoding", N_("encoding"), of<&ImportResult::encoding>},
      {"rows", N_("rows"), of<&ImportResult::rows>},
      {"new", N_("new"), of<&ImportResult::created>},
      {"changed", N_("changed"), of<&ImportResult::changed>},
      {"unchanged", N_("unchanged"), of<&ImportResult::unchanged>},
      {"rejected", N_("rejected"), [](R r) { return cell(r.rejects.size()); }},
  };
  return view;
}

std::vector<Option> import_options() {
  return {
      {.name = "FILE",
       .kind = Kind::input,
       .help = N_("the file; - for standard input"),
       .required = true},
      {.name = "map",
       .kind = Kind::file,
       .help = N_("mapping (TOML) of the file's columns to those known here")},
      {.name = "input-encoding", .help = N_("auto, utf-8, gb18030, utf-16, utf-16le or utf-16be")},
      {.name = "delimiter", .help = N_("auto, a character, or tab"), .verbatim = true},
      {.name = "dates",
       .kind = Kind::choice,
       .help = N_("how the file writes days: 2011/3/14, 14/3/2011 or 3/14/2011"),
       .choices = choices_of<csv::DateOrder>()},
      {.name = "on-error",
       .kind = Kind::choice,
       .help = N_("a bad row stops everything (stop), or is left out (skip)"),
       .choices = {"stop", "skip"}},
      {.name = "rejects",
       .kind = Kind::file,
       .help = N_("write the rejected rows to this CSV file")}};
}

FileMapping mapping_of(const Args& args, const Output& out) {
  return args.has("map") ? read_mapping(out.files(), args.text("map")) : FileMapping{};
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
  const auto dates = args.maybe("dates").value_or(mapping.dates.value_or("y/m/d"));
  const auto order = from_code<csv::DateOrder>(dates);
  if (!order)
    throw usage_error("csv.dates", tr("'{0}' is no order of a date", dates),
                      "--dates " + all_codes<csv::DateOrder>());
  out.dates = *order;
  return out;
}

RejectFile::RejectFile(const Args& args, const Output& out) : catalogue_(out.catalogue()) {
  if (args.has("rejects")) target_ = out.files().target(args.text("rejects"));
}

csv::RejectTaker RejectFile::taker() {
  if (!target_) return {};
  return {[this](std::string_view titles) { titles_ = titles; },
          [this](const csv::Reject& reject, std::string_view values) { write(reject, values); }};
}

void RejectFile::write(const csv::Reject& reject, std::string_view values) {
  if (!file_) {
    file_.emplace(*target_);
    line_ = titles_;
    for (const auto title : csv::reject_columns) line_ += "," + std::string(title);
    line_ += "\r\n";
  }
  line_ += values;
  line_ += "," + std::to_string(reject.line);
  for (const auto& text : {reject.column, made_visible(reject.value, Lines::kept),
                           catalogue_.format(reject.cause), catalogue_.format(reject.fix)})
    line_ += "," + csv::quoted_value(text);
  line_ += "\r\n";
  if (line_.size() < buffered) return;
  file_->write(line_);
  line_.clear();
}

void RejectFile::finish() {
  if (!file_) return;
  file_->write(line_);
  file_->flush();
  file_->keep();
}

void tell_rejects(Output& out, const ImportResult& result) {
  const auto& rejects = result.rejects.first();
  const auto& catalogue = out.catalogue();
  if (!result.applied)
    throw bad_data(
        "import.rejected",
        tr("{0}; {1} of {2} rows are rejected and nothing was taken in",
           place_of(result.file, rejects[0], catalogue), result.rejects.size(), result.rows),
        "--on-error skip --rejects rejects.csv");
  for (const auto& reject : rejects) {
    const auto fix = catalogue.format(reject.fix);
    const auto place = place_of(result.file, reject, catalogue);
    out.note(fix.empty() ? tr("rejected: {0}", place) : tr("rejected: {0}: {1}", place, fix));
  }
  const auto more = result.rejects.size() - static_cast<std::int64_t>(rejects.size());
  if (more > 0) out.note(tr("and {0} more; --rejects FILE has them all", more));
  for (const auto& doubt : result.doubts)
    out.note(tr("doubtful: {0}", place_of(result.file, doubt, catalogue)));
  if (result.doubtful > 0) out.note(tr("doubtful: {0} values, all kept", result.doubtful));
  constexpr std::size_t named = 10;
  const auto& unknown = result.unknown_columns;
  for (std::size_t i = 0; i < unknown.size() && i < named; ++i)
    out.note(tr("column {0} is not known and was left alone", unknown[i]));
  if (unknown.size() > named) out.note(tr("and {0} more columns", unknown.size() - named));
}

csv::ImportResult take_file(
    const Args& args, Output& out, const std::string& path,
    const std::function<csv::ImportResult(std::istream&, const csv::ImportOptions&)>& run) {
  const auto mapping = mapping_of(args, out);
  InputFile file(out.files(), path);
  RejectFile rejects(args, out);
  auto result = run(file.stream(), {.file = file.name(),
                                    .sha256 = file.sha256(),
                                    .reader = reader_options(args, mapping),
                                    .columns = mapping.columns,
                                    .skip_bad = args.text("on-error") == "skip",
                                    .rejects = rejects.taker()});
  rejects.finish();
  tell_rejects(out, result);
  return result;
}

void tell_import(Output& out, const ImportResult& result) {
  if (result.created + result.changed == 0) out.note(tr("nothing was changed"));
  out.one(import_result_view(), result);
}

Command import_command(const char* help, ImportRun run, Example example) {
  return {.help = help,
          .options = import_options(),
          .write =
              [run](store::WriteTxn& tx, const Args& args, Output& out) {
                tell_import(out, take_file(args, out, args.text("FILE"),
                                           [&](std::istream& source, const auto& options) {
                                             return run(tx, source, options);
                                           }));
              },
          .examples = {example},
          .more = N_("Every row is checked by the rules of the verbs; a bad row stops everything "
                     "unless told to be left out. The same file again changes nothing.")};
}

}  // namespace svcctl::cli
