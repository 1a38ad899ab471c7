#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/output/output.hpp"

namespace svcctl::cli {

/// How results are printed: the shared options that renderers obey.
struct RenderOptions {
  std::string format = "table";           ///< table, csv, json, ndjson
  std::vector<std::string> columns = {};  ///< keys to show, in this order; empty: all
  std::vector<std::string> sort = {};     ///< keys; a leading '-' sorts downwards
  std::optional<std::int64_t> limit = std::nullopt;
  bool no_header = false;
  bool color = false;
  std::string encoding = "utf-8";  ///< of CSV: utf-8, utf-8-bom, gb18030
  Zone zone = {};                  ///< tables show instants as local time
};

/// Where rendered bytes go.
using Write = std::function<void(std::string_view)>;

/// A sink that picks columns, sorts and limits, then renders into `write`.
/// @throws Error "output.unknown-column" (2) naming the columns there are
std::unique_ptr<Sink> make_renderer(const RenderOptions& options, const Catalogue& catalogue,
                                    Write write);

/// The formats behind it, one file each.
std::unique_ptr<Sink> make_table(const RenderOptions&, const Catalogue&, Write);
std::unique_ptr<Sink> make_csv(const RenderOptions&, const Catalogue&, Write);
std::unique_ptr<Sink> make_json(const RenderOptions&, const Catalogue&, Write);

/// A cell as CSV and JSON carry it: exact decimals, codes, UTC instants.
std::string plain_text(const Cell& cell, const Catalogue& catalogue);
/// A cell as a person reads it: labels in the language, local times.
std::string shown_text(const Cell& cell, const Catalogue& catalogue, const Zone& zone);

}  // namespace svcctl::cli
