#include "shop/mapping.hpp"

#include "base/error.hpp"

namespace svcctl::shop {
namespace {

constexpr const char* every_mapping =
    R"(SELECT m.name AS name, m.content AS content, m.at AS at, COALESCE(s.code, '') AS staff
         FROM import_mapping m LEFT JOIN staff s ON s.id = m.staff_id )";

/// A name that is none of a file: `--map` takes both.
void require_mapping_name(const std::string& name) {
  const bool good = !name.empty() && name.size() <= 120 && !name.ends_with(".toml") &&
                    name.find_first_of("/\\ \t\r\n") == std::string::npos && name[0] != '-' &&
                    name[0] != '.';
  if (!good)
    throw usage_error("import.mapping-name",
                      tr("'{0}' is no name of a mapping: a word without blanks and '/', and not "
                         "ending in .toml",
                         name),
                      "--save-map NAME");
}

}  // namespace

void save_mapping(store::WriteTxn& tx, const std::string& name, const std::string& content) {
  require_mapping_name(name);
  const auto kept = tx.value<std::string>(
      "SELECT content AS value FROM import_mapping WHERE name = :name", {{"name", name}});
  if (kept == content) return;
  if (kept)
    tx.run(R"(UPDATE import_mapping SET content = :content, at = :at, staff_id = :staff
               WHERE name = :name)",
           {{"content", content}, {"name", name}, tx.stamp()});
  else
    tx.insert(R"(INSERT INTO import_mapping (name, content, at, staff_id)
                 VALUES (:name, :content, :at, :staff))",
              {{"name", name}, {"content", content}, tx.stamp()});
  tx.record(store::company, {"mapping", name, {{"size", std::to_string(content.size())}}});
}

Mapping find_mapping(const store::ReadTxn& tx, const std::string& name) {
  auto found =
      tx.first<Mapping>(std::string(every_mapping) + "WHERE m.name = :name", {{"name", name}});
  if (!found)
    throw usage_error("import.no-mapping", tr("there is no file and no mapping '{0}'", name),
                      "svcctl mapping list");
  return *std::move(found);
}

std::vector<Mapping> list_mappings(const store::ReadTxn& tx) {
  return tx.all<Mapping>(std::string(every_mapping) + "ORDER BY m.name");
}

}  // namespace svcctl::shop
