#include "csv/cell.hpp"

#include <cctype>

#include "base/error.hpp"
#include "base/utf8.hpp"

namespace svcctl::csv {
namespace {

/// Whether it may be a word for nothing or the ruin of a number: most values are seen at a glance
/// to be neither.
bool may_be_nothing(std::string_view text, Type type) {
  if (type == Type::day || type == Type::last_day) return true;  // "1900-01-00"
  const auto first = static_cast<unsigned char>(text.front());
  if (first >= 0x80) return text.size() <= 9;  // three Chinese characters
  if (std::isdigit(first) != 0) return false;
  return text.size() <= 6;
}

bool means_itself(Type type) { return type == Type::identifier || type == Type::printed; }

bool may_be_ruin(std::string_view text) {
  if (text.front() == '#') return true;
  const auto last = static_cast<unsigned char>(text.back());
  return text.size() <= 24 && std::isdigit(last) != 0 &&
         text.find_first_of("eE") != std::string_view::npos;
}

template <class T>
readers::Reading<std::int64_t> as_number(const readers::Reading<T>& reading, std::int64_t number) {
  if (reading.value) return {number, {}, {}};
  return {std::nullopt, reading.cause, reading.fix};
}

}  // namespace

Cells::Cells(const HeaderMap& map, const Notation& notation, const Settings& settings)
    : map_(map), day_(notation.days), shown_(map.table().size()) {
  if (notation.currency && *notation.currency != settings.shop.currency)
    throw usage_error("import.currency", tr("the list is in {0}, and amounts here are in {1}",
                                            *notation.currency, settings.shop.currency));
  for (std::size_t i = 0; i < map.table().size(); ++i)
    if (std::string_view(map.table()[i].key) == "unit") unit_ = map.place(i);
  if (notation.net) tax_ = settings.tax_rate;
  for (std::size_t i = 0; i < shown_.size(); ++i) shown_[i].rival = map.rival(i);
  for (auto& each : shown_) {
    each.notation.currency = settings.shop.currency;
    each.notation.round = notation.round;
    each.notation.mark = notation.decimal;
  }
}

readers::Reading<std::int64_t> Cells::number(std::size_t column, std::string_view text,
                                             const std::vector<Field>& fields) {
  auto& notation = shown_[column].notation;
  switch (map_.table()[column].type) {
    case Type::amount: {
      const auto found = readers::amount(text, notation);
      auto amount = found.value.value_or(Money());
      if (tax_) amount += amount * *tax_;
      return as_number(found, amount.minor());
    }
    case Type::quantity: {
      const auto unit =
          unit_ && *unit_ < fields.size() ? plain_value(fields[*unit_]) : std::string_view();
      const auto found = readers::quantity(text, notation, unit);
      return as_number(found, found.value.value_or(Quantity()).thousandths());
    }
    case Type::whole: return readers::whole(text, notation);
    case Type::kilometres: return readers::kilometres(text, notation);
    case Type::year: {
      const auto found = readers::year(text);
      return as_number(found, found.value.value_or(0));
    }
    case Type::days: {
      const auto found = readers::days(text);
      return as_number(found, found.value.value_or(0));
    }
    case Type::yes_no: {
      const auto found = readers::yes(text);
      return as_number(found, found.value.value_or(false) ? 1 : 0);
    }
    default: {
      auto form = day_;
      form.month_is_its_last_day = map_.table()[column].type == Type::last_day;
      const auto found = readers::day(text, form);
      return as_number(found, found.value.value_or(Date()).days);
    }
  }
}

/// Whether what stands under a title of two columns is a value of the other one. The first says
/// which.
bool Cells::is_of_rival(std::size_t column, std::string_view text, std::optional<Fault>& fault) {
  auto& own = shown_[column];
  auto& other = shown_[*own.rival];
  if (other.meant) return true;
  const auto& known = map_.table()[column];
  const auto& rival = map_.table()[*own.rival];
  const bool of_codes = known.words.read != nullptr;
  const bool names_one = (of_codes ? known : rival).words.read(text) != nullptr;
  if (!own.meant) (names_one == of_codes ? own : other).meant = true;
  if (own.meant && names_one && !of_codes)
    fault = {{},
             {},
             tr("{0} is a word for {1}, and on the rows before the column says {2}", text,
                rival.key, known.key),
             tr("a mapping says what the column is, with \"{0}\" = \"{1}\" or \"{2}\"",
                map_.title(known.key), known.key, rival.key)};
  return !own.meant;
}

Cell Cells::read(std::size_t column, const std::vector<Field>& fields, std::int64_t line,
                 std::optional<Reject>& reject) {
  const auto place = map_.place(column);
  const auto& known = map_.table()[column];
  auto text = place && *place < fields.size() ? plain_value(fields[*place]) : std::string_view();
  if (text.empty() && known.otherwise != nullptr) text = known.otherwise;
  if (text.empty() && (!place || *place >= fields.size())) return {};
  const auto refuse = [&](Message cause, Message fix) {
    add_fault(reject, line,
              {map_.titles()[*place], shortened(text), std::move(cause), std::move(fix)});
    return Cell{};
  };
  if (!text.empty()) {
    if (const auto hidden = utf8::first_acting(text))
      return refuse(hidden_character(*hidden), tr("write it anew"));
    if (may_be_ruin(text))
      if (auto ruin = readers::ruin(text))
        return refuse(std::move(ruin->cause), std::move(ruin->fix));
  }
  if (text.empty() ||
      (!means_itself(known.type) && may_be_nothing(text, known.type) && readers::nothing(text))) {
    if (known.need != Need::value) return {};
    return refuse(tr("{0} is missing", known.key), tr("write it into the row"));
  }
  if (shown_[column].rival) {
    std::optional<Fault> fault;
    if (is_of_rival(column, text, fault)) return {};
    if (fault) return refuse(std::move(fault->cause), std::move(fault->fix));
  }
  if (known.type == Type::identifier && fields[*place].text.front() != '=')
    if (auto ruin = readers::ruined_code(text))
      return refuse(std::move(ruin->cause), std::move(ruin->fix));
  switch (known.type) {
    case Type::text:
    case Type::identifier:
    case Type::printed: return {text};
    case Type::code:
      if (const auto* code = known.words.read(text)) return {code};
      return refuse(tr("'{0}' is none of {1}", text, known.words.all()),
                    tr("write one of them, or the word for it in your language"));
    default: break;
  }
  if (known.type == Type::last_day && readers::without_end(text)) return {};
  const bool pointed = shown_[column].notation.pointed;
  auto found = number(column, text, fields);
  if (!found.value) return refuse(std::move(found.cause), std::move(found.fix));
  if (auto& shown = shown_[column]; shown.notation.pointed && !pointed)
    shown.pointed = {.line = line,
                     .column = map_.titles()[*place],
                     .value = shortened(text),
                     .cause = {},
                     .fix = {}};
  return {text, *found.value};
}

std::vector<Reject> Cells::doubtful() const {
  std::vector<Reject> out;
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    const auto& first = shown_[i].pointed;
    if (map_.table()[i].type != Type::amount || first.line == 0 ||
        shown_[i].notation.mark != readers::Notation::Mark::open)
      continue;
    out.push_back(first);
    out.back().cause =
        tr("{0}: the point was read as one before decimals; where it groups thousands, a mapping "
           "says so with decimal = \",\"",
           first.value);
  }
  return out;
}

void Cells::require_settled() const {
  for (std::size_t i = 0; i < shown_.size(); ++i)
    if (shown_[i].notation.torn)
      throw bad_data(
          "import.decimal",
          tr("in column {0} one mark groups thousands on one line and stands before decimals on "
             "another: nothing was taken in; a mapping says which, with decimal = \",\" or \".\"",
             map_.title(map_.table()[i].key)),
          "--map FILE.toml");
}

}  // namespace svcctl::csv
