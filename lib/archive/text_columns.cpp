#include "archive/text_columns.hpp"

#include "archive/erasure.hpp"
#include "archive/merge.hpp"

namespace svcctl::archive {
namespace {

using store::code_column;
using store::Holds;

constexpr store::TextColumn columns_of_archive[] = {
    code_column<MovedKind>("customer_merge_row", "kind"),
    code_column<ErasureKind>("customer_erasure", "kind"),
    {"customer_erasure", "kept_until_on", Holds::key},
    {"customer_erasure", "duty", Holds::prose},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_archive; }

}  // namespace svcctl::archive
