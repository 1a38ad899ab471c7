#include "job/rule.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "audit/check.hpp"
#include "callback/calling.hpp"
#include "callback/ending.hpp"
#include "complaint/rule.hpp"
#include "parts/stock/rule.hpp"
#include "settle/rule.hpp"
#include "store_support.hpp"

// A rule that is broken on purpose is seen by what refuses and by the audit.
using namespace svcctl;
using namespace svcctl::test;

namespace {

/// A visit that keeps every rule: worked on, checked, billed, prepared and handed back.
constexpr const char* kept_visit[] = {
    "INSERT INTO outlet (id, code, name, scope) VALUES (1, 'MAIN', 'Main', 'cars')",
    "INSERT INTO staff (id, code, name) VALUES (1, 'T1', 'T'), (2, 'T2', 'U')",
    "INSERT INTO staff (id, code, name, active) VALUES (3, 'I1', 'V', 0)",
    "INSERT INTO customer (id, number, name, salt) VALUES (1, 'K0001', 'A', '')",
    "INSERT INTO vehicle (id, plate, salt) VALUES (1, 'X1', '')",
    R"(INSERT INTO part (id, number, number_key, name, waste_code)
       VALUES (1, 'P1', 'P1', 'pads', ''), (2, 'P2', 'P2', 'battery', '900-052-31'),
              (3, 'P3', 'P3', 'lamp', ''))",
    R"(INSERT INTO job (id, number, outlet_id, vehicle_id, customer_id, state, concern, arrived_at,
                        opened_at, recorded_at, old_parts_wish)
       VALUES (1, 'J1', 1, 1, 1, 'delivered', 'noise', 0, 0, 0, 'return'))",
    R"(INSERT INTO estimate (id, job_id, version, total_amount, tax_amount, labour_hours, state, at,
                             recorded_at, outlet_id)
       VALUES (1, 1, 1, 12000, 0, 1000, 'confirmed', 0, 0, 1))",
    R"(INSERT INTO consent (job_id, estimate_id, method, given, total_amount, at, recorded_at,
                            outlet_id)
       VALUES (1, 1, 'phone', 1, 12000, 0, 0, 1))",
    R"(INSERT INTO job_line (id, job_id, number, estimate_id, kind, text, qty, unit_price_amount,
                             amount, payer, state, outlet_id)
       VALUES (1, 1, 1, 1, 'labour', 'oil', 1000, 12000, 12000, 'customer', 'agreed', 1))",
    R"(INSERT INTO change_order (id, job_id, number, reason, before_amount, after_amount, state, at,
                                 recorded_at, outlet_id)
       VALUES (1, 1, 1, 'worn', 12000, 12000, 'consented', 0, 0, 1),
              (2, 1, 2, 'more', 12000, 12000, 'proposed', 0, 0, 1))",
    R"(INSERT INTO consent (job_id, change_id, method, given, total_amount, at, recorded_at,
                            outlet_id)
       VALUES (1, 1, 'phone', 1, 12000, 0, 0, 1))",
    R"(INSERT INTO diagnosis (id, job_id, finding, at, recorded_at, outlet_id)
       VALUES (1, 1, 'worn', 0, 0, 1))",
    R"(INSERT INTO task (id, job_id, number, line_id, change_id, operation, text, hours, state,
                         round, started_at, outlet_id)
       VALUES (1, 1, 1, 1, NULL, 'OIL', 'oil', 1000, 'finished', 1, 5, 1),
              (2, 1, 2, 1, 1, 'PADS', 'pads', 1000, 'finished', 1, 5, 1))",
    R"(INSERT INTO task_check (task_id, round, kind, passed, at, recorded_at, outlet_id, staff_id)
       VALUES (1, 1, 'cross', 1, 0, 0, 1, 3), (2, 1, 'cross', 1, 0, 0, 1, NULL))",
    R"(INSERT INTO complaint (id, number, outlet_id, customer_id, job_id, channel, kind, severity,
                              text, salt, received_at, recorded_at, state, investigator_id,
                              cause_class, cause, correction, answer, answered_at, verdict,
                              closed_at, closed_by, against_id, signed_off_by, signed_off_at)
       VALUES (1, 'C1', 1, 1, 1, 'phone', 'quality', 'minor', 'noise', '', 0, 0, 'closed', 2,
               'person', 'haste', 'done again', 'sorry', 1, 'satisfied', 9, 2, 1, 2, 5))",
    R"(INSERT INTO person_words (id, customer_id, kind, at, text, salt)
       VALUES (1, 1, 'complaint', 0, 'haste', ''))",
    R"(INSERT INTO complaint_step (complaint_id, kind, at, recorded_at, staff_id, outlet_id,
                                   against_id, to_id, words_id)
       VALUES (1, 'investigated', 0, 0, 2, 1, 1, 2, 1), (1, 'answered', 1, 1, 2, 1, 1, NULL, NULL),
              (1, 'signed-off', 5, 5, 2, 1, 1, NULL, NULL),
              (1, 'verdict', 8, 8, 2, 1, 1, NULL, NULL))",
    R"(INSERT INTO complaint_closing (complaint_id, round, signed_off_by, against_id, has_cause,
                                      has_correction, has_answer, has_prevention, prevention_owned,
                                      cause_repeated, verdict, at, recorded_at, staff_id, outlet_id)
       VALUES (1, 1, 2, 1, 1, 1, 1, 0, 0, 0, 'satisfied', 9, 9, 2, 1))",
    R"(INSERT INTO follow_up_plan (id, kind, rule, source, vehicle_id, job_id, due_on, state, at,
                                   outlet_id)
       VALUES (1, 'after-service', 'after-service', 'job:1', 1, 1, '1970-01-02', 'made', 0, 1))",
    R"(INSERT INTO follow_up (id, number, plan_id, outlet_id, job_id, vehicle_id, customer_id, kind,
                              rule, consent, called_for_on, due_on, channel, state, complaint_id,
                              complaint_number, issue_settled, at, ended_at, ended_state,
                              ended_settled)
       VALUES (1, 'F1', 1, 1, 1, 1, 1, 'after-service', 'after-service', 'service', '1970-01-02',
               '1970-01-02', 'phone', 'closed', 1, 'C1', 1, 0, 7, 'closed', 1))",
    R"(INSERT INTO follow_up_attempt (follow_up_id, channel, outcome, raised, at, recorded_at,
                                      outlet_id)
       VALUES (1, 'phone', 'reached', 1, 7, 7, 1))",
    R"(INSERT INTO final_inspection (job_id, passed, at, recorded_at, outlet_id)
       VALUES (1, 1, 0, 0, 1))",
    R"(INSERT INTO old_part (id, job_id, part_id, tag, qty, outcome, outcome_at, at, recorded_at,
                             outlet_id)
       VALUES (1, 1, 1, 'J1-1', 1000, 'returned', 8, 0, 0, 1),
              (2, 1, 2, 'J1-2', 1000, 'returned', 8, 0, 0, 1))",
    R"(INSERT INTO old_part_waiver (job_id, part_id, reason, replaces, at, recorded_at, outlet_id)
       VALUES (1, 3, 'added', 0, 8, 8, 1))",
    R"(INSERT INTO lot (id, part_id, outlet_id, code, received_at)
       VALUES (1, 1, 1, 'L1', 0), (2, 2, 1, 'L2', 0))",
    R"(INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, value_amount, job_id, at,
                                   recorded_at)
       VALUES (1, 1, 1, 'issue', -1000, 0, 1, 0, 0), (2, 2, 1, 'issue', -1000, 0, 1, 0, 0))",
    R"(INSERT INTO intake_check (job_id, belongings, at, recorded_at, outlet_id)
       VALUES (1, 'camera', 0, 0, 1))",
    R"(INSERT INTO preparation (job_id, cleaned, valuables_returned, valuables_noted, at,
                                recorded_at, outlet_id)
       VALUES (1, 1, 1, 1, 0, 0, 1))",
    R"(INSERT INTO bill (id, number, job_id, labour_amount, material_amount, other_amount,
                         discount_amount, tax_amount, total_amount, customer_amount,
                         warranty_amount, insurer_amount, state, at, recorded_at, outlet_id)
       VALUES (1, 'B1', 1, 12000, 0, 0, 0, 0, 12000, 12000, 0, 0, 'issued', 9, 9, 1))",
    "INSERT INTO delivery (job_id, at, recorded_at, outlet_id) VALUES (1, 9, 9, 1)",
    R"(INSERT INTO paper_handed (kind, job_id, outlet_id, at, recorded_at)
       VALUES ('repair-record', 1, 1, 9, 9), ('warranty', 1, 1, 9, 9))",
    // And one that was cancelled after some work, which is checked.
    R"(INSERT INTO job (id, number, outlet_id, vehicle_id, customer_id, state, concern, arrived_at,
                        opened_at, recorded_at)
       VALUES (2, 'J2', 1, 1, 1, 'cancelled', 'noise', 0, 0, 0))",
    R"(INSERT INTO job_line (id, job_id, number, kind, text, qty, unit_price_amount, amount, payer,
                             state, outlet_id)
       VALUES (2, 2, 1, 'labour', 'oil', 1000, 12000, 12000, 'customer', 'agreed', 1))",
    R"(INSERT INTO task (id, job_id, number, line_id, operation, text, hours, state, round,
                         started_at, outlet_id)
       VALUES (3, 2, 3, 2, 'OIL', 'oil', 1000, 'finished', 1, 5, 1))",
    R"(INSERT INTO task_check (task_id, round, kind, passed, at, recorded_at, outlet_id)
       VALUES (3, 1, 'cross', 1, 6, 6, 1))",
    "INSERT INTO job_cancel (job_id, outlet_id, at, recorded_at) VALUES (2, 1, 9, 9)"};

