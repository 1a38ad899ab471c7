#include "cli/commands/job_verbs.hpp"
#include "job/inspection.hpp"

namespace svcctl::cli {
namespace {

using job::Task;

Option task_option() {
  return {.name = "TASK", .help = N_("the task's number, or its operation"), .required = true};
}

void list_tasks(store::ReadTxn& tx, const Args& args, Output& out) {
  out.list(task_view(), job::tasks(tx, intake::find_job(tx, args.text("JOB")).id));
}

void add_task(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(task_view(), job::add_task(tx, {.job = args.text("JOB"),
                                          .operation = args.text("OPERATION"),
                                          .text = args.text("text")}));
}

void assign_task(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(task_view(), job::assign_task(tx, {.job = args.text("JOB"),
                                             .task = args.text("TASK"),
                                             .technician = args.text("technician"),
                                             .bay = args.text("bay")}));
}

void start(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(task_view(), job::start_task(tx, {.job = args.text("JOB"),
                                            .task = args.text("TASK"),
                                            .technician = args.text("technician"),
                                            .bay = args.text("bay")}));
}

void pause(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(task_view(), job::pause_task(tx, args.text("JOB"), args.text("TASK"), args.text("why")));
}

void finish(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(task_view(), job::finish_task(tx, args.text("JOB"), args.text("TASK")));
}

void drop(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(task_view(), job::drop_task(tx, args.text("JOB"), args.text("TASK"), args.text("why")));
}

void undo(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(task_view(), job::undo_task(tx, args.text("JOB"), args.text("TASK"), args.text("why")));
}

void check_task(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.flag("self") == args.flag("cross"))
    throw usage_error("job.self-or-cross", tr("say either --self or --cross"));
  if (args.flag("pass") == args.flag("fail"))
    throw usage_error("job.pass-or-fail", tr("say either --pass or --fail"));
  const auto kind = args.flag("self") ? job::CheckKind::self : job::CheckKind::cross;
  const auto task = job::check_task(tx, {.job = args.text("JOB"),
                                         .task = args.text("TASK"),
                                         .kind = kind,
                                         .passed = args.flag("pass"),
                                         .measures = args.list("measure"),
                                         .note = args.text("note")});
  if (args.flag("fail"))
    out.note(
        tr("task {0} is to be done again: svcctl job task {1} start {0}", task.number, task.job));
  out.one(task_view(), task);
}

Option technician_option() {
  return {.name = "technician", .help = N_("who does it"), .value_name = "STAFF"};
}
Option bay_option() { return {.name = "bay", .help = N_("in which bay"), .value_name = "BAY"}; }

}  // namespace

const View<Task>& task_view() {
  static const View<Task> view = {
      {"job", N_("job"), of<&Task::job>},
      {"task", N_("task"), of<&Task::number>},
      {"operation", N_("operation"), of<&Task::operation>},
      {"text", N_("text"), of<&Task::text>},
      {"hours", N_("hours"), of<&Task::hours>},
      {"clocked", N_("clocked"), of<&Task::clocked>},
      {"technician", N_("technician"), of<&Task::technician>},
      {"bay", N_("bay"), of<&Task::bay>},
      {"state", N_("state"), of<&Task::state>},
      {"round", N_("round"), of<&Task::round>},
      {"checked", N_("checked"), of<&Task::checked>},
      {"started_at", N_("started"), of<&Task::started_at>, true},
      {"finished_at", N_("finished||time"), of<&Task::finished_at>, true},
      {"undone_by", N_("undone by"), of<&Task::undone_by>, where_any},
      {"late_by", N_("recorded late, by"), of<&Task::late_by>, where_any},
  };
  return view;
}

