#include "complaint/handling.hpp"

#include "callback/follow_up.hpp"
#include "complaint/clocks.hpp"
#include "complaint/private/fault.hpp"
#include "complaint/private/step.hpp"
#include "complaint/rule.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"
#include "store/signature.hpp"

namespace svcctl::complaint {
namespace {

std::optional<std::int64_t> investigator_of(const store::WriteTxn& tx, const Complaint& complaint,
                                            const InvestigateRequest& request) {
  if (!request.by.empty()) return shop::find_active_staff(tx, request.by).id;
  if (!complaint.investigator.empty()) return shop::find_staff(tx, complaint.investigator).id;
  return tx.actor_id();
}

/// The customer heard of it: whoever spoke with the customer also acknowledged
/// it.
/// @param met the clocks that this stops
void heard(store::WriteTxn& tx, const Complaint& complaint, std::initializer_list<ClockKind> met) {
  meet_clocks(tx, complaint, met);
  if (!complaint.acknowledged_at)
    tx.run("UPDATE complaint SET acknowledged_at = :at WHERE id = :id",
           {tx.stamp(), {"id", complaint.id}});
  if (complaint.state == State::open) set_state(tx, complaint, State::acknowledged);
}

/// Freezes what the complaint is closed with: reopened, it is handled anew.
void keep_closing(store::WriteTxn& tx, const Complaint& complaint) {
  tx.insert(
      R"(INSERT INTO complaint_closing (complaint_id, round, first_handler_id, signed_off_by,
                                        against_id, has_cause, has_correction, has_answer,
                                        has_prevention, prevention_owned, cause_repeated, verdict,
                                        at, recorded_at, staff_id, outlet_id)
         SELECT c.id, c.round, c.first_handler_id, c.signed_off_by, c.against_id,
                CASE WHEN c.cause_class <> '' AND c.cause <> '' THEN 1 ELSE 0 END,
                CASE WHEN c.correction <> '' THEN 1 ELSE 0 END,
                CASE WHEN c.answered_at IS NOT NULL THEN 1 ELSE 0 END,
                CASE WHEN c.prevention <> '' THEN 1 ELSE 0 END,
                CASE WHEN c.prevention_owner_id IS NOT NULL AND c.prevention_due_on IS NOT NULL
                     THEN 1 ELSE 0 END,
                CASE WHEN EXISTS (SELECT 1 FROM complaint b
                                   WHERE b.cause_class = c.cause_class AND b.cause = c.cause
                                     AND b.cause <> '' AND b.id < c.id) THEN 1 ELSE 0 END,
                c.verdict, :at, :now, :staff, c.outlet_id
           FROM complaint c WHERE c.id = :id)",
      {{"id", complaint.id}, tx.stamp()});
}

/// @param judged an act with a `judge_id`
/// @param what the verb and its words that somebody else may type
void require_impartial_judge(store::WriteTxn& tx, const Complaint& complaint,
                             const store::Judgement& judged, const std::string& what) {
  require(tx, judged.keeps(rule::impartial_judge) || !judged.keeps(rule::somebody_else),
          rule::impartial_judge.clause, "complaint.judges-self",
          tr("complaint {0} is against {1}, who does not judge it", complaint.number,
             complaint.against),
          "svcctl complaint " + what + " --as STAFF");
}

}  // namespace

Complaint acknowledge(store::WriteTxn& tx, const std::string& number) {
  const auto complaint = in_hand(tx, number);
  if (complaint.acknowledged_at)
    throw wrong_state("complaint.acknowledged",
                      tr("complaint {0} is acknowledged already", complaint.number),
                      "svcctl complaint show " + complaint.number);
  heard(tx, complaint, {ClockKind::acknowledge});
  return stepped(tx, complaint, {.kind = StepKind::acknowledged});
}

