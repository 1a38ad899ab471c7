#include "cli/commands/replaced_parts.hpp"

#include "parts/catalogue/part.hpp"

namespace svcctl::cli {

void note_replaced_parts(const store::ReadTxn& tx, const std::vector<intake::JobLine>& lines,
                         Output& out) {
  for (const auto& line : lines) {
    if (!line.part_id) continue;
    const auto part = parts::load_part(tx, *line.part_id);
    if (!part.successor.empty())
      out.note(tr("part {0} was replaced by {1}", part.label(), part.successor));
  }
}

}  // namespace svcctl::cli
