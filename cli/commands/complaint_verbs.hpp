#pragma once

#include <vector>

#include "cli/command.hpp"
#include "complaint/complaint.hpp"

namespace svcctl::cli {

/// The verbs of the complaint group, by subject.
std::vector<Verb> complaint_taking_verbs();
std::vector<Verb> complaint_settling_verbs();
std::vector<Verb> complaint_look_verbs();

/// One complaint, with all that is on file.
const View<complaint::Complaint>& complaint_view();
/// The positional that names the complaint.
Option complaint_option();
/// Shows a complaint whose clocks began or moved, and says which year the calendar does not know.
void show_clocked(const store::ReadTxn& tx, const complaint::Complaint& complaint, Output& out);

}  // namespace svcctl::cli
