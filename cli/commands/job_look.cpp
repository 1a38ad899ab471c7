#include "base/identifier.hpp"
#include "cli/commands/job_verbs.hpp"
#include "job/board.hpp"
#include "job/inspection.hpp"
#include "job/order.hpp"
#include "job/work_order.hpp"
#include "store/txn.hpp"

namespace svcctl::cli {
namespace {

using intake::JobLine;
using intake::JobRecord;
using intake::JobState;

/// A job with what is asked of it every day.
struct JobSheet {
  JobRecord record;
  bool held = false;
  Money total;                     ///< of what is agreed to
  std::optional<Money> quoted;     ///< of the estimate that waits for the customer
  std::optional<Money> consented;  ///< what the customer last agreed to
  std::string comeback_of;
};

const View<JobSheet>& sheet_view() {
  using S = JobSheet;
  static const View<S> view = {
      {"job", N_("job"), [](const S& s) { return cell(s.record.number); }},
      {"state", N_("state"), [](const S& s) { return cell(s.record.state); }},
      {"held", N_("held"), [](const S& s) { return cell(s.held); }},
      {"plate", N_("plate"), [](const S& s) { return cell(s.record.plate); }},
      {"customer", N_("customer"), [](const S& s) { return cell(s.record.customer_name); }, false,
       mask_name},
      {"advisor", N_("advisor"), [](const S& s) { return cell(s.record.advisor); }},
      {"category", N_("category"), [](const S& s) { return cell(s.record.category); }},
      {"odometer_km", N_("odometer km"), [](const S& s) { return cell(s.record.odometer_km); }},
      {"concern", N_("concern"), [](const S& s) { return cell(s.record.concern); }},
      {"symptoms", N_("symptoms"), [](const S& s) { return cell(s.record.symptoms); }},
      {"old_parts_wish", N_("old parts"), [](const S& s) { return cell(s.record.old_parts_wish); }},
      {"quoted", N_("quoted"), [](const S& s) { return cell(s.quoted); }},
      {"total", N_("agreed"), [](const S& s) { return cell(s.total); }},
      {"consented", N_("consented to"), [](const S& s) { return cell(s.consented); }},
      {"arrived_at", N_("arrived"), [](const S& s) { return cell(s.record.arrived_at); }},
      {"opened_at", N_("opened"), [](const S& s) { return cell(s.record.opened_at); }},
      {"first_promised_at", N_("first promised"),
       [](const S& s) { return cell(s.record.first_promised_at); }},
      {"promised_at", N_("promised"), [](const S& s) { return cell(s.record.promised_at); }},
      {"comeback_of", N_("comeback of"), [](const S& s) { return cell(s.comeback_of); }},
      {"warranty_verdict", N_("warranty"),
       [](const S& s) { return cell(s.record.warranty_verdict); }},
      {"declined_reason", N_("declined"),
       [](const S& s) { return cell(s.record.declined_reason); }},
      {"cancelled_reason", N_("cancelled"),
       [](const S& s) { return cell(s.record.cancelled_reason); }},
  };
  return view;
}

}  // namespace

const View<JobLine>& line_view() {
  static const View<JobLine> view = {
      {"line", N_("line"), [](const JobLine& l) { return cell(l.number); }},
      {"kind", N_("kind"), [](const JobLine& l) { return cell(l.kind); }},
      {"code", N_("code"),
       [](const JobLine& l) { return cell(l.operation.empty() ? l.part_number : l.operation); }},
      {"text", N_("text"), [](const JobLine& l) { return cell(l.text); }},
      {"qty", N_("quantity"), [](const JobLine& l) { return cell(l.quantity); }},
      {"unit_price", N_("unit price"), [](const JobLine& l) { return cell(l.unit_price); }},
      {"amount", N_("amount"), [](const JobLine& l) { return cell(l.amount); }},
      {"payer", N_("payer"), [](const JobLine& l) { return cell(l.payer); }},
      {"state", N_("state"), [](const JobLine& l) { return cell(l.state); }},
  };
  return view;
}

namespace {

const View<job::Diagnosis>& diagnosis_lines() {
  using D = job::Diagnosis;
  static const View<D> view = {
      {"finding", N_("finding"), [](const D& d) { return cell(d.finding); }},
      {"codes", N_("fault codes"), [](const D& d) { return cell(d.codes); }},
      {"cause", N_("cause"), [](const D& d) { return cell(d.cause); }},
      {"by", N_("by"), [](const D& d) { return cell(d.by); }},
      {"at", N_("at"), [](const D& d) { return cell(d.at); }},
  };
  return view;
}

}  // namespace

void show_job(store::ReadTxn& tx, const Args& args, Output& out) {
  JobSheet sheet;
  sheet.record = intake::find_job(tx, args.text("JOB"));
  const JobRecord& job = sheet.record;
  sheet.held = job::held(tx, job.id);
  const auto lines = intake::job_lines(tx, job.id);
  for (const auto& line : lines)
    if (line.state == intake::LineState::agreed) sheet.total += line.amount;
  if (job.state == JobState::quoted) sheet.quoted = intake::sum_of(lines);
  sheet.consented = intake::consented(tx, job.id);
  if (job.comeback_of_job_id)
    sheet.comeback_of = intake::job_by_id(tx, *job.comeback_of_job_id).number;
  out.one(sheet_view(), sheet);
  if (!out.sections()) return;
  out.section(N_("Lines"), line_view(), lines);
  out.section(N_("Diagnosis"), diagnosis_lines(), job::diagnoses(tx, job.id));
  out.section(N_("Tasks"), task_view(), job::tasks(tx, job.id));
  out.section(N_("Changes"), change_view(), job::changes(tx, job));
}

namespace {

const View<JobRecord>& job_list_view() {
  static const View<JobRecord> view = {
      {"job", N_("job"), [](const JobRecord& j) { return cell(j.number); }},
      {"plate", N_("plate"), [](const JobRecord& j) { return cell(j.plate); }},
      {"customer", N_("customer"), [](const JobRecord& j) { return cell(j.customer_name); }, false,
       mask_name},
      {"state", N_("state"), [](const JobRecord& j) { return cell(j.state); }},
      {"category", N_("category"), [](const JobRecord& j) { return cell(j.category); }},
      {"advisor", N_("advisor"), [](const JobRecord& j) { return cell(j.advisor); }},
      {"concern", N_("concern"), [](const JobRecord& j) { return cell(j.concern); }},
      {"opened_at", N_("opened"), [](const JobRecord& j) { return cell(j.opened_at); }},
      {"promised_at", N_("promised"), [](const JobRecord& j) { return cell(j.promised_at); }},
      {"odometer_km", N_("odometer km"), [](const JobRecord& j) { return cell(j.odometer_km); },
       true},
  };
  return view;
}

void list_jobs(store::ReadTxn& tx, const Args& args, Output& out) {
  intake::JobFilter filter;
  for (const auto& state : args.list("state"))
    filter.states.push_back(from_code<JobState>(state).value_or(JobState::open));
  filter.opened = args.period("period");
  filter.plate = args.text("plate");
  filter.customer = args.text("customer");
  filter.unfinished = args.flag("unfinished");
  out.list(job_list_view(), intake::list_jobs(tx, filter));
}

const View<job::BoardRow>& board_view() {
  using B = job::BoardRow;
  static const View<B> view = {
      {"job", N_("job"), [](const B& b) { return cell(b.job); }},
      {"plate", N_("plate"), [](const B& b) { return cell(b.plate); }},
      {"state", N_("state"), [](const B& b) { return cell(b.state); }},
      {"held", N_("held"), [](const B& b) { return cell(b.held); }},
      {"open_change", N_("change to answer"), [](const B& b) { return cell(b.open_change); }},
      {"bays", N_("bay"), [](const B& b) { return cell(b.bays); }},
      {"technicians", N_("technician"), [](const B& b) { return cell(b.technicians); }},
      {"tasks", N_("tasks"), [](const B& b) { return cell(b.tasks); }},
      {"checked", N_("checked"), [](const B& b) { return cell(b.checked); }},
      {"advisor", N_("advisor"), [](const B& b) { return cell(b.advisor); }},
      {"promised_at", N_("promised"), [](const B& b) { return cell(b.promised_at); }},
      {"late", N_("late"), [](const B& b) { return cell(b.late); }},
  };
  return view;
}

void board(store::ReadTxn& tx, const Args&, Output& out) { out.list(board_view(), job::board(tx)); }

void print_record(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto job = intake::find_job(tx, args.text("JOB"));
  out.text(job::work_order_text(tx, job, out.catalogue()));
}

}  // namespace

std::vector<Command> job_look_commands() {
  return {
      {.name = "list",
       .help = N_("jobs, the newest first"),
       .options = {{.name = "state",
                    .kind = Kind::choice,
                    .help = N_("only jobs in this state"),
                    .repeated = true,
                    .choices = choices_of<JobState>()},
                   {.name = "unfinished",
                    .kind = Kind::flag,
                    .help = N_("neither delivered, declined nor cancelled")},
                   {.name = "period", .kind = Kind::period, .help = N_("opened in that time")},
                   {.name = "plate", .help = N_("of this vehicle: plate or VIN")},
                   {.name = "customer", .help = N_("of this customer: number or phone")}},
       .read = list_jobs,
       .examples = {{"svcctl job list --unfinished", N_("what is in the shop")},
                    {"svcctl job list --period last-month --format csv",
                     N_("last month's jobs for a spreadsheet")}}},
      {.name = "show",
       .help = N_("one job with its lines, diagnosis, tasks and changes"),
       .options = {job_option()},
       .read = show_job,
       .examples = {{"svcctl job show 001", N_("today's first job")}},
       .more = N_("JSON and CSV carry the job itself; a table goes on with what belongs to it.")},
      {.name = "board",
       .help = N_("the cars in the shop, the first promised first"),
       .read = board,
       .examples = {{"svcctl job board", N_("what the board on the wall would say")}}},
      {.name = "print",
       .help = N_("the work order for the bay: tasks, parts, places for checks"),
       .options = {job_option()},
       .read = print_record,
       .examples = {{"svcctl job print 001", N_("hang it on the mirror")}}},
  };
}

}  // namespace svcctl::cli
