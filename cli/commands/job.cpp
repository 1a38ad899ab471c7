#include "base/identifier.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "job/order.hpp"
#include "settle/leaving.hpp"

namespace svcctl::cli {
namespace {

Option why_option() {
  return {.name = "why", .help = N_("the reason"), .value_name = "WORDS", .required = true};
}

using JobMove = intake::JobRecord (*)(store::WriteTxn&, const std::string&, const std::string&);

/// A verb that moves a job with a reason.
template <JobMove move>
void run(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(job_state_view(), move(tx, args.text("JOB"), args.text("why")));
}

std::vector<Verb> moving_verbs() {
  return {
      {"hold",
       [] {
         return Command{.help = N_("let a job stand still: no task of it can be started"),
                        .options = {job_option(), why_option()},
                        .write = run<job::hold>,
                        .examples = {{"svcctl job hold J261123-001 --why 等配件",
                                      N_("the car waits for a part")}}};
       }},
      {"resume",
       [] {
         return Command{
             .help = N_("go on with a held job"),
             .options = {job_option(),
                         {.name = "why", .help = N_("the reason"), .value_name = "WORDS"}},
             .write = run<job::resume>,
             .examples = {{"svcctl job resume J261123-001", N_("the part has come")}}};
       }},
      {"cancel",
       [] {
         return Command{
             .help = N_("take a job off the books before delivery"),
             .options = {job_option(),
                         why_option(),
                         {.name = "second",
                          .help =
                              N_("the manager who stands behind it, of billed or inspected work"),
                          .value_name = "STAFF"}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(job_state_view(), settle::cancel(tx, args.text("JOB"), args.text("why"),
                                                            args.text("second")));
                 },
             .examples = {{"svcctl job cancel J261123-001 --why 客户另择日期",
                           N_("the customer comes another day")}},
             .more =
                 N_("Parts issued to it are returned first. The job stays on file, cancelled.")};
       }},
  };
}

}  // namespace

Option sure_option() {
  return {.name = "sure",
          .kind = Kind::flag,
          .help = N_("the odometer was looked at again: it shows this")};
}

Option other_fault_option() {
  return {.name = "other-fault",
          .help = N_("though mended within its warranty it is another fault, a manager says"),
          .value_name = "WORDS"};
}

Option again_option() {
  return {.name = "again",
          .kind = Kind::flag,
          .help = N_("another visit, though the car is in the shop on a job")};
}

Option job_option() {
  return {.name = "JOB",
          .help = N_("the job's number, or any unambiguous end of it"),
          .required = true};
}

const View<intake::JobRecord>& job_state_view() {
  using Job = intake::JobRecord;
  static const View<Job> view = {
      {"job", N_("job"), of<&Job::number>},
      {"plate", N_("plate"), of<&Job::plate>},
      {"state", N_("state"), of<&Job::state>},
      {"promised_at", N_("promised"), of<&Job::promised_at>},
  };
  return view;
}

std::vector<Verb> job_verbs() {
  std::vector<Verb> all = job_look_verbs();
  for (auto part :
       {job_finding_verbs, job_task_verbs, job_change_verbs, moving_verbs, job_comeback_verbs})
    append(all, part());
  append(all, job_category_verbs());
  append(all, job_note_verbs());
  return all;
}

}  // namespace svcctl::cli
