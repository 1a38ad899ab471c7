#include "parts/catalogue/fitment.hpp"

#include <functional>
#include <string_view>
#include <tuple>
#include <utility>

#include "parts/catalogue/part.hpp"
#include "parts/catalogue/private/vehicle_name.hpp"
#include "parts/catalogue/search.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"

namespace svcctl::parts {
namespace {

using store::Row;

/// `*` stands for any characters, `?` for one.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Whether the rule names this car: no as soon as one field contradicts.
Fit names(const Settings& settings, const Fitment& rule, const VehicleFields& car) {
  bool unknown = false;
  bool contradicted = false;
  auto compare = [&](const std::string& wanted, const std::string& has, auto same) {
    if (wanted.empty()) return;
    if (has.empty())
      unknown = true;
    else if (!same(wanted, has))
      contradicted = true;
  };
  const auto same_name = [&](const std::string& a, const std::string& b) {
    return same_car_name(settings, a, b);
  };
  compare(rule.make, car.make, same_name);
  compare(rule.model, car.model, same_name);
  compare(rule.engine, car.engine, same_name);
  compare(rule.vin_pattern, car.vin, [](const std::string& pattern, const std::string& vin) {
    return matches(folded_name(pattern), folded_name(vin));
  });
  if (rule.year_from || rule.year_to) {
    if (!car.year)
      unknown = true;
    else if ((rule.year_from && *car.year < *rule.year_from) ||
             (rule.year_to && *car.year > *rule.year_to))
      contradicted = true;
  }
  return contradicted ? Fit::no : unknown ? Fit::unknown : Fit::yes;
}

bool same_rule(const Fitment& a, const Fitment& b) {
  const auto fields = [](const Fitment& f) {
    return std::tie(f.make, f.model, f.year_from, f.year_to, f.engine, f.vin_pattern, f.excluded);
  };
  return fields(a) == fields(b);
}

Fitment write_rule(store::WriteTxn& tx, SearchWriter& words, const Part& part,
                   const Fitment& rule) {
  shop::require_right(tx, Right::keep_stock);
  if (rule.text().empty())
    throw usage_error("parts.fit-empty", tr("a rule names a make, model, years, engine or VIN"),
                      "svcctl parts fit add " + part.label() + " --make … --model …");
  if (rule.year_from && rule.year_to && *rule.year_to < *rule.year_from)
    throw usage_error("parts.fit-years", tr("the last year is before the first"));
  Fitment made = rule;
  made.part = part.label();
  made.id = tx.insert(
      R"(INSERT INTO fitment (part_id, make, model, year_from, year_to, engine, vin_pattern,
                              excluded)
         VALUES (:part, :make, :model, :year_from, :year_to, :engine, :vin_pattern, :excluded))",
      {{"part", part.id},
       {"make", rule.make},
       {"model", rule.model},
       {"year_from", rule.year_from},
       {"year_to", rule.year_to},
       {"engine", rule.engine},
       {"vin_pattern", rule.vin_pattern},
       {"excluded", rule.excluded}});
  if (!rule.excluded) words.add_fitment(part.id, rule.make, rule.model, rule.engine);
  words.flush_if_full();
  tx.record(store::company, {"fitment",
                             part.label(),
                             {{"rule", rule.text()}, {"excluded", rule.excluded ? "yes" : "no"}}});
  return made;
}

constexpr std::array fitment_list = {
    csv::Column{"part", "part number|part no|number|零件号|配件号|配件编号|编码",
                csv::Type::identifier, csv::Need::value},
    csv::Column{"brand", "part brand|品牌|配件品牌"},
    csv::Column{"make", "厂牌|车品牌|汽车品牌|主机厂"},
    csv::Column{"model", "车型|车系"},
    csv::Column{"year_from", "from|from year|起始年份|年份起", csv::Type::year},
    csv::Column{"year_to", "to|to year|截止年份|年份止", csv::Type::year},
    csv::Column{"engine", "发动机|发动机型号"},
    csv::Column{"vin_pattern", "vin|vin pattern|车架号|车架号规则"},
    csv::Column{"excluded", "不适用|排除", csv::Type::yes_no, csv::Need::no, csv::CodeWords{},
                nullptr, "no"},
};

}  // namespace

