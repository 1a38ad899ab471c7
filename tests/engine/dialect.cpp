#include "dialect.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>

namespace svcctl::replay {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The length of the literal, quoted name or comment that begins here; 0: there is none.
std::size_t set_apart(std::string_view sql) {
  if (sql.starts_with("--")) return std::min(sql.find('\n'), sql.size());
  const char quote = sql.front();
  if (quote != '\'' && quote != '"') return 0;
  for (std::size_t i = 1; i < sql.size(); ++i) {
    if (sql[i] != quote) continue;
    if (i + 1 < sql.size() && sql[i + 1] == quote)
      ++i;
    else
      return i + 1;
  }
  return sql.size();
}

/// The text with all that is set apart made blank, of the same length.
std::string bare(std::string_view sql) {
  std::string out(sql);
  for (std::size_t i = 0; i < sql.size();) {
    const auto length = set_apart(sql.substr(i));
    std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(i), length, ' ');
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

}  // namespace

std::string without_hints(std::string_view sql) {
  static constexpr std::string_view begin = "/*+*/";
  static constexpr std::string_view end = "/**/";
  std::string out;
  for (auto at = sql.find(begin); at != std::string_view::npos; at = sql.find(begin)) {
    out += sql.substr(0, at);
    sql.remove_prefix(std::min(sql.find(end, at), sql.size() - end.size()) + end.size());
  }
  return out.append(sql);
}

std::string numbered(std::string_view sql, std::size_t& count) {
  std::map<std::string, std::size_t, std::less<>> names;
  std::string out;
  count = 0;
  for (std::size_t i = 0; i < sql.size();) {
    if (const auto length = set_apart(sql.substr(i)); length > 0) {
      out += sql.substr(i, length);
      i += length;
      continue;
    }
    const bool named = sql[i] == ':' && i + 1 < sql.size() && is_word(sql[i + 1]);
    if (!named && sql[i] != '?') {
      out += sql[i++];
      continue;
    }
    auto end = i + 1;
    while (end < sql.size() && is_word(sql[end])) ++end;
    const auto name = std::string(sql.substr(i, end - i));
    std::size_t place = 0;
    if (name == "?")
      place = count + 1;
    else if (name.front() == '?')
      place = std::stoul(name.substr(1));
    else
      place = names.try_emplace(name, count + 1).first->second;
    count = std::max(count, place);
    out += "$" + std::to_string(place);
    i = end;
  }
  return out;
}

std::string with_arrays(const std::string& sql, std::size_t given, std::size_t columns) {
  static const std::regex table(
      R"(\bbulk_rows\b(?:\s+(?:AS\s+)?(?!CROSS\b|JOIN\b|LEFT\b|WHERE\b|ORDER\b|ON\b)(\w+))?)",
      std::regex::icase);
  static const std::regex conflict(R"(\bINSERT\s+OR\s+ROLLBACK\b)", std::regex::icase);
  std::string arrays;
  std::string names;
  for (std::size_t i = 0; i < columns; ++i) {
    arrays += (i == 0 ? "$" : ", $") + std::to_string(given + i + 1);
    names += (i == 0 ? "c" : ", c") + std::to_string(i);
  }
  std::smatch found;
  std::string text = std::regex_replace(sql, conflict, "INSERT");
  if (!std::regex_search(text, found, table)) return text;
  const auto alias = found[1].matched ? found[1].str() : "bulk_rows";
  std::string reads = "unnest(";
  reads += arrays + ") AS " + alias + " (" + names + ")";
  return found.prefix().str() + reads + found.suffix().str();
}

bool is_ordered(std::string_view sql) {
  const auto text = bare(sql);
  const auto place = text.rfind("ORDER BY");
  if (place == std::string::npos) return false;
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(place);
  return std::count(text.begin(), end, '(') == std::count(text.begin(), end, ')');
}

std::string brief(std::string_view sql) {
  std::string out;
  for (const char c : sql) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out.size() > 400 ? out.substr(0, 400) + " …" : out;
}

}  // namespace svcctl::replay
