#include "settle/private/paper_parts.hpp"

#include "intake/papers.hpp"
#include "job/issue.hpp"
#include "job/old_part.hpp"
#include "job/own_part.hpp"
#include "job/serial.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {
namespace {

using intake::JobRecord;
using Sheet = shop::Paper;
using Rows = std::vector<std::vector<std::string>>;

}  // namespace

std::string part_text(const Sheet& sheet, const store::Row& row) {
  const auto text = row.get<std::string>("text");
  const auto name = row.get<std::string>("name");
  const auto name_zh = row.get<std::string>("name_zh");
  if (!text.empty() && text != name && text != name_zh) return text;
  return sheet.catalogue().language() == Language::zh && !name_zh.empty() ? name_zh : name;
}

std::string km(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) + " km" : "";
}

void put_old_parts(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  const auto wish = intake::wish_text(job, sheet.catalogue());
  const auto rows = tx.all(
      R"(SELECT o.tag, o.qty, o.outcome, p.name, p.name_zh,
                COALESCE((SELECT l.text FROM job_line l
                           WHERE l.id = (SELECT MIN(m.id) FROM job_line m
                                          WHERE m.job_id = o.job_id AND m.part_id = o.part_id
                                            AND m.kind = 'part')), '') AS text
           FROM old_part o JOIN part p ON p.id = o.part_id
          WHERE o.job_id = :job ORDER BY o.id)",
      {{"job", job.id}}, [&](const store::Row& row) {
        return std::vector<std::string>{row.get<std::string>("tag"), part_text(sheet, row),
                                        row.get<Quantity>("qty").str(),
                                        sheet.word(label(row.get<job::OldPartOutcome>("outcome")))};
      });
  if (rows.empty() && wish.empty()) return;
  sheet.section(N_("Old parts"));
  if (!wish.empty()) sheet.text(wish);
  sheet.table({N_("Tag"), N_("Replaced by"), N_("Quantity"), N_("Outcome")}, rows,
              {false, false, true, false});
}

void put_own_parts(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  Rows rows;
  for (const auto& own : job::own_parts(tx, job.number, false))
    if (own.state != job::OwnPartState::returned)
      rows.push_back({own.tag, own.text, own.quantity.str(), own.condition});
  if (rows.empty()) return;
  sheet.section(N_("The customer's own parts: no warranty by the shop"));
  sheet.table({N_("Tag||own part"), N_("Part"), N_("Quantity"), N_("Condition")}, rows,
              {false, false, true, false});
}

void put_handed_over(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  Rows rows;
  for (const auto& one : job::handed_over_parts(tx, job.id))
    rows.push_back({one.part,
                    sheet.catalogue().language() == Language::zh && !one.text_zh.empty()
                        ? one.text_zh
                        : one.text,
                    one.quantity.str()});
  if (rows.empty()) return;
  sheet.section(N_("Parts handed over as they are: not fitted by the shop, no warranty of work"));
  sheet.table({N_("Number"), N_("Part"), N_("Quantity")}, rows, {false, false, true});
}

void put_serials(Sheet& sheet, const store::ReadTxn& tx, const JobRecord& job) {
  Rows rows;
  for (const auto& one : job::serials(tx, "", job.number))
    if (!one.came_back)
      rows.push_back({one.part,
                      sheet.catalogue().language() == Language::zh && !one.name_zh.empty()
                          ? one.name_zh
                          : one.name,
                      one.serial});
  if (rows.empty()) return;
  sheet.section(N_("Serial numbers"));
  sheet.table({N_("Number"), N_("Part"), N_("Serial number")}, rows, {false, false, false});
}

}  // namespace svcctl::settle
