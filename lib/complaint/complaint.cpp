#include "complaint/complaint.hpp"

#include <algorithm>

#include "callback/follow_up.hpp"
#include "customer/customer.hpp"
#include "intake/job_record.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"

namespace svcctl::complaint {
namespace {

constexpr const char* columns = R"(
  SELECT c.id, c.number, c.customer_id, k.number AS customer, k.name AS customer_name, c.job_id,
         COALESCE(j.number, '') AS job, COALESCE(f.number, '') AS follow_up, c.channel, c.kind,
         c.severity, c.text, c.received_at, c.first_handler_id,
         COALESCE(first.code, '') AS first_handler, COALESCE(h.code, '') AS handler, c.state,
         c.acknowledge_due_at, c.answer_due_at, c.settle_due_at, c.acknowledged_at,
         COALESCE(i.code, '') AS investigator, c.cause_class, c.cause, c.correction,
         c.prevention, c.answer, c.answered_at, c.verdict, COALESCE(s.code, '') AS signed_off_by,
         c.closed_at
    FROM complaint c
    JOIN customer k ON k.id = c.customer_id
    LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN follow_up f ON f.id = c.follow_up_id
    LEFT JOIN staff first ON first.id = c.first_handler_id
    LEFT JOIN staff h ON h.id = c.handler_id
    LEFT JOIN staff i ON i.id = c.investigator_id
    LEFT JOIN staff s ON s.id = c.signed_off_by)";

Complaint read_complaint(const store::Row& row) {
  Complaint out;
  out.id = row["id"];
  out.number = row.get<std::string>("number");
  out.customer_id = row["customer_id"];
  out.customer = row.get<std::string>("customer");
  out.customer_name = row.get<std::string>("customer_name");
  out.job_id = row.get<std::optional<std::int64_t>>("job_id");
  out.job = row.get<std::string>("job");
  out.follow_up = row.get<std::string>("follow_up");
  out.channel = row["channel"];
  out.subject = row["kind"];
  out.severity = row["severity"];
  out.text = row.get<std::string>("text");
  out.received_at = row["received_at"];
  out.first_handler_id = row.get<std::optional<std::int64_t>>("first_handler_id");
  out.first_handler = row.get<std::string>("first_handler");
  out.handler = row.get<std::string>("handler");
  out.state = row["state"];
  out.acknowledge_due_at = row["acknowledge_due_at"];
  out.answer_due_at = row["answer_due_at"];
  out.settle_due_at = row["settle_due_at"];
  out.acknowledged_at = row.get<std::optional<Instant>>("acknowledged_at");
  out.investigator = row.get<std::string>("investigator");
  out.cause_class = from_code<Cause>(row.get<std::string>("cause_class"));
  out.cause = row.get<std::string>("cause");
  out.correction = row.get<std::string>("correction");
  out.prevention = row.get<std::string>("prevention");
  out.answer = row.get<std::string>("answer");
  out.answered_at = row.get<std::optional<Instant>>("answered_at");
  out.verdict = row.get<std::optional<Verdict>>("verdict");
  out.signed_off_by = row.get<std::string>("signed_off_by");
  out.closed_at = row.get<std::optional<Instant>>("closed_at");
  return out;
}

struct NewStep {
  const char* kind;
  std::string text = {};
  std::optional<std::int64_t> from = std::nullopt;
  std::optional<std::int64_t> to = std::nullopt;
};

/// Keeps a step, puts it on the log and reads the complaint again.
Complaint stepped(store::WriteTxn& tx, const Complaint& complaint, const NewStep& step) {
  tx.insert(
      R"(INSERT INTO complaint_step (complaint_id, kind, text, from_id, to_id, at, recorded_at,
                                     staff_id)
         VALUES (:complaint, :kind, :text, :from, :to, :at, :now, :staff))",
      {{"complaint", complaint.id},
       {"kind", step.kind},
       {"text", step.text},
       {"from", step.from},
       {"to", step.to},
       {"at", tx.at()},
       {"now", tx.now()},
       {"staff", tx.actor_id()}});
  tx.record({"complaint",
             complaint.number,
             {{"step", step.kind}, {"to", shop::staff_code(tx, step.to)}}});
  return find_complaint(tx, complaint.number);
}

