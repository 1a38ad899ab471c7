#include "intake/reception.hpp"

#include "base/identifier.hpp"
#include "base/read/reading.hpp"
#include "customer/contact.hpp"
#include "customer/customer.hpp"
#include "customer/identity.hpp"
#include "customer/odometer.hpp"
#include "customer/words.hpp"
#include "intake/category.hpp"
#include "intake/estimate.hpp"
#include "intake/grounds.hpp"
#include "intake/job_state.hpp"
#include "intake/paper_names.hpp"
#include "parts/stock/reservation.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"
#include "store/number.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

/// The owner of the visit: as told, else the car's owner, else a new customer.
customer::Customer customer_of(store::WriteTxn& tx, const OpenRequest& request,
                               const std::optional<customer::Vehicle>& vehicle) {
  if (!request.customer.empty()) return customer::find_customer(tx, request.customer);
  const bool told = !request.name.empty() || !request.phone.empty();
  if (vehicle && vehicle->owner_id && !told)
    return customer::customer_by_id(tx, *vehicle->owner_id);
  if (vehicle && vehicle->owner_id) {
    auto owner = customer::customer_by_id(tx, *vehicle->owner_id);
    const bool same = (request.name.empty() || customer::same_name(request.name, owner.name)) &&
                      (request.phone.empty() || Phone(request.phone).key() == owner.phone);
    if (same) return owner;
  }
  if (!request.new_customer)
    for (const auto& known : customer::with_phone(tx, request.phone)) {
      if (request.name.empty() || customer::same_name(request.name, known.name)) return known;
      for (const auto& contact : customer::contacts(tx, known.id))
        if (!contact.to && customer::same_name(contact.name, request.name)) return known;
      require(tx, false, Clause::archive, "customer.known",
              tr("the phone {0} is of customer {1} ({2}), on file",
                 mask_phone(Phone(request.phone).key()), known.number, mask_name(known.name)),
              "--customer " + known.number + ", or --new-customer", store::Overridable::never);
    }
  if (request.name.empty())
    throw usage_error("intake.whose", tr("whose car is it?"),
                      "--name NAME --phone PHONE, or --customer NUMBER");
  return customer::add_customer(
      tx, {.name = request.name, .phone = request.phone, .shared_phone = true});
}

/// What was told of the car.
customer::VehicleFields told_of(const OpenRequest& request) {
  const auto told = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  customer::VehicleFields fields{.plate = told(request.plate),
                                 .vin = told(request.vin),
                                 .make = told(request.make),
                                 .model = told(request.model),
                                 .engine = told(request.engine),
                                 .kind = request.kind};
  if (request.year) fields.year = static_cast<int>(*request.year);
  return fields;
}

/// The car on file, which must not contradict what was told of it; put on file when it is new.
customer::Vehicle vehicle_of(store::WriteTxn& tx, const OpenRequest& request,
                             const customer::VehicleFields& told,
                             const std::optional<customer::Vehicle>& known,
                             std::int64_t customer_id) {
  if (known) return customer::fill_vehicle(tx, *known, told).vehicle;
  if (!request.new_vehicle) customer::require_new_of(tx, customer_id, told);
  return customer::add_vehicle(tx, told, customer_id);
}

/// Refuses a car that is in the shop already: its visit goes on.
void require_not_here(store::WriteTxn& tx, const OpenRequest& request,
                      const customer::Vehicle& vehicle) {
  if (request.again) return;
  struct Visit {
    std::string number;
    Instant opened_at;
  };
  const auto visit = tx.first(
      std::string(
          "SELECT number, opened_at FROM job WHERE vehicle_id = :vehicle AND state NOT IN ") +
          std::string(ended_states) + " ORDER BY id LIMIT 1",
      {{"vehicle", vehicle.id}}, [](const store::Row& row) {
        return Visit{.number = row["number"], .opened_at = row["opened_at"]};
      });
  if (!visit) return;
  const Zone& zone = tx.settings().zone;
  require(tx, false, Clause::archive, "intake.in-shop",
          tr("vehicle {0} is in the shop since {1}, on job {2}", vehicle.called(),
             zone.local(visit->opened_at), visit->number),
          "svcctl job show " + visit->number + "\n--again", store::Overridable::never);
}

