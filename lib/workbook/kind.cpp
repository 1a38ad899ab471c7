#include "workbook/kind.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "packed/packed.hpp"

namespace svcctl::workbook {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t looked_at = 1024;

/// How a spreadsheet program makes a list of it.
Message save_as() {
  return tr("open it in a spreadsheet program and save it as .xlsx or as CSV (UTF-8)");
}

[[noreturn]] void no_list(const std::string& name, Message what, Message cure) {
  throw bad_data("input.no-list", tr("{0} is {1}, no list: {2}", name, what, cure));
}

/// Bytes at the front of a file that tell what it is.
struct Mark {
  std::string_view bytes;
  const char* what;
};

constexpr std::array old_workbooks = {
    Mark{"\x09\x08\x10\x00"sv, N_("a workbook of an old form (.xls)")},
    Mark{"\x09\x08\x08\x00"sv, N_("a workbook of an old form (.xls)")},
    Mark{"\x09\x04\x06\x00"sv, N_("a workbook of an old form (.xls)")},
    Mark{"\x09\x02\x06\x00"sv, N_("a workbook of an old form (.xls)")},
    Mark{"\x09\x00\x04\x00"sv, N_("a workbook of an old form (.xls)")},
    Mark{"ID;PWXL"sv, N_("a SYLK sheet")},
    Mark{"ID;PSCALC"sv, N_("a SYLK sheet")},
};

constexpr std::array others = {
    Mark{"%PDF-"sv, N_("a PDF")},
    Mark{"\x89PNG\r\n"sv, N_("a picture (PNG)")},
    Mark{"\xFF\xD8\xFF"sv, N_("a picture (JPEG)")},
    Mark{"GIF8"sv, N_("a picture (GIF)")},
    Mark{"II*\0"sv, N_("a picture (TIFF)")},
    Mark{"MM\0*"sv, N_("a picture (TIFF)")},
    Mark{"{\\rtf"sv, N_("a text document (RTF)")},
    Mark{"SQLite format 3\0"sv, N_("a database")},
    Mark{"\x7F"
         "ELF"sv,
         N_("a program")},
};

constexpr std::array archives = {
    Mark{"Rar!\x1A\x07"sv, N_("a RAR archive")},
    Mark{"7z\xBC\xAF\x27\x1C"sv, N_("a 7z archive")},
    Mark{"\xFD"
         "7zXZ\0"sv,
         N_("an XZ archive")},
    Mark{"\x28\xB5\x2F\xFD"sv, N_("a Zstandard archive")},
    Mark{"BZh91AY&SY"sv, N_("a bzip2 archive")},
};

const Mark* found_in(const auto& marks, std::string_view bytes) {
  const auto mark =
      std::ranges::find_if(marks, [&](const Mark& each) { return bytes.starts_with(each.bytes); });
  return mark == marks.end() ? nullptr : &*mark;
}

/// The text without byte order mark and NUL bytes, so that UTF-16 reads like ASCII; small letters.
std::string plain_beginning(std::string_view bytes) {
  for (const auto mark : {"\xEF\xBB\xBF"sv, "\xFF\xFE"sv, "\xFE\xFF"sv})
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  std::string text;
  for (const char c : bytes)
    if (c != '\0') text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  text.erase(0, text.find_first_not_of(" \t\r\n"));
  return text;
}

/// What a text is that spreadsheet programs open like a sheet, though it has no rows of its own.
const char* marked_up(std::string_view bytes) {
  const auto text = plain_beginning(bytes);
  const auto begins = [&](auto... words) { return (text.starts_with(words) || ...); };
  if (text.starts_with("<?xml")) {
    if (text.find("schemas-microsoft-com:office:spreadsheet") != text.npos ||
        text.find("excel.sheet") != text.npos)
      return N_("an XML spreadsheet");
    return text.find("<html") != text.npos ? N_("an HTML page") : N_("an XML file");
  }
  if (begins("<!doctype", "<html", "<head", "<meta", "<style", "<body", "<table", "<div", "<!--"))
    return N_("an HTML page");
  if (begins("mime-version:")) return N_("a web page in one file (MHTML)");
  if (begins("{\"", "[{", "{\n", "{\r\n")) return N_("a JSON file");
  return nullptr;
}

/// An OLE2 file: the names of its streams stand in UTF-16 in its directory.
[[noreturn]] void ole2(std::istream& source, const std::string& begin, const std::string& name) {
  const auto number = [&](std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;)
      value = value << 8U | static_cast<unsigned char>(begin[at + i]);
    return value;
  };
  std::string names;
  if (begin.size() >= 52 && number(30, 2) <= 12) {
    std::string directory(4096, '\0');
    source.clear();
    source.seekg(static_cast<std::streamoff>((number(48, 4) + 1) << number(30, 2)));
    source.read(directory.data(), static_cast<std::streamsize>(directory.size()));
    directory.resize(static_cast<std::size_t>(source.gcount()));
    for (const char c : directory)
      if (c != '\0') names += c;
  }
  if (names.find("EncryptedPackage") != names.npos)
    no_list(name, tr("a workbook that is locked with a password"),
            tr("take the password off and save it again"));
  if (names.find("WordDocument") != names.npos)
    no_list(name, tr("a text document (.doc)"), tr("copy its table into a sheet and save that"));
  no_list(name, tr("a workbook of an old form (.xls)"), save_as());
}

/// An archive: a workbook, a document of another program, or a list that was packed.
FileKind inside(std::istream& source, const std::string& name) {
  const auto members = packed::zip_members(source, name);
  const auto has = [&](std::string_view beginning) {
    return std::ranges::any_of(members, [&](const packed::ZipMember& each) {
      std::string member = each.name;
      std::ranges::replace(member, '\\', '/');
      return plain_beginning(member).starts_with(beginning);
    });
  };
  if (has("xl/workbook.bin")) no_list(name, tr("a binary workbook (.xlsb)"), save_as());
  if (has("xl/") && has("[content_types].xml")) return FileKind::workbook;
  if (has("word/document"))
    no_list(name, tr("a text document (.docx)"), tr("copy its table into a sheet and save that"));
  if (has("ppt/"))
    no_list(name, tr("a presentation (.pptx)"), tr("copy its table into a sheet and save that"));
  if (has("content.xml") && has("mimetype"))
    no_list(name, tr("an OpenDocument file (.ods)"), save_as());
  if (has("index/document.iwa")) no_list(name, tr("a Numbers sheet"), save_as());
  return FileKind::zip;
}

}  // namespace

FileKind kind_of(std::istream& source, const std::string& name) {
  std::string begin(looked_at, '\0');
  source.clear();
  source.seekg(0);
  source.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(source.gcount()));
  source.clear();
  const std::string_view bytes(begin);
  if (bytes.starts_with("PK\x03\x04")) return inside(source, name);
  if (bytes.starts_with("\x1F\x8B")) return FileKind::gzip;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) ole2(source, begin, name);
  if (const auto* mark = found_in(old_workbooks, bytes)) no_list(name, {mark->what}, save_as());
  if (const auto* mark = found_in(archives, bytes))
    no_list(name, {mark->what}, tr("unpack it first"));
  if (const auto* mark = found_in(others, bytes))
    no_list(name, {mark->what}, tr("get the list itself, as .xlsx or CSV"));
  if (const auto* what = marked_up(bytes)) no_list(name, {what}, save_as());
  return FileKind::text;
}

}  // namespace svcctl::workbook
