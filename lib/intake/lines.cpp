#include <algorithm>
#include <map>
#include <utility>

#include "base/read/number.hpp"
#include "intake/estimate.hpp"
#include "intake/warranted.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/catalogue/price.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

/// A line as asked for, before it has a number.
struct Draft {
  LineKind kind = LineKind::other;
  std::string operation;
  std::optional<Category> category;  ///< of work
  bool in_words = false;             ///< work that is no operation of the catalogue
  std::optional<std::int64_t> part_id;
  std::string text;
  Quantity quantity = Quantity::whole(1);
  std::optional<Money> unit_price;
  Money core_charge = {};                 ///< of a part: the deposit on its old part
  std::optional<Money> list_amount = {};  ///< what it comes to by the shop's list
  Payer payer = Payer::customer;
  std::optional<std::int64_t> warranted_by = {};  ///< the visit that mended the same

  Money amount() const { return unit_price ? *unit_price * quantity : Money(); }
};

/// "A:B" split at the last colon; the second part is empty where there is none.
std::pair<std::string, std::string> split_last(const std::string& typed, char mark) {
  const auto at = typed.rfind(mark);
  if (at == std::string::npos) return {typed, {}};
  return {typed.substr(0, at), typed.substr(at + 1)};
}

/// "AMOUNT[@PRICE]".
struct Measure {
  std::optional<Quantity> amount;
  std::optional<Money> price;
  bool good = true;
};
Measure parse_measure(const std::string& typed) {
  Measure out;
  const auto mark = typed.find('@');
  out.amount = readers::quantity(typed.substr(0, mark)).value;
  if (mark != std::string::npos) out.price = readers::amount(typed.substr(mark + 1)).value;
  out.good = out.amount && *out.amount > Quantity() &&
             (mark == std::string::npos || (out.price && *out.price >= Money()));
  return out;
}

const std::string& in_language(const Settings& settings, const std::string& en,
                               const std::string& zh) {
  return settings.language == "zh" && !zh.empty() ? zh : en;
}

/// What work is until a manager says what it is: see intake/category.hpp.
constexpr Category unknown_work = Category::whole;

Draft labour_draft(const store::ReadTxn& tx, const std::string& typed) {
  const Settings& settings = tx.settings();
  Draft draft;
  draft.kind = LineKind::labour;
  std::optional<Quantity> hours;
  std::optional<Money> rate;
  std::string code = typed;
  if (!settings.operation_called(typed)) {
    const auto [head, tail] = split_last(typed, ':');
    if (!tail.empty() || head != typed) {
      const Measure measure = parse_measure(tail);
      if (!measure.good || head.empty())
        throw usage_error("intake.labour", tr("cannot read labour {0}: OP[:HOURS[@RATE]]", typed));
      code = head;
      hours = measure.amount;
      rate = measure.price;
    }
  }
  const Operation* operation = settings.operation_called(code);
  if (operation) code = operation->code;
  if (!operation && !hours)
    throw usage_error(
        "intake.operation",
        tr("no operation {0} in the configuration; give its hours: {0}:HOURS[@RATE]", code),
        "svcctl config show");
  draft.operation = code;
  draft.in_words = operation == nullptr;
  draft.category = operation ? operation->category : unknown_work;
  draft.text = operation ? in_language(settings, operation->name, operation->name_zh) : code;
  if (draft.text.empty()) draft.text = code;
  draft.quantity =
      hours.value_or(Quantity::thousandths(operation ? operation->hours.thousandths() : 0));
  if (draft.quantity <= Quantity())
    throw usage_error("intake.hours",
                      tr("operation {0} has no hours; give them: {0}:HOURS[@RATE]", code));
  std::optional<Money> posted;
  if (operation && operation->rate)
    posted = operation->rate;
  else if (settings.labour_rate > Money())
    posted = settings.labour_rate;
  draft.unit_price = rate ? rate : posted;
  const bool known_hours = operation && operation->hours > Hours();
  if (posted)
    draft.list_amount =
        *posted *
        (known_hours ? Quantity::thousandths(operation->hours.thousandths()) : draft.quantity);
  return draft;
}