std::string Fitment::text() const {
  std::string out;
  auto add = [&](const std::string& word) {
    if (!word.empty()) out += (out.empty() ? "" : " ") + word;
  };
  add(make);
  add(model);
  if (year_from || year_to)
    add((year_from ? std::to_string(*year_from) : "") + "-" +
        (year_to ? std::to_string(*year_to) : ""));
  add(engine);
  add(vin_pattern);
  return out;
}

Verdict fitment_verdict(const store::ReadTxn& tx, std::int64_t part_id,
                        const VehicleFields& vehicle) {
  const auto rules = list_fitments(tx, part_id);
  std::string all;
  const Fitment* named = nullptr;
  const Fitment* open = nullptr;            // would name the car if more were known of it
  const Fitment* maybe_excluded = nullptr;  // would exclude it
  for (const auto& rule : rules) {
    const Fit fit = names(tx.settings(), rule, vehicle);
    if (rule.excluded && fit == Fit::yes) return {Fit::no, "not " + rule.text()};
    if (rule.excluded) {
      if (fit == Fit::unknown && maybe_excluded == nullptr) maybe_excluded = &rule;
      continue;
    }
    if (fit == Fit::yes && named == nullptr) named = &rule;
    if (fit == Fit::unknown && open == nullptr) open = &rule;
    all += (all.empty() ? "" : "; ") + rule.text();
  }
  if (named != nullptr && maybe_excluded == nullptr) return {Fit::yes, named->text()};
  if (named != nullptr) return {Fit::unknown, "not " + maybe_excluded->text()};
  if (open != nullptr) return {Fit::unknown, open->text()};
  if (all.empty()) return {Fit::unknown, ""};
  return {Fit::no, all};
}

Fitment add_fitment(store::WriteTxn& tx, const std::string& part, const Fitment& rule) {
  SearchWriter words(tx);
  Fitment made = write_rule(tx, words, find_part(tx, part), rule);
  words.flush();
  return made;
}

std::vector<Fitment> list_fitments(const store::ReadTxn& tx, std::int64_t part_id) {
  return tx.all<Fitment>(
      R"(SELECT f.id AS id, p.number AS number, p.brand AS brand, f.make AS make,
                f.model AS model, f.year_from AS year_from, f.year_to AS year_to,
                f.engine AS engine, f.vin_pattern AS vin_pattern, f.excluded AS excluded
           FROM fitment f JOIN part p ON p.id = f.part_id
          WHERE f.part_id = :part ORDER BY f.id)",
      {{"part", part_id}});
}

std::span<const csv::Column> fitment_list_columns() { return fitment_list; }

csv::ImportResult import_fitments(store::WriteTxn& tx, csv::RowSource& source,
                                  const csv::ImportOptions& options) {
  shop::require_right(tx, Right::keep_stock);
  SearchWriter words(tx);
  shop::Batch batch(tx, shop::BatchKind::fitment, options);
  const auto part_and_car = [&](const csv::ImportRow& row) {
    auto key = part_alike(tx, part_label(row.text("part"), row.text("brand")));
    for (const auto* column : {"make", "model", "year_from", "year_to", "engine", "vin_pattern"})
      key += "\n" + row.alike(column);
    return key;
  };
  const auto take = [&](const csv::ImportRow& row) {
    const Part part = find_part(tx, part_label(row.text("part"), row.text("brand")));
    const Fitment rule{.id = 0,
                       .part = {},
                       .make = row.text("make"),
                       .model = row.text("model"),
                       .year_from = row.small_number("year_from"),
                       .year_to = row.small_number("year_to"),
                       .engine = row.text("engine"),
                       .vin_pattern = row.text("vin_pattern"),
                       .excluded = *row.yes("excluded")};
    for (const auto& known : list_fitments(tx, part.id))
      if (same_rule(known, rule)) return csv::Outcome::unchanged;
    write_rule(tx, words, part, rule);
    return csv::Outcome::created;
  };
  auto result = batch.take(source, fitment_list,
                           {{.by = "part", .key = part_and_car, .agree = {"excluded"}}}, take);
  words.flush();
  return result;
}

}  // namespace svcctl::parts
