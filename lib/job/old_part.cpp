#include "job/old_part.hpp"

#include "customer/words.hpp"
#include "job/grounds.hpp"
#include "job/issue.hpp"
#include "job/private/rules.hpp"
#include "job/rule.hpp"
#include "job/waste.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/catalogue/supplier.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

using intake::JobRecord;
using intake::OldPartsWish;

const std::string old_part_columns =
    "SELECT " + store::late_by("old_part", "o") +
    R"( AS late_by, o.id, j.outlet_id, j.number AS job, o.tag, p.number AS part_number, p.brand, p.name, p.name_zh, o.qty,
         o.place, o.outcome, o.outcome_at, COALESCE(o.waste_code, '') AS waste_code,
         j.old_parts_wish, o.document, o.at
    FROM old_part o
    JOIN job j ON j.id = o.job_id
    JOIN part p ON p.id = o.part_id)";

}  // namespace

OldPart find_old_part(const store::ReadTxn& tx, const std::string& tag) {
  auto old =
      tx.first<OldPart>(std::string(old_part_columns) + " WHERE o.tag = :tag", {{"tag", tag}});
  if (!old)
    throw not_found("old-part.not-found", tr("no old part is tagged {0}", tag),
                    "svcctl parts old list");
  return *old;
}

namespace {

/// "J261123-001-1": the job's number and the first counter that is free.
std::string next_tag(const store::ReadTxn& tx, const JobRecord& job) {
  auto number = tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM old_part WHERE job_id = :job",
                                       {{"job", job.id}})
                    .value_or(0);
  for (;;) {
    std::string tag = job.number + "-" + std::to_string(++number);
    if (!tx.value<std::int64_t>("SELECT id AS value FROM old_part WHERE tag = :tag",
                                {{"tag", tag}}))
      return tag;
  }
}

/// Into the waste store and, where it is taken away at once, out of it.
void consign(store::WriteTxn& tx, const OldPart& old, const std::string& waste,
             const OutcomeRequest& request) {
  const auto unit = tx.value<std::string>(
      R"(SELECT p.unit AS value FROM old_part o JOIN part p ON p.id = o.part_id
          WHERE o.id = :id)",
      {{"id", old.id}});
  waste_in(tx, {.code = waste,
                .quantity = old.quantity,
                .unit = unit.value_or("pc"),
                .container = request.container,
                .source = old.tag,
                .old_part_id = old.id});
  if (request.receiver.empty()) return;
  waste_out(tx, {.code = waste,
                 .quantity = old.quantity,
                 .unit = unit.value_or("pc"),
                 .receiver = request.receiver,
                 .manifest = request.document,
                 .carrier = request.carrier,
                 .container = request.container,
                 .old_part_id = old.id});
}

void send_core(store::WriteTxn& tx, const OldPart& old, const std::string& supplier) {
  const auto charge = tx.value<Money>(
      R"(SELECT p.core_charge_amount AS value FROM old_part o JOIN part p ON p.id = o.part_id
          WHERE o.id = :id)",
      {{"id", old.id}});
  tx.insert(
      R"(INSERT INTO core_return (old_part_id, supplier_id, charge_amount, outlet_id)
         VALUES (:old, :supplier, :charge, (SELECT outlet_id FROM old_part WHERE id = :old)))",
      {{"old", old.id},
       {"supplier", parts::find_supplier(tx, supplier).id},
       {"charge", charge.value_or(Money()) * old.quantity}});
}

/// The hazardous-waste code of what a part replaces: as it was when the part was issued, so that
/// taking it off the catalogue meanwhile changes nothing.
std::string waste_of(const StillOut& out, const parts::Part& part) {
  return out.waste_code.empty() ? part.waste_code : out.waste_code;
}

/// Refuses to give away hazardous waste, or what the customer left to the shop (2.3-oldparts).
void require_given_back(store::WriteTxn& tx, const OldPart& old) {
  const auto judged = store::judge(tx, rule::giving_back, {{"old", old.id}, {"at", tx.happened()}},
                                   {&rule::harmless_old_part, &rule::wished_back});
  require(tx, judged, rule::harmless_old_part, "job.old-hazardous-back",
          tr("{0} is hazardous waste {1}: it goes to a licensed receiver, not to the customer",
             old.tag, old.waste_code),
          "svcctl parts old consign " + old.tag, store::Overridable::never);
  require(tx, judged, rule::wished_back, "job.old-not-wished",
          tr("the customer of job {0} left old parts to the shop: {1} is not given back", old.job,
             old.tag),
          "svcctl parts old scrap " + old.tag);
}

