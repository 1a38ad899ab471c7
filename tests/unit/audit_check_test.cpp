#include <doctest/doctest.h>

#include <algorithm>

#include "audit/check.hpp"
#include "store_support.hpp"

using namespace svcctl;

namespace {

constexpr std::int64_t monday_at = 1795420800;  // 2026-11-23T08:00:00Z

/// A store with one job of which the tests make what they need.
struct Garage {
  store::Connection connection = store::Connection::in_memory();
  store::WriteTxn tx{connection, context()};

  static store::Context context() {
    auto made = test::monday();
    made.settings = default_settings();
    made.settings.zone = Zone::parse("CST-8");
    Operation oil;
    oil.code = "OIL";
    oil.maintenance = true;
    Operation brakes;
    brakes.code = "BRAKES";
    brakes.certificate = "brakes";
    made.settings.work = WorkCatalogue{{oil, brakes}, {}, {}, {}, {}};
    return made;
  }

  Garage() {
    tx.run(R"(INSERT INTO outlet (id, code, name, scope, address, phone, hours)
              VALUES (1, 'MAIN', 'Main', 'cars', 'Road 1', '010', '8-18'))");
    tx.run("INSERT INTO staff (id, code, name) VALUES (1, 'T1', 'Tech')");
    tx.run("INSERT INTO customer (id, number, name, salt) VALUES (1, 'K0001', 'C', 's')");
    tx.run("INSERT INTO vehicle (id, plate, salt) VALUES (1, '京A12345', 's')");
    job(1, monday_at);
  }

  void job(std::int64_t id, std::int64_t opened, std::int64_t waited = 0) {
    tx.run(R"(INSERT INTO job (id, number, outlet_id, vehicle_id, customer_id, state, concern,
                               arrived_at, opened_at, recorded_at, category)
              VALUES (:id, :number, 1, 1, 1, 'working', 'noise', :arrived, :opened, :opened,
                      'minor'))",
           {{"id", id},
            {"number", "J261123-00" + std::to_string(id)},
            {"arrived", opened - waited},
            {"opened", opened}});
  }

  void task(std::int64_t id, std::int64_t job, const std::string& operation,
            std::optional<std::int64_t> started) {
    tx.run(R"(INSERT INTO job_line (id, job_id, number, kind, operation, text, qty, amount, payer,
                                    state, outlet_id)
              VALUES (:id, :job, :id, 'labour', :operation, 'x', 1000, 0, 'customer', 'agreed',
                      1))",
           {{"id", id}, {"job", job}, {"operation", operation}});
    tx.run(R"(INSERT INTO task (id, job_id, number, line_id, operation, text, hours, technician_id,
                                state, started_at, outlet_id)
              VALUES (:id, :job, :id, :id, :operation, 'x', 1000, 1, 'working', :started,
                      1))",
           {{"id", id}, {"job", job}, {"operation", operation}, {"started", started}});
    if (started)
      tx.run(R"(INSERT INTO task_clock (task_id, staff_id, started_at, recorded_at, outlet_id)
                VALUES (:task, 1, :started, :started, 1))",
             {{"task", id}, {"started", started}});
  }

  void deliver(std::int64_t job, std::int64_t at, const std::vector<std::string>& papers) {
    tx.run(R"(INSERT INTO delivery (job_id, at, recorded_at, outlet_id)
              VALUES (:job, :at, :at, 1))",
           {{"job", job}, {"at", at}});
    for (const auto& paper : papers) hand_over(job, at, paper);
  }
  void hand_over(std::int64_t job, std::int64_t at, const std::string& paper) {
    tx.run(R"(INSERT INTO paper_handed (kind, job_id, outlet_id, at, recorded_at)
              VALUES (:kind, :job, 1, :at, :at))",
           {{"kind", paper}, {"job", job}, {"at", at}});
  }

  audit::ClauseResult result(Clause clause, std::optional<Period> period = std::nullopt) {
    return audit::check_clauses(tx, {.period = period, .clause = clause}).at(0);
  }
  std::vector<std::string> lapses(Clause clause) {
    std::vector<std::string> out;
    audit::each_lapse(tx, {.period = std::nullopt, .clause = clause}, [&](const audit::Lapse& l) {
      out.push_back(l.number + " " + l.item + ": " + l.missing.id);
    });
    return out;
  }
};

