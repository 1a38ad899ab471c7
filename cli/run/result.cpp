#include "cli/run/result.hpp"

#include <unistd.h>

#include "cli/output/render/renderer.hpp"

namespace svcctl::cli {

Result::Result(const SharedOptions& shared, const Catalogue& catalogue, const Zone& zone,
               bool silent, Files& files)
    : silent_(silent && shared.output.empty()),
      sink_(make_renderer({.format = shared.format,
                           .columns = shared.columns,
                           .sort = shared.sort,
                           .limit = shared.limit,
                           .no_header = shared.no_header,
                           .encoding = shared.encoding,
                           .zone = zone},
                          catalogue, [this](std::string_view bytes) { spool_.write(bytes); })),
      out_(shared.ref.empty() ? *sink_ : recording_.emplace(*sink_), catalogue, files) {
  if (shared.output.empty()) return;
  const auto target = files.target(shared.output);
  if (!target.rehearsal()) target_ = target;
}

void Result::prepare() {
  if (!target_ || is_device(*target_)) return;
  file_.emplace(*target_);
  spool_.drain([this](std::string_view bytes) { file_->write(bytes); });
  file_->flush();
}

void Result::print() {
  if (file_) return file_->keep();
  if (silent_) return;
  Descriptor device;
  if (target_) device = open_device(*target_);
  const int number = target_ ? device.number() : STDOUT_FILENO;
  const auto name = target_ ? value(target_->path()) : tr("standard output");
  spool_.drain([&](std::string_view bytes) { write_all(number, bytes, name); });
}

void Result::print_into(Spool& spool) {
  if (!silent_) spool_.drain([&](std::string_view bytes) { spool.write(bytes); });
}

}  // namespace svcctl::cli