Core read_core(const store::Row& row) {
  const Quantity quantity = row["qty"];
  return {.tag = row["tag"],
          .job = row["job"],
          .part = parts::read_part_label(row),
          .quantity = quantity,
          .charge = row.get<std::optional<Money>>("charge_amount")
                        .value_or(row.get<Money>("core_charge_amount") * quantity),
          .sent = row.get<std::optional<Money>>("charge_amount").has_value(),
          .supplier = row["supplier"],
          .document = row["document"],
          .credit = row.get<std::optional<Money>>("credit_amount")};
}

}  // namespace

Waiver waive_old_part(store::WriteTxn& tx, const Waiver& request) {
  require_any_right(tx, Right::keep_stock, Right::repair);
  const JobRecord job = intake::find_job(tx, request.job);
  const parts::Part part = parts::find_part(tx, request.part);
  tx.stands_on(Clause::old_parts, {intake::opened.of(job.id)});
  const StillOut out = still_out(tx, job.id, part.id);
  const std::string waste = waste_of(out, part);
  require(tx, waste.empty() || request.reason == NoOldPart::added, Clause::old_parts,
          "job.waive-hazardous",
          tr("what part {0} replaces is hazardous waste ({1}): it is tagged", part.label(), waste),
          "svcctl parts old tag " + job.number + " " + part.number, store::Overridable::never);
  const auto judged = store::judge(tx, rule::waiving,
                                   {{"job", job.id},
                                    {"part", part.id},
                                    {"reason", to_code(request.reason)},
                                    {"at", tx.happened()}},
                                   {&rule::added_anew});
  require(
      tx, judged, rule::added_anew, "job.waive-replaced",
      tr("part {0} replaces another: what came off job {1} is tagged", part.label(), job.number),
      "svcctl parts old tag " + job.number + " " + part.label());
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (out.quantity <= Quantity())
    throw usage_error("job.not-fitted",
                      tr("nothing of part {0} is issued to job {1}", part.label(), job.number),
                      "svcctl job show " + job.number);
  if (tx.value<std::int64_t>(
          "SELECT id AS value FROM old_part_waiver WHERE job_id = :job AND part_id = :part",
          {{"job", job.id}, {"part", part.id}}))
    throw usage_error("job.waived",
                      tr("that is said of part {0} of job {1} already", part.label(), job.number));
  tx.insert(
      "INSERT INTO old_part_waiver (job_id, part_id, reason, replaces, at, recorded_at, "
      "staff_id, outlet_id) SELECT :job, p.id, :reason, " +
          std::string(rule::replaces_another) +
          ", :at, :now, :staff, :outlet FROM part p WHERE p.id = :part",
      {{"job", job.id},
       {"part", part.id},
       {"reason", request.reason},
       tx.stamp(),
       {"outlet", job.outlet_id}});
  tx.record(
      store::of_outlet(job.outlet_id),
      {"job", job.number, {{"fitted", part.label()}, {"no-old-part", to_code(request.reason)}}});
  return {.job = job.number,
          .part = part.label(),
          .reason = request.reason,
          .by = tx.actor().code,
          .at = tx.stamp().happened()};
}

