#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/config/mapping.hpp"
#include "cli/files/whole_file.hpp"
#include "csv/import.hpp"

namespace svcctl::cli {

/// What every `import` takes: the file, how it is read, and what becomes of bad rows.
std::vector<Option> import_options();
/// `--delimiter` and `--input-encoding`, else the mapping's. @throws Error (usage)
csv::ReaderOptions reader_options(const Args& args, const FileMapping& mapping);
FileMapping mapping_of(const Args& args, const Output& out);

/// What an import came to, as it is shown.
const View<csv::ImportResult>& import_result_view();

/// The file of `--rejects`: the rejected rows under their own titles, with where they stood, what
/// is wrong and what mends it beside them, so that they can be mended and imported again. It is
/// made with the first reject and whole or not at all.
class RejectFile {
 public:
  RejectFile(const Args& args, const Output& out);
  csv::RejectTaker taker();
  /// Gives the file its name, if there was a reject.
  void finish();

 private:
  static constexpr std::size_t buffered = std::size_t{64} * 1024;
  void write(const csv::Reject& reject, std::string_view values);

  std::optional<Target> target_;
  const Catalogue& catalogue_;
  std::string titles_;
  std::string line_;  ///< still to be written
  std::optional<WholeFile> file_;
};

/// Ends the command when nothing was taken in, else says on standard error which rows were left
/// out and which columns are not known.
/// @throws Error "import.rejected" (bad data) unless `applied`
void tell_rejects(Output& out, const csv::ImportResult& result);

/// Reads a file by the options of an import with `run`, writes its rejects and tells of them.
/// @throws Error "import.rejected" (bad data) when nothing was taken in
csv::ImportResult take_file(
    const Args& args, Output& out, const std::string& path,
    const std::function<csv::ImportResult(std::istream&, const csv::ImportOptions&)>& run);
/// What a file came to, as the result of a verb.
void tell_import(Output& out, const csv::ImportResult& result);

using ImportRun = csv::ImportResult (*)(store::WriteTxn&, std::istream&, const csv::ImportOptions&);
/// The verb `import` of a group whose rows need no more than the file.
Command import_command(const char* help, ImportRun run, Example example);

}  // namespace svcctl::cli
