#include "store/private/journal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "store/digest.hpp"

namespace svcctl::store {

bool logged(std::string_view table) {
  constexpr std::array<std::string_view, 10> own = {
      "event",     "event_row",  "event_pack",  "chain_head",   "anchor_head",
      "log_table", "store_meta", "request_ref", "word_segment", "word_posting"};
  return std::ranges::find(own, table) == own.end() && !table.starts_with("sqlite_");
}

std::vector<std::string> logged_tables(Engine& engine) {
  auto names = engine.tables();
  std::erase_if(names, [](const std::string& name) { return !logged(name); });
  return names;
}

RowText::RowText(const RowView& row)
    : id_column_(
          static_cast<std::size_t>(std::ranges::find(row.columns(), "id") - row.columns().begin())),
      outlet_column_(static_cast<std::size_t>(std::ranges::find(row.columns(), "outlet_id") -
                                              row.columns().begin())) {
  if (id_column_ == row.columns().size()) throw bug("a table of the log without the column id");
  for (const auto& name : row.columns()) {
    std::string field;
    put_field(field, name);
    columns_.push_back({field + "7:integer", field + "4:text", field + "5:other"});
  }
}

std::int64_t RowText::id_of(const RowView& row) const {
  return std::get<std::int64_t>(row.value(id_column_));
}

std::optional<std::int64_t> RowText::outlet_of(const RowView& row) const {
  if (outlet_column_ == columns_.size()) return std::nullopt;
  const auto value = row.value(outlet_column_);
  const auto* id = std::get_if<std::int64_t>(&value);
  return id == nullptr ? std::nullopt : std::optional(*id);
}

const std::string& RowText::of(const RowView& row) {
  text_.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto value = row.value(i);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      text_ += columns_[i].whole_number;
      put_field(text_, *number);
    } else if (const auto* words = std::get_if<std::string_view>(&value)) {
      text_ += columns_[i].text;
      put_field(text_, *words);
    } else if (const auto* raw = std::get_if<BytesView>(&value)) {
      text_ += columns_[i].other;
      put_field(text_, raw->bytes);
    }
  }
  return text_;
}

RowDigests::RowDigests(Engine& engine, const std::string& table, bool one_row)
    : statement_(engine.prepare("SELECT * FROM \"" + table + "\"" +
                                (one_row ? " WHERE id = :id" : " ORDER BY id"))),
      text_(*statement_) {}

bool RowDigests::find(std::int64_t id) {
  statement_->restart();
  statement_->bind(0, Kind::integer, id);
  return statement_->step();
}

RowText& WriteTxn::Journal::row_text(std::string_view table, const RowView& row) {
  auto found = row_texts.find(table);
  if (found == row_texts.end()) found = row_texts.emplace(table, RowText(row)).first;
  return found->second;
}

WriteTxn::Journal::Mark WriteTxn::Journal::mark() const {
  const auto told = std::ranges::find(overrides, false, &OverrideMade::told);
  return {touched.size(),
          events.size(),
          undoing.size(),
          remarks.size(),
          overrides.size(),
          static_cast<std::size_t>(told - overrides.begin()),
          named.size(),
          static_cast<std::size_t>(std::ranges::find(named, false, &Naming::told) - named.begin()),
          packs};
}

void WriteTxn::Journal::go_back_to(const Mark& mark) {
  for (; undoing.size() > mark.undoing; undoing.pop_back()) undoing.back()();
  touched.erase(touched.begin() + static_cast<std::ptrdiff_t>(mark.touched), touched.end());
  events.erase(events.begin() + static_cast<std::ptrdiff_t>(mark.events), events.end());
  remarks.resize(std::min(mark.remarks, remarks.size()));
  overrides.resize(mark.overrides);
  for (auto i = mark.told; i < overrides.size(); ++i) overrides[i].told = false;
  named.resize(mark.named);
  for (auto i = mark.named_told; i < named.size(); ++i) named[i].told = false;
  packs = mark.packs;
}

std::vector<std::vector<ToldRow>> told_rows(const WriteTxn::Journal& journal) {
  std::map<std::pair<std::string_view, std::int64_t>, const WriteTxn::Journal::Touch*> last;
  std::set<std::pair<std::string_view, std::int64_t>> made;
  for (const auto& touch : journal.touched) {
    last.insert_or_assign({touch.table, touch.id}, &touch);
    if (touch.made) made.emplace(touch.table, touch.id);
  }
  std::vector<std::vector<ToldRow>> told(journal.events.size());
  for (const auto& [row, touch] : last)
    told[journal.event_of(touch->event)].push_back(
        {touch->table, touch->id, touch->digest, made.contains(row)});
  return told;
}

void require_rows_of(const WriteTxn::Journal& journal, Scope scope) {
  for (auto touch = journal.touched.rbegin();
       touch != journal.touched.rend() && touch->event == journal.events.size(); ++touch)
    if (touch->made && touch->outlet && *touch->outlet != scope.chain)
      throw bug("a row of " + touch->table + " of another outlet than its event");
}

std::string job_of(const Event& event) {
  if (event.entity == "job") return event.key;
  std::string job;
  for (const auto& [name, fact] : event.facts)
    if (name == "job") job = fact;
  return job;
}

std::string pack(const std::vector<std::pair<std::string, std::string>>& facts) {
  std::string out;
  for (const auto& [name, value] : facts)
    for (const auto* field : {&name, &value}) out += std::to_string(field->size()) + ":" + *field;
  return out;
}

std::vector<std::pair<std::string, std::string>> unpack(std::string_view payload) {
  std::vector<std::string> fields;
  while (!payload.empty()) {
    std::size_t size = 0;
    const auto* end = payload.data() + payload.size();
    const auto [stop, error] = std::from_chars(payload.data(), end, size);
    if (error != std::errc() || stop == end || *stop != ':' ||
        static_cast<std::size_t>(end - stop) - 1 < size)
      break;
    fields.emplace_back(stop + 1, size);
    payload = std::string_view(stop + 1 + size, end);
  }
  std::vector<std::pair<std::string, std::string>> facts;
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
    facts.emplace_back(fields[i], fields[i + 1]);
  return facts;
}

}  // namespace svcctl::store
