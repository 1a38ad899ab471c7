#include <doctest/doctest.h>

#include <sstream>

#include "base/settings.hpp"
#include "csv/import.hpp"
#include "csv/reader.hpp"

using namespace svcctl;

namespace {

std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

constexpr std::array twin_columns = {
    csv::Column{"code", "", csv::Type::identifier, csv::Need::value, csv::CodeWords{},
                &small_letters},
    csv::Column{"name", ""},
    csv::Column{"days", "", csv::Type::whole},
    csv::Column{"kind", "", csv::Type::yes_no, csv::Need::no, csv::CodeWords{}, nullptr, "no"},
};

/// The lines that are contradicted, each with the lines that it is told.
std::vector<std::string> contradicted(const std::string& text, std::vector<csv::Twin> ways,
                                      std::size_t most = csv::Twins::most_keys) {
  std::istringstream bytes(text);
  csv::Reader source(bytes);
  const csv::ImportOptions options{.file = "list"};
  const Settings settings;
  csv::Twins twins(twin_columns, std::move(ways), most);
  const auto read = [&](const csv::Twins::Take& take) {
    csv::List list(settings, source, options, twin_columns);
    for (csv::ListRow row; list.next(row);) take(csv::ImportRow(twin_columns, row.cells), row.line);
    source.restart();
  };
  twins.find(read);
  std::vector<std::string> out;
  csv::List list(settings, source, options, twin_columns);
  for (csv::ListRow row; list.next(row);) {
    std::optional<csv::Reject> reject;
    twins.judge(csv::ImportRow(twin_columns, row.cells), row.line, list.map, reject);
    if (!reject) continue;
    auto said = std::to_string(row.line) + " " + reject->column + ": " +
                Catalogue::of(Language::en).format(reject->cause);
    for (const auto& more : reject->more) said += "; " + more.column;
    out.push_back(said);
  }
  return out;
}

}  // namespace

TEST_CASE("rows of one thing agree wherever both say something") {
  CHECK(contradicted("code,name,days\nA,x,3\na,x,\nA,,3\nB,x,3\n", {{.by = "code"}}).empty());
  CHECK(contradicted("code,name,days\nA,x,3\nB,x,1\na,y,4\nA,,3\n", {{.by = "code"}}) ==
        std::vector<std::string>{"2 name: line 4 says otherwise of the same code; days",
                                 "4 name: line 2 says otherwise of the same code; days",
                                 "5 days: line 4 says otherwise of the same code"});
}

TEST_CASE("only the columns that are named must agree, in each way that names a thing") {
  const std::vector<csv::Twin> ways = {
      {.by = "code", .agree = {"days"}},
      {.by = "name",
       .key = [](const csv::ImportRow& row) { return row.alike("name"); },
       .agree = {"code"}}};
  CHECK(contradicted("code,name,days\nA,x,3\nA,y,3\nB,z,1\n", ways).empty());
  CHECK(contradicted("code,name,days\nA,x,3\nB,x,3\n", ways) ==
        std::vector<std::string>{"2 code: line 3 says otherwise of the same name",
                                 "3 code: line 2 says otherwise of the same name"});
}

TEST_CASE("an empty value says what the column says otherwise") {
  CHECK(contradicted("code,kind\nA,\nA,yes\n", {{.by = "code"}}).size() == 2);
  CHECK(contradicted("code,kind\nA,\nA,no\n", {{.by = "code"}}).empty());
}

TEST_CASE("a list with more keys than fit is read in parts, and nothing is missed") {
  std::string text = "code,name\n";
  for (int i = 0; i < 500; ++i) text += "P" + std::to_string(i) + ",n\n";
  text += "P7,other\nP499,n\n";
  for (const std::size_t most : {std::size_t{8}, std::size_t{64}, std::size_t{1000}}) {
    CAPTURE(most);
    CHECK(contradicted(text, {{.by = "code"}}, most) ==
          std::vector<std::string>{"9 name: line 502 says otherwise of the same code",
                                   "502 name: line 9 says otherwise of the same code"});
  }
}

TEST_CASE("a thing that every row tells otherwise is held in few notes") {
  std::string text = "code,name\n";
  for (int i = 0; i < 300; ++i) text += "A,n" + std::to_string(i) + "\n";
  CHECK(contradicted(text, {{.by = "code"}}, 16).size() == 300);
}

TEST_CASE("a list begins again with its first row") {
  std::istringstream bytes("code\nA\nB\n");
  csv::Reader reader(bytes);
  std::vector<csv::Field> fields;
  while (reader.next(fields)) {
  }
  reader.restart();
  REQUIRE(reader.next(fields));
  CHECK(fields[0].text == "code");
  CHECK(reader.line() == 1);
}
