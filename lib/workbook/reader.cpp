#include "workbook/reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "workbook/private/sheet.hpp"

namespace svcctl::workbook {
namespace {

/// Some names, and how many more there are.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 20;
  auto shown = names;
  if (shown.size() > most) {
    shown.resize(most);
    shown.push_back("…");
  }
  return joined(shown, ", ");
}

std::vector<std::string> names_of(const std::vector<SheetEntry>& sheets, bool hidden) {
  std::vector<std::string> names;
  for (const auto& sheet : sheets)
    if (sheet.hidden == hidden) names.push_back(sheet.name);
  return names;
}

/// The sheet that is meant: by name, by number among those that are not hidden, or the first.
SheetEntry chosen(const std::vector<SheetEntry>& sheets, const std::string& wanted,
                  const std::string& file) {
  if (sheets.empty()) throw bad_data("workbook.empty", tr("{0} has no sheet of cells", file));
  const auto folded = utf8::folded(wanted);
  const auto named = std::ranges::find_if(
      sheets, [&](const SheetEntry& each) { return utf8::folded(each.name) == folded; });
  if (!wanted.empty() && named != sheets.end()) return *named;
  const bool number =
      !wanted.empty() && wanted.size() < 5 && wanted.find_first_not_of("0123456789") == wanted.npos;
  std::size_t left = number ? static_cast<std::size_t>(std::stoul(wanted)) : 1;
  if (wanted.empty() || number)
    for (const auto& each : sheets)
      if (!each.hidden && left-- == 1) return each;
  if (wanted.empty()) return sheets.front();  // all of them are hidden
  auto all = names_of(sheets, false);
  std::ranges::move(names_of(sheets, true), std::back_inserter(all));
  throw usage_error("workbook.no-sheet",
                    tr("{0} has no sheet {1}; it has {2}", file, wanted, listed(all)),
                    "--sheet '" + all.front() + "'");
}

}  // namespace

struct Reader::State {
  State(std::istream& given_source, std::string name, ReaderOptions given)
      : source(given_source),
        options(std::move(given)),
        package(source, std::move(name)),
        book(package, options.scratch),
        entry(chosen(book.sheets(), options.sheet, package.name())),
        sheet(package, book, entry, options.limits),
        told(!options.sheet.empty()) {}

  std::istream& source;
  ReaderOptions options;
  Package package;
  Book book;
  SheetEntry entry;
  Sheet sheet;
  bool told;  ///< which sheet is meant
};

Reader::Reader(std::istream& source, std::string name, ReaderOptions options)
    : state_(std::make_unique<State>(source, std::move(name), std::move(options))) {}

Reader::~Reader() = default;

bool Reader::next(std::vector<csv::Field>& fields) { return state_->sheet.next(fields); }

void Reader::restart() {
  auto& source = state_->source;
  source.clear();
  state_ = std::make_unique<State>(source, state_->package.name(), ReaderOptions(state_->options));
}

const csv::Reject* Reader::reject() const {
  const auto& reject = state_->sheet.reject();
  return reject ? &*reject : nullptr;
}

std::int64_t Reader::line() const { return state_->sheet.row(); }

csv::FileForm Reader::form() const {
  const State& s = *state_;
  csv::FileForm form;
  form.sheet = s.entry.name;
  form.mark = true;  // what goes back to people is text that a spreadsheet reads as UTF-8
  auto others = s.book.sheets();
  std::erase_if(others, [&](const SheetEntry& each) { return each.part == s.entry.part; });
  const auto shown = names_of(others, false);
  const auto hidden = names_of(others, true);
  if (!s.told && !shown.empty())
    form.remarks.push_back(
        tr("sheet {0} was read; --sheet NAME reads another: {1}", s.entry.name, listed(shown)));
  if (!s.told && !hidden.empty())
    form.remarks.push_back(tr("hidden sheets were not read: {0}", listed(hidden)));
  const auto& facts = s.sheet.facts();
  if (facts.hidden_rows > 0)
    form.remarks.push_back(tr("{0} hidden rows were read too", facts.hidden_rows));
  if (!facts.hidden_columns.empty())
    form.remarks.push_back(tr("hidden columns were read too: {0}", listed(facts.hidden_columns)));
  if (facts.rounded > 0)
    form.remarks.push_back(
        tr("{0} numbers were taken as the sheet shows them, rounded; the first "
           "stands in {1}",
           facts.rounded, facts.first_rounded));
  return form;
}

}  // namespace svcctl::workbook
