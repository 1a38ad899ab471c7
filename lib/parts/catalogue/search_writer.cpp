#include <algorithm>
#include <map>

#include "base/identifier.hpp"
#include "parts/catalogue/private/search_word.hpp"
#include "parts/catalogue/search.hpp"
#include "parts/catalogue/words.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

/// Hands every word of a part to `take(word)`, as the writer does.
template <class Take>
void words_of(const SearchFields& fields, std::string& word, Take take) {
  auto text = [&](char field, std::string_view value) {
    each_word(value, [&](std::string_view one) {
      if (field == name_word) return take(one);
      word.assign(1, field).append(one);
      take(word);
    });
  };
  auto value = [&](char field, std::string_view one) {
    if (one.empty()) return;
    word.assign(1, field).append(one);
    take(word);
  };
  text(name_word, fields.name);
  text(name_word, fields.name_zh);
  text(other_word, fields.brand);
  text(other_word, fields.category);
  value(kind_value, to_code(fields.kind));
  value(category_value, fields.category);
  if (fields.supplier_id) value(supplier_value, std::to_string(*fields.supplier_id));
  if (!fields.supplier_number.empty())
    value(supplier_number_value, PartNumber(fields.supplier_number).key());
}

template <class Take>
void words_of_car(std::string_view make, std::string_view model, std::string_view engine,
                  std::string& word, Take take) {
  for (const auto text : {make, model, engine})
    each_word(text, [&](std::string_view one) {
      word.assign(1, other_word).append(one);
      take(word);
    });
}

/// Steps through all parts with what is indexed of them, in order of their ids.
template <class Take>
void each_row(const store::ReadTxn& tx, Take take) {
  for (auto query = tx.query(R"(SELECT id, name, name_zh, brand, category, kind, supplier_id,
                                       supplier_number
                                  FROM part ORDER BY id)");
       query.next();) {
    const auto& row = query.row();
    const std::string name = row["name"];
    const std::string name_zh = row["name_zh"];
    const std::string brand = row["brand"];
    const std::string category = row["category"];
    const std::string supplier_number = row["supplier_number"];
    take(row.get<std::int64_t>("id"),
         SearchFields{.name = name,
                      .name_zh = name_zh,
                      .brand = brand,
                      .category = category,
                      .kind = row["kind"],
                      .supplier_id = row.get<std::optional<std::int64_t>>("supplier_id"),
                      .supplier_number = supplier_number});
  }
}

/// The same for the cars that parts fit, in order of the parts.
template <class Take>
void each_car(const store::ReadTxn& tx, Take take) {
  for (auto query = tx.query(R"(SELECT part_id, make, model, engine FROM fitment
                                 WHERE excluded = 0 ORDER BY part_id)");
       query.next();) {
    const auto& row = query.row();
    take(row.get<std::int64_t>("part_id"), row.get<std::string>("make"),
         row.get<std::string>("model"), row.get<std::string>("engine"));
  }
}

/// Which words the index should have, compared a range of parts at a time.
class Comparison {
 public:
  explicit Comparison(const store::ReadTxn& tx) : tx_(tx) {}
  void expect(std::string_view word, std::int64_t id) {
    auto& ids = wanted_[std::string(word)];
    if (!ids.empty() && ids.back() == id) return;
    ids.push_back(id);
    if (++size_ >= 1 << 20) compare();
  }
  void compare() {
    for (auto& [word, ids] : wanted_) {
      const auto there = store::rows_of_word_between(tx_, word, ids.front(), ids.back());
      std::ranges::set_difference(ids, there, std::back_inserter(missing_));
    }
    wanted_.clear();
    size_ = 0;
  }
  store::Ids missing() {
    compare();
    std::ranges::sort(missing_);
    missing_.erase(std::unique(missing_.begin(), missing_.end()), missing_.end());
    return missing_;
  }

 private:
  const store::ReadTxn& tx_;
  std::map<std::string, store::Ids> wanted_;
  std::size_t size_ = 0;
  store::Ids missing_;
};

}  // namespace

void SearchWriter::add(std::int64_t part_id, const SearchFields& fields) {
  words_of(fields, word_, [&](std::string_view word) { words_.add(word, part_id); });
}

void SearchWriter::add_fitment(std::int64_t part_id, std::string_view make, std::string_view model,
                               std::string_view engine) {
  words_of_car(make, model, engine, word_,
               [&](std::string_view word) { words_.add(word, part_id); });
}

store::Ids unindexed_parts(const store::ReadTxn& tx) {
  Comparison comparison(tx);
  std::string word;
  each_row(tx, [&](std::int64_t id, const SearchFields& fields) {
    words_of(fields, word, [&](std::string_view one) { comparison.expect(one, id); });
  });
  comparison.compare();
  each_car(tx, [&](std::int64_t id, const std::string& make, const std::string& model,
                   const std::string& engine) {
    words_of_car(make, model, engine, word,
                 [&](std::string_view one) { comparison.expect(one, id); });
  });
  return comparison.missing();
}

std::int64_t reindex_parts(store::WriteTxn& tx) {
  shop::require_right(tx, Right::keep_stock);
  store::clear_words(tx);
  SearchWriter writer(tx);
  std::int64_t count = 0;
  each_row(tx, [&](std::int64_t id, const SearchFields& fields) {
    writer.add(id, fields);
    writer.flush_if_full();
    ++count;
  });
  each_car(tx, [&](std::int64_t id, const std::string& make, const std::string& model,
                   const std::string& engine) {
    writer.add_fitment(id, make, model, engine);
    writer.flush_if_full();
  });
  writer.flush();
  tx.record(store::company, {"part", "", {{"indexed", std::to_string(count)}}});
  return count;
}

}  // namespace svcctl::parts
