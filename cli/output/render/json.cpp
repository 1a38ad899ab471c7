#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.hpp"
#include "cli/output/render/renderer.hpp"

namespace svcctl::cli {
namespace {

using nlohmann::ordered_json;

/// One object, an array of objects, or (ndjson) one object a line. Amounts and quantities are
/// decimal strings, instants UTC, codes their code; bytes that are no UTF-8 become U+FFFD.
class Json : public Sink {
 public:
  Json(const RenderOptions& options, const Catalogue& catalogue, Write write)
      : lines_(options.format == "ndjson"), catalogue_(catalogue), write_(std::move(write)) {}

  void begin(const std::vector<Column>& columns, bool single_record) override {
    keys_.clear();
    for (const auto& column : columns) keys_.push_back(ordered_json(column.key).dump());
    single_ = single_record;
    first_ = true;
  }

  void row(Cells& cells) override {
    const bool indented = single_ && !lines_;
    text_ = lines_ || single_ ? "" : first_ ? "[\n  " : ",\n  ";
    text_ += '{';
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i) text_ += ',';
      if (indented) text_ += "\n  ";
      text_.append(keys_[i]).append(indented ? ": " : ":");
      add(cells[i]);
    }
    if (indented && !cells.empty()) text_ += '\n';
    text_ += lines_ || single_ ? "}\n" : "}";
    write_(text_);
    first_ = false;
  }

  void end() override {
    if (!lines_ && !single_) write_(first_ ? "[]\n" : "\n]\n");
  }

  void text(std::string_view text) override { write_(text); }

 private:
  void add(const Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell))
      text_ += "null";
    else if (const auto* n = std::get_if<std::int64_t>(&cell))
      text_ += std::to_string(*n);
    else if (const auto* truth = std::get_if<bool>(&cell))
      text_ += *truth ? "true" : "false";
    else if (const auto* words = std::get_if<std::string>(&cell))
      add_words(*words);
    else
      add_words(plain_text(cell, catalogue_));
  }

  void add_words(std::string_view words) {
    const auto plain = [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; };
    if (std::ranges::all_of(words, plain))
      text_.append(1, '"').append(words).append(1, '"');
    else
      add_escaped(ordered_json(words).dump(-1, ' ', false, ordered_json::error_handler_t::replace));
  }

  /// Escapes also what a terminal acts upon or hides.
  void add_escaped(const std::string& json) {
    if (!utf8::first_acting(json)) {
      text_ += json;
      return;
    }
    utf8::each(json, [&](char32_t code, std::string_view bytes) {
      if (!utf8::acts(code)) {
        text_ += bytes;
      } else if (code < 0x10000) {
        add_unit(static_cast<unsigned>(code));
      } else {
        add_unit(0xD800U + (static_cast<unsigned>(code - 0x10000) >> 10U));
        add_unit(0xDC00U + (static_cast<unsigned>(code - 0x10000) & 0x3FFU));
      }
    });
  }
  void add_unit(unsigned unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    text_ += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) text_ += digits[unit >> shift & 15U];
  }

  bool lines_;
  const Catalogue& catalogue_;
  Write write_;
  std::vector<std::string> keys_;  ///< as JSON texts
  std::string text_;
  bool single_ = false;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Sink> make_json(const RenderOptions& options, const Catalogue& catalogue,
                                Write write) {
  return std::make_unique<Json>(options, catalogue, std::move(write));
}

}  // namespace svcctl::cli
