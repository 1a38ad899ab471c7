#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "parts/import/private/part_merge.hpp"

namespace svcctl::parts {
namespace {

using RowOutcome = ImportRow::Outcome;

/// Whether two numbers of one key are written alike but for case, width and blanks.
/// @param marks false: dashes and dots count between digits only
bool same_spelling(std::string_view one, std::string_view other, bool marks) {
  const auto plain = [marks](std::string_view text) {
    auto out = utf8::folded(text);
    std::erase(out, ' ');
    const auto digit = [&](std::size_t i) {
      return i < out.size() && out[i] >= '0' && out[i] <= '9';
    };
    for (std::size_t i = out.size(); !marks && i-- > 0;)
      if ((out[i] == '-' || out[i] == '.') && !(i > 0 && digit(i - 1) && digit(i + 1)))
        out.erase(i, 1);
    return out;
  };
  return one == other || plain(one) == plain(other);
}

}  // namespace

void PartMerge::doubt(const ImportRow& row, const char* key, std::string_view value,
                      Message cause) {
  csv::Reject doubt{.line = row.line,
                    .column = columns_.map().title(key),
                    .value = csv::shortened(value),
                    .cause = std::move(cause),
                    .fix = {}};
  if (request_.list.doubtful) request_.list.doubtful(doubt);
  summary_.doubtful.add(std::move(doubt));
}

/// A number that differs from the one on file by marks alone is that part's, which is told where
/// the row changes anything. A mark between digits ("2.5", "25") and another name with it may well
/// be another part: asked.
bool PartMerge::check_spelling(Chunk& chunk, ImportRow& row, const Match& match) {
  if (match.alike || !(match.differs || row.qty) || same_spelling(row.number, match.written, true))
    return true;
  const auto name = words(chunk, row, name_);
  const auto on_file = name.empty() || !match.differs ? name : old_[match.old + *name_].text();
  if (!request_.list.sure && !same_spelling(row.number, match.written, false) &&
      utf8::folded(name) != utf8::folded(on_file)) {
    refuse(chunk, row, "number",
           tr("part {0} on file differs by marks alone, and is called {1}", match.written, on_file),
           tr("write the number as on file, or say --sure: the list means the same parts; another "
              "part needs a brand of its own"));
    return false;
  }
  doubt(row, "number", row.number, tr("taken for part {0} on file", match.written));
  return true;
}

bool PartMerge::check_row(Chunk& chunk, ImportRow& row, const Match& match) {
  const bool known = match.id != 0;
  const auto refused = [&](const char* key, Message cause, Message fix) {
    refuse(chunk, row, key, std::move(cause), std::move(fix));
    return false;
  };
  if (match.several)
    return refused("number", tr("part {0} has several brands", row.number),
                   tr("add a column with the brand"));
  if (known && seen_.has(match.id)) {
    if (match.differs || (row.qty && row.lot.empty()))
      return refused("number", tr("the part stands already earlier in the file, with other values"),
                     tr("keep one of the two lines"));
    return true;
  }
  if (!known && (!name_ || chunk.values[row.values + *name_].is_null()))
    return refused("name", tr("no name"), tr("name the part"));
  const auto min = Quantity::thousandths(given(chunk, row, min_, match.min));
  const auto max = Quantity::thousandths(given(chunk, row, max_, match.max));
  if (!max.is_zero() && max < min)
    return refused("max_qty", tr("the maximum {0} is below the minimum {1}", max.str(), min.str()),
                   tr("exchange them"));
  if (match.retired && !match.revived && row.qty && !row.qty->is_zero())
    return refused("number", tr("part {0} is out of use", row.number),
                   tr("take it back: svcctl parts retire {0} --back", row.number));
  if (known && !match.revived && request_.mode == ImportMode::insert)
    return refused("number", tr("part {0} is there already", row.number),
                   tr("take --mode upsert to change it"));
  if (!known && request_.mode == ImportMode::update)
    return refused("number", tr("no part {0}", row.number), tr("take --mode upsert to add it"));
  return !known || (check_spelling(chunk, row, match) && check_rights(chunk, row, match));
}

bool PartMerge::same_values(const Chunk& chunk, const ImportRow& a, const ImportRow& b) const {
  for (std::size_t i = 0; i < width_; ++i) {
    if (i == bin_) continue;  // one part may lie in two places; the first is kept
    const auto& second = chunk.values[b.values + i];
    if (!second.is_null() && !(second == chunk.values[a.values + i])) return false;
  }
  return true;
}

/// A part that stands on several lines: the same again, or other lots of it.
bool PartMerge::check_twin(Chunk& chunk, const ImportRow& head, ImportRow& row) {
  const bool stock = row.qty.has_value() && head.qty.has_value();
  const bool same = same_values(chunk, head, row);
  if (same && (!stock || request_.stock == StockMode::add ||
               (row.lot != head.lot && !row.lot.empty() && !head.lot.empty()))) {
    if (!same_spelling(row.number, head.number, true))
      doubt(row, "number", row.number,
            tr("taken for part {0} on line {1}", head.number, head.line));
    const auto bin = words(chunk, row, bin_);
    if (const auto kept = words(chunk, head, bin_); !bin.empty() && bin != kept)
      doubt(row, "bin", bin,
            tr("a part lies in one bin: that of line {0} is kept, {1} is not", head.line, bin));
    return true;
  }
  if (same && stock)
    refuse(chunk, row, "qty",
           tr("the part stands already on line {0}, with {1}: is {2} all there is, or {3}?",
              head.line, head.qty->str(), row.qty->str(), (*head.qty + *row.qty).str()),
           tr("write all there is on one line, or tell the lots apart"));
  else
    refuse(chunk, row, "number",
           tr("the part stands already on line {0}, with other values", head.line),
           tr("keep one of the two lines"));
  return false;
}

/// Two lines of one lot come together, as two boxes of one delivery.
void PartMerge::add_up(Chunk& chunk, ImportRow& there, ImportRow& row) {
  if (request_.stock != StockMode::add || there.expires_on != row.expires_on ||
      there.trace != row.trace)
    return refuse(chunk, row, "number",
                  tr("lot {0} of the part stands already on an earlier line", row.lot),
                  tr("write all there is on one line, or tell the lots apart"));
  *there.qty += *std::exchange(row.qty, std::nullopt);
}

void PartMerge::check_rows(Chunk& chunk) {
  head_.assign(chunk.rows.size(), 0);
  std::optional<std::size_t> head;
  std::map<std::string_view, std::size_t> lots;  ///< of the part, with the row that has it
  for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
    auto& row = chunk.rows[i];
    const bool twin = head && chunk.rows[*head].key == row.key &&
                      matches_[*head].id == matches_[i].id &&
                      (!columns_.has_brand() || chunk.rows[*head].brand == row.brand);
    if (twin && check_twin(chunk, chunk.rows[*head], row)) {
      if (row.qty)
        if (const auto [there, fresh] = lots.emplace(row.lot, i); !fresh)
          add_up(chunk, chunk.rows[there->second], row);
      row.part_id = chunk.rows[*head].part_id;
      row.cost = chunk.rows[*head].cost;
      row.shelf_life_days = chunk.rows[*head].shelf_life_days;
      head_[i] = static_cast<std::int64_t>(*head);
      continue;
    }
    head_[i] = static_cast<std::int64_t>(i);
    if (twin || !check_row(chunk, row, matches_[i])) continue;
    head = i;
    lots = {{row.lot, i}};
    row.part_id = matches_[i].id;
    row.cost = given(chunk, row, cost_, row.cost);
    row.shelf_life_days =
        static_cast<std::int32_t>(given(chunk, row, shelf_life_, row.shelf_life_days));
    if (row.part_id == 0)
      row.outcome = RowOutcome::created;
    else if (matches_[i].differs || matches_[i].revived)
      row.outcome = RowOutcome::changed;
  }
}

}  // namespace svcctl::parts
