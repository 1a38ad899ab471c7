#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"
#include "job/task.hpp"
#include "store/columns.hpp"

namespace svcctl::job {

enum class Finding { ok, watch, bad };
enum class CheckKind { self, cross };

/// One item of an inspection, as found.
struct InspectionResult {
  std::string template_code;
  std::string item;
  std::string name;  ///< of the item, from the template
  std::string name_zh;
  Finding result = Finding::ok;
  std::string value;
  std::string unit;
};
struct InspectRequest {
  std::string job;
  std::string template_code;
  std::vector<std::string> set;  ///< ITEM=ok|watch|bad[:VALUE]
};
SVCCTL_API std::vector<InspectionResult> inspect(store::WriteTxn& tx,
                                                 const InspectRequest& request);
/// With the name and unit of its item, so far as the template still has it.
InspectionResult described(const Settings& settings, InspectionResult result);
SVCCTL_API std::vector<InspectionResult> inspections(const store::ReadTxn& tx, std::int64_t job_id);

struct Diagnosis {
  std::string job;
  std::string finding;
  std::string codes;  ///< comma-separated
  std::string cause;
  std::string equipment;
  std::string by;  ///< staff code
  Instant at;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};
struct DiagnoseRequest {
  std::string job;
  std::string finding;
  std::vector<std::string> codes;
  std::string cause;
  std::string equipment;
};
SVCCTL_API Diagnosis diagnose(store::WriteTxn& tx, const DiagnoseRequest& request);
SVCCTL_API std::vector<Diagnosis> diagnoses(const store::ReadTxn& tx, std::int64_t job_id);

struct RepairPlan {
  std::string job;
  std::vector<std::string> options;
  std::string recommended;
  bool explained = false;
  std::string chosen;
  std::string declined;
  std::string reason;
};
/// Records the plan put to the customer (clause 2.2-plan). Without options, the latest plan goes
/// on: only what is given changes.
SVCCTL_API RepairPlan plan(store::WriteTxn& tx, const RepairPlan& request);
SVCCTL_API std::optional<RepairPlan> latest_plan(const store::ReadTxn& tx, std::int64_t job_id);

/// A self-check or cross-check of a finished task (clause 2.2-quality).
struct TaskCheckRequest {
  std::string job;
  std::string task;
  CheckKind kind = CheckKind::self;
  bool passed = true;
  std::vector<std::string> measures;  ///< NAME=VALUE
  std::string note;
};
SVCCTL_API Task check_task(store::WriteTxn& tx, const TaskCheckRequest& request);

/// The final inspection by an inspector (clause 2.2-quality).
struct FinalRequest {
  std::string job;
  bool passed = true;
  std::optional<std::int64_t> road_test_km;
  std::string note;
};
SVCCTL_API intake::JobRecord final_inspection(store::WriteTxn& tx, const FinalRequest& request);

}  // namespace svcctl::job

namespace svcctl {
template <>
inline constexpr std::array codes<job::Finding> = {
    CodeEntry<job::Finding>{job::Finding::ok, "ok", N_("ok")},
    CodeEntry<job::Finding>{job::Finding::watch, "watch", N_("watch")},
    CodeEntry<job::Finding>{job::Finding::bad, "bad", N_("bad")},
};
template <>
inline constexpr std::array codes<job::CheckKind> = {
    CodeEntry<job::CheckKind>{job::CheckKind::self, "self", N_("self-check")},
    CodeEntry<job::CheckKind>{job::CheckKind::cross, "cross", N_("cross-check")},
};
template <>
inline constexpr std::array fields<job::InspectionResult> = {
    field<&job::InspectionResult::template_code>("template"),
    field<&job::InspectionResult::item>("item"),
    field<&job::InspectionResult::result>("result"),
    field<&job::InspectionResult::value>("measured"),
};
template <>
inline constexpr std::array fields<job::Diagnosis> = {
    field<&job::Diagnosis::late_by>("late_by"), field<&job::Diagnosis::job>("job"),
    field<&job::Diagnosis::finding>("finding"), field<&job::Diagnosis::codes>("codes"),
    field<&job::Diagnosis::cause>("cause"),     field<&job::Diagnosis::equipment>("equipment"),
    field<&job::Diagnosis::by>("staff"),        field<&job::Diagnosis::at>("at"),
};
template <>
inline constexpr std::array fields<job::RepairPlan> = {
    field<&job::RepairPlan::job>("job"),
    field<&job::RepairPlan::recommended>("recommended"),
    field<&job::RepairPlan::explained>("explained"),
    field<&job::RepairPlan::chosen>("chosen"),
    field<&job::RepairPlan::declined>("declined"),
    field<&job::RepairPlan::reason>("reason"),
};
}  // namespace svcctl
