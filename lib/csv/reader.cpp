#include "csv/reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "csv/private/decoder.hpp"
#include "csv/private/delimiter.hpp"

namespace svcctl::csv {
namespace {

constexpr std::size_t sample_bytes = std::size_t{64} * 1024;
/// How much text may be read twice to go on after broken quotes; beyond, reading ends.
constexpr std::size_t second_readings = std::size_t{64} * 1024 * 1024;

}  // namespace

std::string shortened(std::string_view whole) {
  constexpr std::size_t most = 60;
  std::string text(whole.substr(0, 4 * most));
  std::erase_if(text, [](char c) { return c == Decoder::bad; });
  if (text.size() <= most) return text;
  return std::string(utf8::beginning(text, most)) + "…";
}

void add_fault(std::optional<Reject>& reject, std::int64_t line, Fault fault) {
  if (reject)
    reject->more.push_back(std::move(fault));
  else
    reject = Reject{.line = line,
                    .column = std::move(fault.column),
                    .value = std::move(fault.value),
                    .cause = std::move(fault.cause),
                    .fix = std::move(fault.fix)};
}

struct Reader::State {
  State(std::istream& given_source, const ReaderOptions& given)
      : source(given_source), options(given), decoder(given_source, given.encoding) {
    open_file();
    mark_ends();
  }

  std::istream& source;
  ReaderOptions options;
  Decoder decoder;
  std::string text;       ///< decoded, from `base` on
  std::size_t start = 0;  ///< of the row to read, in text
  std::int64_t base = 0;  ///< decoded bytes before text
  std::int64_t line = 1;  ///< of `start`
  std::int64_t row_line = 1;
  std::int64_t row_begin = 0;  ///< among all decoded bytes
  std::int64_t row_end = 0;
  std::int64_t row_position = 0;
  char delimiter = ',';
  std::array<bool, 256> ends_bare{};    ///< what an unquoted value does not go beyond
  std::array<bool, 256> ends_quoted{};  ///< what a quoted one does not
  bool over = false;
  std::size_t second_reading = 0;
  std::optional<Reject> reject;

  // The row under way.
  std::size_t at = 0;
  std::size_t used = 0;  ///< fields begun
  std::int64_t newlines = 0;

  bool more() { return decoder.fill(text); }
  bool has(std::size_t i) { return i < text.size() || more(); }
  std::int64_t place(std::size_t i) const {
    return decoder.source_position(base + static_cast<std::int64_t>(i));
  }

  void refuse(std::string_view value, Message cause, Message fix) {
    if (reject) return;
    add_fault(reject, row_line,
              {std::to_string(std::max<std::size_t>(used, 1)), shortened(value), std::move(cause),
               std::move(fix)});
  }
  /// Passes a newline of any kind over; `at` stands on it.
  void pass_newline() {
    const bool crlf = text[at] == '\r' && has(at + 1) && text[at + 1] == '\n';
    at += crlf ? 2 : 1;
    ++newlines;
  }

