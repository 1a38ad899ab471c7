#include "customer/identity.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "customer/odometer.hpp"
#include "customer/private/identifier.hpp"
#include "customer/search.hpp"
#include "shop/staff.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

/// Two commands that mend a refusal, one a line.
std::string ways(const std::string& one, const std::string& other) { return one + "\n" + other; }

/// For a command that is printed to be typed.
std::string word(const std::string& text) {
  return text.find_first_of(" '\"$`\\;&|<>()*?#~") == std::string::npos ? text : "'" + text + "'";
}

std::string typed_plate(const IdentifierValue& plate) {
  if (!plate.value.empty()) return plate.value;
  return plate.state == PlateState::temporary ? "temporary" : "none";
}

/// A piece of the description that the file holds and what was told contradicts.
struct Difference {
  Message what;
  const char* option;
  std::string on_file;
  std::string told;
};

std::optional<Difference> difference(const Vehicle& known, const VehicleFields& told) {
  const auto text = [](Message what, const char* option, const std::string& on_file,
                       const std::optional<std::string>& said) -> std::optional<Difference> {
    if (!said || said->empty() || on_file.empty() || plain_word(*said) == plain_word(on_file))
      return std::nullopt;
    return Difference{std::move(what), option, on_file, *said};
  };
  if (auto found = text(tr("make"), "--make", known.make, told.make)) return found;
  if (auto found = text(tr("model"), "--model", known.model, told.model)) return found;
  if (auto found = text(tr("engine"), "--engine", known.engine, told.engine)) return found;
  if (told.year && known.year && told.year != known.year)
    return Difference{tr("year of make"), "--year", std::to_string(*known.year),
                      std::to_string(*told.year)};
  if (told.kind && told.kind != known.kind)
    return Difference{tr("kind"), "--kind", to_code(known.kind), to_code(*told.kind)};
  return std::nullopt;
}

void refuse(store::WriteTxn& tx, const char* code, Message message, std::string hint) {
  require(tx, false, Clause::archive, code, std::move(message), std::move(hint),
          store::Overridable::never);
}

/// The plate or VIN that was told is the one on file, or one of them is missing there.
void require_same(store::WriteTxn& tx, const Vehicle& known, const IdentifierValue& plate,
                  const IdentifierValue& vin) {
  const auto& name = known.called();
  if (!vin.value.empty() && !known.vin.empty() && vin.value != known.vin)
    refuse(
        tx, "vehicle.contradiction",
        tr("vehicle {0} is on file with the VIN …{1}, told is …{2}: either the file is wrong, or "
           "the plate went to another car",
           name, mask_vin(known.vin), mask_vin(vin.value)),
        ways("svcctl vehicle set " + name + " --vin " + vin.value,
             "svcctl vehicle replate " + name + " none"));
  if (plate.told() && !known.plate.empty() && plate.value != known.plate)
    refuse(
        tx, "vehicle.contradiction",
        tr("vehicle {0} is on file with the plate {1}, told is {2}: either the file is wrong, or "
           "it bears another plate by now",
           known.number, known.plate, typed_plate(plate)),
        ways("svcctl vehicle set " + known.number + " --plate " + typed_plate(plate),
             "svcctl vehicle replate " + known.number + " " + typed_plate(plate)));
}

void require_same_kind(store::WriteTxn& tx, const Vehicle& known, const VehicleFields& told,
                       bool by_plate) {
  const auto other = difference(known, told);
  if (!other) return;
  const auto mend =
      "svcctl vehicle set " + known.called() + " " + other->option + " " + word(other->told);
  if (by_plate)
    refuse(tx, "vehicle.contradiction",
           tr("vehicle {0} is on file with {1} {2}, told is {3}: either the file is wrong, or the "
              "plate went to another car",
              known.called(), other->what, other->on_file, other->told),
           ways(mend, "svcctl vehicle replate " + known.called() + " none"));
  refuse(tx, "vehicle.contradiction",
         tr("vehicle {0} is on file with {1} {2}, told is {3}", known.called(), other->what,
            other->on_file, other->told),
         mend);
}

void require_active(const Vehicle& known) {
  if (known.state == VehicleState::retired)
    throw wrong_state("vehicle.state", tr("vehicle {0} is retired", known.called()),
                      "svcctl vehicle retire " + known.number + " --undo");
  if (known.state == VehicleState::forgotten)
    throw wrong_state(
        "vehicle.state",
        tr("vehicle {0} was forgotten with its owner: it is put on file anew", known.called()),
        "svcctl vehicle add --vin VIN --customer CUSTOMER");
}

IdentifierValue plate_of(const VehicleFields& told) {
  return told.plate && !told.plate->empty() ? read_plate(*told.plate) : IdentifierValue{};
}
IdentifierValue vin_of(const VehicleFields& told) { return read_vin(told.vin.value_or("")); }

