#include "customer/private/identifier.hpp"

#include "base/utf8.hpp"
#include "store/digest.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

/// What `vehicle` says of today.
void set_todays(store::WriteTxn& tx, std::int64_t vehicle_id, IdentifierKind kind,
                const IdentifierValue& value) {
  if (kind == IdentifierKind::plate)
    tx.run(
        R"(UPDATE vehicle SET plate = :value, plate_reversed = :reversed, plate_state = :state
            WHERE id = :id)",
        {{"value", value.value},
         {"reversed", utf8::reversed(value.value)},
         {"state", value.state},
         {"id", vehicle_id}});
  else
    tx.run("UPDATE vehicle SET vin = :value, vin_reversed = :reversed WHERE id = :id",
           {{"value", value.value}, {"reversed", utf8::reversed(value.value)}, {"id", vehicle_id}});
}

struct KeptIdentifier {
  std::int64_t id = 0;
  IdentifierValue value;
  std::optional<Instant> from;
};

std::optional<KeptIdentifier> todays(const store::ReadTxn& tx, std::int64_t vehicle_id,
                                     IdentifierKind kind) {
  return tx.first(
      R"(SELECT id, value, state, from_at FROM vehicle_identifier
          WHERE vehicle_id = :vehicle AND kind = :kind AND to_at IS NULL
            AND corrected_by_id IS NULL)",
      {{"vehicle", vehicle_id}, {"kind", kind}}, [](const store::Row& row) {
        return KeptIdentifier{
            row["id"],
            {row.get<std::string>("value"), row.get<std::optional<PlateState>>("state")},
            row.get<std::optional<Instant>>("from_at")};
      });
}

}  // namespace

void remark_doubts(store::WriteTxn& tx, IdentifierKind kind, const IdentifierValue& value) {
  if (value.value.empty()) return;
  const bool plate = kind == IdentifierKind::plate;
  auto doubt = plate ? Plate(value.value).doubt() : Vin(value.value).doubt();
  if (doubt) tx.remark(plate ? "vehicle.plate" : "vehicle.vin", *std::move(doubt));
}

IdentifierValue read_plate(const std::string& typed) {
  if (const auto state = plate_state(typed)) return {{}, state};
  const auto plate = Plate(typed);
  if (plate.key().empty())
    throw usage_error("vehicle.plate", *plate.doubt(), "--plate PLATE, or --plate none");
  const bool temporary = plate.key().starts_with("临") || plate.key().ends_with("临");
  return {plate.key(), temporary ? std::optional(PlateState::temporary) : std::nullopt};
}

IdentifierValue read_vin(const std::string& typed) {
  if (typed.empty()) return {};
  const auto vin = Vin(typed);
  if (vin.key().empty()) throw usage_error("vehicle.vin", *vin.doubt(), "--vin VIN");
  return {vin.key(), std::nullopt};
}

KnownBy known_by(const store::ReadTxn& tx, const IdentifierValue& plate,
                 const IdentifierValue& vin) {
  KnownBy out;
  if (plate.value.empty() && vin.value.empty()) return out;
  const auto found = tx.all(
      R"(SELECT id, 'plate' AS how FROM vehicle WHERE plate = :plate AND plate <> ''
         UNION
         SELECT id, 'vin' AS how FROM vehicle
          WHERE vin = :vin AND vin <> '' AND state <> 'merged'
         UNION
         SELECT vehicle_id AS id, 'earlier' AS how FROM vehicle_identifier
          WHERE value = :plate AND value <> '' AND kind = 'plate' AND to_at IS NOT NULL
            AND corrected_by_id IS NULL
         ORDER BY id, how)",
      {{"plate", plate.value}, {"vin", vin.value}}, [](const store::Row& row) {
        return std::pair(row.get<std::int64_t>("id"), row.get<std::string>("how"));
      });
  for (const auto& [id, how] : found)
    if (how == "plate")
      out.plate = id;
    else
      (how == "vin" ? out.vin : out.earlier).push_back(id);
  return out;
}

void keep_identifiers(store::WriteTxn& tx, std::int64_t vehicle_id, const IdentifierValue& plate,
                      const IdentifierValue& vin) {
  if (!plate.told() && !vin.told()) return;
  remark_doubts(tx, IdentifierKind::plate, plate);
  remark_doubts(tx, IdentifierKind::vin, vin);
  tx.run(
      R"(INSERT INTO vehicle_identifier (vehicle_id, kind, state, value, recorded_at, staff_id, salt)
         SELECT :vehicle, x.kind, x.state, x.value, :now, :staff, x.salt
           FROM (SELECT 'plate' AS kind, :state AS state, :plate AS value, :plate_salt AS salt
                 UNION ALL
                 SELECT 'vin', NULL, :vin, :vin_salt) x
          WHERE x.value <> '' OR x.state IS NOT NULL)",
      {{"vehicle", vehicle_id},
       {"state", plate.state},
       {"plate", plate.value},
       {"plate_salt", store::random_salt()},
       {"vin", vin.value},
       {"vin_salt", store::random_salt()},
       {"now", tx.now()},
       {"staff", tx.actor_id()}});
}

