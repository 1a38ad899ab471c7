#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/bulk.hpp"
#include "store/txn.hpp"

/// No part of the public headers.
namespace svcctl::parts {

/// Under which name a batch keeps that it set a price from a day on.
constexpr const char* dated_price_column = "dated_price";

/// An import says what a part costs from today on. Where a price from a day on holds, it goes
/// before the part's own: the import then sets another one, from today on, and hides nothing.
class DatedPrices {
 public:
  explicit DatedPrices(store::WriteTxn& tx);
  /// The retail price that holds for the part `p` on the day `day`, as SQL.
  std::string column(const std::string& day) const;
  /// Whether a price from a day on holds for the part today.
  bool hold(std::int64_t part_id) const;
  /// What the part itself says.
  store::BulkValue own(std::int64_t part_id) const;
  /// A retail price from today on.
  void set(std::int64_t part_id, std::int64_t price) { given_.push_back({part_id, price}); }
  void write();

 private:
  struct Given {
    std::int64_t part_id, price;
  };
  store::WriteTxn& tx_;
  bool any_;  ///< of any part: most shops have none
  store::BulkInsert prices_;
  std::vector<Given> given_;
};

}  // namespace svcctl::parts
