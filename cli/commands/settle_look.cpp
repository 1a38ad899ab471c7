#include "base/identifier.hpp"
#include "cli/commands/settle_verbs.hpp"
#include "settle/delivery.hpp"
#include "settle/payment.hpp"
#include "store/log.hpp"

namespace svcctl::cli {
namespace {

using settle::Account;
using settle::BillRow;

std::optional<Money> of_bill(const Account& account, Money settle::Bill::*field) {
  return account.bill ? std::optional(*account.bill.*field) : std::nullopt;
}

const View<Account>& account_view() {
  using A = Account;
  static const View<A> view = {
      {"job", N_("job"), [](const A& a) { return cell(a.job.number); }},
      {"plate", N_("plate"), [](const A& a) { return cell(a.job.plate); }},
      {"state", N_("state"), [](const A& a) { return cell(a.job.state); }},
      {"bill", N_("bill"),
       [](const A& a) { return cell(a.bill ? a.bill->number : std::string()); }},
      {"labour", N_("labour"), [](const A& a) { return cell(of_bill(a, &settle::Bill::labour)); }},
      {"material", N_("material"),
       [](const A& a) { return cell(of_bill(a, &settle::Bill::material)); }},
      {"other", N_("other charges"),
       [](const A& a) { return cell(of_bill(a, &settle::Bill::other)); }},
      {"discount", N_("discount"),
       [](const A& a) { return cell(of_bill(a, &settle::Bill::discount)); }},
      {"total", N_("total"), [](const A& a) { return cell(of_bill(a, &settle::Bill::total)); }},
      {"tax", N_("tax contained"), [](const A& a) { return cell(of_bill(a, &settle::Bill::tax)); }},
      {"customer_share", N_("customer pays"),
       [](const A& a) { return cell(of_bill(a, &settle::Bill::customer_share)); }},
      {"warranty_share", N_("warranty bears"),
       [](const A& a) { return cell(of_bill(a, &settle::Bill::warranty_share)); }},
      {"insurer_share", N_("insurer pays"),
       [](const A& a) { return cell(of_bill(a, &settle::Bill::insurer_share)); }},
      {"deposits", N_("deposits"), [](const A& a) { return cell(a.deposits); }},
      {"paid", N_("taken in all"), [](const A& a) { return cell(a.paid); }},
      {"credit", N_("on credit"), [](const A& a) { return cell(a.credit); }},
      {"due", N_("due"), [](const A& a) { return cell(a.due); }},
  };
  return view;
}

void show_bill(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto job = settle::find_settled_job(tx, args.text("JOB"));
  const Account account = settle::account_of(tx, job);
  out.one(account_view(), account);
  if (!out.sections()) return;
  if (account.bill) out.section(N_("Lines"), bill_line_view(), account.bill->lines);
  out.section(N_("Payments"), payment_view(), settle::payments(tx, job.id));
}

const View<BillRow>& bill_rows() {
  using B = BillRow;
  static const View<B> view = {
      {"bill", N_("bill"), [](const B& b) { return cell(b.number); }},
      {"job", N_("job"), [](const B& b) { return cell(b.job); }},
      {"plate", N_("plate"), [](const B& b) { return cell(b.plate); }},
      {"customer", N_("customer"), [](const B& b) { return cell(b.customer_name); }, false,
       mask_name},
      {"customer_number", N_("customer number"), [](const B& b) { return cell(b.customer); }, true},
      {"total", N_("total"), [](const B& b) { return cell(b.total); }},
      {"customer_share", N_("customer pays"), [](const B& b) { return cell(b.customer_share); }},
      {"paid", N_("paid"), [](const B& b) { return cell(b.paid); }},
      {"due", N_("due"), [](const B& b) { return cell(b.due); }},
      {"state", N_("state"), [](const B& b) { return cell(b.state); }},
      {"at", N_("at"), [](const B& b) { return cell(b.at); }},
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
  std::int64_t days = 0;  ///< since delivery
};

std::vector<Receivable> receivables_of(const store::ReadTxn& tx) {
  std::vector<Receivable> out;
  const Zone& zone = tx.settings().zone;
  for (auto& bill : settle::list_bills(tx, {.unpaid = true, .delivered = true})) {
    const int days = days_between(zone.date_of(*bill.delivered_at), tx.today());
    out.push_back({std::move(bill), days});
  }
  return out;
}

const View<Receivable>& receivable_view() {
  using R = Receivable;
  static const View<R> view = {
      {"bill", N_("bill"), [](const R& r) { return cell(r.bill.number); }},
      {"job", N_("job"), [](const R& r) { return cell(r.bill.job); }},
      {"plate", N_("plate"), [](const R& r) { return cell(r.bill.plate); }},
      {"customer", N_("customer"), [](const R& r) { return cell(r.bill.customer_name); }, false,
       mask_name},
      {"customer_number", N_("customer number"), [](const R& r) { return cell(r.bill.customer); }},
      {"delivered_at", N_("delivered at"), [](const R& r) { return cell(r.bill.delivered_at); }},
      {"days", N_("days"), [](const R& r) { return cell(r.days); }},
      {"due", N_("due"), [](const R& r) { return cell(r.bill.due); }},
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
      {"days", N_("days"), [](const Age& a) { return cell(a.text); }},
      {"bills", N_("bills"), [](const Age& a) { return cell(a.bills); }},
      {"due", N_("due"), [](const Age& a) { return cell(a.due); }},
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
  using D = DayRow;
  static const View<D> view = {
      {"day", N_("day"), [](const D& d) { return cell(d.day); }},
      {"method", N_("method"),
       [](const D& d) {
         return d.method ? cell(*d.method) : Cell(Code{"total", N_("total")});
       }},
      {"count", N_("receipts"), [](const D& d) { return cell(d.count); }},
      {"taken", N_("taken"), [](const D& d) { return cell(d.taken); }},
      {"refunded", N_("refunded"), [](const D& d) { return cell(d.refunded); }},
      {"sum", N_("sum"), [](const D& d) { return cell(d.sum); }},
      {"log_events", N_("events in the log"), [](const D& d) { return cell(d.head.count); }, true},
      {"log_head", N_("head of the log"), [](const D& d) { return cell(d.head.hash); }, true},
  };
  return view;
}

void day(store::ReadTxn& tx, const Args& args, Output& out) {
  const Date day = args.date("DATE").value_or(tx.today());
  const auto head = store::log_head(tx);
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

}  // namespace

std::vector<Command> settle_look_commands() {
  return {
      {.name = "list",
       .help = N_("bills, newest first"),
       .options = {{.name = "period", .kind = Kind::period, .help = N_("days of the bills")},
                   {.name = "unpaid",
                    .kind = Kind::flag,
                    .help = N_("only those of which something is due")},
                   {.name = "void", .kind = Kind::flag, .help = N_("also those that are void")}},
       .read = list_bills,
       .examples = {{"svcctl settle list --unpaid", N_("what is still to be paid")}}},
      {.name = "show",
       .help = N_("bill, payments and what is due of a job"),
       .options = {Option{
           .name = "JOB", .help = N_("number of a job or a bill"), .required = true}},
       .read = show_bill,
       .examples = {{"svcctl settle show 001 --format csv --columns due --no-header",
                     N_("the amount due, for a script")}}},
      {.name = "receivables",
       .help = N_("what is owed for cars already handed over"),
       .options = {{.name = "aging",
                    .kind = Kind::flag,
                    .help = N_("sums by the days since delivery")}},
       .read = receivables,
       .examples = {{"svcctl settle receivables --aging", N_("sums by age")}}},
      {.name = "day",
       .help = N_("a day's takings by method, and the head of the log"),
       .options = {{.name = "DATE", .kind = Kind::date, .help = N_("the day; today unless given")}},
       .read = day,
       .examples = {{"svcctl settle day yesterday", N_("what the till must hold")}},
       .more = N_("What is put on credit is listed and is not in the total. Write the log's head "
                  "down: `svcctl audit verify --head` shows later that nothing was cut off.")},
  };
}

}  // namespace svcctl::cli
