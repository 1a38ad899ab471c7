#include "csv/private/decoder.hpp"

#include <algorithm>
#include <cstring>

#include "base/error.hpp"
#include "csv/private/bytes_as.hpp"
#include "csv/private/conversion.hpp"
#include "csv/private/gb18030.hpp"

namespace svcctl::csv {
namespace {

constexpr std::size_t block = std::size_t{64} * 1024;

/// How many bytes of ASCII stand at the front.
std::size_t ascii_run(std::string_view text) {
  std::size_t at = 0;
  std::uint64_t eight = 0;
  for (; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

void put_utf8(std::string& out, char32_t c) {
  auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

}  // namespace

Decoder::Decoder(std::istream& source, Encoding encoding) : source_(source), encoding_(encoding) {
  while (raw_.size() < 4 && read_block()) {
  }
  skip_mark();
}

Decoder::~Decoder() = default;

Encoding Decoder::encoding() const {
  return encoding_ == Encoding::detect ? Encoding::utf8 : encoding_;  // nothing but ASCII so far
}

bool Decoder::read_block() {
  if (at_end_) return false;
  const auto passed = static_cast<std::size_t>(std::min(in_, kept_) - first_);
  raw_.erase(0, passed);
  used_ -= passed;
  first_ += static_cast<std::int64_t>(passed);
  const std::size_t before = raw_.size();
  raw_.resize(before + block);
  source_.read(raw_.data() + before, static_cast<std::streamsize>(block));
  raw_.resize(before + static_cast<std::size_t>(source_.gcount()));
  if (source_.bad()) throw bad_data("csv.unreadable", tr("the file cannot be read to its end"));
  if (raw_.size() == before) at_end_ = true;
  return !at_end_;
}

/// Passes the byte order mark over and takes the encoding from it.
void Decoder::skip_mark() {
  auto starts = [&](std::string_view mark) { return raw_.starts_with(mark); };
  std::size_t mark = 0;
  const bool open = encoding_ == Encoding::detect;
  const bool utf16 = encoding_ == Encoding::utf16;
  if ((open || encoding_ == Encoding::utf8) && starts("\xEF\xBB\xBF")) {
    encoding_ = Encoding::utf8;
    mark = 3;
  } else if ((open || utf16 || encoding_ == Encoding::utf16le) && starts("\xFF\xFE")) {
    encoding_ = Encoding::utf16le;
    mark = 2;
  } else if ((open || utf16 || encoding_ == Encoding::utf16be) && starts("\xFE\xFF")) {
    encoding_ = Encoding::utf16be;
    mark = 2;
  } else if ((open || encoding_ == Encoding::gb18030) && starts("\x84\x31\x95\x33")) {
    encoding_ = Encoding::gb18030;
    mark = 4;
  } else if (utf16) {
    encoding_ = Encoding::utf16be;  // RFC 2781: big-endian where nothing says otherwise
  }
  has_mark_ = mark > 0;
  used_ = mark;
  in_ = static_cast<std::int64_t>(mark);
  marks_.push_back({0, in_});
}

/// Chooses between UTF-8 and GB18030 by the block from the first byte that is not ASCII.
/// @throws Error "csv.encoding" (bad data) where it is neither
void Decoder::decide() {
  while (raw_.size() - used_ < block && read_block()) {
  }
  const auto sample = std::string_view(raw_).substr(used_, block);
  const auto utf8 = reading_of(sample, utf8_length, at_end_);
  if (utf8.wrong <= utf8.good) {
    encoding_ = Encoding::utf8;
    return;
  }
  if (!plausible(sample, at_end_))
    throw bad_data("csv.encoding",
                   tr("the encoding is not told by the bytes: from byte {0} on it is neither UTF-8 "
                      "nor Chinese text in GB18030",
                      in_),
                   "--input-encoding gb18030 | windows-1252 | shift_jis | big5 | utf-16le");
  encoding_ = Encoding::gb18030;
}

bool Decoder::fill(std::string& out) {
  const std::size_t before = out.size();
  while (out.size() == before) {
    const bool more = read_block();
    if (!more && used_ == raw_.size()) return false;
    if (encoding_ == Encoding::detect) decode_ascii(out);
    switch (encoding_) {
      case Encoding::detect: break;
      case Encoding::utf8: decode_utf8(out); break;
      case Encoding::gb18030: decode_gb18030(out); break;
      case Encoding::utf16:
      case Encoding::utf16le:
      case Encoding::utf16be: decode_utf16(out); break;
      default: decode_by_system(out);
    }
  }
  return true;
}

void Decoder::take(std::string& out, std::size_t bytes) {
  out.append(raw_, used_, bytes);
  used_ += bytes;
  in_ += static_cast<std::int64_t>(bytes);
  out_ += static_cast<std::int64_t>(bytes);
}

void Decoder::put_bad(std::string& out, std::size_t bytes) {
  marks_.push_back({out_, in_});
  out.push_back(bad);
  ++out_;
  used_ += bytes;
  in_ += static_cast<std::int64_t>(bytes);
  marks_.push_back({out_, in_});
}

void Decoder::decode_ascii(std::string& out) {
  const auto end = std::find_if(raw_.begin() + static_cast<std::ptrdiff_t>(used_), raw_.end(),
                                [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  take(out, static_cast<std::size_t>(end - raw_.begin()) - used_);
  if (used_ < raw_.size()) decide();
}

void Decoder::decode_utf8(std::string& out) {
  const std::string_view all(raw_);
  std::size_t good = used_;
  while (good < all.size()) {
    good += ascii_run(all.substr(good));
    if (good == all.size()) break;
    const int length = utf8_length(all.substr(good));
    if (length > 0) {
      good += static_cast<std::size_t>(length);
    } else if (length < 0 && !at_end_) {
      break;
    } else {
      take(out, good - used_);
      put_bad(out, 1);
      good = used_;
    }
  }
  take(out, good - used_);
}

void Decoder::decode_gb18030(std::string& out) {
  const auto& table = Gb18030::table();
  const std::string_view all(raw_);
  while (used_ < all.size()) {
    const std::size_t plain = ascii_run(all.substr(used_));
    if (plain > 0) {
      const auto run = all.substr(used_, plain);
      for (std::size_t at = 0; (at = run.find_first_of("\r\n", at)) != std::string_view::npos;) {
        ++at;
        marks_.push_back(
            {out_ + static_cast<std::int64_t>(at), in_ + static_cast<std::int64_t>(at)});
      }
      take(out, plain);
      continue;
    }
    const auto rest = all.substr(used_);
    if (in_ >= line_checked_) {
      const auto end = rest.find_first_of("\r\n");
      if (end == rest.npos && !at_end_ && rest.size() < block) return;
      line_checked_ = in_ + static_cast<std::int64_t>(std::min(end, rest.size()));
      if (line_of_utf8(rest.substr(0, end))) {
        put_bad(out, 1);
        continue;
      }
    }
    const int length = gb18030_length(rest);
    if (length < 0 && !at_end_) return;
    char32_t c = 0;
    if (length == 2) c = table.two(byte_at(rest, 0), byte_at(rest, 1));
    if (length == 4) c = table.four(rest);
    if (c == 0) {
      put_bad(out, 1);
      continue;
    }
    const std::size_t before = out.size();
    put_utf8(out, c);
    out_ += static_cast<std::int64_t>(out.size() - before);
    used_ += static_cast<std::size_t>(length);
    in_ += length;
  }
}

void Decoder::decode_utf16(std::string& out) {
  const std::string_view all(raw_);
  const bool low_first = encoding_ == Encoding::utf16le;
  auto unit = [&](std::size_t at) {
    const char32_t one = byte_at(all, at);
    const char32_t two = byte_at(all, at + 1);
    return low_first ? one | two << 8 : one << 8 | two;
  };
  while (used_ < all.size()) {
    const std::size_t left = all.size() - used_;
    if (left < 4 && !at_end_) return;
    if (left < 2) return put_bad(out, left);
    char32_t c = unit(used_);
    std::size_t bytes = 2;
    if (c >= 0xD800 && c <= 0xDBFF) {
      const char32_t low = left < 4 ? 0 : unit(used_ + 2);
      if (low < 0xDC00 || low > 0xDFFF) {
        put_bad(out, 2);
        continue;
      }
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      bytes = 4;
    } else if (c >= 0xDC00 && c <= 0xDFFF) {
      put_bad(out, 2);
      continue;
    }
    const std::size_t before = out.size();
    put_utf8(out, c);
    out_ += static_cast<std::int64_t>(out.size() - before);
    used_ += bytes;
    in_ += static_cast<std::int64_t>(bytes);
    if (c == '\n' || c == '\r') marks_.push_back({out_, in_});
  }
}

/// In these encodings the ends of lines are those of ASCII, and no part of another character.
void Decoder::decode_by_system(std::string& out) {
  if (!conversion_) conversion_ = std::make_unique<Conversion>("UTF-8", system_name(encoding_));
  while (used_ < raw_.size()) {
    const auto rest = std::string_view(raw_).substr(used_);
    const auto line = rest.substr(0, rest.find_first_of("\r\n"));
    const auto piece = rest.substr(0, std::min(line.size() + 1, rest.size()));
    const std::size_t before = out.size();
    std::size_t taken = 0;
    const auto end = conversion_->convert(piece, out, taken);
    out_ += static_cast<std::int64_t>(out.size() - before);
    used_ += taken;
    in_ += static_cast<std::int64_t>(taken);
    if (end == Conversion::End::all)
      marks_.push_back({out_, in_});
    else if (end == Conversion::End::cut && !at_end_)
      return;
    else
      put_bad(out, 1);
  }
}

std::int64_t Decoder::source_position(std::int64_t out) const {
  auto after = std::upper_bound(marks_.begin(), marks_.end(), out,
                                [](std::int64_t place, const Mark& m) { return place < m.out; });
  if (after == marks_.begin()) return out;
  const Mark& mark = *std::prev(after);
  const bool same_size = encoding() == Encoding::utf8;
  return mark.in + (same_size ? out - mark.out : 0);
}

std::string Decoder::source_lines(std::int64_t from, std::int64_t to) const {
  const auto begin = source_position(from);
  const auto end = to == out_ ? in_ : source_position(to);
  if (begin < first_ || end < begin) return {};
  std::string lines =
      raw_.substr(static_cast<std::size_t>(begin - first_), static_cast<std::size_t>(end - begin));
  const bool wide = encoding_ == Encoding::utf16le || encoding_ == Encoding::utf16be;
  const std::size_t unit = wide ? 2 : 1;
  const auto ends_with = [&](char newline) {
    if (lines.size() < unit) return false;
    if (!wide) return lines.back() == newline;
    const bool low_first = encoding_ == Encoding::utf16le;
    const auto low = lines[lines.size() - (low_first ? 2 : 1)];
    return low == newline && lines[lines.size() - (low_first ? 1 : 2)] == '\0';
  };
  if (ends_with('\n')) lines.resize(lines.size() - unit);
  if (ends_with('\r')) lines.resize(lines.size() - unit);
  return lines;
}

void Decoder::forget_before(std::int64_t out) {
  kept_ = source_position(out);
  while (marks_.size() > 1 && marks_[1].out <= out) marks_.pop_front();
}

}  // namespace svcctl::csv
