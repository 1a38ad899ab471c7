#include "job/board.hpp"

#include <algorithm>
#include <set>

#include "job/change.hpp"
#include "job/order.hpp"
#include "job/task.hpp"
#include "store/txn.hpp"

namespace svcctl::job {
namespace {

std::string joined(const std::set<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace

std::vector<BoardRow> board(const store::ReadTxn& tx) {
  intake::JobFilter filter;
  filter.unfinished = true;
  std::vector<BoardRow> rows;
  for (const auto& job : intake::list_jobs(tx, filter)) {
    BoardRow row;
    row.job = job.number;
    row.plate = job.plate;
    row.state = job.state;
    row.held = held(tx, job.id);
    row.open_change = open_change(tx, job.id);
    row.advisor = job.advisor;
    row.promised_at = job.promised_at;
    row.late = job.promised_at && *job.promised_at < tx.now();
    std::set<std::string> bays, technicians;
    for (const auto& task : tasks(tx, job.id)) {
      if (task.state == TaskState::dropped) continue;
      ++row.tasks;
      if (task.state == TaskState::finished && task.checked) ++row.checked;
      if (task.state == TaskState::working && !task.bay.empty()) bays.insert(task.bay);
      if (task.state != TaskState::finished && !task.technician.empty())
        technicians.insert(task.technician);
    }
    row.bays = joined(bays);
    row.technicians = joined(technicians);
    rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(rows, [](const BoardRow& a, const BoardRow& b) {
    if (a.promised_at.has_value() != b.promised_at.has_value()) return a.promised_at.has_value();
    if (a.promised_at != b.promised_at) return *a.promised_at < *b.promised_at;
    return a.job < b.job;
  });
  return rows;
}

}  // namespace svcctl::job
