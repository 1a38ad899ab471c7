#include "shop/outlet.hpp"

#include "cli/commands/groups.hpp"
#include "cli/input/import_verb.hpp"
#include "shop/import.hpp"

namespace svcctl::cli {
namespace {

using shop::Outlet;

const View<Outlet>& outlet_view() {
  static const View<Outlet> view{
      {"code", N_("code"), of<&Outlet::code>},
      {"name", N_("name"), of<&Outlet::name>},
      {"scope", N_("service scope"), of<&Outlet::scope>},
      {"address", N_("address"), of<&Outlet::address>},
      {"district", N_("district"), of<&Outlet::district>, true},
      {"phone", N_("phone"), of<&Outlet::phone>},
      {"hours", N_("opening hours"), of<&Outlet::hours>},
      {"credit_code", N_("credit code"), of<&Outlet::credit_code>, true},
  };
  return view;
}

std::vector<Option> outlet_options() {
  return {{.name = "OUTLET", .help = N_("code of the outlet"), .required = true},
          {.name = "name", .help = N_("name")},
          {.name = "scope", .help = N_("what it repairs; no outlet goes without")},
          {.name = "address", .help = N_("where it stands")},
          {.name = "district", .help = N_("the district it serves")},
          {.name = "phone", .help = N_("phone")},
          {.name = "hours", .help = N_("opening hours, in words")},
          {.name = "credit-code", .help = N_("unified social credit code")}};
}

shop::OutletFields outlet_fields(const Args& args) {
  return {.name = args.maybe("name"),
          .address = args.maybe("address"),
          .district = args.maybe("district"),
          .phone = args.maybe("phone"),
          .hours = args.maybe("hours"),
          .scope = args.maybe("scope"),
          .credit_code = args.maybe("credit-code")};
}

}  // namespace

std::vector<Verb> outlet_verbs() {
  return {
      {"add",
       [] {
         return Command{.help = N_("put an outlet on file (1.1-plan)"),
                        .options = outlet_options(),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              out.one(outlet_view(), shop::add_outlet(tx, args.text("OUTLET"),
                                                                      outlet_fields(args)));
                            },
                        .examples = {{"svcctl outlet add EAST --name 东城店 --scope 小修,保养",
                                      N_("a second place of the garage")}}};
       }},
      {"set",
       [] {
         return Command{
             .help = N_("change what is on file of an outlet"),
             .options = outlet_options(),
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(outlet_view(),
                           shop::set_outlet(tx, args.text("OUTLET"), outlet_fields(args)));
                 },
             .examples = {{"svcctl outlet set MAIN --hours 08:00-18:00", N_("opening hours")}}};
       }},
      {"show",
       [] {
         return Command{
             .help = N_("an outlet"),
             .options = {{.name = "OUTLET", .help = N_("code of the outlet"), .required = true}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.one(outlet_view(), shop::find_outlet(tx, args.text("OUTLET")));
                 },
             .examples = {{"svcctl outlet show MAIN", N_("the first outlet of every store")}}};
       }},
      {"list",
       [] {
         return Command{
             .help = N_("every outlet"),
             .read = [](store::ReadTxn& tx, const Args&,
                        Output& out) { out.list(outlet_view(), shop::list_outlets(tx)); },
             .examples = {{"svcctl outlet list", N_("every outlet")}}};
       }},
      {"import",
       [] {
         return import_command(
             {.help = N_("take outlets in from a CSV file"),
              .columns = shop::outlet_list_columns,
              .run = taking<shop::import_outlets>,
              .examples = {{"svcctl outlet import outlets.csv", N_("all of them, or none")}}});
       }},
  };
}

}  // namespace svcctl::cli