/// What the list said when the visit was opened counts where it says less since: it is not lowered
/// for one customer.
Draft part_draft(const store::ReadTxn& tx, const std::string& typed, Instant opened_at) {
  const auto [number, tail] = split_last(typed, ':');
  Measure measure;
  measure.amount = Quantity::whole(1);
  if (number != typed) measure = parse_measure(tail);
  if (!measure.good || number.empty())
    throw usage_error("intake.part", tr("cannot read part {0}: NO[:QTY[@PRICE]]", typed));
  const parts::Part part = parts::find_part(tx, number);
  Draft draft;
  draft.kind = LineKind::part;
  draft.part_id = part.id;
  draft.text = in_language(tx.settings(), part.name, part.name_zh);
  draft.quantity = *measure.amount;
  draft.core_charge = part.core_charge;
  const auto [posted, then] = parts::list_prices_since(tx, part, opened_at);
  draft.unit_price = measure.price ? measure.price : posted;
  if (posted || then)
    draft.list_amount = std::max(posted.value_or(Money()), then.value_or(Money())) * draft.quantity;
  return draft;
}

/// A fee of the shop's list. @param amount as typed, or nothing
Draft fee_draft(const Settings& settings, const Fee& fee, std::optional<Money> amount) {
  if (fee.price && amount && *amount > *fee.price)
    throw usage_error("intake.fee-price",
                      tr("fee {0} is posted at {1}: nobody asks {2} for it", fee.code,
                         fee.price->str(), amount->str()),
                      "--other " + fee.code);
  if (!fee.price && !amount)
    throw usage_error("intake.fee-amount", tr("fee {0} has no posted price", fee.code),
                      "--other " + fee.code + ":AMOUNT");
  Draft draft;
  draft.kind = LineKind::fee;
  draft.operation = fee.code;
  draft.text = in_language(settings, fee.name, fee.name_zh);
  draft.unit_price = amount ? amount : fee.price;
  draft.list_amount = fee.price;
  return draft;
}

/// A fee, or work in free words.
Draft other_draft(const store::ReadTxn& tx, const std::string& typed) {
  const Settings& settings = tx.settings();
  const auto [text, tail] = split_last(typed, ':');
  const auto amount = readers::amount(tail).value;
  const bool priced = amount && *amount >= Money();
  const Fee* fee = settings.fee_called(text);
  if (fee && (priced || text == typed)) return fee_draft(settings, *fee, amount);
  if (text.empty() || !priced)
    throw usage_error("intake.other", tr("cannot read charge {0}: TEXT:AMOUNT", typed));
  if (const Operation* known = settings.operation_called(text))
    throw usage_error("intake.other-operation",
                      tr("{0} is operation {1} of the catalogue", text, known->code),
                      "--labour " + known->code);
  Draft draft;
  draft.text = text;
  draft.in_words = true;
  draft.category = unknown_work;
  draft.unit_price = amount;
  return draft;
}

/// A package is sold whole: what it is made of is in the catalogue.
void require_parts_of(const store::ReadTxn& tx, const Package& package) {
  const auto lacking = parts_lacking(tx, package);
  if (lacking.empty()) return;
  std::string add;
  for (const auto& number : lacking)
    add += (add.empty() ? "" : "\n") + std::string("svcctl parts add ") + number +
           " --name NAME --price PRICE";
  throw not_found("intake.package-parts",
                  tr("package {0} is made of parts that are not in the catalogue: {1}",
                     package.code, joined(lacking, ", ")),
                  add);
}

std::vector<Draft> drafts(const store::ReadTxn& tx, const LinesRequest& request,
                          Instant opened_at) {
  std::vector<Draft> out;
  for (const auto& code : request.packages) {
    const Package* found = tx.settings().package(code);
    if (!found)
      throw usage_error("intake.package", tr("no package {0} in the configuration", code),
                        "svcctl config show");
    require_parts_of(tx, *found);
    for (const auto& operation : found->labour) out.push_back(labour_draft(tx, operation));
    for (const auto& part : found->parts) {
      out.push_back(part_draft(tx, part.number + ":" + part.quantity.str(), opened_at));
    }
  }
  for (const auto& typed : request.labour) out.push_back(labour_draft(tx, typed));
  for (const auto& typed : request.parts) out.push_back(part_draft(tx, typed, opened_at));
  for (const auto& typed : request.others) out.push_back(other_draft(tx, typed));
  return out;
}

