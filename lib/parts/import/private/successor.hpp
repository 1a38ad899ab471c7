#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parts/import/private/book.hpp"
#include "parts/import/private/rows.hpp"

/// A stage of an import; no part of the public headers.
namespace svcctl::parts {

/// Says which part took whose place. The successor may stand further down in the file: a row whose
/// successor is not there yet waits for the end.
class SuccessorMerge {
 public:
  SuccessorMerge(store::WriteTxn& tx, const ImportRequest& request, const ImportColumns& columns,
                 ImportBook& book, ImportSummary& summary);
  /// Refuses a row before anything of its chunk is written.
  void check(Chunk& chunk);
  /// Writes what is known, once every row's part is written.
  void write();
  /// The rows that waited; those whose successor never came are rejected.
  void finish();

 private:
  struct Known {
    const ImportRow* row;
    std::int64_t successor_id;
  };
  struct Waiting {
    std::int64_t part_id;
    std::int64_t line;
    std::string successor;
    std::string raw;
    ImportRow::Outcome outcome;
  };

  bool leads_to(std::int64_t from, std::int64_t part_id) const;
  std::optional<std::int64_t> find(const std::string& typed) const;
  std::optional<csv::Reject> fault(std::int64_t line, const std::string& typed,
                                   std::int64_t part_id, bool last,
                                   std::optional<std::int64_t>& successor) const;
  void set(std::int64_t part_id, std::int64_t line, std::int64_t successor_id, bool created);

  store::WriteTxn& tx_;
  const ImportRequest& request_;
  const ImportColumns& columns_;
  ImportBook& book_;
  ImportSummary& summary_;
  store::BulkUpdate update_;
  PartChanges changes_;
  std::vector<Known> known_;
  std::vector<const ImportRow*> later_;
  std::vector<Waiting> waiting_;
};

}  // namespace svcctl::parts
