#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "base/error.hpp"
#include "workbook/kind.hpp"
#include "workbook_support.hpp"

namespace svcctl::workbook {
namespace {

/// "text", "workbook" … or what the file is said to be.
std::string kind(const std::string& bytes) {
  std::istringstream source(bytes);
  try {
    switch (kind_of(source, "list")) {
      case FileKind::text: return "text";
      case FileKind::gzip: return "gzip";
      case FileKind::zip: return "zip";
      case FileKind::workbook: return "workbook";
    }
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::bad_data);
    const auto& args = error.message().args;
    return args.size() == 3 ? args[1].id : error.code();
  }
  return "";
}

std::string utf16(const std::string& ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

TEST_CASE("kind of a file: lists are text, whatever they begin with") {
  CHECK(kind("") == "text");
  CHECK(kind("number,name\r\nA1,Bolt\r\n") == "text");
  CHECK(kind("\xEF\xBB\xBF编号,名称\n") == "text");
  CHECK(kind("ID;Price\nA1;5\n") == "text");
  CHECK(kind("PK,name\n1,a\n") == "text");
  CHECK(kind("<5 mm,>5 mm\n") == "text");
  CHECK(kind(utf16("number,name\n")) == "text");
  CHECK(kind("BM,GIF,II\n") == "text");
}

TEST_CASE("kind of a file: what is no list says what it is") {
  CHECK(kind("<html><table><tr><td>编号</td></tr></table></html>") == "an HTML page");
  CHECK(kind("\xEF\xBB\xBF \r\n<TABLE border=1>") == "an HTML page");
  CHECK(kind(utf16("<!DOCTYPE html><html>")) == "an HTML page");
  CHECK(kind("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>") ==
        "an XML spreadsheet");
  CHECK(kind("<?xml version=\"1.0\"?><!DOCTYPE html><html/>") == "an HTML page");
  CHECK(kind("<?xml version=\"1.0\"?><list/>") == "an XML file");
  CHECK(kind("MIME-Version: 1.0\r\n") == "a web page in one file (MHTML)");
  CHECK(kind("[{\"number\": 1}]") == "a JSON file");
  CHECK(kind("%PDF-1.7\n") == "a PDF");
  CHECK(kind("\x89PNG\r\n\x1A\n") == "a picture (PNG)");
  CHECK(kind("\xFF\xD8\xFF\xE0") == "a picture (JPEG)");
  CHECK(kind("Rar!\x1A\x07\x01") == "a RAR archive");
  CHECK(kind("ID;PWXL;N;E\n") == "a SYLK sheet");
  CHECK(kind("\x09\x08\x10" + std::string(20, '\0')) == "a workbook of an old form (.xls)");
}

TEST_CASE("kind of a file: an OLE2 file by the names of its streams") {
  std::string file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  file[30] = 9;  // sectors of 512 bytes; the directory is the first
  CHECK(kind(file) == "a workbook of an old form (.xls)");
  CHECK(kind(file.substr(0, 20)) == "a workbook of an old form (.xls)");
  CHECK(kind(file + utf16("EncryptedPackage").substr(2)) ==
        "a workbook that is locked with a password");
  CHECK(kind(file + utf16("WordDocument").substr(2)) == "a text document (.doc)");
}

TEST_CASE("kind of a file: an archive by the names of its members") {
  using workbook_test::Zip;
  CHECK(kind(workbook_test::sheet("").bytes()) == "workbook");
  CHECK(kind(Zip().add("prices.csv", "a,b\n").bytes()) == "zip");
  CHECK(kind(Zip().add("[Content_Types].xml", "").add("word/document.xml", "").bytes()) ==
        "a text document (.docx)");
  CHECK(kind(Zip().add("[Content_Types].xml", "").add("xl\\workbook.bin", "").bytes()) ==
        "a binary workbook (.xlsb)");
  CHECK(kind(Zip().add("mimetype", "x").add("content.xml", "").bytes()) ==
        "an OpenDocument file (.ods)");
  CHECK(kind("PK\x03\x04 cut off") == "input.damaged");
  CHECK(kind("\x1F\x8B\x08") == "gzip");
}

}  // namespace
}  // namespace svcctl::workbook
