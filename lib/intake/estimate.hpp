#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"
#include "parts/catalogue/label.hpp"
#include "store/columns.hpp"

namespace svcctl::intake {

/// Labour is an operation, by hours; other is work in free words at one price. Both become tasks. A
/// fee is of the shop's list, and no work. A core line is the deposit on the old part of a part
/// line, given back for the old part.
enum class LineKind { labour, part, core, fee, other };
enum class LineState { quoted, agreed, dropped, void_ };
enum class Payer { customer, warranty, insurer };
enum class EstimateState { draft, confirmed, void_ };

/// Lines as typed, for an estimate or a change order.
struct LinesRequest {
  std::vector<std::string> labour;  ///< OP[:HOURS[@RATE]]
  std::vector<std::string> parts;   ///< NO[:QTY[@PRICE]]
  std::vector<std::string> others;  ///< FEE[:AMOUNT], or work in free words: TEXT:AMOUNT
  std::vector<std::string> packages;
  /// Nothing: the customer, and the shop of what it warrants. A return repair within the warranty
  /// is the shop's, whoever is named.
  std::optional<Payer> payer;
  /// Why what an earlier visit warrants is charged all the same: another fault, as the acting
  /// manager says. Empty: it is not.
  std::string other_fault = {};
  bool empty() const {
    return labour.empty() && parts.empty() && others.empty() && packages.empty();
  }
};

struct QuoteRequest {
  std::string job;
  LinesRequest lines;
  std::optional<Instant> promised_at;
};

/// A line as kept.
struct JobLine {
  std::int64_t id = 0;
  int number = 0;  ///< within the job
  std::optional<std::int64_t> estimate_id;
  std::optional<std::int64_t> change_id;
  LineKind kind = LineKind::other;
  std::string operation;             ///< or the code of a fee
  std::optional<Category> category;  ///< of work, as it was quoted
  bool in_words = false;             ///< work that is no operation of the catalogue
  std::optional<std::int64_t> part_id;
  std::string part_number;              ///< of a part line
  std::optional<std::int64_t> core_of;  ///< of a core line: the id of the part's line
  std::string text;
  Quantity quantity;  ///< labour: hours
  std::optional<Money> unit_price;
  Money amount;
  Payer payer = Payer::customer;
  LineState state = LineState::quoted;
  std::optional<Money> cost;  ///< of a part line, where it is known: for those who may see costs
  std::optional<std::int64_t> drop_change_id;  ///< the change that would drop it
  std::optional<Money> list_amount;  ///< what it comes to by the shop's list; nothing: not known
  std::optional<std::int64_t> below_list_by;  ///< who quoted it below that and may give discounts
  /// The delivered visit within whose warranty the same was mended, or empty; and why it is charged
  /// all the same.
  std::string warranted_by = {};
  std::string other_fault = {};
  /// The discount that lies in the price: what the customer is quoted below the list.
  Money below_list() const {
    return payer == Payer::customer && list_amount && amount < *list_amount ? *list_amount - amount
                                                                            : Money();
  }
  /// What is quoted above the posted price, whoever pays.
  Money above_list() const {
    return list_amount && amount > *list_amount ? amount - *list_amount : Money();
  }
};

/// The columns of a line `l` with its part `p`, as fields<JobLine> reads them.
inline constexpr const char* line_columns =
    R"(l.id, l.number, l.estimate_id, l.change_id, l.kind, COALESCE(l.operation, '') AS operation,
       l.part_id, COALESCE(p.number, '') AS part_number, COALESCE(p.brand, '') AS brand, l.core_of,
       l.category, l.in_words, l.text, l.qty, l.unit_price_amount, l.amount, l.payer, l.state, p.cost_amount,
       l.drop_change_id, l.list_amount, l.below_list_by,
       COALESCE((SELECT f.number FROM job f WHERE f.id = l.warranted_by_job_id), '')
         AS warranted_by, COALESCE(l.other_fault, '') AS other_fault)";

struct Estimate {
  std::int64_t id = 0;
  std::string job;
  int version = 0;
  Money total;  ///< after tax
  Money tax;
  Hours labour_hours;
  std::optional<Instant> promised_at;
  EstimateState state = EstimateState::draft;
  std::vector<JobLine> lines;
};

/// Puts items, cost and time to the customer; quoting again voids what was confirmed. Refused
/// once work began: a change order is the way (clause 2.2-consent).
SVCCTL_API Estimate quote(store::WriteTxn& tx, const QuoteRequest& request);
/// The newest estimate of a job, or nothing.
SVCCTL_API std::optional<Estimate> latest_estimate(const store::ReadTxn& tx, std::int64_t job_id);
/// The numbers of parts that a package is made of and the catalogue does not have.
SVCCTL_API std::vector<std::string> parts_lacking(const store::ReadTxn& tx, const Package& package);
/// The lines of a job in their order. Void lines are left out unless asked for.
SVCCTL_API std::vector<JobLine> job_lines(const store::ReadTxn& tx, std::int64_t job_id,
                                          bool with_void = false);
