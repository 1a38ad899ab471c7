#include "cli/commands/parts_verbs.hpp"

namespace svcctl::cli {
namespace {

using parts::Part;
using parts::PartFields;
using parts::PartKind;

/// @param costs whether the reader may see purchase prices
View<Part> part_view(bool costs) {
  return {
      {"number", N_("number"), [](const Part& p) { return cell(p.number); }},
      {"brand", N_("brand"), [](const Part& p) { return cell(p.brand); }},
      {"name", N_("name"), [](const Part& p) { return cell(p.name); }},
      {"name_zh", N_("Chinese name"), [](const Part& p) { return cell(p.name_zh); }, true},
      {"kind", N_("kind"), [](const Part& p) { return cell(p.kind); }},
      {"unit", N_("unit"), [](const Part& p) { return cell(p.unit); }},
      {"price", N_("price"), [](const Part& p) { return cell(p.price); }},
      {"cost", N_("cost"), [costs](const Part& p) { return costs ? cell(p.cost) : Cell{}; }, true},
      {"on_hand", N_("on hand"), [](const Part& p) { return cell(p.on_hand); }},
      {"min_qty", N_("minimum"), [](const Part& p) { return cell(p.min_qty); }, true},
      {"max_qty", N_("maximum"), [](const Part& p) { return cell(p.max_qty); }, true},
      {"bin", N_("bin"), [](const Part& p) { return cell(p.bin); }},
      {"shelf_life_days", N_("shelf life, days"),
       [](const Part& p) { return cell(p.shelf_life_days); }, true},
      {"waste_code", N_("waste code"), [](const Part& p) { return cell(p.waste_code); }, true},
      {"retired", N_("out of use"), [](const Part& p) { return cell(p.retired); }, true},
  };
}

View<Part> part_view(const store::ReadTxn& tx) { return part_view(tx.may(Right::see_cost)); }

std::vector<Option> field_options(Option subject, bool with_brand_of_new) {
  std::vector<Option> options = {
      std::move(subject),
      {.name = "brand",
       .help = with_brand_of_new ? N_("brand; one number may stand under several brands")
                                 : N_("another brand")},
      {.name = "name", .help = N_("name")},
      {.name = "name-zh", .help = N_("Chinese name")},
      {.name = "kind",
       .kind = Kind::choice,
       .help = N_("what the part is"),
       .choices = choices_of<PartKind>()},
      {.name = "unit", .help = N_("unit it is counted in")},
      {.name = "price", .kind = Kind::money, .help = N_("sales price with tax")},
      {.name = "cost", .kind = Kind::money, .help = N_("purchase price")},
      {.name = "min", .kind = Kind::quantity, .help = N_("least that should be on hand")},
      {.name = "max", .kind = Kind::quantity, .help = N_("most that should be on hand")},
      {.name = "bin", .help = N_("where it lies")},
      {.name = "shelf-life", .kind = Kind::days, .help = N_("how long it keeps")},
      {.name = "waste-code", .help = N_("hazardous-waste code of the replaced part")},
  };
  return options;
}

PartFields fields_of(const Args& args) {
  return {.brand = args.maybe("brand"),
          .name = args.maybe("name"),
          .name_zh = args.maybe("name-zh"),
          .kind = args.code<PartKind>("kind"),
          .unit = args.maybe("unit"),
          .price = args.money("price"),
          .cost = args.money("cost"),
          .min_qty = args.quantity("min"),
          .max_qty = args.quantity("max"),
          .bin = args.maybe("bin"),
          .shelf_life_days = args.days("shelf-life"),
          .waste_code = args.maybe("waste-code")};
}

Option part_option() {
  return {.name = "PART", .help = N_("part number, or NUMBER/BRAND"), .required = true};
}

std::vector<Command> writing_commands() {
  return {
      {.name = "add",
       .help = N_("add a part to the catalogue"),
       .options =
           field_options({.name = "NUMBER", .help = N_("part number"), .required = true}, true),
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             const Part made = parts::add_part(tx, args.text("NUMBER"), fields_of(args));
             out.one(part_view(tx), made);
           },
       .examples = {{"svcctl parts add 06A-115-561B --brand Hengda --name 'Oil filter' --price 45",
                     N_("a part with its price")}}},
      {.name = "set",
       .help = N_("change a part"),
       .options = field_options(part_option(), false),
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             const Part made = parts::set_part(tx, args.text("PART"), fields_of(args));
             out.one(part_view(tx), made);
           },
       .examples = {{"svcctl parts set 06A-100C00 --price 48 --min 4",
                     N_("a new price, and when to buy more")}}},
      {.name = "retire",
       .help = N_("take a part out of use"),
       .options = {part_option(),
                   {.name = "back", .kind = Kind::flag, .help = N_("take it back into use")}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             const Part made = parts::retire_part(tx, args.text("PART"), args.flag("back"));
             out.one(part_view(tx), made);
           },
       .examples = {{"svcctl parts retire 06A-100C00", N_("it is sold no more")}}},
  };
}

