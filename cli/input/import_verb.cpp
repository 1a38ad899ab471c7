#include "cli/input/import_verb.hpp"

#include <unistd.h>

#include <charconv>

#include "base/text_table.hpp"
#include "cli/files/input_file.hpp"
#include "shop/mapping.hpp"

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

/// "3" or "3-4"; nothing for nothing.
std::optional<csv::HeaderLines> header_lines(std::string_view typed) {
  if (typed.empty()) return std::nullopt;
  const auto dash = typed.find('-');
  const auto number = [&](std::string_view text) {
    std::int64_t line = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), line);
    if (error != std::errc() || end != text.data() + text.size() || line < 1)
      throw usage_error("import.header-line", tr("'{0}' is no line, nor two as in 3-4", typed),
                        "--header-line N");
    return line;
  };
  const auto first = number(typed.substr(0, dash));
  return csv::HeaderLines(first, dash == typed.npos ? first : number(typed.substr(dash + 1)));
}

const View<csv::ExplainedColumn>& explained_view() {
  using C = csv::ExplainedColumn;
  static const View<C> view{
      {"place", N_("column"), of<&C::place>},       {"title", N_("title"), of<&C::title>},
      {"key", N_("taken for"), of<&C::key>},        {"type", N_("type"), of<&C::type>},
      {"nearest", N_("known is"), of<&C::nearest>}, {"example", N_("first value"), of<&C::example>},
  };
  return view;
}

}  // namespace

const View<ImportResult>& import_result_view() {
  using R = const ImportResult&;
  static const View<ImportResult> view{
      {"file", N_("file"), of<&ImportResult::file>},
      {"batch", N_("batch"), of<&ImportResult::batch>},
      {"encoding", N_("encoding"), of<&ImportResult::form, &csv::FileForm::encoding>},
      {"rows", N_("rows"), of<&ImportResult::rows>},
      {"new", N_("new"), of<&ImportResult::created>},
      {"changed", N_("changed"), of<&ImportResult::changed>},
      {"unchanged", N_("unchanged"), of<&ImportResult::unchanged>},
      {"rejected", N_("rejected||rows"), [](R r) { return cell(r.rejects.size()); }},
      {"doubtful", N_("doubtful"),
       [](R r) { return r.doubtful.empty() ? Cell{} : cell(r.doubtful.size()); }, where_any},
  };
  return view;
}

std::vector<Option> import_options() {
  return {
      {.name = "FILE", .kind = Kind::input, .help = N_("the file; - for standard input")},
      {.name = "map",
       .kind = Kind::file,
       .help = N_("mapping (TOML) of the file's columns to those known here, or the name of one "
                  "that is kept"),
       .value_name = "FILE|NAME"},
      {.name = "save-map",
       .help = N_("keep the mapping under this name, such as the supplier's code: later --map "
                  "NAME")},
      {.name = "header-line",
       .help = N_("line on which the titles stand, or two as in 3-4; else looked for"),
       .value_name = "N[-N]"},
      {.name = "sheet",
       .help = N_("of a workbook (.xlsx): its name, or its number from 1; else the first"),
       .value_name = "NAME|N"},
      {.name = "input-encoding",
       .help = N_("auto, utf-8, gb18030, utf-16, shift_jis, windows-1252 or big5")},
      {.name = "delimiter", .help = N_("auto, a character, or tab"), .verbatim = true},
      {.name = "dates",
       .kind = Kind::choice,
       .help = N_("how the file writes days: 2011/3/14, 14/3/2011 or 3/14/2011"),
       .choices = choices_of<readers::DateOrder>()},
      {.name = "on-error",
       .kind = Kind::choice,
       .help = N_("a bad row stops everything (stop), or is left out (skip)"),
       .choices = {"stop", "skip"}},
      {.name = "rejects", .kind = Kind::file, .help = N_("write the rejected rows to this file")},
      {.name = "remarks",
       .kind = Kind::file,
       .help = N_("write what is doubtful to this CSV file")},
      {.name = "explain",
       .kind = Kind::flag,
       .help = N_("show what each column of the file is taken for, take nothing in")},
      {.name = "sample", .kind = Kind::flag, .help = N_("an empty list to be filled in")}};
}

FileMapping mapping_of(const store::ReadTxn& tx, const Args& args, const Output& out) {
  const auto map = args.text("map");
  if (map.empty() && args.has("save-map"))
    throw usage_error("import.save-map", tr("--save-map keeps the mapping that --map names"),
                      "--map FILE.toml --save-map NAME");
  if (map.empty()) return {};
  if (map.ends_with(".toml") || ::access(map.c_str(), F_OK) == 0)
    return read_mapping(out.files(), map);
  return parse_mapping(shop::find_mapping(tx, map).content, map);
}

void keep_mapping(store::WriteTxn& tx, const Args& args, const FileMapping& mapping) {
  if (args.has("save-map")) shop::save_mapping(tx, args.text("save-map"), mapping.text);
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
  const auto known = csv::encoding_named(encoding);
  if (!known)
    throw usage_error("csv.encoding", tr("'{0}' is no encoding", encoding),
                      "--input-encoding " + all_codes<csv::Encoding>());
  out.encoding = *known;
  return out;
}

