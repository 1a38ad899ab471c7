#include "shop/text_columns.hpp"

#include "base/settings.hpp"

namespace svcctl::shop {
namespace {

using store::code_column;
using store::Holds;

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
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_shop; }

}  // namespace svcctl::shop
