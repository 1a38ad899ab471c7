#include "store/text_column.hpp"

#include "store/restore_loss.hpp"
#include "store/rules.hpp"
#include "store/signature.hpp"

namespace svcctl::store {
namespace {

constexpr TextColumn columns_of_store[] = {
    {"document_counter", "scope", Holds::key},
    {"document_counter", "day_on", Holds::key},
    {"request_ref", "key", Holds::key},
    {"request_ref", "request_digest", Holds::key},
    {"request_ref", "result", Holds::prose},
    {"rule_version", "text", Holds::prose},
    code_column<RulesOrigin>("rule_version", "origin"),
    {"rule_override", "clause", Holds::key},
    {"rule_override", "code", Holds::key},
    {"rule_override", "reason", Holds::prose},
    {"rule_override", "approved_by", Holds::key},
    {"late_record", "table_name", Holds::key},
    {"late_record", "actor", Holds::key},
    {"late_acceptance", "why", Holds::prose},
    {"clock_dispute", "why", Holds::prose},
    {"clock_dispute", "settled_why", Holds::prose},
    {"schema_step", "name", Holds::key},
    {"store_restore", "actor", Holds::key},
    {"store_restore", "approved_by", Holds::key},
    code_column<ReplacedStore>("store_restore", "replaced"),
    {"store_restore", "kept_as", Holds::name},
    {"store_restore", "head_before", Holds::key},
    {"store_restore", "lost_by", Holds::key},
    {"store_meta", "name", Holds::key},
    {"store_meta", "value", Holds::key},
    {"log_table", "name", Holds::key},
    {"override_subject", "entity", Holds::key},
    {"override_subject", "key", Holds::key},
    {"override_subject", "job_number", Holds::key},
    {"override_subject", "refusal", Holds::prose},
    {"override_subject", "actor", Holds::key},
    code_column<NamedAs>("signature", "named_as"),
    {"signature", "clause", Holds::key},
    {"signature", "entity", Holds::key},
    {"signature", "key", Holds::key},
    {"signature", "item", Holds::key},
    {"signature", "job_number", Holds::key},
};

}  // namespace

std::span<const TextColumn> text_columns() { return columns_of_store; }

}  // namespace svcctl::store
