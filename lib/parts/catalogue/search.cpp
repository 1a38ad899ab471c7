#include "parts/catalogue/search.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/identifier.hpp"
#include "parts/catalogue/private/search_word.hpp"
#include "parts/catalogue/private/vehicle_name.hpp"
#include "parts/catalogue/words.hpp"

namespace svcctl::parts {
namespace {

using store::Ids;
using store::WordRows;

constexpr std::size_t ordered_by_stock = 300;  ///< equally good parts whose stock is looked at
constexpr std::size_t most_numbers = 100'000;  ///< read of one beginning

/// Nothing is known: every part may answer.
WordRows anything() { return {.rows = {}, .whole = false}; }
bool unknown(const WordRows& rows) { return !rows.whole && rows.rows.empty(); }

// Lists that are not whole say nothing of what they lack: the other side alone decides.
WordRows both(WordRows a, WordRows b) {
  if (unknown(a)) return b;
  if (unknown(b)) return a;
  if (a.whole != b.whole) return a.whole ? std::move(a) : std::move(b);
  a.rows &= b.rows;
  return a;
}

WordRows either(WordRows a, const WordRows& b) {
  a.rows |= b.rows;
  a.whole = a.whole && b.whole;
  return a;
}

/// One typed word: a number's beginning, or one of its readings. A car's make has several.
struct Term {
  std::string key;
  std::vector<std::vector<Run>> readings;
};

std::vector<Term> terms_of(const store::ReadTxn& tx, const std::vector<std::string>& words) {
  std::vector<Term> terms;
  auto add = [&](std::string_view word) {
    Term term{.key = PartNumber(word).key(), .readings = {}};
    for (const auto& name : names_of_car(tx.settings(), word))
      if (auto runs = runs_of(name); !runs.empty()) term.readings.push_back(std::move(runs));
    if (!term.readings.empty()) terms.push_back(std::move(term));
  };
  for (const auto& word : words) {
    for (std::size_t at = 0; at < word.size();) {
      const auto end = std::min(word.find(' ', at), word.size());
      if (end > at) add(std::string_view(word).substr(at, end - at));
      at = end + 1;
    }
  }
  return terms;
}

/// A row as far as finding looks at it.
struct Candidate {
  std::int64_t id = 0;
  int tier = 0;
  bool in_stock = false;
  std::string key, number, brand, name, name_zh, category, supplier_key;
};

class Finder {
 public:
  Finder(const store::ReadTxn& tx, const FindRequest& request)
      : tx_(tx),
        terms_(terms_of(tx, request.words)),
        limit_(request.limit),
        enough_(std::max(ordered_by_stock, request.limit)) {}

  bool nothing_asked() const { return terms_.empty(); }

  Found find() {
    gather();
    take(numbers_, {}, true);
    if (found_.size() <= limit_) take(names_, {&numbers_}, false);
    if (found_.size() <= limit_) take(all_, {&numbers_, &names_}, false);
    std::ranges::sort(found_, {}, [](const Candidate& c) {
      return std::tuple(c.tier, !c.in_stock, std::string_view(c.key), std::string_view(c.number),
                        std::string_view(c.brand));
    });
    Found out{.parts = {}, .more = more_ || found_.size() > limit_};
    if (found_.size() > limit_) found_.resize(limit_);
    for (const auto& candidate : found_) out.parts.push_back(load_part(tx_, candidate.id));
    return out;
  }

 private:
  /// Reads no more than needed where one list alone decides.
  bool single() const {
    if (terms_.size() > 1 || terms_[0].readings.size() > 1) return false;
    const auto& runs = terms_[0].readings[0];
    return runs.size() == 1 && runs[0].pieces.empty() && words_of(runs[0]).size() == 1;
  }

  static std::vector<std::string> words_of(const Run& run) {
    std::vector<std::string> words;
    if (!run.ideographs) return {run.text};
    each_word(run.text, [&](std::string_view word) { words.emplace_back(word); });
    if (words.size() > 1) words.pop_back();  // the last one alone: only where it ends a text
    return words;
  }

  WordRows rows_of(const std::string& asked, bool ideographs, char field) const {
    const std::string word = field == name_word ? asked : field + asked;
    const bool whole =
        ideographs ? asked.size() > words::character_at(asked, 0).size : asked.size() == 1;
    const auto most = single() ? enough_ : SIZE_MAX;
    return whole ? store::rows_of_word(tx_, word, most) : store::rows_of_prefix(tx_, word, most);
  }

