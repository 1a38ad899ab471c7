#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"
#include "callback/message.hpp"

namespace svcctl::callback {

/// The calls that are due, and those to come as far as they are made, as an iCalendar file
/// (RFC 5545): a day each, with the plate, the customer and the words to say.
/// @throws Error "customer.may-not-see", "customer.no-purpose" (4)
SVCCTL_API std::string calendar(store::WriteTxn& tx, const ExportRequest& request,
                                const Catalogue& catalogue);

/// One content line: the text escaped, folded after at most 75 octets between characters, ended by
/// CR LF. Control characters become blanks, line breaks "\n".
SVCCTL_API std::string content_line(std::string_view name, std::string_view text);

}  // namespace svcctl::callback
