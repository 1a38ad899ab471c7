#include "base/identifier.hpp"
#include "cli/commands/job_verbs.hpp"
#include "cli/commands/signature_view.hpp"
#include "intake/correction.hpp"
#include "job/board.hpp"
#include "job/inspection.hpp"
#include "job/order.hpp"
#include "job/work_order.hpp"
#include "store/override.hpp"

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
  static const View<JobSheet> view = {
      {"job", N_("job"), of<&JobSheet::record, &JobRecord::number>},
      {"state", N_("state"), of<&JobSheet::record, &JobRecord::state>},
      {"held", N_("held"), of<&JobSheet::held>},
      {"plate", N_("plate"), of<&JobSheet::record, &JobRecord::plate>},
      {"customer", N_("customer"), of<&JobSheet::record, &JobRecord::customer_name>, false,
       mask_name},
      {"advisor", N_("advisor"), of<&JobSheet::record, &JobRecord::advisor>},
      {"category", N_("category"), of<&JobSheet::record, &JobRecord::category>},
      {"odometer_km", N_("odometer km"), of<&JobSheet::record, &JobRecord::odometer_km>},
      {"concern", N_("concern"), of<&JobSheet::record, &JobRecord::concern>},
      {"symptoms", N_("symptoms"), of<&JobSheet::record, &JobRecord::symptoms>},
      {"old_parts_wish", N_("old parts"), of<&JobSheet::record, &JobRecord::old_parts_wish>},
      {"quoted", N_("quoted"), of<&JobSheet::quoted>},
      {"total", N_("agreed"), of<&JobSheet::total>},
      {"consented", N_("consented to"), of<&JobSheet::consented>},
      {"arrived_at", N_("arrived"), of<&JobSheet::record, &JobRecord::arrived_at>},
      {"opened_at", N_("opened"), of<&JobSheet::record, &JobRecord::opened_at>},
      {"first_promised_at", N_("first promised"),
       of<&JobSheet::record, &JobRecord::first_promised_at>},
      {"promised_at", N_("promised"), of<&JobSheet::record, &JobRecord::promised_at>},
      {"comeback_of", N_("comeback of"), of<&JobSheet::comeback_of>},
      {"warranty_verdict", N_("warranty"), of<&JobSheet::record, &JobRecord::warranty_verdict>},
      {"declined_reason", N_("declined"), of<&JobSheet::record, &JobRecord::declined_reason>},
      {"cancelled_reason", N_("cancelled"), of<&JobSheet::record, &JobRecord::cancelled_reason>},
  };
  return view;
}

}  // namespace

const View<JobLine>& line_view() {
  static const View<JobLine> view = {
      {"line", N_("line"), of<&JobLine::number>},
      {"kind", N_("kind"), of<&JobLine::kind>},
      {"code", N_("code"),
       [](const JobLine& l) { return cell(l.operation.empty() ? l.part_number : l.operation); }},
      {"text", N_("text"), of<&JobLine::text>},
      {"qty", N_("quantity"), of<&JobLine::quantity>},
      {"unit_price", N_("unit price"), of<&JobLine::unit_price>},
      {"amount", N_("amount"), of<&JobLine::amount>},
      {"payer", N_("payer"), of<&JobLine::payer>},
      {"state", N_("state"), of<&JobLine::state>},
      {"warranted_by", N_("within the warranty of"), of<&JobLine::warranted_by>, where_any},
      {"other_fault", N_("another fault"), of<&JobLine::other_fault>, where_any},
  };
  return view;
}

