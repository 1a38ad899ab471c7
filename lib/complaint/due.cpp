#include <map>
#include <utility>

#include "complaint/clocks.hpp"
#include "complaint/private/step.hpp"
#include "shop/staff.hpp"
#include "shop/work_calendar.hpp"

namespace svcctl::complaint {
namespace {

/// Says whom the escalation rules name, looking each role of an outlet up once.
class Escalation {
 public:
  explicit Escalation(const store::ReadTxn& tx) : tx_(tx) {}

  /// The last rule that fits counts.
  std::string of(Severity severity, std::int64_t late_seconds, std::int64_t outlet_id) {
    const EscalationRule* found = nullptr;
    for (const auto& rule : tx_.settings().complaint->escalation_rules)
      if (severity >= rule.at_least &&
          (rule.at_once ||
           (late_seconds > 0 && late_seconds >= std::int64_t{rule.late_hours} * 3600)))
        found = &rule;
    if (found == nullptr) return {};
    const auto role = from_code<Role>(found->to);
    return role ? who_are(*role, outlet_id) : found->to;
  }

 private:
  /// The role itself where nobody has it.
  const std::string& who_are(Role role, std::int64_t outlet_id) {
    auto& known = known_[{role, outlet_id}];
    if (!known.empty()) return known;
    for (auto query = tx_.query(
             R"(SELECT s.code FROM staff s
                 JOIN staff_role r ON r.staff_id = s.id AND r.to_at IS NULL
                 WHERE r.role = :role AND s.active = 1
                   AND (s.outlet_id IS NULL OR s.outlet_id = :outlet)
                 ORDER BY s.code)",
             {{"role", role}, {"outlet", outlet_id}});
         query.next();)
      known += (known.empty() ? "" : ", ") + query.row().get<std::string>("code");
    if (known.empty()) known = to_code(role);
    return known;
  }

  const store::ReadTxn& tx_;
  std::map<std::pair<Role, std::int64_t>, std::string> known_;
};

}  // namespace

std::vector<Due> due(const store::ReadTxn& tx, const DueFilter& filter) {
  std::string assignee;
  if (!filter.assignee.empty()) assignee = shop::find_staff(tx, filter.assignee).code;
  const auto until = filter.late ? tx.now().plus_seconds(-1)
                                 : tx.now().plus_seconds(std::int64_t{filter.within_days} * 86400);
  Escalation escalation(tx);
  const auto here = within(tx, "k.outlet_id");
  return tx.all(
      R"(SELECT c.number, k.kind, k.due_at, c.severity, c.outlet_id,
                COALESCE(o.code, h.code, '') AS handler, COALESCE(f.code, '') AS first_handler
           FROM complaint_clock k
           JOIN complaint c ON c.id = k.complaint_id
           LEFT JOIN staff h ON h.id = c.handler_id
           LEFT JOIN staff f ON f.id = c.first_handler_id
           LEFT JOIN staff o ON o.id = c.prevention_owner_id AND k.kind = 'prevention'
          WHERE k.met_at IS NULL AND k.due_at <= :until
            AND (:assignee = '' OR COALESCE(o.code, h.code) = :assignee))" +
          here.sql + " ORDER BY k.due_at, k.id",
      {here, actor(tx), {"until", until}, {"assignee", assignee}}, [&](const store::Row& row) {
        Due out = row.as<Due>();
        out.late = out.due_at < tx.now();
        out.escalate_to = escalation.of(out.severity, tx.now().seconds - out.due_at.seconds,
                                        row.get<std::int64_t>("outlet_id"));
        return out;
      });
}

std::optional<int> year_without_calendar(const store::ReadTxn& tx, const Complaint& complaint) {
  const auto calendar = shop::work_calendar(tx.settings());
  if (!calendar.has_special_days()) return std::nullopt;
  for (const auto& clock : clocks(tx, complaint.id)) {
    if (clock.met_at || !clock.due_at) continue;
    const int year = tx.settings().zone.date_of(*clock.due_at).year();
    if (!calendar.knows(year)) return year;
  }
  return std::nullopt;
}

}  // namespace svcctl::complaint
