#pragma once

#include <string>
#include <string_view>

#include "store/txn.hpp"

namespace svcctl::store {

/// A kind of numbered documents, as the slice that owns it declares it.
struct NumberKind {
  const char* table;  ///< holds them, by its column `number`
  char letter;
  const char* code;       ///< of the error when there is none: "transfer.not-found"
  const char* missing;    ///< message id
  const char* hint;       ///< the command that lists them
  bool of_outlet = true;  ///< its table has an `outlet_id`; what goes between outlets has two
  /// SQL that is true of a row that is not at its end, by an index: such documents are meant first.
  const char* unfinished = nullptr;
  /// SQL for another name that an unfinished one has (a job that of its car), found by its end too.
  const char* called = "''";
  std::string (*called_key)(std::string_view typed) = nullptr;  ///< what was typed, as that name
};
/// The full number for any unambiguous suffix: of the one unfinished document that has it or is
/// called so, whatever its day; else of any ("001" means today's). Where there are several outlets
/// a bare counter means a document of the outlet at hand, and of no other.
/// @throws Error of the kind (3), "number.ambiguous" (2)
SVCCTL_API std::string full_number(const ReadTxn& tx, const NumberKind& kind,
                                   std::string_view typed);

/// The number that is most likely meant: as typed, or today's of a bare counter; empty where
/// several may be.
SVCCTL_API std::string likely_number(const ReadTxn& tx, const NumberKind& kind,
                                     std::string_view typed);
/// What `read(number)` reads of the document that was typed; looked for by its likely number first,
/// so that a number typed in full is found with one read.
/// @throws Error as full_number, and ReadTxn::reads_of where what is read has an `outlet_id`
template <class Read>
auto find_numbered(const ReadTxn& tx, const NumberKind& kind, std::string_view typed, Read read) {
  const auto likely = likely_number(tx, kind, typed);
  auto found = likely.empty() ? decltype(read(likely))() : read(likely);
  if (!found) found = read(full_number(tx, kind, typed));
  if constexpr (requires { found->outlet_id; }) tx.reads_of(found.value().outlet_id);
  return *std::move(found);
}

}  // namespace svcctl::store
