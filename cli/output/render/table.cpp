#include <algorithm>

#include "base/text_table.hpp"
#include "cli/output/render/renderer.hpp"

namespace svcctl::cli {
namespace {

/// Aligned columns for people; a single record as "title  value" lines. Widths are settled by
/// the first rows, the rest stream, so that a list of any length needs little memory.
class Table : public Sink {
 public:
  Table(const RenderOptions& options, const Catalogue& catalogue, Write write)
      : options_(options), catalogue_(catalogue), write_(std::move(write)) {}

  void begin(const std::vector<Column>& columns, bool single_record) override {
    titles_.clear();
    for (const auto& column : columns) titles_.emplace_back(catalogue_.text(column.title));
    right_.assign(columns.size(), false);
    where_any_.clear();
    for (const auto& column : columns) where_any_.push_back(column.where_any);
    held_.clear();
    single_ = single_record;
    settled_ = false;
  }

  void row(Cells& cells) override {
    std::vector<std::string> line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line.push_back(made_visible(shown_text(cells[i], catalogue_, options_.zone)));
      if (is_number(cells[i])) right_[i] = true;
    }
    if (settled_) return put(line);
    held_.push_back(std::move(line));
    if (held_.size() == settling_rows) settle();
  }

  void end() override {
    if (!settled_) settle();
  }

  void text(std::string_view text) override { write_(text); }
  bool sections() const override { return true; }

 private:
  static constexpr std::size_t settling_rows = 4096;

  static bool is_number(const Cell& cell) {
    return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<Money>(cell) ||
           std::holds_alternative<Quantity>(cell) || std::holds_alternative<Hours>(cell) ||
           std::holds_alternative<Percent>(cell);
  }

  void settle() {
    settled_ = true;
    if (single_) return record();
    if (held_.empty()) return;
    left_out_.assign(titles_.size(), false);
    for (std::size_t i = 0; i < titles_.size(); ++i)
      left_out_[i] = where_any_[i] &&
                     std::ranges::all_of(held_, [&](const auto& line) { return line[i].empty(); });
    widths_.clear();
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      int width = options_.no_header ? 0 : display_width(titles_[i]);
      for (const auto& line : held_) width = std::max(width, display_width(line[i]));
      widths_.push_back(width);
    }
    if (!options_.no_header) {
      put(titles_);
      std::vector<std::string> rule;
      for (int width : widths_) rule.emplace_back(static_cast<std::size_t>(width), '-');
      put(rule);
    }
    for (const auto& line : held_) put(line);
    held_.clear();
  }

  void record() {
    if (held_.empty()) return;
    int width = 0;
    for (std::size_t i = 0; i < titles_.size(); ++i)
      if (!where_any_[i] || !held_.front()[i].empty())
        width = std::max(width, display_width(titles_[i]));
    for (const auto& line : held_)
      for (std::size_t i = 0; i < titles_.size(); ++i)
        if (!line[i].empty()) write_(padded(titles_[i], width, false) + "  " + line[i] + "\n");
  }

  void put(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!left_out_[i])
        line += (line.empty() ? "" : "  ") + padded(cells[i], widths_[i], right_[i]);
    line.erase(line.find_last_not_of(' ') + 1);
    write_(line + "\n");
  }

  RenderOptions options_;
  const Catalogue& catalogue_;
  Write write_;
  std::vector<std::string> titles_;
  std::vector<bool> right_;
  std::vector<bool> where_any_;
  std::vector<bool> left_out_;  ///< no row had a value for it
  std::vector<std::vector<std::string>> held_;
  std::vector<int> widths_;
  bool single_ = false;
  bool settled_ = false;
};

}  // namespace

std::unique_ptr<Sink> make_table(const RenderOptions& options, const Catalogue& catalogue,
                                 Write write) {
  return std::make_unique<Table>(options, catalogue, std::move(write));
}

}  // namespace svcctl::cli
