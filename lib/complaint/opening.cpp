#include "callback/follow_up.hpp"
#include "complaint/clocks.hpp"
#include "complaint/handling.hpp"
#include "complaint/private/step.hpp"
#include "customer/customer.hpp"
#include "intake/grounds.hpp"
#include "intake/job_record.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"

namespace svcctl::complaint {
namespace {

struct Origin {
  std::int64_t customer_id = 0;
  std::optional<std::int64_t> job_id;
  std::int64_t outlet_id = 0;
  std::optional<std::int64_t> follow_up_id;
};

Origin origin_of(store::WriteTxn& tx, const OpenRequest& request) {
  Origin out;
  std::optional<std::int64_t> customer_id;
  if (!request.follow_up.empty()) {
    const auto follow_up = callback::find_follow_up(tx, request.follow_up);
    if (!follow_up.complaint.empty())
      throw wrong_state("complaint.follow-up",
                        tr("follow-up {0} has become complaint {1} already", follow_up.number,
                           follow_up.complaint),
                        "svcctl complaint show " + follow_up.complaint);
    out.follow_up_id = follow_up.id;
    out.job_id = follow_up.job_id;
    customer_id = follow_up.customer_id;
  }
  if (!request.job.empty()) out.job_id = intake::find_job(tx, request.job).id;
  if (out.job_id) {
    const auto job = intake::job_by_id(tx, *out.job_id);
    customer_id = job.customer_id;
    out.outlet_id = job.outlet_id;
  } else {
    out.outlet_id = shop::current_outlet(tx);
  }
  if (!request.customer.empty()) {
    const auto told = customer::find_customer(tx, request.customer);
    if (out.job_id && customer_id != told.id && !request.sure)
      throw usage_error("complaint.other-customer",
                        tr("the job is of customer {0}, not of {1}: --sure, if they complain of it",
                           customer::customer_by_id(tx, *customer_id).number, told.number),
                        tx.context().typed + " --sure");
    customer_id = told.id;
  }
  if (!customer_id)
    throw usage_error("complaint.customer", tr("who complains?"), "--customer NUMBER");
  out.customer_id = *customer_id;
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Whether anybody else works here.
bool somebody_but(const store::ReadTxn& tx, std::int64_t staff_id) {
  return tx
      .value<std::int64_t>("SELECT 1 AS value FROM staff WHERE active = 1 AND id <> :staff LIMIT 1",
                           {{"staff", staff_id}})
      .has_value();
}

/// The least severity that the rules make of words and kind, and what decided it.
struct Floor {
  Severity severity = Severity::minor;
  std::string because;
};
Floor severity_floor(const Settings& settings, const std::string& text, Subject subject) {
  Floor out;
  const auto said = lower(text);
  const auto raise = [&](const SeverityRule& rule, const std::string& because) {
    if (rule.at_least > out.severity) out = {rule.at_least, because};
  };
  for (const auto& rule : settings.complaint->severity_rules) {
    for (const auto& word : rule.words)
      if (said.find(lower(word)) != std::string::npos) raise(rule, word);
    for (const auto& kind : rule.kinds)
      if (kind == to_code(subject)) raise(rule, kind);
  }
  return out;
}

constexpr store::GroundKind closed{N_("the complaint was closed"), nullptr};

}  // namespace

Complaint open(store::WriteTxn& tx, const OpenRequest& request) {
  need_text(request.text, "--text WORDS");
  tx.stands_on(Clause::timely, {});
  if (request.channel != Channel::authority &&
      (!request.authority.empty() || !request.authority_case.empty()))
    throw usage_error("complaint.authority", tr("no authority passed it on"),
                      "--channel authority");
  const auto origin = origin_of(tx, request);
  std::optional<std::int64_t> against;
  if (!request.against.empty()) against = shop::find_staff(tx, request.against).id;
  if (origin.job_id) tx.stands_on(Clause::timely, {intake::opened.of(*origin.job_id)});
  const auto first =
      request.first.empty() ? tx.actor_id() : shop::find_active_staff(tx, request.first).id;
  require(tx, !against || first != against || !somebody_but(tx, *against), Clause::timely,
          "complaint.first-accused",
          tr("the complaint is against {0}, who cannot be its first handler",
             shop::staff_code(tx, against)),
          "--first STAFF");
  const auto floor = severity_floor(tx.settings(), request.text, request.subject);
  const bool raised = floor.severity > request.severity;
  const auto number = tx.next_number('C', origin.outlet_id);
  tx.insert(
      R"(INSERT INTO complaint (number, outlet_id, customer_id, job_id, follow_up_id, channel,
                                kind, severity, severity_rule, text, salt, received_at,
                                recorded_at, first_handler_id, handler_id, state, authority,
                                authority_case, against_id)
         VALUES (:number, :outlet, :customer, :job, :follow_up, :channel, :kind, :severity, :rule,
                 :text, :salt, :received, :now, :first, :first, 'open', :authority, :case, :against))",
      {{"number", number},
       {"outlet", origin.outlet_id},
       {"customer", origin.customer_id},
       {"job", origin.job_id},
       {"follow_up", origin.follow_up_id},
       {"channel", request.channel},
       {"kind", request.subject},
       {"severity", raised ? floor.severity : request.severity},
       {"rule", raised ? floor.because : ""},
       {"text", request.text},
       {"salt", store::random_salt()},
       {"received", tx.stamp().happened()},
       {"now", tx.now()},
       {"first", first},
       {"authority", request.authority},
       {"case", request.authority_case},
       {"against", against}});
  const auto made = find_complaint(tx, number);
  start_clocks(tx, made, made.received_at);
  if (origin.follow_up_id) callback::link_complaint(tx, *origin.follow_up_id, made.id, made.number);
  return stepped(tx, made, {.kind = StepKind::opened, .to = first});
}

