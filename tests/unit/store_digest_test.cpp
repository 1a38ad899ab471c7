#include <doctest/doctest.h>

#include <sstream>

#include "store/digest.hpp"

namespace svcctl::store {

TEST_CASE("sha256 gives the digests that every other program gives") {
  const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  CHECK(sha256("abc") == abc);
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  std::istringstream three("abc");
  CHECK(sha256(three) == abc);
}

TEST_CASE("a stream longer than a block has the digest of its text") {
  const std::string text(200'000, 'x');
  std::istringstream stream(text);
  CHECK(sha256(stream) == sha256(text));
}

TEST_CASE("a digest of fields is that of each field's length, a colon and the field") {
  CHECK(Digest().add("ab").add(-12).add("京A").hex() == sha256("2:ab3:-124:京A"));
  CHECK(Digest().add("ab").add("c").hex() != Digest().add("a").add("bc").hex());
}

TEST_CASE("a salt is 32 hexadecimal digits that no other salt has") {
  const auto salt = random_salt();
  CHECK(salt.size() == 32);
  CHECK(salt.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(random_salt() != salt);
}

}  // namespace svcctl::store