OldPart tag_old_part(store::WriteTxn& tx, const TagRequest& request) {
  require_any_right(tx, Right::keep_stock, Right::repair);
  const JobRecord job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::old_parts, {intake::opened.of(job.id), intake::confirmed.of(job.id)});
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.quantity <= Quantity())
    throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  const parts::Part part = parts::find_part(tx, request.part);
  const StillOut out = still_out(tx, job.id, part.id);
  const Quantity fitted = out.quantity;
  const Quantity tagged = tx.value<Quantity>(
                                "SELECT SUM(qty) AS value FROM old_part WHERE job_id = :job AND "
                                "part_id = :part",
                                {{"job", job.id}, {"part", part.id}})
                              .value_or(Quantity());
  if (tagged + request.quantity > fitted)
    throw usage_error(
        "job.old-too-many",
        tr("{0} of part {1} are issued to job {2} and {3} replaced ones are tagged: "
           "{4} more cannot be",
           fitted.str(), part.label(), job.number, tagged.str(), request.quantity.str()),
        "svcctl parts old list --job " + job.number);
  std::optional<std::int64_t> task_id;
  if (!request.task.empty()) task_id = find_task(tx, job, request.task).id;
  const std::string tag = request.tag.empty() ? next_tag(tx, job) : request.tag;
  if (tx.value<std::int64_t>("SELECT id AS value FROM old_part WHERE tag = :tag", {{"tag", tag}}))
    throw usage_error("job.tag-taken", tr("tag {0} is on another old part", tag),
                      "svcctl parts old list");
  const std::string code = waste_of(out, part);
  const auto waste = code.empty() ? std::nullopt : std::optional(code);
  tx.insert(R"(
    INSERT INTO old_part (job_id, part_id, task_id, tag, qty, place, outcome, waste_code, at,
                          recorded_at, staff_id, outlet_id)
    VALUES (:job, :part, :task, :tag, :qty, :place, 'open', :waste, :at, :now, :staff,
            (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job.id},
             {"part", part.id},
             {"task", task_id},
             {"tag", tag},
             {"qty", request.quantity},
             {"place", request.place},
             {"waste", waste},
             tx.stamp()});
  tx.record(store::of_outlet(job.outlet_id),
            {"old-part",
             tag,
             {{"job", job.number}, {"part", part.label()}, {"qty", request.quantity.str()}}});
  return find_old_part(tx, tag);
}

OldPart settle_old_part(store::WriteTxn& tx, const OutcomeRequest& request) {
  require_any_right(tx, Right::keep_stock, Right::receive);
  const OldPart old = find_old_part(tx, request.tag);
  tx.stands_on(Clause::old_parts, {tagged.of(old.id)});
  // Who took an old part home may still bring it in for its core deposit.
  const bool brought =
      old.outcome == OldPartOutcome::returned && request.outcome == OldPartOutcome::core;
  if (old.outcome != OldPartOutcome::open && !brought)
    throw wrong_state("job.old-settled", tr("old part {0} is {1} already", old.tag, old.outcome));
  const bool goes_back = request.outcome == OldPartOutcome::returned;
  const std::string waste = request.waste_code.empty() ? old.waste_code : request.waste_code;
  const bool consigned = request.outcome == OldPartOutcome::consigned;
  const bool hazardous = consigned && !waste.empty();
  if (goes_back) require_given_back(tx, old);
  require(tx, goes_back || brought || hazardous || old.wish != OldPartsWish::give_back,
          Clause::old_parts, "job.old-against-wish",
          tr("the customer of job {0} wants old parts back: {1} is not to be {2}", old.job, old.tag,
             request.outcome),
          "svcctl parts old return " + old.tag + " --to NAME");
  if (goes_back && request.to.empty())
    throw usage_error("job.old-to-whom", tr("who signed for it? give --to NAME"));
  if (request.outcome == OldPartOutcome::scrapped && !waste.empty())
    throw usage_error(
        "job.old-hazardous",
        tr("{0} is hazardous waste {1}: it is consigned, not scrapped", old.tag, waste),
        "svcctl parts old consign " + old.tag);
  if (consigned && (waste.empty() || request.document.empty() != request.receiver.empty()))
    throw usage_error(
        "job.old-manifest",
        tr("hazardous waste has its code, and a consignment its receiver and manifest"),
        "--waste-code CODE --receiver CODE --document MANIFEST");
  if (request.outcome == OldPartOutcome::core && request.supplier.empty())
    throw usage_error("job.core-supplier", tr("which supplier does the core go back to?"),
                      "svcctl parts old core " + old.tag + " --supplier CODE");
  const auto job = intake::find_job(tx, old.job);
  const auto words = customer::keep_words(tx, job.customer_id, job.id, "old-part", request.to);
  if (consigned) consign(tx, old, waste, request);
  if (request.outcome == OldPartOutcome::core) send_core(tx, old, request.supplier);
  const auto kept_waste = waste.empty() ? std::nullopt : std::optional(waste);
  tx.run(R"(
    UPDATE old_part SET outcome = :outcome, outcome_at = :at, words_id = :words,
           document = :document, waste_code = :waste
     WHERE id = :id)",
         {{"outcome", request.outcome},
          tx.stamp(),
          {"words", words},
          {"document", request.document},
          {"waste", kept_waste},
          {"id", old.id}});
  tx.record(
      store::of_outlet(old.outlet_id),
      {"old-part",
       old.tag,
       {{"job", old.job}, {"outcome", to_code(request.outcome)}, {"document", request.document}}});
  return find_old_part(tx, old.tag);
}

