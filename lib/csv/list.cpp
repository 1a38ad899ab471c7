#include "csv/list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/error.hpp"

namespace svcctl::csv {
namespace {

constexpr std::int64_t lines_named = 5;

bool blank(const std::vector<Field>& row) {
  return std::ranges::all_of(row, [](const Field& field) { return field.text.empty(); });
}

std::ptrdiff_t blanks(const std::vector<Field>& row) {
  return std::ranges::count_if(row, [](const Field& field) { return field.text.empty(); });
}

/// Whether one value stands alone among empty ones, as the name of a list above its titles does.
bool stands_alone(const std::vector<Field>& row) {
  return row.size() > 1 && std::ssize(row) - blanks(row) == 1;
}

/// What rows of totals begin with; folded as titles are.
constexpr std::array<std::string_view, 17> totals_words = {
    "合计",  "小计",   "总计",     "共计",       "总合计", "本页小计", "本页合计", "累计",    "共",
    "total", "totals", "subtotal", "grandtotal", "sum",    "总数",     "合计金额", "sumtotal"};
/// What may stand behind them in the same cell, beside a number: "合计：1台",
/// "合计（大写）：壹佰元整".
constexpr std::array<std::string_view, 4> sums = {"¥", "人民币", "(大写", "大写"};

bool says_total(std::string_view text) {
  if (text.empty() || text.size() > 60) return false;
  const auto first = static_cast<unsigned char>(text.front());
  if (first > ' ' && first < 0x80) {  // nearly all numbers of parts are seen at a glance to be none
    constexpr std::array<std::string_view, 4> begins = {"tot", "sub", "sum", "gra"};
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    if (text.size() < 3 || std::ranges::none_of(begins, [&](std::string_view word) {
          return std::equal(word.begin(), word.end(), text.begin(),
                            [&](char a, char b) { return same(b, a); });
        }))
      return false;
  }
  const auto title = title_of(text);
  for (const auto word : totals_words) {
    if (title.name == word) return word != "共";
    if ((word[0] & 0x80) == 0 || !title.whole.starts_with(word)) continue;
    const auto rest = std::string_view(title.whole).substr(word.size());
    if (std::ranges::any_of(sums, [&](std::string_view sum) { return rest.starts_with(sum); }) ||
        (!rest.empty() && rest[0] >= '0' && rest[0] <= '9'))
      return true;
  }
  return false;
}

/// What notes below a list begin with: alone, or before a colon.
constexpr std::array<std::string_view, 2> notes_words = {"以上", "以下空白"};
constexpr std::array<std::string_view, 14> notes_titles = {
    "注",   "备注",   "说明",   "附注",   "注意", "特别说明", "制表",
    "制单", "制表人", "制单人", "填表人", "审核", "审核人",   "打印时间"};

bool says_note(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text.front()) < 0x80)
    return text.starts_with("* ");
  if (text.starts_with("※") || std::ranges::any_of(notes_words, [&](std::string_view word) {
        return text.starts_with(word);
      }))
    return true;
  return std::ranges::any_of(notes_titles, [&](std::string_view word) {
    if (!text.starts_with(word)) return false;
    const auto rest = text.substr(word.size());
    return rest.starts_with("：") || rest.starts_with(":");
  });
}

/// Two lines of titles as one: what spans several columns above stands before each below it.
void join_titles(std::vector<Field>& above, const std::vector<Field>& below) {
  std::string spanning;
  for (std::size_t i = 0; i < std::max(above.size(), below.size()); ++i) {
    if (i >= above.size()) above.emplace_back();
    if (!above[i].text.empty()) spanning = above[i].text;
    if (i >= below.size() || below[i].text.empty()) continue;
    above[i].text = spanning.empty() ? below[i].text : spanning + "\n" + below[i].text;
  }
}

}  // namespace

void ListRows::PassedOver::add(std::int64_t line) {
  ++count;
  if (count <= lines_named)
    lines += (lines.empty() ? "" : ", ") + std::to_string(line);
  else if (count == lines_named + 1)
    lines += " …";
}

ListRows::ListRows(RowSource& rows, HeaderMap& map, std::string file,
                   std::optional<HeaderLines> header_lines)
    : rows_(rows), map_(map), file_(std::move(file)), of_sheet_(!rows.form().sheet.empty()) {
  if (header_lines)
    read_titles(header_, *header_lines);
  else
    find_titles(header_);
  if (!ahead_) look_ahead();
  map_.resolve(header_);
  for (std::size_t i = 0; i < map_.table().size() && !first_key_; ++i) {
    if (map_.table()[i].need == Need::no) continue;
    first_key_ = map_.place(i);
    first_column_ = i;
  }
  // Titles again, and none where every row has a value: the first line spans the second.
  const auto known = ahead_ ? static_cast<std::ptrdiff_t>(map_.known(ahead_fields_)) : 0;
  if (known > 0 && !ahead_->reject && !header_lines && first_key_ &&
      *first_key_ < ahead_fields_.size() && ahead_fields_[*first_key_].text.empty() &&
      known * 2 >= std::ssize(ahead_fields_) - blanks(ahead_fields_))
    two_lines(header_line_, ahead_->line);
}

