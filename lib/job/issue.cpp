#include "job/issue.hpp"

#include <algorithm>

#include "customer/vehicle.hpp"
#include "intake/estimate.hpp"
#include "intake/job_state.hpp"
#include "job/change.hpp"
#include "job/private/rules.hpp"
#include "job/rule.hpp"
#include "job/serial.hpp"
#include "parts/buying/request.hpp"
#include "parts/catalogue/fitment.hpp"
#include "parts/catalogue/part.hpp"
#include "parts/stock/reservation.hpp"
#include "parts/stock/stock.hpp"
#include "shop/staff.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

using intake::JobLine;
using intake::JobRecord;
using intake::LineState;

void require_positive(Quantity quantity) {
  if (quantity <= Quantity()) throw usage_error("parts.qty", tr("a quantity above zero is needed"));
}

/// The number of the unanswered change that would bring the part, or nothing.
std::optional<std::int64_t> proposing_change(const store::ReadTxn& tx, std::int64_t job_id,
                                             std::int64_t part_id) {
  return tx.value<std::int64_t>(R"(
    SELECT MIN(c.number) AS value
      FROM job_line l JOIN change_order c ON c.id = l.change_id
     WHERE l.job_id = :job AND l.part_id = :part AND l.state = 'quoted' AND c.state = 'proposed')",
                                {{"job", job_id}, {"part", part_id}});
}

/// The quantity stands on lines that the customer agreed to before now (clause 2.2-consent).
void require_agreed(store::WriteTxn& tx, const JobRecord& job, const parts::Part& part,
                    Quantity before, Quantity wanted) {
  auto lines = intake::job_lines(tx, job.id);
  std::erase_if(lines, [&](const JobLine& line) {
    return line.part_id != part.id || line.state != LineState::agreed;
  });
  Quantity agreed;
  for (const auto& line : lines) {
    const Quantity from = agreed;
    agreed += line.quantity;
    if (agreed > before && from < before + wanted) require_consent(tx, job, line.change_id);
  }
  if (before + wanted <= agreed) return;
  const auto change = proposing_change(tx, job.id, part.id);
  require(tx, !change, Clause::consent, "job.change-open",
          tr("part {0} belongs to change {1} of job {2}, to which the customer has not consented",
             part.label(), change.value_or(0), job.number),
          consent_hint(job, change.value_or(0)));
  const std::string hint = "svcctl job change " + job.number + " --reason … --part " +
                           part.label() + ":" + (before + wanted - agreed).str();
  require(
      tx, !lines.empty(), Clause::consent, "job.part-not-agreed",
      tr("part {0} is not among what the customer agreed to on job {1}", part.label(), job.number),
      hint);
  require(tx, false, Clause::consent, "job.beyond-agreed",
          tr("the customer agreed to {0} of part {1} on job {2}; {3} are issued, {4} more are "
             "wanted",
             agreed.str(), part.label(), job.number, before.str(), wanted.str()),
          hint);
}

/// A part is fitted or handed over, not one of it this way and one that way: what came off for it,
/// and its warranty, depend on it.
void require_one_use(const JobRecord& job, const parts::Part& part, const StillOut& before,
                     bool handing) {
  if (before.quantity.is_zero() || before.handed_over == handing) return;
  throw wrong_state(
      "job.handed-over",
      handing ? tr("part {0} is issued to job {1} to be fitted", part.label(), job.number)
              : tr("part {0} is issued to job {1} to be handed over as it is", part.label(),
                   job.number),
      handing ? "svcctl parts return " + job.number + " " + part.label()
              : "svcctl parts issue " + job.number + " " + part.label() + " --handed-over");
}

/// Whether the work of a task is on all the systems of the car that the part belongs to.
bool works_on(const store::ReadTxn& tx, const Task& task,
              const std::vector<const CarSystem*>& systems) {
  const auto worked_on = systems_of(tx.settings(), work_said(tx, task));
  return std::ranges::all_of(systems, [&](const CarSystem* system) {
    return std::ranges::find(worked_on, system) != worked_on.end();
  });
}