/// Refuses to put a car on file anew whose plate or VIN is on file.
void require_known_new(store::WriteTxn& tx, const OpenRequest& request,
                       const customer::Vehicle& known) {
  require(tx, !request.new_vehicle, Clause::archive, "intake.not-new",
          tr("vehicle {0} is on file with that plate or VIN: either it is that car, or the plate "
             "went to another",
             known.called()),
          "--vehicle " + known.number + "\nsvcctl vehicle replate " + known.number + " none",
          store::Overridable::never);
}

void check_request(store::WriteTxn& tx, const OpenRequest& request) {
  if (request.odometer_km && *request.odometer_km < 0)
    throw usage_error("intake.odometer", tr("an odometer is not negative"));
  if (request.arrived_at && *request.arrived_at > tx.stamp().happened())
    throw usage_error("intake.arrived", tr("the car cannot be served before it arrived"));
}

}  // namespace

JobRecord open(store::WriteTxn& tx, const OpenRequest& request) {
  shop::require_right(tx, Right::receive);
  require(tx, !request.concern.empty(), Clause::listen, "intake.no-concern",
          tr("a visit states the customer's concern, in the customer's own words"),
          store::typed_with(tx.context(), "concern", "WORDS"));
  tx.stands_on(Clause::listen, {});
  check_request(tx, request);
  std::optional<KeptBooking> booking;
  if (!request.booking.empty()) {
    booking = find_booking(tx, request.booking);
    if (booking->booking.state != "booked")
      throw wrong_state("booking.closed",
                        tr("booking {0} is {1}", booking->booking.number, booking->booking.state));
  }
  const auto outlet = shop::current_outlet(tx);
  const auto told = told_of(request);
  const auto known = customer::identify(tx, request.vehicle, told);
  if (!known && !request.new_vehicle) customer::require_new(tx, told);
  if (known) require_known_new(tx, request, *known);
  const auto owner = customer_of(tx, request, known);
  customer::require_in_use(tx, owner);
  const auto vehicle = vehicle_of(tx, request, told, known, owner.id);
  if (known) require_not_here(tx, request, vehicle);
  const auto number = tx.next_number('J', outlet);
  const bool advises =
      tx.actor().roles.contains(Role::advisor) || tx.actor().roles.contains(Role::manager);
  const auto id = tx.insert(
      R"(INSERT INTO job (number, outlet_id, vehicle_id, plate_id, customer_id, advisor_id,
                          category, category_given, state, odometer_km, concern, symptoms, salt,
                          old_parts_wish, arrived_at, opened_at, recorded_at, comeback_of_job_id)
         VALUES (:number, :outlet, :vehicle,
                 (SELECT id FROM vehicle_identifier
                   WHERE vehicle_id = :vehicle AND kind = 'plate' AND to_at IS NULL
                     AND corrected_by_id IS NULL),
                 :customer, :advisor, :category, :given, 'open', :odometer, :concern, :symptoms, :salt, :wish, :arrived, :at, :now, :comeback))",
      {{"number", number},
       {"outlet", outlet},
       {"vehicle", vehicle.id},
       {"customer", owner.id},
       {"advisor", advises ? tx.actor_id() : std::nullopt},
       {"category", request.category},
       {"given", request.category.has_value()},
       {"odometer", request.odometer_km},
       {"concern", request.concern},
       {"symptoms", request.symptoms},
       {"salt", store::random_salt()},
       {"wish", request.old_parts_wish},
       {"arrived", request.arrived_at.value_or(tx.stamp().happened())},
       tx.stamp(),
       {"comeback", request.comeback_of_job_id}});
  customer::keep_words(tx, owner.id, id, "brought-by",
                       request.brought_by_phone.empty()
                           ? request.brought_by
                           : request.brought_by + " " + request.brought_by_phone);
  keep_names(tx, id, PaperStage::opened);
  if (request.category) keep_category(tx, id, *request.category);
  if (request.odometer_km)
    customer::read_odometer(tx, vehicle.id,
                            {.km = *request.odometer_km,
                             .source = customer::ReadingSource::intake,
                             .document = number,
                             .sure = request.sure});
  if (booking)
    tx.run("UPDATE booking SET state = 'arrived', job_id = :job WHERE id = :id",
           {{"job", id}, {"id", booking->id}});
  tx.record(store::of_outlet(outlet),
            {"job",
             number,
             {{"customer", owner.number},
              {"odometer_km", request.odometer_km ? std::to_string(*request.odometer_km) : ""}}});
  return job_by_id(tx, id);
}

