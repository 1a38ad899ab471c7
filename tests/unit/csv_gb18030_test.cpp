#include <doctest/doctest.h>
#include <iconv.h>

#include <random>

#include "base/utf8.hpp"
#include "csv/gb18030.hpp"
#include "csv_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

/// The system's own conversion of one character; empty where there is none.
class Iconv {
 public:
  explicit Iconv(const char* to = "UTF-8", const char* from = "GB18030")
      : descriptor_(iconv_open(to, from)) {}
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;
  ~Iconv() { iconv_close(descriptor_); }
  std::string of(std::string bytes) {
    std::string out(16, '\0');
    char* from = bytes.data();
    char* to = out.data();
    std::size_t left = bytes.size();
    std::size_t room = out.size();
    iconv(descriptor_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(descriptor_, &from, &left, &to, &room) == std::size_t(-1) || left != 0) return {};
    out.resize(out.size() - room);
    return out;
  }

 private:
  iconv_t descriptor_;
};

std::string four_bytes(std::uint32_t code) {
  std::string bytes(4, '\0');
  bytes[3] = static_cast<char>(0x30 + code % 10);
  bytes[2] = static_cast<char>(0x81 + code / 10 % 126);
  bytes[1] = static_cast<char>(0x30 + code / 1260 % 10);
  bytes[0] = static_cast<char>(0x81 + code / 12600);
  return bytes;
}

/// Reads every character as a line of its own and compares.
void check_all(const std::vector<std::string>& characters) {
  Iconv system;
  std::string file = "x\n";
  for (const auto& bytes : characters) file += bytes + "\n";
  const auto read_file = read(file, {.delimiter = ',', .encoding = csv::Encoding::gb18030});
  std::size_t row = 1;
  std::size_t reject = 0;
  std::size_t wrong = 0;
  for (const auto& bytes : characters) {
    const auto wanted = system.of(bytes);
    const bool refused = wanted.empty();
    const bool same = refused ? reject < read_file.rejects.size()
                              : row < read_file.rows.size() && read_file.rows[row][0] == wanted;
    if (!same) ++wrong;
    ++(refused ? reject : row);
  }
  CHECK(wrong == 0);
  CHECK(row == read_file.rows.size());
  CHECK(reject == read_file.rejects.size());
}

}  // namespace

TEST_CASE("every two-byte character of GB18030 is what iconv makes of it") {
  std::vector<std::string> all;
  for (int lead = 0x81; lead <= 0xFE; ++lead)
    for (int trail = 0x40; trail <= 0xFE; ++trail)
      if (trail != 0x7F) all.push_back({static_cast<char>(lead), static_cast<char>(trail)});
  check_all(all);
}

TEST_CASE("every four-byte character of GB18030 below U+10000 is what iconv makes of it") {
  std::vector<std::string> all;
  for (std::uint32_t code = 0; code < 39'600; ++code) all.push_back(four_bytes(code));
  check_all(all);
}

TEST_CASE("four-byte characters of GB18030 beyond are what iconv makes of them") {
  std::vector<std::string> all;
  std::mt19937 random(20261123);
  std::uniform_int_distribution<std::uint32_t> code(39'600, 126 * 12'600 - 1);
  for (int i = 0; i < 20'000; ++i) all.push_back(four_bytes(code(random)));
  for (const std::uint32_t edge : {188'999U, 189'000U, 189'000U + 0xFFFFFU, 189'000U + 0x100000U})
    all.push_back(four_bytes(edge));
  check_all(all);
}

TEST_CASE("every character is written in GB18030 as the system writes it, and read again") {
  Iconv system("GB18030", "UTF-8");
  std::string file = "x\n";
  std::vector<std::string> written;
  std::size_t wrong = 0;
  for (char32_t c = 0x80; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    utf8::append(text, c);
    const auto ours = csv::to_gb18030(text);
    if (ours.value_or("") != system.of(text)) ++wrong;
    if (!ours || c == 0xFEFF || c == 0xA0 || c == 0x3000) continue;  // marks and blanks at an end
    file += *ours + "\n";
    written.push_back(text);
  }
  CHECK(wrong == 0);
  CHECK(written.size() > 1'111'900);
  const auto again = read(file, {.delimiter = ',', .encoding = csv::Encoding::gb18030});
  CHECK(again.rejects.empty());
  REQUIRE(again.rows.size() == written.size() + 1);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < written.size(); ++i)
    if (again.rows[i + 1][0] != written[i]) ++changed;
  CHECK(changed == 0);
}

TEST_CASE("what is no text has no GB18030") {
  CHECK_FALSE(csv::to_gb18030("a\xFF"));
  CHECK(csv::to_gb18030("") == "");
  CHECK(csv::to_gb18030("刹车 A") == "\xC9\xB2\xB3\xB5 A");
}