Period whole_day(const char* text) { return {*Date::parse(text), *Date::parse(text)}; }

}  // namespace

TEST_CASE("every clause is answered for, in the standard's order") {
  Garage garage;
  const auto results = audit::check_clauses(garage.tx, {});
  REQUIRE(results.size() == clauses().size());
  CHECK(std::ranges::is_sorted(results, {}, &audit::ClauseResult::clause));
  const auto training = garage.result(Clause::training);
  CHECK(training.applies == 0);
  CHECK(!training.share);
}

TEST_CASE("waiting counts by the day the customer was served, in the shop's zone") {
  Garage garage;
  garage.job(2, monday_at, 601);
  garage.job(3, monday_at + std::int64_t{8} * 3600, 600);  // Tuesday 00:00 in China
  auto all = garage.result(Clause::welcome);
  CHECK(all.applies == 3);
  CHECK(all.kept == 2);
  CHECK(all.share->str() == "66.6");
  CHECK(garage.result(Clause::welcome, whole_day("2026-11-23")).applies == 2);
  CHECK(garage.result(Clause::welcome, whole_day("2026-11-24")).kept == 1);
  CHECK(garage.result(Clause::welcome, whole_day("2026-11-25")).applies == 0);
}

TEST_CASE("a job is judged for its confirmation once, when its first task starts") {
  Garage garage;
  garage.task(1, 1, "OIL", monday_at + 600);
  garage.task(2, 1, "OIL", monday_at + 60);
  garage.task(3, 1, "OIL", std::nullopt);
  CHECK(garage.lapses(Clause::confirm) ==
        std::vector<std::string>{"J261123-001 2: work began before the estimate was confirmed"});
  garage.tx.run(R"(INSERT INTO estimate (id, job_id, version, total_amount, tax_amount,
                          labour_hours, state, at, recorded_at, outlet_id)
                   VALUES (1, 1, 1, 0, 0, 0, 'confirmed', 0, 0, 1))");
  garage.tx.run(R"(INSERT INTO consent (job_id, estimate_id, method, given, total_amount, at,
                          recorded_at, outlet_id)
                   VALUES (1, 1, 'phone', 1, 0, :at, :at, 1))",
                {{"at", monday_at + 60}});
  CHECK(garage.result(Clause::confirm).kept == 1);
}

TEST_CASE("maintenance needs no diagnosis, a repair does, and before it begins") {
  Garage garage;
  garage.task(1, 1, "OIL", monday_at);
  garage.task(2, 1, "BRAKES", monday_at + 60);
  CHECK(garage.result(Clause::inspect).applies == 2);
  CHECK(garage.result(Clause::inspect).kept == 1);
  garage.tx.run(R"(INSERT INTO diagnosis (job_id, finding, at, recorded_at, outlet_id)
                   VALUES (1, 'worn', :at, :at, 1))",
                {{"at", monday_at + 61}});
  CHECK(garage.lapses(Clause::inspect) ==
        std::vector<std::string>{"J261123-001 2: a repair without a diagnosis"});
}

TEST_CASE("a certificate must be valid on the day the task started") {
  Garage garage;
  garage.task(1, 1, "OIL", monday_at);
  garage.task(2, 1, "BRAKES", monday_at);
  // The task that asks for brakes, and the day at work, for which any certificate does.
  CHECK(garage.result(Clause::technician).applies == 2);
  CHECK(garage.result(Clause::technician).kept == 0);
  garage.tx.run(R"(INSERT INTO certificate (staff_id, kind, number, valid_to_on)
                   VALUES (1, 'brakes', 'X', '2026-11-22'))");
  CHECK(garage.result(Clause::technician).kept == 0);
  garage.tx.run(R"(INSERT INTO certificate (id, staff_id, kind, number, valid_to_on, recorded_at)
                   VALUES (7, 1, 'brakes', 'Y', '2026-11-23', :at))",
                {{"at", monday_at + 1}});
  CHECK(garage.result(Clause::technician).kept == 0);  // it came on file after the work
  garage.tx.run(R"(INSERT INTO certificate (id, staff_id, kind, number, valid_to_on, recorded_at)
                   VALUES (8, 1, 'brakes', 'Z', '2026-11-23', :at))",
                {{"at", monday_at}});
  CHECK(garage.result(Clause::technician).kept == 2);
  garage.tx.run(R"(INSERT INTO certificate_withdrawal (certificate_id, reason, at)
                   VALUES (8, 'revoked', :at))",
                {{"at", monday_at + 1}});
  CHECK(garage.result(Clause::technician).kept == 2);  // what was done under it stays
}

