#include "base/identifier.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "settle/delivery.hpp"
#include "settle/payment.hpp"
#include "settle/preparation.hpp"

namespace svcctl::cli {
namespace {

using settle::Account;
using settle::Bill;
using settle::BillLine;
using settle::BillRow;
using settle::Delivery;
using settle::Payment;
using settle::Preparation;
using settle::Takings;

const View<Bill>& bill_view() {
  using B = const Bill&;
  static const View<Bill> view{
      {"bill", N_("bill"), [](B b) { return cell(b.number); }},
      {"job", N_("job"), [](B b) { return cell(b.job); }},
      {"labour", N_("labour"), [](B b) { return cell(b.labour); }},
      {"material", N_("material"), [](B b) { return cell(b.material); }},
      {"other", N_("other"), [](B b) { return cell(b.other); }},
      {"discount", N_("discount"), [](B b) { return cell(b.discount); }},
      {"tax", N_("tax contained"), [](B b) { return cell(b.tax); }},
      {"total", N_("total"), [](B b) { return cell(b.total); }},
      {"customer_share", N_("customer pays"), [](B b) { return cell(b.customer_share); }},
      {"warranty_share", N_("warranty pays"), [](B b) { return cell(b.warranty_share); }},
      {"insurer_share", N_("insurer pays"), [](B b) { return cell(b.insurer_share); }},
  };
  return view;
}

const View<BillLine>& bill_line_view() {
  using L = const BillLine&;
  static const View<BillLine> view{
      {"line", N_("line"), [](L l) { return cell(l.number); }},
      {"kind", N_("kind"), [](L l) { return cell(l.kind); }},
      {"text", N_("text"), [](L l) { return cell(l.text); }},
      {"part", N_("part"), [](L l) { return cell(l.part_number); }},
      {"qty", N_("quantity"), [](L l) { return cell(l.quantity); }},
      {"unit_price", N_("unit price"), [](L l) { return cell(l.unit_price); }},
      {"amount", N_("amount"), [](L l) { return cell(l.amount); }},
      {"discount", N_("discount"), [](L l) { return cell(l.discount); }},
      {"payer", N_("payer"), [](L l) { return cell(l.payer); }},
  };
  return view;
}

const View<Account>& account_view() {
  using A = const Account&;
  static const View<Account> view{
      {"job", N_("job"), [](A a) { return cell(a.job.number); }},
      {"plate", N_("plate"), [](A a) { return cell(a.job.plate); }},
      {"state", N_("state"), [](A a) { return cell(a.job.state); }},
      {"bill", N_("bill"), [](A a) { return a.bill ? cell(a.bill->number) : Cell{}; }},
      {"total", N_("total"), [](A a) { return a.bill ? cell(a.bill->total) : Cell{}; }},
      {"customer_share", N_("customer pays"),
       [](A a) { return a.bill ? cell(a.bill->customer_share) : Cell{}; }},
      {"deposits", N_("deposits"), [](A a) { return cell(a.deposits); }},
      {"paid", N_("paid"), [](A a) { return cell(a.paid); }},
      {"credit", N_("on credit"), [](A a) { return cell(a.credit); }},
      {"due", N_("due"), [](A a) { return cell(a.due); }},
  };
  return view;
}

const View<Payment>& payment_view() {
  using P = const Payment&;
  static const View<Payment> view{
      {"receipt", N_("receipt"), [](P p) { return cell(p.number); }},
      {"job", N_("job"), [](P p) { return cell(p.job); }},
      {"kind", N_("kind"), [](P p) { return cell(p.kind); }},
      {"method", N_("method"), [](P p) { return cell(p.method); }},
      {"amount", N_("amount"), [](P p) { return cell(p.amount); }},
      {"reference", N_("reference"), [](P p) { return cell(p.reference); }},
      {"at", N_("at"), [](P p) { return cell(p.at); }},
      {"by", N_("by"), [](P p) { return cell(p.by); }},
      {"due", N_("still due"), [](P p) { return cell(p.due); }},
  };
  return view;
}

const View<BillRow>& bill_list_view() {
  using R = const BillRow&;
  static const View<BillRow> view{
      {"bill", N_("bill"), [](R r) { return cell(r.number); }},
      {"job", N_("job"), [](R r) { return cell(r.job); }},
      {"plate", N_("plate"), [](R r) { return cell(r.plate); }},
      {"customer", N_("customer"), [](R r) { return cell(r.customer); }},
      {"name", N_("name"), [](R r) { return cell(mask_name(r.customer_name)); }},
      {"total", N_("total"), [](R r) { return cell(r.total); }},
      {"customer_share", N_("customer pays"), [](R r) { return cell(r.customer_share); }},
      {"paid", N_("paid"), [](R r) { return cell(r.paid); }},
      {"due", N_("due"), [](R r) { return cell(r.due); }},
      {"state", N_("state"), [](R r) { return cell(r.state); }},
      {"at", N_("at"), [](R r) { return cell(r.at); }},
      {"delivered_at", N_("delivered"), [](R r) { return cell(r.delivered_at); }},
  };
  return view;
}

const View<Preparation>& preparation_view() {
  using P = const Preparation&;
  static const View<Preparation> view{
      {"job", N_("job"), [](P p) { return cell(p.job); }},
      {"cleaned", N_("cleaned"), [](P p) { return cell(p.cleaned); }},
      {"cleaning_declined", N_("cleaning declined"), [](P p) { return cell(p.cleaning_declined); }},
      {"explained", N_("explained"), [](P p) { return cell(p.explained); }},
      {"demonstrated", N_("demonstrated"), [](P p) { return cell(p.demonstrated); }},
      {"valuables_returned", N_("valuables returned"),
       [](P p) { return cell(p.valuables_returned); }},
  };
  return view;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

const View<Delivery>& delivery_view() {
  using D = const Delivery&;
  static const View<Delivery> view{
      {"job", N_("job"), [](D d) { return cell(d.job); }},
      {"plate", N_("plate"), [](D d) { return cell(d.plate); }},
      {"to", N_("handed to"), [](D d) { return cell(mask_name(d.to)); }},
      {"at", N_("at"), [](D d) { return cell(d.at); }},
      {"odometer_km", N_("odometer km"), [](D d) { return cell(d.odometer_km); }},
      {"papers", N_("papers"), [](D d) { return cell(joined(d.papers)); }},
      {"score", N_("score"), [](D d) { return cell(d.score); }},
      {"score_declined", N_("score declined"), [](D d) { return cell(d.score_declined); }},
      {"comment", N_("comment"), [](D d) { return cell(d.comment); }},
      {"warranty_until", N_("warranty until"),
       [](D d) { return d.warranty ? cell(d.warranty->until_on) : Cell{}; }},
      {"warranty_until_km", N_("warranty until km"),
       [](D d) { return d.warranty ? cell(d.warranty->until_km) : Cell{}; }},
  };
  return view;
}

const View<Takings>& takings_view() {
  using T = const Takings&;
  static const View<Takings> view{
      {"day", N_("day"), [](T t) { return cell(t.day); }},
      {"method", N_("method"), [](T t) { return cell(t.method); }},
      {"count", N_("count"), [](T t) { return cell(t.count); }},
      {"taken", N_("taken"), [](T t) { return cell(t.taken); }},
      {"refunded", N_("refunded"), [](T t) { return cell(t.refunded); }},
      {"sum", N_("sum"), [](T t) { return cell(t.sum); }},
  };
  return view;
}

void bill(store::WriteTxn& tx, const Args& args, Output& out) {
  const settle::BillRequest request{
      .job = args.text("JOB"), .discounts = args.list("discount"), .why = args.text("why")};
  const auto made =
      args.flag("preview") ? settle::draft_bill(tx, request) : settle::make_bill(tx, request);
  for (const auto& text : made.left_out) out.note(tr("agreed to but not billed: {0}", text));
  out.one(bill_view(), made);
  out.section(N_("Lines"), bill_line_view(), made.lines);
}

using Taking = Payment (*)(store::WriteTxn&, const settle::PaymentRequest&);

template <Taking take>
void money(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(payment_view(), take(tx, {.job = args.text("JOB"),
                                    .method = args.code<settle::Method>("method").value(),
                                    .amount = args.money("amount").value(),
                                    .reference = args.text("payment-ref")}));
}

Command money_command(const char* name, const char* help, const char* example,
                      const char* example_help,
                      void (*run)(store::WriteTxn&, const Args&, Output&)) {
  return {
      .name = name,
      .help = help,
      .options = {job_option(),
                  {.name = "method",
                   .kind = Kind::choice,
                   .help = N_("how the money changes hands"),
                   .required = true,
                   .choices = choices_of<settle::Method>()},
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
  request.papers = settle::parse_papers(args.text("papers"));
  if (const auto score = args.integer("score")) request.score = static_cast<int>(*score);
  request.score_declined = args.flag("declined");
  request.comment = args.text("comment");
  out.one(delivery_view(), settle::deliver(tx, request));
}

void show(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto account = settle::account_of(tx, settle::find_settled_job(tx, args.text("JOB")));
  out.one(account_view(), account);
  if (account.bill) out.section(N_("Lines"), bill_line_view(), account.bill->lines);
  out.section(N_("Payments"), payment_view(), settle::payments(tx, account.job.id));
}

std::vector<Command> money_commands() {
  return {
      {.name = "bill",
       .help = N_("make the itemised bill of finished work (2.4-itemise)"),
       .options = {job_option(),
                   {.name = "discount",
                    .help = N_("of one line or of all, in per cent or as an amount"),
                    .value_name = "LINE|all:PERCENT%|AMOUNT",
                    .repeated = true},
                   {.name = "why", .help = N_("the reason of the discounts")},
                   {.name = "preview", .kind = Kind::flag, .help = N_("show it, write nothing")}},
       .write = bill,
       .examples = {{"svcctl settle bill 001 --preview", N_("before it is made")},
                    {"svcctl settle bill 001 --discount all:5% --why 老客户",
                     N_("five per cent off everything")}},
       .more = N_("Parts are billed as issued and not returned. A bill made again voids the one "
                  "before. A bill above what was consented to is refused (2.2-consent).")},
      money_command("deposit", N_("take money before the bill"),
                    "svcctl settle deposit 001 --method wechat --amount 200",
                    N_("once the order is confirmed"), money<settle::take_deposit>),
      money_command("pay", N_("take money on the bill"),
                    "svcctl settle pay 001 --method cash --amount 120.00",
                    N_("not more than is due"), money<settle::pay>),
      money_command("refund", N_("give money back"),
                    "svcctl settle refund 001 --method cash --amount 20 --payment-ref 多收",
                    N_("with the reason"), money<settle::refund>),
  };
}

std::vector<Command> handover_commands() {
  return {
      {.name = "prepare",
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
                     N_("said step by step, what was said before stays")}}},
      {.name = "deliver",
       .help = N_("hand the car back with its papers (2.4-papers, 2.4-ask)"),
       .options = {job_option(),
                   {.name = "to", .help = N_("who takes the car"), .required = true},
                   {.name = "odometer", .kind = Kind::integer, .help = N_("km on the clock")},
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
                     N_("warranty runs from here")}}},
  };
}

std::vector<Command> reading_commands() {
  return {
      {.name = "show",
       .help = N_("how a job stands: bill, payments, what is due"),
       .options = {{.name = "JOB", .help = N_("number of a job or a bill"), .required = true}},
       .read = show,
       .examples = {{"svcctl settle show 001", N_("today's first job")}}},
      {.name = "list",
       .help = N_("bills, the newest first"),
       .options = {{.name = "period", .kind = Kind::period, .help = N_("made in that time")},
                   {.name = "unpaid", .kind = Kind::flag, .help = N_("of which something is due")},
                   {.name = "void", .kind = Kind::flag, .help = N_("also those void")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(bill_list_view(), settle::list_bills(tx, {.on = args.period("period"),
                                                                .void_too = args.flag("void"),
                                                                .unpaid = args.flag("unpaid")}));
           },
       .examples = {{"svcctl settle list --period this-month --format csv", N_("for the books")}}},
      {.name = "receivables",
       .help = N_("what is owed for cars handed over"),
       .read =
           [](store::ReadTxn& tx, const Args&, Output& out) {
             out.list(bill_list_view(),
                      settle::list_bills(tx, {.unpaid = true, .delivered = true}));
           },
       .examples = {{"svcctl settle receivables", N_("who owes how much")}}},
      {.name = "day",
       .help = N_("a day's takings by method"),
       .options = {{.name = "DATE", .kind = Kind::date, .help = N_("today unless said otherwise")}},
       .read =
           [](store::ReadTxn& tx, const Args& args, Output& out) {
             out.list(takings_view(), settle::takings(tx, args.date("DATE").value_or(tx.today())));
           },
       .examples = {{"svcctl settle day", N_("to count the till by")}}},
  };
}

}  // namespace

std::vector<Command> settle_commands() {
  auto all = money_commands();
  for (auto part : {handover_commands, reading_commands, settle_print_commands})
    for (auto& command : part()) all.push_back(std::move(command));
  return all;
}

}  // namespace svcctl::cli
