#include "intake/job_state.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;
using intake::JobState;

namespace {

intake::JobRecord job_in(store::WriteTxn& tx, JobState state) {
  const auto outlet =
      tx.insert("INSERT INTO outlet (code, name, scope) VALUES (:code, 'North', 'cars')",
                {{"code", to_code(state)}});
  const auto customer =
      tx.insert("INSERT INTO customer (number, name, salt) VALUES (:code, 'A', '')",
                {{"code", to_code(state)}});
  const auto vehicle =
      tx.insert("INSERT INTO vehicle (plate, salt) VALUES (:code, '')", {{"code", to_code(state)}});
  const auto id = tx.insert(
      R"(
    INSERT INTO job (number, outlet_id, vehicle_id, customer_id, state, concern, arrived_at,
                     opened_at, recorded_at)
    VALUES (:state, :outlet, :vehicle, :customer, :state, 'noise', 0, 0, 0))",
      {{"state", state}, {"outlet", outlet}, {"vehicle", vehicle}, {"customer", customer}});
  return intake::job_by_id(tx, id);
}

/// Whether the table has the move for who overrides and corrects nothing.
bool allowed(JobState from, JobState to) {
  return std::ranges::any_of(intake::job_moves(), [&](const intake::JobMove& move) {
    return move.from == from && move.to == to && !move.overridden && !move.corrects;
  });
}

}  // namespace

TEST_CASE("a job moves as the table of moves says, and in no other way") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  for (const auto& from : codes<JobState>) {
    const auto job = job_in(tx, from.value);
    for (const auto& to : codes<JobState>) {
      if (from.value == to.value) continue;
      CAPTURE(from.code);
      CAPTURE(to.code);
      tx.run("UPDATE job SET state = :state WHERE id = :id",
             {{"state", from.value}, {"id", job.id}});
      const auto refused = code_of([&] { intake::move_job(tx, job, to.value); });
      CHECK(refused == (allowed(from.value, to.value) ? "" : "job.move"));
      CHECK(intake::job_by_id(tx, job.id).state == (refused.empty() ? to.value : from.value));
    }
  }
}

TEST_CASE("nothing leads out of a job that is over, and every other state can be left") {
  for (const auto& state : codes<JobState>) {
    CAPTURE(state.code);
    CHECK(std::ranges::any_of(codes<JobState>, [&](const auto& to) {
            return allowed(state.value, to.value);
          }) == intake::alive(state.value));
    CHECK((intake::ended_states.find("'" + std::string(state.code) + "'") ==
           std::string_view::npos) == intake::alive(state.value));
    CHECK((std::string_view(intake::unfinished_job).find("'" + std::string(state.code) + "'") !=
           std::string_view::npos) == intake::alive(state.value));
    CHECK((state.value == JobState::open ||
           std::ranges::any_of(codes<JobState>, [&](const auto& from) {
             return allowed(from.value, state.value);
           })));
  }
}

TEST_CASE("a step is left out only by an override") {
  auto connection = store::Connection::in_memory();
  auto context = monday();
  context.overriding = store::Override{{Clause::clean}, "fetched at night", "M01"};
  store::WriteTxn tx(connection, context);
  const auto job = job_in(tx, JobState::working);
  intake::move_job(tx, job, JobState::delivered);
  CHECK(intake::job_by_id(tx, job.id).state == JobState::delivered);
}
