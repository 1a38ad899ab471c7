#include "cli/commands/line_notes.hpp"

#include "parts/catalogue/part.hpp"

namespace svcctl::cli {

void note_lines(const store::ReadTxn& tx, const std::vector<intake::JobLine>& lines, Output& out) {
  for (const auto& line : lines) {
    if (line.in_words)
      out.note(
          tr("line {0}, {1}, is no operation of the catalogue: a manager says what it is before "
             "it begins",
             line.number, line.text));
    if (line.above_list() > Money())
      out.note(tr("line {0}, {1}, is {2} above the posted price (2.4-itemise)", line.number,
                  line.text, line.above_list().str()));
    if (!line.warranted_by.empty())
      out.note(
          line.other_fault.empty()
              ? tr("line {0}, {1}, was mended on job {2}, within its warranty: the shop bears it",
                   line.number, line.text, line.warranted_by)
              : tr("line {0}, {1}, was mended on job {2}, within its warranty: charged as "
                   "another fault, which the customer reads on the estimate",
                   line.number, line.text, line.warranted_by));
    if (!line.part_id) continue;
    const auto part = parts::load_part(tx, *line.part_id);
    if (!part.successor.empty())
      out.note(tr("part {0} was replaced by {1}", part.label(), part.successor));
  }
}

void note_package_parts(const store::ReadTxn& tx, Output& out) {
  for (const auto& package : tx.settings().work->packages) {
    const auto lacking = intake::parts_lacking(tx, package);
    if (!lacking.empty())
      out.note(
          tr("package {0} is made of parts that are not in the catalogue: {1}; before it is "
             "quoted: svcctl parts add {2} --name NAME --price PRICE",
             package.code, joined(lacking, ", "), lacking.front()));
  }
}

}  // namespace svcctl::cli