/// The complaint, still open to work on. @throws Error "complaint.closed" (2)
Complaint in_hand(store::WriteTxn& tx, const std::string& number) {
  shop::require_right(tx, Right::handle_complaint);
  auto complaint = find_complaint(tx, number);
  if (complaint.state == State::closed)
    throw wrong_state("complaint.closed", tr("complaint {0} is closed", complaint.number),
                      "svcctl complaint show " + complaint.number);
  return complaint;
}

std::string need_text(const std::string& text, const char* option) {
  if (text.empty()) throw usage_error("complaint.text", tr("say it in words"), option);
  return text;
}

/// Whether the person received, repaired, checked or passed the job.
bool worked_on(const store::ReadTxn& tx, std::int64_t job_id, std::int64_t staff_id) {
  return tx
      .value<std::int64_t>(
          R"(SELECT 1 AS value FROM job WHERE id = :job AND advisor_id = :staff
             UNION ALL
             SELECT 1 FROM task WHERE job_id = :job AND technician_id = :staff
             UNION ALL
             SELECT 1 FROM task_clock c JOIN task t ON t.id = c.task_id
              WHERE t.job_id = :job AND c.staff_id = :staff
             UNION ALL
             SELECT 1 FROM task_check k JOIN task t ON t.id = k.task_id
              WHERE t.job_id = :job AND k.staff_id = :staff
             UNION ALL
             SELECT 1 FROM final_inspection WHERE job_id = :job AND staff_id = :staff)",
          {{"job", job_id}, {"staff", staff_id}})
      .has_value();
}

void set_state(store::WriteTxn& tx, const Complaint& complaint, State state) {
  tx.run("UPDATE complaint SET state = :state WHERE id = :id",
         {{"state", state}, {"id", complaint.id}});
}

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
    customer_id = told.id;
  }
  if (!customer_id)
    throw usage_error("complaint.customer", tr("who complains?"), "--customer NUMBER");
  out.customer_id = *customer_id;
  return out;
}

}  // namespace

Complaint find_complaint(const store::ReadTxn& tx, std::string_view typed) {
  const auto number = store::full_number(tx, store::Numbered::complaint, typed);
  auto found = tx.first(std::string(columns) + " WHERE c.number = :number", {{"number", number}},
                        read_complaint);
  if (!found)
    throw not_found("complaint.not-found", tr("there is no complaint {0}", typed),
                    "svcctl complaint list");
  return *found;
}

std::vector<Step> steps(const store::ReadTxn& tx, std::int64_t complaint_id) {
  return tx.all(
      R"(SELECT s.at, s.kind, s.text, COALESCE(f.code, '') AS from_code,
                COALESCE(t.code, '') AS to_code, COALESCE(b.code, '') AS by_code
           FROM complaint_step s
           LEFT JOIN staff f ON f.id = s.from_id
           LEFT JOIN staff t ON t.id = s.to_id
           LEFT JOIN staff b ON b.id = s.staff_id
          WHERE s.complaint_id = :id ORDER BY s.id)",
      {{"id", complaint_id}}, [](const store::Row& row) {
        return Step{.at = row["at"],
                    .kind = row["kind"],
                    .text = row["text"],
                    .from = row["from_code"],
                    .to = row["to_code"],
                    .by = row["by_code"]};
      });
}

std::vector<Complaint> list_complaints(const store::ReadTxn& tx, bool all) {
  return tx.all(std::string(columns) + " WHERE :all = 1 OR c.state <> 'closed' ORDER BY c.id DESC",
                {{"all", all}}, read_complaint);
}

