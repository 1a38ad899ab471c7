#include "intake/estimate.hpp"
#include "store/txn.hpp"

// The lines of a job as they stand.
namespace svcctl::intake {

std::vector<JobLine> job_lines(const store::ReadTxn& tx, std::int64_t job_id, bool with_void) {
  auto lines = tx.all<JobLine>(std::string("SELECT ") + line_columns + R"(
      FROM job_line l
      LEFT JOIN part p ON p.id = l.part_id
     WHERE l.job_id = :job
     ORDER BY l.number)",
                               {{"job", job_id}});
  if (!with_void)
    std::erase_if(lines, [](const JobLine& line) { return line.state == LineState::void_; });
  return lines;
}

Money sum_of(const std::vector<JobLine>& lines) {
  Money sum;
  for (const auto& line : lines) sum += line.amount;
  return sum;
}

}  // namespace svcctl::intake
