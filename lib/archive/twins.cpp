#include "archive/twins.hpp"

#include "parts/catalogue/label.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {

std::vector<Twins> find_twins(const store::ReadTxn& tx) {
  auto out = tx.all(
      R"(SELECT brand, MIN(number) AS one, MAX(number) AS other
           FROM part WHERE retired = 0
          GROUP BY number_key, brand HAVING COUNT(*) > 1
          ORDER BY number_key, brand)",
      {}, [](const store::Row& row) {
        const auto brand = row.get<std::string>("brand");
        const auto other = parts::part_label(row.get<std::string>("other"), brand);
        return Twins{"part", parts::part_label(row.get<std::string>("one"), brand), other,
                     "svcctl parts retire " + other};
      });
  auto vehicles = tx.all(
      R"(SELECT MIN(id) AS one, MAX(id) AS other
           FROM vehicle WHERE vin <> '' AND state = 'active'
          GROUP BY vin HAVING COUNT(*) > 1 ORDER BY MIN(id))",
      {}, [](const store::Row& row) {
        const auto one = "V" + std::to_string(row.get<std::int64_t>("one"));
        const auto other = "V" + std::to_string(row.get<std::int64_t>("other"));
        return Twins{"vehicle", one, other, "svcctl vehicle merge " + one + " " + other};
      });
  out.insert(out.end(), vehicles.begin(), vehicles.end());
  return out;
}

}  // namespace svcctl::archive
