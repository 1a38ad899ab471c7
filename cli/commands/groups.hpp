#pragma once

#include <span>

#include "cli/command.hpp"

namespace svcctl::cli {

/// Every group, in the order help lists them. One file a group declares its verbs.
std::span<const Group> groups();
/// The declaration of a verb, with `--reveal` where it shows personal data.
Command command_of(const Group& group, const Verb& verb);
/// Puts further verbs behind those of a group.
void append(std::vector<Verb>& to, const std::vector<Verb>& more);

std::vector<Verb> db_verbs();
std::vector<Verb> config_verbs();
std::vector<Verb> outlet_verbs();
std::vector<Verb> staff_verbs();
std::vector<Verb> staff_identity_verbs();  ///< of staff_verbs: how they prove who they are
std::vector<Verb> customer_verbs();
std::vector<Verb> customer_file_verbs();  ///< of customer_verbs: merge, consents, forget
std::vector<Verb> vehicle_verbs();
std::vector<Verb> intake_verbs();
std::vector<Verb> customer_contact_verbs();  ///< of customer_verbs: contacts
std::vector<Verb> vehicle_identity_verbs();  ///< of vehicle_verbs: which car it is
std::vector<Verb> intake_booking_verbs();    ///< of intake_verbs: appointments
std::vector<Verb> intake_print_verbs();      ///< of intake_verbs: its papers
std::vector<Verb> job_verbs();
std::vector<Verb> job_note_verbs();  ///< of job_verbs: what the shop notes
std::vector<Verb> parts_verbs();
std::vector<Verb> parts_issue_verbs();    ///< of parts_verbs: what goes to jobs
std::vector<Verb> parts_request_verbs();  ///< of parts_verbs: what jobs wait for
std::vector<Verb> parts_old_verbs();      ///< of parts_verbs: replaced parts
std::vector<Verb> parts_own_verbs();      ///< of parts_verbs: what customers brought
std::vector<Verb> parts_waste_verbs();    ///< of parts_verbs: hazardous waste
std::vector<Verb> settle_verbs();
std::vector<Verb> settle_print_verbs();  ///< of settle_verbs: its papers
std::vector<Verb> job_comeback_verbs();  ///< of job_verbs: served by settle
std::vector<Verb> callback_verbs();
std::vector<Verb> complaint_verbs();
std::vector<Verb> audit_verbs();
std::vector<Verb> import_verbs();
std::vector<Verb> mapping_verbs();
std::vector<Verb> late_verbs();
std::vector<Verb> approve_verbs();
std::vector<Verb> correct_verbs();
std::vector<Verb> void_verbs();

}  // namespace svcctl::cli