  WordRows rows_of(const Run& run, char field) const {
    WordRows rows = anything();
    for (const auto& word : words_of(run))
      rows = both(std::move(rows), rows_of(word, run.ideographs, field));
    if (run.pieces.empty()) return rows;
    WordRows pieces = anything();
    for (const auto& piece : run.pieces)
      pieces = both(std::move(pieces), rows_of(piece, false, field));
    return either(std::move(rows), pieces);
  }

  WordRows numbers_of(const Term& term) const {
    const auto most = terms_.size() == 1 ? enough_ : most_numbers;
    WordRows rows = store::rows_of_prefix(tx_, supplier_number_value + term.key, most);
    const auto from = [&](std::string_view sql) {
      const store::Params params = {{"key", term.key},
                                    {"end", term.key + "\xF4\x8F\xBF\xBF"},
                                    {"most", static_cast<std::int64_t>(most)}};
      WordRows own;
      std::size_t count = 0;
      for (auto query = tx_.query(sql, params); query.next(); ++count)
        own.rows.add(query.row()["id"]);
      own.whole = count < most;
      return own;
    };
    rows = either(std::move(rows), from(R"(SELECT id FROM part
        WHERE number_key >= :key AND number_key < :end ORDER BY number_key LIMIT :most)"));
    return either(std::move(rows), from(R"(SELECT part_id AS id FROM part_reference
        WHERE number_key >= :key AND number_key < :end ORDER BY number_key LIMIT :most)"));
  }

  void gather() {
    names_ = all_ = anything();
    WordRows numbers;
    for (const auto& term : terms_) {
      const WordRows own = numbers_of(term);
      numbers = either(std::move(numbers), own);
      number_rows_.push_back(own);
      WordRows names;
      WordRows others;
      for (const auto& reading : term.readings) {
        WordRows in_names = anything();
        WordRows anywhere = anything();
        for (const auto& run : reading) {
          const auto name = rows_of(run, name_word);
          in_names = both(std::move(in_names), name);
          anywhere = both(std::move(anywhere), either(name, rows_of(run, other_word)));
        }
        names = either(std::move(names), in_names);
        others = either(std::move(others), anywhere);
      }
      names_ = both(std::move(names_), std::move(names));
      all_ = both(std::move(all_), either(std::move(others), own));
    }
    numbers_ = terms_.size() == 1 ? std::move(numbers) : both_known(std::move(numbers), all_);
  }

  // What a number says, kept to what the other words say as far as that is known.
  static WordRows both_known(WordRows numbers, const WordRows& all) {
    if (!all.whole) return numbers;
    if (!numbers.whole) return all;
    return both(std::move(numbers), all);
  }

  /// Checks rows against what was typed and keeps what answers, what is in stock first, until
  /// there is enough; `every` row where some answer better than others.
  void take(const WordRows& rows, std::initializer_list<const WordRows*> before, bool every) {
    more_ = more_ || !rows.whole;
    std::vector<std::pair<bool, std::int64_t>> batch;  // not in stock, id
    auto check = [&] {
      std::ranges::sort(batch);
      for (const auto& [missing, id] : batch) {
        if (!every && found_.size() > limit_) break;
        judge(id, !missing);
      }
      batch.clear();
      return found_.size() <= limit_;
    };
    bool open = true;
    rows.rows.each([&](std::int64_t id) {
      if (std::ranges::any_of(before,
                              [&](const WordRows* earlier) { return earlier->rows.has(id); }))
        return true;
      batch.emplace_back(!in_stock(id), id);
      open = every || batch.size() < enough_ || check();
      return open;
    });
    if (open) check();
  }

  void judge(std::int64_t id, bool in_stock) {
    auto row = tx_.first(
        R"(SELECT id, number_key, number, brand, name, name_zh, category, supplier_number
             FROM part WHERE id = :id AND retired = 0)",
        {{"id", id}}, [in_stock](const store::Row& part) {
          return Candidate{.id = part["id"],
                           .tier = 3,
                           .in_stock = in_stock,
                           .key = part["number_key"],
                           .number = part["number"],
                           .brand = part["brand"],
                           .name = part["name"],
                           .name_zh = part["name_zh"],
                           .category = part["category"],
                           .supplier_key = part["supplier_number"]};
        });
    if (!row) return;
    if (!row->supplier_key.empty()) row->supplier_key = PartNumber(row->supplier_key).key();
    int best = 2;
    cars_.clear();
    cars_of_ = 0;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const int tier = judge(*row, terms_[i], number_rows_[i]);
      if (tier < 0) return;
      if (tier < 2 || best < 2)
        best = std::min(best, tier);
      else
        best = std::max(best, tier);
    }
    row->tier = best;
    found_.push_back(std::move(*row));
  }