/// Who pays: of a return repair within the warranty the shop (clause 2.4-itemise).
Payer payer_of(store::WriteTxn& tx, const JobRecord& job, const LinesRequest& request) {
  if (job.warranty_verdict != "within") return request.payer.value_or(Payer::customer);
  require(tx, request.payer.value_or(Payer::warranty) == Payer::warranty, Clause::itemise,
          "intake.warranty-bears",
          tr("job {0} is a return repair within the warranty: the shop bears it, whoever is named",
             job.number),
          "svcctl intake open --vehicle " + job.plate + " --again --concern WORDS",
          store::Overridable::never);
  return Payer::warranty;
}

/// Whether it may have been mended before: a fee is no work, and what maintenance fits wears out.
bool may_come_back(const Settings& settings, const Draft& draft, bool maintenance_only) {
  if (draft.kind == LineKind::part) return !maintenance_only;
  const Operation* operation = settings.operation(draft.operation);
  return draft.kind != LineKind::fee && (draft.in_words || !operation || !operation->maintenance);
}

bool is_maintenance_only(const Settings& settings, const std::vector<Draft>& drafts) {
  bool work = false;
  for (const auto& draft : drafts) {
    if (!is_work(draft.kind)) continue;
    const Operation* operation = draft.in_words ? nullptr : settings.operation(draft.operation);
    if (!operation || !operation->maintenance) return false;
    work = true;
  }
  return work;
}

/// Says who pays for each line. What an earlier visit mended within its warranty is the shop's,
/// however it is called now, unless a manager says that it is another fault (clause 2.4-itemise).
/// @param again the command, for hints
void settle_payers(store::WriteTxn& tx, const JobRecord& job, const LinesRequest& request,
                   Payer payer, const std::string& again, std::vector<Draft>& drafts) {
  const Warranted warranted(tx, job);
  const bool maintenance_only = is_maintenance_only(tx.settings(), drafts);
  bool another = false;
  for (auto& draft : drafts) {
    draft.payer = payer;
    if (payer == Payer::warranty || warranted.empty() ||
        !may_come_back(tx.settings(), draft, maintenance_only))
      continue;
    const auto* by = warranted.by({.operation = draft.operation,
                                   .text = draft.text,
                                   .in_words = draft.in_words,
                                   .part_id = draft.part_id});
    if (by == nullptr) continue;
    draft.warranted_by = by->job_id;
    if (request.other_fault.empty() && !request.payer) {
      draft.payer = Payer::warranty;
      continue;
    }
    another = true;
    require(
        tx, !request.other_fault.empty(), Clause::itemise, "intake.within-warranty",
        tr("{0} was mended on job {1}, within its warranty until {2}: the shop bears it, unless "
           "a manager says that it is another fault",
           draft.text, by->job, by->until_on.str()),
        again + " … --other-fault WORDS --as MANAGER", store::Overridable::never);
    require(
        tx, tx.may(Right::manage), Clause::itemise, "intake.other-fault",
        tr("{0} was mended on job {1}, within its warranty until {2}: that it is another fault, "
           "a manager says",
           draft.text, by->job, by->until_on.str()),
        again + " … --other-fault WORDS --as MANAGER", store::Overridable::never);
  }
  if (!request.other_fault.empty() && !another)
    throw usage_error("intake.nothing-warranted",
                      tr("nothing of it was mended within a warranty: leave --other-fault out"));
}

