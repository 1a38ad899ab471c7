#include "parts/fitment.hpp"

#include <algorithm>
#include <cctype>

#include "parts/part.hpp"
#include "parts/search.hpp"
#include "parts/vehicle_name.hpp"
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
Fit names(const Fitment& rule, const VehicleFields& car) {
  bool unknown = false;
  bool contradicted = false;
  auto compare = [&](const std::string& wanted, const std::string& has, auto same) {
    if (wanted.empty()) return;
    if (has.empty())
      unknown = true;
    else if (!same(folded_name(wanted), folded_name(has)))
      contradicted = true;
  };
  compare(rule.make, car.make, std::equal_to<>());
  compare(rule.model, car.model, std::equal_to<>());
  compare(rule.engine, car.engine, std::equal_to<>());
  compare(rule.vin_pattern, car.vin, matches);
  if (rule.year_from || rule.year_to) {
    if (!car.year)
      unknown = true;
    else if ((rule.year_from && *car.year < *rule.year_from) ||
             (rule.year_to && *car.year > *rule.year_to))
      contradicted = true;
  }
  return contradicted ? Fit::no : unknown ? Fit::unknown : Fit::yes;
}

Fitment read_fitment(const Row& row) {
  const std::string brand = row["brand"];
  const std::string number = row["number"];
  return {.id = row["id"],
          .part = brand.empty() ? number : number + "/" + brand,
          .make = row["make"],
          .model = row["model"],
          .year_from = row.get<std::optional<int>>("year_from"),
          .year_to = row.get<std::optional<int>>("year_to"),
          .engine = row["engine"],
          .vin_pattern = row["vin_pattern"],
          .excluded = row["excluded"]};
}

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
  bool open = false;
  bool maybe_excluded = false;
  for (const auto& rule : rules) {
    const Fit fit = names(rule, vehicle);
    if (rule.excluded && fit == Fit::yes) return {Fit::no, "not " + rule.text()};
    if (rule.excluded) {
      maybe_excluded = maybe_excluded || fit == Fit::unknown;
      continue;
    }
    if (fit == Fit::yes && named == nullptr) named = &rule;
    open = open || fit == Fit::unknown;
    all += (all.empty() ? "" : "; ") + rule.text();
  }
  if (named != nullptr && !maybe_excluded) return {Fit::yes, named->text()};
  if (named != nullptr || all.empty() || open) return {Fit::unknown, ""};
  return {Fit::no, all};
}

Fitment add_fitment(store::WriteTxn& tx, const std::string& part, const Fitment& rule) {
  shop::require_right(tx, Right::keep_stock);
  const Part of = find_part(tx, part);
  if (rule.text().empty())
    throw usage_error("parts.fit-empty", tr("a rule names a make, model, years, engine or VIN"),
                      "svcctl parts fit add " + of.label() + " --make … --model …");
  if (rule.year_from && rule.year_to && *rule.year_to < *rule.year_from)
    throw usage_error("parts.fit-years", tr("the last year is before the first"));
  const auto id = tx.insert(
      R"(INSERT INTO fitment (part_id, make, model, year_from, year_to, engine, vin_pattern,
                              excluded)
         VALUES (:part, :make, :model, :year_from, :year_to, :engine, :vin_pattern, :excluded))",
      {{"part", of.id},
       {"make", rule.make},
       {"model", rule.model},
       {"year_from", rule.year_from},
       {"year_to", rule.year_to},
       {"engine", rule.engine},
       {"vin_pattern", rule.vin_pattern},
       {"excluded", rule.excluded}});
  if (!rule.excluded) {
    SearchWriter words(tx);
    words.add_fitment(of.id, rule.make, rule.model, rule.engine);
    words.flush();
  }
  tx.record(
      {"fitment", of.label(), {{"rule", rule.text()}, {"excluded", rule.excluded ? "yes" : "no"}}});
  Fitment made = rule;
  made.id = id;
  made.part = of.label();
  return made;
}

std::vector<Fitment> list_fitments(const store::ReadTxn& tx, std::int64_t part_id) {
  return tx.all(
      R"(SELECT f.id AS id, p.number AS number, p.brand AS brand, f.make AS make,
                f.model AS model, f.year_from AS year_from, f.year_to AS year_to,
                f.engine AS engine, f.vin_pattern AS vin_pattern, f.excluded AS excluded
           FROM fitment f JOIN part p ON p.id = f.part_id
          WHERE f.part_id = :part ORDER BY f.id)",
      {{"part", part_id}}, read_fitment);
}

}  // namespace svcctl::parts
