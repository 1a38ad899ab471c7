#include "csv/encoding.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "csv/gb18030.hpp"
#include "csv/private/conversion.hpp"

namespace svcctl::csv {
namespace {

struct EncodingName {
  std::string_view name;  ///< without dashes and such
  Encoding encoding;
};
constexpr std::array encoding_names = {
    EncodingName{"utf8bom", Encoding::utf8},
    EncodingName{"gbk", Encoding::gb18030},
    EncodingName{"gb2312", Encoding::gb18030},
    EncodingName{"cp936", Encoding::gb18030},
    EncodingName{"ucs2", Encoding::utf16},
    EncodingName{"unicode", Encoding::utf16},
    EncodingName{"sjis", Encoding::shift_jis},
    EncodingName{"cp932", Encoding::shift_jis},
    EncodingName{"windows31j", Encoding::shift_jis},
    EncodingName{"cp1252", Encoding::windows1252},
    EncodingName{"latin1", Encoding::windows1252},
    EncodingName{"iso88591", Encoding::windows1252},
    EncodingName{"cp950", Encoding::big5},
};

std::string letters_and_digits(std::string_view name) {
  std::string out;
  for (const char c : utf8::folded(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

std::string to_utf16(std::string_view text, bool low_first) {
  std::string out;
  const auto put = [&](char32_t unit) {
    const auto low = static_cast<char>(unit & 0xFFU);
    const auto high = static_cast<char>(unit >> 8U);
    out += low_first ? low : high;
    out += low_first ? high : low;
  };
  utf8::each(text, [&](char32_t c, std::string_view) {
    if (c == utf8::none) c = 0xFFFD;
    if (c < 0x10000) return put(c);
    put(0xD800 + ((c - 0x10000) >> 10U));
    put(0xDC00 + ((c - 0x10000) & 0x3FFU));
  });
  return out;
}

}  // namespace

const char* system_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::shift_jis: return "CP932";
    case Encoding::windows1252: return "CP1252";
    case Encoding::big5: return "BIG5";
    default: return nullptr;
  }
}

Conversion::Conversion(const char* to, const char* from) : state_(::iconv_open(to, from)) {
  if (state_ == reinterpret_cast<iconv_t>(-1))  // NOLINT(performance-no-int-to-ptr): its own way
    throw usage_error("csv.encoding", tr("this system cannot convert {0} to {1}", from, to),
                      "--input-encoding utf-8");
}

Conversion::End Conversion::convert(std::string_view text, std::string& out, std::size_t& taken) {
  auto* in = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  std::size_t left = text.size();
  for (;;) {
    std::array<char, 4096> made{};
    char* at = made.data();
    std::size_t room = made.size();
    const auto done = ::iconv(state_, &in, &left, &at, &room);
    const int error = errno;
    out.append(made.data(), made.size() - room);
    taken = text.size() - left;
    if (done != static_cast<std::size_t>(-1)) return End::all;
    if (error != E2BIG) return error == EINVAL ? End::cut : End::bad;
  }
}

std::optional<Encoding> encoding_named(std::string_view name) {
  const auto plain = letters_and_digits(name);
  for (const auto& entry : codes<Encoding>)
    if (plain == letters_and_digits(entry.code)) return entry.value;
  for (const auto& entry : encoding_names)
    if (plain == entry.name) return entry.encoding;
  return std::nullopt;
}

std::optional<std::string> encoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::gb18030) return to_gb18030(text);
  if (encoding == Encoding::utf16le || encoding == Encoding::utf16be)
    return to_utf16(text, encoding == Encoding::utf16le);
  const auto* name = system_name(encoding);
  if (name == nullptr) return std::string(text);
  std::string out;
  std::size_t taken = 0;
  if (Conversion(name, "UTF-8").convert(text, out, taken) != Conversion::End::all)
    return std::nullopt;
  return out;
}

std::string_view mark_of(Encoding encoding) {
  using namespace std::string_view_literals;
  switch (encoding) {
    case Encoding::utf8: return "\xEF\xBB\xBF"sv;
    case Encoding::utf16le: return "\xFF\xFE"sv;
    case Encoding::utf16be: return "\xFE\xFF"sv;
    case Encoding::gb18030: return "\x84\x31\x95\x33"sv;
    default: return {};
  }
}

}  // namespace svcctl::csv
