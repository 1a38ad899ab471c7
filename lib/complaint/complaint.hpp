#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

namespace svcctl::complaint {

enum class State { open, acknowledged, investigating, answered, settled, closed };
enum class Channel { phone, visit, wechat, sms, letter, portal, authority };
enum class Subject { attitude, quality, price, time, parts, other };
enum class Cause { parts, workmanship, diagnosis, communication, price, delay, equipment, none };
enum class Verdict { satisfied, unsatisfied };

/// A complaint: one person owns it until the customer has an answer (clauses 3.3).
struct Complaint {
  std::int64_t id = 0;
  std::string number;  ///< "C261123-001"
  std::int64_t customer_id = 0;
  std::string customer;       ///< number
  std::string customer_name;  ///< unmasked: mask it in lists
  std::optional<std::int64_t> job_id;
  std::string job;        ///< number, or empty
  std::string follow_up;  ///< number of the follow-up it came up in, or empty
  Channel channel = Channel::phone;
  Subject subject = Subject::other;
  Severity severity = Severity::normal;
  std::string text;
  Instant received_at;
  std::optional<std::int64_t> first_handler_id;
  std::string first_handler;  ///< staff code; set once (3.3-first)
  std::string handler;
  State state = State::open;
  Instant acknowledge_due_at;
  Instant answer_due_at;
  Instant settle_due_at;
  std::optional<Instant> acknowledged_at;
  std::string investigator;
  std::optional<Cause> cause_class;
  std::string cause;
  std::string correction;
  std::string prevention;
  std::string answer;
  std::optional<Instant> answered_at;
  std::optional<Verdict> verdict;
  std::string signed_off_by;
  std::optional<Instant> closed_at;
};

/// One step of a complaint, as it was taken.
struct Step {
  Instant at;
  std::string kind;
  std::string text;
  std::string from;
  std::string to;
  std::string by;
};

struct OpenRequest {
  std::string customer;   ///< number or phone; else the job's or the follow-up's
  std::string job;        ///< or empty
  std::string follow_up;  ///< or empty
  Channel channel = Channel::phone;
  Subject subject = Subject::other;
  Severity severity = Severity::normal;
  std::string text;
};
/// Puts a complaint on file; who acts is its first handler, for good (3.3-channel, 3.3-first).
/// Its clocks run from when it was received (3.3-timely).
/// @throws Error "complaint.text", "complaint.customer" (2)
SVCCTL_API Complaint open(store::WriteTxn& tx, const OpenRequest& request);
/// The customer knows that it is in hand. @throws Error "complaint.closed" (2)
SVCCTL_API Complaint acknowledge(store::WriteTxn& tx, const std::string& number);
/// Another person works on it; the first handler stays responsible.
/// @throws Error "complaint.same-handler", "complaint.why" (2)
SVCCTL_API Complaint hand_over(store::WriteTxn& tx, const std::string& number,
                               const std::string& to, const std::string& why);

struct InvestigateRequest {
  std::string number;
  std::string by;  ///< staff code; else who acts
  std::optional<Cause> cause_class;
  std::string cause;
};
/// Who finds the cause, and the cause. Refuses an investigator who worked on the job complained
/// about (3.3-timely).
SVCCTL_API Complaint investigate(store::WriteTxn& tx, const InvestigateRequest& request);
/// What was put right, and what keeps it from coming back. @throws Error "complaint.text" (2)
SVCCTL_API Complaint act(store::WriteTxn& tx, const std::string& number,
                         const std::string& correction, const std::string& prevention);
/// What the customer was told. @throws Error "complaint.text" (2)
SVCCTL_API Complaint answer(store::WriteTxn& tx, const std::string& number,
                            const std::string& text);
/// What the customer says to the answer. @throws Error "complaint.not-answered" (2)
SVCCTL_API Complaint judge(store::WriteTxn& tx, const std::string& number, Verdict verdict);
/// The first handler agrees that it is closed. Refuses anybody else (3.3-first).
SVCCTL_API Complaint sign_off(store::WriteTxn& tx, const std::string& number);
/// Refuses without cause, correction, answer and verdict (3.3-cause), and by somebody else without
/// the first handler's sign-off (3.3-first).
SVCCTL_API Complaint close(store::WriteTxn& tx, const std::string& number);

/// @throws Error "complaint.not-found" (3), "number.ambiguous" (2)
SVCCTL_API Complaint find_complaint(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API std::vector<Step> steps(const store::ReadTxn& tx, std::int64_t complaint_id);
/// Newest first. @param all also those closed
SVCCTL_API std::vector<Complaint> list_complaints(const store::ReadTxn& tx, bool all);

/// A clock of an open complaint that is due or late (3.3-timely).
struct Due {
  std::string number;
  std::string what;  ///< acknowledge, answer, settle
  Instant due_at;
  bool late = false;
  Severity severity = Severity::normal;
  std::string handler;
  std::string first_handler;
};
/// The next clock of every open complaint that runs out within so many days, or has.
SVCCTL_API std::vector<Due> due(const store::ReadTxn& tx, int within_days);

}  // namespace svcctl::complaint

namespace svcctl {
template <>
inline constexpr std::array codes<complaint::State> = {
    CodeEntry<complaint::State>{complaint::State::open, "open", N_("open")},
    CodeEntry<complaint::State>{complaint::State::acknowledged, "acknowledged", N_("acknowledged")},
    CodeEntry<complaint::State>{complaint::State::investigating, "investigating",
                                N_("under investigation")},
    CodeEntry<complaint::State>{complaint::State::answered, "answered", N_("answered")},
    CodeEntry<complaint::State>{complaint::State::settled, "settled", N_("settled")},
    CodeEntry<complaint::State>{complaint::State::closed, "closed", N_("closed")},
};
template <>
inline constexpr std::array codes<complaint::Channel> = {
    CodeEntry<complaint::Channel>{complaint::Channel::phone, "phone", N_("phone")},
    CodeEntry<complaint::Channel>{complaint::Channel::visit, "visit", N_("visit")},
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
    CodeEntry<complaint::Subject>{complaint::Subject::price, "price", N_("price")},
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
    CodeEntry<complaint::Cause>{complaint::Cause::price, "price", N_("price")},
    CodeEntry<complaint::Cause>{complaint::Cause::delay, "delay", N_("delay")},
    CodeEntry<complaint::Cause>{complaint::Cause::equipment, "equipment", N_("equipment")},
    CodeEntry<complaint::Cause>{complaint::Cause::none, "none", N_("no fault found")},
};
template <>
inline constexpr std::array codes<complaint::Verdict> = {
    CodeEntry<complaint::Verdict>{complaint::Verdict::satisfied, "satisfied", N_("satisfied")},
    CodeEntry<complaint::Verdict>{complaint::Verdict::unsatisfied, "unsatisfied",
                                  N_("not satisfied")},
};
}  // namespace svcctl
