#include "complaint/complaint.hpp"

#include <limits>

#include "complaint/private/step.hpp"
#include "store/late.hpp"
#include "store/number.hpp"

namespace svcctl::complaint {
namespace {

constexpr store::NumberKind complaint_numbers{
    "complaint", 'C', "complaint.not-found", N_("no such complaint: {0}"), "svcctl complaint list"};

constexpr const char* columns = R"(
  SELECT c.id, c.number, c.outlet_id, c.customer_id, k.number AS customer,
         k.name AS customer_name, c.job_id, COALESCE(j.number, '') AS job, c.follow_up_id,
         COALESCE(f.number, '') AS follow_up, c.channel, c.kind, c.severity, c.severity_rule,
         c.text, c.received_at, c.first_handler_id, COALESCE(first.code, '') AS first_handler,
         COALESCE(h.code, '') AS handler, c.state, c.round, c.paused_at, c.authority,
         c.authority_case, ack.due_at AS acknowledge_due_at, con.due_at AS contact_due_at,
         ans.due_at AS answer_due_at, settle.due_at AS settle_due_at,
         legal.due_at AS legal_due_at, c.acknowledged_at, c.against_id, COALESCE(g.code, '') AS against,
         COALESCE(CAST(t.number AS TEXT), '') AS task, COALESCE(i.code, '') AS investigator,
         c.cause_class, c.cause, COALESCE(l.code, '') AS lot, COALESCE(p.number, '') AS part,
         COALESCE(sup.code, '') AS supplier, c.correction, c.prevention,
         COALESCE(o.code, '') AS prevention_owner, c.prevention_due_on,
         COALESCE((SELECT SUM(x.amount) FROM complaint_cost x WHERE x.complaint_id = c.id), 0)
           AS cost,
         c.answer, c.answered_at, c.verdict, COALESCE(s.code, '') AS signed_off_by, c.closed_at
    FROM complaint c
    JOIN customer k ON k.id = c.customer_id
    LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN follow_up f ON f.id = c.follow_up_id
    LEFT JOIN staff first ON first.id = c.first_handler_id
    LEFT JOIN staff h ON h.id = c.handler_id
    LEFT JOIN staff i ON i.id = c.investigator_id
    LEFT JOIN staff o ON o.id = c.prevention_owner_id
    LEFT JOIN staff s ON s.id = c.signed_off_by
    LEFT JOIN lot l ON l.id = c.cause_lot_id
    LEFT JOIN part p ON p.id = l.part_id
    LEFT JOIN supplier sup ON sup.id = COALESCE(l.supplier_id, c.cause_supplier_id)
    LEFT JOIN staff g ON g.id = c.against_id
    LEFT JOIN task t ON t.id = c.cause_task_id
    LEFT JOIN complaint_clock ack
      ON ack.complaint_id = c.id AND ack.round = c.round AND ack.kind = 'acknowledge'
    LEFT JOIN complaint_clock con
      ON con.complaint_id = c.id AND con.round = c.round AND con.kind = 'contact'
    LEFT JOIN complaint_clock ans
      ON ans.complaint_id = c.id AND ans.round = c.round AND ans.kind = 'answer'
    LEFT JOIN complaint_clock settle
      ON settle.complaint_id = c.id AND settle.round = c.round AND settle.kind = 'settle'
    LEFT JOIN complaint_clock legal
      ON legal.complaint_id = c.id AND legal.round = c.round AND legal.kind = 'legal')";

const std::string listed = "SELECT " + store::late_by("complaint", "c") + R"( AS late_by,
         c.number, c.state, c.severity, c.kind, c.channel, k.number AS customer,
         k.name AS customer_name, COALESCE(j.number, '') AS job,
         COALESCE(first.code, '') AS first_handler, COALESCE(h.code, '') AS handler,
         COALESCE(g.code, '') AS against, c.received_at,
         (SELECT x.due_at FROM complaint_clock x
           WHERE x.complaint_id = c.id AND x.round = c.round AND x.kind = 'settle')
           AS settle_due_at,
         c.cause_class,
         COALESCE((SELECT SUM(x.amount) FROM complaint_cost x WHERE x.complaint_id = c.id), 0)
           AS cost,
         c.round
    FROM complaint c
    JOIN customer k ON k.id = c.customer_id
    LEFT JOIN job j ON j.id = c.job_id
    LEFT JOIN staff first ON first.id = c.first_handler_id
    LEFT JOIN staff h ON h.id = c.handler_id
    LEFT JOIN staff g ON g.id = c.against_id)";

