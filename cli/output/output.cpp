#include "cli/output/output.hpp"

namespace svcctl::cli {

std::vector<Column> AnyView::columns() const {
  std::vector<Column> out;
  for (const auto& reading : readings_)
    out.push_back({reading.key, reading.title, reading.optional, reading.where_any});
  return out;
}

/// Becomes a cell where that cell is to stand: none is moved.
struct AnyView::Made {
  const Reading& reading;
  const void* row;
  operator Cell() const { return reading.get(row); }  // NOLINT(google-explicit-constructor)
};

void AnyView::cells(const void* row, bool whole, Cells& out) const {
  out.clear();
  for (const auto& reading : readings_) {
    out.emplace_back(Made{reading, row});
    auto* text = std::get_if<std::string>(&out.back());
    if (reading.mask != nullptr && text != nullptr && !whole) *text = reading.mask(*text);
  }
}

void Output::put(const AnyView& view, const void* row) {
  view.cells(row, whole_, cells_);
  sink_.row(cells_);
}

}  // namespace svcctl::cli