Complaint assess(store::WriteTxn& tx, const std::string& number, Severity severity,
                 const std::string& why) {
  const auto complaint = in_hand(tx, number);
  need_text(why, "--why WORDS");
  const auto floor = severity_floor(tx.settings(), complaint.text, complaint.subject);
  require(
      tx, severity >= floor.severity, Clause::timely, "complaint.severity",
      tr("'{0}' makes complaint {1} at least {2}", floor.because, complaint.number, floor.severity),
      "svcctl complaint assess " + complaint.number + " --severity " + to_code(floor.severity) +
          " --why WORDS");
  tx.run("UPDATE complaint SET severity = :severity, severity_rule = '' WHERE id = :id",
         {{"severity", severity}, {"id", complaint.id}});
  move_clocks(tx, find_complaint(tx, complaint.number));
  return stepped(tx, complaint,
                 {.kind = StepKind::assessed, .text = std::string(to_code(severity)) + ": " + why});
}

Complaint reopen(store::WriteTxn& tx, const std::string& number, const std::string& why) {
  const auto complaint = find_complaint(tx, number);
  require_handler(tx, complaint);
  need_text(why, "--why WORDS");
  if (complaint.state != State::closed)
    throw wrong_state("complaint.open", tr("complaint {0} is not closed", complaint.number),
                      "svcctl complaint show " + complaint.number);
  if (complaint.mistaken)
    throw wrong_state("complaint.mistaken",
                      tr("complaint {0} was opened by mistake: open another one", complaint.number),
                      "svcctl complaint open --customer " + complaint.customer +
                          " --channel phone --kind quality --text WORDS");
  tx.stands_on(Clause::timely, {closed.at(complaint.closed_at)});
  tx.run(
      R"(UPDATE complaint
            SET state = 'open', round = round + 1, acknowledged_at = NULL, correction = '',
                answer = '', answered_at = NULL, verdict = NULL, verdict_at = NULL,
                signed_off_by = NULL, signed_off_at = NULL, closed_by = NULL, closed_at = NULL
          WHERE id = :id)",
      {{"id", complaint.id}});
  const auto open_again = find_complaint(tx, complaint.number);
  start_clocks(tx, open_again, tx.stamp().happened());
  if (complaint.follow_up_id)
    callback::link_complaint(tx, *complaint.follow_up_id, complaint.id, complaint.number);
  return stepped(tx, open_again, {.kind = StepKind::reopened, .text = why});
}

}  // namespace svcctl::complaint
