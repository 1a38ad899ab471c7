#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "store/engine.hpp"
#include "store/param.hpp"
#include "store/query.hpp"

namespace svcctl::store {

/// A row that was read and is kept.
class KnownRow final : public RowView {
 public:
  KnownRow(std::shared_ptr<const std::vector<std::string>> columns, const RowView& row);
  Seen value(std::size_t place) const override { return seen_of(values_[place]); }
  const std::vector<std::string>& columns() const override { return *columns_; }

 private:
  std::shared_ptr<const std::vector<std::string>> columns_;
  std::vector<Stored> values_;
};

/// The result of a read: its first rows, which are kept, and the query that yields the others where
/// there are too many to keep.
struct Recalled {
  std::shared_ptr<const std::vector<KnownRow>> rows;
  std::optional<Query> rest;
};

/// What a transaction has read, by statement and parameters, so that the same read is made once:
/// the rules of a command ask for the same job again and again, and on a store behind a network
/// every read is a round trip. A write makes it forget what was read of that table.
class SVCCTL_API KnownRows {
 public:
  /// @param most rows that are asked for; more than a few dozen are not kept
  Recalled read(Engine& engine, std::string_view sql, Params params, std::size_t most);
  void forget() { known_.clear(); }
  /// Forgets the reads whose text names the table, or a view, which may read any table: the names
  /// of views end in `_card`.
  void forget(std::string_view table);

 private:
  std::map<std::string, std::shared_ptr<const std::vector<KnownRow>>, std::less<>> known_;
};

}  // namespace svcctl::store