  void open_file();
  void mark_ends();
  void compact();
  bool parse(std::vector<Field>& fields);
  Field& begin_field(std::vector<Field>& fields);
  void append(Field& field, std::size_t from, std::size_t to);
  void pass_blanks_before_quote();
  bool parse_bare(Field& field);
  bool parse_quoted(Field& field);
  void bad_character(Field& field);
  void refuse_torn_quotes(const std::vector<Field>& fields);
  void resume_after_first_line();
  void skip_line();
};

void Reader::State::open_file() {
  while (text.size() < sample_bytes && more()) {
  }
  const auto first = std::string_view(text).substr(0, text.find_first_of("\r\n"));
  if (const auto announced = announced_delimiter(first); announced && first.size() < text.size()) {
    delimiter = options.delimiter.value_or(*announced);
    at = first.size();
    pass_newline();
    start = at;
    line = 2;
    return;
  }
  delimiter = options.delimiter ? *options.delimiter
                                : find_delimiter(std::string_view(text).substr(0, sample_bytes));
}

void Reader::State::mark_ends() {
  for (auto* ends : {&ends_bare, &ends_quoted})
    for (const char c : {'\n', '\r', '\0', Decoder::bad})
      (*ends)[static_cast<unsigned char>(c)] = true;
  ends_bare[static_cast<unsigned char>(delimiter)] = true;
  ends_quoted['"'] = true;
}

void Reader::State::compact() {
  if (start < sample_bytes) return;
  text.erase(0, start);
  base += static_cast<std::int64_t>(start);
  start = 0;
  decoder.forget_before(base);
}

Field& Reader::State::begin_field(std::vector<Field>& fields) {
  if (++used > options.limits.columns) {
    refuse("", tr("more than {0} columns", options.limits.columns),
           tr("check the delimiter and the quotes"));
    return fields.back();
  }
  if (fields.size() < used) fields.emplace_back();
  Field& field = fields[used - 1];
  field.text.clear();
  field.quoted = false;
  return field;
}

void Reader::State::append(Field& field, std::size_t from, std::size_t to) {
  if (field.text.size() + (to - from) > options.limits.field) {
    refuse(field.text + text.substr(from, 60),
           tr("a value of more than {0} bytes", options.limits.field),
           tr("shorten it, or check the quotes"));
    return;
  }
  field.text.append(text, from, to - from);
}

/// Notes a NUL or a bad byte; `at` stands on it.
void Reader::State::bad_character(Field& field) {
  if (text[at] == '\0')
    refuse(field.text, tr("a NUL character at byte {0}", place(at)),
           tr("write the file as text again; if it is UTF-16, say --input-encoding utf-16le"));
  else
    refuse(field.text, tr("not {0} at byte {1}", decoder.encoding(), place(at)),
           tr("write the line anew in {0}, or name the encoding of the file with "
              "--input-encoding",
              decoder.encoding()));
  ++at;
}

/// Blanks before a quote belong to no value; before anything else they stay.
void Reader::State::pass_blanks_before_quote() {
  std::size_t end = at;
  while (has(end) && text[end] == ' ') ++end;
  if (has(end) && text[end] == '"') at = end;
}

/// Reads an unquoted value; false at the row's end.
bool Reader::State::parse_bare(Field& field) {
  for (;;) {
    std::size_t end = at;
    while (end < text.size() && !ends_bare[static_cast<unsigned char>(text[end])]) ++end;
    append(field, at, end);
    at = end;
    if (at - start > options.limits.row) return false;
    if (at == text.size()) {
      if (!more()) return false;
      continue;
    }
    const char c = text[at];
    if (c == delimiter) {
      ++at;
      return true;
    }
    if (c == '\n' || c == '\r') return false;
    bad_character(field);
  }
}

/// Reads a quoted value up to its closing quote; false when there is none.
bool Reader::State::parse_quoted(Field& field) {
  field.quoted = true;
  for (;;) {
    std::size_t end = at;
    while (end < text.size() && !ends_quoted[static_cast<unsigned char>(text[end])]) ++end;
    append(field, at, end);
    at = end;
    if (at - start > options.limits.row) return false;
    if (at == text.size()) {
      if (!more()) return false;
      continue;
    }
    const char c = text[at];
    if (c == '\n' || c == '\r') {
      pass_newline();
      field.text += '\n';  // of whatever kind: a bare CR would move a terminal's cursor
    } else if (c != '"') {
      bad_character(field);
    } else if (has(at + 1) && text[at + 1] == '"') {
      append(field, at, at + 1);
      at += 2;
    } else {
      ++at;
      return true;
    }
  }
}

/// After broken quotes: the row's first line is given up, reading goes on with the next.
void Reader::State::resume_after_first_line() {
  const std::size_t reached = at;
  at = start;
  newlines = 0;
  skip_line();
  if (reached > at) second_reading += reached - at;
  over = second_reading > second_readings;
}

/// Passes everything up to and with the next newline.
void Reader::State::skip_line() {
  for (;;) {
    const std::size_t end = text.find_first_of("\r\n", at);
    if (end != std::string::npos) {
      at = end;
      return pass_newline();
    }
    at = start = text.size();
    compact();
    at = start;
    if (!more()) return;
  }
}

/// A quote that opens within a value and closes at the end of the next one, as where the delimiter
/// before a quoted value was lost: `A1"Filter, long"`. Signs of inches (`24" x 18"`) are none of
/// these.
void Reader::State::refuse_torn_quotes(const std::vector<Field>& fields) {
  if (std::memchr(text.data() + start, '"', at - start) == nullptr) return;
  const auto odd = [](const Field& field) {
    return !field.quoted && std::ranges::count(field.text, '"') % 2 == 1;
  };
  for (std::size_t i = 0; i + 1 < used; ++i) {
    const auto& opens = fields[i];
    if (!odd(opens) || !odd(fields[i + 1]) || !fields[i + 1].text.ends_with('"')) continue;
    const auto quote = opens.text.rfind('"');
    if (quote == 0 || quote + 1 == opens.text.size() || opens.text[quote - 1] == ' ' ||
        opens.text[quote + 1] == ' ')
      continue;
    used = i + 1;
    return refuse(opens.text, tr("a quote opens within the value and closes in the next one"),
                  tr("put a delimiter before it, or double a quote that belongs to the value"));
  }
}

/// Reads one row from `start`; false when the line is blank.
bool Reader::State::parse(std::vector<Field>& fields) {
  at = start;
  used = 0;
  newlines = 0;
  const bool blank = text[at] == '\n' || text[at] == '\r';
  bool goes_on = !blank;
  while (goes_on) {
    Field& field = begin_field(fields);
    if (has(at) && text[at] == ' ') pass_blanks_before_quote();
    if (has(at) && text[at] == '"') {
      ++at;
      if (!parse_quoted(field)) {
        refuse(field.text.substr(0, field.text.find('\n')), tr("the quote is never closed"),
               tr("close it, or double a quote that belongs to the value"));
        resume_after_first_line();
        return true;
      }
      while (has(at) && text[at] == ' ') ++at;
      goes_on = has(at) && text[at] == delimiter;
      if (goes_on) {
        ++at;
      } else if (has(at) && text[at] != '\n' && text[at] != '\r') {
        refuse(field.text, tr("text after the closing quote"),
               tr("double a quote that belongs to the value"));
        resume_after_first_line();
        return true;
      }
    } else {
      goes_on = parse_bare(field);
    }
    if (at - start > options.limits.row) {
      refuse("", tr("a row of more than {0} bytes", options.limits.row),
             tr("check the quotes and the newlines"));
      skip_line();
      return true;
    }
  }
  if (!blank) refuse_torn_quotes(fields);
  if (has(at)) pass_newline();
  return !blank;
}

Reader::Reader(std::istream& source, ReaderOptions options)
    : state_(std::make_unique<State>(source, options)) {}

Reader::~Reader() = default;

bool Reader::next(std::vector<Field>& fields) {
  State& s = *state_;
  for (;;) {
    s.compact();
    s.reject.reset();
    if (s.over || !s.has(s.start)) {
      fields.clear();
      return false;
    }
    s.row_line = s.line;
    s.row_begin = s.base + static_cast<std::int64_t>(s.start);
    s.row_position = s.place(s.start);
    const bool row = s.parse(fields);
    s.start = s.at;
    s.row_end = s.base + static_cast<std::int64_t>(s.at);
    s.line += s.newlines;
    if (!row) continue;
    fields.resize(s.reject ? 0 : s.used);
    return true;
  }
}

void Reader::restart() {
  auto& source = state_->source;
  source.clear();
  source.seekg(0);
  if (!source) throw bug("a list that cannot be read again");
  state_ = std::make_unique<State>(source, ReaderOptions(state_->options));
}

const Reject* Reader::reject() const { return state_->reject ? &*state_->reject : nullptr; }
std::int64_t Reader::line() const { return state_->row_line; }
std::int64_t Reader::byte_position() const { return state_->row_position; }
std::string Reader::raw() const {
  return state_->decoder.source_lines(state_->row_begin, state_->row_end);
}
FileForm Reader::form() const {
  return {.encoding = encoding(), .delimiter = delimiter(), .mark = state_->decoder.has_mark()};
}
Encoding Reader::encoding() const { return state_->decoder.encoding(); }
char Reader::delimiter() const { return state_->delimiter; }

}  // namespace svcctl::csv