JobRecord check(store::WriteTxn& tx, const CheckRequest& request) {
  shop::require_right(tx, Right::receive);
  auto job = find_job(tx, request.job);
  tx.stands_on(Clause::listen, {opened.of(job.id)});
  if (!alive(job.state))
    throw wrong_state("intake.closed", tr("job {0} is {1}", job.number, job.state));
  if (request.fuel_percent && (*request.fuel_percent < 0 || *request.fuel_percent > 100))
    throw usage_error("intake.fuel", tr("fuel or charge is 0 to 100 per cent"), "--fuel 40");
  tx.insert(
      R"(INSERT INTO intake_check (job_id, fuel_percent, damage, belongings, salt, at,
                                   recorded_at, staff_id, outlet_id)
         VALUES (:job, :fuel, :damage, :belongings, :salt, :at, :now, :staff,
                 (SELECT outlet_id FROM job WHERE id = :job)))",
      {{"job", job.id},
       {"fuel", request.fuel_percent},
       {"damage", request.damage},
       {"belongings", readers::nothing(request.belongings) ? "" : request.belongings},
       {"salt", store::random_salt()},
       tx.stamp()});
  tx.record(store::of_outlet(job.outlet_id), {"job", job.number, {{"walk_round", "done"}}});
  return job;
}

JobRecord ask(store::WriteTxn& tx, const AskRequest& request) {
  shop::require_right(tx, Right::receive);
  auto job = find_job(tx, request.job);
  tx.stands_on(Clause::answer, {opened.of(job.id)});
  if (request.question.empty())
    throw usage_error("intake.question", tr("what did the customer ask?"), "--question WORDS");
  auto question = tx.value<std::int64_t>(
      R"(SELECT MAX(id) AS value FROM intake_question
          WHERE job_id = :job AND question = :question)",
      {{"job", job.id}, {"question", request.question}});
  if (!question)
    question = tx.insert(
        R"(INSERT INTO intake_question (job_id, question, salt, at, recorded_at, staff_id, outlet_id)
           VALUES (:job, :question, :salt, :at, :now, :staff, :outlet))",
        {{"job", job.id},
         {"question", request.question},
         {"salt", store::random_salt()},
         tx.stamp(),
         {"outlet", job.outlet_id}});
  const bool answer = !request.answer.empty();
  if (answer)
    tx.insert(
        R"(INSERT INTO intake_answer (question_id, answer, salt, at, recorded_at, staff_id, outlet_id)
           VALUES (:question, :answer, :salt, :at, :now, :staff, :outlet))",
        {{"question", question},
         {"answer", request.answer},
         {"salt", store::random_salt()},
         tx.stamp(),
         {"outlet", job.outlet_id}});
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"question", answer ? "answered" : "asked"}}});
  return job;
}

JobRecord require_declinable(store::WriteTxn& tx, const std::string& typed,
                             const std::string& why) {
  shop::require_right(tx, Right::receive);
  auto job = find_job(tx, typed);
  tx.stands_on(Clause::confirm, {opened.of(job.id), estimated.of(job.id)});
  if (!alive(job.state) || work_began(job.state))
    throw wrong_state("intake.closed", tr("job {0} is {1}", job.number, job.state),
                      "svcctl job cancel " + job.number + " --why WORDS");
  if (why.empty()) throw usage_error("job.no-reason", tr("give the reason with --why"));
  return job;
}

JobRecord decline(store::WriteTxn& tx, const JobRecord& job, const std::string& why) {
  tx.run("UPDATE estimate SET state = 'void' WHERE job_id = :job AND state <> 'void'",
         {{"job", job.id}});
  tx.run(
      "UPDATE job_line SET state = 'dropped' WHERE job_id = :job AND state IN ('quoted', 'agreed')",
      {{"job", job.id}});
  parts::drop_reservations(tx, job.id);
  move_job(tx, job, JobState::declined, {.why = why});
  tx.insert(R"(INSERT INTO job_decline (job_id, outlet_id, at, recorded_at, staff_id)
               VALUES (:job, :outlet, :at, :now, :staff))",
            {{"job", job.id}, {"outlet", job.outlet_id}, tx.stamp()});
  tx.record(store::of_outlet(job.outlet_id), {"job", job.number, {{"state", "declined"}}});
  return job_by_id(tx, job.id);
}

}  // namespace svcctl::intake
