#pragma once

#include <cstdint>
#include <optional>

#include "parts/import/import.hpp"
#include "parts/import/private/change.hpp"
#include "store/bulk.hpp"

namespace svcctl::parts {

/// The batch that an import is entered as. Its id is the next one from the beginning, so that rows
/// can name it; the batch itself is written with the first change that refers to it, and counted
/// when it is closed.
class ImportBook {
 public:
  ImportBook(store::WriteTxn& tx, const ImportRequest& request,
             std::optional<std::int64_t> supplier_id);
  std::int64_t id() const { return id_; }
  /// Writes what it changed of parts that were there, so that it can be taken back.
  void enter(PartChanges& changes);
  /// Writes how many rows of each kind there were, and the event. To be called once at the end, if
  /// anything was written.
  void close(const ImportSummary& summary);

 private:
  void open();

  store::WriteTxn& tx_;
  const ImportRequest& request_;
  std::optional<std::int64_t> supplier_id_;
  std::int64_t id_;
  bool open_ = false;
  store::BulkInsert changes_;
};

}  // namespace svcctl::parts
