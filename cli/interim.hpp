#pragma once

#include <functional>
#include <memory>

#include "cli/output.hpp"

namespace svcctl::cli {

struct RenderOptions {
  std::string format;
  std::vector<std::string> columns, sort;
  std::optional<std::int64_t> limit;
  bool no_header = false;
  std::string encoding;
};

class PlainSink : public Sink {
 public:
  explicit PlainSink(std::function<void(std::string_view)> write) : write_(std::move(write)) {}
  void begin(const std::vector<Column>&, bool) override {}
  void row(const Cells& cells) override {
    std::string line;
    for (const auto& cell : cells) {
      if (const auto* text = std::get_if<std::string>(&cell)) line += *text;
      if (const auto* code = std::get_if<Code>(&cell)) line += code->code;
      if (const auto* number = std::get_if<std::int64_t>(&cell)) line += std::to_string(*number);
      line += "  ";
    }
    write_(line + "\n");
  }
  void end() override {}
  void text(std::string_view text) override { write_(text); }

 private:
  std::function<void(std::string_view)> write_;
};

inline std::unique_ptr<Sink> make_renderer(RenderOptions, const Catalogue&,
                                           std::function<void(std::string_view)> write) {
  return std::make_unique<PlainSink>(std::move(write));
}

}  // namespace svcctl::cli
