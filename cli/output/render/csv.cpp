#include <algorithm>

#include "base/error.hpp"
#include "base/formula.hpp"
#include "base/text_table.hpp"
#include "base/utf8.hpp"
#include "cli/output/render/renderer.hpp"
#include "csv/gb18030.hpp"

namespace svcctl::cli {
namespace {

/// RFC 4180 with line feeds. Text that a spreadsheet would run gets an apostrophe in front, which
/// the reader takes away again; typed numbers stay as they are.
class Csv : public Sink {
 public:
  Csv(const RenderOptions& options, const Catalogue& catalogue, Write write)
      : options_(options), catalogue_(catalogue), write_(std::move(write)) {}

  void begin(const std::vector<Column>& columns, bool) override {
    if (options_.encoding == "utf-8-bom") write_("\xEF\xBB\xBF");
    if (options_.no_header) return;
    std::string line;
    for (const auto& column : columns) line += (line.empty() ? "" : ",") + column.key;
    put(line + "\n");
  }

  void row(Cells& cells) override {
    line_.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i) line_ += ',';
      if (const auto* words = std::get_if<std::string>(&cells[i]))
        add(*words);
      else if (const auto* code = std::get_if<Code>(&cells[i]))
        line_ += code->code;
      else if (std::holds_alternative<Message>(cells[i]) || std::holds_alternative<Codes>(cells[i]))
        add(plain_text(cells[i], catalogue_));
      else
        line_ += plain_text(cells[i], catalogue_);
    }
    line_ += '\n';
    put(line_);
  }

  void end() override {}
  void text(std::string_view text) override { put(text); }

 private:
  /// Text that people wrote. Codes, numbers and days are none, and need neither quotes nor guard.
  void add(std::string_view text) {
    std::string shown;
    if (utf8::first_acting(text)) {  // of a store of before such text was refused
      shown = made_visible(text, Lines::kept);
      text = shown;
    }
    const auto guard = guard_of(text);
    const auto needs_quotes = [](char c) {
      // None of them comes after the comma; nearly all of a text does.
      return static_cast<unsigned char>(c) <= ',' &&
             (c == ',' || c == '"' || c == '\n' || c == '\r');
    };
    if (std::ranges::none_of(text, needs_quotes)) {
      if (!guard.empty()) line_ += guard;
      line_ += text;
      return;
    }
    line_.append("\"").append(guard);
    for (const char c : text) line_.append(c == '"' ? 2 : 1, c);
    line_ += '"';
  }
  void put(std::string_view text) {
    if (options_.encoding != "gb18030") return write_(text);
    const auto encoded = csv::to_gb18030(text);
    if (!encoded)
      throw Error(ErrorKind::output, "output.encoding",
                  tr("the result has bytes that are no text; {0} cannot carry them", "GB18030"));
    write_(*encoded);
  }

  RenderOptions options_;
  const Catalogue& catalogue_;
  Write write_;
  std::string line_;
};

}  // namespace

std::unique_ptr<Sink> make_csv(const RenderOptions& options, const Catalogue& catalogue,
                               Write write) {
  return std::make_unique<Csv>(options, catalogue, std::move(write));
}

}  // namespace svcctl::cli
