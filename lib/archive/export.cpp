#include "archive/export.hpp"

#include <nlohmann/json.hpp>

#include "archive/private/export_rows.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

using nlohmann::ordered_json;

std::string dumped(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

constexpr std::string_view style =
    "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
    "th,td{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top}"
    "td{white-space:pre-wrap}";

void put_row(const Write& write, const char* tag, const std::vector<std::string>& cells) {
  std::string out = "<tr>";
  for (const auto& cell : cells)
    out += std::string("<") + tag + ">" + escaped(cell) + "</" + tag + ">";
  write(out + "</tr>\n");
}

}  // namespace

void export_json(const store::ReadTxn& tx, std::int64_t customer_id, const Write& write) {
  ordered_json own = ordered_json::object();
  for (const auto& [column, value] : export_fields(tx, customer_id, nullptr))
    own[column.key] = value;
  write("{\n\"customer\": " + dumped(own));
  for (const auto& part : export_parts(tx, customer_id, nullptr)) {
    write(std::string(",\n\"") + part.key + "\": [");
    bool first = true;
    part.each([&](const ExportRow& row) {
      ordered_json object = ordered_json::object();
      for (std::size_t i = 0; i < row.size(); ++i) object[part.columns[i].key] = row[i];
      write((first ? "\n  " : ",\n  ") + dumped(object));
      first = false;
    });
    write(first ? "]" : "\n]");
  }
  write("\n}\n");
}

void export_html(const store::ReadTxn& tx, std::int64_t customer_id, const Catalogue& catalogue,
                 const Write& write) {
  const auto word = [&](const char* id) { return std::string(catalogue.text(id)); };
  const auto title = escaped(word(N_("What is on file about you")));
  write("<!DOCTYPE html>\n<html lang=\"" +
        std::string(catalogue.language() == Language::zh ? "zh-CN" : "en") +
        "\">\n<head><meta charset=\"utf-8\"><title>" + title + "</title><style>" +
        std::string(style) + "</style></head>\n<body>\n<h1>" + title + "</h1>\n<p>" +
        escaped(tx.settings().shop.name) + " · " + tx.settings().zone.local(tx.now()) + "</p>\n");
  write("<table>\n");
  for (const auto& [column, value] : export_fields(tx, customer_id, &catalogue))
    if (!value.empty())
      write("<tr><th>" + escaped(word(column.title)) + "</th><td>" + escaped(value) +
            "</td></tr>\n");
  write("</table>\n");
  for (const auto& part : export_parts(tx, customer_id, &catalogue)) {
    bool first = true;
    part.each([&](const ExportRow& row) {
      if (first) {
        write("<h2>" + escaped(word(part.title)) + "</h2>\n<table>\n");
        std::vector<std::string> titles;
        for (const auto& column : part.columns) titles.push_back(word(column.title));
        put_row(write, "th", titles);
      }
      first = false;
      put_row(write, "td", row);
    });
    if (!first) write("</table>\n");
  }
  write("</body>\n</html>\n");
}

}  // namespace svcctl::archive
