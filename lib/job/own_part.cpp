#include "job/own_part.hpp"

#include "customer/words.hpp"
#include "job/grounds.hpp"
#include "job/private/rules.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"

namespace svcctl::job {
namespace {

OwnPart find_own_part(const store::ReadTxn& tx, const std::string& tag) {
  auto own = tx.first<OwnPart>(
      "SELECT " + store::late_by("own_part", "o") +
          R"( AS late_by, o.id AS id, o.job_id AS job_id, j.outlet_id AS outlet_id, j.number AS job, o.tag AS tag, o.text AS text,
                o.qty AS qty, o.condition AS condition, o.state AS state,
                o.settled_at AS settled_at, o.at AS at
           FROM own_part o JOIN job j ON j.id = o.job_id
          WHERE o.tag = :tag)",
      {{"tag", tag}});
  if (!own)
    throw not_found("own-part.not-found", tr("no customer's part is tagged {0}", tag),
                    "svcctl parts own list");
  return *own;
}

OwnPart settle(store::WriteTxn& tx, const OwnPart& own, OwnPartState state,
               std::optional<std::int64_t> task, std::optional<std::int64_t> words) {
  if (own.state != OwnPartState::taken)
    throw wrong_state("job.own-settled",
                      tr("the customer's part {0} is {1} already", own.tag, label(own.state)));
  tx.run(R"(UPDATE own_part SET state = :state, task_id = :task, words_id = :words,
                   settled_at = :at
             WHERE id = :id)",
         {{"state", state}, {"task", task}, {"words", words}, tx.stamp(), {"id", own.id}});
  tx.record(store::of_outlet(own.outlet_id),
            {"own-part", own.tag, {{"job", own.job}, {"state", to_code(state)}}});
  return find_own_part(tx, own.tag);
}

}  // namespace

OwnPart take_own_part(store::WriteTxn& tx, const TakeOwnRequest& request) {
  require_any_right(tx, Right::keep_stock, Right::receive);
  const auto job = intake::find_job(tx, request.job);
  tx.stands_on(Clause::integrity, {intake::opened.of(job.id)});
  if (!intake::alive(job.state))
    throw wrong_state("job.closed", tr("job {0} is {1}", job.number, label(job.state)));
  if (request.text.empty()) throw usage_error("job.own-what", tr("which part is it?"));
  if (request.quantity <= Quantity())
    throw usage_error("parts.qty", tr("a quantity above zero is needed"));
  if (!request.told)
    throw usage_error("job.own-told",
                      tr("tell the customer first that the shop gives no warranty on it"),
                      "svcctl parts own take " + job.number + " … --told");
  const auto count =
      tx.value<std::int64_t>("SELECT COUNT(*) AS value FROM own_part WHERE job_id = :job",
                             {{"job", job.id}})
          .value_or(0);
  const std::string tag = job.number + "-C" + std::to_string(count + 1);
  tx.insert(R"(INSERT INTO own_part (tag, job_id, text, qty, condition, told, state, at,
                                     recorded_at, staff_id, outlet_id)
               VALUES (:tag, :job, :text, :qty, :condition, 1, 'taken', :at, :now, :staff,
                       (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"tag", tag},
             {"job", job.id},
             {"text", request.text},
             {"qty", request.quantity},
             {"condition", request.condition},
             tx.stamp()});
  tx.record(store::of_outlet(job.outlet_id),
            {"own-part", tag, {{"job", job.number}, {"qty", request.quantity.str()}}});
  return find_own_part(tx, tag);
}

OwnPart fit_own_part(store::WriteTxn& tx, const std::string& tag, const std::string& task) {
  require_any_right(tx, Right::keep_stock, Right::repair);
  const auto own = find_own_part(tx, tag);
  const auto job = intake::find_job(tx, own.job);
  tx.stands_on(Clause::confirm, {taken_in.of(own.id), intake::confirmed.of(job.id)});
  require_confirmed(tx, job);
  std::optional<std::int64_t> task_id;
  if (!task.empty()) task_id = find_task(tx, job, task).id;
  return settle(tx, own, OwnPartState::fitted, task_id, std::nullopt);
}

OwnPart return_own_part(store::WriteTxn& tx, const std::string& tag, const std::string& to) {
  require_any_right(tx, Right::keep_stock, Right::receive);
  const auto own = find_own_part(tx, tag);
  tx.stands_on(Clause::integrity, {taken_in.of(own.id)});
  if (to.empty()) throw usage_error("job.own-to-whom", tr("who signed for it? give --to NAME"));
  const auto job = intake::find_job(tx, own.job);
  const auto words = customer::keep_words(tx, job.customer_id, job.id, "own-part", to);
  return settle(tx, own, OwnPartState::returned, std::nullopt, words);
}

std::vector<OwnPart> own_parts(const store::ReadTxn& tx, const std::string& job, bool open_only) {
  const std::int64_t job_id = job.empty() ? 0 : intake::find_job(tx, job).id;
  const auto here = job.empty() ? tx.within("o.outlet_id") : store::Within();
  return tx.all<OwnPart>(
      "SELECT " + store::late_by("own_part", "o") +
          R"( AS late_by, o.id AS id, o.job_id AS job_id, j.outlet_id AS outlet_id, j.number AS job, o.tag AS tag, o.text AS text,
                o.qty AS qty, o.condition AS condition, o.state AS state,
                o.settled_at AS settled_at, o.at AS at
           FROM own_part o JOIN job j ON j.id = o.job_id
          WHERE (:job = 0 OR o.job_id = :job) AND (:open = 0 OR o.state = 'taken'))" +
          here.sql + " ORDER BY o.id",
      {here, {"job", job_id}, {"open", open_only}});
}

}  // namespace svcctl::job
