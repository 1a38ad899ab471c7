#include "shop/text_columns.hpp"

#include "base/settings.hpp"
#include "shop/batch.hpp"

namespace svcctl::shop {
namespace {

using store::code_column;
using store::Holds;

constexpr std::array batch_outcomes = {std::string_view("new"), std::string_view("changed")};

constexpr store::TextColumn columns_of_shop[] = {
    {"outlet", "code", Holds::key},
    {"outlet", "name", Holds::name},
    {"outlet", "address", Holds::name},
    {"outlet", "district", Holds::name},
    {"outlet", "phone", Holds::name},
    {"outlet", "hours", Holds::name},
    {"outlet", "scope", Holds::name},
    {"outlet", "credit_code", Holds::key},
    {"staff", "code", Holds::key},
    {"staff", "name", Holds::name},
    {"staff", "phone", Holds::name},
    {"staff", "phone_typed", Holds::name},
    code_column<Role>("staff_role", "role"),
    {"staff_binding", "os_user", Holds::key},
    {"staff_pin", "hash", Holds::key},
    {"staff_takeover", "how", Holds::key},
    {"staff_takeover", "os_user", Holds::key},
    {"staff_twin", "why", Holds::prose},
    code_column<Right>("staff_right", "right_code"),
    {"certificate", "kind", Holds::key},
    {"certificate", "number", Holds::key},
    {"certificate", "level", Holds::name},
    {"certificate", "issuer", Holds::name},
    {"certificate", "valid_from_on", Holds::key},
    {"certificate", "valid_to_on", Holds::key},
    {"certificate_withdrawal", "reason", Holds::prose},
    code_column<BatchKind>("import_batch", "kind"),
    {"import_batch", "file", Holds::name},
    {"import_batch", "sha256", Holds::key},
    {"import_batch_row", "table_name", Holds::key},
    {"import_batch_row", "outcome", Holds::code, batch_outcomes},
    {"import_batch_row", "before", Holds::identity},
    {"import_batch_row", "salt", Holds::key},
    {"import_mapping", "name", Holds::key},
    {"import_mapping", "content", Holds::prose},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_shop; }

}  // namespace svcctl::shop