Complaint contact(store::WriteTxn& tx, const std::string& number, bool reached,
                  const std::string& text) {
  const auto complaint = in_hand(tx, number);
  need_text(text, "--text WORDS");
  if (reached) heard(tx, complaint, {ClockKind::acknowledge, ClockKind::contact});
  return stepped(tx, complaint,
                 {.kind = reached ? StepKind::contacted : StepKind::not_reached, .text = text});
}

Complaint hand_over(store::WriteTxn& tx, const std::string& number, const std::string& to,
                    const std::string& why) {
  const auto complaint = in_hand(tx, number);
  const auto next = shop::find_active_staff(tx, to);
  if (why.empty())
    throw usage_error("complaint.why", tr("a hand-over has a reason"), "--why WORDS");
  if (next.code == complaint.handler)
    throw usage_error("complaint.same-handler",
                      tr("{0} has complaint {1} in hand already", next.code, complaint.number));
  std::optional<std::int64_t> from;
  if (!complaint.handler.empty()) from = shop::find_staff(tx, complaint.handler).id;
  tx.run("UPDATE complaint SET handler_id = :to WHERE id = :id",
         {{"to", next.id}, {"id", complaint.id}});
  return stepped(tx, complaint,
                 {.kind = StepKind::handed_over, .text = why, .from = from, .to = next.id});
}

Complaint heard_from_authority(store::WriteTxn& tx, const AuthorityRequest& request) {
  const auto complaint = in_hand(tx, request.number);
  if (complaint.channel != Channel::authority)
    throw wrong_state("complaint.authority",
                      tr("complaint {0} did not come from an authority", complaint.number),
                      "svcctl complaint show " + complaint.number);
  const auto& [number, authority_case, accepted_on, complex] = request;
  if (authority_case.empty() && !accepted_on && complex.empty())
    throw usage_error("complaint.authority", tr("say what the authority says"),
                      "--case NUMBER --accepted-on DAY");
  if (!complex.empty() && terms_of(tx, complaint).complex_days == 0)
    throw usage_error("complaint.complex",
                      tr("{0} has no longer term for complex cases", complaint.authority),
                      "svcctl complaint show " + complaint.number);
  if (!authority_case.empty())
    tx.run("UPDATE complaint SET authority_case = :case WHERE id = :id",
           {{"case", authority_case}, {"id", complaint.id}});
  std::string text = authority_case;
  if (accepted_on) {
    authority_accepted(tx, complaint, *accepted_on);
    text += (text.empty() ? "" : " · ") + accepted_on->str();
  }
  if (!complex.empty()) authority_takes_longer(tx, complaint);
  auto heard = text.empty() ? complaint
                            : stepped(tx, complaint, {.kind = StepKind::authority, .text = text});
  if (complex.empty()) return heard;
  return stepped(tx, complaint,
                 {.kind = StepKind::authority, .text = std::string(complex_case) + ": " + complex});
}

/// The codes that count as one person with who investigates.
std::vector<std::int64_t> codes_of(const store::ReadTxn& tx,
                                   std::optional<std::int64_t> investigator) {
  if (!investigator) return {};
  return investigator == tx.actor_id() ? store::counts_as(tx)
                                       : store::codes_of_person(tx, *investigator);
}

/// Whether what is done now counts as that of whom the complaint is against.
bool acts_as_accused(const store::ReadTxn& tx, const Complaint& complaint) {
  return complaint.against_id && store::acts_as(tx, *complaint.against_id);
}

/// Refuses to clear people by an investigator whom they named themselves, or in whose name they
/// write.
void require_named_by_another(store::WriteTxn& tx, const Complaint& complaint,
                              std::optional<std::int64_t> investigator) {
  if (tx.may(Right::manage) && !acts_as_accused(tx, complaint)) return;
  auto namers = tx.all(R"(SELECT DISTINCT staff_id FROM complaint_step
                           WHERE complaint_id = :complaint AND kind = 'investigated'
                             AND staff_id <> to_id)",
                       {{"complaint", complaint.id}},
                       [](const store::Row& row) { return row.get<std::int64_t>("staff_id"); });
  if (tx.actor_id() && investigator != tx.actor_id()) namers.push_back(*tx.actor_id());
  for (const auto namer : namers)
    require(tx,
            store::judge(tx, rule::naming,
                         {{"complaint", complaint.id}, {"namer", namer}, {"at", tx.happened()}},
                         {&rule::named_by_another}),
            rule::named_by_another, "complaint.names-own",
            tr("{0}, whose work complaint {1} is about, named who finds no cause for it: a manager "
               "signs that",
               shop::staff_code(tx, namer), complaint.number),
            "svcctl complaint investigate " + complaint.number +
                " --cause-class none --cause WORDS --as MANAGER");
}