std::vector<Verb> job_task_verbs() {
  return {
      {"task list",
       [] {
         return Command{.help = N_("the tasks of a job"),
                        .options = {job_option()},
                        .read = list_tasks,
                        .subject_first = true,
                        .examples = {{"svcctl job task 001 list", N_("what is to be done")}}};
       }},
      {"task add",
       [] {
         return Command{
             .help = N_("a further task on a labour line the customer agreed to"),
             .options = {job_option(),
                         {.name = "OPERATION",
                          .help = N_("operation of the agreed line"),
                          .required = true},
                         {.name = "text", .help = N_("what is to be done"), .value_name = "WORDS"}},
             .write = add_task,
             .subject_first = true,
             .examples = {{"svcctl job task 001 add BRAKE-FRONT --text 右侧",
                           N_("the right side as a task of its own")}},
             .more = N_("Confirming an estimate and consenting to a change make one task for each "
                        "labour line; anything else needs a change order (2.2-consent).")};
       }},
      {"task assign",
       [] {
         return Command{
             .help = N_("say who does a task and in which bay"),
             .options = {job_option(), task_option(), technician_option(), bay_option()},
             .write = assign_task,
             .subject_first = true,
             .examples = {{"svcctl job task 001 assign 1 --technician T01 --bay B2",
                           N_("technician T01, bay B2")}},
             .more = N_("Refused without the certificate the operation needs (1.2-technician).")};
       }},
      {"task start",
       [] {
         return Command{
             .help = N_("start or resume the clock of a task"),
             .options = {job_option(), task_option(), technician_option(), bay_option()},
             .write = start,
             .subject_first = true,
             .examples = {{"svcctl job task 001 start 1 --as T01",
                           N_("T01 begins the first task")}},
             .more =
                 N_("Refused before the estimate is confirmed (2.1-confirm), on a change without "
                    "consent (2.2-consent), for a repair without diagnosis (2.2-inspect), without "
                    "the certificate needed (1.2-technician) and on a bay that is taken "
                    "(1.1-capability). A task that failed its check starts a new round.")};
       }},
      {"task pause",
       [] {
         return Command{
             .help = N_("stop the clock of a task for a while"),
             .options = {job_option(),
                         task_option(),
                         {.name = "why", .help = N_("the reason"), .value_name = "WORDS"}},
             .write = pause,
             .subject_first = true,
             .examples = {{"svcctl job task 001 pause 1 --why 午休", N_("over lunch")}}};
       }},
      {"task finish",
       [] {
         return Command{
             .help = N_("a task is done; a check follows"),
             .options = {job_option(), task_option()},
             .write = finish,
             .subject_first = true,
             .examples = {{"svcctl job task 001 finish 1", N_("the first task is done")}}};
       }},
      {"task drop",
       [] {
         return Command{.help = N_("a task is not done after all"),
                        .options = {job_option(),
                                    task_option(),
                                    {.name = "why",
                                     .help = N_("the reason"),
                                     .value_name = "WORDS",
                                     .required = true}},
                        .write = drop,
                        .subject_first = true,
                        .examples = {{"svcctl job task 001 drop 2 --why 检查后无需更换",
                                      N_("it was not needed")}},
                        .more = N_("Its line is not charged when no other task does it.")};
       }},
      {"task undo",
       [] {
         return Command{
             .help = N_("work that began was undone: the car is as it was"),
             .options = {job_option(),
                         task_option(),
                         {.name = "why",
                          .help = N_("the reason"),
                          .value_name = "WORDS",
                          .required = true}},
             .write = undo,
             .subject_first = true,
             .examples = {{"svcctl job task 001 undo 2 --why 客户改主意，已恢复原状",
                           N_("nothing of it is left to be checked")}},
             .more = N_("Who undid it stays on record. Finished work is checked instead, and parts "
                        "issued to the task come back first.")};
       }},
      {"check",
       [] {
         return Command{
             .help = N_("self-check or cross-check a finished task"),
             .options = {job_option(),
                         task_option(),
                         {.name = "self", .kind = Kind::flag, .help = N_("by who did it")},
                         {.name = "cross", .kind = Kind::flag, .help = N_("by somebody else")},
                         {.name = "pass", .kind = Kind::flag, .help = N_("it is in order")},
                         {.name = "fail", .kind = Kind::flag, .help = N_("it is to be done again")},
                         {.name = "measure",
                          .help = N_("a measured value"),
                          .value_name = "NAME=VALUE",
                          .repeated = true},
                         {.name = "note", .help = N_("what was seen"), .value_name = "WORDS"}},
             .write = check_task,
             .examples = {{"svcctl job check 001 1 --self --pass --measure 扭矩=120Nm",
                           N_("the technician's own check")},
                          {"svcctl job check 001 1 --cross --fail --note 漏油 --as T02",
                           N_("a colleague finds a leak")}},
             .more = N_("A cross-check is never by who did the task (2.2-quality). With every task "
                        "finished and checked the job waits for its final inspection.")};
       }},
  };
}

}  // namespace svcctl::cli
