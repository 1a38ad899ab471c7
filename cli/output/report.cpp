#include "cli/output/report.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text_table.hpp"

namespace svcctl::cli {
namespace {

/// What the program says to people keeps to its lines: line feeds and tabulators become blanks.
std::string visible(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return made_visible(line);
}

std::string json_error(const Teller& teller, const Error& error, const std::string& where) {
  nlohmann::ordered_json object;
  object["code"] = error.code();
  object["kind"] = name(error.kind());
  object["clause"] = nullptr;
  if (error.clause()) object["clause"] = std::string(info(*error.clause()).id);
  object["message"] = teller.catalogue->format(error.message());
  object["hint"] = nullptr;
  if (!error.hint().empty()) object["hint"] = error.hint();
  if (!where.empty()) object["where"] = where;
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

bool wants_colour(const std::string& choice, bool no_color, int descriptor) {
  if (choice == "always") return true;
  if (choice == "never" || no_color) return false;
  return ::isatty(descriptor) == 1;
}

void tell_line(std::string line) {
  line += '\n';
  [[maybe_unused]] const auto done = ::write(STDERR_FILENO, line.data(), line.size());
}

int tell_error(const Teller& teller, const Error& error, const std::string& where) {
  if (teller.json) {
    tell_line(json_error(teller, error, where));
    return static_cast<int>(error.kind());
  }
  std::string line = "svcctl: ";
  line += teller.colour ? "\x1b[1;31merror:\x1b[0m " : "error: ";
  if (!where.empty()) line += where + ": ";
  if (error.clause()) line += std::string(info(*error.clause()).id) + ": ";
  line += visible(teller.catalogue->format(error.message()));
  std::istringstream hints(error.hint());  // one way on a line
  for (std::string hint; std::getline(hints, hint);) line += "\nhint: " + visible(hint);
  tell_line(line);
  return static_cast<int>(error.kind());
}

void tell_note(const Teller& teller, const Message& message) {
  if (teller.quiet) return;
  tell_line("svcctl: " + visible(teller.catalogue->format(message)));
}

}  // namespace svcctl::cli