/// Refuses to say without a manager, or by whom it is against, that somebody else is to blame.
void require_same_accused(store::WriteTxn& tx, const Complaint& complaint,
                          std::optional<std::int64_t> against) {
  if (!complaint.against_id || !against || against == complaint.against_id) return;
  require(tx, tx.may(Right::manage) && !acts_as_accused(tx, complaint), Clause::timely,
          "complaint.against-other",
          tr("complaint {0} is against {1}: that it is against {2} instead, a manager says",
             complaint.number, complaint.against, shop::staff_code(tx, against)),
          "svcctl complaint investigate " + complaint.number + " --against " +
              shop::staff_code(tx, against) + " --as MANAGER",
          store::Overridable::never);
}

/// Somebody who could investigate a complaint, by staff code; a word where nobody could.
std::string impartial_one(const store::ReadTxn& tx, const Complaint& complaint,
                          std::optional<std::int64_t> against) {
  const auto& impartial = rule::impartial_investigator;
  const auto could = [&](std::int64_t staff) {
    return staff != against &&
           store::judge(tx, rule::investigating,
                        {{"complaint", complaint.id}, {"staff", staff}, {"at", tx.now()}},
                        {&impartial})
               .keeps(impartial);
  };
  if (tx.actor_id() && could(*tx.actor_id())) return tx.actor().code;
  return shop::other_there(tx, Right::handle_complaint,
                           [&](const shop::Staff& person) { return could(person.id); })
      .value_or("STAFF");
}

Investigated investigate(store::WriteTxn& tx, const InvestigateRequest& request) {
  const auto complaint = in_hand(tx, request.number);
  const auto investigator = investigator_of(tx, complaint, request);
  const auto code = shop::staff_code(tx, investigator);
  const auto fault = fault_rows(tx, complaint, request.fault);
  const auto against = fault.against_id ? fault.against_id : complaint.against_id;
  const auto& impartial = rule::impartial_investigator;
  const auto judged =
      store::judge(tx, rule::investigating,
                   {{"complaint", complaint.id}, {"staff", investigator}, {"at", tx.happened()}},
                   {&impartial, &rule::somebody_impartial});
  const bool nobody_else = !judged.keeps(rule::somebody_impartial);
  auto worked_on = judged.broken_by(impartial);
  bool accused = false;
  for (const auto code_of_one : codes_of(tx, investigator)) {
    accused = accused || code_of_one == against;
    if (worked_on.empty() && code_of_one != investigator)
      worked_on =
          store::judge(tx, rule::investigating,
                       {{"complaint", complaint.id}, {"staff", code_of_one}, {"at", tx.happened()}},
                       {&impartial})
              .broken_by(impartial);
  }
  const bool in_own_cause = accused || !worked_on.empty();
  const auto another =
      "svcctl complaint investigate " + complaint.number + " --by " +
      (in_own_cause && !nobody_else ? impartial_one(tx, complaint, against) : "STAFF");
  require(tx, !accused || nobody_else, Clause::timely, "complaint.investigates-self",
          tr("complaint {0} is against {1}, who cannot investigate it", complaint.number, code),
          another);
  require(tx, worked_on.empty() || nobody_else, impartial.clause, "complaint.partial-investigator",
          tr("{0} worked on job {1}, which is complained about", code, worked_on), another);
  require_same_accused(tx, complaint, fault.against_id);
  if (investigator)
    store::named(tx, *investigator, code, store::NamedAs::investigator, Clause::timely);
  if (request.cause_class == Cause::none) require_named_by_another(tx, complaint, investigator);
  tx.run(
      R"(UPDATE complaint SET investigator_id = :by,
                cause_class = CASE WHEN :class <> '' THEN :class ELSE cause_class END,
                cause = CASE WHEN :cause <> '' THEN :cause ELSE cause END,
                signed_off_by = CASE WHEN :cause <> '' THEN NULL ELSE signed_off_by END,
                signed_off_at = CASE WHEN :cause <> '' THEN NULL ELSE signed_off_at END,
                against_id = COALESCE(:against, against_id),
                cause_task_id = COALESCE(:task, cause_task_id),
                cause_lot_id = COALESCE(:lot, cause_lot_id),
                cause_supplier_id = COALESCE(:supplier, cause_supplier_id)
          WHERE id = :id)",
      {{"by", investigator},
       {"class", request.cause_class ? to_code(*request.cause_class) : ""},
       {"cause", request.cause},
       {"against", fault.against_id},
       {"task", fault.task_id},
       {"lot", fault.lot_id},
       {"supplier", fault.supplier_id},
       {"id", complaint.id}});
  if (complaint.state == State::open || complaint.state == State::acknowledged)
    set_state(tx, complaint, State::investigating);
  const bool replaced =
      complaint.against_id && fault.against_id && fault.against_id != complaint.against_id;
  if (replaced)
    stepped(tx, complaint,
            {.kind = StepKind::accused, .from = complaint.against_id, .to = fault.against_id});
  return {stepped(tx, complaint,
                  {.kind = StepKind::investigated, .text = request.cause, .to = investigator}),
          in_own_cause};
}

