#include "base/text.hpp"

#include <fmt/args.h>

#include <cstdint>

#include "base/embedded.hpp"

namespace svcctl {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const auto& word : words) {
    if (!all.empty()) all += between;
    all += word;
  }
  return all;
}

namespace {

/// A compiled gettext catalogue (.mo, little endian), read in place: two tables of length and
/// offset, the first sorted by message id. Whatever points outside the bytes counts as absent.
class CompiledCatalogue {
 public:
  explicit CompiledCatalogue(std::string_view bytes) : bytes_(bytes) {
    if (word(0) != 0x950412de) return;
    count_ = word(8);
    ids_ = word(12);
    texts_ = word(16);
  }

  /// Empty when there is no such id.
  std::string_view find(std::string_view id) const {
    std::uint64_t low = 0;
    std::uint64_t high = count_;
    while (low < high) {
      const auto middle = (low + high) / 2;
      const auto order = entry(ids_, middle).compare(id);
      if (order == 0) return entry(texts_, middle);
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
    return {};
  }

 private:
  std::uint32_t word(std::uint64_t at) const {
    if (at + 4 > bytes_.size()) return 0;
    std::uint32_t value = 0;
    for (std::uint64_t i = 0; i < 4; ++i)
      value |= std::uint32_t{static_cast<unsigned char>(bytes_[at + i])} << (8 * i);
    return value;
  }
  std::string_view entry(std::uint64_t table, std::uint64_t index) const {
    const auto length = word(table + index * 8);
    const std::uint64_t offset = word(table + index * 8 + 4);
    if (offset + length > bytes_.size()) return {};
    return bytes_.substr(offset, length);
  }

  std::string_view bytes_;
  std::uint64_t count_ = 0;
  std::uint64_t ids_ = 0;
  std::uint64_t texts_ = 0;
};

}  // namespace

const Catalogue& Catalogue::of(Language language) {
  static const Catalogue english(Language::en, {});
  static const Catalogue chinese(Language::zh, embedded_catalogue_zh());
  return language == Language::zh ? chinese : english;
}

std::string_view Catalogue::text(std::string_view id) const {
  if (!mo_.empty() && !id.empty())
    if (const auto found = CompiledCatalogue(mo_).find(id); !found.empty()) return found;
  return id.substr(0, id.find(sense_mark));
}

std::string Catalogue::format(const Message& message) const {
  if (message.plain) return message.id;
  const auto pattern = text(message.id);
  if (message.args.empty()) return std::string(pattern);
  fmt::dynamic_format_arg_store<fmt::format_context> args;
  args.reserve(message.args.size(), 0);
  for (const auto& arg : message.args) args.push_back(format(arg));
  return fmt::vformat(pattern, args);
}

}  // namespace svcctl