std::string codes_of(const std::vector<const CarSystem*>& systems) {
  std::string out;
  for (const auto* system : systems) out += (out.empty() ? "" : ", ") + system->code;
  return out;
}

/// An operation of the catalogue on those systems, for a hint.
std::string operation_on(const store::ReadTxn& tx, const std::vector<const CarSystem*>& systems) {
  for (const auto& operation : tx.settings().work->operations) {
    const auto of = tx.settings().systems_of(operation);
    if (std::ranges::all_of(systems, [&](const CarSystem* system) {
          return std::ranges::find(of, system) != of.end();
        }))
      return operation.code;
  }
  return "OP";
}

/// A part of a system of the car that must not fail is fitted by work on that system, whose checks
/// it brings (clause 2.3-fit). A part of which the catalogue says nothing of the kind is not judged.
/// @param may the tasks that may fit it: those that do stay
void require_fitting_work(store::WriteTxn& tx, const JobRecord& job, const parts::Part& part,
                          std::vector<Task>& may) {
  const auto systems = systems_of(tx.settings(), part);
  if (systems.empty()) return;
  auto fit = may;
  std::erase_if(fit, [&](const Task& task) { return !works_on(tx, task, systems); });
  require(tx, !fit.empty(), Clause::fit, "job.fits-other-work",
          tr("part {0} is of a system that must not fail ({1}), and no work of job {2} that would "
             "fit it is on that system",
             part.label(), codes_of(systems), job.number),
          "svcctl job change " + job.number + " --reason … --labour " + operation_on(tx, systems));
  if (!fit.empty()) may = std::move(fit);
}

/// The task that fits a part: the one that is named, or the only one of the job that may. Nothing
/// where any of several does. Refuses a part that no work fits (clause 2.2-quality).
std::optional<std::int64_t> fitting_task(store::WriteTxn& tx, const JobRecord& job,
                                         const parts::Part& part, const IssueRequest& request) {
  if (request.task.empty() && request.handed_over) return std::nullopt;
  std::vector<Task> may;
  if (!request.task.empty()) {
    if (request.handed_over)
      throw usage_error("job.handed-over-task",
                        tr("what is handed over as it is goes into no task"),
                        "svcctl parts issue " + job.number + " " + part.label() + " --handed-over");
    const Task task = find_task(tx, job, request.task);
    if (task.state == TaskState::dropped)
      throw wrong_state("task.closed",
                        tr("task {0} of job {1} is {2}", task.number, job.number, task.state));
    require_consent(tx, job, task.change_id);
    may = {task};
  } else {
    may = tasks(tx, job.id);
    std::erase_if(may, [](const Task& task) { return task.state == TaskState::dropped; });
    require(
        tx, !may.empty(), rule::fitted_by_work.clause, "job.nothing-fits-it",
        tr("no work of job {0} fits part {1}: it is fitted by a task, which is checked, or handed "
           "over as it is",
           job.number, part.label()),
        "svcctl job change " + job.number + " --reason … --labour OP\nsvcctl parts issue " +
            job.number + " " + part.label() + " --handed-over",
        store::Overridable::never);
  }
  require_fitting_work(tx, job, part, may);
  return may.size() == 1 ? std::optional(may.front().id) : std::nullopt;
}

/// What is known of a part that goes into a car.
struct Fit {
  bool unknown = false;  ///< the rules say nothing either way
  std::optional<std::int64_t> override_id =
      std::nullopt;  ///< it does not fit, and a manager said yes
};

/// Refuses a part whose rules exclude the car (clause 2.3-fit).
Fit require_fit(store::WriteTxn& tx, const JobRecord& job, const parts::Part& part) {
  const auto car = customer::vehicle_by_id(tx, job.vehicle_id);
  const auto verdict = parts::fitment_verdict(tx, part.id,
                                              {.make = car.make,
                                               .model = car.model,
                                               .year = car.year,
                                               .engine = car.engine,
                                               .vin = car.vin});
  const auto override_id =
      require(tx, verdict.fit != parts::Fit::no, Clause::fit, "job.does-not-fit",
              tr("part {0} does not fit {1} ({2} {3}): {4}", part.label(), job.plate, car.make,
                 car.model, verdict.rule),
              "svcctl parts fit list " + part.label());
  return {.unknown = verdict.fit == parts::Fit::unknown, .override_id = override_id};
}

