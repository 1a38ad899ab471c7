#include "base/identifier.hpp"
#include "base/read/reading.hpp"
#include "customer/identity.hpp"
#include "customer/import.hpp"
#include "customer/odometer.hpp"
#include "customer/vehicle.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"
#include "store/digest.hpp"

namespace svcctl::customer {
namespace {

using csv::ImportRow;
using csv::Outcome;
using shop::Batch;
using shop::BatchKind;

struct PastVisit {
  std::int64_t vehicle_id = 0;
  Date on;
  std::optional<std::int64_t> odometer_km;
  std::string work;
  std::optional<Money> amount;
  std::string document;
};

/// The line itself: the same one again is the same visit, another line of a document is not.
std::string key_of(const PastVisit& visit) {
  return store::Digest()
      .add(visit.document)
      .add(visit.on.str())
      .add(visit.odometer_km ? std::to_string(*visit.odometer_km) : "")
      .add(visit.work)
      .add(visit.amount ? visit.amount->str() : "")
      .hex();
}

PastVisit read_visit(store::WriteTxn& tx, const ImportRow& row) {
  auto plate = row.text("plate");
  if (readers::nothing(plate) || plate_state(plate)) plate.clear();
  const auto vin = row.text("vin");
  if (plate.empty() && vin.empty()) throw bad_data("import.plate", tr("neither a plate nor a VIN"));
  PastVisit visit;
  const auto vehicle = identify_past(tx, plate, vin);
  if (!vehicle)
    throw bad_data(plate.empty() ? "import.vin" : "import.plate",
                   tr("there is no vehicle '{0}'", plate.empty() ? vin : plate),
                   "svcctl vehicle import FILE");
  visit.vehicle_id = vehicle->id;
  visit.on = *row.day("date");
  if (visit.on > tx.today())
    throw bad_data("import.date", tr("{0} lies in the future", visit.on.str()));
  visit.odometer_km = row.number("odometer");
  if (visit.odometer_km && *visit.odometer_km < 0)
    throw bad_data("import.odometer", tr("an odometer is not negative"));
  visit.work = row.text("work");
  visit.amount = row.amount("amount");
  visit.document = row.text("document");
  if (visit.work.empty() && !visit.odometer_km)
    throw bad_data("import.work", tr("neither what was done nor the odometer"));
  return visit;
}

/// A reading of that day, taken for noon.
void keep_odometer(store::WriteTxn& tx, Batch& batch, const PastVisit& visit, bool sure) {
  if (!visit.odometer_km) return;
  const auto noon = Instant{tx.settings().zone.start_of(visit.on).seconds + 12 * 3600};
  batch.made("odometer_reading", read_odometer(tx, visit.vehicle_id,
                                               {.km = *visit.odometer_km,
                                                .source = ReadingSource::past_visit,
                                                .document = visit.document,
                                                .sure = sure,
                                                .at = std::min(noon, tx.now())}));
}

Outcome take_visit(store::WriteTxn& tx, Batch& batch, const PastVisit& visit, bool sure) {
  const auto key = key_of(visit);
  if (tx.value<std::int64_t>(
          "SELECT id AS value FROM past_visit WHERE vehicle_id = :vehicle AND source_key = :key",
          {{"vehicle", visit.vehicle_id}, {"key", key}}))
    return Outcome::unchanged;
  const auto id = tx.insert(
      R"(INSERT INTO past_visit (vehicle_id, visited_on, odometer_km, work, amount, document,
                                 source_key)
         VALUES (:vehicle, :on, :odometer, :work, :amount, :document, :key))",
      {{"vehicle", visit.vehicle_id},
       {"on", visit.on},
       {"odometer", visit.odometer_km},
       {"work", visit.work},
       {"amount", visit.amount},
       {"document", visit.document},
       {"key", key}});
  batch.made("past_visit", id);
  keep_odometer(tx, batch, visit, sure);
  return Outcome::created;
}

constexpr std::array visit_list = {
    csv::Column{"plate", "plate no|licence plate|车牌|车牌号|车牌号码|号牌|号牌号码",
                csv::Type::identifier, csv::Need::either},
    csv::Column{"vin", "chassis no|车架号|车架号码|车辆识别代号", csv::Type::text,
                csv::Need::either},
    csv::Column{"date", "day|visited on|日期|进厂日期|维修日期|结算日期|来店日期", csv::Type::day,
                csv::Need::value},
    csv::Column{"odometer", "odometer km|mileage|km|里程|公里数|里程数|进厂里程",
                csv::Type::kilometres},
    csv::Column{"work", "what was done|维修内容|维修项目|项目|作业"},
    csv::Column{"amount", "total|金额|费用|合计|总金额", csv::Type::amount},
    csv::Column{"document", "number|order no|单号|工单号|结算单号", csv::Type::identifier},
};

}  // namespace

std::span<const csv::Column> past_visit_list_columns() { return visit_list; }

csv::ImportResult import_past_visits(store::WriteTxn& tx, csv::RowSource& source,
                                     const csv::ImportOptions& options) {
  shop::require_right(tx, Right::receive);
  Batch batch(tx, BatchKind::history, options);
  auto result = csv::import_rows(tx, source, options, visit_list, {}, [&](const ImportRow& row) {
    return take_visit(tx, batch, read_visit(tx, row), options.sure);
  });
  batch.close(result);
  return result;
}

}  // namespace svcctl::customer
