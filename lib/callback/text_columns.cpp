#include "callback/text_columns.hpp"

#include "base/settings.hpp"
#include "callback/follow_up.hpp"
#include "callback/message.hpp"

namespace svcctl::callback {
namespace {

using store::code_column;
using store::Holds;

constexpr std::array plan_states = {std::string_view("waiting"), std::string_view("made"),
                                    std::string_view("withheld"), std::string_view("superseded"),
                                    std::string_view("lapsed")};

constexpr store::TextColumn columns_of_callback[] = {
    code_column<CallbackKind>("follow_up_plan", "kind"),
    {"follow_up_plan", "rule", Holds::key},
    {"follow_up_plan", "source", Holds::key},
    {"follow_up_plan", "due_on", Holds::key},
    {"follow_up_plan", "announced_on", Holds::key},
    {"follow_up_plan", "state", Holds::code, plan_states},
    {"callback_mark", "source", Holds::key},
    {"follow_up", "number", Holds::key},
    code_column<CallbackKind>("follow_up", "kind"),
    {"follow_up", "rule", Holds::key},
    code_column<Contact>("follow_up", "consent"),
    {"follow_up", "called_for_on", Holds::key},
    {"follow_up", "due_on", Holds::key},
    {"follow_up", "announced_on", Holds::key},
    code_column<CallChannel>("follow_up", "channel"),
    code_column<State>("follow_up", "state"),
    code_column<State>("follow_up", "ended_state"),
    {"follow_up", "wrong_number", Holds::key},
    {"follow_up", "complaint_number", Holds::key},
    code_column<CallChannel>("follow_up_attempt", "channel"),
    code_column<Outcome>("follow_up_attempt", "outcome"),
    {"follow_up_message", "number", Holds::key},
    {"follow_up_message", "text_digest", Holds::key},
    {"follow_up_message", "purpose", Holds::prose},
    code_column<Report>("follow_up_message_result", "outcome"),
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_callback; }

}  // namespace svcctl::callback
