#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "csv/reader.hpp"

// What the tests of the reader share.
namespace svcctl::test {

/// A file as the reader gives it: rows that were read, rows that were refused.
struct ReadFile {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::int64_t> lines;  ///< on which each row begins
  std::vector<csv::Reject> rejects;
  csv::Encoding encoding = csv::Encoding::detect;
  char delimiter = ',';
};

inline ReadFile read(const std::string& bytes, const csv::ReaderOptions& options = {}) {
  std::istringstream source(bytes);
  csv::Reader reader(source, options);
  ReadFile file;
  std::vector<csv::Field> fields;
  while (reader.next(fields)) {
    if (const csv::Reject* reject = reader.reject()) {
      file.rejects.push_back(*reject);
      continue;
    }
    file.lines.push_back(reader.line());
    auto& row = file.rows.emplace_back();
    for (const auto& field : fields) row.push_back(field.text);
  }
  file.encoding = reader.encoding();
  file.delimiter = reader.delimiter();
  return file;
}

/// The English sentence of a message.
inline std::string english(const Message& message) {
  return Catalogue::of(Language::en).format(message);
}

using Rows = std::vector<std::vector<std::string>>;
using Lines = std::vector<std::int64_t>;

}  // namespace svcctl::test
