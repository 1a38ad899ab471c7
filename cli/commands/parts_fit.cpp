#include "cli/commands/parts_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "customer/vehicle.hpp"
#include "parts/catalogue/fitment.hpp"

namespace svcctl::cli {
namespace {

using parts::Fitment;

const View<Fitment>& fitment_view() {
  static const View<Fitment> view{
      {"part", N_("part"), of<&Fitment::part>},
      {"make", N_("make"), of<&Fitment::make>},
      {"model", N_("model"), of<&Fitment::model>},
      {"year_from", N_("from year"), of<&Fitment::year_from>},
      {"year_to", N_("to year"), of<&Fitment::year_to>},
      {"engine", N_("engine"), of<&Fitment::engine>},
      {"vin_pattern", N_("VIN pattern"), of<&Fitment::vin_pattern>},
      {"excluded", N_("excluded"), of<&Fitment::excluded>},
  };
  return view;
}

struct CheckRow {
  std::string part;
  std::string plate;
  parts::Verdict verdict;
};

const View<CheckRow>& check_view() {
  static const View<CheckRow> view{
      {"part", N_("part"), of<&CheckRow::part>},
      {"plate", N_("plate"), of<&CheckRow::plate>},
      {"fit", N_("fits"), of<&CheckRow::verdict, &parts::Verdict::fit>},
      {"rule", N_("by the rule"), of<&CheckRow::verdict, &parts::Verdict::rule>},
  };
  return view;
}

std::optional<int> year(const Args& args, const char* name) {
  const auto value = args.integer(name);
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

}  // namespace

std::vector<Verb> parts_fit_verbs() {
  return {
      {"fit import",
       [] {
         return import_command(
             {.help =
                  N_("take in which cars parts fit: part, make, model, years, engine, VIN pattern"),
              .columns = parts::fitment_list_columns,
              .run = taking<parts::import_fitments>,
              .examples = {
                  {"svcctl parts fit import fitment.csv", N_("a supplier's list of cars")}}});
       }},
      {"fit add",
       [] {
         return Command{
             .help = N_("say which cars a part fits, or does not (2.3-fit)"),
             .options = {part_option(),
                         {.name = "make", .help = N_("make")},
                         {.name = "model", .help = N_("model")},
                         {.name = "from", .kind = Kind::year, .help = N_("first year of make")},
                         {.name = "to", .kind = Kind::year, .help = N_("last year of make")},
                         {.name = "engine", .help = N_("engine")},
                         {.name = "vin", .help = N_("pattern of the VIN, with * and ?")},
                         {.name = "excluded",
                          .kind = Kind::flag,
                          .help = N_("these cars it does not fit")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(fitment_view(), parts::add_fitment(tx, args.text("PART"),
                                                              {.id = 0,
                                                               .part = {},
                                                               .make = args.text("make"),
                                                               .model = args.text("model"),
                                                               .year_from = year(args, "from"),
                                                               .year_to = year(args, "to"),
                                                               .engine = args.text("engine"),
                                                               .vin_pattern = args.text("vin"),
                                                               .excluded = args.flag("excluded")}));
                 },
             .examples = {{"svcctl parts fit add 06A-100C00 --make 大众 --model 帕萨特",
                           N_("a filter of one model")}}};
       }},
      {"fit list",
       [] {
         return Command{
             .help = N_("what is known of the cars a part fits"),
             .options = {part_option()},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(fitment_view(),
                            parts::list_fitments(tx, parts::find_part(tx, args.text("PART")).id));
                 },
             .examples = {{"svcctl parts fit list 06A-100C00", N_("its rules")}}};
       }},
      {"fit check",
       [] {
         return Command{
             .help = N_("whether a part fits a vehicle, and by which rule"),
             .options = {part_option(),
                         {.name = "VEHICLE", .help = N_("plate or VIN"), .required = true}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   const auto part = parts::find_part(tx, args.text("PART"));
                   const auto car = customer::find_vehicle(tx, args.text("VEHICLE"));
                   out.one(check_view(), CheckRow{part.label(), car.plate,
                                                  parts::fitment_verdict(tx, part.id,
                                                                         {.make = car.make,
                                                                          .model = car.model,
                                                                          .year = car.year,
                                                                          .engine = car.engine,
                                                                          .vin = car.vin})});
                 },
             .examples = {
                 {"svcctl parts fit check 06A-100C00 京A12345", N_("yes, no or not known")}}};
       }},
  };
}

}  // namespace svcctl::cli