void ListRows::two_lines(std::int64_t first, std::int64_t second) const {
  throw bad_data("import.header",
                 tr("{0}: the titles stand on two lines, {1} and {2}", file_, first, second),
                 "--header-line " + std::to_string(first) + "-" + std::to_string(second));
}

void ListRows::not_found(const std::vector<Field>& seen) const {
  std::string needed;
  for (const auto& column : map_.table())
    if (column.need != Need::no)
      needed.append(needed.empty() ? "" : ", ")
          .append(template_title(column, false))
          .append(" (")
          .append(template_title(column, true))
          .append(")");
  std::string titles;
  for (std::size_t i = 0; i < seen.size() && i < 12; ++i)
    titles.append(titles.empty() ? "" : ", ").append(shortened(plain_value(seen[i])));
  throw bad_data(
      "import.columns",
      tr("{0}: no row is a header with {1}; line {2} has {3}: a mapping says what the "
         "titles mean, --header-line where they stand",
         file_, needed, header_line_, titles),
      std::string("--map FILE.toml | --header-line N") + (of_sheet_ ? " | --sheet NAME|N" : ""));
}

/// Columns that are known by their places alone, above which no title stands.
void ListRows::begin_untitled(const std::vector<Field>& first_row) {
  untitled_ = true;
  for (std::size_t i = 0; i < first_row.size(); ++i)
    header_.push_back({"#" + std::to_string(i + 1)});
  ahead_ = Row{.line = header_line_};
  ahead_fields_ = first_row;
}

/// The titles are the first row that has those the list needs.
void ListRows::find_titles(std::vector<Field>& titles) {
  std::vector<Field> row;
  std::vector<Field> widest, previous;
  std::int64_t widest_line = 0;
  std::int64_t previous_line = 0;
  std::int64_t above = 0;
  bool any = false;
  for (std::size_t read = 0; read < rows_above && rows_.next(row);) {
    any = true;
    if (const auto* reject = rows_.reject()) {
      if (widest.empty() && read == 0)
        throw bad_data("import.header",
                       tr("{0}: the header cannot be read: {1}", file_, reject->cause));
      ++read;
      continue;
    }
    if (blank(row)) continue;
    const bool comment = row.front().text.starts_with('#');
    if (!comment) ++read;
    if (map_.fits(row) && !stands_alone(row)) {
      header_line_ = rows_.line();
      above_ = above;
      if (map_.known(row) == 0) return begin_untitled(row);
      titles = row;
      return;
    }
    if (!previous.empty()) {
      join_titles(previous, row);
      if (map_.fits(previous)) two_lines(previous_line, rows_.line());
    }
    previous = row;
    previous_line = rows_.line();
    ++above;
    if (!comment && row.size() > widest.size()) {
      widest = row;
      widest_line = rows_.line();
    }
  }
  if (!any || (widest.empty() && above == 0))
    throw bad_data("import.empty", tr("{0} is empty", file_));
  header_line_ = widest_line;
  not_found(widest);
}

void ListRows::read_titles(std::vector<Field>& titles, HeaderLines lines) {
  std::vector<Field> row;
  bool first = true;
  while (rows_.next(row)) {
    if (rows_.reject() != nullptr) continue;
    if (first &&
        std::ranges::any_of(row, [](const Field& f) { return f.text == reject_columns[0]; })) {
      // Rejects of such a list, mended: their titles stand on the first line.
      titles = row;
      header_line_ = rows_.line();
      return;
    }
    first = false;
    if (rows_.line() < lines.first) {
      ++above_;
      continue;
    }
    header_line_ = rows_.line();
    titles = row;
    while (rows_.line() < lines.second && rows_.next(row))
      if (rows_.reject() == nullptr) join_titles(titles, row);
    if (!map_.fits(titles)) not_found(titles);
    return;
  }
  throw bad_data("import.columns", tr("{0} has no line {1}", file_, lines.first),
                 "--header-line N");
}

/// Steps to the next row that is not blank.
bool ListRows::step(std::vector<Field>& fields) {
  while (rows_.next(fields)) {
    const auto* reject = rows_.reject();
    if (reject == nullptr && blank(fields)) continue;
    row_ = {.line = rows_.line()};
    if (reject == nullptr) return true;
    row_.reject = *reject;
    row_.unreadable = true;
    auto& column = row_.reject->column;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(column.data(), column.data() + column.size(), number);
    if (error == std::errc() && end == column.data() + column.size() && number >= 1 &&
        number <= header_.size())
      column = plain_value(header_[number - 1]);
    return true;
  }
  return false;
}

/// Reads the next row and keeps it until it is asked for.
void ListRows::look_ahead() {
  const Row now = std::exchange(row_, {});
  if (step(ahead_fields_)) ahead_ = std::move(row_);
  row_ = now;
}