/// May the car on file be the one that was told of?
bool may_be(const Vehicle& known, const VehicleFields& told, const IdentifierValue& vin) {
  return (vin.value.empty() || known.vin.empty() || vin.value == known.vin) &&
         !difference(known, told);
}

void ask(store::WriteTxn& tx, const Vehicle& known, Message message) {
  refuse(tx, "vehicle.known", std::move(message),
         "--vehicle " + known.number + ", or --new-vehicle");
}

}  // namespace

std::string plain_word(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ') out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::optional<Vehicle> identify(store::WriteTxn& tx, const std::string& subject,
                                const VehicleFields& told) {
  if (!subject.empty()) return find_vehicle(tx, subject);
  const auto known = known_by(tx, plate_of(told), vin_of(told));
  const auto& by_vin = known.vin;
  if (known.plate) {
    auto bearer = vehicle_by_id(tx, *known.plate);
    if (by_vin.empty() || std::ranges::find(by_vin, bearer.id) != by_vin.end()) return bearer;
    refuse(tx, "vehicle.two",
           tr("the plate {0} is of vehicle {1}, the VIN of vehicle {2}", bearer.plate,
              bearer.number, vehicle_by_id(tx, by_vin[0]).called()),
           bearer.vin.empty()
               ? ways("svcctl vehicle merge " + vehicle_number(by_vin[0]) + " " + bearer.number,
                      "svcctl vehicle replate " + bearer.plate + " none")
               : "svcctl vehicle replate " + bearer.plate + " none");
  }
  if (by_vin.empty()) return std::nullopt;
  if (by_vin.size() > 1)
    throw usage_error(
        "vehicle.ambiguous", tr("several vehicles have this VIN: give the plate"),
        "svcctl vehicle merge " + vehicle_number(by_vin[0]) + " " + vehicle_number(by_vin[1]));
  return vehicle_by_id(tx, by_vin[0]);
}

std::optional<Vehicle> identify_past(store::WriteTxn& tx, const std::string& plate,
                                     const std::string& vin) {
  const VehicleFields told{.plate = plate, .vin = vin};
  const auto bears = plate_of(told);
  auto known = identify(tx, "", told);
  const auto earlier = known_by(tx, bears, {}).earlier;
  const bool bore = !known || std::ranges::find(earlier, known->id) != earlier.end();
  if (!known && !plate.empty()) known = seek_vehicle(tx, plate);
  if (known) require_same(tx, *known, bore ? IdentifierValue{} : bears, vin_of(told));
  return known;
}

void require_new(store::WriteTxn& tx, const VehicleFields& told) {
  const auto plate = plate_of(told);
  const auto vin = vin_of(told);
  if (!plate.told() && vin.value.empty() && told.make.value_or("").empty() &&
      told.model.value_or("").empty())
    throw usage_error("vehicle.unnamed", tr("which car is it? A plate, a VIN or what it is"),
                      "--plate PLATE, --plate none, --vin VIN or --vehicle NUMBER");
  if (!vin.value.empty()) return;
  for (const auto id : known_by(tx, plate, vin).earlier) {
    const auto known = kept_vehicle(tx, id);
    if (known.state == VehicleState::active && may_be(known, told, vin))
      ask(tx, known,
          tr("vehicle {0} bore the plate {1} before: is it that one, or another car?",
             known.called(), plate.value));
  }
}

void require_new_of(store::WriteTxn& tx, std::int64_t owner_id, const VehicleFields& told) {
  if (!plate_of(told).value.empty()) return;
  const auto vin = vin_of(told);
  for (const auto& known : vehicles_of(tx, owner_id))
    if (known.plate.empty() && may_be(known, told, vin))
      ask(tx, known,
          tr("{0} has a car without a plate on file, {1}: is it that one, or another?", known.owner,
             known.number));
}

Filled fill_vehicle(store::WriteTxn& tx, const Vehicle& known, const VehicleFields& told) {
  shop::require_right(tx, Right::receive);
  const auto plate = plate_of(told);
  const auto vin = vin_of(told);
  require_active(known);
  require_same(tx, known, plate, vin);
  require_same_kind(tx, known, told, !plate.value.empty() && plate.value == known.plate);
  Filled out{known, false, {}};
  const auto keep = [&](std::optional<std::int64_t> row) {
    if (row) out.identifiers.push_back(*row);
    out.changed = true;
  };
  const bool first = !known.plate_state;  // it had none: since when it bears this one is not known
  if (plate.told() && plate != IdentifierValue{known.plate, known.plate_state})
    keep(change_identifier(tx, known.id, IdentifierKind::plate, plate,
                           first ? std::nullopt : std::optional(tx.stamp().happened())));
  if (vin.told() && known.vin.empty())
    keep(change_identifier(tx, known.id, IdentifierKind::vin, vin, std::nullopt));
  VehicleFields rest;
  const auto missing = [](const std::string& on_file, const std::optional<std::string>& said) {
    return on_file.empty() && said && !said->empty() ? said : std::nullopt;
  };
  rest.make = missing(known.make, told.make);
  rest.model = missing(known.model, told.model);
  rest.engine = missing(known.engine, told.engine);
  if (!known.year) rest.year = told.year;
  if (rest.make || rest.model || rest.engine || rest.year) {
    set_vehicle(tx, known.number, rest);
    out.changed = true;
  } else if (out.changed) {
    record_vehicle(tx, vehicle_by_id(tx, known.id));
  }
  if (out.changed) out.vehicle = vehicle_by_id(tx, known.id);
  return out;
}

