#include "cli/output/render/renderer.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"

namespace svcctl::cli {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

bool less(const Cell& a, const Cell& b) {
  if (a.index() != b.index()) return a.index() < b.index();
  return std::visit(
      [&](const auto& left) {
        using T = std::decay_t<decltype(left)>;
        const auto& right = std::get<T>(b);
        if constexpr (std::is_same_v<T, std::monostate>)
          return false;
        else if constexpr (std::is_same_v<T, Message>)
          return left.id < right.id;
        else
          return left < right;
      },
      a);
}

/// `--columns`, `--sort` and `--limit`, before any format. Only sorting holds rows.
class Selection : public Sink {
 public:
  Selection(const RenderOptions& options, std::unique_ptr<Sink> format)
      : options_(options), format_(std::move(format)) {}

  void begin(const std::vector<Column>& columns, bool single_record) override {
    picked_.clear();
    sort_.clear();
    rows_.clear();
    count_ = 0;
    if (options_.columns.empty())
      for (std::size_t i = 0; i < columns.size(); ++i)
        if (!columns[i].optional || options_.format != "table" || single_record)
          picked_.push_back(i);
    for (const auto& key : options_.columns) picked_.push_back(place_of(key, columns));
    for (const auto& key : options_.sort) {
      const bool down = key.starts_with('-');
      sort_.emplace_back(place_of(down ? key.substr(1) : key, columns), down);
    }
    std::vector<Column> shown;
    for (std::size_t i : picked_) shown.push_back(columns[i]);
    as_they_come_ = picked_.size() == columns.size() && std::ranges::is_sorted(picked_);
    format_->begin(shown, single_record);
  }

  void row(Cells& cells) override {
    if (sort_.empty())
      pass(cells);
    else
      rows_.push_back(std::move(cells));
  }

  void end() override {
    std::ranges::stable_sort(rows_, [this](const Cells& a, const Cells& b) {
      for (const auto& [place, down] : sort_) {
        if (less(a[place], b[place])) return !down;
        if (less(b[place], a[place])) return down;
      }
      return false;
    });
    for (auto& cells : rows_) pass(cells);
    format_->end();
  }

  void text(std::string_view text) override { format_->text(text); }

  bool sections() const override {
    return format_->sections() && options_.columns.empty() && options_.sort.empty();
  }

  std::optional<std::int64_t> most() const override {
    return options_.sort.empty() ? options_.limit : std::nullopt;
  }

 private:
  static std::size_t place_of(const std::string& key, const std::vector<Column>& columns) {
    const auto found = std::ranges::find(columns, key, &Column::key);
    if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
    std::string known;
    for (const auto& column : columns) known += (known.empty() ? "" : ", ") + column.key;
    throw usage_error("output.unknown-column",
                      tr("there is no column \"{0}\"; there are: {1}", key, known));
  }

  void pass(Cells& cells) {
    if (options_.limit && count_ >= *options_.limit) return;
    ++count_;
    if (as_they_come_) return format_->row(cells);
    Cells out;
    out.reserve(picked_.size());
    for (std::size_t i : picked_) out.push_back(cells[i]);
    format_->row(out);
  }

  RenderOptions options_;
  std::unique_ptr<Sink> format_;
  std::vector<std::size_t> picked_;
  std::vector<std::pair<std::size_t, bool>> sort_;
  std::vector<Cells> rows_;
  std::int64_t count_ = 0;
  bool as_they_come_ = false;  ///< every column, in its place
};

}  // namespace

std::string plain_text(const Cell& cell, const Catalogue& catalogue) {
  return std::visit(Overloaded{[](std::monostate) { return std::string(); },
                               [](const std::string& v) { return v; },
                               [](std::int64_t v) { return std::to_string(v); },
                               [](bool v) { return std::string(v ? "true" : "false"); },
                               [](const Code& v) { return v.code; },
                               [](const Codes& v) {
                                 std::string all;
                                 for (const auto& each : v) all += each.code;
                                 return all;
                               },
                               [&](const Message& v) { return catalogue.format(v); },
                               [](const auto& v) { return v.str(); }},
                    cell);
}

std::string shown_text(const Cell& cell, const Catalogue& catalogue, const Zone& zone) {
  if (const auto* code = std::get_if<Code>(&cell)) return std::string(catalogue.text(code->label));
  if (const auto* codes = std::get_if<Codes>(&cell)) {
    std::string all;
    for (const auto& each : *codes)
      all += each.label.empty() ? each.code : std::string(catalogue.text(each.label));
    return all;
  }
  if (const auto* when = std::get_if<Instant>(&cell)) return zone.local(*when);
  if (const auto* truth = std::get_if<bool>(&cell))
    return std::string(catalogue.text(*truth ? N_("yes") : N_("no")));
  return plain_text(cell, catalogue);
}

std::unique_ptr<Sink> make_renderer(const RenderOptions& options, const Catalogue& catalogue,
                                    Write write) {
  const auto make = options.format == "csv"                                  ? make_csv
                    : options.format == "json" || options.format == "ndjson" ? make_json
                                                                             : make_table;
  return std::make_unique<Selection>(options, make(options, catalogue, std::move(write)));
}

}  // namespace svcctl::cli