std::string all_words(const Args& args) {
  std::string words;
  for (const auto& word : args.list("WORDS")) words += word + " ";
  return words;
}

std::vector<Command> reading_commands() {
  return {
      {.name = "show",
       .help = N_("show one part"),
       .options = {part_option()},
       .read = [](store::ReadTxn& tx, const Args& args,
                  Output& out) { out.one(part_view(tx), parts::find_part(tx, args.text("PART"))); },
       .examples = {{"svcctl parts show 06A-100C00", N_("its price, bin and kind")}}},
      {.name = "list",
       .help = N_("list parts"),
       .options = {{.name = "kind",
                    .kind = Kind::choice,
                    .help = N_("only of this kind"),
                    .choices = choices_of<PartKind>()},
                   {.name = "retired", .kind = Kind::flag, .help = N_("also those out of use")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(part_view(tx), parts::list_parts(tx, {.words = "",
                                                            .kind = args.code<PartKind>("kind"),
                                                            .retired = args.flag("retired")}));
           },
       .examples = {{"svcctl parts list --kind original --limit 20",
                     N_("the first twenty original parts")}}},
      {.name = "find",
       .help = N_("find parts by words of their number, brand, name or bin"),
       .options = {{.name = "WORDS",
                    .help = N_("words that all must occur"),
                    .required = true,
                    .repeated = true}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(part_view(tx), parts::list_parts(tx, {.words = all_words(args)}));
           },
       .examples = {{"svcctl parts find 机油 5W-30", N_("all words must occur")}}},
      {.name = "export",
       .help = N_("all parts in the form that import reads"),
       .options = {{.name = "stock", .kind = Kind::flag, .help = N_("with quantities on hand")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             const bool costs = tx.may(Right::see_cost);
             const bool stock = args.flag("stock");
             using P = const Part&;
             const View<Part> view = {
                 {"number", N_("number"), [](P p) { return cell(p.number); }},
                 {"brand", N_("brand"), [](P p) { return cell(p.brand); }},
                 {"name", N_("name"), [](P p) { return cell(p.name); }},
                 {"name_zh", N_("Chinese name"), [](P p) { return cell(p.name_zh); }},
                 {"kind", N_("kind"), [](P p) { return cell(p.kind); }},
                 {"unit", N_("unit"), [](P p) { return cell(p.unit); }},
                 {"price", N_("price"), [](P p) { return cell(p.price); }},
                 {"cost", N_("cost"), [costs](P p) { return costs ? cell(p.cost) : Cell{}; }},
                 {"min_qty", N_("minimum"), [](P p) { return cell(p.min_qty); }},
                 {"max_qty", N_("maximum"), [](P p) { return cell(p.max_qty); }},
                 {"bin", N_("bin"), [](P p) { return cell(p.bin); }},
                 {"shelf_life_days", N_("shelf life, days"),
                  [](P p) { return cell(p.shelf_life_days); }},
                 {"waste_code", N_("waste code"), [](P p) { return cell(p.waste_code); }},
             };
             const View<Part> with_stock = {
                 {"number", N_("number"), [](P p) { return cell(p.number); }},
                 {"brand", N_("brand"), [](P p) { return cell(p.brand); }},
                 {"name", N_("name"), [](P p) { return cell(p.name); }},
                 {"unit", N_("unit"), [](P p) { return cell(p.unit); }},
                 {"bin", N_("bin"), [](P p) { return cell(p.bin); }},
                 {"qty", N_("quantity"), [](P p) { return cell(p.on_hand); }},
             };
             out.list(stock ? with_stock : view, parts::list_parts(tx, {}));
           },
       .examples = {{"svcctl parts export --stock --output parts.csv",
                     N_("for a spreadsheet, with quantities")}}},
  };
}

}  // namespace

std::vector<Command> parts_catalogue_commands() {
  std::vector<Command> all = writing_commands();
  append(all, reading_commands());
  return all;
}

}  // namespace svcctl::cli
