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

}  // namespace svcctl::cli
