#include "csv/import.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace svcctl::csv {
namespace {

/// What mends a row in its file. Of an error's ways, what an import itself may be told, and
/// commands for what the row stands upon and is not there: what another verb would make of the row
/// mends no file.
Message cure_of(const Error& error, bool cell) {
  std::string ways;
  const bool missing = error.kind() != ErrorKind::usage;
  for (std::string_view rest = error.hint(); !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (const auto way = rest.substr(0, end);
        (missing && way.starts_with("svcctl ") && way.find("…") == way.npos) || way == "--sure" ||
        way == "--new-customer")
      ways.append(ways.empty() ? "" : "; ").append(way);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!ways.empty()) return tr("mend the row in the file, or say: {0}", ways);
  return cell ? tr("mend the value in the file") : tr("mend the row in the file");
}

/// What is said of a row, under the column that the last word of a code names.
Reject said_of(const std::string& code, Message cause, std::int64_t line, const HeaderMap& map,
               const std::vector<Field>& fields) {
  Reject out{.line = line, .column = {}, .value = {}, .cause = std::move(cause), .fix = {}};
  const auto word = code.substr(code.rfind('.') + 1);
  for (std::size_t i = 0; i < map.table().size(); ++i) {
    const auto place = map.place(i);
    if (word != map.table()[i].key || !place) continue;
    out.column = map.titles()[*place];
    if (*place < fields.size()) out.value = shortened(plain_value(fields[*place]));
  }
  return out;
}

}  // namespace

List::List(const Settings& settings, RowSource& source, const ImportOptions& options,
           std::span<const Column> table)
    : map([&] {
        HeaderMap made(table);
        for (const auto& [title, key] : options.columns) made.also(key, title);
        made.declare({.currency = settings.shop.currency,
                      .currency_said = options.notation.currency.has_value(),
                      .net = options.notation.net,
                      .day_order = options.notation.days.order != readers::DateOrder::year_first});
        return made;
      }()),
      rows(source, map, options.file, options.header_lines),
      cells(map, options.notation, settings) {}

void List::begin(ImportResult& result, const ImportOptions& options) const {
  result.file = options.file;
  result.unknown_columns = map.unknown();
  for (const auto& title : map.unknown()) result.nearest.push_back(map.nearest(title));
  if (options.rejects.header) options.rejects.header(rows.titles_text(), rows.form());
}

void List::end(ImportResult& result, const ImportOptions& options) const {
  cells.require_settled();
  for (auto& doubt : cells.doubtful()) {
    if (options.doubtful) options.doubtful(doubt);
    result.doubtful.add(std::move(doubt));
  }
  result.form = rows.form();
  result.remarks = rows.remarks();
  result.applied = result.rejects.empty() || options.skip_bad;
}

bool List::next(ListRow& row) {
  if (!rows.next(row.fields)) return false;
  row.line = rows.line();
  row.reject.reset();
  if (const auto* bad = rows.reject()) {
    row.reject = *bad;
    return true;
  }
  row.cells.resize(map.table().size());
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    row.cells[i] = cells.read(i, row.fields, row.line, row.reject);
  return true;
}

namespace {

/// Reads the whole list to find which of its rows contradict one another.
Twins twins_of(const Settings& settings, RowSource& source, const ImportOptions& options,
               std::span<const Column> table, std::vector<Twin> ways) {
  Twins twins(table, std::move(ways));
  twins.find([&](const Twins::Take& take) {
    {
      List list(settings, source, options, table);
      for (ListRow row; list.next(row);)
        if (!row.reject) take(ImportRow(table, row.cells), row.line);
    }
    source.restart();
  });
  return twins;
}

}  // namespace

ImportResult import_rows(store::WriteTxn& tx, RowSource& source, const ImportOptions& options,
                         std::span<const Column> table, std::vector<Twin> ways,
                         const std::function<Outcome(const ImportRow&)>& take) {
  ImportResult result;
  const auto twins = twins_of(tx.settings(), source, options, table, std::move(ways));
  List list(tx.settings(), source, options, table);
  list.begin(result, options);
  const auto refuse = [&](Reject reject, const ListRow& row) {
    if (options.rejects.row) options.rejects.row(reject, list.rows.row_text(row.fields));
    result.rejects.add(std::move(reject));
  };
  for (ListRow row; list.next(row);) {
    ++result.rows;
    const ImportRow values(table, row.cells);
    if (!row.reject) twins.judge(values, row.line, list.map, row.reject);
    if (row.reject) {
      refuse(*std::move(row.reject), row);
      continue;
    }
    try {
      switch (tx.attempt([&] { return take(values); })) {
        case Outcome::created: ++result.created; break;
        case Outcome::changed: ++result.changed; break;
        case Outcome::unchanged: ++result.unchanged; break;
      }
      for (auto& remark : tx.take_remarks()) {
        auto doubt =
            said_of(remark.code, std::move(remark.message), row.line, list.map, row.fields);
        if (options.doubtful) options.doubtful(doubt);
        result.doubtful.add(std::move(doubt));
      }
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::bug || error.kind() == ErrorKind::store ||
          error.kind() == ErrorKind::busy)
        throw;
      auto reject = said_of(error.code(), error.message(), row.line, list.map, row.fields);
      reject.fix = cure_of(error, !reject.column.empty());
      refuse(std::move(reject), row);
    }
  }
  list.end(result, options);
  return result;
}

std::vector<ExplainedColumn> explain(const Settings& settings, RowSource& source,
                                     const ImportOptions& options, std::span<const Column> table) {
  List list(settings, source, options, table);
  std::vector<ExplainedColumn> out;
  for (const auto& title : list.map.titles()) {
    auto& column = out.emplace_back();
    column.place = std::ssize(out);
    column.title = title;
  }
  for (std::size_t i = 0; i < table.size(); ++i)
    if (const auto place = list.map.place(i)) {
      out[*place].key += (out[*place].key.empty() ? "" : "|") + std::string(table[i].key);
      out[*place].type = table[i].type;
    }
  for (auto& column : out)
    if (column.key.empty() &&
        std::ranges::find(list.map.unknown(), column.title) != list.map.unknown().end())
      column.nearest = list.map.nearest(column.title);
  std::vector<Field> row;
  for (int read = 0; read < 100 && list.rows.next(row); ++read)
    for (std::size_t i = 0; i < std::min(row.size(), out.size()); ++i)
      if (out[i].example.empty()) out[i].example = shortened(plain_value(row[i]));
  return out;
}

std::string sample(std::span<const Column> table, const Catalogue& catalogue) {
  const bool chinese = catalogue.language() == Language::zh;
  std::string out;
  std::string titles;
  for (const auto& column : table) {
    const auto title = template_title(column, chinese);
    std::string words = column.words.all != nullptr ? column.words.all() : "";
    std::ranges::replace(words, '|', '/');  // which could be taken for a delimiter
    const auto kind = words.empty() ? Message{label(column.type)} : value(words);
    out += "# " +
           catalogue.format(
               column.need == Need::value ? tr("{0}; in every row", tr("{0}: {1}", title, kind))
               : column.need == Need::no  ? tr("{0}: {1}", title, kind)
                                          : tr("{0}; needed", tr("{0}: {1}", title, kind))) +
           "\r\n";
    titles += (titles.empty() ? "" : ",") + title;
  }
  return out + titles + "\r\n";
}

}  // namespace svcctl::csv
