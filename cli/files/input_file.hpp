#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "cli/files/files.hpp"
#include "cli/files/read_stream.hpp"
#include "csv/reader.hpp"
#include "packed/packed.hpp"
#include "workbook/kind.hpp"

namespace svcctl::cli {

/// A file of rows to take in: delimited text or a workbook (.xlsx), either plain, `.gz`, a member
/// of a `.zip` ("list.zip", or "list.zip:member.csv" where it has several), or standard input (`-`)
/// as `Files` keeps it: its bytes are read twice, once for the digest that knows a file again. What
/// the file is, its bytes say, not its name.
class InputFile {
 public:
  /// @throws Error as `Files::read`; "input.damaged", "input.which", "input.no-list" … (bad data)
  InputFile(Files& files, const std::string& name);
  /// Its rows from the first on. @param options for text @param sheet of a workbook, by name or
  /// number; empty for the first
  /// @throws Error as the readers' constructors; "input.no-sheet" (usage)
  std::unique_ptr<csv::RowSource> rows(const csv::ReaderOptions& options, const std::string& sheet);
  /// As people know it: "-" is "standard input".
  const std::string& name() const { return name_; }
  /// Of all bytes of the file, in hex.
  const std::string& sha256() const { return sha256_; }
  /// How many bytes of how many the stream has taken from the file.
  std::int64_t taken();
  std::int64_t size() const { return size_; }
  /// @throws Error "input.changed" (bad data) when the file is no longer what it was at first
  void require_unchanged() const;

 private:
  struct Stamp {
    std::int64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const Stamp&) const = default;
  };
  Stamp stamp() const;
  /// Reads from the first byte again.
  void open();
  void choose_member(const std::string& wanted);
  void look_inside();
  /// From its first byte, unpacked. What cannot be unpacked or read is thrown from reading.
  std::istream& stream();
  [[noreturn]] void packed_twice() const;

  std::string name_;
  std::string path_;
  std::string sha256_;
  std::int64_t size_ = 0;
  Stamp first_;
  bool standard_input_;
  Descriptor kept_;
  std::optional<ReadStream> file_;  ///< of `kept_`
  workbook::FileKind kind_ = workbook::FileKind::text;
  Descriptor inner_;  ///< what was unpacked to be read from any place, in a file of its own
  std::optional<packed::ZipMember> member_;
  std::unique_ptr<packed::Inflated> unpacked_;
  std::unique_ptr<std::istream> stream_;
};

}  // namespace svcctl::cli
