#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// What a restore drops: events of the store that it replaces and that the backup does not hold
// (docs/adr/0019-acts-on-the-store.md, clause 1.3-integrity).
namespace svcctl::store {

/// An event that is not in the backup, as it is listed.
struct LostEvent {
  std::string event;  ///< "17" of the company, "EAST-17" of an outlet
  Instant recorded_at;
  std::string actor;  ///< staff code, or empty
  std::string command;
  std::string key;  ///< of what it is about
};

/// What stands in `held` and not in `brought`, chain by chain from where they part, in the order of
/// recording.
SVCCTL_API std::vector<LostEvent> lost_events(const ReadTxn& held, const ReadTxn& brought);

/// What became of the store that a restore replaced.
enum class ReplacedStore { read, unreadable, none };

/// What one restore dropped.
struct RestoreLoss {
  Instant recorded_at;
  std::string actor;        ///< staff code of who restored
  std::string approved_by;  ///< staff code, or empty
  ReplacedStore replaced = ReplacedStore::none;
  std::string kept_as;                 ///< the file that the store before is kept as, or empty
  std::string head_before;             ///< of its log, or empty
  std::optional<std::int64_t> events;  ///< nothing: not known
  std::optional<Instant> from;         ///< recording of the first
  std::optional<Instant> to;           ///< and of the last
  std::string by;                      ///< who recorded how many: "M01 3, A01 2"

  /// Whether it dropped something, or nobody knows.
  bool drops() const { return events ? *events > 0 : replaced != ReplacedStore::none; }
};
/// Sums up what is lost.
RestoreLoss loss_of(const std::vector<LostEvent>& lost);
/// What it dropped, as a sentence.
SVCCTL_API Message sentence_of(const RestoreLoss& loss, const Zone& zone);
/// The restores that stand on the log, the oldest first.
SVCCTL_API std::vector<RestoreLoss> restore_losses(const ReadTxn& tx);
/// The restores that stand on the log of `held` and not of `brought`: a second restore drops no
/// word of the first.
std::vector<RestoreLoss> losses_not_in(const ReadTxn& held, const ReadTxn& brought);
/// Keeps one, with the next event.
void keep_loss(WriteTxn& tx, const RestoreLoss& loss);
/// Keeps one in `store_meta` of a store whose version has no table for it.
void mark_loss(WriteTxn& tx, const RestoreLoss& loss);
/// Keeps those that were marked, once the store has the table.
void keep_marked_losses(WriteTxn& tx);

}  // namespace svcctl::store

namespace svcctl {
template <>
inline constexpr std::array codes<store::ReplacedStore> = {
    CodeEntry<store::ReplacedStore>{store::ReplacedStore::read, "read", N_("read")},
    CodeEntry<store::ReplacedStore>{store::ReplacedStore::unreadable, "unreadable",
                                    N_("could not be read")},
    CodeEntry<store::ReplacedStore>{store::ReplacedStore::none, "none", N_("was not there")},
};

template <>
inline constexpr std::array fields<store::RestoreLoss> = {
    field<&store::RestoreLoss::recorded_at>("recorded_at"),
    field<&store::RestoreLoss::actor>("actor"),
    field<&store::RestoreLoss::approved_by>("approved_by"),
    field<&store::RestoreLoss::replaced>("replaced"),
    field<&store::RestoreLoss::kept_as>("kept_as"),
    field<&store::RestoreLoss::head_before>("head_before"),
    field<&store::RestoreLoss::events>("lost_events"),
    field<&store::RestoreLoss::from>("lost_from_at"),
    field<&store::RestoreLoss::to>("lost_to_at"),
    field<&store::RestoreLoss::by>("lost_by"),
};
}  // namespace svcctl
