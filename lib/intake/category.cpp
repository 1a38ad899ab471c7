#include "intake/category.hpp"

#include <algorithm>

#include "intake/estimate.hpp"
#include "intake/grounds.hpp"
#include "intake/rule.hpp"
#include "shop/staff.hpp"
#include "store/late.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

/// Of a line quoted before lines kept theirs, the operation's of today.
Category category_of(const store::ReadTxn& tx, const JobLine& line) {
  if (line.category) return *line.category;
  const Operation* operation =
      line.kind == LineKind::labour ? tx.settings().operation(line.operation) : nullptr;
  return operation ? operation->category : Category::minor;
}

/// Of the work of a visit; nothing where there is none: fees and parts alone are no repair.
std::optional<Category> heaviest(const store::ReadTxn& tx, std::int64_t job_id) {
  std::optional<Category> heaviest;
  for (const auto& line : job_lines(tx, job_id))
    if (line.state != LineState::dropped && is_work(line.kind))
      heaviest = std::max(heaviest, std::optional(category_of(tx, line)));
  return heaviest;
}

void set_category(store::WriteTxn& tx, const JobRecord& job, std::optional<Category> category) {
  if (category != job.category)
    tx.run("UPDATE job SET category = :category WHERE id = :id",
           {{"category", category}, {"id", job.id}});
}

void keep(store::WriteTxn& tx, std::int64_t job_id, std::optional<std::int64_t> line_id,
          const CategoryRequest& told, std::optional<Category> lowered_from) {
  tx.insert(R"(
    INSERT INTO job_category (job_id, line_id, category, certificate, no_repair, lowered_from,
                              reason, at, recorded_at, staff_id, outlet_id)
    VALUES (:job, :line, :category, :certificate, :no_repair, :from, :reason, :at, :now, :staff,
            (SELECT outlet_id FROM job WHERE id = :job)))",
            {{"job", job_id},
             {"line", line_id},
             {"category", told.category},
             {"certificate", told.certificate},
             {"no_repair", told.no_repair},
             {"from", lowered_from},
             {"reason", told.reason},
             tx.stamp()});
}

/// Words that speak of a system of the car are no lighter than its rule, and a repair (clause
/// 1.2-technician). Its certificate is asked for when the work is given to somebody.
void require_as_hazardous(store::WriteTxn& tx, const JobRecord& job, const JobLine& line,
                          const CategoryRequest& told) {
  for (const auto* system : tx.settings().systems_in(line.text))
    require(tx, told.category >= system->category && !told.no_repair, Clause::technician,
            "intake.hazard-lighter",
            tr("line {0} of job {1}, {2}, speaks of a system that must not fail ({3}): it is a "
               "repair, and at least {4}",
               line.number, job.number, line.text, system->code, label(system->category)),
            "svcctl job category " + job.number + " " + to_code(system->category) + " --line " +
                std::to_string(line.number) + " --why WORDS",
            store::Overridable::never);
}

/// What work in free words is.
void tell_work(store::WriteTxn& tx, const JobRecord& job, const CategoryRequest& request) {
  shop::require_right(tx, Right::manage);
  const auto lines = job_lines(tx, job.id);
  const auto line = std::ranges::find(lines, *request.line, &JobLine::number);
  if (line == lines.end())
    throw not_found("intake.line-not-found",
                    tr("job {0} has no line {1}", job.number, *request.line),
                    "svcctl job show " + job.number);
  if (!line->in_words)
    throw usage_error("intake.line-known",
                      tr("line {0} of job {1} is no work in free words: {2}", line->number,
                         job.number, line->text),
                      "svcctl job show " + job.number);
  require_as_hazardous(tx, job, *line, request);
  tx.run("UPDATE job_line SET category = :category WHERE id = :id",
         {{"category", request.category}, {"id", line->id}});
  keep(tx, job.id, line->id, request, std::nullopt);
  settle_category(tx, job);
}

