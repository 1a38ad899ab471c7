#include "base/identifier.hpp"
#include "intake/reception.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/number.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

constexpr store::NumberKind booking_numbers{.table = "booking",
                                            .letter = 'A',
                                            .code = "booking.not-found",
                                            .missing = N_("no such booking: {0}"),
                                            .hint = "svcctl intake bookings",
                                            .unfinished = "state = 'booked'"};

constexpr const char* booking_columns =
    R"(SELECT b.id AS id, b.outlet_id AS outlet_id, b.number AS number, b.plate AS plate, b.concern AS concern,
              b.for_at AS for_at, b.state AS state, COALESCE(j.number, '') AS job,
              b.cancelled_at AS cancelled_at, b.cancelled_by AS cancelled_by
         FROM booking b LEFT JOIN job j ON j.id = b.job_id)";

KeptBooking read_booking(const store::Row& row) {
  return {.id = row["id"],
          .outlet_id = row["outlet_id"],
          .booking = {.number = row["number"],
                      .plate = row["plate"],
                      .concern = row["concern"],
                      .for_at = row["for_at"],
                      .state = row["state"],
                      .job = row["job"]},
          .cancelled_at = row.get<std::optional<Instant>>("cancelled_at"),
          .cancelled_by = row.get<std::optional<std::int64_t>>("cancelled_by")};
}

constexpr store::GroundKind booked{N_("the visit was booked"),
                                   "SELECT at AS value FROM booking WHERE id = :id"};

}  // namespace

KeptBooking find_booking(const store::ReadTxn& tx, const std::string& typed) {
  return store::find_numbered(tx, booking_numbers, typed, [&](const std::string& number) {
    return tx.first(std::string(booking_columns) + " WHERE b.number = :number",
                    {{"number", number}}, read_booking);
  });
}

Booking book(store::WriteTxn& tx, const BookRequest& request) {
  shop::require_right(tx, Right::receive);
  tx.stands_on(Clause::listen, {});
  require(tx, !request.concern.empty(), Clause::listen, "intake.no-concern",
          tr("an appointment states the customer's concern"),
          "svcctl intake book --plate PLATE --for TIME --concern \"WORDS\"");
  if (request.for_at < tx.now())
    throw usage_error("booking.past", tr("an appointment lies in the future"), "--for TIME");
  const auto plate = Plate(request.plate);
  if (plate.key().empty()) throw usage_error("vehicle.plate", *plate.doubt(), "--plate PLATE");
  const auto outlet = shop::current_outlet(tx);
  const auto number = tx.next_number('A', outlet);
  tx.insert(
      R"(INSERT INTO booking (number, outlet_id, plate, concern, salt, for_at, state, at,
                              recorded_at, staff_id)
         VALUES (:number, :outlet, :plate, :concern, :salt, :for_at, 'booked', :at, :now,
                 :staff))",
      {{"number", number},
       {"outlet", outlet},
       {"plate", plate.key()},
       {"concern", request.concern},
       {"salt", store::random_salt()},
       {"for_at", request.for_at},
       tx.stamp()});
  tx.record(store::of_outlet(outlet), {"booking", number, {{"for", request.for_at.str()}}});
  return find_booking(tx, number).booking;
}

std::vector<Booking> bookings(const store::ReadTxn& tx, std::optional<Period> on, bool all) {
  std::optional<Instant> from, before;
  if (on) {
    from = tx.settings().zone.start_of(on->first);
    before = tx.settings().zone.start_of(on->last.plus_days(1));
  }
  const auto here = tx.within("b.outlet_id");
  return tx.all(std::string(booking_columns) +
                    R"( WHERE (:all = 1 OR b.state = 'booked')
                          AND (:from_at IS NULL OR b.for_at >= :from_at)
                          AND (:before_at IS NULL OR b.for_at < :before_at))" +
                    here.sql + " ORDER BY b.for_at, b.id",
                {here, {"all", all}, {"from_at", from}, {"before_at", before}},
                [](const store::Row& row) { return read_booking(row).booking; });
}

Booking cancel_booking(store::WriteTxn& tx, const std::string& number, const std::string& why) {
  shop::require_right(tx, Right::receive);
  const auto found = find_booking(tx, number);
  tx.stands_on(Clause::listen, {booked.of(found.id)});
  if (found.booking.state != "booked")
    throw wrong_state("booking.closed",
                      tr("booking {0} is {1}", found.booking.number, found.booking.state));
  tx.run(R"(UPDATE booking SET state = 'cancelled', cancelled_reason = :why, cancelled_at = :now,
                   cancelled_by = :staff
             WHERE id = :id)",
         {{"why", why}, tx.stamp(), {"id", found.id}});
  tx.record(store::of_outlet(found.outlet_id),
            {"booking", found.booking.number, {{"state", "cancelled"}}});
  return find_booking(tx, found.booking.number).booking;
}

KeptBooking cancelled_booking(const store::ReadTxn& tx, const std::string& number) {
  auto found = find_booking(tx, number);
  if (found.booking.state != "cancelled")
    throw wrong_state(
        "booking.not-cancelled",
        tr("booking {0} is not cancelled: it is {1}", found.booking.number, found.booking.state),
        "svcctl intake bookings");
  return found;
}

Booking book_again(store::WriteTxn& tx, const KeptBooking& cancelled) {
  shop::require_right(tx, Right::receive);
  const auto& booking = cancelled.booking;
  tx.stands_on(Clause::listen, {booked.of(cancelled.id)});
  if (booking.for_at < tx.now())
    throw usage_error(
        "booking.past", tr("an appointment lies in the future"),
        "svcctl intake book --plate " + booking.plate + " --for TIME --concern \"WORDS\"");
  const auto other = tx.value<std::string>(
      R"(SELECT number AS value FROM booking
          WHERE plate = :plate AND state = 'booked' AND outlet_id = :outlet
          ORDER BY for_at LIMIT 1)",
      {{"plate", booking.plate}, {"outlet", cancelled.outlet_id}});
  if (other)
    throw wrong_state("booking.again",
                      tr("{0} is booked again since, as {1}", booking.plate, *other),
                      "svcctl intake bookings");
  tx.run(R"(UPDATE booking SET state = 'booked', cancelled_reason = NULL, cancelled_at = NULL,
                   cancelled_by = NULL
             WHERE id = :id)",
         {{"id", cancelled.id}});
  tx.record(store::of_outlet(cancelled.outlet_id),
            {"booking", booking.number, {{"state", "booked"}}});
  return find_booking(tx, booking.number).booking;
}

}  // namespace svcctl::intake
