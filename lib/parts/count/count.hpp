#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "csv/import.hpp"
#include "parts/catalogue/label.hpp"
#include "parts/stock/stock.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// Stocktakes (clause 2.3-store). Issuing goes on while one is open: what was counted is compared
// with what the books held at the moment of counting, not with what they hold at the end.
namespace svcctl::parts {

enum class CountScope { whole, bin, by_class };
enum class CountState { open, closed, cancelled };
/// What becomes of lots that nobody counted when a count is closed.
enum class Uncounted { leave, zero };

struct Count {
  std::int64_t id = 0;
  std::string number;
  std::int64_t outlet_id = 0;
  std::string outlet;  ///< code
  CountScope scope = CountScope::whole;
  std::string scope_value;  ///< which bin or class
  bool blind = false;       ///< those who count see no balance while it is open
  CountState state = CountState::open;
  std::int64_t snapshot_id = 0;  ///< the outlet's last movement before it was opened
  Instant opened_at;
  std::string opened_by;
  std::optional<Instant> closed_at;
  std::string closed_by;
  std::string reason;  ///< of cancelling
};

/// One lot of a count.
struct CountLine {
  std::int64_t lot_id = 0;
  std::string bin;
  std::string part;  ///< "NUMBER/BRAND"
  std::string part_name;
  std::string lot;
  std::string unit;
  Money cost;                       ///< for one unit
  Quantity opening;                 ///< on the books when the count was opened
  Quantity expected;                ///< on the books when it was counted, or now
  std::optional<Quantity> counted;  ///< nothing: not counted yet
  std::int64_t rounds = 0;          ///< how often it was counted
  std::optional<Instant> counted_at;
  std::string counted_by;
  std::optional<std::int64_t> counted_by_id;
  std::string reason;

