#pragma once

#include <cstdint>
#include <optional>

#include "base/export.hpp"
#include "base/time.hpp"

// When a thing happened and when it was recorded: one value, made and judged in one place.
namespace svcctl::store {

/// When a record's thing happened, and when and by whom it is recorded. Only a write transaction
/// makes one (`WriteTxn::stamp`), after it judged the told time. Among the parameters of a
/// statement it stands for `:at`, `:now` and `:staff`, and for `:told`: when it happened, where
/// that is another time than that of recording.
class Stamp {
 public:
  Instant happened() const { return happened_; }
  Instant recorded() const { return recorded_; }
  /// Row id of who records it.
  const std::optional<std::int64_t>& by() const { return by_; }
  /// Recorded later than the shop's lateness allows (`clock.late_hours`).
  bool late() const { return late_; }
  /// The time that validity and terms are judged by: when it happened; or, of a late record, when
  /// it was recorded, unless a second manager accepted it with who acts: nobody vouches alone for
  /// what was then.
  Instant counts() const { return late_ && !witnessed_ ? recorded_ : happened_; }
  bool witnessed() const { return witnessed_; }

 private:
  friend class WriteTxn;
  Stamp(Instant happened, Instant recorded, std::optional<std::int64_t> by)
      : happened_(happened), recorded_(recorded), by_(by) {}

  Instant happened_, recorded_;
  std::optional<std::int64_t> by_;
  bool late_ = false;
  bool witnessed_ = false;
};

/// What an act stands on: the act cannot have happened before.
struct Ground {
  const char* what;  ///< message id: "the job was opened"
  const char* sql;   ///< gives the moment as `value`, for the row `:id`; NULL: not there
  std::int64_t id;
  std::optional<Instant> moment = {};  ///< instead of `sql` where that is nullptr
};

/// A kind of ground, declared once: `inline constexpr GroundKind opened{N_("…"), "SELECT …"}`,
/// named by services as `opened.of(job.id)`.
struct GroundKind {
  const char* what;
  const char* sql;
  constexpr Ground of(std::int64_t id) const { return {what, sql, id, {}}; }
  /// Of a moment that is at hand, or nothing where it is not there.
  constexpr Ground at(std::optional<Instant> moment) const { return {what, nullptr, 0, moment}; }
};

}  // namespace svcctl::store
