#include "callback/follow_up.hpp"
#include "complaint/clocks.hpp"
#include "complaint/handling.hpp"
#include "complaint/private/step.hpp"

namespace svcctl::complaint {

Complaint end_as_mistake(store::WriteTxn& tx, const Complaint& complaint, const std::string& why) {
  need_text(why, "--why WORDS");
  const auto again = "svcctl correct complaint " + complaint.number + " --why WORDS";
  if (complaint.state == State::closed)
    throw wrong_state("complaint.closed", tr("complaint {0} is closed", complaint.number),
                      "svcctl complaint show " + complaint.number);
  require(tx, tx.may(Right::manage) && complaint.against_id.value_or(0) != tx.actor_id(),
          Clause::timely, "complaint.mistake-manager",
          tr("a manager whom complaint {0} is not against says that it was opened by mistake",
             complaint.number),
          again + " --as MANAGER", store::Overridable::never);
  const bool answered =
      complaint.answered_at.has_value() || complaint.round > 1 || !complaint.authority.empty();
  require(tx, !answered, Clause::timely, "complaint.mistake-answered",
          tr("complaint {0} was answered, closed before or passed on by an authority: it is no "
             "mistake",
             complaint.number),
          "svcctl complaint show " + complaint.number, store::Overridable::never);
  meet_clocks(
      tx, complaint,
      {ClockKind::acknowledge, ClockKind::contact, ClockKind::answer, ClockKind::settle,
       ClockKind::legal, ClockKind::authority, ClockKind::mediation, ClockKind::prevention});
  tx.run(
      R"(UPDATE complaint SET state = 'closed', closed_by = :by, closed_at = :at
          WHERE id = :id)",
      {{"by", tx.actor_id()}, tx.stamp(), {"id", complaint.id}});
  if (complaint.follow_up_id) callback::unlink_complaint(tx, complaint.id);
  return stepped(tx, complaint, {.kind = StepKind::mistaken, .text = why});
}

}  // namespace svcctl::complaint
