#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/code.hpp"
#include "base/money.hpp"
#include "store/txn.hpp"

/// The one door by which stock goes down without a sale or a job (clause 2.3-store).
namespace svcctl::parts {

enum class ShrinkageSource {
  adjust,
  scrap,
  import_set,
  import_undone,
  transfer,
  give_back,
  receipt_void
};

struct Shrinkage {
  ShrinkageSource source = ShrinkageSource::adjust;
  Money value;           ///< by worth_of, above zero
  std::string document;  ///< number of a document, or the file
  std::string reason = {};
  std::optional<std::int64_t> second_id = std::nullopt;  ///< staff row id
};

/// Keeps that stock of the current outlet shrank. Refuses what one person takes off alone which
/// comes, with all else that they took off alone that day, to more than
/// `parts.second_person_above` ("parts.second", 2.3-store). Records no event: the service that
/// moves does.
SVCCTL_API void shrink(store::WriteTxn& tx, const Shrinkage& shrinkage);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::ShrinkageSource> = {
    CodeEntry<parts::ShrinkageSource>{parts::ShrinkageSource::adjust, "adjust", N_("adjustment")},
    CodeEntry<parts::ShrinkageSource>{parts::ShrinkageSource::scrap, "scrap", N_("scrap")},
    CodeEntry<parts::ShrinkageSource>{parts::ShrinkageSource::import_set, "import", N_("import")},
    CodeEntry<parts::ShrinkageSource>{parts::ShrinkageSource::transfer, "transfer", N_("transfer")},
    CodeEntry<parts::ShrinkageSource>{parts::ShrinkageSource::give_back, "give_back",
                                      N_("return to supplier")},
    CodeEntry<parts::ShrinkageSource>{parts::ShrinkageSource::import_undone, "import_undone",
                                      N_("import taken back")},
    CodeEntry<parts::ShrinkageSource>{parts::ShrinkageSource::receipt_void, "receipt_void",
                                      N_("delivery void")},
};
}  // namespace svcctl