std::int64_t keep_identifier(store::WriteTxn& tx, std::int64_t vehicle_id, IdentifierKind kind,
                             const IdentifierValue& value, std::optional<Instant> from,
                             const std::string& reason) {
  return tx.insert(
      R"(INSERT INTO vehicle_identifier (vehicle_id, kind, state, value, from_at, reason,
                                         recorded_at, staff_id, salt)
         VALUES (:vehicle, :kind, :state, :value, :from, :reason, :now, :staff, :salt))",
      {{"vehicle", vehicle_id},
       {"kind", kind},
       {"state", value.state},
       {"value", value.value},
       {"from", from},
       {"reason", reason},
       {"now", tx.now()},
       {"staff", tx.actor_id()},
       {"salt", store::random_salt()}});
}

std::optional<std::int64_t> change_identifier(store::WriteTxn& tx, std::int64_t vehicle_id,
                                              IdentifierKind kind, const IdentifierValue& value,
                                              std::optional<Instant> from,
                                              const std::string& reason) {
  tx.run(
      R"(UPDATE vehicle_identifier SET to_at = :at
          WHERE vehicle_id = :vehicle AND kind = :kind AND to_at IS NULL
            AND corrected_by_id IS NULL)",
      {tx.stamp(), {"vehicle", vehicle_id}, {"kind", kind}});
  set_todays(tx, vehicle_id, kind, value);
  if (!value.told()) return std::nullopt;
  remark_doubts(tx, kind, value);
  return keep_identifier(tx, vehicle_id, kind, value, from, reason);
}

void correct_identifier(store::WriteTxn& tx, std::int64_t vehicle_id, IdentifierKind kind,
                        const IdentifierValue& value) {
  const auto kept = todays(tx, vehicle_id, kind);
  if (kept && kept->value == value) return;
  remark_doubts(tx, kind, value);
  set_todays(tx, vehicle_id, kind, value);
  if (!kept) {
    if (value.told()) keep_identifier(tx, vehicle_id, kind, value);
    return;
  }
  tx.run("UPDATE vehicle_identifier SET value = :value, state = :state WHERE id = :id",
         {{"value", value.value}, {"state", value.state}, {"id", kept->id}});
  const auto wrong = keep_identifier(tx, vehicle_id, kind, kept->value, kept->from);
  tx.run("UPDATE vehicle_identifier SET to_at = :at, corrected_by_id = :right WHERE id = :id",
         {tx.stamp(), {"right", kept->id}, {"id", wrong}});
}

void join_identifiers(store::WriteTxn& tx, std::int64_t kept, std::int64_t other,
                      IdentifierKind kind) {
  const auto has = todays(tx, kept, kind);
  const auto takes = todays(tx, other, kind);
  if (has && takes)
    tx.run("UPDATE vehicle_identifier SET to_at = :at WHERE id = :id",
           {tx.stamp(), {"id", takes->id}});
  set_todays(tx, other, kind, {});
  tx.run("UPDATE vehicle_identifier SET vehicle_id = :to WHERE vehicle_id = :from AND kind = :kind",
         {{"to", kept}, {"from", other}, {"kind", kind}});
  if (!has && takes) set_todays(tx, kept, kind, takes->value);
}

void untell_identifier(store::WriteTxn& tx, std::int64_t identifier_id) {
  const auto row = tx.first("SELECT vehicle_id, kind FROM vehicle_identifier WHERE id = :id",
                            {{"id", identifier_id}}, [](const store::Row& each) {
                              return std::pair(each.get<std::int64_t>("vehicle_id"),
                                               each.get<IdentifierKind>("kind"));
                            });
  if (!row) return;
  const auto& [vehicle, kind] = *row;
  tx.run("DELETE FROM vehicle_identifier WHERE corrected_by_id = :id", {{"id", identifier_id}});
  tx.run("DELETE FROM vehicle_identifier WHERE id = :id", {{"id", identifier_id}});
  tx.run(
      R"(UPDATE vehicle_identifier SET to_at = NULL
          WHERE id = (SELECT MAX(id) FROM vehicle_identifier
                       WHERE vehicle_id = :vehicle AND kind = :kind AND corrected_by_id IS NULL))",
      {{"vehicle", vehicle}, {"kind", kind}});
  const auto before = todays(tx, vehicle, kind);
  set_todays(tx, vehicle, kind, before ? before->value : IdentifierValue{});
}

}  // namespace svcctl::customer