Complaint answer(store::WriteTxn& tx, const std::string& number, const std::string& text) {
  const auto complaint = in_hand(tx, number);
  need_text(text, "--text WORDS");
  heard(tx, complaint, {ClockKind::acknowledge, ClockKind::contact, ClockKind::answer});
  tx.run(
      R"(UPDATE complaint SET answer = :text, answered_at = :at, verdict = NULL,
                verdict_at = NULL, signed_off_by = NULL, signed_off_at = NULL,
                state = 'answered'
          WHERE id = :id)",
      {{"text", text}, tx.stamp(), {"id", complaint.id}});
  return stepped(tx, complaint, {.kind = StepKind::answered, .text = text});
}

Complaint judge(store::WriteTxn& tx, const std::string& number, Verdict verdict) {
  const auto complaint = in_hand(tx, number);
  if (complaint.answer.empty())
    throw wrong_state("complaint.not-answered",
                      tr("the customer has no answer to complaint {0} yet", complaint.number),
                      "svcctl complaint answer " + complaint.number + " --text WORDS");
  if (complaint.against_id)
    require_impartial_judge(
        tx, complaint,
        store::judge(tx, rule::hearing_verdict,
                     {{"complaint", complaint.id}, {"staff", tx.actor_id()}, {"at", tx.happened()}},
                     {&rule::impartial_judge, &rule::somebody_else}),
        std::string("verdict ") + complaint.number +
            (verdict == Verdict::satisfied ? " --satisfied" : " --unsatisfied"));
  if (verdict == Verdict::satisfied)
    meet_clocks(tx, complaint, {ClockKind::settle, ClockKind::legal});
  tx.run("UPDATE complaint SET verdict = :verdict, verdict_at = :at, state = :state WHERE id = :id",
         {{"verdict", verdict},
          tx.stamp(),
          {"state", verdict == Verdict::satisfied ? State::settled : State::answered},
          {"id", complaint.id}});
  return stepped(tx, complaint, {.kind = StepKind::verdict, .text = to_code(verdict)});
}

