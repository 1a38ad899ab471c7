#include "cli/commands/groups.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "job/waste.hpp"

namespace svcctl::cli {
namespace {

using job::WasteBalance;
using job::WasteEntry;
using job::WasteReceiver;
using job::WasteSum;

const View<WasteEntry>& waste_entry_view() {
  static const View<WasteEntry> view = {
      {"entry", N_("entry"), of<&WasteEntry::number>},
      {"at", N_("when"), of<&WasteEntry::at>},
      {"code", N_("waste code"), of<&WasteEntry::code>},
      {"qty", N_("quantity"), of<&WasteEntry::quantity>},
      {"unit", N_("unit"), of<&WasteEntry::unit>},
      {"container", N_("container"), of<&WasteEntry::container>},
      {"source", N_("source"), of<&WasteEntry::source>},
      {"receiver", N_("receiver"), of<&WasteEntry::receiver>},
      {"manifest", N_("manifest"), of<&WasteEntry::manifest>},
      {"carrier", N_("carrier"), of<&WasteEntry::carrier>, true},
      {"staff", N_("by"), of<&WasteEntry::staff>},
      {"late_by", N_("recorded late, by"), of<&WasteEntry::late_by>, where_any},
  };
  return view;
}

const View<WasteBalance>& balance_view() {
  static const View<WasteBalance> view = {
      {"code", N_("waste code"), of<&WasteBalance::code>},
      {"stored", N_("stored"), of<&WasteBalance::stored>},
      {"unit", N_("unit"), of<&WasteBalance::unit>},
      {"oldest_on", N_("oldest since"), of<&WasteBalance::oldest>},
      {"days", N_("days"), of<&WasteBalance::days>},
      {"due_on", N_("to leave by"), of<&WasteBalance::due>},
      {"late", N_("late"), of<&WasteBalance::late>},
  };
  return view;
}

const View<WasteSum>& sum_view() {
  static const View<WasteSum> view = {
      {"code", N_("waste code"), of<&WasteSum::code>},
      {"unit", N_("unit"), of<&WasteSum::unit>},
      {"opening", N_("opening"), of<&WasteSum::opening>},
      {"in", N_("in"), of<&WasteSum::in>},
      {"out", N_("out"), of<&WasteSum::out>},
      {"closing", N_("closing"), of<&WasteSum::closing>},
  };
  return view;
}

const View<WasteReceiver>& receiver_view() {
  using R = const WasteReceiver&;
  static const View<WasteReceiver> view = {
      {"receiver", N_("receiver"), of<&WasteReceiver::code>},
      {"name", N_("name"), of<&WasteReceiver::name>},
      {"licence", N_("licence||waste"), of<&WasteReceiver::licence>},
      {"waste_codes", N_("waste codes"), [](R r) { return cell(joined(r.waste_codes, ", ")); }},
      {"valid_from", N_("valid from"), of<&WasteReceiver::valid_from>},
      {"valid_to", N_("valid to"), of<&WasteReceiver::valid_to>},
      {"phone", N_("phone"), of<&WasteReceiver::phone>, true},
  };
  return view;
}

void set_receiver(store::WriteTxn& tx, const Args& args, Output& out) {
  job::WasteReceiverFields fields{.name = args.maybe("name"),
                                  .licence = args.maybe("licence"),
                                  .valid_from = args.date("valid-from"),
                                  .valid_to = args.date("valid-to"),
                                  .phone = args.maybe("phone")};
  if (args.has("waste-code")) fields.waste_codes = args.list("waste-code");
  out.one(receiver_view(), job::set_waste_receiver(tx, args.text("CODE"), fields));
}

std::vector<Option> amount_options(const std::vector<Option>& more) {
  std::vector<Option> options = {
      {.name = "CODE", .help = N_("national hazardous-waste code"), .required = true},
      {.name = "QTY", .kind = Kind::quantity, .help = N_("how much||quantity"), .required = true},
      {.name = "unit", .help = N_("kg (unless said), l, pc")},
      {.name = "container", .help = N_("where in the waste store")}};
  options.insert(options.end(), more.begin(), more.end());
  return options;
}

std::vector<Verb> ledger_verbs() {
  return {
      {"waste in",
       [] {
         return Command{
             .help = N_("take hazardous waste into the store (2.3-oldparts)"),
             .options = amount_options({{.name = "source", .help = N_("where it comes from")}}),
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(waste_entry_view(),
                           job::waste_in(tx, {.code = args.text("CODE"),
                                              .quantity = args.quantity("QTY").value_or(Quantity()),
                                              .unit = args.maybe("unit").value_or("kg"),
                                              .container = args.text("container"),
                                              .source = args.text("source")}));
                 },
             .examples = {
                 {"svcctl parts waste in 900-214-08 18.5 --container 废油桶1 --source 换油",
                  N_("the day's waste oil")}}};
       }},
      {"waste out",
       [] {
         return Command{
             .help = N_("hand hazardous waste to a licensed receiver (2.3-oldparts)"),
             .options = amount_options({{.name = "receiver",
                                         .help = N_("code of the licensed receiver"),
                                         .required = true},
                                        {.name = "manifest",
                                         .help = N_("number of the waste manifest"),
                                         .required = true},
                                        {.name = "carrier", .help = N_("who carries it")}}),
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(
                       waste_entry_view(),
                       job::waste_out(tx, {.code = args.text("CODE"),
                                           .quantity = args.quantity("QTY").value_or(Quantity()),
                                           .unit = args.maybe("unit").value_or("kg"),
                                           .receiver = args.text("receiver"),
                                           .manifest = args.text("manifest"),
                                           .carrier = args.text("carrier"),
                                           .container = args.text("container")}));
                 },
             .examples = {{"svcctl parts waste out 900-214-08 180 --receiver HB-HUAN --manifest "
                           "LD-2026-0188",
                           N_("the drum is fetched")}},
             .more =
                 N_("Refused where the receiver's licence does not hold today or does not list the "
                    "code, and beyond what is stored.")};
       }},
      {"waste list",
       [] {
         return Command{
             .help = N_("what hazardous waste is stored, since when, and by when it must leave"),
             .read = [](store::ReadTxn& tx, const Args&,
                        Output& out) { out.list(balance_view(), job::waste_balances(tx)); },
             .examples = {{"svcctl parts waste list", N_("what is to be fetched")}}};
       }},
      {"waste ledger",
       [] {
         return Command{
             .help = N_("every batch in and out"),
             .options = {{.name = "code", .help = N_("only this waste code")},
                         {.name = "period",
                          .kind = Kind::period,
                          .help = N_("only in this period")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(waste_entry_view(),
                            job::waste_ledger(tx, args.text("code"), args.period("period")));
                 },
             .examples = {
                 {"svcctl parts waste ledger --period 2026 --format csv --output waste.csv",
                  N_("for the authority")}}};
       }},
      {"waste summary",
       [] {
         return Command{
             .help = N_("opening, in, out and closing by code, for the yearly report"),
             .options = {{.name = "period",
                          .kind = Kind::period,
                          .help = N_("which period; else this year")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   const auto year = parse_period("this-year", tx.today());
                   out.list(sum_view(),
                            job::waste_summary(tx, args.period("period").value_or(*year)));
                 },
             .examples = {{"svcctl parts waste summary --period 2026", N_("the year's report")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> parts_waste_verbs() {
  auto all = ledger_verbs();
  append(
      all,
      {{"waste receiver",
        [] {
          return Command{
              .help = N_("add or change who may take hazardous waste away"),
              .options = {{.name = "CODE", .help = N_("code of the receiver"), .required = true},
                          {.name = "name", .help = N_("name")},
                          {.name = "licence", .help = N_("hazardous-waste licence number")},
                          {.name = "waste-code",
                           .help = N_("a waste code that the licence lists; once for each"),
                           .repeated = true},
                          {.name = "valid-from", .kind = Kind::date, .help = N_("first day")},
                          {.name = "valid-to", .kind = Kind::last_day, .help = N_("last day")},
                          {.name = "phone", .help = N_("phone")}},
              .write = set_receiver,
              .examples = {{"svcctl parts waste receiver HB-HUAN --name 示例环保 --licence WX-1 "
                            "--waste-code 900-214-08 --valid-from 2026-01-01 --valid-to 2028-12-31",
                            N_("a licensed disposer of waste oil")}}};
        }},
       {"waste receivers", [] {
          return Command{
              .help = N_("who may take hazardous waste away"),
              .read = [](store::ReadTxn& tx, const Args&,
                         Output& out) { out.list(receiver_view(), job::waste_receivers(tx)); },
              .examples = {{"svcctl parts waste receivers", N_("licences and their last days")}}};
        }}});
  return all;
}

}  // namespace svcctl::cli