/// The titles once more, as where lists were put one below the other. Other titles than the first
/// ones are a reject: what stands below them is another list.
bool ListRows::titles_again(const std::vector<Field>& fields, std::string_view key) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };  // in nearly all numbers
  if (key.empty() || std::ranges::any_of(key, digit) || !map_.names(first_column_, key))
    return false;
  const auto name = [](const Field& field) { return title_of(field.text).name; };
  if (std::ranges::equal(fields, header_, {}, name, name)) {
    repeated_.add(row_.line);
    return true;
  }
  if (map_.known(fields) > 1)
    add_fault(row_.reject, row_.line,
              {{},
               shortened(key),
               tr("titles again, other ones than on line {0}", header_line_),
               tr("make a file of its own of what stands below them")});
  return false;
}

/// Whether the row is none of the list.
bool ListRows::passed_over(const std::vector<Field>& fields) {
  const auto key = first_key_ && *first_key_ < fields.size()
                       ? std::string_view(fields[*first_key_].text)
                       : std::string_view();
  if (titles_again(fields, key)) return true;
  const auto first = std::ranges::find_if(fields, [](const Field& f) { return !f.text.empty(); });
  if (says_note(first->text) && std::all_of(first, fields.end(), [](const Field& field) {
        return field.text.empty() || says_note(field.text) || says_total(field.text);
      })) {
    notes_.add(row_.line);
    return true;
  }
  if (!key.empty() && !says_total(key)) return false;
  if (!says_total(first->text)) return false;
  totals_.add(row_.line);
  return true;
}

/// False where the values may stand under the wrong titles.
bool ListRows::judge_length(std::vector<Field>& fields) {
  const auto wanted = map_.columns();
  const bool surplus = fields.size() > wanted;
  if (!surplus_ && surplus) look_ahead();  // one row alone may have been shifted
  if (!surplus_) surplus_ = surplus && (!ahead_ || ahead_->reject || ahead_fields_.size() > wanted);
  if (fields.size() == wanted) {
    full_with_empty_end_ = full_with_empty_end_ || fields.back().text.empty();
    return true;
  }
  if (!surplus) {
    // Where rows are written out to their last empty value, a shorter one has lost something.
    if (full_with_empty_end_ || (map_.has_rejects() && !of_sheet_)) return false;
    if (!of_sheet_ && short_rows_++ == 0) first_short_ = row_.line;
    return true;
  }
  const bool empty = std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(wanted), fields.end(),
                                 [](const Field& field) { return field.text.empty(); });
  if (!empty || !*surplus_) return false;
  fields.resize(wanted);
  return true;
}

bool ListRows::next(std::vector<Field>& fields) {
  for (;;) {
    if (ahead_) {
      fields.swap(ahead_fields_);
      row_ = *std::exchange(ahead_, std::nullopt);
    } else if (!step(fields)) {
      return false;
    }
    if (row_.reject) return true;
    if (passed_over(fields)) continue;
    if (!row_.reject && !judge_length(fields))
      add_fault(row_.reject, row_.line,
                {{},
                 shortened(fields.front().text),
                 tr("{0} values where the header has {1}", fields.size(), map_.columns()),
                 tr("check delimiters and quotes on this line")});
    return true;
  }
}

/// A line that could not be read, with as many delimiters as the titles have: what is told behind
/// it would stand under them once it is mended.
std::string ListRows::filled(std::string raw) const {
  const auto form = rows_.form();
  const auto delimiter = encoded(std::string(1, form.delimiter), form.encoding).value_or("");
  std::size_t there = 1;
  for (auto at = raw.find(delimiter); at != raw.npos;
       at = raw.find(delimiter, at + delimiter.size()))
    ++there;
  for (; there < map_.columns(); ++there) raw += delimiter;
  return raw;
}

std::string ListRows::row_text(const std::vector<Field>& fields) const {
  const auto form = rows_.form();
  if (row_.unreadable || fields.empty()) {
    auto raw = rows_.raw();
    if (!raw.empty() || fields.empty()) return filled(std::move(raw));
  }
  const auto text = joined(fields, map_, form.delimiter);
  return encoded(text, form.encoding).value_or(text);
}

std::string ListRows::titles_text() const {
  const auto form = rows_.form();
  const auto text = joined(header_, map_, form.delimiter);
  return std::string(form.mark ? mark_of(form.encoding) : "") +
         encoded(text, form.encoding).value_or(text);
}

std::vector<Message> ListRows::remarks() const {
  auto out = rows_.form().remarks;
  if (above_ > 0 && !untitled_)
    out.push_back(tr("the titles stand on line {0}; {1} rows above them were passed over",
                     header_line_, above_));
  if (untitled_)
    out.push_back(
        tr("no titles: the first row of values is line {0}; where that is one of titles, "
           "say --header-line {0}",
           header_line_));
  if (repeated_.count > 0)
    out.push_back(tr("the titles stand again on line {0}: passed over", repeated_.lines));
  if (totals_.count > 0)
    out.push_back(tr("a row of totals stands on line {0}: passed over", totals_.lines));
  if (notes_.count > 0) out.push_back(tr("a note stands on line {0}: passed over", notes_.lines));
  if (short_rows_ > 0)
    out.push_back(
        tr("{0} rows have fewer values than the header, the first on line {1}: what is "
           "missing at their end is taken as empty",
           short_rows_, first_short_));
  return out;
}

}  // namespace svcctl::csv
