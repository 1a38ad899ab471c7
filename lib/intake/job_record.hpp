#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/identifier.hpp"
#include "base/money.hpp"
#include "base/settings.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"

namespace svcctl::store {
class ReadTxn;
class WriteTxn;
}  // namespace svcctl::store

namespace svcctl::intake {

/// How far a visit has come.
enum class JobState {
  open,
  quoted,
  confirmed,
  working,
  finished,
  final_passed,
  prepared,
  delivered,
  declined,
  cancelled,
};

/// What becomes of replaced parts, as the customer wished at intake (clause 2.3-oldparts).
enum class OldPartsWish { give_back, dispose };

/// One visit of one vehicle.
struct JobRecord {
  std::int64_t id = 0;
  std::string number;
  std::int64_t outlet_id = 0;
  std::int64_t vehicle_id = 0;
  std::int64_t customer_id = 0;
  std::optional<std::int64_t> advisor_id;
  std::optional<Category> category;
  bool category_given = false;  ///< a person said of which it is: see category.hpp
  JobState state = JobState::open;
  std::optional<std::int64_t> odometer_km;
  std::string concern;
  std::string symptoms;
  std::optional<OldPartsWish> old_parts_wish;
  Instant arrived_at;
  Instant opened_at;
  std::optional<Instant> promised_at;
  std::optional<Instant> first_promised_at;
  std::optional<std::int64_t> comeback_of_job_id;
  std::optional<std::string> warranty_verdict;
  std::string declined_reason;
  std::string cancelled_reason;
  std::string plate;       ///< that the car bore then, else the vehicle's number: what people type
  std::string plate_then;  ///< the same, or empty
  std::optional<PlateState> plate_state;  ///< what it bore instead then
  VehicleKind vehicle_kind = VehicleKind::car;
  std::string customer_name;  ///< unmasked: mask it in lists
  std::string advisor;        ///< staff code, or empty
};

/// What `intake list` and `job list` choose by.
struct JobFilter {
  std::vector<JobState> states;  ///< any of them; empty: all
  bool unfinished = false;       ///< neither delivered, declined nor cancelled
  std::optional<Period> opened;
  std::string plate;     ///< plate, VIN or vehicle number as typed
  std::string customer;  ///< number or phone as typed
};

/// Finds a job by its number or any unambiguous suffix of it.
/// @throws Error "job.not-found" (3), "number.ambiguous" (2)
SVCCTL_API JobRecord find_job(const store::ReadTxn& tx, std::string_view typed);
/// The same, or nothing where no job has that number. @throws Error "number.ambiguous" (2)
SVCCTL_API std::optional<JobRecord> seek_job(const store::ReadTxn& tx, std::string_view typed);
SVCCTL_API JobRecord job_by_id(const store::ReadTxn& tx, std::int64_t id);
/// Newest first.
SVCCTL_API std::vector<JobRecord> list_jobs(const store::ReadTxn& tx, const JobFilter& filter);

/// The total after tax of the whole job `j` that the customer had last agreed to when `act` was
/// done; NULL where nothing valid was agreed to before. For SQL of rules: see store/rule.hpp.
inline constexpr std::string_view consented_amount =
    R"((SELECT c.total_amount FROM consent c LEFT JOIN estimate e ON e.id = c.estimate_id
         WHERE c.job_id = j.id AND c.given = 1 AND c.at <= act.at
           AND (c.change_id IS NOT NULL
                OR NOT EXISTS (SELECT 1 FROM estimate n
                                WHERE n.job_id = e.job_id AND n.id > e.id AND n.at <= act.at))
         ORDER BY c.id DESC LIMIT 1))";
/// The same as of now; zero where nothing valid was agreed to.
SVCCTL_API Money consented_total(const store::ReadTxn& tx, std::int64_t job_id);
/// The same, or nothing where nothing valid was ever agreed to.
SVCCTL_API std::optional<Money> consented(const store::ReadTxn& tx, std::int64_t job_id);
/// Whether work has begun: a clock was started or a part was issued.
SVCCTL_API bool work_began(JobState state);
/// Confirmed and not yet at its end: work, changes and parts are possible.
SVCCTL_API bool in_work(JobState state);
/// Neither delivered, declined nor cancelled.
SVCCTL_API bool alive(JobState state);

}  // namespace svcctl::intake

namespace svcctl {
template <>
inline constexpr std::array codes<intake::JobState> = {
    CodeEntry<intake::JobState>{intake::JobState::open, "open", N_("open||job")},
    CodeEntry<intake::JobState>{intake::JobState::quoted, "quoted", N_("quoted")},
    CodeEntry<intake::JobState>{intake::JobState::confirmed, "confirmed", N_("confirmed")},
    CodeEntry<intake::JobState>{intake::JobState::working, "working", N_("in work")},
    CodeEntry<intake::JobState>{intake::JobState::finished, "finished", N_("work finished")},
    CodeEntry<intake::JobState>{intake::JobState::final_passed, "final_passed",
                                N_("final inspection passed")},
    CodeEntry<intake::JobState>{intake::JobState::prepared, "prepared", N_("ready for delivery")},
    CodeEntry<intake::JobState>{intake::JobState::delivered, "delivered", N_("delivered")},
    CodeEntry<intake::JobState>{intake::JobState::declined, "declined", N_("declined")},
    CodeEntry<intake::JobState>{intake::JobState::cancelled, "cancelled", N_("cancelled")},
};
template <>
inline constexpr std::array codes<intake::OldPartsWish> = {
    CodeEntry<intake::OldPartsWish>{intake::OldPartsWish::give_back, "return",
                                    N_("customer takes them")},
    CodeEntry<intake::OldPartsWish>{intake::OldPartsWish::dispose, "dispose",
                                    N_("garage disposes")},
};
template <>
inline constexpr std::array fields<intake::JobRecord> = {
    field<&intake::JobRecord::id>("id"),
    field<&intake::JobRecord::number>("number"),
    field<&intake::JobRecord::outlet_id>("outlet_id"),
    field<&intake::JobRecord::vehicle_id>("vehicle_id"),
    field<&intake::JobRecord::customer_id>("customer_id"),
    field<&intake::JobRecord::advisor_id>("advisor_id"),
    field<&intake::JobRecord::category>("category"),
    field<&intake::JobRecord::category_given>("category_given"),
    field<&intake::JobRecord::state>("state"),
    field<&intake::JobRecord::odometer_km>("odometer_km"),
    field<&intake::JobRecord::concern>("concern"),
    field<&intake::JobRecord::symptoms>("symptoms"),
    field<&intake::JobRecord::old_parts_wish>("old_parts_wish"),
    field<&intake::JobRecord::arrived_at>("arrived_at"),
    field<&intake::JobRecord::opened_at>("opened_at"),
    field<&intake::JobRecord::promised_at>("promised_at"),
    field<&intake::JobRecord::first_promised_at>("first_promised_at"),
    field<&intake::JobRecord::comeback_of_job_id>("comeback_of_job_id"),
    field<&intake::JobRecord::warranty_verdict>("warranty_verdict"),
    field<&intake::JobRecord::declined_reason>("declined_reason"),
    field<&intake::JobRecord::cancelled_reason>("cancelled_reason"),
    field<&intake::JobRecord::plate>("plate"),
    field<&intake::JobRecord::plate_then>("plate_then"),
    field<&intake::JobRecord::plate_state>("plate_state"),
    field<&intake::JobRecord::vehicle_kind>("vehicle_kind"),
    field<&intake::JobRecord::customer_name>("customer_name"),
    field<&intake::JobRecord::advisor>("advisor"),
};
}  // namespace svcctl
