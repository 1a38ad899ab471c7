#include "intake/text_columns.hpp"

#include "base/settings.hpp"
#include "intake/consent.hpp"
#include "intake/correction.hpp"
#include "intake/estimate.hpp"
#include "intake/job_record.hpp"
#include "intake/kept_paper.hpp"
#include "intake/paper_names.hpp"

namespace svcctl::intake {
namespace {

using store::code_column;
using store::Holds;

constexpr std::array booking_states = {std::string_view("booked"), std::string_view("arrived"),
                                       std::string_view("cancelled")};
constexpr std::array languages = {std::string_view("en"), std::string_view("zh")};
// Whose rows they are.
constexpr const char* own = "customer_id = :id";
constexpr const char* of_job = "job_id IN (SELECT id FROM job WHERE customer_id = :id)";
constexpr const char* of_plate =
    R"(plate IN (SELECT i.value FROM vehicle_owner o
                   JOIN vehicle_identifier i ON i.vehicle_id = o.vehicle_id
                  WHERE o.customer_id = :id AND o.to_at IS NULL AND i.value <> ''))";

constexpr const char* of_question =
    R"(question_id IN (SELECT q.id FROM intake_question q JOIN job j ON j.id = q.job_id
                        WHERE j.customer_id = :id))";

constexpr store::TextColumn columns_of_intake[] = {
    {"booking", "number", Holds::key},
    {"booking", "plate", Holds::identity},
    {"booking", "concern", Holds::words, {}, false, of_plate},
    {"booking", "salt", Holds::key},
    {"booking", "state", Holds::code, booking_states},
    {"booking", "cancelled_reason", Holds::words, {}, false, of_plate},
    {"job", "number", Holds::key},
    code_column<Category>("job", "category"),
    code_column<JobState>("job", "state"),
    {"job", "concern", Holds::words, {}, false, own},
    {"job", "symptoms", Holds::words, {}, false, own},
    {"job", "salt", Holds::key},
    code_column<OldPartsWish>("job", "old_parts_wish"),
    {"job", "declined_reason", Holds::words, {}, false, own},
    {"job", "cancelled_reason", Holds::words, {}, false, own},
    {"intake_check", "damage", Holds::words, {}, false, of_job},
    {"intake_check", "belongings", Holds::words, {}, false, of_job},
    {"intake_check", "salt", Holds::key},
    {"intake_question", "question", Holds::words, {}, false, of_job},
    {"intake_question", "salt", Holds::key},
    {"intake_answer", "answer", Holds::words, {}, false, of_question},
    {"intake_answer", "salt", Holds::key},
    code_column<EstimateState>("estimate", "state"),
    code_column<LineKind>("job_line", "kind"),
    code_column<Category>("job_line", "category"),
    {"job_line", "operation", Holds::key},
    {"job_line", "text", Holds::prose},
    {"job_line", "other_fault", Holds::prose},
    code_column<Payer>("job_line", "payer"),
    code_column<LineState>("job_line", "state"),
    code_column<Category>("job_category", "category"),
    {"job_category", "certificate", Holds::key},
    code_column<Category>("job_category", "lowered_from"),
    {"job_category", "reason", Holds::prose},
    code_column<ConsentMethod>("consent", "method"),
    {"job_hold", "reason", Holds::words, {}, false, of_job},
    {"job_hold", "salt", Holds::key},
    code_column<PaperStage>("paper_names", "stage"),
    {"paper_names", "owner_name", Holds::identity},
    {"paper_names", "owner_phone", Holds::identity},
    {"paper_names", "owner_address", Holds::identity},
    {"paper_names", "brought_by", Holds::identity},
    {"paper_names", "plate", Holds::identity},
    code_column<PlateState>("paper_names", "plate_state"),
    {"paper_names", "make", Holds::name},
    {"paper_names", "model", Holds::name},
    {"paper_names", "vin", Holds::identity},
    {"paper_names", "engine", Holds::identity},
    code_column<VehicleKind>("paper_names", "vehicle_kind"),
    {"paper_names", "shop_name", Holds::name},
    {"paper_names", "shop_address", Holds::name},
    {"paper_names", "shop_phone", Holds::name},
    {"paper_names", "shop_complaint_phone", Holds::name},
    {"paper_names", "shop_credit_code", Holds::key},
    {"paper_names", "currency", Holds::key},
    {"paper_names", "salt", Holds::key},
    code_column<PaperKind>("paper", "kind"),
    {"paper", "number", Holds::key},
    {"paper", "language", Holds::code, languages},
    {"paper", "stands_on", Holds::key},
    code_column<PaperKind>("paper_handed", "kind"),
    code_column<FactOf>("correction", "what"),
    {"correction", "number", Holds::key},
    code_column<FactField>("correction", "field"),
    {"correction", "before_value", Holds::prose},
    {"correction", "after_value", Holds::prose},
    {"correction", "why", Holds::prose},
    code_column<Category>("warranty", "category"),
    {"warranty", "until_on", Holds::key},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_intake; }

}  // namespace svcctl::intake
