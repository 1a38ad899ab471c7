#include "shop/hint.hpp"

#include <array>
#include <sstream>
#include <utility>
#include <vector>

#include "shop/staff.hpp"

namespace svcctl::shop {
namespace {

/// Words that stand in a hint for a person who has a right.
constexpr std::array people = {
    std::pair<std::string_view, Right>{"MANAGER", Right::manage},
    std::pair<std::string_view, Right>{"INSPECTOR", Right::inspect_final},
    std::pair<std::string_view, Right>{"KEEPER", Right::keep_stock},
    std::pair<std::string_view, Right>{"TECHNICIAN", Right::repair},
};
/// So many people are listed, where any of them may be meant.
constexpr std::size_t few = 4;

bool stands_alone(const std::string& line, std::size_t at, std::size_t size) {
  const auto end = at + size;
  return (at == 0 || line[at - 1] == ' ' || line[at - 1] == '=') &&
         (end == line.size() || line[end] == ' ');
}

/// Puts the code in place of the word, where it stands as a word.
/// @return whether it stood there
bool put(std::string& line, std::string_view word, const std::string& code) {
  bool found = false;
  for (auto at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
    if (!stands_alone(line, at, word.size())) continue;
    line.replace(at, word.size(), code);
    found = true;
  }
  return found;
}

bool names(const std::string& line, std::string_view word) {
  const auto at = line.find(word);
  return at != std::string::npos && stands_alone(line, at, word.size());
}

/// A hint that is an option alone is the command as typed with it.
std::string whole(const store::ReadTxn& tx, const std::string& line) {
  const auto blank = line.find(' ');
  for (const std::string option : {"as", "second", "approved-by"})
    if (line.substr(0, blank) == "--" + option)
      return store::typed_with(tx.context(), option, line.substr(blank + 1));
  return line;
}

/// The line with the people there are, once for each of those who may be meant.
std::vector<std::string> told(const store::ReadTxn& tx, const std::string& line) {
  constexpr std::string_view anybody = "STAFF";
  if (line.find("--as STAFF") != std::string::npos) {
    std::vector<std::string> out;
    for (const auto& person : list_staff(tx, false)) {
      if (person.id == tx.actor_id()) continue;
      auto with = line;
      put(with, anybody, person.code);
      out.push_back(whole(tx, with));
    }
    if (!out.empty() && out.size() <= few) return out;
  }
  auto out = line;
  for (const auto& [word, right] : people) {
    if (!names(line, word)) continue;
    if (const auto code = other_there(tx, right))
      put(out, word, *code);
    else if (list_staff(tx, false).empty())  // nobody acts in a store without staff
      put(out, std::string("--as ").append(word), "");
  }
  while (out.ends_with(' ')) out.pop_back();
  return {whole(tx, out)};
}

std::string with_people(const store::ReadTxn& tx, const std::string& hint) {
  std::istringstream lines(hint);
  std::string out;
  for (std::string line; std::getline(lines, line);)
    for (const auto& each : told(tx, line)) out += (out.empty() ? "" : "\n") + each;
  return out;
}

}  // namespace

Error with_people(const store::ReadTxn& tx, const Error& error) {
  const auto kind = error.kind();
  if (kind != ErrorKind::usage && kind != ErrorKind::refused && kind != ErrorKind::not_found)
    return error;  // of a store that may answer nothing more
  try {
    return {kind, error.code(), error.message(), with_people(tx, error.hint()), error.clause()};
  } catch (const std::exception&) {
    return error;  // what is refused counts, whatever ails the store
  }
}

}  // namespace svcctl::shop
