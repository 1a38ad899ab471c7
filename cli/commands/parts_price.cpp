#include "cli/commands/groups.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "parts/catalogue/price.hpp"
#include "parts/catalogue/reference.hpp"
#include "parts/stock/place.hpp"

namespace svcctl::cli {
namespace {

using parts::Place;
using parts::Price;
using parts::Reference;
using parts::ReferenceKind;

View<Price> price_list_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"part", N_("part"), of<&Price::part>},
      {"level", N_("level"), of<&Price::level>},
      {"from", N_("from"), of<&Price::from_on>},
      {"price", N_("price"), of<&Price::price>},
      {"holds", N_("holds"), of<&Price::holds>},
      {"by", N_("by"), of<&Price::by>},
      {"cost", N_("cost"), when(costs, of<&Price::cost>), true},
  };
}

const View<Place>& place_view() {
  static const View<Place> view{
      {"part", N_("part"), of<&Place::part>},
      {"outlet", N_("outlet"), of<&Place::outlet>},
      {"bin", N_("bin"), of<&Place::bin>},
      {"min_qty", N_("minimum"), of<&Place::min_qty>},
      {"max_qty", N_("maximum"), of<&Place::max_qty>},
  };
  return view;
}

const View<Reference>& reference_view() {
  static const View<Reference> view{
      {"part", N_("part"), of<&Reference::part>},
      {"number", N_("number"), of<&Reference::number>},
      {"brand", N_("brand"), of<&Reference::brand>},
      {"kind", N_("kind"), of<&Reference::kind>},
  };
  return view;
}

void price(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.has("price") == args.flag("from-cost"))
    throw usage_error("parts.price-which", tr("give --price or --from-cost"),
                      "svcctl parts prices " + args.text("PART"));
  parts::PriceRequest request{
      .part = args.text("PART"), .from_on = args.date("from"), .price = args.money("price")};
  if (args.has("level")) request.level = args.text("level");
  out.one(price_list_view(tx), parts::set_price(tx, request));
}

void prices(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto part = parts::find_part(tx, args.text("PART"));
  out.list(price_list_view(tx), parts::list_prices(tx, part.label()));
  if (parts::price_on(tx, part, parts::retail, tx.today()) || !part.cost) return;
  if (const auto proposed = parts::proposed_price(tx.settings(), *part.cost))
    out.note(tr("no price yet; from its cost {0} are proposed: svcctl parts price {1} --from-cost",
                proposed->str(), part.label()));
}

std::vector<Verb> price_verbs() {
  return {
      {"price",
       [] {
         return Command{
             .help = N_("set a part's price from a day on"),
             .options = {part_option(),
                         {.name = "level", .help = N_("price level; retail unless said otherwise")},
                         {.name = "from", .kind = Kind::date, .help = N_("first day; today")},
                         {.name = "price", .kind = Kind::money, .help = N_("sales price with tax")},
                         {.name = "from-cost",
                          .kind = Kind::flag,
                          .help = N_("the purchase price with the markup of its band")}},
             .write = price,
             .examples = {{"svcctl parts price 06A-100C00 --price 52 --from 2027-01-01",
                           N_("dearer from New Year on")},
                          {"svcctl parts price 06A-100C00 --level fleet --price 45",
                           N_("what fleets pay")}},
             .more =
                 N_("Earlier prices stay on record. A quotation takes the price that holds on its "
                    "day. A price list that is imported says what holds from the day of import on, "
                    "also against a price set here; one that begins later still begins on its day. "
                    "[[parts.markup]] in the configuration says what is added to a cost.")};
       }},
      {"prices",
       [] {
         return Command{
             .help = N_("a part's prices by level and day"),
             .options = {part_option()},
             .read = prices,
             .examples = {{"svcctl parts prices 06A-100C00", N_("what it cost and will cost")}}};
       }},
  };
}

