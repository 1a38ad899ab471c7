#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"

namespace svcctl::store {
class ReadTxn;
class WriteTxn;
}  // namespace svcctl::store

namespace svcctl::job {

struct NoteRequest {
  std::string job;
  std::string text;
};
struct Note {
  std::string job;
  std::string text;  ///< empty once the customer is forgotten
  std::string by;    ///< staff code
  Instant at;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};
/// Keeps what the shop noted on a job, in whatever state the job is. The words are personal: they
/// go when the customer is forgotten, and are never changed before (clause 2.5-file).
/// @throws Error "job.note-empty" (2)
SVCCTL_API Note note(store::WriteTxn& tx, const NoteRequest& request);
/// The notes of a job, the first noted first.
SVCCTL_API std::vector<Note> notes(const store::ReadTxn& tx, std::int64_t job_id);

}  // namespace svcctl::job
