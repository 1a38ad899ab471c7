#include <nlohmann/json.hpp>

#include "cli/render/renderer.hpp"

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
    columns_ = columns;
    single_ = single_record;
    first_ = true;
  }

  void row(const Cells& cells) override {
    ordered_json object = ordered_json::object();
    for (std::size_t i = 0; i < cells.size(); ++i) object[columns_[i].key] = value(cells[i]);
    const auto text = object.dump(single_ && !lines_ ? 2 : -1, ' ', false,
                                  ordered_json::error_handler_t::replace);
    if (lines_ || single_)
      write_(text + "\n");
    else
      write_((first_ ? "[\n  " : ",\n  ") + text);
    first_ = false;
  }

  void end() override {
    if (!lines_ && !single_) write_(first_ ? "[]\n" : "\n]\n");
  }

  void text(std::string_view text) override { write_(text); }

 private:
  ordered_json value(const Cell& cell) const {
    if (std::holds_alternative<std::monostate>(cell)) return nullptr;
    if (const auto* n = std::get_if<std::int64_t>(&cell)) return *n;
    if (const auto* truth = std::get_if<bool>(&cell)) return *truth;
    return plain_text(cell, catalogue_);
  }

  bool lines_;
  const Catalogue& catalogue_;
  Write write_;
  std::vector<Column> columns_;
  bool single_ = false;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Sink> make_json(const RenderOptions& options, const Catalogue& catalogue,
                                Write write) {
  return std::make_unique<Json>(options, catalogue, std::move(write));
}

}  // namespace svcctl::cli
