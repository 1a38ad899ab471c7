#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/catalogue/supplier.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

enum class OrderState { draft, placed, closed, cancelled };

/// One line of an order to a supplier.
struct OrderLine {
  std::int64_t id = 0;
  std::int64_t part_id = 0;
  std::string part;  ///< "NUMBER/BRAND"
  std::string name;
  std::string name_zh;
  std::string supplier_number;  ///< the part's number there, or empty
  std::string unit;
  Quantity qty;
  Quantity arrived;  ///< taken in so far
  Money cost;        ///< agreed for one unit
  std::string jobs;  ///< numbers of the jobs that wait for it

  Quantity outstanding() const { return arrived < qty ? qty - arrived : Quantity(); }
};

/// An order to a supplier (clause 2.3-source).
struct Order {
  std::int64_t id = 0;
  std::string number;  ///< "P261123-001"
  std::int64_t outlet_id = 0;
  std::int64_t supplier_id = 0;
  std::string supplier;  ///< code
  OrderState state = OrderState::draft;
  std::optional<Date> expected_on;
  std::string note;
  std::string reason;  ///< why cancelled, or closed before all had come
  std::optional<Instant> placed_at;
  std::optional<Instant> closed_at;
  Instant at;
  Money total;               ///< of its lines
  Money arrived;             ///< of what was taken in, at the agreed cost
  bool late = false;         ///< placed, and its day has passed
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};

/// A part for an order.
struct OrderItem {
  std::string part;  ///< NO or NO/BRAND
  Quantity qty = Quantity::whole(1);
  std::optional<Money> cost = std::nullopt;  ///< else the supplier's price today, else the latest
};
struct OrderRequest {
  std::string supplier;
  std::optional<Date> expected_on = std::nullopt;
  std::string note = {};
  std::vector<OrderItem> items = {};
};

/// Begins an order; nothing is binding until it is placed.
/// @throws Error "parts.qty", "parts.negative", "parts.retired" (2), finders'
SVCCTL_API Order new_order(store::WriteTxn& tx, const OrderRequest& request);
/// Adds parts to a draft; a part that stands there is ordered in a larger quantity. Requests of
/// jobs for the part that nobody ordered yet are answered by the order, oldest first.
/// @throws Error "parts.order-placed" (2)
SVCCTL_API Order add_to_order(store::WriteTxn& tx, const std::string& number,
                              const std::vector<OrderItem>& items);
/// Orders. Refuses a supplier not approved or lapsed (2.3-source).
/// @param expected_on else the supplier's days from now on
/// @throws Error "parts.order-empty", "parts.order-placed" (2)
SVCCTL_API Order place_order(store::WriteTxn& tx, const std::string& number,
                             std::optional<Date> expected_on);
/// Takes an order back of which nothing has come; what jobs wait for is requested again.
/// @throws Error "parts.order-arrived", "parts.order-over" (2)
SVCCTL_API Order cancel_order(store::WriteTxn& tx, const std::string& number,
                              const std::string& reason);
/// Waits for the rest no longer. @throws Error "parts.order-over" (2) unless it is placed
SVCCTL_API Order close_order(store::WriteTxn& tx, const std::string& number,
                             const std::string& reason);

/// @throws Error "order.not-found" (3), "number.ambiguous" (2)
SVCCTL_API Order find_order(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API std::vector<OrderLine> order_lines(const store::ReadTxn& tx, std::int64_t order_id);

struct OrderFilter {
  std::optional<OrderState> state = std::nullopt;
  std::string supplier = {};
  bool late = false;
  bool all = false;  ///< also those over
};
/// Newest first.
SVCCTL_API std::vector<Order> list_orders(const store::ReadTxn& tx, const OrderFilter& filter);
/// The draft of a supplier at the current outlet, or nothing.
SVCCTL_API std::optional<Order> open_draft(const store::ReadTxn& tx, std::int64_t supplier_id);

/// What came of an order's line; closes the order when nothing is outstanding. Receiving calls it.
SVCCTL_API void saw_arrival(store::WriteTxn& tx, const Order& order, std::int64_t line_id,
                            Quantity qty);

/// What came of it did not: a delivery is void. An order that was closed by it waits for it again.
SVCCTL_API void unsaw_arrival(store::WriteTxn& tx, std::int64_t order_id, std::int64_t part_id,
                              Quantity qty);

/// The order as a paper for the supplier.
SVCCTL_API std::string order_paper(const store::ReadTxn& tx, const Order& order,
                                   const Catalogue& catalogue);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::OrderState> = {
    CodeEntry<parts::OrderState>{parts::OrderState::draft, "draft", N_("draft")},
    CodeEntry<parts::OrderState>{parts::OrderState::placed, "placed", N_("placed")},
    CodeEntry<parts::OrderState>{parts::OrderState::closed, "closed", N_("closed||order")},
    CodeEntry<parts::OrderState>{parts::OrderState::cancelled, "cancelled", N_("cancelled")},
};
}  // namespace svcctl