Issued issued(const JobRecord& job, const parts::Part& part, const std::string& lot,
              Quantity quantity, Money cost) {
  return {.job = job.number,
          .part = part.label(),
          .text = part.name,
          .text_zh = part.name_zh,
          .lot = lot,
          .quantity = quantity,
          .cost = cost};
}

constexpr store::GroundKind issued_first{N_("the part was issued to the job"), nullptr};

std::optional<Instant> first_issue(const store::ReadTxn& tx, const JobRecord& job,
                                   const parts::Part& part) {
  return tx.value<Instant>(R"(
    SELECT MIN(COALESCE(happened_at, at)) AS value FROM stock_movement
     WHERE job_id = :job AND part_id = :part AND kind = 'issue')",
                           {{"job", job.id}, {"part", part.id}});
}

/// What came from one lot and is still with the job.
struct LotOut {
  std::int64_t lot_id = 0;
  std::string code;
  Quantity out;
};

std::vector<LotOut> lots_out(const store::ReadTxn& tx, std::int64_t job_id, std::int64_t part_id) {
  return tx.all(R"(
    SELECT m.lot_id, l.code, -SUM(m.qty) AS out_qty
      FROM stock_movement m JOIN lot l ON l.id = m.lot_id
     WHERE m.job_id = :job AND m.part_id = :part AND m.kind IN ('issue', 'return')
     GROUP BY m.lot_id, l.code
    HAVING SUM(m.qty) < 0
     ORDER BY MAX(m.id) DESC)",
                {{"job", job_id}, {"part", part_id}}, [](const store::Row& row) {
                  LotOut lot;
                  lot.lot_id = row["lot_id"];
                  lot.code = row.get<std::string>("code");
                  lot.out = row["out_qty"];
                  return lot;
                });
}

}  // namespace

StillOut still_out(const store::ReadTxn& tx, std::int64_t job_id, std::int64_t part_id) {
  return tx
      .first(R"(
    SELECT -COALESCE(SUM(qty), 0) AS qty,
           -COALESCE(SUM(CASE WHEN handed_over = 1 THEN qty ELSE 0 END), 0) AS handed_qty,
           COALESCE(MAX(CASE WHEN kind = 'issue' THEN waste_code END), '') AS waste_code
      FROM stock_movement
     WHERE job_id = :job AND part_id = :part AND kind IN ('issue', 'return'))",
             {{"job", job_id}, {"part", part_id}},
             [](const store::Row& row) {
               return StillOut{.quantity = row["qty"],
                               .handed_over = row.get<Quantity>("handed_qty") > Quantity(),
                               .waste_code = row["waste_code"]};
             })
      .value();
}

std::vector<HandedOver> handed_over_parts(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all(R"(
    SELECT p.number, p.brand, p.name, p.name_zh, -SUM(m.qty) AS qty
      FROM stock_movement m JOIN part p ON p.id = m.part_id
     WHERE m.job_id = :job AND m.handed_over = 1 AND m.kind IN ('issue', 'return')
     GROUP BY p.id, p.number, p.brand, p.name, p.name_zh
    HAVING SUM(m.qty) < 0
     ORDER BY p.number, p.brand)",
                {{"job", job_id}}, [](const store::Row& row) {
                  return HandedOver{.part = parts::read_part_label(row),
                                    .text = row["name"],
                                    .text_zh = row["name_zh"],
                                    .quantity = row["qty"]};
                });
}

