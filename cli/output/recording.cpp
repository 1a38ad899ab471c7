#include "cli/output/recording.hpp"

#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>

#include "base/kept_message.hpp"

namespace svcctl::cli {
namespace {

using nlohmann::json;

std::string line_of(const json& call) {
  return call.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

/// Results kept by older versions hold messages as arrays.
Message message_of(const json& kept) {
  if (kept.is_string()) return read_message(kept.get<std::string>());
  Message message{kept[0].get<std::string>(), {}, kept[2].get<bool>()};
  for (const auto& each : kept[1]) message.args.push_back(message_of(each));
  return message;
}

/// The kinds of cells are told apart by a word; text, numbers and truth stand for themselves.
json kept_cell(const Cell& cell) {
  return std::visit(
      [](const auto& value) -> json {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::monostate>)
          return nullptr;
        else if constexpr (std::is_same_v<T, Money>)
          return {{"money", value.minor()}};
        else if constexpr (std::is_same_v<T, Quantity>)
          return {{"quantity", value.thousandths()}};
        else if constexpr (std::is_same_v<T, Hours>)
          return {{"hours", value.thousandths()}};
        else if constexpr (std::is_same_v<T, Percent>)
          return {{"percent", value.thousandths()}};
        else if constexpr (std::is_same_v<T, Date>)
          return {{"date", value.days}};
        else if constexpr (std::is_same_v<T, Instant>)
          return {{"instant", value.seconds}};
        else if constexpr (std::is_same_v<T, Code>)
          return {{"code", {value.code, value.label}}};
        else if constexpr (std::is_same_v<T, Codes>) {
          json codes = json::array();
          for (const auto& code : value) codes.push_back({code.code, code.label});
          return {{"codes", std::move(codes)}};
        } else if constexpr (std::is_same_v<T, Message>)
          return {{"message", keep_message(value)}};
        else
          return value;
      },
      cell);
}

Code code_of(const json& kept) { return {kept[0].get<std::string>(), kept[1].get<std::string>()}; }

Cell cell_of(const json& kept) {
  if (kept.is_null()) return {};
  if (kept.is_boolean()) return Cell(std::in_place_type<bool>, kept.get<bool>());
  if (kept.is_number()) return kept.get<std::int64_t>();
  if (kept.is_string()) return kept.get<std::string>();
  const auto only = kept.begin();
  const std::string& kind = only.key();
  const json& value = only.value();
  if (kind == "money") return Money::minor(value.get<std::int64_t>());
  if (kind == "quantity") return Quantity::thousandths(value.get<std::int64_t>());
  if (kind == "hours") return Hours::thousandths(value.get<std::int64_t>());
  if (kind == "percent") return Percent::thousandths(value.get<std::int64_t>());
  if (kind == "date") return Date{value.get<decltype(Date::days)>()};
  if (kind == "instant") return Instant{value.get<decltype(Instant::seconds)>()};
  if (kind == "code") return code_of(value);
  if (kind == "message") return message_of(value);
  Codes codes;
  for (const auto& each : value) codes.push_back(code_of(each));
  return codes;
}

constexpr std::string_view first_call = R"(["b",)";
constexpr std::string_view first_text = R"(["t",)";

}  // namespace

void Recording::begin(const std::vector<Column>& columns, bool single_record) {
  json kept = json::array();
  for (const auto& column : columns) kept.push_back({column.key, column.title, column.optional});
  kept_ += line_of({"b", std::move(kept), single_record});
  to_.begin(columns, single_record);
}

void Recording::row(Cells& cells) {
  json kept = json::array();
  for (const auto& cell : cells) kept.push_back(kept_cell(cell));
  kept_ += line_of({"r", std::move(kept)});
  to_.row(cells);
}

void Recording::end() {
  kept_ += line_of(json::array({"e"}));
  to_.end();
}

void Recording::text(std::string_view text) {
  kept_ += line_of({"t", text});
  to_.text(text);
}

void play(std::string_view kept, Sink& to) {
  if (!kept.starts_with(first_call) && !kept.starts_with(first_text)) return to.text(kept);
  for (bool ended = false; !kept.empty();) {
    const auto line = kept.substr(0, kept.find('\n'));
    kept.remove_prefix(std::min(line.size() + 1, kept.size()));
    const auto call = json::parse(line);
    const auto what = call[0].get<std::string>();
    if (ended && !to.sections()) return;
    if (what == "b") {
      std::vector<Column> columns;
      for (const auto& each : call[1])
        columns.push_back(
            {each[0].get<std::string>(), each[1].get<std::string>(), each[2].get<bool>()});
      to.begin(columns, call[2].get<bool>());
    } else if (what == "r") {
      Cells cells;
      for (const auto& each : call[1]) cells.push_back(cell_of(each));
      to.row(cells);
    } else if (what == "e") {
      to.end();
      ended = true;
    } else {
      to.text(call[1].get<std::string>());
    }
  }
}

}  // namespace svcctl::cli
