#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/estimate.hpp"
#include "intake/job_record.hpp"
#include "parts/catalogue/part.hpp"
#include "store/columns.hpp"
#include "store/rule.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {

enum class BillState { issued, void_ };

/// One priced line of a bill (clause 2.4-itemise).
struct BillLine {
  std::int64_t line_id = 0;
  int number = 0;  ///< of the job's line
  intake::LineKind kind = intake::LineKind::other;
  std::string text;
  std::string part_number;  ///< of a part line, without the brand
  std::string brand;
  std::optional<parts::PartKind> part_kind;
  Quantity quantity;  ///< labour: hours; of a core deposit below zero: old parts left with the shop
  Money unit_price;
  Money amount;  ///< before discount
  Money discount;
  std::string discount_reason;
  Money below_list;  ///< of a bill in the making: a discount in the price that nobody allowed yet
  intake::Payer payer = intake::Payer::customer;
};

/// The itemised, priced bill of a job.
struct Bill {
  std::int64_t id = 0;
  std::string number;  ///< "B261123-001"; empty for a preview
  std::int64_t job_id = 0;
  std::string job;
  Money labour;  ///< before discount, whoever pays
  Money material;
  Money other;  ///< core deposits among it
  Money discount;
  Money tax;  ///< contained in the total
  Money total;
  Money customer_share;
  Money warranty_share;
  Money insurer_share;
  BillState state = BillState::issued;
  Instant at;
  std::vector<BillLine> lines;
  std::string replaces;               ///< number of the bill that is void for it, or empty
  std::vector<std::string> left_out;  ///< agreed to, but neither issued nor done: not billed
};

struct BillRequest {
  std::string job;                          ///< its number, or its bill's
  std::vector<std::string> discounts = {};  ///< LINE|all:PERCENT%|AMOUNT
  std::string why = {};
  bool again = false;  ///< in place of one that holds what is to be billed
};

/// The job meant by a job's number or by the number of its bill.
/// @throws Error "job.not-found" (3), "number.ambiguous" (2)
SVCCTL_API intake::JobRecord find_settled_job(const store::ReadTxn& tx, std::string_view typed);

/// Works the bill out and writes nothing: labour as agreed, parts as issued and not returned.
/// Refuses an unanswered change and parts or a total beyond what was consented to (2.2-consent);
/// an unpriced line and a discount, with what is priced below the shop's list, above the acting
/// person's limit (2.4-itemise).
SVCCTL_API Bill draft_bill(store::WriteTxn& tx, const BillRequest& request);
/// Makes the bill once the work is finished. A former bill of the job is void, unless it is paid.
/// Refuses a job whose work is not finished (2.4-itemise).
/// @throws also Error "settle.paid-already", "job.closed" (2)
SVCCTL_API Bill make_bill(store::WriteTxn& tx, const BillRequest& request);

/// The bill in force of a job, with its lines, or nothing.
SVCCTL_API std::optional<Bill> issued_bill(const store::ReadTxn& tx, std::int64_t job_id);
/// The bill that is named by its number, where it is void; nothing where it is in force, or a job
/// is named.
/// @throws Error "bill.not-found" (3), "number.ambiguous" (2)
SVCCTL_API std::optional<Bill> void_bill_called(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API std::vector<BillLine> bill_lines(const store::ReadTxn& tx, std::int64_t bill_id);
/// Whether what is agreed, done and issued by now still is what the bill in force lists.
/// @param judged by job::rule::agreed_parts
SVCCTL_API bool covers(const store::ReadTxn& tx, const intake::JobRecord& job,
                       const store::Judgement& judged);

/// The bill in force, if there is one, is void; one that was paid on stays.
/// @throws Error "settle.paid-already" (2)
void void_former(store::WriteTxn& tx, const intake::JobRecord& job, const std::string& why = {});

}  // namespace svcctl::settle

namespace svcctl {
template <>
inline constexpr std::array codes<settle::BillState> = {
    CodeEntry<settle::BillState>{settle::BillState::issued, "issued", N_("in force")},
    CodeEntry<settle::BillState>{settle::BillState::void_, "void", N_("void")},
};
template <>
inline constexpr std::array fields<settle::BillLine> = {
    field<&settle::BillLine::line_id>("line_id"),
    field<&settle::BillLine::number>("number"),
    field<&settle::BillLine::kind>("kind"),
    field<&settle::BillLine::text>("text"),
    field<&settle::BillLine::part_number>("part_number"),
    field<&settle::BillLine::brand>("brand"),
    field<&settle::BillLine::part_kind>("part_kind"),
    field<&settle::BillLine::quantity>("qty"),
    field<&settle::BillLine::unit_price>("unit_price_amount"),
    field<&settle::BillLine::amount>("amount"),
    field<&settle::BillLine::discount>("discount_amount"),
    field<&settle::BillLine::discount_reason>("discount_reason"),
    field<&settle::BillLine::payer>("payer"),
};
template <>
inline constexpr std::array fields<settle::Bill> = {
    field<&settle::Bill::id>("id"),
    field<&settle::Bill::number>("number"),
    field<&settle::Bill::job_id>("job_id"),
    field<&settle::Bill::job>("job"),
    field<&settle::Bill::labour>("labour_amount"),
    field<&settle::Bill::material>("material_amount"),
    field<&settle::Bill::other>("other_amount"),
    field<&settle::Bill::discount>("discount_amount"),
    field<&settle::Bill::tax>("tax_amount"),
    field<&settle::Bill::total>("total_amount"),
    field<&settle::Bill::customer_share>("customer_amount"),
    field<&settle::Bill::warranty_share>("warranty_amount"),
    field<&settle::Bill::insurer_share>("insurer_amount"),
    field<&settle::Bill::state>("state"),
    field<&settle::Bill::at>("at"),
};
}  // namespace svcctl
