#pragma once

#include <string>
#include <string_view>

#include "cli/output/output.hpp"

namespace svcctl::cli {

/// Hands a result on and keeps it as it came, before columns are picked and rows rendered: what
/// `--ref` keeps, so that the same key answers in whatever format is asked for then.
class Recording : public Sink {
 public:
  explicit Recording(Sink& to) : to_(to) {}

  void begin(const std::vector<Column>& columns, bool single_record) override;
  void row(Cells& cells) override;
  void end() override;
  void text(std::string_view text) override;
  bool sections() const override { return to_.sections(); }
  std::optional<std::int64_t> most() const override { return to_.most(); }

  const std::string& kept() const { return kept_; }

 private:
  Sink& to_;
  std::string kept_;  ///< one JSON array a line for each call: its letter, then what it was given
};

/// Gives a kept result to a sink. Where the sink carries one result only, that is the first. What
/// programs before this one kept is ready text, and comes as it is.
void play(std::string_view kept, Sink& to);

}  // namespace svcctl::cli
