#include "workbook/private/book.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/utf8.hpp"

namespace svcctl::workbook {
namespace {

constexpr std::size_t most_sheets = 10'000;
constexpr std::size_t most_styles = 100'000;
constexpr std::size_t longest_code = 1'000;
/// Beyond what a cell can hold, 32 767 characters, so that it is refused where it is read.
constexpr std::size_t longest_text = std::size_t{128} * 1024;

const Relation* of_kind(const std::vector<Relation>& relations, std::string_view kind) {
  const auto found = std::ranges::find(relations, kind, &Relation::kind);
  return found == relations.end() ? nullptr : &*found;
}

int number_of(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string typed_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::uint32_t code = 0;
    const char* hex = text.data() + at + 2;
    if (text[at] == '_' && at + 7 <= text.size() && text[at + 1] == 'x' && text[at + 6] == '_' &&
        std::from_chars(hex, hex + 4, code, 16).ptr == hex + 4 &&
        (code < 0xD800 || code > 0xDFFF)) {
      utf8::append(out, code);
      at += 6;
    } else {
      out += text[at];
    }
  }
  if (out.find('\r') == out.npos) return out;
  std::string lines;
  for (std::size_t at = 0; at < out.size(); ++at)
    if (out[at] != '\r')
      lines += out[at];
    else if (at + 1 >= out.size() || out[at + 1] != '\n')
      lines += '\n';
  return lines;
}

Book::Book(const Package& package, const std::function<Descriptor()>& scratch) : strings_(scratch) {
  const auto first = package.relations("");
  const auto* main = of_kind(first, "officeDocument");
  const std::string part = main == nullptr ? "xl/workbook.xml" : main->part;
  const auto relations = package.relations(part);
  read_sheets(package, part, relations);
  if (const auto* styles = of_kind(relations, "styles"); styles && package.has(styles->part))
    read_formats(package, styles->part);
  if (const auto* texts = of_kind(relations, "sharedStrings"); texts && package.has(texts->part))
    read_strings(package, texts->part, longest_text);
}

void Book::read_sheets(const Package& package, std::string_view part,
                       const std::vector<Relation>& relations) {
  package.read(part, {.start = [&](std::string_view name, const Attributes& attributes) {
                 if (name == "workbookPr") from_1904_ = attributes.flag("date1904");
                 if (name != "sheet" || sheets_.size() >= most_sheets) return;
                 const auto found =
                     std::ranges::find(relations, attributes.text("id"), &Relation::id);
                 if (found == relations.end() || found->kind != "worksheet") return;
                 const auto state = attributes.text("state");
                 sheets_.push_back({std::string(attributes.text("name")), found->part,
                                    state == "hidden" || state == "veryHidden"});
               }});
}

const NumberFormat& Book::format(std::size_t style) const {
  static const NumberFormat general;
  return style < formats_.size() ? formats_[style] : general;
}

void Book::read_formats(const Package& package, std::string_view part) {
  std::map<int, NumberFormat> spelled;
  bool of_cells = false;
  package.read(
      part, {.start =
                 [&](std::string_view name, const Attributes& attributes) {
                   if (name == "cellXfs") of_cells = true;
                   if (name == "numFmt" && spelled.size() < most_styles) {
                     const auto code = attributes.text("formatCode");
                     spelled[number_of(attributes.text("numFmtId"))] =
                         code.size() > longest_code ? NumberFormat{} : parse_format(code);
                   }
                   if (name != "xf" || !of_cells || formats_.size() >= most_styles) return;
                   const int id = number_of(attributes.text("numFmtId"));
                   const auto found = spelled.find(id);
                   formats_.push_back(found != spelled.end() ? found->second : builtin_format(id));
                 },
             .end =
                 [&](std::string_view name) {
                   if (name == "cellXfs") of_cells = false;
                 }});
}

void Book::read_strings(const Package& package, std::string_view part, std::size_t longest) {
  std::string text;
  bool reading = false;
  bool reading_aid = false;  // how a text is pronounced stands beside it
  package.read(part, {.start =
                          [&](std::string_view name, const Attributes&) {
                            if (name == "si") text.clear();
                            if (name == "rPh") reading_aid = true;
                            reading = name == "t" && !reading_aid;
                          },
                      .end =
                          [&](std::string_view name) {
                            reading = false;
                            if (name == "rPh") reading_aid = false;
                            if (name == "si") strings_.add(typed_text(text));
                          },
                      .text =
                          [&](std::string_view piece) {
                            if (reading && text.size() < longest) text += piece;
                          }});
}

}  // namespace svcctl::workbook
