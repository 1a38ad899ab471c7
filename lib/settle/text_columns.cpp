#include "settle/text_columns.hpp"

#include "base/settings.hpp"
#include "intake/estimate.hpp"
#include "settle/bill.hpp"
#include "settle/payment.hpp"
#include "settle/warranty.hpp"

namespace svcctl::settle {
namespace {

using store::code_column;
using store::Holds;

// Whose rows they are.
constexpr const char* of_job = "job_id IN (SELECT id FROM job WHERE customer_id = :id)";

constexpr store::TextColumn columns_of_settle[] = {
    code_column<Verdict>("job", "warranty_verdict"),
    {"bill", "number", Holds::key},
    code_column<BillState>("bill", "state"),
    code_column<intake::LineKind>("bill_line", "kind"),
    {"bill_line", "text", Holds::prose},
    {"bill_line", "part_number", Holds::key},
    {"bill_line", "part_brand", Holds::name},
    code_column<parts::PartKind>("bill_line", "part_kind"),
    {"bill_line", "discount_reason", Holds::prose},
    code_column<intake::Payer>("bill_line", "payer"),
    {"payment", "number", Holds::key},
    code_column<PaymentKind>("payment", "kind"),
    code_column<Method>("payment", "method"),
    {"payment", "reference", Holds::key},
    code_column<intake::Payer>("payment", "payer"),
    code_column<intake::Payer>("claim", "payer"),
    {"claim", "debtor", Holds::name},
    {"claim", "number", Holds::key},
    {"preparation", "explained", Holds::prose},
    {"preparation", "demonstrated", Holds::prose},
    {"delivery", "comment", Holds::words, {}, false, of_job},
    {"delivery", "salt", Holds::key},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_settle; }

}  // namespace svcctl::settle
