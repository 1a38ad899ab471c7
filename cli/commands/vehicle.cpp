#include "customer/vehicle.hpp"

#include "cli/commands/customer_verbs.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "customer/identity.hpp"
#include "customer/search.hpp"

namespace svcctl::cli {

using customer::Ownership;
using customer::Vehicle;

const View<Vehicle>& vehicle_list_view() {
  static const View<Vehicle> view{
      {"vehicle", N_("vehicle"), of<&Vehicle::number>},
      {"plate", N_("plate"), of<&Vehicle::plate>},
      {"plate_state", N_("plate is"), of<&Vehicle::plate_state>, true},
      {"vin", N_("VIN"), of<&Vehicle::vin>, false, mask_vin},
      {"make", N_("make"), of<&Vehicle::make>},
      {"model", N_("model"), of<&Vehicle::model>},
      {"year", N_("year"), of<&Vehicle::year>},
      {"kind", N_("kind"), of<&Vehicle::kind>, true},
      {"odometer_km", N_("km"), of<&Vehicle::odometer_km>},
      {"owner", N_("owner"), of<&Vehicle::owner>},
      {"inspection_due", N_("inspection due"), of<&Vehicle::inspection_due>, true},
      {"insurance_due", N_("insurance ends"), of<&Vehicle::insurance_due>, true},
      {"engine", N_("engine"), of<&Vehicle::engine>, true},
  };
  return view;
}

const View<Vehicle>& vehicle_view() {
  static const View<Vehicle> view{
      {"vehicle", N_("vehicle"), of<&Vehicle::number>},
      {"plate", N_("plate"), of<&Vehicle::plate>},
      {"plate_state", N_("plate is"), of<&Vehicle::plate_state>},
      {"vin", N_("VIN"), of<&Vehicle::vin>, false, mask_vin},
      {"make", N_("make"), of<&Vehicle::make>},
      {"model", N_("model"), of<&Vehicle::model>},
      {"year", N_("year"), of<&Vehicle::year>},
      {"engine", N_("engine"), of<&Vehicle::engine>},
      {"kind", N_("kind"), of<&Vehicle::kind>},
      {"odometer_km", N_("km"), of<&Vehicle::odometer_km>},
      {"owner", N_("owner"), of<&Vehicle::owner>},
      {"inspection_due", N_("inspection due"), of<&Vehicle::inspection_due>},
      {"insurance_due", N_("insurance ends"), of<&Vehicle::insurance_due>},
      {"state", N_("state"),
       [](const Vehicle& row) {
         return row.state == customer::VehicleState::active ? Cell{} : cell(row.state);
       }},
  };
  return view;
}

Option vehicle_option() {
  return {.name = "VEHICLE", .help = N_("plate, VIN or number (V12)"), .required = true};
}

namespace {

const View<Ownership>& owner_view() {
  static const View<Ownership> view{
      {"plate", N_("plate"), of<&Ownership::plate>},
      {"customer", N_("customer"), of<&Ownership::customer>},
      {"name", N_("name||person"), of<&Ownership::name>, false, mask_name},
      {"from", N_("from"), of<&Ownership::from>},
      {"to", N_("to"), of<&Ownership::to>},
      {"reason", N_("reason"), of<&Ownership::reason>},
  };
  return view;
}

std::vector<Option> vehicle_options() {
  return {
      {.name = "plate", .help = N_("plate; none or temporary where it has no plate yet")},
      {.name = "vin", .help = N_("vehicle identification number")},
      {.name = "make", .help = N_("make")},
      {.name = "model", .help = N_("model")},
      {.name = "year", .kind = Kind::year, .help = N_("year of make")},
      {.name = "engine", .help = N_("engine")},
      {.name = "kind",
       .kind = Kind::choice,
       .help = N_("what the warranty floors tell apart"),
       .choices = choices_of<VehicleKind>()},
      {.name = "odometer", .kind = Kind::kilometres, .help = N_("km on the clock")},
      {.name = "inspection-due",
       .kind = Kind::last_day,
       .help = N_("the day by which the yearly inspection is due")},
      {.name = "insurance-due", .kind = Kind::last_day, .help = N_("the day the insurance ends")}};
}

customer::VehicleFields vehicle_fields(const Args& args) {
  customer::VehicleFields out{.plate = args.maybe("plate"),
                              .vin = args.maybe("vin"),
                              .make = args.maybe("make"),
                              .model = args.maybe("model"),
                              .engine = args.maybe("engine"),
                              .kind = args.code<VehicleKind>("kind"),
                              .odometer_km = args.integer("odometer"),
                              .inspection_due = args.date("inspection-due"),
                              .insurance_due = args.date("insurance-due")};
  if (const auto year = args.integer("year")) out.year = static_cast<int>(*year);
  return out;
}

void history_of_vehicle(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto vehicle = customer::find_vehicle(tx, args.text("VEHICLE"));
  const auto filter = history_filter(args);
  out.stream<archive::Entry>(entry_view(), [&](const auto& row) {
    archive::each_of_vehicle(tx, vehicle.id, filter, row);
  });
}

void list_vehicles(store::ReadTxn& tx, const Args&, Output& out) {
  out.stream<Vehicle>(vehicle_list_view(),
                      [&](const auto& row) { customer::each_vehicle(tx, row); });
}

void find_vehicle(store::ReadTxn& tx, const Args& args, Output& out) {
  out.stream<Vehicle>(vehicle_list_view(), [&](const auto& row) {
    customer::find_vehicles(tx, args.list("WORDS"), row);
  });
}

void add_vehicle(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto owner = customer::find_customer(tx, args.text("customer"));
  const auto fields = vehicle_fields(args);
  if (!args.flag("new-vehicle")) {
    customer::require_new(tx, fields);
    customer::require_new_of(tx, owner.id, fields);
  }
  const auto made = customer::add_vehicle(tx, fields, owner.id);
  out.one(vehicle_view(), made);
}

void set_vehicle(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto made =
      customer::set_vehicle(tx, args.text("VEHICLE"), vehicle_fields(args), args.flag("sure"));
  out.one(vehicle_view(), made);
}

std::vector<Option> options_for_add() {
  auto options = vehicle_options();
  options.push_back(
      {.name = "customer", .help = N_("the owner: number or phone"), .required = true});
  options.push_back({.name = "new-vehicle",
                     .kind = Kind::flag,
                     .help = N_("it is none of those on file that it might be")});
  return options;
}

std::vector<Option> options_for_set() {
  auto options = vehicle_options();
  options.insert(options.begin(), vehicle_option());
  options.push_back(sure_option());
  return options;
}

}  // namespace

std::vector<Verb> vehicle_verbs() {
  std::vector<Verb> all{
      {"add",
       [] {
         return Command{
             .help = N_("put a vehicle on file"),
             .options = options_for_add(),
             .write = add_vehicle,
             .examples = {{"svcctl vehicle add --plate 京A12345 --make 大众 --customer K0001",
                           N_("with its owner")}}};
       }},
      {"set",
       [] {
         return Command{
             .help = N_("put right what is on file of a vehicle: it was wrong or missing"),
             .options = options_for_set(),
             .write = set_vehicle,
             .examples = {{"svcctl vehicle set 京A12345 --year 2019", N_("its year of make")},
                          {"svcctl vehicle set 京A12345 --plate 京A12346",
                           N_("the plate was typed wrong: visits and papers name the right one")}},
             .more = N_("A plate that was right and is another by now goes by `svcctl vehicle "
                        "replate`.")};
       }},
      {"show",
       [] {
         return Command{.help = N_("a vehicle"),
                        .options = {vehicle_option()},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.one(vehicle_view(),
                                      customer::find_vehicle(tx, args.text("VEHICLE")));
                            },
                        .examples = {{"svcctl vehicle show 京A12345", N_("by plate or VIN")}}};
       }},
      {"history",
       [] {
         return Command{
             .help = N_("everything on file of a vehicle, in order (2.5-archive)"),
             .options = history_options(vehicle_option()),
             .read = history_of_vehicle,
             .examples = {{"svcctl vehicle history 京A12345", N_("from the first visit on")},
                          {"svcctl vehicle history 京A12345 --kind part --format csv",
                           N_("which parts, of which lots")}},
             .more =
                 N_("Owners, visits, what was found, proposed, declined, agreed to and done, parts "
                    "with their lots, bills, payments, warranty, follow-up calls and complaints.")};
       }},
      {"list",
       [] {
         return Command{.help = N_("every vehicle"),
                        .read = list_vehicles,
                        .examples = {{"svcctl vehicle list --format csv", N_("as CSV")}}};
       }},
      {"find",
       [] {
         return Command{
             .help = N_("vehicles by plate, VIN, make or model"),
             .options = {{.name = "WORDS",
                          .help = N_("each must be found"),
                          .required = true,
                          .repeated = true}},
             .read = find_vehicle,
             .examples = {{"svcctl vehicle find 帕萨特", N_("by model")},
                          {"svcctl vehicle find 047371", N_("by the end of the VIN")}},
             .more = N_(
                 "A plate whole, from its beginning or by its last three characters or more; a "
                 "VIN whole or by its last six characters or more; a model from its beginning. A "
                 "word that leads nowhere by these is looked for anywhere in plates, VINs, makes "
                 "and models, which takes longer.")};
       }},
      {"transfer",
       [] {
         return Command{
             .help = N_("a vehicle goes to another owner; the earlier one stays on file"),
             .options = {vehicle_option(),
                         {.name = "to", .help = N_("customer: number or phone"), .required = true},
                         {.name = "why", .help = N_("reason")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(vehicle_view(),
                           customer::transfer_vehicle(tx, args.text("VEHICLE"), args.text("to"),
                                                      args.text("why")));
                 },
             .examples = {{"svcctl vehicle transfer 京A12345 --to K0002 --why 过户",
                           N_("sold to another customer")}}};
       }},
      {"owners",
       [] {
         return Command{
             .help = N_("who owned a vehicle, and when"),
             .options = {vehicle_option()},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(
                       owner_view(),
                       customer::owners(tx, customer::find_vehicle(tx, args.text("VEHICLE")).id));
                 },
             .examples = {{"svcctl vehicle owners 京A12345", N_("in their order")}}};
       }},
      {"import", vehicle_import_command},
      {"import-history", history_import_command},
  };
  append(all, vehicle_identity_verbs());
  return all;
}

}  // namespace svcctl::cli
