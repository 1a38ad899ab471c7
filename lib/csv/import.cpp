#include "csv/import.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/read/number.hpp"

namespace svcctl::csv {
namespace {

/// Where in the row the last word of a code points.
void place(Reject& reject, const std::string& code, const HeaderMap& map,
           const std::vector<Field>& fields) {
  const auto word = code.substr(code.rfind('.') + 1);
  try {
    if (map.has(word)) {
      reject.column = map.title(word);
      reject.value = map.text(fields, word);
    }
  } catch (const Error&) {
    // The code's last word is no column of this file: the row as a whole is meant.
  }
}

/// Remarks of the row that was written: all are counted, the first are kept.
void keep_doubts(ImportResult& result, std::vector<store::Remark> remarks, std::int64_t line,
                 const HeaderMap& map, const std::vector<Field>& fields) {
  constexpr std::size_t most = 10;
  for (auto& remark : remarks) {
    ++result.doubtful;
    if (result.doubts.size() >= most) continue;
    auto& doubt = result.doubts.emplace_back();
    doubt.line = line;
    doubt.cause = std::move(remark.message);
    place(doubt, remark.code, map, fields);
  }
}

Reject reject_of(const Error& error, std::int64_t line, const HeaderMap& map,
                 const std::vector<Field>& fields) {
  Reject out{.line = line, .column = {}, .value = {}, .cause = error.message(), .fix = {}};
  std::string ways = error.hint();
  for (auto at = ways.find('\n'); at != ways.npos; at = ways.find('\n', at))
    ways.replace(at, 1, "; ");
  if (!ways.empty()) out.fix = tr("{0}", ways);
  place(out, error.code(), map, fields);
  return out;
}

bool blank(const std::vector<Field>& row) {
  return std::ranges::all_of(row, [](const Field& field) { return field.text.empty(); });
}

}  // namespace

std::optional<std::int64_t> ImportRow::integer(std::string_view key) const {
  const auto value = maybe(key);
  if (!value) return std::nullopt;
  const auto number = readers::whole(*value);
  if (!number.value)
    throw bad_data("import." + std::string(key), tr("'{0}' is no whole number", *value));
  return number.value;
}

ImportResult import_rows(store::WriteTxn& tx, std::istream& source, const ImportOptions& options,
                         HeaderMap map, std::string_view needed,
                         const std::function<Outcome(const ImportRow&)>& take) {
  ImportResult result;
  result.file = options.file;
  Reader reader(source, options.reader);
  std::vector<Field> header;
  if (!reader.next(header) || (header.empty() && reader.reject() == nullptr))
    throw bad_data("import.empty", tr("{0} is empty", options.file));
  if (reader.reject() != nullptr)
    throw bad_data("import.header", tr("{0}: the header cannot be read: byte {1}", options.file,
                                       reader.byte_position()));
  for (const auto& [title, key] : options.columns) map.also(key, title);
  map.resolve(header);
  if (!map.has(needed))
    throw bad_data("import.columns",
                   tr("{0}, line 1: no column is called {1}", options.file, needed));
  result.unknown_columns = map.unknown();
  if (options.rejects.header) options.rejects.header(joined(header, map));
  const auto refuse = [&](Reject reject, const std::vector<Field>& row) {
    if (options.rejects.row) options.rejects.row(reject, joined(row, map));
    result.rejects.add(std::move(reject));
  };
  for (std::vector<Field> row; reader.next(row);) {
    if (const auto* unreadable = reader.reject()) {
      ++result.rows;
      refuse(*unreadable, std::vector<Field>(map.columns()));
      continue;
    }
    if (blank(row)) continue;
    ++result.rows;
    if (row.size() > map.columns()) {
      refuse({.line = reader.line(),
              .column = {},
              .value = row.front().text,
              .cause = tr("{0} values where the header has {1}", row.size(), map.columns()),
              .fix = tr("check delimiters and quotes on this line")},
             row);
      continue;
    }
    try {
      switch (tx.attempt([&] { return take(ImportRow(map, row)); })) {
        case Outcome::created: ++result.created; break;
        case Outcome::changed: ++result.changed; break;
        case Outcome::unchanged: ++result.unchanged; break;
      }
      keep_doubts(result, tx.take_remarks(), reader.line(), map, row);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::bug || error.kind() == ErrorKind::store ||
          error.kind() == ErrorKind::busy)
        throw;
      refuse(reject_of(error, reader.line(), map, row), row);
    }
  }
  result.encoding = reader.encoding();
  result.delimiter = reader.delimiter();
  result.applied = result.rejects.empty() || options.skip_bad;
  return result;
}

}  // namespace svcctl::csv
