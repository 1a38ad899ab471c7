#pragma once

#include <cstdint>

#include "store/bulk.hpp"

/// The balances of many lots. No part of the public headers.
namespace svcctl::parts {

/// Writes what lots hold after their movements. Whether a lot is in stock is written only where
/// that changes: the index by expiry goes by it.
class LotBalances {
 public:
  explicit LotBalances(store::WriteTxn& tx)
      : moved_(tx, "lot", {"qty"}), turned_(tx, "lot", {"qty", "in_stock"}) {}

  /// Both quantities in thousandths.
  void set(std::int64_t lot_id, std::int64_t before, std::int64_t after) {
    if ((before > 0) == (after > 0))
      moved_.set(lot_id, {after});
    else
      turned_.set(lot_id, {after, std::int64_t{after > 0 ? 1 : 0}});
  }
  /// To be called once, after the last of them.
  void finish() {
    moved_.finish();
    turned_.finish();
  }

 private:
  store::BulkUpdate moved_, turned_;
};

}  // namespace svcctl::parts
