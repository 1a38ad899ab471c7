#include "complaint/text_columns.hpp"

#include "base/settings.hpp"
#include "complaint/clocks.hpp"
#include "complaint/complaint.hpp"

namespace svcctl::complaint {
namespace {

using store::code_column;
using store::code_or_empty;
using store::Holds;

// Whose rows they are.
constexpr const char* own = "customer_id = :id";

constexpr store::TextColumn columns_of_complaint[] = {
    {"complaint", "number", Holds::key},
    code_column<Channel>("complaint", "channel"),
    code_column<Subject>("complaint", "kind"),
    code_column<Severity>("complaint", "severity"),
    {"complaint", "severity_rule", Holds::key},
    {"complaint", "text", Holds::words, {}, false, own},
    {"complaint", "salt", Holds::key},
    code_column<State>("complaint", "state"),
    {"complaint", "authority", Holds::name},
    {"complaint", "authority_case", Holds::words, {}, false, own},
    code_or_empty<Cause>("complaint", "cause_class"),
    {"complaint", "cause", Holds::prose},
    {"complaint", "correction", Holds::prose},
    {"complaint", "prevention", Holds::prose},
    {"complaint", "prevention_due_on", Holds::key},
    {"complaint", "answer", Holds::words, {}, false, own},
    code_column<Verdict>("complaint", "verdict"),
    code_column<Verdict>("complaint_closing", "verdict"),
    code_column<StepKind>("complaint_step", "kind"),
    code_column<ClockKind>("complaint_clock", "kind"),
    {"complaint_cost", "what", Holds::prose},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_complaint; }

}  // namespace svcctl::complaint