Complaint open(store::WriteTxn& tx, const OpenRequest& request) {
  shop::require_right(tx, Right::handle_complaint);
  need_text(request.text, "--text WORDS");
  const auto origin = origin_of(tx, request);
  const auto& clock = tx.settings().complaint_clocks.at(request.severity);
  const auto received = tx.at();
  const int stop = tx.settings().profile.legal_stop_days;
  const int settle_days = stop > 0 ? std::min(clock.settle_days, stop) : clock.settle_days;
  constexpr std::int64_t hour = 3600;
  constexpr std::int64_t day = 24 * hour;
  const auto number = tx.next_number('C', origin.outlet_id);
  tx.insert(
      R"(INSERT INTO complaint (number, outlet_id, customer_id, job_id, follow_up_id, channel,
                                kind, severity, text, received_at, recorded_at, first_handler_id,
                                handler_id, state, acknowledge_due_at, answer_due_at,
                                settle_due_at)
         VALUES (:number, :outlet, :customer, :job, :follow_up, :channel, :kind, :severity, :text,
                 :received, :now, :staff, :staff, 'open', :acknowledge, :answer, :settle))",
      {{"number", number},
       {"outlet", origin.outlet_id},
       {"customer", origin.customer_id},
       {"job", origin.job_id},
       {"follow_up", origin.follow_up_id},
       {"channel", request.channel},
       {"kind", request.subject},
       {"severity", request.severity},
       {"text", request.text},
       {"received", received},
       {"now", tx.now()},
       {"staff", tx.actor_id()},
       {"acknowledge", received.plus_seconds(clock.acknowledge_hours * hour)},
       {"answer", received.plus_seconds(clock.answer_days * day)},
       {"settle", received.plus_seconds(settle_days * day)}});
  const auto made = find_complaint(tx, number);
  if (origin.follow_up_id) callback::link_complaint(tx, *origin.follow_up_id, made.id, made.number);
  return stepped(tx, made, {.kind = "opened", .to = tx.actor_id()});
}

Complaint acknowledge(store::WriteTxn& tx, const std::string& number) {
  const auto complaint = in_hand(tx, number);
  if (complaint.acknowledged_at)
    throw wrong_state("complaint.acknowledged",
                      tr("complaint {0} is acknowledged already", complaint.number));
  tx.run("UPDATE complaint SET acknowledged_at = :at WHERE id = :id",
         {{"at", tx.at()}, {"id", complaint.id}});
  if (complaint.state == State::open) set_state(tx, complaint, State::acknowledged);
  return stepped(tx, complaint, {.kind = "acknowledged"});
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
  return stepped(tx, complaint, {.kind = "handed-over", .text = why, .from = from, .to = next.id});
}

Complaint investigate(store::WriteTxn& tx, const InvestigateRequest& request) {
  const auto complaint = in_hand(tx, request.number);
  std::optional<std::int64_t> investigator = tx.actor_id();
  if (!request.by.empty()) investigator = shop::find_active_staff(tx, request.by).id;
  const auto code = shop::staff_code(tx, investigator);
  require(tx,
          !complaint.job_id || !investigator || !worked_on(tx, *complaint.job_id, *investigator),
          Clause::timely, "complaint.partial-investigator",
          tr("{0} worked on job {1}, which is complained about", code, complaint.job),
          "svcctl complaint investigate " + complaint.number + " --by STAFF");
  tx.run(
      R"(UPDATE complaint SET investigator_id = :by,
                cause_class = CASE WHEN :class <> '' THEN :class ELSE cause_class END,
                cause = CASE WHEN :cause <> '' THEN :cause ELSE cause END
          WHERE id = :id)",
      {{"by", investigator},
       {"class", request.cause_class ? to_code(*request.cause_class) : ""},
       {"cause", request.cause},
       {"id", complaint.id}});
  if (complaint.state == State::open || complaint.state == State::acknowledged)
    set_state(tx, complaint, State::investigating);
  return stepped(tx, complaint,
                 {.kind = "investigated", .text = request.cause, .to = investigator});
}

Complaint act(store::WriteTxn& tx, const std::string& number, const std::string& correction,
              const std::string& prevention) {
  const auto complaint = in_hand(tx, number);
  need_text(correction + prevention, "--correction WORDS --prevention WORDS");
  tx.run(
      R"(UPDATE complaint
            SET correction = CASE WHEN :correction <> '' THEN :correction ELSE correction END,
                prevention = CASE WHEN :prevention <> '' THEN :prevention ELSE prevention END
          WHERE id = :id)",
      {{"correction", correction}, {"prevention", prevention}, {"id", complaint.id}});
  return stepped(tx, complaint,
                 {.kind = "acted", .text = correction.empty() ? prevention : correction});
}

Complaint answer(store::WriteTxn& tx, const std::string& number, const std::string& text) {
  const auto complaint = in_hand(tx, number);
  need_text(text, "--text WORDS");
  tx.run(
      R"(UPDATE complaint SET answer = :text, answered_at = :at, verdict = NULL,
                verdict_at = NULL, state = 'answered'
          WHERE id = :id)",
      {{"text", text}, {"at", tx.at()}, {"id", complaint.id}});
  return stepped(tx, complaint, {.kind = "answered", .text = text});
}