csv::ImportOptions list_options(const Args& args, const FileMapping& mapping) {
  csv::ImportOptions out;
  out.columns = mapping.columns;
  out.skip_bad = args.text("on-error") == "skip";
  out.header_lines =
      header_lines(args.maybe("header-line").value_or(mapping.header_line.value_or("")));
  auto& notation = out.notation;
  const auto dates = args.maybe("dates").value_or(mapping.dates.value_or("y/m/d"));
  const auto order = from_code<readers::DateOrder>(dates);
  notation.days.serial = dates == "serial";
  if (!order && !notation.days.serial)
    throw usage_error("csv.dates", tr("'{0}' is no order of a date", dates),
                      "--dates " + all_codes<readers::DateOrder>());
  notation.days.order = order.value_or(readers::DateOrder::year_first);
  const auto one_of = [](const char* key, const std::optional<std::string>& said,
                         std::string_view first, std::string_view second) {
    if (said && *said != first && *said != second)
      throw usage_error("mapping.value",
                        tr("{0} is '{1}' or '{2}', not '{3}'", key, first, second, *said),
                        "--map FILE.toml");
    return said && *said == second;
  };
  using Mark = readers::Notation::Mark;
  if (one_of("decimal", mapping.decimal, ".", ","))
    notation.decimal = Mark::comma;
  else if (mapping.decimal)
    notation.decimal = Mark::point;
  notation.net = one_of("prices", mapping.prices, "gross", "net");
  notation.round = mapping.round;
  out.new_people = one_of("people", mapping.people, "known", "new");
  notation.currency = mapping.currency;
  return out;
}

std::string sheet_of(const Args& args, const FileMapping& mapping) {
  return args.maybe("sheet").value_or(mapping.sheet.value_or(""));
}

RejectFile::RejectFile(const Args& args, const Output& out) : catalogue_(out.catalogue()) {
  if (args.has("rejects")) target_ = out.files().target(args.text("rejects"));
}

csv::RejectTaker RejectFile::taker() {
  if (!target_) return {};
  return {[this](std::string_view titles, const csv::FileForm& form) {
            titles_ = titles;
            form_ = form;
          },
          [this](const csv::Reject& reject, std::string_view row) { write(reject, row); }};
}

std::string RejectFile::behind(const std::vector<std::string>& cells) const {
  std::string text;
  for (const auto& each : cells) (text += form_.delimiter) += each;
  text += "\r\n";
  return csv::encoded(text, form_.encoding).value_or(text);
}

void RejectFile::write(const csv::Reject& reject, std::string_view row) {
  if (!file_) {
    file_.emplace(*target_);
    waiting_ = titles_ + behind({std::begin(csv::reject_columns), std::end(csv::reject_columns)});
  }
  std::string columns = reject.column;
  std::string values = reject.value;
  std::string causes = catalogue_.format(reject.cause);
  std::string fixes = catalogue_.format(reject.fix);
  for (const auto& each : reject.more) {
    columns += "; " + each.column;
    values += "; " + each.value;
    causes += "; " + catalogue_.format(each.cause);
    fixes += "; " + catalogue_.format(each.fix);
  }
  std::vector<std::string> cells = {std::to_string(reject.line)};
  for (const auto& text : {columns, made_visible(values, Lines::kept), causes, fixes})
    cells.push_back(csv::quoted_value(text));
  waiting_.append(row).append(behind(cells));
  if (waiting_.size() < buffered) return;
  file_->write(waiting_);
  waiting_.clear();
}

void RejectFile::finish() {
  if (!file_) return;
  file_->write(waiting_);
  file_->flush();
  file_->keep();
}

RemarkFile::RemarkFile(const Args& args, const Output& out) : catalogue_(out.catalogue()) {
  if (args.has("remarks")) target_ = out.files().target(args.text("remarks"));
}

std::function<void(const csv::Reject&)> RemarkFile::taker() {
  if (!target_) return {};
  return [this](const csv::Reject& doubt) {
    if (lines_.empty()) lines_ = "line,column,value,remark\n";
    lines_ += std::to_string(doubt.line);
    for (const auto& text :
         {doubt.column, made_visible(doubt.value, Lines::kept), catalogue_.format(doubt.cause)})
      lines_ += "," + csv::quoted_value(text);
    lines_ += "\n";
  };
}

void RemarkFile::finish() {
  if (lines_.empty()) return;
  WholeFile file(*target_);
  file.write(lines_);
  file.flush();
  file.keep();
}

