// Shows the tests what the library makes of files and words, as lines of JSON.
//
//     probe csv FILE…     a line for each row or reject, closed by one that says how it was read
//     probe identifiers   standard input: KIND TAB WORDS; a line for each with its normal form
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.hpp"
#include "base/identifier.hpp"
#include "csv/reader.hpp"

using namespace svcctl;
using nlohmann::json;

namespace {

std::string english(const Message& message) { return Catalogue::of(Language::en).format(message); }

void put(const json& line) {
  std::cout << line.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
}

void show_file(const std::string& name) {
  std::ifstream source(name, std::ios::binary);
  try {
    csv::Reader reader(source);
    for (std::vector<csv::Field> fields; reader.next(fields);) {
      if (const auto* reject = reader.reject()) {
        put({{"line", reject->line},
             {"column", reject->column},
             {"value", reject->value},
             {"cause", english(reject->cause)},
             {"fix", english(reject->fix)}});
        continue;
      }
      json row = json::array();
      for (const auto& field : fields) row.push_back(field.text);
      put({{"line", reader.line()}, {"row", row}});
    }
    put({{"file", name},
         {"encoding", to_code(reader.encoding())},
         {"delimiter", std::string(1, reader.delimiter())}});
  } catch (const Error& error) {
    put({{"file", name}, {"error", error.code()}});
  }
}

void show_identifiers() {
  const std::map<std::string, Identifier (*)(std::string_view)> kinds = {
      {"vin", [](std::string_view typed) -> Identifier { return Vin(typed); }},
      {"plate", [](std::string_view typed) -> Identifier { return Plate(typed); }},
      {"credit", [](std::string_view typed) -> Identifier { return CreditCode(typed); }},
      {"phone", [](std::string_view typed) -> Identifier { return Phone(typed); }}};
  for (std::string line; std::getline(std::cin, line);) {
    const auto tab = line.find('\t');
    const auto read = kinds.at(line.substr(0, tab))(line.substr(tab + 1));
    put({{"normal", read.key()}, {"warning", read.doubt() ? english(*read.doubt()) : ""}});
  }
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 1 ? words[1] : "";
  if (what == "csv")
    for (int i = 2; i < count; ++i) show_file(words[i]);
  else if (what == "identifiers")
    show_identifiers();
  else
    return 2;
  return std::cout.flush() ? 0 : 8;
}