/// Of which category the whole visit is.
void tell_visit(store::WriteTxn& tx, const JobRecord& job, const CategoryRequest& request) {
  shop::require_right(tx, Right::receive);
  if (!request.certificate.empty())
    throw usage_error("intake.certificate-line",
                      tr("a certificate is asked for by work in free words: give its --line"));
  if (request.no_repair)
    throw usage_error("intake.no-repair-line",
                      tr("that it is no repair is told of work in free words: give its --line"));
  const auto judged = store::judge(
      tx, rule::classing, {{"job", job.id}, {"category", request.category}, {"at", tx.happened()}},
      {&rule::as_heavy_as_work});
  const Category work = heaviest(tx, job.id).value_or(Category::minor);
  require(tx, judged, rule::as_heavy_as_work, "intake.category-low",
          tr("the work of job {0} is {1}, and {2} is less", job.number, label(work),
             label(request.category)),
          "svcctl job category " + job.number + " " + to_code(work) + " --why WORDS");
  const bool lowered = !judged.keeps(rule::as_heavy_as_work);
  keep(tx, job.id, std::nullopt, request, lowered ? std::optional(work) : std::nullopt);
  tx.run("UPDATE job SET category = :category, category_given = 1 WHERE id = :id",
         {{"category", request.category}, {"id", job.id}});
}

}  // namespace

CategoryTold tell_category(store::WriteTxn& tx, const CategoryRequest& request) {
  const JobRecord job = find_job(tx, request.job);
  tx.stands_on(Clause::papers, {opened.of(job.id), estimated.of(job.id)});
  if (!alive(job.state))
    throw wrong_state("intake.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.reason.empty()) throw usage_error("job.no-reason", tr("give the reason with --why"));
  if (request.line)
    tell_work(tx, job, request);
  else
    tell_visit(tx, job, request);
  tx.record(store::of_outlet(job.outlet_id),
            {"job",
             job.number,
             {{"category", to_code(request.category)},
              {"line", request.line ? std::to_string(*request.line) : ""},
              {"certificate", request.certificate},
              {"repair", request.no_repair ? "no" : ""}}});
  return categories_told(tx, job.id).back();
}

std::vector<CategoryTold> categories_told(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all("SELECT " + store::late_by("job_category", "c") + R"( AS late_by,
           j.number AS number, l.number AS line, c.category, c.certificate, c.no_repair,
           c.lowered_from, c.reason, COALESCE(s.code, '') AS staff, c.at
      FROM job_category c
      JOIN job j ON j.id = c.job_id
      LEFT JOIN job_line l ON l.id = c.line_id
      LEFT JOIN staff s ON s.id = c.staff_id
     WHERE c.job_id = :job ORDER BY c.id)",
                {{"job", job_id}}, [](const store::Row& row) {
                  return CategoryTold{
                      .job = row["number"],
                      .line = row.get<std::optional<std::int64_t>>("line"),
                      .category = row.get<Category>("category"),
                      .certificate = row["certificate"],
                      .lowered_from = row.get<std::optional<Category>>("lowered_from"),
                      .reason = row["reason"],
                      .by = row["staff"],
                      .at = row["at"],
                      .late_by = row["late_by"],
                      .no_repair = row["no_repair"]};
                });
}

void settle_category(store::WriteTxn& tx, const JobRecord& job) {
  auto category = heaviest(tx, job.id);
  if (job.category_given) {
    const auto all = categories_told(tx, job.id);
    const auto told = std::ranges::find_if(all.rbegin(), all.rend(),
                                           [](const CategoryTold& each) { return !each.line; });
    if (told != all.rend())
      category = !told->lowered_from ? std::max(category, std::optional(told->category))
                 : category <= told->lowered_from ? told->category
                                                  : category;
  }
  set_category(tx, job, category);
}

void keep_category(store::WriteTxn& tx, std::int64_t job_id, Category category) {
  keep(tx, job_id, std::nullopt,
       {.job = {}, .category = category, .line = std::nullopt, .certificate = {}, .reason = {}},
       std::nullopt);
}

}  // namespace svcctl::intake
