#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"

namespace svcctl::intake {

/// An appointment (clause 2.1-welcome).
struct BookRequest {
  std::string plate;
  Instant for_at;
  std::string concern;
};
struct Booking {
  std::string number;
  std::string plate;
  std::string concern;
  Instant for_at;
  std::string state;  ///< booked, arrived, cancelled
  std::string job;    ///< number of the visit it became, or empty
};
SVCCTL_API Booking book(store::WriteTxn& tx, const BookRequest& request);
/// Appointments in their order; those still to come unless `all`.
SVCCTL_API std::vector<Booking> bookings(const store::ReadTxn& tx, std::optional<Period> on,
                                         bool all);
SVCCTL_API Booking cancel_booking(store::WriteTxn& tx, const std::string& number,
                                  const std::string& why);
/// A booking as it is kept.
struct KeptBooking {
  std::int64_t id = 0;
  std::int64_t outlet_id = 0;
  Booking booking;
  std::optional<Instant> cancelled_at;       ///< nothing: it is not, or by an older version
  std::optional<std::int64_t> cancelled_by;  ///< staff row id
};
/// @throws Error "booking.not-found" (3), "number.ambiguous" (2)
SVCCTL_API KeptBooking find_booking(const store::ReadTxn& tx, const std::string& typed);
/// One that is cancelled. @throws Error "booking.not-found" (3), "booking.not-cancelled" (2)
SVCCTL_API KeptBooking cancelled_booking(const store::ReadTxn& tx, const std::string& number);
/// It was cancelled by mistake, and stands again: see lib/correction.
/// @throws Error "booking.past", "booking.again" (2)
SVCCTL_API Booking book_again(store::WriteTxn& tx, const KeptBooking& cancelled);

/// A car is received. An unknown vehicle or customer is put on file.
struct OpenRequest {
  std::string vehicle = {};  ///< number, plate or VIN of one on file; else found by plate and VIN
  bool new_vehicle = false;  ///< it is none of those that it might be
  std::string plate;         ///< or words for none ("无牌"), or empty
  std::string vin;
  std::string make;
  std::string model;
  std::optional<std::int64_t> year;
  std::string engine;
  std::optional<VehicleKind> kind;
  std::string customer;  ///< number or phone; else name and phone
  std::string name;
  std::string phone;
  bool new_customer = false;    ///< though another customer has the phone
  std::string brought_by = {};  ///< who came with the car, beside its owner
  std::string brought_by_phone = {};
  std::optional<std::int64_t> odometer_km;
  bool sure = false;    ///< the odometer was looked at again
  std::string concern;  ///< refused when empty (clause 2.1-listen)
  std::string symptoms;
  std::optional<Category> category;  ///< at least; else that of its work
  std::optional<OldPartsWish> old_parts_wish;
  std::string booking;
  bool again = false;  ///< though the car is in the shop on another job
  std::optional<Instant> arrived_at;
  std::optional<std::int64_t> comeback_of_job_id;  ///< set by comeback, never by people
};
/// Refuses a car that is in the shop, unless it is received `again`
/// ("intake.in-shop", 2.5-archive), and a new vehicle with a plate or VIN on file
/// ("intake.not-new").
SVCCTL_API JobRecord open(store::WriteTxn& tx, const OpenRequest& request);

/// Walk-round and belongings (clauses 2.1-listen, 1.3-integrity).
struct CheckRequest {
  std::string job;
  std::optional<std::int64_t> fuel_percent;
  std::string damage;
  std::string belongings;
};
SVCCTL_API JobRecord check(store::WriteTxn& tx, const CheckRequest& request);

/// A question of the customer and its answer (clause 2.1-answer).
struct AskRequest {
  std::string job;
  std::string question;
  std::string answer;  ///< empty: not answered yet; the same question again answers it
};
SVCCTL_API JobRecord ask(store::WriteTxn& tx, const AskRequest& request);

/// Whether the visit can end with the customer declining the repair: no work began.
/// @throws Error "intake.closed", "job.no-reason" (2)
SVCCTL_API JobRecord require_declinable(store::WriteTxn& tx, const std::string& job,
                                        const std::string& why);
/// The customer declines the repair. What is asked of a car that leaves is asked in
/// settle/leaving.hpp.
SVCCTL_API JobRecord decline(store::WriteTxn& tx, const JobRecord& job, const std::string& why);

}  // namespace svcctl::intake
