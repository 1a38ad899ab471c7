#pragma once

#include <optional>

#include "archive/undo_import.hpp"
#include "cli/input/import_verb.hpp"

// What every list that was taken in shares: its batch is listed and taken back.
namespace svcctl::cli {

void list_batches(const store::ReadTxn& tx, Output& out, std::optional<shop::BatchKind> kind);
/// `--undo BATCH`.
Option undo_option();
/// Takes the batch of `--undo` back, where it is given. @return whether it was
bool undo_batch(store::WriteTxn& tx, const Args& args, Output& out, shop::BatchKind kind);

}  // namespace svcctl::cli