namespace {

const View<job::Diagnosis>& diagnosis_lines() {
  static const View<job::Diagnosis> view = {
      {"finding", N_("finding"), of<&job::Diagnosis::finding>},
      {"codes", N_("fault codes"), of<&job::Diagnosis::codes>},
      {"cause", N_("cause"), of<&job::Diagnosis::cause>},
      {"by", N_("by"), of<&job::Diagnosis::by>},
      {"at", N_("at"), of<&job::Diagnosis::at>},
      {"late_by", N_("recorded late, by"), of<&job::Diagnosis::late_by>, where_any},
  };
  return view;
}

const View<store::Overridden>& override_view() {
  static const View<store::Overridden> view = {
      {"at", N_("at"), of<&store::Overridden::at>},
      {"clause", N_("clause"), of<&store::Overridden::clause>},
      {"refusal", N_("what was refused"), of<&store::Overridden::refusal>},
      {"reason", N_("reason"),
       [](const store::Overridden& made) {
         if (!made.nobody_else()) return cell(value(made.reason));
         return cell(made.reason.empty() ? tr("nobody else was there")
                                         : tr("nobody else was there: {0}", made.reason));
       }},
      {"approved_by", N_("approved by"), of<&store::Overridden::approved_by>},
      {"by", N_("by"), of<&store::Overridden::by>},
      {"late_by", N_("recorded late, by"), of<&store::Overridden::late_by>, where_any},
  };
  return view;
}

const View<intake::Correction>& correction_view() {
  using C = const intake::Correction&;
  static const View<intake::Correction> view = {
      {"at", N_("at"), of<&intake::Correction::at>},
      {"number", N_("number"), of<&intake::Correction::number>},
      {"field", N_("fact"), of<&intake::Correction::field>},
      {"before", N_("what was recorded"),
       [](C c) { return cell(intake::readable(c.field, c.before)); }},
      {"after", N_("what is right"), [](C c) { return cell(intake::readable(c.field, c.after)); }},
      {"why", N_("why"), of<&intake::Correction::why>},
      {"by", N_("by"), of<&intake::Correction::by>},
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
  out.section(N_("Categories"), category_view(), intake::categories_told(tx, job.id));
  out.section(N_("Found bad"), finding_view(out.catalogue().language()),
              job::bad_findings(tx, job.number));
  out.section(N_("Diagnosis"), diagnosis_lines(), job::diagnoses(tx, job.id));
  out.section(N_("Tasks"), task_view(), job::tasks(tx, job.id));
  out.section(N_("Changes"), change_view(), job::changes(tx, job));
  out.section(N_("No old part came off"), waiver_view(), job::waivers(tx, job.number));
  out.section(N_("Notes"), note_view(), job::notes(tx, job.id));
  out.section(N_("Corrections"), correction_view(), intake::corrections_of(tx, job.id));
  out.section(N_("Overrides"), override_view(), store::overrides_of_job(tx, job.number));
  out.section(N_("Named by others"), signature_view(), store::signatures_of_job(tx, job.number));
}

namespace {

const View<JobRecord>& job_list_view() {
  static const View<JobRecord> view = {
      {"job", N_("job"), of<&JobRecord::number>},
      {"plate", N_("plate"), of<&JobRecord::plate>},
      {"customer", N_("customer"), of<&JobRecord::customer_name>, false, mask_name},
      {"state", N_("state"), of<&JobRecord::state>},
      {"category", N_("category"), of<&JobRecord::category>},
      {"advisor", N_("advisor"), of<&JobRecord::advisor>},
      {"concern", N_("concern"), of<&JobRecord::concern>},
      {"opened_at", N_("opened"), of<&JobRecord::opened_at>},
      {"promised_at", N_("promised"), of<&JobRecord::promised_at>},
      {"odometer_km", N_("odometer km"), of<&JobRecord::odometer_km>, true},
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
  static const View<job::BoardRow> view = {
      {"job", N_("job"), of<&job::BoardRow::job>},
      {"plate", N_("plate"), of<&job::BoardRow::plate>},
      {"state", N_("state"), of<&job::BoardRow::state>},
      {"held", N_("held"), of<&job::BoardRow::held>},
      {"open_change", N_("change to answer"), of<&job::BoardRow::open_change>},
      {"bays", N_("bay"), of<&job::BoardRow::bays>},
      {"technicians", N_("technician"), of<&job::BoardRow::technicians>},
      {"tasks", N_("tasks"), of<&job::BoardRow::tasks>},
      {"checked", N_("checked"), of<&job::BoardRow::checked>},
      {"advisor", N_("advisor"), of<&job::BoardRow::advisor>},
      {"promised_at", N_("promised"), of<&job::BoardRow::promised_at>},
      {"late", N_("late"), of<&job::BoardRow::late>},
  };
  return view;
}

void board(store::ReadTxn& tx, const Args&, Output& out) { out.list(board_view(), job::board(tx)); }

void print_record(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto job = intake::find_job(tx, args.text("JOB"));
  const auto paper = intake::paper_of(tx, job, job::work_order_paper, out.catalogue());
  out.text(intake::print_paper(tx, paper, out.catalogue(), ""));
}

}  // namespace

std::vector<Verb> job_look_verbs() {
  return {
      {"list",
       [] {
         return Command{
             .help = N_("jobs, the newest first"),
             .options = {{.name = "state",
                          .kind = Kind::choice,
                          .help = N_("only jobs in this state"),
                          .repeated = true,
                          .choices = choices_of<JobState>()},
                         {.name = "unfinished",
                          .kind = Kind::flag,
                          .help = N_("neither delivered, declined nor cancelled")},
                         {.name = "period",
                          .kind = Kind::period,
                          .help = N_("opened in that time")},
                         {.name = "plate", .help = N_("of this vehicle: plate or VIN")},
                         {.name = "customer", .help = N_("of this customer: number or phone")}},
             .read = list_jobs,
             .examples = {{"svcctl job list --unfinished", N_("what is in the shop")},
                          {"svcctl job list --period last-month --format csv",
                           N_("last month's jobs for a spreadsheet")}}};
       }},
      {"show",
       [] {
         return Command{
             .help = N_("one job with its lines, diagnosis, tasks and changes"),
             .options = {job_option()},
             .read = show_job,
             .examples = {{"svcctl job show 001", N_("today's first job")}},
             .more =
                 N_("JSON and CSV carry the job itself; a table goes on with what belongs to it.")};
       }},
      {"board",
       [] {
         return Command{
             .help = N_("the cars in the shop, the first promised first"),
             .read = board,
             .examples = {{"svcctl job board", N_("what the board on the wall would say")}}};
       }},
      {"print",
       [] {
         return Command{.help = N_("the work order for the bay: tasks, parts, places for checks"),
                        .options = {job_option()},
                        .write = print_record,
                        .examples = {{"svcctl job print 001", N_("hang it on the mirror")}},
                        .more = about_papers(),
                        .personal = true};
       }},
  };
}

}  // namespace svcctl::cli
