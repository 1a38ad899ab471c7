#include "intake/job_state.hpp"

#include <algorithm>
#include <array>

#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

using enum JobState;

constexpr std::array moves = {
    JobMove{open, quoted, "intake quote", Clause::confirm},
    JobMove{confirmed, quoted, "intake quote", Clause::confirm},
    JobMove{quoted, confirmed, "intake confirm", Clause::confirm},
    JobMove{confirmed, working, "job task start", Clause::consent},
    JobMove{finished, working, "job task start", Clause::quality},
    JobMove{confirmed, finished, "job check", Clause::quality},
    JobMove{working, finished, "job check", Clause::quality},
    JobMove{finished, final_passed, "job final", Clause::quality},
    JobMove{confirmed, final_passed, "job final", Clause::quality, true},
    JobMove{working, final_passed, "job final", Clause::quality, true},
    JobMove{final_passed, working, "job final", Clause::quality},
    JobMove{prepared, working, "job final", Clause::quality},
    JobMove{final_passed, prepared, "settle prepare", Clause::clean},
    JobMove{final_passed, delivered, "settle deliver", Clause::papers},
    JobMove{prepared, delivered, "settle deliver", Clause::papers},
    JobMove{open, delivered, "settle deliver", Clause::quality, true},
    JobMove{quoted, delivered, "settle deliver", Clause::quality, true},
    JobMove{confirmed, delivered, "settle deliver", Clause::quality, true},
    JobMove{working, delivered, "settle deliver", Clause::quality, true},
    JobMove{finished, delivered, "settle deliver", Clause::quality, true},
    JobMove{open, declined, "intake decline", Clause::confirm},
    JobMove{quoted, declined, "intake decline", Clause::confirm},
    JobMove{confirmed, declined, "intake decline", Clause::confirm},
    JobMove{open, cancelled, "job cancel", Clause::consent},
    JobMove{quoted, cancelled, "job cancel", Clause::consent},
    JobMove{confirmed, cancelled, "job cancel", Clause::consent},
    JobMove{working, cancelled, "job cancel", Clause::consent},
    JobMove{finished, cancelled, "job cancel", Clause::consent},
    JobMove{final_passed, cancelled, "job cancel", Clause::consent},
    JobMove{prepared, cancelled, "job cancel", Clause::consent},
    JobMove{cancelled, open, "correct cancel", Clause::integrity, false, true},
    JobMove{cancelled, quoted, "correct cancel", Clause::integrity, false, true},
    JobMove{cancelled, confirmed, "correct cancel", Clause::integrity, false, true},
    JobMove{cancelled, working, "correct cancel", Clause::integrity, false, true},
    JobMove{cancelled, finished, "correct cancel", Clause::integrity, false, true},
    JobMove{cancelled, final_passed, "correct cancel", Clause::integrity, false, true},
    JobMove{cancelled, prepared, "correct cancel", Clause::integrity, false, true},
};

}  // namespace

std::span<const JobMove> job_moves() { return moves; }

void move_job(store::WriteTxn& tx, const JobRecord& job, JobState to, const MoveDetails& details) {
  if (job.state == to) return;
  const auto move = std::ranges::find_if(
      moves, [&](const JobMove& each) { return each.from == job.state && each.to == to; });
  const bool known = move != moves.end();
  if (!known || (move->overridden && !tx.context().overriding) ||
      (move->corrects && !details.corrects))
    throw refusal(known ? move->clause : Clause::quality, "job.move",
                  tr("job {0} is {1}: it cannot become {2}", job.number, job.state, to),
                  "svcctl job show " + job.number);
  tx.run(R"(
    UPDATE job
       SET state = :state,
           declined_reason = CASE WHEN :state = 'declined' THEN :why ELSE declined_reason END,
           cancelled_reason = CASE WHEN :state = 'cancelled' THEN :why ELSE cancelled_reason END,
           promised_at = CASE WHEN :state = 'confirmed' THEN :promised ELSE promised_at END,
           first_promised_at = CASE WHEN :state = 'confirmed' THEN COALESCE(first_promised_at, :promised)
                                    ELSE first_promised_at END
     WHERE id = :id)",
         {{"state", to}, {"why", details.why}, {"promised", details.promised_at}, {"id", job.id}});
}

}  // namespace svcctl::intake
