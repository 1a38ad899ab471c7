#pragma once

#include <istream>
#include <string>

#include "base/export.hpp"

namespace svcctl::workbook {

/// What an input for rows turns out to be.
enum class FileKind { text, gzip, zip, workbook };

/// Looks at a file's first bytes and, in an archive, at the names of its members. The name of the
/// file says nothing: price lists in HTML are called .xls, workbooks are called .csv.
/// @param source can be sought
/// @param name for messages
/// @throws Error "input.no-list" (bad data) for what holds no rows that can be read (an old
///         workbook, HTML, a PDF, a picture …): what it is, and how to save it as a list;
///         "input.encrypted", "input.damaged" (bad data)
SVCCTL_API FileKind kind_of(std::istream& source, const std::string& name);

}  // namespace svcctl::workbook