  /// 0: a number, 1: a number's beginning, 2: in the name, 3: elsewhere, -1: not at all.
  int judge(const Candidate& row, const Term& term, const WordRows& by_number) {
    int tier = -1;
    auto number = [&](std::string_view key) {
      if (key == term.key)
        tier = 0;
      else if (tier != 0 && key.starts_with(term.key))
        tier = 1;
    };
    number(row.key);
    number(row.supplier_key);
    if (tier != 0 && (!by_number.whole || by_number.rows.has(row.id)))
      for (auto query = tx_.query("SELECT number_key FROM part_reference WHERE part_id = :part",
                                  {{"part", row.id}});
           query.next();)
        number(query.row().get<std::string>("number_key"));
    if (tier >= 0) return tier;
    auto holds = [&](auto has) {
      return std::ranges::any_of(term.readings, [&](const std::vector<Run>& reading) {
        return std::ranges::all_of(reading, has);
      });
    };
    auto in_name = [&](const Run& run) {
      return text_has(row.name, run) || text_has(row.name_zh, run);
    };
    if (holds(in_name)) return 2;
    auto anywhere = [&](const Run& run) {
      return in_name(run) || text_has(row.brand, run) || text_has(row.category, run) ||
             std::ranges::any_of(cars(row.id),
                                 [&](const std::string& car) { return text_has(car, run); });
    };
    return holds(anywhere) ? 3 : -1;
  }

  const std::vector<std::string>& cars(std::int64_t id) {
    if (cars_of_ == id) return cars_;
    cars_of_ = id;
    for (auto query = tx_.query(R"(SELECT make, model, engine FROM fitment
                                    WHERE part_id = :part AND excluded = 0)",
                                {{"part", id}});
         query.next();)
      for (const auto* column : {"make", "model", "engine"})
        cars_.push_back(query.row().get<std::string>(column));
    return cars_;
  }

  bool in_stock(std::int64_t id) const {
    return tx_
        .value<std::int64_t>(
            R"(SELECT 1 AS value FROM lot
                WHERE part_id = :part AND qty > 0 AND state = 'ok'
                  AND (expires_on IS NULL OR expires_on >= :today)
                LIMIT 1)",
            {{"part", id}, {"today", today_}})
        .has_value();
  }

  const store::ReadTxn& tx_;
  std::string today_ = tx_.today().str();
  std::vector<Term> terms_;
  std::size_t limit_;
  std::size_t enough_;
  std::vector<WordRows> number_rows_;
  WordRows numbers_, names_, all_;
  std::vector<Candidate> found_;
  std::vector<std::string> cars_;
  std::int64_t cars_of_ = 0;
  bool more_ = false;
};

}  // namespace

Found find_parts(const store::ReadTxn& tx, const FindRequest& request) {
  Finder finder(tx, request);
  if (finder.nothing_asked())
    throw usage_error("parts.find-nothing", tr("a word or a number is needed"),
                      "svcctl parts list");
  auto found = finder.find();
  if (!found.parts.empty() || request.words.size() < 2) return found;
  std::string number;  // "04465 0K340"
  for (const auto& word : request.words) number += word;
  return Finder(tx, {.words = {number}, .limit = request.limit}).find();
}

store::Ids parts_with(const store::ReadTxn& tx, std::optional<PartKind> kind,
                      std::optional<std::int64_t> supplier_id, const std::string& category) {
  WordRows rows = anything();
  auto narrow = [&](char field, const std::string& value) {
    rows = both(std::move(rows), store::rows_of_word(tx, field + value, SIZE_MAX));
  };
  if (!category.empty()) narrow(category_value, category);
  if (supplier_id) narrow(supplier_value, std::to_string(*supplier_id));
  if (kind) narrow(kind_value, to_code(*kind));
  return rows.rows.ids();
}

}  // namespace svcctl::parts
