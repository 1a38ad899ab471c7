#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/config_mapping.hpp"
#include "csv/import.hpp"

namespace svcctl::cli {

/// What every `import` takes: the file, how it is read, and what becomes of bad rows.
std::vector<Option> import_options();
/// `--delimiter` and `--input-encoding`, else the mapping's. @throws Error (usage)
csv::ReaderOptions reader_options(const Args& args, const FileMapping& mapping);
FileMapping mapping_of(const Args& args);

/// What an import came to, as it is shown.
const View<csv::ImportResult>& import_result_view();

/// Writes `--rejects`; then ends the command when nothing was taken in, else says on standard error
/// which rows were left out and which columns are not known.
/// @throws Error "import.rejected" (bad data) unless `applied`
void tell_rejects(const Args& args, Output& out, const csv::ImportResult& result);

using ImportRun = csv::ImportResult (*)(store::WriteTxn&, std::istream&, const csv::ImportOptions&);
/// The verb `import` of a group whose rows need no more than the file.
Command import_command(const char* help, ImportRun run, Example example);

}  // namespace svcctl::cli