std::vector<Issued> issue_part(store::WriteTxn& tx, const IssueRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  const JobRecord job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::consent, {intake::opened.of(job.id), intake::confirmed.of(job.id)});
  require_confirmed(tx, job);
  require_in_work(job);
  require_positive(request.quantity);
  const parts::Part part = parts::find_part(tx, request.part);
  const auto before = still_out(tx, job.id, part.id);
  require_one_use(job, part, before, request.handed_over);
  require_agreed(tx, job, part, before.quantity, request.quantity);
  require_serials(tx, part, request.quantity, request.serials);
  const auto task_id = fitting_task(tx, job, part, request);
  const Fit fit = request.handed_over ? Fit{} : require_fit(tx, job, part);
  const bool warn = fit.unknown && !tx.value<std::int64_t>(
                                       R"(
    SELECT MIN(id) AS value FROM stock_movement
     WHERE job_id = :job AND part_id = :part AND kind = 'issue')",
                                       {{"job", job.id}, {"part", part.id}});
  const std::optional<std::string> lot =
      request.lot.empty() ? std::nullopt : std::optional(request.lot);
  std::vector<Issued> out;
  auto serial = request.serials.begin();
  for (const auto& pick : parts::pick_lots(tx, part, request.quantity, lot, job.id)) {
    const auto moved = parts::move(tx,
                                   {.lot_id = pick.lot.id,
                                    .kind = parts::MovementKind::issue,
                                    .qty = -pick.qty,
                                    .job_id = job.id,
                                    .task_id = task_id,
                                    .document = job.number,
                                    .override_id = fit.override_id,
                                    .handed_over = request.handed_over},
                                   pick.lot);
    const auto from = serial;
    for (auto left = pick.qty; left > Quantity() && serial != request.serials.end(); ++serial)
      left -= Quantity::whole(1);
    keep_serials(tx, job, part, moved.id, {from, serial});
    out.push_back(issued(job, part, pick.lot.code, pick.qty, -moved.value));
    out.back().fit_unknown = warn;  // once a job
    out.back().successor = part.successor;
  }
  parts::use_reservation(tx, job.id, part.id, request.quantity);
  parts::answer_requests(tx, job.id, part.id, request.quantity);
  if (job.state == intake::JobState::confirmed)
    intake::move_job(tx, job, intake::JobState::working);
  const auto system = codes_of(systems_of(tx.settings(), part));
  for (const auto& one : out)
    tx.record(store::of_outlet(job.outlet_id), {"job",
                                                job.number,
                                                {{"issued", one.part},
                                                 {"lot", one.lot},
                                                 {"qty", one.quantity.str()},
                                                 {"system", system.empty() ? "not stated" : system},
                                                 {"fits", request.handed_over ? "handed over"
                                                          : fit.unknown       ? "unknown"
                                                                              : "yes"}}});
  return out;
}

std::vector<Issued> return_part(store::WriteTxn& tx, const IssueRequest& request) {
  shop::require_right(tx, Right::keep_stock);
  const JobRecord job = intake::find_job(tx, request.job);
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, job.state));
  require_positive(request.quantity);
  const parts::Part part = parts::find_part(tx, request.part);
  require_serials(tx, part, request.quantity, request.serials);
  tx.stands_on(Clause::store, {issued_first.at(first_issue(tx, job, part))});
  return_serials(tx, job, part, request.serials);
  auto lots = lots_out(tx, job.id, part.id);
  if (!request.lot.empty())
    std::erase_if(lots, [&](const LotOut& lot) { return lot.code != request.lot; });
  Quantity all;
  for (const auto& lot : lots) all += lot.out;
  if (request.quantity > all)
    throw usage_error("job.return-too-many",
                      tr("{0} of part {1} are issued to job {2}: {3} cannot come back", all.str(),
                         part.label(), job.number, request.quantity.str()),
                      "svcctl job show " + job.number);
  const bool handed = still_out(tx, job.id, part.id).handed_over;
  std::vector<Issued> out;
  Quantity left = request.quantity;
  for (const auto& lot : lots) {
    const Quantity back = std::min(left, lot.out);
    if (back.is_zero()) break;
    const auto moved = parts::move(tx, {.lot_id = lot.lot_id,
                                        .kind = parts::MovementKind::giving_back,
                                        .qty = back,
                                        .job_id = job.id,
                                        .document = job.number,
                                        .handed_over = handed});
    out.push_back(issued(job, part, lot.code, -back, -moved.value));
    left -= back;
  }
  for (const auto& one : out)
    tx.record(store::of_outlet(job.outlet_id),
              {"job",
               job.number,
               {{"returned", one.part}, {"lot", one.lot}, {"qty", (-one.quantity).str()}}});
  return out;
}

}  // namespace svcctl::job
