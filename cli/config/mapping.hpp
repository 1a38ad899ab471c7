#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/files/files.hpp"

namespace svcctl::cli {

/// How a file is to be read: a TOML file that people keep beside it.
///
///     delimiter = ";"
///     encoding = "gb18030"
///     dates = "d/m/y"        # or "serial", a spreadsheet's count of days
///     decimal = ","
///     prices = "net"         # amounts are without tax
///     currency = "CNY"       # refused unless it is the shop's
///     round = 2              # finer values are rounded to so many decimals
///     header-line = "3-4"
///     sheet = "价格"         # of a workbook
///     people = "new"         # a phone on file with another name is of somebody else
///     [columns]
///     "经销价" = "cost"
///     "#5" = "-"             # the fifth column is left alone
struct FileMapping {
  std::optional<std::string> delimiter;
  std::optional<std::string> encoding;
  std::optional<std::string> dates;
  std::optional<std::string> decimal;
  std::optional<std::string> prices;
  std::optional<std::string> currency;
  std::optional<std::string> header_line;
  std::optional<std::string> sheet;
  std::optional<std::string> people;
  std::optional<int> round;
  std::vector<std::pair<std::string, std::string>> columns;  ///< title in the file, key it means
  std::string text;                                          ///< of the file; empty: no mapping
};

/// @throws Error "mapping.unreadable" (bad data), with file and line
FileMapping read_mapping(Files& files, const std::string& file);
/// The same from its text. @param name for messages
FileMapping parse_mapping(std::string_view text, const std::string& name);
/// The text of a mapping file. @throws Error "mapping.missing" (usage)
std::string mapping_text(Files& files, const std::string& file);

}  // namespace svcctl::cli
