#include "store/private/statement_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/error.hpp"

namespace svcctl::store {
namespace {

bool same_word(std::string_view word, std::string_view upper) {
  return std::ranges::equal(
      word, upper, [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; });
}

/// The words of a statement outside of brackets, strings and comments.
class Words {
 public:
  explicit Words(std::string_view sql) : sql_(sql) {}

  /// The next word, without its quotation marks; empty at the end.
  std::string_view next() {
    for (; at_ < sql_.size(); ++at_) {
      const char c = sql_[at_];
      if (sql_.substr(at_, 2) == "--") {
        at_ = std::min(sql_.find('\n', at_), sql_.size() - 1);
      } else if (c == '\'') {
        at_ = std::min(sql_.find('\'', at_ + 1), sql_.size() - 1);
      } else if (c == '(' || c == ')') {
        depth_ += c == '(' ? 1 : -1;
      } else if (depth_ == 0 && (c == '"' || in_word(c))) {
        return word();
      }
    }
    return {};
  }

 private:
  static bool in_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  }

  std::string_view word() {
    const bool quoted = sql_[at_] == '"';
    const auto begin = quoted ? at_ + 1 : at_;
    auto end = begin;
    while (end < sql_.size() && (quoted ? sql_[end] != '"' : in_word(sql_[end]))) ++end;
    at_ = quoted ? end + 1 : end;
    return sql_.substr(begin, end - begin);
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

/// The verb that writes, with the words left where the rest begins; empty for a statement that does
/// not write.
std::string_view verb_of(Words& words) {
  const auto first = words.next();
  const bool with = same_word(first, "WITH");
  for (auto word = first; !word.empty(); word = with ? words.next() : std::string_view())
    for (const std::string_view verb : {"INSERT", "REPLACE", "UPDATE", "DELETE"})
      if (same_word(word, verb)) return verb;
  return {};
}

}  // namespace

std::string_view written_table(std::string_view sql) {
  Words words(sql);
  if (verb_of(words).empty()) return {};
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (same_word(word, "OR")) {
      words.next();  // REPLACE, IGNORE …
    } else if (!same_word(word, "INTO") && !same_word(word, "FROM")) {
      return word;
    }
  }
  return {};
}

bool is_delete(std::string_view sql) {
  Words words(sql);
  return verb_of(words) == "DELETE";
}

bool is_insert(std::string_view sql) {
  Words words(sql);
  return verb_of(words) == "INSERT";
}

bool may_update_instead(std::string_view sql) {
  Words words(sql);
  if (verb_of(words) != "INSERT") return false;
  for (auto word = words.next(); !word.empty(); word = words.next())
    if (same_word(word, "UPDATE")) return true;
  return false;
}

std::string rows_before(std::string_view sql) {
  Words words(sql);
  if (verb_of(words) != "UPDATE") return {};
  for (auto word = words.next(); !word.empty(); word = words.next())
    if (same_word(word, "WHERE"))
      return "SELECT * FROM " + std::string(written_table(sql)) + " WHERE " +
             std::string(
                 sql.substr(static_cast<std::size_t>(word.data() + word.size() - sql.data())));
  return {};
}

std::string with_returning(std::string_view sql) {
  Words words(sql);
  for (auto word = words.next(); !word.empty(); word = words.next())
    if (same_word(word, "RETURNING"))
      throw bug("a write that says itself what it returns: " + std::string(sql));
  const auto end = sql.find_last_not_of(" \t\r\n;");
  return std::string(sql.substr(0, end == std::string_view::npos ? 0 : end + 1)) + "\nRETURNING *";
}

}  // namespace svcctl::store