/// The acts as services ask for them.
store::Judgement hand_back(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, settle::rule::handing_back, {{"job", 1}, {"at", Instant{9}}}, {&rule});
}
store::Judgement leave(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, settle::rule::leaving_unbilled, {{"job", 2}, {"at", Instant{9}}},
                      {&rule});
}
store::Judgement hand_back_as_minor(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, settle::rule::handing_back_as,
                      {{"job", 1}, {"category", "minor"}, {"at", Instant{9}}}, {&rule});
}
store::Judgement give_back(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, job::rule::giving_back, {{"old", 1}, {"at", Instant{8}}}, {&rule});
}
store::Judgement waive(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, job::rule::waiving,
                      {{"job", 1}, {"part", 3}, {"reason", "added"}, {"at", Instant{8}}}, {&rule});
}
store::Judgement refund(const store::ReadTxn& tx, const store::Rule& rule) {
  const auto asked =
      tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM payment WHERE second_asked = 1");
  return store::judge(
      tx, settle::rule::refunding,
      {{"job", 1}, {"asked", asked}, {"second", std::optional<std::int64_t>()}, {"at", Instant{9}}},
      {&rule});
}
store::Judgement name_investigator(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, complaint::rule::naming,
                      {{"complaint", 1}, {"namer", 2}, {"at", Instant{7}}}, {&rule});
}
store::Judgement grow(const store::ReadTxn& tx, const store::Rule& rule) {
  const auto asked =
      tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM stock_growth WHERE second_asked = 1");
  return store::judge(tx, parts::rule::growing,
                      {{"outlet", 1},
                       {"document", "D1"},
                       {"asked", asked},
                       {"second", std::optional<std::int64_t>()},
                       {"at", Instant{9}}},
                      {&rule});
}
store::Judgement cross_check(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, job::rule::cross_checking,
                      {{"task", 1}, {"staff", 3}, {"at", Instant{9}}}, {&rule});
}
store::Judgement inspect(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, job::rule::inspecting, {{"job", 1}, {"staff", 3}, {"at", Instant{9}}},
                      {&rule});
}
store::Judgement bill(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, settle::rule::billing,
                      {{"job", 1}, {"at", Instant{9}}, {"total", Money::minor(12000)}}, {&rule});
}
store::Judgement begin(const store::ReadTxn& tx, const store::Rule& rule) {
  const auto change = tx.value<std::int64_t>("SELECT change_id AS value FROM task WHERE id = 2");
  const bool of_change = &rule == &job::rule::consented_change;
  return store::judge(tx, job::rule::beginning,
                      {{"job", 1},
                       {"task", of_change ? 2 : 1},
                       {"change", of_change ? change : std::nullopt},
                       {"operation", "OIL"},
                       {"at", Instant{5}}},
                      {&rule});
}
store::Judgement investigate(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, complaint::rule::investigating,
                      {{"complaint", 1}, {"staff", 2}, {"at", Instant{0}}}, {&rule});
}
std::optional<std::int64_t> closer(const store::ReadTxn& tx) {
  return tx.value<std::int64_t>("SELECT closed_by AS value FROM complaint WHERE id = 1");
}
store::Judgement close(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, complaint::rule::closing,
                      {{"complaint", 1}, {"staff", closer(tx)}, {"at", Instant{9}}}, {&rule});
}
store::Judgement sign_off(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, complaint::rule::signing_off, {{"complaint", 1}, {"at", Instant{5}}},
                      {&rule});
}
store::Judgement end_follow_up(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, callback::rule::ending, {{"follow_up", 1}, {"at", Instant{9}}}, {&rule});
}

