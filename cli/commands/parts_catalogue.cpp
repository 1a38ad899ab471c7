#include <algorithm>

#include "cli/commands/groups.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "parts/catalogue/price.hpp"
#include "parts/catalogue/reference.hpp"
#include "parts/catalogue/search.hpp"

namespace svcctl::cli {
namespace {

using parts::Part;
using parts::PartFields;
using parts::PartKind;

using Fields = std::vector<View<Part>::Field>;

Fields part_fields(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"number", N_("number"), of<&Part::number>},
      {"brand", N_("brand"), of<&Part::brand>},
      {"name", N_("name"), of<&Part::name>},
      {"name_zh", N_("Chinese name"), of<&Part::name_zh>, true},
      {"kind", N_("kind"), of<&Part::kind>},
      {"category", N_("part category"), of<&Part::category>, true},
      {"unit", N_("unit"), of<&Part::unit>},
      {"pack_qty", N_("in a pack"), of<&Part::pack_qty>, true},
      {"price", N_("price"),
       [&tx](const Part& p) { return cell(parts::price_on(tx, p, parts::retail, tx.today())); }},
      {"cost", N_("cost"), when(costs, of<&Part::cost>), true},
      {"tax_class", N_("tax class"), of<&Part::tax_class>, true},
      {"on_hand", N_("on hand"), of<&Part::on_hand>},
      {"min_qty", N_("minimum"), of<&Part::min_qty>, true},
      {"max_qty", N_("maximum"), of<&Part::max_qty>, true},
      {"bin", N_("bin"), of<&Part::bin>},
      {"shelf_life_days", N_("shelf life, days"), of<&Part::shelf_life_days>, true},
      {"storage", N_("storage"), of<&Part::storage>, true},
      {"hazard", N_("hazard class"), of<&Part::hazard>, true},
      {"waste_code", N_("waste code"), of<&Part::waste_code>, true},
      {"core_charge", N_("core charge"),
       [](const Part& p) { return p.core_charge.is_zero() ? Cell{} : cell(p.core_charge); }, true},
      {"serial", N_("serial numbers"), of<&Part::serial>, true},
      {"supplier", N_("supplier"), of<&Part::supplier>, true},
      {"supplier_number", N_("supplier's number"), of<&Part::supplier_number>, true},
      {"superseded_by", N_("superseded by"), of<&Part::successor>, true},
      {"retired", N_("out of use"), of<&Part::retired>, true},
  };
}

View<Part> part_view(const store::ReadTxn& tx) { return View<Part>(part_fields(tx)); }

/// What import reads back; quantities only where they are asked for.
View<Part> export_view(const store::ReadTxn& tx, bool stock) {
  auto fields = part_fields(tx);
  std::erase_if(fields, [](const auto& field) {
    return std::string_view(field.key) == "on_hand" || std::string_view(field.key) == "retired";
  });
  if (stock) fields.push_back({"qty", N_("quantity"), of<&Part::on_hand>});
  for (auto& field : fields) field.optional = false;
  return View<Part>(fields);
}

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
       .help = N_("what the part is; not stated unless told, and then a bill with it is a lapse"),
       .choices = choices_of<PartKind>()},
      {.name = "unit", .help = N_("unit it is counted in")},
      {.name = "price", .kind = Kind::money, .help = N_("sales price with tax")},
      {.name = "cost", .kind = Kind::money, .help = N_("purchase price")},
      {.name = "min", .kind = Kind::quantity, .help = N_("least that should be on hand")},
      {.name = "max", .kind = Kind::quantity, .help = N_("most that should be on hand")},
      {.name = "bin", .help = N_("where it lies")},
      {.name = "shelf-life", .kind = Kind::days, .help = N_("how long it keeps")},
      {.name = "waste-code", .help = N_("hazardous-waste code of the replaced part")},
      {.name = "category", .help = N_("part category")},
      {.name = "pack", .kind = Kind::quantity, .help = N_("how many are in a pack")},
      {.name = "tax-class",
       .help = N_("tax class, for the accountant; bills contain the shop's rate")},
      {.name = "storage", .help = N_("how it must be stored")},
      {.name = "hazard", .help = N_("hazardous-goods class of the new part")},
      {.name = "core-charge", .kind = Kind::money, .help = N_("paid back for the old part")},
      {.name = "serial",
       .kind = Kind::choice,
       .help = N_("whether each piece bears a number of its own"),
       .choices = yes_or_no()},
      {.name = "supplier", .help = N_("where it is usually bought; '' for nowhere")},
      {.name = "supplier-number", .help = N_("its number there")},
      {.name = "superseded-by", .help = N_("the part that took its place; '' for none")},
  };
  return options;
}

PartFields part_fields(const Args& args) {
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
          .waste_code = args.maybe("waste-code"),
          .category = args.maybe("category"),
          .pack_qty = args.quantity("pack"),
          .tax_class = args.maybe("tax-class"),
          .storage = args.maybe("storage"),
          .hazard = args.maybe("hazard"),
          .core_charge = args.money("core-charge"),
          .serial = args.yes("serial"),
          .supplier = args.maybe("supplier"),
          .supplier_number = args.maybe("supplier-number"),
          .superseded_by = args.maybe("superseded-by")};
}