/// Adds priced lines to a job under an estimate or a change order; numbers go on. A price or hours
/// below the shop's list are a discount. What an earlier visit mended within its warranty is the
/// shop's (see warranted.hpp), unless a manager says that it is another fault.
/// @throws Error "intake.within-warranty", "intake.other-fault" (refused, 2.4-itemise);
/// "intake.below-list" (refused, 2.4-itemise) above the acting person's limit
SVCCTL_API std::vector<JobLine> add_lines(store::WriteTxn& tx, const JobRecord& job,
                                          const LinesRequest& request,
                                          std::optional<std::int64_t> estimate_id,
                                          std::optional<std::int64_t> change_id);
SVCCTL_API Money sum_of(const std::vector<JobLine>& lines);
/// Whether lines of the kind are work, which becomes tasks.
constexpr bool is_work(LineKind kind) {
  return kind == LineKind::labour || kind == LineKind::other;
}

}  // namespace svcctl::intake

namespace svcctl {
template <>
inline constexpr std::array codes<intake::LineKind> = {
    CodeEntry<intake::LineKind>{intake::LineKind::labour, "labour", N_("labour")},
    CodeEntry<intake::LineKind>{intake::LineKind::part, "part", N_("part")},
    CodeEntry<intake::LineKind>{intake::LineKind::core, "core", N_("core deposit")},
    CodeEntry<intake::LineKind>{intake::LineKind::fee, "fee", N_("fee")},
    CodeEntry<intake::LineKind>{intake::LineKind::other, "other", N_("other")},
};
template <>
inline constexpr std::array codes<intake::LineState> = {
    CodeEntry<intake::LineState>{intake::LineState::quoted, "quoted", N_("quoted")},
    CodeEntry<intake::LineState>{intake::LineState::agreed, "agreed", N_("agreed")},
    CodeEntry<intake::LineState>{intake::LineState::dropped, "dropped", N_("dropped")},
    CodeEntry<intake::LineState>{intake::LineState::void_, "void", N_("void")},
};
template <>
inline constexpr std::array codes<intake::Payer> = {
    CodeEntry<intake::Payer>{intake::Payer::customer, "customer", N_("customer")},
    CodeEntry<intake::Payer>{intake::Payer::warranty, "warranty", N_("warranty")},
    CodeEntry<intake::Payer>{intake::Payer::insurer, "insurer", N_("insurer")},
};
template <>
inline constexpr std::array codes<intake::EstimateState> = {
    CodeEntry<intake::EstimateState>{intake::EstimateState::draft, "draft", N_("draft")},
    CodeEntry<intake::EstimateState>{intake::EstimateState::confirmed, "confirmed",
                                     N_("confirmed")},
    CodeEntry<intake::EstimateState>{intake::EstimateState::void_, "void", N_("void")},
};
template <>
inline constexpr std::array fields<intake::Estimate> = {
    field<&intake::Estimate::id>("id"),
    field<&intake::Estimate::job>("job"),
    field<&intake::Estimate::version>("version"),
    field<&intake::Estimate::total>("total_amount"),
    field<&intake::Estimate::tax>("tax_amount"),
    field<&intake::Estimate::labour_hours>("labour_hours"),
    field<&intake::Estimate::promised_at>("promised_at"),
    field<&intake::Estimate::state>("state"),
};
template <>
inline constexpr std::array fields<intake::JobLine> = {
    field<&intake::JobLine::id>("id"),
    field<&intake::JobLine::number>("number"),
    field<&intake::JobLine::estimate_id>("estimate_id"),
    field<&intake::JobLine::change_id>("change_id"),
    field<&intake::JobLine::kind>("kind"),
    field<&intake::JobLine::operation>("operation"),
    field<&intake::JobLine::category>("category"),
    field<&intake::JobLine::in_words>("in_words"),
    field<&intake::JobLine::part_id>("part_id"),
    field<&intake::JobLine::part_number, parts::read_part_label>("part_number"),
    field<&intake::JobLine::core_of>("core_of"),
    field<&intake::JobLine::text>("text"),
    field<&intake::JobLine::quantity>("qty"),
    field<&intake::JobLine::unit_price>("unit_price_amount"),
    field<&intake::JobLine::amount>("amount"),
    field<&intake::JobLine::payer>("payer"),
    field<&intake::JobLine::state>("state"),
    field<&intake::JobLine::cost>("cost_amount"),
    field<&intake::JobLine::drop_change_id>("drop_change_id"),
    field<&intake::JobLine::list_amount>("list_amount"),
    field<&intake::JobLine::below_list_by>("below_list_by"),
    field<&intake::JobLine::warranted_by>("warranted_by"),
    field<&intake::JobLine::other_fault>("other_fault"),
};
}  // namespace svcctl