store::Judgement call(const store::ReadTxn& tx, const store::Rule& rule) {
  return store::judge(tx, callback::rule::calling,
                      {{"follow_up", 1}, {"staff", 2}, {"at", Instant{9}}}, {&rule});
}

struct Broken {
  const char* name;
  store::Judgement (*asked)(const store::ReadTxn& tx, const store::Rule& rule);
  const store::Rule& rule;
  const char* how;    ///< SQL that breaks the rule; where act and its record are two rows, two
                      ///< statements
  const char* lapse;  ///< what the audit then says
};

const Broken each_broken[] = {
    {"checked_tasks", hand_back, job::rule::checked_tasks,
     R"(INSERT INTO task_check (task_id, round, kind, passed, at, recorded_at, outlet_id)
        VALUES (1, 1, 'cross', 0, 9, 9, 1))",
     "1: a task was delivered unchecked"},
    {"final_inspection_passed", hand_back, job::rule::final_inspection_passed,
     R"(INSERT INTO final_inspection (job_id, passed, at, recorded_at, outlet_id)
        VALUES (1, 0, 9, 9, 1))",
     ": delivered without a passed final inspection"},
    {"settled_old_parts", hand_back, job::rule::settled_old_parts,
     "UPDATE old_part SET outcome = 'scrapped'",
     "J1-1: an old part is open, or went against the customer's wish"},
    {"checked_by_another", cross_check, job::rule::checked_by_another,
     "UPDATE task SET finished_by = 3 WHERE id = 1",
     "1: cross-checked by somebody who had a hand in it"},
    {"checked_by_another", cross_check, job::rule::checked_by_another,
     R"(INSERT INTO correction (what, number, field, job_id, outlet_id, before_value, after_value,
                                why, recorded_at)
        VALUES ('task', 'J1/1', 'technician', 1, 1, 'I1', 'T2', 'typed wrong', 9))",
     "1: cross-checked by somebody who had a hand in it"},
    {"seen_by_another", inspect, job::rule::seen_by_another,
     "UPDATE task SET finished_by = 3 WHERE id = 1;"
     "INSERT INTO final_inspection (job_id, passed, at, recorded_at, outlet_id, staff_id)"
     " VALUES (1, 1, 9, 9, 1, 3)",
     "1: passed by the inspector who did the work, and nobody else checked it"},
    {"tagged_hazardous", hand_back, job::rule::tagged_hazardous,
     "DELETE FROM old_part WHERE part_id = 2",
     "P2: a part was replaced, and the old one not tagged"},
    {"tagged_old_parts", hand_back, job::rule::tagged_old_parts, "UPDATE old_part SET qty = 500",
     "P1: a part was replaced, and the old one not tagged"},
    {"settled_own_parts", leave, job::rule::settled_own_parts,
     R"(INSERT INTO own_part (job_id, tag, text, qty, told, state, at, recorded_at, outlet_id)
        VALUES (2, 'J2-C1', 'plugs', 1000, 1, 'taken', 0, 0, 1))",
     "J2-C1: a part that the customer brought was neither fitted nor given back"},
    {"checked_work", leave, job::rule::checked_work,
     R"(INSERT INTO task_check (task_id, round, kind, passed, at, recorded_at, outlet_id)
        VALUES (3, 1, 'cross', 0, 9, 9, 1))",
     "3: the car left with work unchecked"},
    {"fitted_by_work", hand_back, job::rule::fitted_by_work,
     "UPDATE task SET state = 'dropped', started_at = NULL",
     "P1: a part was issued, and no work that was done fitted it"},
    {"money_returned", leave, settle::rule::money_returned,
     R"(INSERT INTO payment (number, job_id, kind, method, amount, at, recorded_at, outlet_id)
        VALUES ('R1', 2, 'deposit', 'cash', 100, 0, 0, 1))",
     ": the car left without a bill, and money was kept"},
    {"billed", hand_back, settle::rule::billed, "UPDATE bill SET voided_at = 9",
     ": delivered without a bill"},
    {"valuables_returned", hand_back, settle::rule::valuables_returned,
     "UPDATE preparation SET valuables_returned = 0", ": valuables were not signed back"},
    {"cleaned", hand_back, settle::rule::cleaned, "UPDATE preparation SET cleaned = 0",
     ": delivered without cleaning"},
    {"billed_as_consented", bill, settle::rule::billed_as_consented,
     R"(INSERT INTO consent (job_id, estimate_id, method, given, total_amount, at, recorded_at,
                             outlet_id)
        VALUES (1, 1, 'phone', 1, 11999, 9, 9, 1))",
     "B1: the bill is above what the customer consented to"},
    {"confirmed_estimate", begin, job::rule::confirmed_estimate,
     R"(INSERT INTO estimate (job_id, version, total_amount, tax_amount, labour_hours, state, at,
                              recorded_at, outlet_id)
        VALUES (1, 2, 12000, 0, 1000, 'draft', 4, 4, 1))",
     "1: work began before the estimate was confirmed"},
    {"consented_change", begin, job::rule::consented_change,
     "UPDATE task SET change_id = 2 WHERE id = 2",
     "2: work on a change began before the customer consented to it"},
    {"diagnosed", begin, job::rule::diagnosed, "UPDATE diagnosis SET at = 6",
     "1: a repair without a diagnosis"},
    {"named_work", begin, job::rule::named_work, "UPDATE job_line SET in_words = 1 WHERE id = 1",
     "1: work in free words began before a manager said what it is"},
    {"as_heavy_as_work", hand_back_as_minor, intake::rule::as_heavy_as_work,
     "UPDATE job_line SET category = 'assembly' WHERE id = 1",
     ": the category was less than the work"},
    {"valuables_returned", hand_back, settle::rule::valuables_returned,
     R"(INSERT INTO intake_check (job_id, belongings, at, recorded_at, outlet_id)
        VALUES (1, 'phone', 8, 8, 1))",
     ": valuables were not signed back"},
    {"by_two", refund, settle::rule::by_two,
     R"(INSERT INTO payment (number, job_id, kind, method, amount, second_asked, at, recorded_at,
                             outlet_id)
        VALUES ('R1', 1, 'refund', 'cash', -100, 1, 9, 9, 1))",
     ": one person alone gave money back"},
    {"harmless_old_part", give_back, job::rule::harmless_old_part,
     "UPDATE old_part SET waste_code = '900-041-49'",
     "J1-1: hazardous waste was given to the customer"},
    {"wished_back", give_back, job::rule::wished_back,
     "UPDATE job SET old_parts_wish = 'dispose' WHERE id = 1",
     "J1-1: an old part that the customer left to the shop was given away"},
    {"added_anew", waive, job::rule::added_anew,
     "UPDATE part SET core_charge_amount = 100 WHERE id = 3;"
     "INSERT OR REPLACE INTO old_part_waiver (id, job_id, part_id, reason, replaces, at, "
     "recorded_at,"
     " outlet_id) VALUES (1, 1, 3, 'added', 1, 8, 8, 1)",
     "P3: a part that replaced another was said to be added"},
    {"named_by_another", name_investigator, complaint::rule::named_by_another,
     "UPDATE task SET technician_id = 2; UPDATE complaint SET cause_class = 'none';"
     "INSERT INTO complaint_step (complaint_id, kind, at, recorded_at, staff_id, to_id, outlet_id)"
     " VALUES (1, 'investigated', 7, 7, 2, 3, 1)",
     ": cleared by an investigator whom the person complained about named"},
    {"claimed_shares", hand_back, settle::rule::claimed_shares,
     "UPDATE bill SET insurer_amount = 100", "insurer: a share of the bill was nobody's"},
    {"borne_by_shop", hand_back, settle::rule::borne_by_shop,
     "UPDATE job SET warranty_verdict = 'within' WHERE id = 1",
     "B1: a return repair within the warranty was charged"},
    {"proved_growth", grow, parts::rule::proved_growth,
     R"(INSERT INTO stock_growth (outlet_id, source, value_amount, document, second_asked, at,
                                  recorded_at)
        VALUES (1, 'adjust', 100, 'D1', 1, 9, 9))",
     "MAIN: one person alone let stock grow without a supplier"},
    {"impartial_investigator", investigate, complaint::rule::impartial_investigator,
     "UPDATE diagnosis SET staff_id = 2", "J1: investigated by somebody who worked on the job"},
    {"mended_cause", close, complaint::rule::mended_cause,
     R"(UPDATE complaint SET answered_at = NULL;
        INSERT INTO complaint_closing (complaint_id, round, signed_off_by, against_id, has_cause,
                                       has_correction, has_answer, has_prevention,
                                       prevention_owned, cause_repeated, verdict, at, recorded_at,
                                       staff_id, outlet_id)
        VALUES (1, 2, 2, 1, 1, 1, 0, 0, 0, 0, 'satisfied', 9, 9, 2, 1))",
     "answer: closed without cause, correction, answer or verdict"},
    {"impartial_judge", close, complaint::rule::impartial_judge,
     R"(UPDATE complaint SET closed_by = 1;
        INSERT INTO complaint_closing (complaint_id, round, signed_off_by, against_id, has_cause,
                                       has_correction, has_answer, has_prevention,
                                       prevention_owned, cause_repeated, verdict, at, recorded_at,
                                       staff_id, outlet_id)
        VALUES (1, 2, 2, 1, 1, 1, 1, 0, 0, 0, 'satisfied', 9, 9, 1, 1))",
     ": closed by the person it is against"},
    {"signed_when_answered", sign_off, complaint::rule::signed_when_answered,
     R"(INSERT INTO complaint_step (complaint_id, kind, at, recorded_at, outlet_id)
        VALUES (1, 'reopened', 4, 4, 1))",
     "answer: signed off before there was a cause and an answer"},
    {"settled_issue", end_follow_up, callback::rule::settled_issue,
     "UPDATE follow_up SET issue_settled = 0, ended_settled = 0",
     "C1: the follow-up was ended while its issue is open"},
    {"called_by_another", call, callback::rule::called_by_another,
     R"(UPDATE job SET advisor_id = 2 WHERE id = 1;
        INSERT INTO follow_up_attempt (follow_up_id, channel, outcome, raised, at, recorded_at,
                                       staff_id, outlet_id)
        VALUES (1, 'phone', 'no-answer', 0, 8, 8, 2, 1))",
     ": called by somebody who served the customer"},
};