Complaint read_complaint(const store::Row& row) {
  Complaint out = row.as<Complaint>();
  out.cause_class = from_code<Cause>(row.get<std::string>("cause_class"));
  if (const auto lot = row.get<std::string>("lot"); !lot.empty())
    out.cause_lot = row.get<std::string>("part") + ":" + lot;
  return out;
}

}  // namespace

Complaint find_complaint(const store::ReadTxn& tx, std::string_view typed) {
  return store::find_numbered(tx, complaint_numbers, typed, [&](const std::string& number) {
    return tx.first(std::string(columns) + " WHERE c.number = :number", {{"number", number}},
                    read_complaint);
  });
}

StepWords words_of(const Step& step) {
  const auto code = step.text.substr(0, step.text.find(':'));
  const char* known = nullptr;
  if (const auto verdict = from_code<Verdict>(code); verdict && step.kind == StepKind::verdict)
    known = label(*verdict);
  if (const auto severity = from_code<Severity>(code); severity && step.kind == StepKind::assessed)
    known = label(*severity);
  if (code == complex_case && step.kind == StepKind::authority) known = N_("complex case");
  if (known == nullptr) return {"", "", step.text};
  return {code, known, step.text.substr(code.size())};
}

std::vector<Step> steps(const store::ReadTxn& tx, std::int64_t complaint_id) {
  return tx.all<Step>(
      "SELECT " + store::late_by("complaint_step", "s") +
          R"( AS late_by, s.at, s.kind, COALESCE(w.text, '') AS text, COALESCE(f.code, '') AS from_code,
                COALESCE(t.code, '') AS to_code, COALESCE(b.code, '') AS by_code
           FROM complaint_step s
           LEFT JOIN person_words w ON w.id = s.words_id
           LEFT JOIN staff f ON f.id = s.from_id
           LEFT JOIN staff t ON t.id = s.to_id
           LEFT JOIN staff b ON b.id = s.staff_id
          WHERE s.complaint_id = :id ORDER BY s.id)",
      {{"id", complaint_id}});
}

void each_complaint(const store::ReadTxn& tx, const ListFilter& filter,
                    const std::function<void(const Listed&)>& take) {
  constexpr auto any_number = std::numeric_limits<std::int64_t>::max();
  const auto here = within(tx, "c.outlet_id");
  auto query = tx.query(listed + (filter.all ? " WHERE 1 = 1" : " WHERE c.state <> 'closed'") +
                            here.sql + " ORDER BY c.recorded_at DESC, c.id DESC LIMIT :most",
                        {here, actor(tx), {"most", filter.most.value_or(any_number)}});
  while (query.next()) {
    const auto& row = query.row();
    take({.number = row["number"],
          .state = row["state"],
          .severity = row["severity"],
          .subject = row["kind"],
          .channel = row["channel"],
          .customer = row["customer"],
          .customer_name = row["customer_name"],
          .job = row["job"],
          .first_handler = row["first_handler"],
          .handler = row["handler"],
          .against = row["against"],
          .received_at = row["received_at"],
          .settle_due_at = row.get<std::optional<Instant>>("settle_due_at"),
          .cause_class = from_code<Cause>(row.get<std::string>("cause_class")),
          .cost = row["cost"],
          .round = row["round"],
          .late_by = row["late_by"]});
  }
}

}  // namespace svcctl::complaint