Complaint judge(store::WriteTxn& tx, const std::string& number, Verdict verdict) {
  const auto complaint = in_hand(tx, number);
  if (complaint.answer.empty())
    throw wrong_state("complaint.not-answered",
                      tr("the customer has no answer to complaint {0} yet", complaint.number),
                      "svcctl complaint answer " + complaint.number + " --text WORDS");
  tx.run("UPDATE complaint SET verdict = :verdict, verdict_at = :at, state = :state WHERE id = :id",
         {{"verdict", verdict},
          {"at", tx.at()},
          {"state", verdict == Verdict::satisfied ? State::settled : State::answered},
          {"id", complaint.id}});
  return stepped(tx, complaint, {.kind = "verdict", .text = to_code(verdict)});
}

Complaint sign_off(store::WriteTxn& tx, const std::string& number) {
  const auto complaint = in_hand(tx, number);
  require(tx, complaint.first_handler_id == tx.actor_id(), Clause::first,
          "complaint.not-first-handler",
          tr("only {0}, the first handler, signs complaint {1} off", complaint.first_handler,
             complaint.number),
          "svcctl complaint sign-off " + complaint.number + " --as " + complaint.first_handler);
  tx.run("UPDATE complaint SET signed_off_by = :by, signed_off_at = :at WHERE id = :id",
         {{"by", tx.actor_id()}, {"at", tx.at()}, {"id", complaint.id}});
  return stepped(tx, complaint, {.kind = "signed-off"});
}

Complaint close(store::WriteTxn& tx, const std::string& number) {
  const auto complaint = in_hand(tx, number);
  const auto verb = [&](const char* what) { return "svcctl complaint " + std::string(what) + " "; };
  require(tx, complaint.cause_class && !complaint.cause.empty(), Clause::cause,
          "complaint.no-cause", tr("complaint {0} has no cause", complaint.number),
          verb("investigate") + complaint.number + " --cause-class CLASS --cause WORDS");
  require(tx, !complaint.correction.empty(), Clause::cause, "complaint.no-correction",
          tr("complaint {0} has no correction", complaint.number),
          verb("act") + complaint.number + " --correction WORDS");
  require(tx, !complaint.answer.empty(), Clause::cause, "complaint.no-answer",
          tr("the customer has no answer to complaint {0} yet", complaint.number),
          verb("answer") + complaint.number + " --text WORDS");
  require(tx, complaint.verdict.has_value(), Clause::cause, "complaint.no-verdict",
          tr("complaint {0} has no verdict of the customer", complaint.number),
          verb("verdict") + complaint.number + " --satisfied");
  require(tx, complaint.first_handler_id == tx.actor_id() || !complaint.signed_off_by.empty(),
          Clause::first, "complaint.not-signed-off",
          tr("{0}, the first handler of complaint {1}, has not signed it off",
             complaint.first_handler, complaint.number),
          verb("sign-off") + complaint.number + " --as " + complaint.first_handler);
  tx.run("UPDATE complaint SET state = 'closed', closed_at = :at WHERE id = :id",
         {{"at", tx.at()}, {"id", complaint.id}});
  callback::settle_issue(tx, complaint.id);
  return stepped(tx, complaint, {.kind = "closed"});
}

std::vector<Due> due(const store::ReadTxn& tx, int within_days) {
  const auto until = tx.now().plus_seconds(std::int64_t{within_days} * 86400);
  std::vector<Due> out;
  for (const auto& complaint : list_complaints(tx, false)) {
    Due next{.number = complaint.number,
             .what = "settle",
             .due_at = complaint.settle_due_at,
             .late = false,
             .severity = complaint.severity,
             .handler = complaint.handler,
             .first_handler = complaint.first_handler};
    if (!complaint.acknowledged_at && complaint.state == State::open) {
      next.what = "acknowledge";
      next.due_at = complaint.acknowledge_due_at;
    } else if (!complaint.answered_at) {
      next.what = "answer";
      next.due_at = complaint.answer_due_at;
    }
    next.late = next.due_at < tx.now();
    if (next.due_at <= until) out.push_back(next);
  }
  std::ranges::stable_sort(out, {}, &Due::due_at);
  return out;
}

}  // namespace svcctl::complaint
