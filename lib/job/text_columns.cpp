#include "job/text_columns.hpp"

#include "job/change.hpp"
#include "job/inspection.hpp"
#include "job/old_part.hpp"
#include "job/own_part.hpp"
#include "job/task.hpp"

namespace svcctl::job {
namespace {

using store::code_column;
using store::Holds;

// Whose rows they are.
constexpr const char* of_job = "job_id IN (SELECT id FROM job WHERE customer_id = :id)";

constexpr store::TextColumn columns_of_job[] = {
    {"inspection", "template", Holds::key},
    {"inspection_result", "item", Holds::key},
    code_column<Finding>("inspection_result", "result"),
    {"inspection_result", "value", Holds::key},
    {"diagnosis", "finding", Holds::prose},
    {"diagnosis", "codes", Holds::key},
    {"diagnosis", "cause", Holds::prose},
    {"diagnosis", "equipment", Holds::name},
    {"repair_plan", "options", Holds::prose},
    {"repair_plan", "recommended", Holds::prose},
    {"repair_plan", "chosen", Holds::prose},
    {"repair_plan", "declined", Holds::prose},
    {"repair_plan", "reason", Holds::words, {}, false, of_job},
    {"repair_plan", "salt", Holds::key},
    {"change_order", "reason", Holds::words, {}, false, of_job},
    code_column<ChangeState>("change_order", "state"),
    {"change_order", "salt", Holds::key},
    {"task", "operation", Holds::key},
    {"task", "text", Holds::prose},
    {"task", "bay", Holds::key},
    code_column<TaskState>("task", "state"),
    {"task", "dropped_reason", Holds::prose},
    {"task_undone", "reason", Holds::prose},
    {"job_cancel_effect", "what", Holds::key},
    {"job_cancel_effect", "former", Holds::key},
    code_column<CheckKind>("task_check", "kind"),
    {"task_check", "measures", Holds::prose},
    {"task_check", "note", Holds::prose},
    {"final_inspection", "note", Holds::prose},
    code_column<NoOldPart>("old_part_waiver", "reason"),
    {"old_part", "tag", Holds::key},
    {"old_part", "place", Holds::key},
    code_column<OldPartOutcome>("old_part", "outcome"),
    {"old_part", "document", Holds::key},
    {"old_part", "waste_code", Holds::key},
    {"own_part", "tag", Holds::key},
    {"own_part", "text", Holds::prose},
    {"own_part", "condition", Holds::prose},
    code_column<OwnPartState>("own_part", "state"),
    {"part_serial", "serial", Holds::key},
    {"waste_receiver", "code", Holds::key},
    {"waste_receiver", "name", Holds::name},
    {"waste_licence", "licence", Holds::key},
    {"waste_licence", "waste_codes", Holds::key},
    {"waste_licence", "valid_from_on", Holds::key},
    {"waste_licence", "valid_to_on", Holds::key},
    {"waste_receiver", "phone", Holds::name},
    {"waste_entry", "number", Holds::key},
    {"waste_entry", "code", Holds::key},
    {"waste_entry", "unit", Holds::key},
    {"waste_entry", "container", Holds::name},
    {"waste_entry", "source", Holds::prose},
    {"waste_entry", "manifest", Holds::key},
    {"waste_entry", "carrier", Holds::name},
    {"core_return", "credit_document", Holds::key},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_job; }

}  // namespace svcctl::job