static constexpr store::GroundKind borne{N_("the car was given its plate"),
                                         R"(SELECT MAX(from_at) AS value FROM vehicle_identifier
        WHERE vehicle_id = :id AND kind = 'plate' AND corrected_by_id IS NULL)"};

Vehicle replate_vehicle(store::WriteTxn& tx, const std::string& typed, const std::string& plate,
                        const std::string& reason) {
  shop::require_right(tx, Right::receive);
  const auto now = find_vehicle(tx, typed);
  tx.stands_on(Clause::archive, {borne.of(now.id)});
  require_active(now);
  const auto next = read_plate(plate);
  if (next == IdentifierValue{now.plate, now.plate_state})
    throw usage_error("vehicle.same-plate",
                      tr("vehicle {0} is on file with {1} already", now.number, typed_plate(next)),
                      "svcctl vehicle show " + now.number);
  if (const auto other = known_by(tx, next, {}).plate; other && *other != now.id)
    refuse(tx, "vehicle.two",
           tr("vehicle {0} bears the plate {1}: say first that it does not any more",
              vehicle_number(*other), next.value),
           "svcctl vehicle replate " + next.value + " none");
  change_identifier(tx, now.id, IdentifierKind::plate, next, tx.stamp().happened(), reason);
  auto made = vehicle_by_id(tx, now.id);
  record_vehicle(tx, made, {{"plate", "changed"}});
  return made;
}

Vehicle retire_vehicle(store::WriteTxn& tx, const std::string& typed, const std::string& reason) {
  shop::require_right(tx, Right::receive);
  const auto now = find_vehicle(tx, typed);
  tx.stands_on(Clause::archive, {borne.of(now.id)});
  require_active(now);
  if (!now.plate.empty() || now.plate_state)
    change_identifier(tx, now.id, IdentifierKind::plate, {}, tx.stamp().happened(), reason);
  tx.run("UPDATE vehicle SET state = 'retired' WHERE id = :id", {{"id", now.id}});
  auto made = vehicle_by_id(tx, now.id);
  record_vehicle(tx, made, {{"state", "retired"}});
  return made;
}

Vehicle unretire_vehicle(store::WriteTxn& tx, const std::string& typed) {
  shop::require_right(tx, Right::receive);
  const auto now = find_vehicle(tx, typed);
  if (now.state != VehicleState::retired)
    throw wrong_state("vehicle.state", tr("vehicle {0} is not retired", now.called()),
                      "svcctl vehicle show " + now.number);
  tx.run("UPDATE vehicle SET state = 'active' WHERE id = :id", {{"id", now.id}});
  auto made = vehicle_by_id(tx, now.id);
  record_vehicle(tx, made, {{"state", "active"}});
  return made;
}

void join_vehicle(store::WriteTxn& tx, const Vehicle& kept, const Vehicle& other) {
  for (const auto kind : {IdentifierKind::plate, IdentifierKind::vin})
    join_identifiers(tx, kept.id, other.id, kind);
  const auto either = [](const std::string& one, const std::string& two) {
    return one.empty() ? two : one;
  };
  tx.run(
      R"(UPDATE vehicle SET state = 'merged', merged_into_id = :kept
          WHERE id = :other OR merged_into_id = :other)",
      {{"kept", kept.id}, {"other", other.id}});
  const auto readings = standing_readings(tx, kept.id);
  tx.run(
      R"(UPDATE vehicle SET make = :make, model = :model, year = :year, engine = :engine,
                odometer_km = :km
          WHERE id = :id)",
      {{"make", either(kept.make, other.make)},
       {"model", either(kept.model, other.model)},
       {"year", kept.year ? kept.year : other.year},
       {"engine", either(kept.engine, other.engine)},
       {"km", readings.empty() ? std::nullopt : readings.back().km},
       {"id", kept.id}});
  record_vehicle(tx, vehicle_by_id(tx, kept.id), {{"merged", other.number}});
}

std::vector<IdentifierPeriod> identifiers(const store::ReadTxn& tx, std::int64_t vehicle_id) {
  return tx.all<IdentifierPeriod>(
      R"(SELECT kind, value, state, from_at, to_at,
                CASE WHEN corrected_by_id IS NULL THEN 0 ELSE 1 END AS wrong, reason
           FROM vehicle_identifier WHERE vehicle_id = :id ORDER BY kind, id)",
      {{"id", vehicle_id}});
}

}  // namespace svcctl::customer
