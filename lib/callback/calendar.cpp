#include "callback/calendar.hpp"

#include <algorithm>

#include "base/utf8.hpp"

// Written here and read back with libical by the tests: linking libical (and ICU behind it) would
// slow the start of every other command.
namespace svcctl::callback {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\' || c == ';' || c == ',')
      out += std::string("\\") + c;
    else if (c == '\n')
      out += "\\n";
    else if (byte < 0x20 || byte == 0x7F)
      out += ' ';
    else
      out += c;
  }
  return out;
}

/// "20261123T080000Z"
std::string stamp(Instant when) {
  auto text = when.str();
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string day(Date date) {
  auto text = date.str();
  std::erase(text, '-');
  return text;
}

/// A property whose value is no text: nothing to escape, and short.
std::string plain(const std::string& line) { return line + "\r\n"; }

std::string event(const store::ReadTxn& tx, const FollowUp& follow_up, const Catalogue& catalogue) {
  const std::string what(catalogue.text(label(follow_up.kind)));
  std::string summary = what;
  for (const auto& word : {follow_up.plate, follow_up.customer_name, follow_up.phone})
    if (!word.empty()) summary += " " + word;
  std::string out = plain("BEGIN:VEVENT");
  out += content_line(
      "UID", follow_up.number + "." + std::to_string(follow_up.called_for_on.days) + "@svcctl");
  out += plain("DTSTAMP:" + stamp(tx.now()));
  out += plain("DTSTART;VALUE=DATE:" + day(follow_up.due_on));
  out += plain("DTEND;VALUE=DATE:" + day(follow_up.due_on.plus_days(1)));
  out += content_line("SUMMARY", summary);
  if (const auto script = script_of(tx, follow_up); !script.empty())
    out += content_line("DESCRIPTION", script);
  out += content_line("CATEGORIES", to_code(follow_up.kind));
  out += plain("TRANSP:TRANSPARENT");
  return out + plain("END:VEVENT");
}

}  // namespace

std::string content_line(std::string_view name, std::string_view text) {
  constexpr std::size_t longest = 75;
  const std::string line = std::string(name) + ":" + escaped(text);
  std::string out;
  std::size_t octets = 0;
  utf8::each(line, [&](char32_t, std::string_view bytes) {
    if (octets + bytes.size() > longest) {
      out += "\r\n ";
      octets = 1;
    }
    out += bytes;
    octets += bytes.size();
  });
  return out + "\r\n";
}

std::string calendar(store::WriteTxn& tx, const ExportRequest& request,
                     const Catalogue& catalogue) {
  permit_export(tx, request, "calendar");
  auto filter = request.due;
  if (!filter.on) filter.on = tx.today().plus_days(tx.settings().callback->ahead_days);
  std::string out = plain("BEGIN:VCALENDAR") + plain("VERSION:2.0") +
                    plain("PRODID:-//svcctl//follow-up//EN") + plain("CALSCALE:GREGORIAN");
  each_due_whole(tx, filter,
                 [&](const FollowUp& follow_up) { out += event(tx, follow_up, catalogue); });
  return out + plain("END:VCALENDAR");
}

}  // namespace svcctl::callback