Complaint sign_off(store::WriteTxn& tx, const std::string& number) {
  const auto complaint = in_hand(tx, number);
  require(tx, complaint.first_handler_id == tx.actor_id(), Clause::first,
          "complaint.not-first-handler",
          tr("only {0}, the first handler, signs complaint {1} off", complaint.first_handler,
             complaint.number),
          "svcctl complaint sign-off " + complaint.number + " --as " + complaint.first_handler);
  const auto& answered = rule::signed_when_answered;
  const auto lacks = store::judge(tx, rule::signing_off,
                                  {{"complaint", complaint.id}, {"at", tx.happened()}}, {&answered})
                         .broken_by(answered);
  require(tx, lacks != "cause", answered.clause, "complaint.no-cause",
          tr("complaint {0} has no cause", complaint.number),
          "svcctl complaint investigate " + complaint.number +
              " --by STAFF --cause-class CLASS --cause WORDS");
  require(tx, lacks != "answer", answered.clause, "complaint.no-answer",
          tr("the customer has no answer to complaint {0} yet", complaint.number),
          "svcctl complaint answer " + complaint.number + " --text WORDS");
  tx.run("UPDATE complaint SET signed_off_by = :by, signed_off_at = :at WHERE id = :id",
         {{"by", tx.actor_id()}, tx.stamp(), {"id", complaint.id}});
  return stepped(tx, complaint, {.kind = StepKind::signed_off});
}

Complaint close(store::WriteTxn& tx, const std::string& number) {
  const auto complaint = in_hand(tx, number);
  const auto verb = [&](const char* what) { return "svcctl complaint " + std::string(what) + " "; };
  if (complaint.paused_at)
    throw wrong_state("complaint.paused", tr("complaint {0} is paused", complaint.number),
                      verb("resume") + complaint.number);
  const auto& mended = rule::mended_cause;
  const auto judged =
      store::judge(tx, rule::closing,
                   {{"complaint", complaint.id}, {"staff", tx.actor_id()}, {"at", tx.happened()}},
                   {&mended, &rule::impartial_judge, &rule::somebody_else});
  const auto lacks = judged.broken_by(mended);
  require(tx, lacks != "cause", mended.clause, "complaint.no-cause",
          tr("complaint {0} has no cause", complaint.number),
          verb("investigate") + complaint.number + " --by STAFF --cause-class CLASS --cause WORDS");
  require(tx, lacks != "correction", mended.clause, "complaint.no-correction",
          tr("complaint {0} has no correction", complaint.number),
          verb("act") + complaint.number + " --correction WORDS");
  require(tx, lacks != "answer", mended.clause, "complaint.no-answer",
          tr("the customer has no answer to complaint {0} yet", complaint.number),
          verb("answer") + complaint.number + " --text WORDS");
  require(tx, lacks != "verdict", mended.clause, "complaint.no-verdict",
          tr("complaint {0} has no verdict of the customer", complaint.number),
          verb("verdict") + complaint.number + " --satisfied");
  require(tx, complaint.first_handler_id == tx.actor_id() || !complaint.signed_off_by.empty(),
          Clause::first, "complaint.not-signed-off",
          tr("{0}, the first handler of complaint {1}, has not signed it off",
             complaint.first_handler, complaint.number),
          verb("sign-off") + complaint.number + " --as " + complaint.first_handler);
  require_impartial_judge(tx, complaint, judged, "close " + complaint.number);
  meet_clocks(tx, complaint,
              {ClockKind::acknowledge, ClockKind::contact, ClockKind::answer, ClockKind::settle,
               ClockKind::legal, ClockKind::authority, ClockKind::mediation});
  tx.run(
      R"(UPDATE complaint SET state = 'closed', closed_by = :by, closed_at = :at
          WHERE id = :id)",
      {{"by", tx.actor_id()}, tx.stamp(), {"id", complaint.id}});
  keep_closing(tx, complaint);
  if (complaint.verdict == Verdict::satisfied) callback::settle_issue(tx, complaint.id);
  return stepped(tx, complaint, {.kind = StepKind::closed});
}

}  // namespace svcctl::complaint