/// What the audit says of the lapses of the clause: "ITEM: what is missing".
std::vector<std::string> lapses(const store::ReadTxn& tx, Clause clause) {
  std::vector<std::string> all;
  audit::each_lapse(tx, {.clause = clause}, [&](const audit::Lapse& lapse) {
    all.push_back(lapse.item + ": " + lapse.missing.id);
  });
  return all;
}

}  // namespace

TEST_CASE("a broken rule is refused and counted by one condition") {
  for (const auto& broken : each_broken) {
    CAPTURE(broken.name);
    auto connection = store::Connection::in_memory();
    auto context = monday();
    context.settings = default_settings();
    store::WriteTxn tx(connection, context);
    for (const char* sql : kept_visit) tx.run(sql);
    CHECK(broken.asked(tx, broken.rule).keeps(broken.rule));
    CHECK(std::ranges::count(lapses(tx, broken.rule.clause), broken.lapse) == 0);
    const std::string how = broken.how;
    for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
      end = how.find(';', begin);
      tx.run(how.substr(begin, end - begin));
    }
    CHECK_FALSE(broken.asked(tx, broken.rule).keeps(broken.rule));
    CHECK(std::ranges::count(lapses(tx, broken.rule.clause), broken.lapse) == 1);
  }
}

TEST_CASE("what comes after an act does not change how it is judged") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  for (const char* sql : kept_visit) tx.run(sql);
  tx.run(R"(INSERT INTO final_inspection (job_id, passed, at, recorded_at, outlet_id)
            VALUES (1, 0, 10, 10, 1))");
  const auto& rule = job::rule::final_inspection_passed;
  const auto passed_at = [&](std::int64_t at) {
    return store::judge(tx, settle::rule::handing_back, {{"job", 1}, {"at", Instant{at}}}, {&rule})
        .keeps(rule);
  };
  CHECK(passed_at(9));
  CHECK_FALSE(passed_at(10));
}