std::vector<Verb> place_verbs() {
  return {
      {"place",
       [] {
         return Command{
             .help = N_("where a part lies at one outlet, and how much should be there"),
             .options = {part_option(),
                         {.name = "bin", .help = N_("where it lies")},
                         {.name = "min",
                          .kind = Kind::quantity,
                          .help = N_("least that should be on hand")},
                         {.name = "max",
                          .kind = Kind::quantity,
                          .help = N_("most that should be on hand")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(place_view(), parts::set_place(tx, args.text("PART"),
                                                          {.min_qty = args.quantity("min"),
                                                           .max_qty = args.quantity("max"),
                                                           .bin = args.maybe("bin")}));
                 },
             .examples = {{"svcctl parts place 06A-100C00 --outlet EAST --bin B-2 --min 2",
                           N_("elsewhere than at the other outlets")}},
             .more =
                 N_("What is said here goes before what the part itself says for all outlets.")};
       }},
      {"places",
       [] {
         return Command{.help = N_("the outlets at which a part, or any, lies elsewhere"),
                        .options = {{.name = "PART", .help = N_("only of this part")}},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.list(place_view(), parts::list_places(tx, args.text("PART")));
                            },
                        .examples = {{"svcctl parts places 06A-100C00", N_("by outlet")},
                                     {"svcctl parts places --format csv --output places.csv",
                                      N_("all of them, as `parts place import` reads them")}}};
       }},
      {"place import",
       [] {
         return import_command(
             {.help = N_("take in where parts lie: part, outlet, bin, min_qty, max_qty"),
              .columns = parts::place_list_columns,
              .run = taking<parts::import_places>,
              .examples = {{"svcctl parts place import places.csv",
                            N_("what `parts places --format csv` wrote")}}});
       }},
  };
}

std::vector<Verb> reference_verbs() {
  return {
      {"reference add",
       [] {
         return Command{
             .help = N_("say by which other number a part is also known"),
             .options = {part_option(),
                         {.name = "NUMBER", .help = N_("the other number"), .required = true},
                         {.name = "kind",
                          .kind = Kind::choice,
                          .help = N_("whose number it is; alternative unless said otherwise"),
                          .choices = choices_of<ReferenceKind>()},
                         {.name = "brand", .help = N_("brand of the other number")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const Reference reference{
                       .part = parts::find_part(tx, args.text("PART")).label(),
                       .number = args.text("NUMBER"),
                       .brand = args.text("brand"),
                       .kind =
                           args.code<ReferenceKind>("kind").value_or(ReferenceKind::alternative)};
                   parts::add_reference(tx, reference);
                   out.one(reference_view(), reference);
                 },
             .examples = {
                 {"svcctl parts reference add 06A-100C00 06A115561B --kind oem --brand VAG",
                  N_("the vehicle maker's number")}}};
       }},
      {"reference drop",
       [] {
         return Command{
             .help = N_("take another number of a part away"),
             .options = {part_option(),
                         {.name = "NUMBER", .help = N_("the other number"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(reference_view(),
                           parts::drop_reference(tx, args.text("PART"), args.text("NUMBER")));
                 },
             .examples = {
                 {"svcctl parts reference drop 06A-100C00 06A115561B", N_("it was wrong")}}};
       }},
      {"reference list",
       [] {
         return Command{
             .help = N_("by which other numbers a part is known"),
             .options = {part_option()},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(reference_view(),
                            parts::list_references(tx, parts::find_part(tx, args.text("PART")).id));
                 },
             .examples = {{"svcctl parts reference list 06A-100C00", N_("all of them")}}};
       }},
      {"reference import",
       [] {
         return import_command({.help = N_("take in cross-references: part, number, brand, kind"),
                                .columns = parts::reference_list_columns,
                                .run = taking<parts::import_references>,
                                .examples = {{"svcctl parts reference import numbers.csv",
                                              N_("a maker's table of equal parts")}}});
       }},
  };
}

}  // namespace

std::vector<Verb> parts_price_verbs() {
  std::vector<Verb> all = price_verbs();
  append(all, place_verbs());
  append(all, reference_verbs());
  return all;
}

}  // namespace svcctl::cli
