#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "intake/job_record.hpp"
#include "settle/warranty.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::settle {

/// Papers that go with the car (clause 2.4-papers).
enum class Paper { repair_record, warranty, certificate };

struct DeliverRequest {
  std::string job;
  std::string to;  ///< who takes the car and the papers
  std::optional<std::int64_t> odometer_km = std::nullopt;
  bool sure = false;                 ///< the odometer was looked at again
  std::vector<Paper> papers = {};    ///< given with the car, beside those given before
  Language language = Language::en;  ///< of those papers
  std::optional<std::int64_t> score = std::nullopt;  ///< 1 to 5 (clause 2.4-ask)
  bool score_declined = false;
  std::string comment = {};
};

/// A car handed back.
struct Delivery {
  std::string job;
  std::string plate;
  std::string to;  ///< unmasked; empty once erased
  std::optional<std::int64_t> odometer_km;
  std::vector<Paper> papers;  ///< that the customer has, of those that go with a car
  std::optional<std::int64_t> score;
  bool score_declined = false;
  std::string comment;
  Instant at;
  std::optional<Warranty> warranty;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
};

/// Papers as they are typed: "repair-record,warranty".
SVCCTL_API std::string paper_list(const std::vector<Paper>& papers);
/// Reads such a list. @throws Error "settle.paper" (2)
SVCCTL_API std::vector<Paper> parse_papers(const std::string& typed);
/// The papers a job of that category needs: repair record and warranty card, and the completion
/// certificate for the repair categories the region names.
SVCCTL_API std::vector<Paper> needed_papers(const Settings& settings,
                                            std::optional<Category> category);
/// Those of them that were not handed over; what a refusal and the audit go by.
SVCCTL_API std::vector<Paper> missing_papers(const Settings& settings,
                                             std::optional<Category> category,
                                             const std::vector<Paper>& handed);
/// Hands the car back. Refuses, in this order: a job with an unchecked task or without a passed
/// final inspection (2.2-quality); one without a bill of all its work, or unpaid beyond the
/// customer's credit (2.4-itemise); an old part open or against the wish (2.3-oldparts);
/// valuables not signed back (1.3-integrity); a car neither cleaned nor left so by the customer's
/// wish (2.4-clean); missing papers (2.4-papers).
/// @throws Error "settle.to", "settle.score", "settle.odometer", "job.closed" (2)
SVCCTL_API Delivery deliver(store::WriteTxn& tx, const DeliverRequest& request);
SVCCTL_API std::optional<Delivery> delivery_of(const store::ReadTxn& tx,
                                               const intake::JobRecord& job);

}  // namespace svcctl::settle

namespace svcctl {
template <>
inline constexpr std::array codes<settle::Paper> = {
    CodeEntry<settle::Paper>{settle::Paper::repair_record, "repair-record", N_("repair record")},
    CodeEntry<settle::Paper>{settle::Paper::warranty, "warranty", N_("warranty card")},
    CodeEntry<settle::Paper>{settle::Paper::certificate, "certificate",
                             N_("completion certificate")},
};
template <>
inline constexpr std::array fields<settle::Delivery> = {
    field<&settle::Delivery::late_by>("late_by"),
    field<&settle::Delivery::to>("to_name"),
    field<&settle::Delivery::odometer_km>("odometer_km"),
    field<&settle::Delivery::score>("score"),
    field<&settle::Delivery::score_declined>("score_declined"),
    field<&settle::Delivery::comment>("comment"),
    field<&settle::Delivery::at>("at"),
};
}  // namespace svcctl
