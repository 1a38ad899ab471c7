#include "cli/config/mapping.hpp"

#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/error.hpp"

namespace svcctl::cli {
namespace {

[[noreturn]] void unreadable(const std::string& file, const toml::source_region& where,
                             Message cause) {
  throw bad_data("mapping.unreadable", tr("{0}:{1}:{2}: {3}", file, where.begin.line,
                                          where.begin.column, std::move(cause)));
}

std::string text_of(const std::string& file, const toml::node& node) {
  const auto value = node.value_exact<std::string>();
  if (!value) unreadable(file, node.source(), tr("a text is wanted here"));
  return *value;
}

struct MappingText {
  std::string_view key;
  std::optional<std::string> FileMapping::*member;
};
constexpr std::array mapping_texts = {
    MappingText{"delimiter", &FileMapping::delimiter},
    MappingText{"encoding", &FileMapping::encoding},
    MappingText{"dates", &FileMapping::dates},
    MappingText{"decimal", &FileMapping::decimal},
    MappingText{"prices", &FileMapping::prices},
    MappingText{"currency", &FileMapping::currency},
    MappingText{"header-line", &FileMapping::header_line},
    MappingText{"sheet", &FileMapping::sheet},
    MappingText{"people", &FileMapping::people},
};

}  // namespace

std::string mapping_text(Files& files, const std::string& file) {
  if (::access(file.c_str(), F_OK) != 0)
    throw usage_error("mapping.missing", tr("there is no file {0}", file), "--map FILE.toml");
  return files.bytes(file);
}

FileMapping read_mapping(Files& files, const std::string& file) {
  return parse_mapping(mapping_text(files, file), file);
}

FileMapping parse_mapping(std::string_view text, const std::string& file) {
  FileMapping mapping;
  mapping.text = text;
  try {
    const auto root = toml::parse(text, file);
    for (const auto& [key, node] : root) {
      const auto text = std::ranges::find(mapping_texts, key.str(), &MappingText::key);
      if (text != mapping_texts.end()) {
        mapping.*(text->member) = text_of(file, node);
      } else if (key == "round") {
        const auto decimals = node.value_exact<std::int64_t>();
        if (!decimals || *decimals < 0 || *decimals > 3)
          unreadable(file, node.source(), tr("a number of decimals is wanted here, 0 to 3"));
        mapping.round = static_cast<int>(*decimals);
      } else if (key == "columns" && node.is_table()) {
        for (const auto& [title, meaning] : *node.as_table())
          mapping.columns.emplace_back(title.str(), text_of(file, meaning));
      } else {
        unreadable(file, node.source(),
                   tr("'{0}' is none of {1}", key.str(),
                      "delimiter, encoding, dates, decimal, prices, currency, round, people, "
                      "header-line, sheet, [columns]"));
      }
    }
  } catch (const toml::parse_error& error) {
    unreadable(file, error.source(), tr("not readable as TOML: {0}", error.description()));
  }
  return mapping;
}

}  // namespace svcctl::cli
