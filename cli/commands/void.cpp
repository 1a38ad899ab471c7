#include "cli/commands/groups.hpp"
#include "cli/commands/settle_verbs.hpp"
#include "parts/buying/receipt.hpp"
#include "settle/voiding.hpp"

namespace svcctl::cli {
namespace {

using settle::Voided;

const View<Voided>& voided_view() {
  static const View<Voided> view{
      {"receipt", N_("receipt"), of<&Voided::number>},
      {"job", N_("job"), of<&Voided::job>},
      {"kind", N_("kind"), of<&Voided::kind>},
      {"method", N_("method"), of<&Voided::method>},
      {"amount", N_("amount"), of<&Voided::amount>},
      {"then_method", N_("then taken by"), of<&Voided::then_method>, where_any},
      {"then_amount", N_("then taken"), of<&Voided::then_amount>, where_any},
      {"why", N_("why"), of<&Voided::why>},
      {"by", N_("by"), of<&Voided::by>},
      {"second", N_("second person"), of<&Voided::second>, where_any},
      {"at", N_("at"), of<&Voided::at>},
  };
  return view;
}

void void_payment(store::WriteTxn& tx, const Args& args, Output& out) {
  out.list(payment_view(), settle::void_payment(tx, {.number = args.text("RECEIPT"),
                                                     .why = args.text("why"),
                                                     .method = args.code<settle::Method>("method"),
                                                     .amount = args.money("amount"),
                                                     .second = args.text("second")}));
}

void void_bill(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto made = settle::void_bill(tx, {.number = args.text("BILL"), .why = args.text("why")});
  out.list(bill_line_view(), made.lines);
}

void list_voids(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto told = args.period("period");
  if (told && args.flag("all"))
    throw usage_error("void.period", tr("give either --period or --all"));
  const auto on = told ? told : std::optional(Period{tx.today(), tx.today()});
  if (args.flag("all"))
    out.note(tr("voids of all days"));
  else if (on->first == on->last)
    out.note(tr("voids of {0}; of other days: --period, --all", on->first.str()));
  else
    out.note(tr("voids from {0} to {1}", on->first.str(), on->last.str()));
  out.list(voided_view(), settle::voided(tx, args.flag("all") ? std::nullopt : on));
}

const View<parts::VoidReceiptLine>& void_receipt_view() {
  using parts::VoidReceiptLine;
  static const View<VoidReceiptLine> view{
      {"receipt", N_("receipt||goods"), of<&VoidReceiptLine::receipt>},
      {"supplier", N_("supplier"), of<&VoidReceiptLine::supplier>},
      {"part", N_("part"), of<&VoidReceiptLine::part>},
      {"lot", N_("lot"), of<&VoidReceiptLine::lot>},
      {"quantity", N_("quantity"), of<&VoidReceiptLine::qty>},
      {"goods", N_("goods"), of<&VoidReceiptLine::goods>},
      {"order", N_("order"), of<&VoidReceiptLine::order>, where_any},
  };
  return view;
}

void void_receipt(store::WriteTxn& tx, const Args& args, Output& out) {
  out.list(void_receipt_view(), parts::void_receipt(tx, {.number = args.text("DELIVERY"),
                                                         .why = args.text("why"),
                                                         .second = args.text("second")}));
}

}  // namespace

std::vector<Verb> void_verbs() {
  return {
      {"payment",
       [] {
         return Command{
             .help = N_("a payment of today was typed wrong: it never was"),
             .options = {{.name = "RECEIPT", .help = N_("number of the receipt"), .required = true},
                         {.name = "why", .help = N_("the reason"), .required = true},
                         {.name = "method",
                          .kind = Kind::choice,
                          .help = N_("how the money did change hands: taken anew"),
                          .choices = choices_of<settle::Method>()},
                         {.name = "amount",
                          .kind = Kind::money,
                          .help = N_("how much it was: taken anew")},
                         {.name = "second",
                          .help = N_("the manager behind it, where it lets go more than the limit "
                                     "of refunds"),
                          .value_name = "STAFF"}},
             .write = void_payment,
             .examples = {{"svcctl void payment R261123-001 --why 点错 --method wechat",
                           N_("it was WeChat, not cash")}},
             .more =
                 N_("By who took it, else by a manager; the day after, money is refunded. A void "
                    "payment is neither in the takings nor in the refunds of its day, but in `void "
                    "list`. A car that left stays paid for: say with --method or --amount what it "
                    "was.")};
       }},
      {"bill",
       [] {
         return Command{
             .help = N_("a bill was made by mistake, and nothing was paid on it"),
             .options = {{.name = "BILL",
                          .help = N_("number of the bill or its job"),
                          .required = true},
                         {.name = "why", .help = N_("the reason"), .required = true}},
             .write = void_bill,
             .examples = {{"svcctl void bill B261123-001 --why 开错单", N_("before it is paid")}},
             .more = N_("By who made it the same day, else by a manager.")};
       }},
      {"receipt",
       [] {
         return Command{
             .help = N_("a delivery of a supplier was entered by mistake: it never came"),
             .options = {{.name = "DELIVERY",
                          .help = N_("number of the delivery"),
                          .required = true},
                         {.name = "why", .help = N_("the reason"), .required = true},
                         {.name = "second",
                          .help = N_("another keeper, where it takes more off stock than one "
                                     "person may in a day"),
                          .value_name = "STAFF"}},
             .write = void_receipt,
             .examples = {{"svcctl void receipt G261123-001 --why 录重了",
                           N_("it was entered twice")}},
             .more = N_("By who entered it the same day, else by a manager; only while all of it "
                        "lies in its lots as it came: what moved since goes back with `svcctl "
                        "parts give-back`. Its order waits for it again, and the supplier asks for "
                        "nothing.")};
       }},
      {"list",
       [] {
         return Command{
             .help = N_("payments and deliveries that are void"),
             .options = {{.name = "period",
                          .kind = Kind::period,
                          .help = N_("days; today unless given")},
                         {.name = "all", .kind = Kind::flag, .help = N_("of all days")}},
             .read = list_voids,
             .examples = {{"svcctl void list --period this-month", N_("what a manager looks at")}}};
       }},
  };
}

}  // namespace svcctl::cli
