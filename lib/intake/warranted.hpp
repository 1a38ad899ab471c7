#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "intake/job_record.hpp"

/// What earlier visits of a car still warrant: the same work or part within their warranty is a
/// return repair, whatever the new visit is called (clause 2.4-itemise).
namespace svcctl::intake {

/// A delivered visit whose warranty runs.
struct RunningWarranty {
  std::int64_t job_id = 0;
  std::string job;
  Date until_on;  ///< last day
  std::optional<std::int64_t> until_km;
};
/// The other visits of the car whose warranty runs on the day that a job's car arrived, at its
/// odometer; the one that ends last first.
SVCCTL_API std::vector<RunningWarranty> running_warranties(const store::ReadTxn& tx,
                                                           const JobRecord& job);

/// Work or a part that is to be quoted.
struct Quoted {
  std::string operation = {};
  std::string text = {};
  bool in_words = false;
  std::optional<std::int64_t> part_id = std::nullopt;
};

/// What those visits did, for comparing.
class Warranted {
 public:
  Warranted(const store::ReadTxn& tx, const JobRecord& job);
  bool empty() const { return visits_.empty(); }
  /// The visit that did the same: the operation, unless it is maintenance, which wears; the part,
  /// fitted; the same words; or, of free words, work on the same system of the car.
  const RunningWarranty* by(const Quoted& quoted) const;

 private:
  struct Done {
    std::int64_t job_id = 0;
    Quoted what;
    std::vector<std::string> systems;  ///< codes
  };
  std::vector<std::string> systems_of(const Quoted& quoted) const;
  bool same(const Done& done, const Quoted& quoted) const;

  const store::ReadTxn& tx_;
  std::vector<RunningWarranty> visits_;
  std::vector<Done> done_;
};

}  // namespace svcctl::intake
