#include "store/sqlite/private/hint.hpp"

namespace svcctl::store::sqlite {

std::string with_hints(std::string_view sql) {
  constexpr std::string_view begin = "/*+";
  constexpr std::string_view end = "*/";
  std::string text;
  for (auto at = sql.find(begin); at != std::string_view::npos; at = sql.find(begin)) {
    const auto close = sql.find(end, at);
    if (close == std::string_view::npos) break;
    const auto hint = sql.substr(at + begin.size(), close - at - begin.size());
    text.append(sql.substr(0, at)).append("/*+*/").append(hint).append("/**/");
    sql.remove_prefix(close + end.size());
  }
  return text.append(sql);
}

}  // namespace svcctl::store::sqlite
