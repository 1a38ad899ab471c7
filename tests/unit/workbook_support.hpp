#pragma once

#include <zlib.h>

#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/row_source.hpp"
#include "workbook/reader.hpp"

namespace workbook_test {

/// A zip archive of members as they are, or deflated.
class Zip {
 public:
  Zip& add(const std::string& name, const std::string& bytes, bool deflated = false) {
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    const auto packed = deflated ? deflate_raw(bytes) : bytes;
    std::string entry = number(20, 2) + number(0, 2) + number(deflated ? 8 : 0, 2) + number(0, 4) +
                        number(crc, 4) + number(packed.size(), 4) + number(bytes.size(), 4) +
                        number(name.size(), 2) + number(0, 2);
    directory_ += "PK\x01\x02" + number(20, 2) + entry + number(0, 2) + number(0, 2) +
                  number(0, 2) + number(0, 4) + number(out_.size(), 4) + name;
    out_ += "PK\x03\x04" + entry + name + packed;
    ++count_;
    return *this;
  }
  std::string bytes() const {
    return out_ + directory_ + "PK\x05\x06" + number(0, 4) + number(count_, 2) + number(count_, 2) +
           number(directory_.size(), 4) + number(out_.size(), 4) + number(0, 2);
  }

 private:
  static std::string number(std::uint64_t value, int size) {
    std::string out;
    for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
  }
  static std::string deflate_raw(const std::string& bytes) {
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
  }

  std::string out_;
  std::string directory_;
  std::uint64_t count_ = 0;
};

/// A workbook of parts that can be exchanged for broken ones.
struct Parts {
  struct SheetPart {
    std::string name;
    std::string xml;  ///< the rows, or a whole part where it begins with '<?'
    std::string state = {};
  };
  std::vector<SheetPart> sheets;
  std::string strings = {};  ///< "<si>…</si>"
  std::string formats = {};  ///< "<numFmt …/>"
  std::string styles = {};   ///< "<xf …/>"
  std::string properties = {};
  bool deflated = false;

  std::string bytes() const {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const std::string office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    std::string list;
    std::string relations;
    Zip zip;
    zip.add("[Content_Types].xml", head + "<Types/>", deflated);
    zip.add("_rels/.rels",
            head + "<Relationships><Relationship Id=\"rId1\" Type=\"" + office +
                "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            deflated);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const auto id = std::to_string(i + 1);
      list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + id + "\" r:id=\"rId" + id +
              "\"" + (sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"") + "/>";
      relations += "<Relationship Id=\"rId" + id + "\" Type=\"" + office +
                   "worksheet\" Target=\"worksheets/sheet" + id + ".xml\"/>";
      zip.add("xl/worksheets/sheet" + id + ".xml",
              sheets[i].xml.starts_with("<?")
                  ? sheets[i].xml
                  : head + "<worksheet>" + sheets[i].xml + "</worksheet>",
              deflated);
    }
    zip.add(
        "xl/workbook.xml",
        head + "<workbook xmlns:r=\"r\">" + properties + "<sheets>" + list + "</sheets></workbook>",
        deflated);
    if (!strings.empty()) {
      zip.add("xl/sharedStrings.xml", head + "<sst>" + strings + "</sst>", deflated);
      relations += "<Relationship Id=\"rId901\" Type=\"" + office +
                   "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
    }
    zip.add("xl/styles.xml",
            head + "<styleSheet><numFmts>" + formats + "</numFmts><cellXfs>" + styles +
                "</cellXfs></styleSheet>",
            deflated);
    relations +=
        "<Relationship Id=\"rId902\" Type=\"" + office + "styles\" Target=\"styles.xml\"/>";
    zip.add("xl/_rels/workbook.xml.rels", head + "<Relationships>" + relations + "</Relationships>",
            deflated);
    return zip.bytes();
  }
};

/// A workbook of one sheet.
inline Parts sheet(const std::string& rows) {
  return {.sheets = {{"Sheet1", "<sheetData>" + rows + "</sheetData>"}}};
}

/// The rows as "LINE:a|b|c", rejects as "LINE!column: cause".
inline std::vector<std::string> rows_of(const std::string& bytes,
                                        svcctl::workbook::ReaderOptions options = {},
                                        svcctl::csv::FileForm* form = nullptr) {
  std::istringstream source(bytes);
  svcctl::workbook::Reader reader(source, "list.xlsx", std::move(options));
  std::vector<std::string> out;
  for (std::vector<svcctl::csv::Field> fields; reader.next(fields);) {
    std::string row = std::to_string(reader.line());
    if (const auto* reject = reader.reject()) {
      row += "!" + reject->column + ": " +
             svcctl::Catalogue::of(svcctl::Language::en).format(reject->cause);
    } else {
      for (std::size_t i = 0; i < fields.size(); ++i) row += (i == 0 ? ":" : "|") + fields[i].text;
    }
    out.push_back(row);
  }
  if (form != nullptr) *form = reader.form();
  return out;
}

}  // namespace workbook_test
