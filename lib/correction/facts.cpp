#include <array>

#include "correction/private/fact.hpp"

namespace svcctl::correction {
namespace {

// Who opened a visit stands with the names of its papers; of older visits it is not known.
constexpr Source job_row{.alias = "j",
                         .from = "job j WHERE j.id = :id",
                         .recorded = R"(j.recorded_at, (SELECT n.staff_id FROM paper_names n
                                                         WHERE n.job_id = j.id
                                                         ORDER BY n.id LIMIT 1) AS staff_id)",
                         .table = "job",
                         .row = "id = :id"};
constexpr Source delivery_row{.alias = "d",
                              .from = "delivery d WHERE d.job_id = :id",
                              .recorded = "d.recorded_at, d.staff_id",
                              .table = "delivery",
                              .row = "job_id = :id"};
constexpr Source task_row{.alias = "t",
                          .from = R"(task t JOIN task_clock k ON k.task_id = t.id
                WHERE k.id = (SELECT MIN(id) FROM task_clock WHERE task_id = :id))",
                          .recorded = "k.recorded_at, k.started_by AS staff_id",
                          .table = "task",
                          .row = "id = :id"};
constexpr Source first_clock{.alias = "k",
                             .from = task_row.from,
                             .recorded = task_row.recorded,
                             .table = "task_clock",
                             .row = "id = (SELECT MIN(id) FROM task_clock WHERE task_id = :id)"};
// When an end was recorded is not kept: it is taken for when it was.
constexpr Source last_clock{.alias = "k",
                            .from = R"(task_clock k WHERE k.stopped_at IS NOT NULL
                  AND k.id = (SELECT MAX(id) FROM task_clock WHERE task_id = :id))",
                            .recorded = "k.stopped_at AS recorded_at, k.stopped_by AS staff_id",
                            .table = "task_clock",
                            .row = "id = (SELECT MAX(id) FROM task_clock WHERE task_id = :id)"};

void before_opening(store::WriteTxn&, const Subject& of, const Value& value) {
  if (value.number.value_or(0) > of.job.opened_at.seconds)
    throw usage_error("intake.arrived", tr("the car cannot be served before it arrived"));
}

/// A visit keeps its concern, whatever it is (2.1-listen).
void not_empty(store::WriteTxn& tx, const Subject& of, const Value& value) {
  require(tx, !value.text.empty(), Clause::listen, "intake.no-concern",
          tr("a visit states the customer's concern, in the customer's own words"),
          "svcctl correct job " + of.job.number + " concern=WORDS --why WORDS",
          store::Overridable::never);
}

/// Old parts that came off are the customer's or the shop's by a wish that a manager puts right
/// (2.3-oldparts).
void wish_before_parts(store::WriteTxn& tx, const Subject& of, const Value&) {
  const bool fitted =
      tx.value<std::int64_t>(
            "SELECT 1 AS value FROM stock_movement WHERE job_id = :job AND kind = 'issue' LIMIT 1",
            {{"job", of.job.id}})
          .has_value();
  require(tx, !fitted || tx.may(Right::manage), Clause::old_parts, "correction.wish",
          tr("parts were fitted on job {0}: a manager puts the wish about old ones right",
             of.job.number),
          "--as MANAGER", store::Overridable::never);
}