TEST_CASE("the ledger and its balance agree, and no expired lot stands ready") {
  Garage garage;
  garage.tx.run("INSERT INTO part (id, number, number_key, name) VALUES (1, 'P1', 'P1', 'part')");
  garage.tx.run(R"(INSERT INTO lot (id, part_id, outlet_id, code, received_at, expires_on)
                   VALUES (1, 1, 1, 'L1', 0, '2026-11-22'))");
  garage.tx.run(R"(INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, value_amount,
                                               document, at, recorded_at)
                   VALUES (1, 1, 1, 'adjust', 4000, 0, 'D1', :at, :at))",
                {{"at", monday_at}});
  garage.tx.run("UPDATE lot SET qty = 4000, in_stock = 1");
  CHECK(garage.lapses(Clause::store) ==
        std::vector<std::string>{"P1 L1: expired and still on the shelf"});
  garage.tx.run("UPDATE lot SET qty = 3000");
  garage.tx.run("UPDATE lot SET state = 'quarantined'");
  CHECK(garage.lapses(Clause::store) ==
        std::vector<std::string>{"P1 L1: the balance is not the ledger's sum"});
}

TEST_CASE("stock is used in time, and moved with a document") {
  Garage garage;
  garage.tx.run("INSERT INTO part (id, number, number_key, name) VALUES (1, 'P1', 'P1', 'part')");
  garage.tx.run(R"(INSERT INTO lot (id, part_id, outlet_id, code, received_at, expires_on, qty,
                                    in_stock)
                   VALUES (1, 1, 1, 'L1', 0, '2026-12-24', 4000, 1))");
  garage.tx.run(R"(INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, value_amount,
                                               at, recorded_at)
                   VALUES (1, 1, 1, 'receipt', 4000, 0, :at, :at))",
                {{"at", monday_at - 365 * 86400}});
  CHECK(garage.lapses(Clause::store) ==
        std::vector<std::string>{"P1 L1: moved without a document"});
  garage.tx.run("UPDATE lot SET expires_on = '2026-12-23'");
  CHECK(garage.lapses(Clause::store) ==
        std::vector<std::string>{"P1 L1: about to expire", "P1 L1: moved without a document"});
  garage.tx.run("UPDATE lot SET expires_on = NULL");
  garage.tx.run(R"(INSERT INTO outlet (id, code, name, scope, address, phone, hours)
                   VALUES (2, 'EAST', 'East', 'cars', 'Road 2', '010', '8-18'))");
  garage.tx.run(R"(INSERT INTO lot (id, part_id, outlet_id, code, received_at, qty, in_stock)
                   VALUES (3, 1, 2, 'L3', 0, 1000, 1))");
  garage.tx.run(R"(INSERT INTO stock_movement (part_id, lot_id, outlet_id, kind, qty, value_amount,
                                               document, at, recorded_at)
                   VALUES (1, 3, 2, 'receipt', 1000, 0, 'D1', :at, :at))",
                {{"at", monday_at - 365 * 86400 - 1}});
  CHECK(garage.lapses(Clause::store) ==
        std::vector<std::string>{"P1 L3: dead stock: nothing moved of it for 12 months",
                                 "P1 L1: moved without a document"});
}