  Quantity difference() const { return counted ? *counted - expected : Quantity(); }
  bool differs() const { return counted && *counted != expected; }
  /// At cost, what posting it adds to the stock.
  Money value() const { return cost * difference(); }
};

struct CountSummary {
  Count count;
  std::int64_t lots = 0;  ///< to be counted
  std::int64_t counted = 0;
  std::int64_t differing = 0;
  std::int64_t to_recount = 0;  ///< differences counted only once
  Money surplus;                ///< at cost
  Money shortage;               ///< at cost, below zero
};

struct OpenCountRequest {
  CountScope scope = CountScope::whole;
  std::string scope_value = {};
  bool blind = false;
};
/// Opens a stocktake of the current outlet.
/// @throws Error "parts.count-open" (2) when an open one may reach the same lots
SVCCTL_API CountSummary open_count(store::WriteTxn& tx, const OpenCountRequest& request);

struct CountEntry {
  std::string count;
  std::string part;  ///< NO or NO/BRAND
  Quantity qty;
  std::string lot = {};  ///< may be left out where the part has one lot
  std::string reason = {};
  bool recount = false;  ///< a further round
  bool found = false;    ///< a lot that is on no book is taken onto them, empty, to be counted
};
/// Writes down what was counted, at `tx.stamp().happened()`. The same quantity again changes
/// nothing.
/// @throws Error "parts.count-closed", "parts.count-outlet", "parts.count-scope",
/// "parts.counted-already", "parts.which-lot", "parts.qty" (2), "parts.lot-not-found" (3)
SVCCTL_API CountLine enter_count(store::WriteTxn& tx, const CountEntry& entry);
SVCCTL_API std::span<const csv::Column> count_list_columns();
/// A filled count sheet; rows without a quantity are left alone.
SVCCTL_API csv::ImportResult import_count(store::WriteTxn& tx, csv::RowSource& source,
                                          const csv::ImportOptions& options,
                                          const std::string& count, bool recount);
/// Posts the differences, each by an adjustment that names the count. Refuses (2.3-store) lots not
/// counted unless told what to do with them ("parts.count-uncounted"), differences counted only
/// once ("parts.count-recount"), and differences posted by anyone but a manager
/// ("parts.count-approval"), or, above the value that needs a second person, by one who counted
/// them ("parts.count-own"). @throws Error "parts.count-closed" (2)
SVCCTL_API CountSummary close_count(store::WriteTxn& tx, const std::string& count,
                                    std::optional<Uncounted> uncounted);
/// Gives a count up: nothing is posted. @throws Error "parts.reason", "parts.count-closed" (2)
SVCCTL_API CountSummary cancel_count(store::WriteTxn& tx, const std::string& count,
                                     const std::string& reason);

/// @throws Error "count.not-found" (3), "number.ambiguous" (2)
SVCCTL_API Count find_count(const store::ReadTxn& tx, const std::string& typed);
SVCCTL_API CountSummary summarise(const store::ReadTxn& tx, const Count& count);
/// The lots of a count, by bin, part and expiry, as one walks.
SVCCTL_API void each_count_line(const store::ReadTxn& tx, const Count& count,
                                const std::function<void(const CountLine&)>& take);
/// The one line of a lot that was counted.
SVCCTL_API CountLine count_line(const store::ReadTxn& tx, const Count& count, std::int64_t lot_id);
/// The latest first: of the named outlet, or of all.
SVCCTL_API std::vector<Count> list_counts(const store::ReadTxn& tx);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::CountScope> = {
    CodeEntry<parts::CountScope>{parts::CountScope::whole, "whole", N_("everything")},
    CodeEntry<parts::CountScope>{parts::CountScope::bin, "bin", N_("a bin")},
    CodeEntry<parts::CountScope>{parts::CountScope::by_class, "class", N_("a class")},
};
template <>
inline constexpr std::array codes<parts::CountState> = {
    CodeEntry<parts::CountState>{parts::CountState::open, "open", N_("open||count")},
    CodeEntry<parts::CountState>{parts::CountState::closed, "closed", N_("closed||count")},
    CodeEntry<parts::CountState>{parts::CountState::cancelled, "cancelled", N_("cancelled")},
};
template <>
inline constexpr std::array codes<parts::Uncounted> = {
    CodeEntry<parts::Uncounted>{parts::Uncounted::leave, "leave", N_("left as they are")},
    CodeEntry<parts::Uncounted>{parts::Uncounted::zero, "zero", N_("counted as none")},
};
template <>
inline constexpr std::array fields<parts::Count> = {
    field<&parts::Count::id>("id"),
    field<&parts::Count::number>("number"),
    field<&parts::Count::outlet_id>("outlet_id"),
    field<&parts::Count::outlet>("outlet"),
    field<&parts::Count::scope>("scope"),
    field<&parts::Count::scope_value>("scope_value"),
    field<&parts::Count::blind>("blind"),
    field<&parts::Count::state>("state"),
    field<&parts::Count::snapshot_id>("snapshot_id"),
    field<&parts::Count::opened_at>("opened_at"),
    field<&parts::Count::opened_by>("opened_by"),
    field<&parts::Count::closed_at>("closed_at"),
    field<&parts::Count::closed_by>("closed_by"),
    field<&parts::Count::reason>("reason"),
};
template <>
inline constexpr std::array fields<parts::CountLine> = {
    field<&parts::CountLine::lot_id>("id"),
    field<&parts::CountLine::bin>("bin"),
    field<&parts::CountLine::part, parts::read_part_label>("number"),
    field<&parts::CountLine::part_name>("name"),
    field<&parts::CountLine::lot>("code"),
    field<&parts::CountLine::unit>("unit"),
    field<&parts::CountLine::cost>("cost_amount"),
    field<&parts::CountLine::opening>("opening"),
    field<&parts::CountLine::expected>("expected"),
    field<&parts::CountLine::counted>("counted"),
    field<&parts::CountLine::rounds>("rounds"),
    field<&parts::CountLine::counted_at>("counted_at"),
    field<&parts::CountLine::counted_by>("staff"),
    field<&parts::CountLine::counted_by_id>("staff_id"),
    field<&parts::CountLine::reason>("reason"),
};
}  // namespace svcctl
