#pragma once

#include <vector>

#include "callback/follow_up.hpp"
#include "cli/command.hpp"

namespace svcctl::cli {

/// The verbs of the callback group, by subject.
std::vector<Verb> callback_managing_verbs();
std::vector<Verb> callback_export_verbs();

const View<callback::FollowUpLine>& follow_up_view();
/// Which follow-up is meant.
Option follow_up_option();

}  // namespace svcctl::cli