TEST_CASE("a complaint that names no job is about the customer's of the half year before") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  for (const char* sql : kept_visit) tx.run(sql);
  tx.run("UPDATE diagnosis SET staff_id = 2");
  tx.run("UPDATE complaint SET job_id = NULL");
  const auto& rule = complaint::rule::impartial_investigator;
  const auto& other = complaint::rule::somebody_impartial;
  const auto judged = [&] {
    return store::judge(tx, complaint::rule::investigating,
                        {{"complaint", 1}, {"staff", 2}, {"at", Instant{0}}}, {&rule, &other});
  };
  CHECK(judged().broken_by(rule) == "J1");
  CHECK_FALSE(judged().keeps(other));  // it is against the other person
  tx.run("UPDATE complaint SET against_id = NULL");
  CHECK(judged().keeps(other));
  tx.run("UPDATE complaint SET received_at = 15552000");
  CHECK(judged().keeps(rule));
}

TEST_CASE("a complaint under another name is about every job of the car and its customer") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  for (const char* sql : kept_visit) tx.run(sql);
  tx.run("INSERT INTO customer (id, number, name, salt) VALUES (2, 'K0002', 'B', '')");
  tx.run("UPDATE complaint SET customer_id = 2, job_id = 2");
  const auto& rule = complaint::rule::impartial_investigator;
  const auto investigated_by = [&](std::int64_t staff) {
    return store::judge(tx, complaint::rule::investigating,
                        {{"complaint", 1}, {"staff", staff}, {"at", Instant{9}}}, {&rule})
        .broken_by(rule);
  };
  CHECK(investigated_by(2).empty());
  tx.run("UPDATE diagnosis SET staff_id = 2");  // of the other job of the car
  CHECK(investigated_by(2) == "J1");
  tx.run("UPDATE complaint SET recorded_at = -2");  // before the version that asks so
  CHECK(investigated_by(2).empty());
}

