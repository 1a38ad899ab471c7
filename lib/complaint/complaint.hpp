#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::complaint {

enum class State { open, acknowledged, investigating, answered, settled, closed };
enum class Channel { phone, visit, wechat, sms, letter, portal, authority };
enum class Subject { attitude, quality, price, time, parts, other };
enum class Cause { parts, workmanship, diagnosis, communication, price, delay, equipment, none };
enum class Verdict { satisfied, unsatisfied };
enum class StepKind {
  opened,
  assessed,
  acknowledged,
  contacted,
  not_reached,
  handed_over,
  paused,
  resumed,
  authority,
  accused,  ///< it is against another than was told
  investigated,
  acted,
  prevented,
  cost,
  answered,
  verdict,
  signed_off,
  closed,
  reopened,
  mistaken  ///< it was opened by mistake
};

/// A complaint: one person owns it until the customer has an answer (clauses 3.3).
struct Complaint {
  std::int64_t id = 0;
  std::string number;  ///< "C261123-001"
  std::int64_t outlet_id = 0;
  std::int64_t customer_id = 0;
  std::string customer;       ///< number
  std::string customer_name;  ///< unmasked: mask it in lists
  std::optional<std::int64_t> job_id;
  std::string job;  ///< number, or empty
  std::optional<std::int64_t> follow_up_id;
  std::string follow_up;  ///< number of the follow-up it came up in, or empty
  Channel channel = Channel::phone;
  Subject subject = Subject::other;
  Severity severity = Severity::normal;
  std::string severity_rule;  ///< the word or kind that made it so severe, or empty
  std::string text;
  Instant received_at;
  std::optional<std::int64_t> first_handler_id;
  std::string first_handler;  ///< staff code; set once (3.3-first)
  std::string handler;
  State state = State::open;
  std::int64_t round = 1;  ///< one more with each reopening
  std::optional<Instant> paused_at;
  std::string authority;       ///< who passed it on, or empty
  std::string authority_case;  ///< its number there
  /// Of the current round; nothing while the clock stands still in a pause.
  std::optional<Instant> acknowledge_due_at;
  std::optional<Instant> contact_due_at;
  std::optional<Instant> answer_due_at;
  std::optional<Instant> settle_due_at;
  std::optional<Instant> legal_due_at;  ///< no pause moves it
  std::optional<Instant> acknowledged_at;
  std::optional<std::int64_t> against_id;
  std::string against;  ///< staff code: whom it is about, or empty
  std::string task;     ///< number of the task it is about, or empty
  std::string investigator;
  std::optional<Cause> cause_class;
  std::string cause;
  std::string cause_lot;  ///< "LOT of PART", or empty
  std::string supplier;   ///< of that lot, else as told, or empty
  std::string correction;
  std::string prevention;
  std::string prevention_owner;
  std::optional<Date> prevention_due_on;
  Money cost;  ///< all that is on file for it
  std::string answer;
  std::optional<Instant> answered_at;
  std::optional<Verdict> verdict;
  std::string signed_off_by;
  std::optional<Instant> closed_at;
  bool mistaken = false;  ///< opened by mistake: in no figure
};

/// One step of a complaint, as it was taken.
struct Step {
  Instant at;
  StepKind kind = StepKind::opened;
  std::string text;  ///< empty also once erased
  std::string from;
  std::string to;
  std::string by;
  std::string late_by;  ///< staff code of who recorded it late; empty: in time
};

/// @throws Error "complaint.not-found" (3), "number.ambiguous" (2)
SVCCTL_API Complaint find_complaint(const store::ReadTxn& tx, std::string_view typed);
/// The code of an authority's step that calls the case complex: its reason follows.
inline constexpr const char* complex_case = "complex";
/// What was said in a step; of a verdict, an assessment and a complex case its code comes first.
struct StepWords {
  std::string code;   ///< or empty
  std::string label;  ///< of the code: a message id
  std::string rest;
};
SVCCTL_API StepWords words_of(const Step& step);
SVCCTL_API std::vector<Step> steps(const store::ReadTxn& tx, std::int64_t complaint_id);

/// A line of the list of complaints.
struct Listed {
  std::string number;
  State state = State::open;
  Severity severity = Severity::normal;
  Subject subject = Subject::other;
  Channel channel = Channel::phone;
  std::string customer;
  std::string customer_name;  ///< unmasked: mask it in lists
  std::string job;
  std::string first_handler;
  std::string handler;
  std::string against;
  Instant received_at;
  std::optional<Instant> settle_due_at;
  std::optional<Cause> cause_class;
  Money cost;
  std::int64_t round = 1;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};
