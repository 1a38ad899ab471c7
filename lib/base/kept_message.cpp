#include "base/kept_message.hpp"

#include <charconv>
#include <optional>

namespace svcctl {
namespace {

void append_kept(std::string& out, const Message& message) {
  out += message.plain ? 'v' : 'm';
  out.append(std::to_string(message.id.size())).append(":").append(message.id);
  out += std::to_string(message.args.size()) + ";";
  for (const auto& argument : message.args) append_kept(out, argument);
}

/// A number up to the character that ends it, both taken off.
std::optional<std::size_t> take_length(std::string_view& rest, char end) {
  std::size_t number = 0;
  const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc() || stop == rest.data() + rest.size() || *stop != end)
    return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()) + 1);
  return number;
}

std::optional<Message> take_message(std::string_view& rest) {
  Message message;
  if (rest.empty()) return std::nullopt;
  message.plain = rest.front() == 'v';
  rest.remove_prefix(1);
  const auto size = take_length(rest, ':');
  if (!size || *size > rest.size()) return std::nullopt;
  message.id = rest.substr(0, *size);
  rest.remove_prefix(*size);
  const auto count = take_length(rest, ';');
  if (!count) return std::nullopt;
  for (std::size_t i = 0; i < *count; ++i) {
    auto argument = take_message(rest);
    if (!argument) return std::nullopt;
    message.args.push_back(std::move(*argument));
  }
  if (!message.plain && !has_places(message.id, message.args.size())) return std::nullopt;
  return message;
}

}  // namespace

std::string keep_message(const Message& message) {
  std::string out;
  append_kept(out, message);
  return out;
}

Message read_message(std::string_view kept) { return take_message(kept).value_or(Message{}); }

}  // namespace svcctl
