#include "base/identifier.hpp"
#include "cli/commands/settle_verbs.hpp"
#include "settle/delivery.hpp"
#include "settle/payment.hpp"
#include "store/anchor.hpp"
#include "store/log.hpp"

namespace svcctl::cli {
namespace {

using settle::Account;
using settle::BillRow;

const View<Account>& account_view() {
  static const View<Account> view = {
      {"job", N_("job"), of<&Account::job, &intake::JobRecord::number>},
      {"plate", N_("plate"), of<&Account::job, &intake::JobRecord::plate>},
      {"state", N_("state"), of<&Account::job, &intake::JobRecord::state>},
      {"bill", N_("bill"),
       [](const Account& a) { return cell(a.bill ? a.bill->number : std::string()); }},
      {"labour", N_("labour"), of<&Account::bill, &settle::Bill::labour>},
      {"material", N_("material"), of<&Account::bill, &settle::Bill::material>},
      {"other", N_("other charges"), of<&Account::bill, &settle::Bill::other>},
      {"discount", N_("discount"), of<&Account::bill, &settle::Bill::discount>},
      {"total", N_("total"), of<&Account::bill, &settle::Bill::total>},
      {"tax", N_("tax contained"), of<&Account::bill, &settle::Bill::tax>},
      {"customer_share", N_("customer pays"), of<&Account::bill, &settle::Bill::customer_share>},
      {"warranty_share", N_("warranty bears"), of<&Account::bill, &settle::Bill::warranty_share>},
      {"insurer_share", N_("insurer pays"), of<&Account::bill, &settle::Bill::insurer_share>},
      {"deposits", N_("deposits"), of<&Account::deposits>},
      {"paid", N_("taken in all"), of<&Account::paid>},
      {"credit", N_("on credit"), of<&Account::credit>},
      {"due", N_("due"), of<&Account::due>},
  };
  return view;
}

void show_bill(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto job = settle::find_settled_job(tx, args.text("JOB"));
  const Account account = settle::account_of(tx, job);
  out.one(account_view(), account);
  if (!out.sections()) return;
  if (account.bill)
    out.section(N_("Lines"), bill_line_view(), settle::bill_lines(tx, account.bill->id));
  out.section(N_("Claims"), claim_view(), settle::claims(tx, job.id));
  out.section(N_("Payments"), payment_view(), settle::payments(tx, job.id));
}

}  // namespace

const View<settle::Claim>& claim_view() {
  using settle::Claim;
  static const View<Claim> view = {
      {"job", N_("job"), of<&Claim::job>},
      {"payer", N_("payer"), of<&Claim::payer>},
      {"debtor", N_("owed by"), of<&Claim::debtor>},
      {"claim", N_("claim"), of<&Claim::number>},
      {"share", N_("share"), of<&Claim::share>},
      {"paid", N_("paid"), of<&Claim::paid>},
      {"due", N_("due"), [](const Claim& c) { return cell(c.due()); }},
  };
  return view;
}

namespace {

const View<BillRow>& bill_rows() {
  static const View<BillRow> view = {
      {"bill", N_("bill"), of<&BillRow::number>},
      {"job", N_("job"), of<&BillRow::job>},
      {"plate", N_("plate"), of<&BillRow::plate>},
      {"customer", N_("customer"), of<&BillRow::customer_name>, false, mask_name},
      {"customer_number", N_("customer number"), of<&BillRow::customer>, true},
      {"total", N_("total"), of<&BillRow::total>},
      {"customer_share", N_("customer pays"), of<&BillRow::customer_share>},
      {"paid", N_("paid"), of<&BillRow::paid>},
      {"due", N_("due"), of<&BillRow::due>},
      {"state", N_("state"), of<&BillRow::state>},
      {"at", N_("at"), of<&BillRow::at>},
  };
  return view;
}

void list_bills(store::ReadTxn& tx, const Args& args, Output& out) {
  out.list(bill_rows(), settle::list_bills(tx, {.on = args.period("period"),
                                                .void_too = args.flag("void"),
                                                .unpaid = args.flag("unpaid")}));
}

/// What is owed for one delivered car.
struct Receivable {
  BillRow bill;
  std::string debtor;     ///< an insurer or maker; empty: the customer
  std::int64_t days = 0;  ///< since delivery
};

std::vector<Receivable> receivables_of(const store::ReadTxn& tx) {
  std::vector<Receivable> out;
  const Zone& zone = tx.settings().zone;
  for (auto& bill : settle::list_bills(tx, {.unpaid = true, .delivered = true})) {
    const int days = days_between(zone.date_of(*bill.delivered_at), tx.today());
    out.push_back({std::move(bill), "", days});
  }
  for (auto& claim : settle::claims_due(tx)) {
    const int days = days_between(zone.date_of(*claim.delivered_at), tx.today());
    BillRow bill;
    bill.number = claim.bill;
    bill.job = claim.job;
    bill.plate = claim.plate;
    bill.due = claim.due();
    bill.delivered_at = claim.delivered_at;
    out.push_back({std::move(bill), claim.debtor + " " + claim.number, days});
  }
  return out;
}

const View<Receivable>& receivable_view() {
  static const View<Receivable> view = {
      {"bill", N_("bill"), of<&Receivable::bill, &BillRow::number>},
      {"job", N_("job"), of<&Receivable::bill, &BillRow::job>},
      {"plate", N_("plate"), of<&Receivable::bill, &BillRow::plate>},
      {"customer", N_("customer"), of<&Receivable::bill, &BillRow::customer_name>, false,
       mask_name},
      {"customer_number", N_("customer number"), of<&Receivable::bill, &BillRow::customer>},
      {"debtor", N_("owed by"), of<&Receivable::debtor>, where_any},
      {"delivered_at", N_("delivered at"), of<&Receivable::bill, &BillRow::delivered_at>},
      {"days", N_("days"), of<&Receivable::days>},
      {"due", N_("due"), of<&Receivable::bill, &BillRow::due>},
  };
  return view;
}

/// What is owed, by how long since delivery.
struct Age {
  const char* text = "";
  std::int64_t most = 0;
  std::int64_t bills = 0;
  Money due = {};
};

const View<Age>& age_view() {
  static const View<Age> view = {
      {"days", N_("days"), of<&Age::text>},
      {"bills", N_("bills"), of<&Age::bills>},
      {"due", N_("due"), of<&Age::due>},
  };
  return view;
}

void receivables(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto rows = receivables_of(tx);
  if (!args.flag("aging")) return out.list(receivable_view(), rows);
  std::vector<Age> ages = {{"0-30", 30}, {"31-60", 60}, {"61-90", 90}, {"91-", INT64_MAX}};
  for (const auto& row : rows)
    for (auto& age : ages) {
      if (row.days > age.most) continue;
      ++age.bills;
      age.due += row.bill.due;
      break;
    }
  out.list(age_view(), ages);
}

/// One line of a day's takings, or their sum; credit is no money and not in the sum.
struct DayRow {
  Date day;
  std::optional<settle::Method> method;
  std::int64_t count = 0;
  Money taken = {};
  Money refunded = {};
  Money sum = {};
  store::LogHead head = {};
};

const View<DayRow>& day_view() {
  static const View<DayRow> view = {
      {"day", N_("day"), of<&DayRow::day>},
      {"method", N_("method"),
       [](const DayRow& d) {
         return d.method ? cell(*d.method) : Cell(Code{"total", N_("total")});
       }},
      {"count", N_("receipts"), of<&DayRow::count>},
      {"taken", N_("taken"), of<&DayRow::taken>},
      {"refunded", N_("refunded"), of<&DayRow::refunded>},
      {"sum", N_("sum"), of<&DayRow::sum>},
      {"log_events", N_("events in the log"), of<&DayRow::head, &store::LogHead::count>, true},
      {"log_head", N_("head of the log"), of<&DayRow::head, &store::LogHead::hash>, true},
  };
  return view;
}

void list_day(const store::ReadTxn& tx, const Args& args, Output& out, const store::LogHead& head) {
  const Date day = args.date("DATE").value_or(tx.today());
  std::vector<DayRow> rows;
  DayRow total{.day = day, .method = std::nullopt, .head = head};
  for (const auto& one : settle::takings(tx, day)) {
    rows.push_back({day, one.method, one.count, one.taken, one.refunded, one.sum, head});
    if (one.method == settle::Method::credit) continue;
    total.count += one.count;
    total.taken += one.taken;
    total.refunded += one.refunded;
    total.sum += one.sum;
  }
  rows.push_back(total);
  out.list(day_view(), rows);
  if (out.sections())
    out.text(out.catalogue().format(tr("log: {0} events, head {1}", head.count, head.hash)) + "\n");
}

void day(store::ReadTxn& tx, const Args& args, Output& out) {
  list_day(tx, args, out, store::log_head(tx));
}

/// The head is the anchor's: one for the chains of all outlets.
void close_day(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto anchor = store::anchor(tx);
  list_day(tx, args, out, {anchor.events, anchor.root});
}

}  // namespace

std::vector<Verb> settle_look_verbs() {
  return {
      {"list",
       [] {
         return Command{
             .help = N_("bills, newest first"),
             .options = {{.name = "period", .kind = Kind::period, .help = N_("days of the bills")},
                         {.name = "unpaid",
                          .kind = Kind::flag,
                          .help = N_("only those of which something is due")},
                         {.name = "void",
                          .kind = Kind::flag,
                          .help = N_("also those that are void")}},
             .read = list_bills,
             .examples = {{"svcctl settle list --unpaid", N_("what is still to be paid")}}};
       }},
      {"show",
       [] {
         return Command{
             .help = N_("bill, payments and what is due of a job"),
             .options = {Option{
                 .name = "JOB", .help = N_("number of a job or a bill"), .required = true}},
             .read = show_bill,
             .examples = {{"svcctl settle show 001 --format csv --columns due --no-header",
                           N_("the amount due, for a script")}}};
       }},
      {"receivables",
       [] {
         return Command{.help = N_("what is owed for cars already handed over"),
                        .options = {{.name = "aging",
                                     .kind = Kind::flag,
                                     .help = N_("sums by the days since delivery")}},
                        .read = receivables,
                        .examples = {{"svcctl settle receivables --aging", N_("sums by age")}}};
       }},
      {"day",
       [] {
         return Command{
             .help = N_("a day's takings by method, and the head of the log"),
             .options = {{.name = "DATE",
                          .kind = Kind::date,
                          .help = N_("the day; today unless given")},
                         {.name = "anchor",
                          .kind = Kind::flag,
                          .help = N_("anchor the log, and show the anchor's root as its head")}},
             .read = day,
             .write = close_day,
             .examples = {{"svcctl settle day yesterday", N_("what the till must hold")},
                          {"svcctl settle day --anchor", N_("in the evening: close the day")}},
             .more =
                 N_("What is put on credit is listed and is not in the total. Write the log's head "
                    "down: `svcctl audit verify --head` shows later that nothing was cut off. The "
                    "head of an anchor stands for the chains of all outlets."),
             .write_with = "anchor"};
       }},
  };
}

}  // namespace svcctl::cli