TEST_CASE("whom a complaint is against does not judge it, unless nobody else works here") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  for (const char* sql : kept_visit) tx.run(sql);
  const auto& rule = complaint::rule::impartial_judge;
  const auto& other = complaint::rule::somebody_else;
  const auto judged = [&](std::int64_t staff) {
    return store::judge(tx, complaint::rule::hearing_verdict,
                        {{"complaint", 1}, {"staff", staff}, {"at", Instant{9}}}, {&rule, &other});
  };
  CHECK_FALSE(judged(1).keeps(rule));
  CHECK(judged(1).keeps(other));
  CHECK(judged(2).keeps(rule));
  tx.run("UPDATE staff SET active = 0 WHERE id = 2");
  CHECK_FALSE(judged(1).keeps(other));
}

TEST_CASE("a comeback settles an issue that did not come up again after it") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  for (const char* sql : kept_visit) tx.run(sql);
  tx.run("UPDATE follow_up SET complaint_id = NULL, complaint_number = '', comeback_job_id = 1");
  const auto& rule = callback::rule::settled_issue;
  CHECK(end_follow_up(tx, rule).keeps(rule));
  tx.run(R"(INSERT INTO follow_up_attempt (follow_up_id, channel, outcome, raised, at, recorded_at,
                                           outlet_id)
            VALUES (1, 'phone', 'reached', 1, 10, 10, 1))");
  CHECK(end_follow_up(tx, rule).broken_by(rule) == "J1");
}
