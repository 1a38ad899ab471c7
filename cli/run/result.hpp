#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/files/files.hpp"
#include "cli/files/whole_file.hpp"
#include "cli/output/output.hpp"
#include "cli/output/recording.hpp"
#include "cli/output/spool.hpp"
#include "cli/parser/shared_options.hpp"

namespace svcctl::cli {

/// The result of a command on its way: rendered into a spool, then printed or put into the file of
/// `--output`. A rehearsal (--dry-run) prints it.
class Result {
 public:
  /// @param silent a confirmation that nobody wants to read, unless it goes into a file
  Result(const SharedOptions& shared, const Catalogue& catalogue, const Zone& zone, bool silent,
         Files& files);

  Output& out() { return out_; }
  /// Whether it goes into a file or a device.
  bool has_target() const { return target_.has_value(); }
  /// Puts it on disk under a temporary name, where `--output` names a file.
  void prepare();
  /// Gives the file its name, or prints.
  void print();
  /// Adds what `print` would print to a spool.
  void print_into(Spool& spool);
  /// With `--ref`: the result as it is kept behind the key.
  const std::string& kept() const { return recording_->kept(); }
  /// Takes a kept result instead of a new one.
  void repeat(std::string_view kept) { play(kept, *sink_); }

 private:
  bool silent_;
  Spool spool_;
  std::unique_ptr<Sink> sink_;
  std::optional<Recording> recording_;  ///< with --ref
  Output out_;
  std::optional<Target> target_;
  std::optional<WholeFile> file_;
};

}  // namespace svcctl::cli
