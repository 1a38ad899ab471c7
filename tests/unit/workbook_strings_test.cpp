#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "workbook/private/shared_strings.hpp"

namespace svcctl::workbook {
namespace {

std::string shared_text(std::size_t number) {
  return std::to_string(number) + std::string(number % 50, 'x');
}

TEST_CASE("shared strings: many are kept in a file and come back in any order") {
  int files = 0;
  const auto scratch = [&] {
    ++files;
    char name[] = "/tmp/svcctl-strings-XXXXXX";
    const int file = mkstemp(name);
    unlink(name);
    return Descriptor(file);
  };
  constexpr std::size_t count = 100'000;
  SharedStrings strings(scratch, std::size_t{512} << 10);
  for (std::size_t i = 0; i < count; ++i) strings.add(shared_text(i));
  CHECK(strings.size() == count);
  CHECK(files == 1);
  bool right = true;
  for (std::size_t i = 0; i < count; ++i) right = right && strings.at(i) == shared_text(i);
  for (std::size_t i = 0, at = 0; i < 5'000; ++i, at = (at + 77'777) % count)
    right = right && strings.at(at) == shared_text(at);
  CHECK(right);
  CHECK(files == 1);
}

TEST_CASE("shared strings: few need no file; one may be longer than a block") {
  SharedStrings strings([]() -> Descriptor { throw bug("no file is wanted"); });
  strings.add("");
  strings.add(std::string(300'000, 'y'));
  strings.add("z");
  CHECK(strings.at(0).empty());
  CHECK(strings.at(1).size() == 300'000);
  CHECK(strings.at(2) == "z");
}

TEST_CASE("shared strings: a file that cannot be written is an error of output") {
  SharedStrings strings([] { return Descriptor(); }, 1);
  strings.add(std::string(200'000, 'a'));
  strings.add(std::string(200'000, 'b'));
  CHECK_THROWS_AS(strings.add(std::string(200'000, 'c')), Error);
}

}  // namespace
}  // namespace svcctl::workbook
