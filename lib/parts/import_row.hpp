#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "csv/header.hpp"
#include "parts/import.hpp"
#include "parts/part.hpp"

/// Reading and checking of an import's rows; no part of the public headers.
namespace svcctl::parts {

/// A row that passed every check.
struct ImportRow {
  std::int64_t line = 0;
  Part part;  ///< as it shall be; id 0: new
  bool changes = false;
  std::optional<Quantity> qty;
  std::string lot;
  std::optional<Date> expires_on;
  std::string trace;
};

/// Checks rows one by one against the store and against each other.
class RowChecker {
 public:
  RowChecker(const store::ReadTxn& tx, const ImportRequest& request);

  /// @throws Error "parts.import-columns" (bad data), "parts.import-stock" (2)
  void header(const std::vector<csv::Field>& row);
  const csv::HeaderMap& columns() const { return map_; }
  /// The row, or nothing and a reject added to `rejects`.
  std::optional<ImportRow> check(std::int64_t line, const std::vector<csv::Field>& row,
                                 std::vector<csv::Reject>& rejects);

 private:
  void fail(const char* key, Message cause, Message fix);
  PartFields read_fields();
  void read_stock(ImportRow& made);
  std::optional<Part> known(const std::string& number, const std::optional<std::string>& brand);
  void check_part(const Part& part);
  void check_twice(const ImportRow& row);
  std::string text(const char* key) const { return map_.text(*row_, key); }

  const store::ReadTxn& tx_;
  const ImportRequest& request_;
  csv::HeaderMap map_;
  const std::vector<csv::Field>* row_ = nullptr;
  std::int64_t line_ = 0;
  std::optional<csv::Reject> failed_;
  struct Seen {
    std::int64_t line;
    Part part;
  };
  std::map<std::vector<std::string>, Seen> seen_;
};

/// Whether two parts say the same in every field an import can set.
bool same_part(const Part& a, const Part& b);

}  // namespace svcctl::parts