void tell_rejects(Output& out, const ImportResult& result) {
  const auto& rejects = result.rejects.first();
  const auto& catalogue = out.catalogue();
  const bool all = !rejects.empty() && result.rejects.size() == result.rows;
  if (!result.applied || all)
    throw bad_data(
        "import.rejected",
        tr("{0}; {1} of {2} rows are rejected and nothing was taken in",
           place_of(result.file, {rejects[0].line, rejects[0].column, {}, rejects[0].cause, {}},
                    catalogue),
           result.rejects.size(), result.rows),
        "--on-error skip --rejects rejects.csv");
  constexpr std::size_t named = 10;
  const auto& unknown = result.unknown_columns;
  for (std::size_t i = 0; i < unknown.size() && i < named; ++i)
    out.note(result.nearest[i].empty()
                 ? tr("column {0} is not known and was left alone", unknown[i])
                 : tr("column {0} is not known and was left alone; known is {1}", unknown[i],
                      result.nearest[i]));
  if (unknown.size() > named) out.note(tr("and {0} more columns", unknown.size() - named));
  for (const auto& remark : result.remarks) out.note(tr("{0}: {1}", result.file, remark));
  for (const auto& reject : rejects) {
    std::vector<csv::Fault> faults = {{reject.column, reject.value, reject.cause, reject.fix}};
    faults.insert(faults.end(), reject.more.begin(), reject.more.end());
    for (const auto& fault : faults) {
      const auto fix = catalogue.format(fault.fix);
      const auto place =
          place_of(result.file, {reject.line, fault.column, {}, fault.cause, {}}, catalogue);
      out.note(fix.empty() ? tr("rejected: {0}", place) : tr("rejected: {0}: {1}", place, fix));
    }
  }
  const auto more = result.rejects.size() - static_cast<std::int64_t>(rejects.size());
  if (more > 0) out.note(tr("and {0} more; --rejects FILE has them all", more));
  if (result.doubtful.empty()) return;
  const auto& doubtful = result.doubtful.first();
  for (const auto& doubt : doubtful)
    out.note(tr("doubtful: {0}", place_of(result.file, doubt, catalogue)));
  const auto kept = result.doubtful.size();
  out.note(kept > std::ssize(doubtful)
               ? tr("doubtful: {0} values, all kept; --remarks FILE has them all", kept)
               : tr("doubtful: {0} values, all kept", kept));
}

csv::ImportResult take_file(store::WriteTxn& tx, const Args& args, Output& out,
                            const std::string& path, const ImportRun& run) {
  const auto mapping = mapping_of(tx, args, out);
  InputFile file(out.files(), path);
  RejectFile rejects(args, out);
  RemarkFile remarks(args, out);
  const auto rows = file.rows(reader_options(args, mapping), sheet_of(args, mapping));
  auto options = list_options(args, mapping);
  options.file = file.name();
  options.sha256 = file.sha256();
  options.rejects = rejects.taker();
  options.doubtful = remarks.taker();
  auto result = run(*rows, options);
  rejects.finish();
  remarks.finish();
  tell_rejects(out, result);
  keep_mapping(tx, args, mapping);
  return result;
}

void tell_import(Output& out, const ImportResult& result) {
  if (result.created + result.changed == 0) out.note(tr("nothing was changed"));
  out.one(import_result_view(), result);
}

bool look_at_list(const store::ReadTxn& tx, const Args& args, Output& out, Columns columns,
                  const std::string& file) {
  if (args.flag("sample")) {
    out.text(csv::sample(columns(), out.catalogue()));
    return true;
  }
  const bool explain = args.flag("explain");
  if (!args.has(file)) {
    if (!explain && file != "FILE") return false;
    throw usage_error("import.file", tr("a file is needed"));
  }
  if (!explain) return false;
  const auto mapping = mapping_of(tx, args, out);
  InputFile input(out.files(), args.text(file));
  const auto rows = input.rows(reader_options(args, mapping), sheet_of(args, mapping));
  auto options = list_options(args, mapping);
  options.file = input.name();
  out.list(explained_view(), csv::explain(tx.settings(), *rows, options, columns()));
  return true;
}

namespace {

void run_import(const ImportVerb& verb, store::WriteTxn& tx, const Args& args, Output& out) {
  if (verb.instead && verb.instead(tx, args, out)) return;
  if (look_at_list(tx, args, out, verb.columns)) return;
  const auto result = take_file(tx, args, out, args.text("FILE"),
                                [&](csv::RowSource& rows, const csv::ImportOptions& options) {
                                  return verb.run(tx, args, rows, options);
                                });
  verb.tell ? verb.tell(tx, args, out, result) : tell_import(out, result);
}

}  // namespace

Command import_command(ImportVerb verb) {
  auto options = verb.positionals;
  for (auto& option : import_options()) options.push_back(std::move(option));
  options.insert(options.end(), verb.options.begin(), verb.options.end());
  Command command{
      .help = verb.help,
      .options = std::move(options),
      .examples = verb.examples,
      .more = *verb.more != '\0'
                  ? verb.more
                  : N_("Every row is checked by the rules of the verbs; a bad row stops everything "
                       "unless told to be left out. The same file again changes nothing. What a "
                       "file brought is taken back by `svcctl import undo`."),
      .list = verb.columns};
  command.write = [verb = std::move(verb)](store::WriteTxn& tx, const Args& args, Output& out) {
    run_import(verb, tx, args, out);
  };
  return command;
}

}  // namespace svcctl::cli
