#include "parts/catalogue/label.hpp"

#include "store/query.hpp"

namespace svcctl::parts {

std::string part_label(std::string_view number, std::string_view brand) {
  std::string label(number);
  if (!brand.empty()) label.append("/").append(brand);
  return label;
}

std::string read_part_label(const store::Row& row, const char* number) {
  return part_label(row.get<std::string>(number), row.get<std::string>("brand"));
}

}  // namespace svcctl::parts
