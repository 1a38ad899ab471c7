#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "correction/correction.hpp"
#include "intake/job_record.hpp"
#include "job/task.hpp"

// The table of facts that can be put right; the slice's own.
namespace svcctl::correction {

/// Of what a fact is.
struct Subject {
  intake::JobRecord job;
  std::optional<job::Task> task = {};
  std::string number = {};  ///< that people know it by
  bool sure = false;

  std::int64_t row_id() const { return task ? task->id : job.id; }
};

/// How a value is typed, kept and read.
enum class FactType { kilometres, moment, words, wish, staff };

/// A value as it is kept.
struct Value {
  std::optional<std::int64_t> number = {};  ///< kilometres, seconds, row id of staff
  std::string text = {};                    ///< words, code
  bool operator==(const Value&) const = default;
};

using Report = std::function<void(Changed)>;

/// The row that facts stand in.
struct Source {
  const char* alias;     ///< of the row in `from`
  const char* from;      ///< of a SELECT; for `:id`, the job's or the task's
  const char* recorded;  ///< when it was recorded, as `recorded_at`, and by whom, as `staff_id`
  const char* table;     ///< of an UPDATE
  const char* row;       ///< its condition
};

/// One fact, declared once.
struct Fact {
  intake::FactOf what;
  intake::FactField field;
  FactType type;
  const Source* source;
  const char* column;
  /// Refuses a value that cannot be, whatever follows.
  void (*judge)(store::WriteTxn&, const Subject&, const Value&) = nullptr;
  /// Recomputes what followed from the wrong value; `before` is that.
  void (*follow)(store::WriteTxn&, const Subject&, const Value& before, const Value& after,
                 const Report&) = nullptr;
};

std::span<const Fact> all_facts();
/// Those of a certificate, which is put on file anew.
std::vector<intake::FactField> facts_of_certificates();

/// What follows from another odometer at reception, and at delivery.
void follow_odometer_in(store::WriteTxn& tx, const Subject& of, const Value& before,
                        const Value& after, const Report& report);
void follow_odometer_out(store::WriteTxn& tx, const Subject& of, const Value& before,
                         const Value& after, const Report& report);
/// From another time of arrival.
void follow_arrival(store::WriteTxn& tx, const Subject& of, const Value& before, const Value& after,
                    const Report& report);
/// From another technician of a task: whose clocks ran.
void follow_technician(store::WriteTxn& tx, const Subject& of, const Value& before,
                       const Value& after, const Report& report);
/// From another beginning or end of the work: the task repeats both.
void follow_clock(store::WriteTxn& tx, const Subject& of, const Value& before, const Value& after,
                  const Report& report);

}  // namespace svcctl::correction
