#include "job/work_order.hpp"

#include "intake/estimate.hpp"
#include "intake/papers.hpp"
#include "job/change.hpp"
#include "job/inspection.hpp"
#include "job/issue.hpp"
#include "job/progress.hpp"
#include "job/task.hpp"
#include "shop/paper.hpp"
#include "store/override.hpp"
#include "store/signature.hpp"

namespace svcctl::job {
namespace {

using intake::JobRecord;
using shop::Paper;

void put_car(Paper& paper, const intake::PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  paper.fields({{N_("Job"), job.number},
                {N_("Ready by"), job.promised_at ? paper.local(*job.promised_at) : ""},
                {N_("Advisor"), job.advisor}});
  paper.fields(
      {{N_("Plate"), intake::plate_text(names, catalogue)},
       {N_("Make and model"), intake::model_text(names)},
       {N_("VIN"), names.vin},
       {N_("Engine"), names.engine},
       {N_("Odometer in"), job.odometer_km ? std::to_string(*job.odometer_km) + " km" : ""}});
  paper.field(N_("Concern"), job.concern);
  paper.field(N_("Symptoms"), job.symptoms);
  if (job.old_parts_wish) paper.field(N_("Old parts"), paper.word(label(*job.old_parts_wish)));
}

void put_diagnosis(Paper& paper, const store::ReadTxn& tx, const JobRecord& job) {
  const auto found = diagnoses(tx, job.id);
  if (found.empty()) return;
  paper.section(N_("Diagnosis"));
  for (const auto& one : found) {
    std::string text = one.finding;
    if (!one.codes.empty()) text += " [" + one.codes + "]";
    if (!one.cause.empty()) text += ": " + one.cause;
    paper.text(text);
  }
}

void put_tasks(Paper& paper, const store::ReadTxn& tx, const JobRecord& job) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& task : tasks(tx, job.id))
    if (task.state != TaskState::dropped)
      rows.push_back({std::to_string(task.number), task.operation, task.text, task.hours.str(),
                      task.technician, task.bay, "", ""});
  if (rows.empty()) return;
  paper.section(N_("Tasks"));
  paper.table({N_("task"), N_("operation"), N_("text"), N_("hours"), N_("technician"), N_("bay"),
               N_("self-check"), N_("cross-check")},
              rows, {true, false, false, true, false, false, false, false});
}

void put_parts(Paper& paper, const store::ReadTxn& tx, const JobRecord& job) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : intake::job_lines(tx, job.id))
    if (line.part_id && line.state == intake::LineState::agreed)
      rows.push_back({line.part_number, line.text, line.quantity.str(),
                      still_out(tx, job.id, *line.part_id).quantity.str()});
  if (rows.empty()) return;
  paper.section(N_("Parts"));
  paper.table({N_("part"), N_("text"), N_("quantity"), N_("issued")}, rows,
              {false, false, true, true});
}

/// The shop's own copy says what a manager let go by.
void put_overrides(Paper& paper, const store::ReadTxn& tx, const JobRecord& job) {
  const auto made = store::overrides_of_job(tx, job.number);
  if (made.empty()) return;
  paper.section(N_("Overrides"));
  for (const auto& one : made)
    paper.line(one.nobody_else() ? tr("{0} {1}: {2}; nobody else was there", paper.local(one.at),
                                      one.clause, one.refusal)
                                 : tr("{0} {1}: {2}; overridden by {3}: {4}", paper.local(one.at),
                                      one.clause, one.refusal, one.approved_by, one.reason));
}

/// And whom others named, who has not signed.
void put_unsigned(Paper& paper, const store::ReadTxn& tx, const JobRecord& job) {
  auto named = store::signatures_of_job(tx, job.number);
  std::erase_if(named, [](const store::Signature& each) { return each.signed_at.has_value(); });
  if (named.empty()) return;
  paper.section(N_("Named by others, not signed"));
  for (const auto& one : named)
    paper.line(tr("{0} {1} {2}: {3} {4}, named by {5}", paper.local(one.at), one.clause, one.item,
                  one.as, one.staff, one.named_by));
}

std::string work_order_text(const intake::PaperSource& of) {
  const auto& [tx, job, names, catalogue] = of;
  Paper paper(names.head, catalogue, N_("Work order"));
  put_car(paper, of);
  put_diagnosis(paper, tx, job);
  put_tasks(paper, tx, job);
  put_parts(paper, tx, job);
  put_overrides(paper, tx, job);
  put_unsigned(paper, tx, job);
  if (const auto change = open_change(tx, job.id)) {
    paper.blank();
    paper.line(tr("Change {0} waits for the customer: nothing of it is done yet.", *change));
  }
  paper.blank();
  paper.signatures({N_("Technician"), N_("Inspector")});
  return paper.str();
}

}  // namespace

const intake::JobPaper work_order_paper{
    intake::PaperKind::work_order, intake::PaperStage::delivered, progress_of, work_order_text};

}  // namespace svcctl::job