std::vector<OldPart> old_parts(const store::ReadTxn& tx, const std::string& job, bool open_only) {
  const std::int64_t job_id = job.empty() ? 0 : intake::find_job(tx, job).id;
  const auto here = job.empty() ? tx.within("o.outlet_id") : store::Within();
  return tx.all<OldPart>(std::string(old_part_columns) + R"(
     WHERE (:job = 0 OR o.job_id = :job) AND (:open = 0 OR o.outcome = 'open'))" +
                             here.sql + " ORDER BY o.id",
                         {here, {"job", job_id}, {"open", open_only}});
}

std::vector<Waiver> waivers(const store::ReadTxn& tx, const std::string& job) {
  const std::int64_t job_id = job.empty() ? 0 : intake::find_job(tx, job).id;
  return tx.all("SELECT " + store::late_by("old_part_waiver", "w") + R"( AS late_by,
           j.number AS job, p.number AS number, p.brand AS brand, w.reason,
           COALESCE(s.code, '') AS staff, w.at
      FROM old_part_waiver w
      JOIN job j ON j.id = w.job_id
      JOIN part p ON p.id = w.part_id
      LEFT JOIN staff s ON s.id = w.staff_id
     WHERE :job = 0 OR w.job_id = :job
     ORDER BY w.id)",
                {{"job", job_id}}, [](const store::Row& row) {
                  return Waiver{.job = row["job"],
                                .part = parts::read_part_label(row),
                                .reason = row.get<NoOldPart>("reason"),
                                .by = row["staff"],
                                .at = row.get<Instant>("at"),
                                .late_by = row["late_by"]};
                });
}

std::vector<Core> cores(const store::ReadTxn& tx, bool open_only) {
  const auto here = tx.within("o.outlet_id");
  return tx.all(
      R"(SELECT o.tag AS tag, j.number AS job, p.number AS number, p.brand AS brand, o.qty AS qty,
                p.core_charge_amount AS core_charge_amount, c.charge_amount AS charge_amount,
                COALESCE(s.code, '') AS supplier, o.document AS document,
                c.credit_amount AS credit_amount
           FROM old_part o JOIN job j ON j.id = o.job_id JOIN part p ON p.id = o.part_id
           LEFT JOIN core_return c ON c.old_part_id = o.id
           LEFT JOIN supplier s ON s.id = c.supplier_id
          WHERE (c.id IS NOT NULL OR (o.outcome = 'open' AND p.core_charge_amount > 0))
            AND (:open = 0 OR c.credit_amount IS NULL))" +
          here.sql + " ORDER BY o.id",
      {here, {"open", open_only}}, read_core);
}

Core credit_core(store::WriteTxn& tx, const std::string& tag, Money amount,
                 const std::string& document) {
  shop::require_right(tx, Right::keep_stock);
  const OldPart old = find_old_part(tx, tag);
  tx.stands_on(Clause::old_parts, {parted_with.of(old.id)});
  if (old.outcome != OldPartOutcome::core)
    throw wrong_state("job.core-not-sent", tr("{0} did not go back as a core", old.tag),
                      "svcctl parts old core " + old.tag + " --supplier CODE");
  if (amount <= Money())
    throw usage_error("parts.credit", tr("a credit is above zero"), "--amount AMOUNT");
  if (tx.run(R"(UPDATE core_return SET credit_amount = :amount, credit_document = :document,
                       credited_at = :at
                 WHERE old_part_id = :old AND credit_amount IS NULL)",
             {{"amount", amount}, {"document", document}, tx.stamp(), {"old", old.id}}) == 0)
    throw wrong_state("job.core-credited", tr("core {0} is credited already", old.tag));
  tx.record(store::of_outlet(old.outlet_id),
            {"old-part", old.tag, {{"credit", amount.str()}, {"document", document}}});
  for (auto& core : cores(tx, false))
    if (core.tag == old.tag) return core;
  throw bug("a credited core that is not listed");
}

}  // namespace svcctl::job
