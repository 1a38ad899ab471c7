#include "base/identifier.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "cli/commands/settle_verbs.hpp"
#include "settle/delivery.hpp"
#include "settle/payment.hpp"
#include "settle/preparation.hpp"

namespace svcctl::cli {
namespace {

using settle::Bill;
using settle::BillLine;
using settle::Delivery;
using settle::Payment;
using settle::Preparation;

const View<Bill>& bill_view() {
  static const View<Bill> view{
      {"bill", N_("bill"), of<&Bill::number>},
      {"job", N_("job"), of<&Bill::job>},
      {"labour", N_("labour"), of<&Bill::labour>},
      {"material", N_("material"), of<&Bill::material>},
      {"other", N_("other"), of<&Bill::other>},
      {"discount", N_("discount"), of<&Bill::discount>},
      {"tax", N_("tax contained"), of<&Bill::tax>},
      {"total", N_("total"), of<&Bill::total>},
      {"customer_share", N_("customer pays"), of<&Bill::customer_share>},
      {"warranty_share", N_("warranty pays"), of<&Bill::warranty_share>},
      {"insurer_share", N_("insurer pays"), of<&Bill::insurer_share>},
  };
  return view;
}

const View<Preparation>& preparation_view() {
  static const View<Preparation> view{
      {"job", N_("job"), of<&Preparation::job>},
      {"cleaned", N_("cleaned"), of<&Preparation::cleaned>},
      {"cleaning_declined", N_("cleaning declined"), of<&Preparation::cleaning_declined>},
      {"explained", N_("explained"), of<&Preparation::explained>},
      {"demonstrated", N_("demonstrated"), of<&Preparation::demonstrated>},
      {"valuables_returned", N_("valuables returned"), of<&Preparation::valuables_returned>},
  };
  return view;
}

const View<Delivery>& delivery_view() {
  using D = const Delivery&;
  static const View<Delivery> view{
      {"job", N_("job"), of<&Delivery::job>},
      {"plate", N_("plate"), of<&Delivery::plate>},
      {"to", N_("handed to"), of<&Delivery::to>, false, mask_name},
      {"at", N_("at"), of<&Delivery::at>},
      {"odometer_km", N_("odometer km"), of<&Delivery::odometer_km>},
      {"papers", N_("papers"), [](D d) { return cells_of(d.papers); }},
      {"score", N_("score"), of<&Delivery::score>},
      {"score_declined", N_("score declined"), of<&Delivery::score_declined>},
      {"comment", N_("comment"), of<&Delivery::comment>},
      {"warranty_until", N_("warranty until"),
       of<&Delivery::warranty, &settle::Warranty::until_on>},
      {"warranty_until_km", N_("warranty until km"),
       of<&Delivery::warranty, &settle::Warranty::until_km>},
      {"late_by", N_("recorded late, by"), of<&Delivery::late_by>, where_any},
  };
  return view;
}

void bill(store::WriteTxn& tx, const Args& args, Output& out) {
  const settle::BillRequest request{.job = args.text("JOB"),
                                    .discounts = args.list("discount"),
                                    .why = args.text("why"),
                                    .again = args.flag("again")};
  const auto made =
      args.flag("preview") ? settle::draft_bill(tx, request) : settle::make_bill(tx, request);
  if (!made.replaces.empty())
    out.note(tr("bill {0} is void: this one takes its place", made.replaces));
  for (const auto& text : made.left_out) out.note(tr("agreed to but not billed: {0}", text));
  out.one(bill_view(), made);
  out.section(N_("Lines"), bill_line_view(), made.lines);
}

void refund(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(payment_view(), settle::refund(tx, {.job = args.text("JOB"),
                                              .method = args.code<settle::Method>("method").value(),
                                              .amount = args.money("amount").value(),
                                              .reference = args.text("payment-ref"),
                                              .second = args.text("second")}));
}

void pay(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(payment_view(),
          settle::pay(
              tx, {.job = args.text("JOB"),
                   .method = args.code<settle::Method>("method").value(),
                   .amount = args.money("amount").value(),
                   .reference = args.text("payment-ref"),
                   .payer = args.code<intake::Payer>("payer").value_or(intake::Payer::customer)}));
}

void claim(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(claim_view(), settle::claim(tx, {.job = args.text("JOB"),
                                           .payer = args.code<intake::Payer>("payer").value(),
                                           .debtor = args.text("on"),
                                           .number = args.text("number")}));
}

/// Those who may pay for the customer.
std::vector<std::string> other_payers() {
  return {to_code(intake::Payer::insurer), to_code(intake::Payer::warranty)};
}

using Taking = Payment (*)(store::WriteTxn&, const settle::PaymentRequest&);

template <Taking take>
void money(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(payment_view(), take(tx, {.job = args.text("JOB"),
                                    .method = args.code<settle::Method>("method").value(),
                                    .amount = args.money("amount").value(),
                                    .reference = args.text("payment-ref")}));
}

/// How money changes hands; a core is credited by its tag.
Choices methods(bool with_credit) {
  auto all = choices_of<settle::Method>();
  std::erase_if(all, [&](const auto& code) {
    return code == to_code(settle::Method::core) ||
           (!with_credit && code == to_code(settle::Method::credit));
  });
  return all;
}

Command money_command(const char* help, const char* example, const char* example_help,
                      void (*run)(store::WriteTxn&, const Args&, Output&)) {
  return {
      .help = help,
      .options = {job_option(),
                  {.name = "method",
                   .kind = Kind::choice,
                   .help = N_("how the money changes hands"),
                   .required = true,
                   .choices = methods(true)},
                  {.name = "amount", .kind = Kind::money, .help = N_("how much"), .required = true},
                  {.name = "payment-ref",
                   .help = N_("number of the transfer or slip; of a refund: why")}},
      .write = run,
      .examples = {{example, example_help}}};
}

void prepare(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(preparation_view(),
          settle::prepare(tx, {.job = args.text("JOB"),
                               .cleaned = args.flag("cleaned"),
                               .cleaning_declined = args.flag("cleaning-declined"),
                               .explained = args.text("explained"),
                               .demonstrated = args.text("demonstrated"),
                               .valuables_returned = args.flag("valuables-returned")}));
}

void deliver(store::WriteTxn& tx, const Args& args, Output& out) {
  settle::DeliverRequest request{.job = args.text("JOB"), .to = args.text("to")};
  request.odometer_km = args.integer("odometer");
  request.sure = args.flag("sure");
  request.papers = settle::parse_papers(args.text("papers"));
  request.language = out.catalogue().language();
  request.score = args.integer("score");
  request.score_declined = args.flag("declined");
  request.comment = args.text("comment");
  const Delivery made = settle::deliver(tx, request);
  if (!made.odometer_km)
    out.note(tr("the odometer was not read: the warranty counts by days alone"));
  if (!made.score && !made.score_declined)
    out.note(tr("the customer was not asked for a score (2.4-ask)"));
  out.one(delivery_view(), made);
}

std::vector<Verb> money_verbs() {
  return {
      {"bill",
       [] {
         return Command{
             .help = N_("make the itemised bill of finished work (2.4-itemise)"),
             .options = {job_option(),
                         {.name = "discount",
                          .help = N_("of one line or of all, in per cent or as an amount"),
                          .value_name = "LINE|all:PERCENT%|AMOUNT",
                          .repeated = true},
                         {.name = "why", .help = N_("the reason of the discounts")},
                         {.name = "again",
                          .kind = Kind::flag,
                          .help = N_("make it anew: the one before is void")},
                         {.name = "preview",
                          .kind = Kind::flag,
                          .help = N_("show it, write nothing")}},
             .write = bill,
             .examples = {{"svcctl settle bill 001 --preview", N_("before it is made")},
                          {"svcctl settle bill 001 --discount all:5% --why 老客户",
                           N_("five per cent off everything")}},
             .more =
                 N_("Parts are billed as issued and not returned. A bill made again voids the one "
                    "before. A bill above what was consented to is refused (2.2-consent).")};
       }},
      {"deposit",
       [] {
         return money_command(N_("take money before the bill"),
                              "svcctl settle deposit 001 --method wechat --amount 200",
                              N_("once the order is confirmed"), money<settle::take_deposit>);
       }},
      {"pay",
       [] {
         auto command = money_command(N_("take money on the bill"),
                                      "svcctl settle pay 001 --method cash --amount 120.00",
                                      N_("not more than is due"), pay);
         command.options.push_back({.name = "payer",
                                    .kind = Kind::choice,
                                    .help = N_("whose share it is of; the customer's unless said"),
                                    .choices = choices_of<intake::Payer>()});
         return command;
       }},
      {"claim",
       [] {
         return Command{
             .help = N_("say who owes the share that the customer does not pay (2.4-itemise)"),
             .options = {job_option(),
                         {.name = "payer",
                          .kind = Kind::choice,
                          .help = N_("an insurer, or a maker whose warranty it is"),
                          .required = true,
                          .choices = other_payers()},
                         {.name = "on",
                          .help = N_("the insurer or maker"),
                          .value_name = "NAME",
                          .required = true},
                         {.name = "number",
                          .help = N_("of the claim there"),
                          .value_name = "NUMBER",
                          .required = true}},
             .write = claim,
             .examples = {{"svcctl settle claim 001 --payer insurer --on 示例保险 --number BX-118",
                           N_("the insurer pays the body work")}},
             .more = N_("What is said last counts. It stands in settle receivables until `settle "
                        "pay --payer` brings it in; no car leaves with a share that nobody owes.")};
       }},
      {"refund",
       [] {
         auto command =
             money_command(N_("give money back"),
                           "svcctl settle refund 001 --method cash --amount 20 --payment-ref 多收",
                           N_("with the reason"), refund);
         command.options.push_back({.name = "second",
                                    .help = N_("the manager who stands behind it"),
                                    .value_name = "STAFF"});
         command.more =
             N_("Nobody gives money back alone after the car was handed over, nor more than "
                "settle.refund_second_above (2.4-itemise).");
         return command;
       }},
      {"core",
       [] {
         return Command{
             .help = N_("give a core deposit back for an old part that came in after the bill"),
             .options = {{.name = "TAG", .help = N_("tag of the old part"), .required = true},
                         {.name = "method",
                          .kind = Kind::choice,
                          .help = N_("how the money changes hands"),
                          .required = true,
                          .choices = methods(false)}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.list(payment_view(),
                            settle::credit_core(tx, args.text("TAG"),
                                                args.code<settle::Method>("method").value()));
                 },
             .examples = {{"svcctl settle core J261123-001-1 --method cash",
                           N_("after `parts old core` took it in")}},
             .more =
                 N_("A part with a core charge brings its deposit as a line of its own into the "
                    "estimate and the bill. Old parts left with the shop by then are taken off on "
                    "the bill.")};
       }},
  };
}

std::vector<Verb> handover_verbs() {
  return {
      {"prepare",
       [] {
         return Command{
             .help = N_("clean, explain, show, give valuables back (2.4-clean, 2.4-explain)"),
             .options = {job_option(),
                         {.name = "cleaned", .kind = Kind::flag, .help = N_("the car is clean")},
                         {.name = "cleaning-declined",
                          .kind = Kind::flag,
                          .help = N_("the customer wants no cleaning")},
                         {.name = "explained", .help = N_("what was explained")},
                         {.name = "demonstrated", .help = N_("which functions were shown")},
                         {.name = "valuables-returned",
                          .kind = Kind::flag,
                          .help = N_("signed back by the customer")}},
             .write = prepare,
             .examples = {{"svcctl settle prepare 001 --cleaned --explained 讲解维修项目 "
                           "--valuables-returned",
                           N_("said step by step, what was said before stays")}}};
       }},
      {"deliver",
       [] {
         return Command{
             .help = N_("hand the car back with its papers (2.4-papers, 2.4-ask)"),
             .options =
                 {job_option(),
                  {.name = "to", .help = N_("who takes the car"), .required = true},
                  {.name = "odometer", .kind = Kind::kilometres, .help = N_("km on the clock")},
                  sure_option(),
                  {.name = "papers",
                   .help = N_("papers handed over: repair-record, warranty, certificate"),
                   .value_name = "PAPER,PAPER"},
                  {.name = "score", .kind = Kind::integer, .help = N_("satisfaction, 1 to 5")},
                  {.name = "declined",
                   .kind = Kind::flag,
                   .help = N_("asked for a score, the customer declined")},
                  {.name = "comment", .help = N_("the customer's words")}},
             .write = deliver,
             .examples = {{"svcctl settle deliver 001 --to 客户甲 --odometer 45213 --papers "
                           "repair-record,warranty --score 5",
                           N_("warranty runs from here")}}};
       }},
  };
}

}  // namespace

const View<BillLine>& bill_line_view() {
  static const View<BillLine> view{
      {"line", N_("line"), of<&BillLine::number>},
      {"kind", N_("kind"), of<&BillLine::kind>},
      {"text", N_("text"), of<&BillLine::text>},
      {"part", N_("part"), of<&BillLine::part_number>},
      {"qty", N_("quantity"), of<&BillLine::quantity>},
      {"unit_price", N_("unit price"), of<&BillLine::unit_price>},
      {"amount", N_("amount"), of<&BillLine::amount>},
      {"discount", N_("discount"), of<&BillLine::discount>},
      {"payer", N_("payer"), of<&BillLine::payer>},
  };
  return view;
}

const View<Payment>& payment_view() {
  static const View<Payment> view{
      {"receipt", N_("receipt"), of<&Payment::number>},
      {"job", N_("job"), of<&Payment::job>},
      {"kind", N_("kind"), of<&Payment::kind>},
      {"method", N_("method"), of<&Payment::method>},
      {"amount", N_("amount"), of<&Payment::amount>},
      {"reference", N_("reference"), of<&Payment::reference>},
      {"at", N_("at"), of<&Payment::at>},
      {"by", N_("by"), of<&Payment::by>},
      {"happened_at", N_("happened"), of<&Payment::happened_at>, where_any},
      {"late_by", N_("recorded late, by"), of<&Payment::late_by>, where_any},
      {"due", N_("still due"), of<&Payment::due>},
  };
  return view;
}

std::vector<Verb> settle_verbs() {
  auto all = money_verbs();
  for (auto part : {handover_verbs, settle_look_verbs, settle_print_verbs}) append(all, part());
  return all;
}

}  // namespace svcctl::cli