/// Nobody's work was cross-checked by themselves, whoever it is said to be now (2.2-quality).
void not_the_checker(store::WriteTxn& tx, const Subject& of, const Value& value) {
  const auto staff = shop::find_staff(tx, shop::staff_code(tx, value.number));
  require(tx, staff.active && shop::rights_of(tx, staff).contains(Right::repair),
          Clause::technician, "correction.no-technician",
          tr("{0} does no repairs here", staff.code), "svcctl staff list",
          store::Overridable::never);
  const auto checker = tx.value<std::string>(R"(
    SELECT s.code AS value FROM task_check c JOIN staff s ON s.id = c.staff_id
     WHERE c.task_id = :task AND c.kind = 'cross' AND c.staff_id = :staff LIMIT 1)",
                                             {{"task", of.task->id}, {"staff", value.number}});
  require(tx, !checker, Clause::quality, "correction.breaks",
          tr("{0} cross-checked task {1} of job {2}: nobody checks what they did",
             checker.value_or(""), of.task->number, of.job.number),
          "svcctl job task " + of.job.number + " start " + std::to_string(of.task->number),
          store::Overridable::never);
  const auto inspector =
      tx.value<std::string>(R"(
    SELECT s.code AS value
      FROM final_inspection f JOIN staff s ON s.id = f.staff_id
     WHERE f.job_id = :job AND f.passed = 1 AND f.staff_id = :staff
       AND NOT EXISTS (SELECT 1 FROM task_check c
                        WHERE c.task_id = :task AND c.kind = 'cross' AND c.passed = 1
                          AND c.staff_id <> :staff) LIMIT 1)",
                            {{"job", of.job.id}, {"task", of.task->id}, {"staff", value.number}});
  require(tx, !inspector, Clause::quality, "correction.breaks",
          tr("{0} passed job {1}, of which nobody else checked task {2}: nobody checks what they "
             "did",
             inspector.value_or(""), of.job.number, of.task->number),
          "svcctl job check " + of.job.number + " " + std::to_string(of.task->number) +
              " --cross --pass --as STAFF",
          store::Overridable::never);
}

void require_order(store::WriteTxn& tx, const Subject& of, bool kept) {
  require(tx, kept, Clause::quality, "correction.breaks",
          tr("task {0} of job {1} begins, ends and is checked in this order", of.task->number,
             of.job.number),
          "svcctl job show " + of.job.number, store::Overridable::never);
}

void before_its_end(store::WriteTxn& tx, const Subject& of, const Value& value) {
  const auto stopped = tx.value<std::int64_t>(
      R"(SELECT stopped_at AS value FROM task_clock
          WHERE id = (SELECT MIN(id) FROM task_clock WHERE task_id = :task))",
      {{"task", of.task->id}});
  require_order(tx, of, value.number.value_or(0) <= stopped.value_or(tx.now().seconds));
}

void between_start_and_check(store::WriteTxn& tx, const Subject& of, const Value& value) {
  const auto began = tx.value<std::int64_t>(
      "SELECT MAX(started_at) AS value FROM task_clock WHERE task_id = :task",
      {{"task", of.task->id}});
  const auto checked = tx.value<std::int64_t>(
      "SELECT MIN(at) AS value FROM task_check WHERE task_id = :task AND round = :round",
      {{"task", of.task->id}, {"round", of.task->round}});
  const auto at = value.number.value_or(0);
  require_order(tx, of, at >= began.value_or(at) && at <= checked.value_or(at));
}

using enum FactType;
using intake::FactField;
using intake::FactOf;

constexpr std::array facts_of_visits = {
    Fact{FactOf::job, FactField::odometer, kilometres, &job_row, "odometer_km", nullptr,
         follow_odometer_in},
    Fact{FactOf::job, FactField::concern, words, &job_row, "concern", not_empty},
    Fact{FactOf::job, FactField::symptoms, words, &job_row, "symptoms"},
    Fact{FactOf::job, FactField::old_parts, wish, &job_row, "old_parts_wish", wish_before_parts},
    Fact{FactOf::job, FactField::arrived, moment, &job_row, "arrived_at", before_opening,
         follow_arrival},
    Fact{FactOf::job, FactField::advisor, staff, &job_row, "advisor_id"},
    Fact{FactOf::delivery, FactField::odometer, kilometres, &delivery_row, "odometer_km", nullptr,
         follow_odometer_out},
    Fact{FactOf::task, FactField::technician, staff, &task_row, "technician_id", not_the_checker,
         follow_technician},
    Fact{FactOf::task, FactField::started, moment, &first_clock, "started_at", before_its_end,
         follow_clock},
    Fact{FactOf::task, FactField::finished, moment, &last_clock, "stopped_at",
         between_start_and_check, follow_clock},
};

}  // namespace

std::span<const Fact> all_facts() { return facts_of_visits; }

std::vector<FactField> facts_of(FactOf what) {
  if (what == FactOf::certificate) return facts_of_certificates();
  std::vector<FactField> out;
  for (const auto& fact : facts_of_visits)
    if (fact.what == what) out.push_back(fact.field);
  return out;
}

}  // namespace svcctl::correction
