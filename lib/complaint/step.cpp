#include "complaint/private/step.hpp"

#include "customer/words.hpp"
#include "shop/staff.hpp"

namespace svcctl::complaint {
namespace {

/// Whether who acts was asked first or has it in hand.
bool is_theirs(const store::ReadTxn& tx, const Complaint& complaint) {
  const auto& actor = tx.actor().code;
  return !actor.empty() && (actor == complaint.first_handler || actor == complaint.handler);
}

}  // namespace

store::Within within(const store::ReadTxn& tx, const char* outlet) {
  auto here = tx.within(outlet);
  const auto& home = tx.scope().home;
  if (!here.sql.empty() && home && home->id == here.outlet)
    here.sql = " AND (" + std::string(outlet) +
               " = :within OR c.first_handler_id = :me OR c.handler_id = :me)";
  return here;
}

store::Param actor(const store::ReadTxn& tx) {
  store::Param me("me", tx.actor_id());
  me.may_lack = true;
  return me;
}

Complaint stepped(store::WriteTxn& tx, const Complaint& complaint, const NewStep& step) {
  const auto words =
      customer::keep_words(tx, complaint.customer_id, complaint.job_id, "complaint", step.text);
  tx.insert(
      R"(INSERT INTO complaint_step (complaint_id, kind, words_id, from_id, to_id, at,
                                     recorded_at, staff_id, outlet_id, against_id)
         VALUES (:complaint, :kind, :words, :from, :to, :at, :now, :staff, :outlet, :against))",
      {{"complaint", complaint.id},
       {"kind", step.kind},
       {"words", words},
       {"from", step.from},
       {"to", step.to},
       {"outlet", complaint.outlet_id},
       {"against", complaint.against_id},
       tx.stamp()});
  // Opened anywhere, and seen through by whoever was asked first or has it in hand (3.3-first).
  const bool theirs = is_theirs(tx, complaint) ||
                      (step.kind == StepKind::prevented && sees_to_prevention(tx, complaint));
  tx.record(step.kind == StepKind::opened || theirs ? store::heard_for(complaint.outlet_id)
                                                    : store::of_outlet(complaint.outlet_id),
            {"complaint",
             complaint.number,
             {{"step", to_code(step.kind)},
              {"to", step.to == tx.actor_id() ? tx.actor().code : shop::staff_code(tx, step.to)}}});
  return find_complaint(tx, complaint.number);
}

void require_handler(const store::WriteTxn& tx, const Complaint& complaint) {
  if (is_theirs(tx, complaint)) return;
  shop::require_right(tx, Right::handle_complaint);
}

bool sees_to_prevention(const store::ReadTxn& tx, const Complaint& complaint) {
  const auto& actor = tx.actor().code;
  return !actor.empty() && actor == complaint.prevention_owner;
}

Complaint in_hand(store::WriteTxn& tx, const std::string& number) {
  auto complaint = find_complaint(tx, number);
  require_handler(tx, complaint);
  tx.stands_on(Clause::timely, {received.at(complaint.received_at)});
  if (complaint.state == State::closed)
    throw wrong_state("complaint.closed", tr("complaint {0} is closed", complaint.number),
                      "svcctl complaint reopen " + complaint.number + " --why WORDS");
  return complaint;
}

const std::string& need_text(const std::string& text, const char* option) {
  if (text.empty()) throw usage_error("complaint.text", tr("say it in words"), option);
  return text;
}

void set_state(store::WriteTxn& tx, const Complaint& complaint, State state) {
  tx.run("UPDATE complaint SET state = :state WHERE id = :id",
         {{"state", state}, {"id", complaint.id}});
}

}  // namespace svcctl::complaint
