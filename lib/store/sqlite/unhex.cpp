#include <string>

#include "store/sqlite/private/sqlite.hpp"

namespace svcctl::store::sqlite {
namespace {

int value_of(unsigned char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

void unhex(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* text = sqlite3_value_text(values[0]);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  if (text == nullptr || size % 2 != 0) return sqlite3_result_null(context);
  std::string bytes;
  for (std::size_t i = 0; i < size; i += 2) {
    const int high = value_of(text[i]);
    const int low = value_of(text[i + 1]);
    if (high < 0 || low < 0) return sqlite3_result_null(context);
    bytes += static_cast<char>(high * 16 + low);
  }
  sqlite3_result_blob64(context, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

}  // namespace

void make_unhex(sqlite3* database) {
  sqlite3_create_function_v2(database, "unhex", 1,
                             SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, unhex,
                             nullptr, nullptr, nullptr);
}

}  // namespace svcctl::store::sqlite
