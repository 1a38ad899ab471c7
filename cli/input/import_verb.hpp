#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/config/mapping.hpp"
#include "cli/files/whole_file.hpp"
#include "csv/import.hpp"
#include "csv/reader.hpp"

namespace svcctl::cli {

/// What every verb that takes a list in takes, in one declaration: the file, how it is read, what
/// becomes of bad rows, and what is only looked at.
std::vector<Option> import_options();
/// `--delimiter` and `--input-encoding`, else the mapping's. @throws Error (usage)
csv::ReaderOptions reader_options(const Args& args, const FileMapping& mapping);
/// The rest of how a file is read. @throws Error (usage)
csv::ImportOptions list_options(const Args& args, const FileMapping& mapping);
/// `--sheet`, else the mapping's.
std::string sheet_of(const Args& args, const FileMapping& mapping);
/// `--map`: a file, or the mapping of that name that is kept in the store.
/// @throws Error those of read_mapping, "import.no-mapping" (usage), "import.save-map" (usage) where
/// there is none to be kept
FileMapping mapping_of(const store::ReadTxn& tx, const Args& args, const Output& out);
/// `--save-map`: keeps the mapping that the list was read by.
void keep_mapping(store::WriteTxn& tx, const Args& args, const FileMapping& mapping);

/// What an import came to, as it is shown.
const View<csv::ImportResult>& import_result_view();

/// The file of `--rejects`: the rejected rows under their own titles, in the encoding of their
/// file, with where they stood, what is wrong and what mends it beside them, so that they can be
/// mended and imported again. It is made with the first reject and whole or not at all.
class RejectFile {
 public:
  RejectFile(const Args& args, const Output& out);
  csv::RejectTaker taker();
  /// Gives the file its name, if there was a reject.
  void finish();

 private:
  static constexpr std::size_t buffered = std::size_t{64} * 1024;
  void write(const csv::Reject& reject, std::string_view row);
  /// Cells behind a row, and the end of its line, in the encoding of the file.
  std::string behind(const std::vector<std::string>& cells) const;

  std::optional<Target> target_;
  const Catalogue& catalogue_;
  std::string titles_;
  csv::FileForm form_;
  std::string waiting_;  ///< to be written
  std::optional<WholeFile> file_;
};

/// The file of `--remarks`: what was taken in and should be looked at, a line each.
class RemarkFile {
 public:
  RemarkFile(const Args& args, const Output& out);
  std::function<void(const csv::Reject&)> taker();
  void finish();

 private:
  std::optional<Target> target_;
  const Catalogue& catalogue_;
  std::string lines_;
};

/// Ends the command when nothing was taken in, else says on standard error what is to be known of
/// the file, which rows were left out, and what is doubtful.
/// @throws Error "import.rejected" (bad data) unless `applied`, and where every row was rejected
void tell_rejects(Output& out, const csv::ImportResult& result);

using ImportRun = std::function<csv::ImportResult(csv::RowSource&, const csv::ImportOptions&)>;
/// Reads a file by the options of an import with `run`, writes its rejects and tells of them, and
/// keeps its mapping where that is asked.
/// @throws Error "import.rejected" (bad data) when nothing was taken in
csv::ImportResult take_file(store::WriteTxn& tx, const Args& args, Output& out,
                            const std::string& path, const ImportRun& run);
/// What a file came to, as the result of a verb.
void tell_import(Output& out, const csv::ImportResult& result);

using Columns = std::span<const csv::Column> (*)();
/// Shows a template (`--sample`) or how the file would be read (`--explain`), where one of them is
/// asked for. @param file the option that names it
/// @throws Error "import.file" (usage) where nothing is asked and no file given
bool look_at_list(const store::ReadTxn& tx, const Args& args, Output& out, Columns columns,
                  const std::string& file = "FILE");

/// The verb of an import, by what it differs in from the others.
struct ImportVerb {
  const char* help;
  Columns columns;
  Callable<csv::ImportResult(store::WriteTxn&, const Args&, csv::RowSource&,
                             const csv::ImportOptions&)>
      run;
  std::vector<Example> examples;
  const char* more = "";                 ///< else what is to be said of every import
  std::vector<Option> positionals = {};  ///< in front of the file
  std::vector<Option> options = {};      ///< of its own
  /// Shows what it came to; else as `tell_import`.
  Callable<void(store::WriteTxn&, const Args&, Output&, const csv::ImportResult&)> tell = {};
  /// Does something else with the call, such as listing batches; false: it takes a list in.
  Callable<bool(store::WriteTxn&, const Args&, Output&)> instead = {};
};
/// The `run` of an import that needs no more than the file.
template <csv::ImportResult (*Import)(store::WriteTxn&, csv::RowSource&, const csv::ImportOptions&)>
csv::ImportResult taking(store::WriteTxn& tx, const Args& /*args*/, csv::RowSource& rows,
                         const csv::ImportOptions& options) {
  return Import(tx, rows, options);
}
Command import_command(ImportVerb verb);

}  // namespace svcctl::cli
