#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "csv/import.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::parts {

/// Whose number a part is also known by: the vehicle maker's, another brand's equal, or the one it
/// had before.
enum class ReferenceKind { oem, alternative, old };

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array codes<parts::ReferenceKind> = {
    CodeEntry<parts::ReferenceKind>{parts::ReferenceKind::oem, "oem", N_("vehicle maker's number")},
    CodeEntry<parts::ReferenceKind>{parts::ReferenceKind::alternative, "alternative",
                                    N_("alternative number")},
    CodeEntry<parts::ReferenceKind>{parts::ReferenceKind::old, "old", N_("old number")},
};
template <>
inline constexpr std::array synonyms<parts::ReferenceKind> = {
    Synonyms<parts::ReferenceKind>{parts::ReferenceKind::oem,
                                   "oe oe号 oe码 oem号 oem码 原厂号 原厂编码 原厂 主机厂"},
    Synonyms<parts::ReferenceKind>{parts::ReferenceKind::alternative,
                                   "替代 替代号 替代件 通用 通用号 互换 互换号 适配"},
    Synonyms<parts::ReferenceKind>{parts::ReferenceKind::old, "旧 旧号 旧编号 旧编码 原号 旧件号"},
};
}  // namespace svcctl

namespace svcctl::parts {

/// A number by which a part is also known.
struct Reference {
  std::string part;  ///< "NUMBER/BRAND"
  std::string number;
  std::string brand;
  ReferenceKind kind = ReferenceKind::alternative;
};

/// Adds a number, or changes what is said of one. @return whether anything changed
/// @throws Error "parts.no-number", "parts.reference-own" (2), find_part's
SVCCTL_API bool add_reference(store::WriteTxn& tx, const Reference& reference);
/// Takes a number away. @throws Error "parts.reference-not-found" (3)
SVCCTL_API Reference drop_reference(store::WriteTxn& tx, const std::string& part,
                                    const std::string& number);
/// A part's other numbers.
SVCCTL_API std::vector<Reference> list_references(const store::ReadTxn& tx, std::int64_t part_id);
SVCCTL_API std::span<const csv::Column> reference_list_columns();
/// Takes cross-references in from CSV: part, number, brand, kind.
SVCCTL_API csv::ImportResult import_references(store::WriteTxn& tx, csv::RowSource& source,
                                               const csv::ImportOptions& options);

}  // namespace svcctl::parts

namespace svcctl {
template <>
inline constexpr std::array fields<parts::Reference> = {
    field<&parts::Reference::number>("number"),
    field<&parts::Reference::brand>("brand"),
    field<&parts::Reference::kind>("kind"),
};
}  // namespace svcctl