struct ListFilter {
  bool all = false;       ///< also those closed, but for those opened by mistake
  bool mistaken = false;  ///< those alone
  std::optional<std::int64_t> most = std::nullopt;
};
/// Calls back with each complaint, the newest first.
SVCCTL_API void each_complaint(const store::ReadTxn& tx, const ListFilter& filter,
                               const std::function<void(const Listed&)>& take);

}  // namespace svcctl::complaint

namespace svcctl {
template <>
inline constexpr std::array codes<complaint::State> = {
    CodeEntry<complaint::State>{complaint::State::open, "open", N_("open||complaint")},
    CodeEntry<complaint::State>{complaint::State::acknowledged, "acknowledged", N_("acknowledged")},
    CodeEntry<complaint::State>{complaint::State::investigating, "investigating",
                                N_("under investigation")},
    CodeEntry<complaint::State>{complaint::State::answered, "answered", N_("answered")},
    CodeEntry<complaint::State>{complaint::State::settled, "settled", N_("settled||complaint")},
    CodeEntry<complaint::State>{complaint::State::closed, "closed", N_("closed")},
};
template <>
inline constexpr std::array codes<complaint::Channel> = {
    CodeEntry<complaint::Channel>{complaint::Channel::phone, "phone", N_("phone")},
    CodeEntry<complaint::Channel>{complaint::Channel::visit, "visit", N_("visit||shop")},
    CodeEntry<complaint::Channel>{complaint::Channel::wechat, "wechat", N_("WeChat")},
    CodeEntry<complaint::Channel>{complaint::Channel::sms, "sms", N_("text message")},
    CodeEntry<complaint::Channel>{complaint::Channel::letter, "letter", N_("letter")},
    CodeEntry<complaint::Channel>{complaint::Channel::portal, "portal", N_("public portal")},
    CodeEntry<complaint::Channel>{complaint::Channel::authority, "authority", N_("authority")},
};
template <>
inline constexpr std::array codes<complaint::Subject> = {
    CodeEntry<complaint::Subject>{complaint::Subject::attitude, "attitude", N_("attitude")},
    CodeEntry<complaint::Subject>{complaint::Subject::quality, "quality", N_("repair quality")},
    CodeEntry<complaint::Subject>{complaint::Subject::price, "price", N_("price||charged")},
    CodeEntry<complaint::Subject>{complaint::Subject::time, "time", N_("time taken")},
    CodeEntry<complaint::Subject>{complaint::Subject::parts, "parts", N_("parts")},
    CodeEntry<complaint::Subject>{complaint::Subject::other, "other", N_("other matter")},
};
template <>
inline constexpr std::array codes<complaint::Cause> = {
    CodeEntry<complaint::Cause>{complaint::Cause::parts, "parts", N_("parts")},
    CodeEntry<complaint::Cause>{complaint::Cause::workmanship, "workmanship", N_("workmanship")},
    CodeEntry<complaint::Cause>{complaint::Cause::diagnosis, "diagnosis", N_("diagnosis")},
    CodeEntry<complaint::Cause>{complaint::Cause::communication, "communication",
                                N_("communication")},
    CodeEntry<complaint::Cause>{complaint::Cause::price, "price", N_("price||charged")},
    CodeEntry<complaint::Cause>{complaint::Cause::delay, "delay", N_("delay")},
    CodeEntry<complaint::Cause>{complaint::Cause::equipment, "equipment", N_("equipment||cause")},
    CodeEntry<complaint::Cause>{complaint::Cause::none, "none", N_("no fault found")},
};
template <>
inline constexpr std::array codes<complaint::Verdict> = {
    CodeEntry<complaint::Verdict>{complaint::Verdict::satisfied, "satisfied", N_("satisfied")},
    CodeEntry<complaint::Verdict>{complaint::Verdict::unsatisfied, "unsatisfied",
                                  N_("not satisfied")},
};
template <>
inline constexpr std::array codes<complaint::StepKind> = {
    CodeEntry<complaint::StepKind>{complaint::StepKind::opened, "opened", N_("opened||complaint")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::assessed, "assessed",
                                   N_("severity assessed")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::acknowledged, "acknowledged",
                                   N_("acknowledged")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::contacted, "contacted",
                                   N_("customer contacted")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::not_reached, "not-reached",
                                   N_("customer not reached")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::handed_over, "handed-over",
                                   N_("handed over")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::paused, "paused", N_("paused")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::resumed, "resumed", N_("resumed")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::authority, "authority", N_("authority")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::accused, "accused", N_("against another")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::investigated, "investigated",
                                   N_("investigated")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::acted, "acted", N_("acted")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::prevented, "prevented",
                                   N_("prevention in place")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::cost, "cost", N_("cost||complaint")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::answered, "answered", N_("answered")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::verdict, "verdict", N_("verdict")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::signed_off, "signed-off", N_("signed off")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::closed, "closed", N_("closed")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::reopened, "reopened", N_("reopened")},
    CodeEntry<complaint::StepKind>{complaint::StepKind::mistaken, "mistaken",
                                   N_("opened by mistake")},
};
template <>
inline constexpr std::array fields<complaint::Complaint> = {
    field<&complaint::Complaint::id>("id"),
    field<&complaint::Complaint::number>("number"),
    field<&complaint::Complaint::outlet_id>("outlet_id"),
    field<&complaint::Complaint::customer_id>("customer_id"),
    field<&complaint::Complaint::customer>("customer"),
    field<&complaint::Complaint::customer_name>("customer_name"),
    field<&complaint::Complaint::job_id>("job_id"),
    field<&complaint::Complaint::job>("job"),
    field<&complaint::Complaint::follow_up_id>("follow_up_id"),
    field<&complaint::Complaint::follow_up>("follow_up"),
    field<&complaint::Complaint::channel>("channel"),
    field<&complaint::Complaint::subject>("kind"),
    field<&complaint::Complaint::severity>("severity"),
    field<&complaint::Complaint::severity_rule>("severity_rule"),
    field<&complaint::Complaint::text>("text"),
    field<&complaint::Complaint::received_at>("received_at"),
    field<&complaint::Complaint::first_handler_id>("first_handler_id"),
    field<&complaint::Complaint::first_handler>("first_handler"),
    field<&complaint::Complaint::handler>("handler"),
    field<&complaint::Complaint::state>("state"),
    field<&complaint::Complaint::round>("round"),
    field<&complaint::Complaint::paused_at>("paused_at"),
    field<&complaint::Complaint::authority>("authority"),
    field<&complaint::Complaint::authority_case>("authority_case"),
    field<&complaint::Complaint::acknowledge_due_at>("acknowledge_due_at"),
    field<&complaint::Complaint::contact_due_at>("contact_due_at"),
    field<&complaint::Complaint::answer_due_at>("answer_due_at"),
    field<&complaint::Complaint::settle_due_at>("settle_due_at"),
    field<&complaint::Complaint::legal_due_at>("legal_due_at"),
    field<&complaint::Complaint::acknowledged_at>("acknowledged_at"),
    field<&complaint::Complaint::against_id>("against_id"),
    field<&complaint::Complaint::against>("against"),
    field<&complaint::Complaint::task>("task"),
    field<&complaint::Complaint::investigator>("investigator"),
    field<&complaint::Complaint::cause>("cause"),
    field<&complaint::Complaint::supplier>("supplier"),
    field<&complaint::Complaint::correction>("correction"),
    field<&complaint::Complaint::prevention>("prevention"),
    field<&complaint::Complaint::prevention_owner>("prevention_owner"),
    field<&complaint::Complaint::prevention_due_on>("prevention_due_on"),
    field<&complaint::Complaint::cost>("cost"),
    field<&complaint::Complaint::answer>("answer"),
    field<&complaint::Complaint::answered_at>("answered_at"),
    field<&complaint::Complaint::verdict>("verdict"),
    field<&complaint::Complaint::signed_off_by>("signed_off_by"),
    field<&complaint::Complaint::closed_at>("closed_at"),
    field<&complaint::Complaint::mistaken>("mistaken"),
};
template <>
inline constexpr std::array fields<complaint::Step> = {
    field<&complaint::Step::at>("at"),           field<&complaint::Step::kind>("kind"),
    field<&complaint::Step::text>("text"),       field<&complaint::Step::from>("from_code"),
    field<&complaint::Step::to>("to_code"),      field<&complaint::Step::by>("by_code"),
    field<&complaint::Step::late_by>("late_by"),
};
}  // namespace svcctl