TEST_CASE("papers: the certificate is asked for by the category") {
  Garage garage;
  garage.job(2, monday_at);
  garage.tx.run("UPDATE job SET category = 'assembly' WHERE id = 2");
  garage.deliver(1, monday_at, {"repair-record", "warranty"});
  garage.deliver(2, monday_at, {"repair-record", "warranty"});
  garage.hand_over(2, monday_at + 60, "certificate");  // the car had left without it
  CHECK(garage.result(Clause::papers).applies == 3);
  CHECK(garage.lapses(Clause::papers) ==
        std::vector<std::string>{"J261123-002 : the completion certificate was not handed over"});
}

TEST_CASE("a follow-up still to come is not judged") {
  Garage garage;
  garage.deliver(1, monday_at, {});
  CHECK(garage.result(Clause::callback).applies == 0);
  garage.tx.run("UPDATE delivery SET at = :at", {{"at", monday_at - std::int64_t{10} * 86400}});
  CHECK(garage.lapses(Clause::callback) ==
        std::vector<std::string>{"J261123-001 : no follow-up was planned"});
}

TEST_CASE("overrides count under their clause, by when the act happened") {
  Garage garage;
  garage.tx.record(svcctl::store::company, {"job", "J261123-001", {}});
  garage.tx.commit();
  store::WriteTxn tx(garage.connection, Garage::context());
  tx.insert(
      "INSERT INTO rule_override (at, clause, code, reason, approved_by) "
      "VALUES (:at, :clause, 'settle.not-cleaned', 'tow truck waits', 'M1')",
      {tx.stamp(), {"clause", info(Clause::clean).id}});
  tx.run("UPDATE job SET symptoms = 'x' WHERE id = 1");
  tx.record(svcctl::store::company, {"job", "J261123-001", {}});
  tx.commit();
  store::ReadTxn read(garage.connection, Garage::context());
  const auto of = [&](const char* on) {
    return audit::check_clauses(read, {.period = whole_day(on), .clause = Clause::clean}).at(0);
  };
  CHECK(of("2026-11-23").overrides == 1);
  CHECK(of("2026-11-23").applies == 1);
  CHECK(of("2026-11-23").kept == 0);
  CHECK(of("2026-11-22").overrides == 0);
  CHECK(of("2026-11-22").applies == 0);
}

TEST_CASE("what was let go by is the override, and no second case") {
  Garage garage;
  garage.deliver(1, monday_at, {});
  CHECK(garage.lapses(Clause::clean) ==
        std::vector<std::string>{"J261123-001 : delivered without cleaning"});
  const auto id = garage.tx.insert(
      R"(INSERT INTO rule_override (at, clause, code, reason, approved_by)
         VALUES (:at, '2.4-clean', 'settle.not-clean', 'rain', 'M1'))",
      {{"at", monday_at}});
  garage.tx.run(R"(INSERT INTO override_subject (id, entity, key, job_number, refusal, actor)
                   VALUES (:id, 'job', 'J261123-001', 'J261123-001', '', 'T1'))",
                {{"id", id}});
  CHECK(garage.lapses(Clause::clean) ==
        std::vector<std::string>{"J261123-001 : overridden by {0}: {1}"});
  CHECK(garage.result(Clause::clean).applies == 1);
  CHECK(garage.result(Clause::clean).kept == 0);
  // Another refusal of the clause that was let go hides nothing.
  garage.job(2, monday_at);
  garage.deliver(2, monday_at, {});
  CHECK(garage.lapses(Clause::clean).size() == 2);
}

TEST_CASE("what is asked of work on a car is not judged where there was none") {
  Garage garage;
  garage.deliver(1, monday_at + 60, {});
  garage.tx.run("UPDATE delivery SET vin_on_file = 1, owner_on_file = 1, phone_on_file = 0");
  const auto idle = garage.result(Clause::archive);
  CHECK(idle.applies == 0);
  CHECK(idle.spared == 3);
  CHECK(std::string(idle.why_spared) == "no work was done on the car");
  garage.task(1, 1, "OIL", monday_at);
  CHECK(garage.result(Clause::archive).applies == 3);
  CHECK(garage.result(Clause::archive).spared == 0);
  CHECK(garage.result(Clause::listen).applies == 3);  // odometer, concern, walk-round
}