/// What is quoted below the shop's list is a discount: above the limit it needs the right to give
/// it (clause 2.4-itemise).
/// @return who quotes below the list and may do so without limit, or nothing
std::optional<std::int64_t> require_list_prices(store::WriteTxn& tx,
                                                const std::vector<Draft>& drafts) {
  Money list, below;
  for (const auto& draft : drafts) {
    if (draft.payer != Payer::customer) continue;
    const Money amount = draft.amount();
    list += std::max(amount, draft.list_amount.value_or(amount));
    if (draft.list_amount && amount < *draft.list_amount) below += *draft.list_amount - amount;
  }
  if (below.is_zero()) return std::nullopt;
  const bool may = tx.may(Right::discount);
  const auto& limit = tx.settings().discount_limit;
  require(tx, may || below <= list * limit, Clause::itemise, "intake.below-list",
          tr("{0} below the shop's list is a discount above the limit of {1} % ({2}): it needs the "
             "right to give it",
             below.str(), limit.str(), (list * limit).str()),
          "--as MANAGER");
  return may ? tx.actor_id() : std::nullopt;
}

}  // namespace

std::vector<std::string> parts_lacking(const store::ReadTxn& tx, const Package& package) {
  std::vector<std::string> out;
  for (const auto& part : package.parts) {
    try {
      parts::find_part(tx, part.number);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::not_found) throw;
      out.push_back(part.number);
    }
  }
  return out;
}

std::vector<JobLine> add_lines(store::WriteTxn& tx, const JobRecord& job,
                               const LinesRequest& request, std::optional<std::int64_t> estimate_id,
                               std::optional<std::int64_t> change_id) {
  const Payer payer = payer_of(tx, job, request);
  const auto before = job_lines(tx, job.id, true);
  auto number = before.empty() ? 0 : std::int64_t{before.back().number};
  const auto first = number + 1;
  auto all = drafts(tx, request, job.opened_at);
  settle_payers(tx, job, request, payer,
                (change_id ? "svcctl job change " : "svcctl intake quote ") + job.number, all);
  const auto below_list_by = require_list_prices(tx, all);
  const auto charged_anew = [](const Draft& draft) {
    return draft.warranted_by && draft.payer != Payer::warranty;
  };
  const auto row = [&](const Draft& draft, std::int64_t at, std::optional<std::int64_t> core_of) {
    const std::optional<std::string> operation =
        draft.operation.empty() ? std::nullopt : std::optional(draft.operation);
    return store::NewRow{
        {"job_id", job.id},
        {"number", at},
        {"estimate_id", estimate_id},
        {"change_id", change_id},
        {"kind", draft.kind},
        {"operation", operation},
        {"category", draft.category},
        {"in_words", draft.in_words},
        {"part_id", draft.part_id},
        {"core_of", core_of},
        {"text", draft.text},
        {"qty", draft.quantity},
        {"unit_price_amount", draft.unit_price},
        {"amount", draft.amount()},
        {"list_amount", draft.list_amount},
        {"below_list_by",
         draft.list_amount && draft.amount() < *draft.list_amount ? below_list_by : std::nullopt},
        {"payer", draft.payer},
        {"warranted_by_job_id", draft.warranted_by},
        {"other_fault", charged_anew(draft) ? std::optional(request.other_fault) : std::nullopt},
        {"other_fault_by", charged_anew(draft) ? tx.actor_id() : std::nullopt},
        {"state", LineState::quoted},
        {"outlet_id", job.outlet_id}};
  };
  std::vector<store::NewRow> lines, cores;
  std::vector<std::pair<Draft, std::int64_t>> with_core;  // parts, by their number
  for (const Draft& draft : all) {
    lines.push_back(row(draft, ++number, std::nullopt));
    if (draft.core_charge.is_zero()) continue;
    with_core.emplace_back(draft, number);
    ++number;  // the core's
  }
  std::map<std::int64_t, std::int64_t> ids;  // by number
  tx.insert_rows("job_line", lines, [&](const store::Row& made) {
    ids.emplace(made.get<std::int64_t>("number"), made.get<std::int64_t>("id"));
  });
  for (const auto& [part, at] : with_core)
    cores.push_back(row({.kind = LineKind::core,
                         .operation = {},
                         .category = std::nullopt,
                         .part_id = std::nullopt,
                         .text = part.text,
                         .quantity = part.quantity,
                         .unit_price = part.core_charge,
                         .payer = part.payer},
                        at + 1, ids.at(at)));
  tx.insert_rows("job_line", cores);
  auto added = job_lines(tx, job.id);
  std::erase_if(added, [&](const JobLine& line) { return line.number < first; });
  return added;
}

}  // namespace svcctl::intake
