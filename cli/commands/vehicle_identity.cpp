#include "archive/vehicle_merge.hpp"
#include "base/identifier.hpp"
#include "cli/commands/customer_verbs.hpp"
#include "cli/commands/groups.hpp"
#include "customer/identity.hpp"
#include "customer/odometer.hpp"

namespace svcctl::cli {
namespace {

const View<customer::OdometerReading>& reading_view() {
  using customer::OdometerReading;
  static const View<OdometerReading> view{
      {"reading", N_("reading"), of<&OdometerReading::id>},
      {"at", N_("at"), of<&OdometerReading::at>},
      {"km", N_("km"), of<&OdometerReading::km>},
      {"source", N_("source"), of<&OdometerReading::source>},
      {"document", N_("job"), of<&OdometerReading::document>},
      {"stands", N_("stands"), of<&OdometerReading::stands>},
      {"sure", N_("insisted on"), of<&OdometerReading::sure>},
      {"by", N_("by"), of<&OdometerReading::by>},
      {"late_by", N_("recorded late, by"), of<&OdometerReading::late_by>, where_any},
  };
  return view;
}

const View<customer::IdentifierPeriod>& identifier_view() {
  using customer::IdentifierPeriod;
  static const View<IdentifierPeriod> view{
      {"kind", N_("kind"), of<&IdentifierPeriod::kind>},
      {"value", N_("plate or VIN"),
       [](const IdentifierPeriod& row) {
         return row.kind == customer::IdentifierKind::vin ? cell(mask_vin(row.value))
                                                          : cell(row.value);
       }},
      {"plate_state", N_("plate is"), of<&IdentifierPeriod::state>},
      {"from", N_("from"), of<&IdentifierPeriod::from>},
      {"to", N_("to"), of<&IdentifierPeriod::to>},
      {"wrong", N_("was typed wrong"), of<&IdentifierPeriod::wrong>},
      {"reason", N_("reason"), of<&IdentifierPeriod::reason>},
  };
  return view;
}

void replate_vehicle(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto plate = args.text("PLATE");
  out.one(vehicle_view(),
          customer::replate_vehicle(tx, args.text("VEHICLE"), plate, args.text("why")));
}

void retire_vehicle(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto typed = args.text("VEHICLE");
  out.one(vehicle_view(), args.flag("undo")
                              ? customer::unretire_vehicle(tx, typed)
                              : customer::retire_vehicle(tx, typed, args.text("why")));
}

}  // namespace

std::vector<Verb> vehicle_identity_verbs() {
  return {
      {"replate",
       [] {
         return Command{
             .help = N_("a vehicle bears another plate from now on, or none"),
             .options = {vehicle_option(),
                         {.name = "PLATE",
                          .help = N_("the plate; none or temporary where it has none"),
                          .required = true},
                         {.name = "why", .help = N_("reason")}},
             .write = replate_vehicle,
             .examples = {{"svcctl vehicle replate V1 京B23456 --why 过户", N_("a new plate")},
                          {"svcctl vehicle replate 京A12345 none",
                           N_("the plate went to another car")}},
             .more = N_("Visits of before keep the plate that the car bore then. A plate that was "
                        "typed wrong goes by `svcctl vehicle set`.")};
       }},
      {"plates",
       [] {
         return Command{.help = N_("the plates and VINs that a vehicle was known by, and when"),
                        .options = {vehicle_option()},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.list(
                                  identifier_view(),
                                  customer::identifiers(
                                      tx, customer::find_vehicle(tx, args.text("VEHICLE")).id));
                            },
                        .examples = {{"svcctl vehicle plates 京A12345", N_("in their order")}}};
       }},
      {"readings",
       [] {
         return Command{
             .help = N_("what the odometer showed, reading by reading (2.1-listen)"),
             .options = {vehicle_option()},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(reading_view(),
                            customer::odometer_readings(
                                tx, customer::find_vehicle(tx, args.text("VEHICLE")).id));
                 },
             .examples = {{"svcctl vehicle readings 京A12345", N_("in their order")}},
             .more = N_("A reading less than the one before, or farther than a car is driven, is "
                        "asked about. One that was wrong is corrected by `svcctl vehicle set "
                        "VEHICLE --odometer KM`; it stays on record.")};
       }},
      {"merge",
       [] {
         return Command{
             .help = N_("two records of one car become one (2.5-archive)"),
             .options =
                 {{.name = "KEEP",
                   .help = N_("the vehicle kept: plate, VIN or number"),
                   .required = true},
                  {.name = "OTHER",
                   .help =
                       N_("the record that goes: its plate, VIN and number lead to the kept one"),
                   .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.list(moved_view(),
                            archive::merge_vehicles(tx, args.text("KEEP"), args.text("OTHER")));
                 },
             .examples = {{"svcctl vehicle merge V1 V2 --dry-run", N_("what would move")},
                          {"svcctl vehicle merge V1 V2", N_("one car after all")}},
             .more = N_(
                 "Visits, follow-ups, owners, plates and readings go to the kept one, which "
                 "takes what its own file does not say. Two VINs are two cars: refused. It is not "
                 "taken back: look first with --dry-run.")};
       }},
      {"retire",
       [] {
         return Command{
             .help = N_("a vehicle is gone for good: scrapped, exported"),
             .options = {vehicle_option(),
                         {.name = "why", .help = N_("reason")},
                         {.name = "undo", .kind = Kind::flag, .help = N_("it is back")}},
             .write = retire_vehicle,
             .examples = {{"svcctl vehicle retire 京A12345 --why 报废", N_("scrapped")},
                          {"svcctl vehicle retire V1 --undo", N_("it is back")}},
             .more = N_("It stands in no list any more and its plate is free for another car; its "
                        "visits stay on file.")};
       }},
  };
}

}  // namespace svcctl::cli
