#include "store/private/schema_check.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "store/connection.hpp"
#include "store/log.hpp"
#include "store/private/migrations.hpp"
#include "store/txn.hpp"

namespace svcctl::store {
namespace {

/// The text of a definition as it counts: one blank between words, no comments, no double quotes.
std::string as_it_counts(std::string_view sql) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const auto rest = sql.substr(i);
    if (rest.starts_with("--")) {
      i = std::min(sql.find('\n', i), sql.size());
      gap = true;
    } else if (rest.starts_with("/*")) {
      i = std::min(sql.find("*/", i), sql.size() - 2) + 1;
      gap = true;
    } else if (const char c = sql[i]; c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      gap = true;
    } else if (c != '"') {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += c;
    }
  }
  return out;
}

std::map<std::string, std::string> definitions(Engine& engine) {
  std::map<std::string, std::string> all;
  for (auto& object : engine.schema())
    all[object.kind + " " + object.name] = as_it_counts(object.text);
  return all;
}

}  // namespace

std::vector<SchemaFinding> schema_findings(Engine& engine, std::span<const EmbeddedFile> files) {
  const auto version = engine.info().version;
  OpenOptions memory;
  memory.path = ":memory:";
  const auto model = create_engine(memory, [&](Engine& made) {
    apply_migrations(made, 0, files.first(static_cast<std::size_t>(version)));
  });
  const auto wanted = definitions(*model);
  const auto found = definitions(engine);
  std::vector<SchemaFinding> findings;
  for (const auto& [object, text] : wanted) {
    const auto same = found.find(object);
    if (same == found.end())
      findings.push_back({object, tr("is missing")});
    else if (same->second != text)
      findings.push_back({object, tr("is not as svcctl made it")});
  }
  for (const auto& [object, text] : found)
    if (!wanted.contains(object)) findings.push_back({object, tr("is not of svcctl")});
  return findings;
}

std::vector<LogFinding> verify_schema(const ReadTxn& tx) {
  std::vector<LogFinding> findings;
  for (auto& finding : schema_findings(tx.engine()))
    findings.push_back({std::move(finding.object), std::move(finding.what)});
  return findings;
}

void require_schema(Engine& engine, std::span<const EmbeddedFile> files) {
  const auto findings = schema_findings(engine, files);
  if (findings.empty()) return;
  throw Error(ErrorKind::store, "store.schema",
              tr("the store was changed by other means: {0}: {1} ({2} findings)",
                 findings.front().object, findings.front().what, findings.size()),
              "svcctl db check");
}

}  // namespace svcctl::store
