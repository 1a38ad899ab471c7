#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/code.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "parts/catalogue/part.hpp"
#include "store/override.hpp"
#include "store/txn.hpp"

/// The one door by which stock grows without a supplier's delivery (clause 2.3-source).
namespace svcctl::parts {

enum class GrowthSource { adjust, count, import_set, transfer };

struct Growth {
  GrowthSource source = GrowthSource::adjust;
  Money value;           ///< by worth_of
  std::string document;  ///< what proves it: number of a document, or the file
  std::string reason = {};
  std::optional<std::int64_t> second_id = std::nullopt;  ///< staff row id
  std::string mend = "--second KEEPER";                  ///< what brings a second person in
};

/// What so much of a part is worth to who takes it: by the dearest of what a lot or the catalogue
/// says that it cost and of the price list, so that a cost typed low hides nothing. Below zero for
/// what is taken off.
SVCCTL_API Money worth_of(const store::ReadTxn& tx, const Part& part, Quantity quantity);

/// Keeps that stock of the current outlet grew. Refuses what comes, with the rest of the person's
/// day, to more than `parts.second_person_above`, where nobody else stands behind it
/// ("parts.growth-second", 2.3-source). Records no event: the service that moves does.
SVCCTL_API void grow(store::WriteTxn& tx, const Growth& growth);

/// Who else could be that second person.
SVCCTL_API store::OtherThere other_keeper(const store::WriteTxn& tx);
/// The second person of a change of stock, by staff code: another keeper than who acts.
/// @throws Error refused "parts.second-same", "parts.second-right" (2.3-store)
SVCCTL_API std::optional<std::int64_t> second_keeper(store::WriteTxn& tx, const std::string& code);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::GrowthSource> = {
    CodeEntry<parts::GrowthSource>{parts::GrowthSource::adjust, "adjust", N_("adjustment")},
    CodeEntry<parts::GrowthSource>{parts::GrowthSource::count, "count", N_("stocktake")},
    CodeEntry<parts::GrowthSource>{parts::GrowthSource::import_set, "import", N_("import")},
    CodeEntry<parts::GrowthSource>{parts::GrowthSource::transfer, "transfer", N_("transfer")},
};
}  // namespace svcctl
