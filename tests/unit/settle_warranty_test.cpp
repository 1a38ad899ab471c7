#include <doctest/doctest.h>

#include "settle/warranty.hpp"

using namespace svcctl;
using settle::Verdict;

TEST_CASE("the warranty is the longest of what the shop and the region say") {
  Settings settings = default_settings();
  settings.warranty = std::vector<WarrantyRule>{{VehicleKind::car, Category::minor, 5000, 5}};
  auto terms = settle::warranty_terms(settings, VehicleKind::car, Category::minor);
  CHECK(terms.kilometres == 5000);
  CHECK(terms.days == 10);
  terms = settle::warranty_terms(settings, VehicleKind::car, Category::whole);
  CHECK(terms.kilometres == 20000);
  CHECK(terms.days == 100);
  terms = settle::warranty_terms(settings, VehicleKind::motorcycle, Category::maintenance_2);
  CHECK(terms.kilometres == 800);
  CHECK(terms.days == 10);
  settings.profile = *region_profile("CN-ZJ");
  CHECK(settle::warranty_terms(settings, VehicleKind::other, Category::minor).days == 30);
  settings.profile = *region_profile("none");
  settings.warranty.edit().clear();
  terms = settle::warranty_terms(settings, VehicleKind::car, Category::assembly);
  CHECK(terms.days == 0);
  CHECK(terms.kilometres == 0);
}

TEST_CASE("whichever limit comes first ends the warranty") {
  settle::Warranty warranty;
  warranty.terms = {.kilometres = 2000, .days = 10};
  warranty.until_on = Date::of(2026, 12, 3);
  warranty.until_km = 47216;
  CHECK(settle::judge(warranty, Date::of(2026, 12, 3), 47216) == Verdict::within);
  CHECK(settle::judge(warranty, Date::of(2026, 12, 3), 47217) == Verdict::expired_km);
  CHECK(settle::judge(warranty, Date::of(2026, 12, 4), 45300) == Verdict::expired_days);
  warranty.until_km = std::nullopt;
  CHECK(settle::judge(warranty, Date::of(2026, 12, 3), 90000) == Verdict::within);
  warranty.terms = {};
  CHECK(settle::judge(warranty, Date::of(2026, 12, 3), 45300) == Verdict::none);
  CHECK(settle::judge(std::nullopt, Date::of(2026, 12, 3), 45300) == Verdict::none);
}
