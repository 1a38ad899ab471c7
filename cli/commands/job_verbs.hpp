#pragma once

#include <vector>

#include "cli/command.hpp"
#include "intake/category.hpp"
#include "intake/estimate.hpp"
#include "intake/job_record.hpp"
#include "job/change.hpp"
#include "job/finding.hpp"
#include "job/note.hpp"
#include "job/old_part.hpp"
#include "job/task.hpp"

namespace svcctl::cli {

/// The verbs of the job group, by subject.
std::vector<Verb> job_look_verbs();
std::vector<Verb> job_finding_verbs();
std::vector<Verb> job_task_verbs();
std::vector<Verb> job_change_verbs();
std::vector<Verb> job_category_verbs();

/// How tasks, changes, notes and a job's state are shown, wherever they stand.
const View<job::Task>& task_view();
const View<job::Change>& change_view();
const View<job::Note>& note_view();
const View<intake::CategoryTold>& category_view();
const View<job::Waiver>& waiver_view();
const View<intake::JobRecord>& job_state_view();

View<job::BadFinding> finding_view(Language language);
/// Says which findings "bad" wait for an answer.
void note_open_findings(const store::ReadTxn& tx, const std::string& job, Output& out);

/// Lines of a job, an estimate or a change.
const View<intake::JobLine>& line_view();
/// `job show` and `intake show`: the job, and in a table what belongs to it.
void show_job(store::ReadTxn& tx, const Args& args, Output& out);

/// `--sure`: the odometer was looked at again.
Option sure_option();
/// `--to` of a verb that prints a paper.
Option paper_to_option();
/// What `--help` says of all papers.
const char* about_papers();
/// `--for`: the findings that lines mend.
Option finding_option();
/// `--other-fault`: what an earlier visit warrants is charged.
Option other_fault_option();
/// `--again`: a visit beside one that goes on.
Option again_option();
/// The positional that names the job.
Option job_option();

}  // namespace svcctl::cli