std::vector<Verb> writing_verbs() {
  return {
      {"add",
       [] {
         return Command{
             .help = N_("add a part to the catalogue"),
             .options = field_options(
                 {.name = "NUMBER", .help = N_("part number"), .required = true}, true),
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const Part made = parts::add_part(tx, args.text("NUMBER"), part_fields(args));
                   out.one(part_view(tx), made);
                 },
             .examples = {
                 {"svcctl parts add 06A-115-561B --brand Hengda --name 'Oil filter' --price 45",
                  N_("a part with its price")}}};
       }},
      {"set",
       [] {
         auto options = field_options(part_option(), false);
         options.push_back(
             {.name = "why", .help = N_("why a part that was in stock is of another kind")});
         return Command{.help = N_("change a part"),
                        .options = std::move(options),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              auto fields = part_fields(args);
                              fields.reason = args.text("why");
                              const Part made = parts::set_part(tx, args.text("PART"), fields);
                              out.one(part_view(tx), made);
                            },
                        .examples = {{"svcctl parts set 06A-100C00 --price 48 --min 4",
                                      N_("a new price, and when to buy more")}}};
       }},
      {"retire",
       [] {
         return Command{
             .help = N_("take a part out of use"),
             .options = {part_option(),
                         {.name = "back", .kind = Kind::flag, .help = N_("take it back into use")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const Part made = parts::retire_part(tx, args.text("PART"), args.flag("back"));
                   out.one(part_view(tx), made);
                 },
             .examples = {{"svcctl parts retire 06A-100C00", N_("it is sold no more")}}};
       }},
  };
}

const View<parts::Reference>& number_view() {
  static const View<parts::Reference> view{
      {"number", N_("number"), of<&parts::Reference::number>},
      {"brand", N_("brand"), of<&parts::Reference::brand>},
      {"kind", N_("kind"), of<&parts::Reference::kind>},
  };
  return view;
}

void show_part(store::ReadTxn& tx, const Args& args, Output& out) {
  const Part part = parts::find_part(tx, args.text("PART"));
  if (!part.successor.empty())
    out.note(tr("part {0} was replaced by {1}", part.label(), part.successor));
  out.one(part_view(tx), part);
  if (out.sections())
    out.section(N_("Other numbers"), number_view(), parts::list_references(tx, part.id));
}

void reindex(store::WriteTxn& tx, const Args&, Output& out) {
  out.note(tr("the words of {0} parts are indexed", parts::reindex_parts(tx)));
}

void list_parts(store::ReadTxn& tx, const Args& args, Output& out) {
  const parts::PartFilter filter{.kind = args.code<PartKind>("kind"),
                                 .category = args.text("category"),
                                 .supplier = args.text("supplier"),
                                 .unpriced = args.flag("without-price"),
                                 .retired = args.flag("retired"),
                                 .most = out.most()};
  out.stream<Part>(part_view(tx), [&](const auto& take) { parts::each_part(tx, filter, take); });
}

void find_part(store::ReadTxn& tx, const Args& args, Output& out) {
  parts::FindRequest request{.words = args.list("WORDS")};
  if (const auto most = out.most())
    request.limit = static_cast<std::size_t>(std::max<std::int64_t>(*most, 1));
  const auto found = parts::find_parts(tx, request);
  out.list(part_view(tx), found.parts);
  if (found.more && !out.most())
    out.note(tr("these are the best {0}; --limit N shows more", found.parts.size()));
}

std::vector<Verb> reading_verbs() {
  return {
      {"show",
       [] {
         return Command{
             .help = N_("show one part"),
             .options = {part_option()},
             .read = show_part,
             .examples = {{"svcctl parts show 06A-100C00", N_("its price, bin and kind")}}};
       }},
      {"list",
       [] {
         return Command{
             .help = N_("list parts"),
             .options = {{.name = "kind",
                          .kind = Kind::choice,
                          .help = N_("only of this kind"),
                          .choices = choices_of<PartKind>()},
                         {.name = "category", .help = N_("only of this category")},
                         {.name = "supplier", .help = N_("only those usually bought there")},
                         {.name = "without-price",
                          .kind = Kind::flag,
                          .help = N_("only those without a price")},
                         {.name = "retired",
                          .kind = Kind::flag,
                          .help = N_("also those out of use")}},
             .read = list_parts,
             .examples = {{"svcctl parts list --kind original --limit 20",
                           N_("the first twenty original parts")}}};
       }},
      {"find",
       [] {
         return Command{
             .help = N_("find parts by any number, or by words in either language"),
             .options = {{.name = "WORDS",
                          .help = N_("numbers from their beginning, and words; all must occur"),
                          .required = true,
                          .repeated = true}},
             .read = find_part,
             .examples = {{"svcctl parts find 刹车片 帕萨特", N_("pads that fit a Passat")},
                          {"svcctl parts find 04465-0k340", N_("with or without dashes")}},
             .more = N_(
                 "Numbers are the part's own, the maker's, alternative ones and the supplier's, "
                 "typed with or without marks. Words are looked for in the names, brand, "
                 "category and the cars a part fits. Best first: the number itself, numbers that "
                 "begin so, all words in the name, the others; of these what is in stock.")};
       }},
      {"reindex",
       [] {
         return Command{
             .help = N_("build the index of words anew"),
             .write = reindex,
             .examples = {{"svcctl parts reindex",
                           N_("after `db check` found parts missing from it")}},
             .more = N_(
                 "Every command keeps the index as it writes; this mends a damaged one and drops "
                 "words that are gone.")};
       }},
      {"export",
       [] {
         return Command{.help = N_("all parts in the form that import reads"),
                        .options = {{.name = "stock",
                                     .kind = Kind::flag,
                                     .help = N_("with quantities on hand")}},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.stream<Part>(export_view(tx, args.flag("stock")),
                                               [&](const auto& take) {
                                                 parts::each_part(tx, {.most = out.most()}, take);
                                               });
                            },
                        .examples = {{"svcctl parts export --stock --output parts.csv",
                                      N_("for a spreadsheet, with quantities")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> parts_catalogue_verbs() {
  std::vector<Verb> all = writing_verbs();
  append(all, reading_verbs());
  return all;
}

}  // namespace svcctl::cli
