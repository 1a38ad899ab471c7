#pragma once

#include <optional>
#include <string>

#include "complaint/complaint.hpp"

namespace svcctl::complaint {

struct OpenRequest {
  std::string customer;   ///< number or phone; else the job's or the follow-up's
  std::string job;        ///< or empty
  std::string follow_up;  ///< or empty
  Channel channel = Channel::phone;
  Subject subject = Subject::other;
  Severity severity = Severity::normal;
  std::string text;
  std::string against;         ///< staff code: whom it is about, or empty
  std::string first;           ///< staff code: who was asked first; else who acts
  std::string authority;       ///< who passed it on, or empty
  std::string authority_case;  ///< its number there, or empty
  bool sure = false;           ///< the job is another customer's, of which this one complains
};
/// Puts a complaint on file; whoever was asked first is its first handler, for good, and needs no
/// right for it (3.3-channel, 3.3-first). Refuses a first handler whom it is against where anybody
/// else works (3.3-timely). The severity is at least what the rules of the configuration make of
/// its words and kind. Its clocks run from when it was received (3.3-timely).
/// @throws Error "complaint.text", "complaint.customer", "complaint.authority" (2)
SVCCTL_API Complaint open(store::WriteTxn& tx, const OpenRequest& request);
/// Another severity, and with it other clocks. Refuses one below the rules' (3.3-timely).
/// @throws Error "complaint.text" (2)
SVCCTL_API Complaint assess(store::WriteTxn& tx, const std::string& number, Severity severity,
                            const std::string& why);
/// The customer knows that it is in hand. @throws Error "complaint.acknowledged" (2)
SVCCTL_API Complaint acknowledge(store::WriteTxn& tx, const std::string& number);
/// Somebody spoke with the customer about it, or tried to. @throws Error "complaint.text" (2)
SVCCTL_API Complaint contact(store::WriteTxn& tx, const std::string& number, bool reached,
                             const std::string& text);
/// Another person works on it; the first handler stays responsible.
/// @throws Error "complaint.same-handler", "complaint.why" (2)
SVCCTL_API Complaint hand_over(store::WriteTxn& tx, const std::string& number,
                               const std::string& to, const std::string& why);
struct AuthorityRequest {
  std::string number;
  std::string authority_case;       ///< its number there, or empty
  std::optional<Date> accepted_on;  ///< the day on which it took the case up
  std::string complex;              ///< why it calls the case complex, or empty
};
/// What an authority says of it. Its terms are its own: see AuthorityTerms.
/// @throws Error "complaint.authority" (2) when there is nothing to keep, or the complaint came
/// another way; "complaint.complex" (2) where the authority has no longer term
SVCCTL_API Complaint heard_from_authority(store::WriteTxn& tx, const AuthorityRequest& request);

/// Against whom and what a complaint is (3.3-cause), as far as it is known; what is empty says
/// nothing.
struct Fault {
  std::string against;   ///< staff code; else the technician of the task
  std::string task;      ///< of the job complained about: its number, or its operation
  std::string lot;       ///< of the part at fault
  std::string part;      ///< its number, where several parts have a lot of that code
  std::string supplier;  ///< code, where no lot says it
};
struct InvestigateRequest {
  std::string number;
  std::string by;  ///< staff code; else who investigates already, else who acts
  std::optional<Cause> cause_class;
  std::string cause;
  Fault fault;
};
struct Investigated {
  Complaint complaint;
  bool in_own_cause = false;  ///< the investigator worked on the job, as nobody else was there
};
/// Who finds the cause, and the cause. Refuses an investigator whom the complaint is against, or
/// who worked on the job complained about, or on any of the customer's where it names none, as long
/// as anybody works here who did not (3.3-timely). @throws Error "complaint.lot" (2) for a lot
/// the job never had, "complaint.no-job", "complaint.supplier" (2)
SVCCTL_API Investigated investigate(store::WriteTxn& tx, const InvestigateRequest& request);

struct ActRequest {
  std::string number;
  std::string correction;
  std::string prevention;
  std::string owner;           ///< staff code: who sees to the prevention
  std::optional<Date> due_on;  ///< and by when
};
/// What was put right, and what keeps it from coming back.
/// @throws Error "complaint.text", "complaint.owner" (2)
SVCCTL_API Complaint act(store::WriteTxn& tx, const ActRequest& request);
/// The prevention is in place; also after the complaint is closed.
/// @throws Error "complaint.no-prevention" (2)
SVCCTL_API Complaint prevented(store::WriteTxn& tx, const std::string& number,
                               const std::string& text);
/// What the customer was told; an earlier sign-off is void. @throws Error "complaint.text" (2)
SVCCTL_API Complaint answer(store::WriteTxn& tx, const std::string& number,
                            const std::string& text);
/// What the customer says to the answer. Refuses whom it is against (3.3-timely). @throws Error
/// "complaint.not-answered" (2)
SVCCTL_API Complaint judge(store::WriteTxn& tx, const std::string& number, Verdict verdict);
/// The first handler agrees that it is closed. Refuses anybody else, and before cause and answer
/// (3.3-first).
SVCCTL_API Complaint sign_off(store::WriteTxn& tx, const std::string& number);
/// Refuses without cause, correction, answer and verdict (3.3-cause), and by somebody else without
/// the first handler's sign-off (3.3-first), and by whom it is against (3.3-timely). @throws Error
/// "complaint.paused" (2)
SVCCTL_API Complaint close(store::WriteTxn& tx, const std::string& number);
/// It was opened by mistake, and is closed without cause, answer or verdict: by a manager whom it
/// is not against. It is in no figure of complaints; the follow-up that it came up in waits for
/// another. The caller keeps the correction. @throws Error "complaint.closed" (2),
/// "complaint.mistake-answered", "complaint.mistake-manager" (4, 3.3-timely)
SVCCTL_API Complaint end_as_mistake(store::WriteTxn& tx, const Complaint& complaint,
                                    const std::string& why);
/// Takes a closed complaint up again: the first handler stays, the clocks start anew, and it needs
/// another correction, answer, verdict and sign-off.
/// @throws Error "complaint.open", "complaint.text", "complaint.at" (2)
SVCCTL_API Complaint reopen(store::WriteTxn& tx, const std::string& number, const std::string& why);

struct CostRequest {
  std::string number;
  Money amount;  ///< a negative one mends a mistake
  std::string what;
  std::string job;         ///< number of the job it is charged to, or empty
  std::string technician;  ///< staff code, or empty
  std::string lot;         ///< of a part of the job complained about, or empty
  std::string part;        ///< its number, where several parts have a lot of that code
};
/// What it cost, and to what it is charged; also after it is closed.
/// @throws Error "complaint.cost", "complaint.text", "complaint.lot" (2)
SVCCTL_API Complaint add_cost(store::WriteTxn& tx, const CostRequest& request);

/// A cost as kept.
struct Cost {
  Instant at;
  Money amount;
  std::string what;
  std::string job;
  std::string technician;
  std::string lot;  ///< "PART:LOT", or empty
  std::string by;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};
SVCCTL_API std::vector<Cost> costs(const store::ReadTxn& tx, std::int64_t complaint_id);

}  // namespace svcctl::complaint
