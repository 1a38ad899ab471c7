#include "customer/customer.hpp"

#include "base/identifier.hpp"
#include "cli/commands/customer_verbs.hpp"
#include "cli/commands/groups.hpp"
#include "customer/contact.hpp"
#include "customer/search.hpp"

namespace svcctl::cli {
namespace {

using customer::Customer;

const View<Customer>& customer_list_view() {
  static const View<Customer> view{
      {"number", N_("number"), of<&Customer::number>},
      {"name", N_("name||person"), of<&Customer::name>, false, mask_name},
      {"phone", N_("phone"), of<&Customer::phone>, false, mask_phone},
      {"kind", N_("kind"), of<&Customer::kind>},
      {"credit_limit", N_("credit limit"), of<&Customer::credit_limit>},
      {"service_contact", N_("service calls"), of<&Customer::service_contact>},
      {"marketing_contact", N_("marketing"), of<&Customer::marketing_contact>},
      {"address", N_("address"), of<&Customer::address>, true, mask_name},
  };
  return view;
}

}  // namespace

const View<Customer>& customer_view() {
  static const View<Customer> view{
      {"number", N_("number"), of<&Customer::number>},
      {"name", N_("name||person"), of<&Customer::name>, false, mask_name},
      {"phone", N_("phone"), of<&Customer::phone>, false, mask_phone},
      {"kind", N_("kind"), of<&Customer::kind>},
      {"address", N_("address"), of<&Customer::address>, false, mask_name},
      {"credit_limit", N_("credit limit"), of<&Customer::credit_limit>},
      {"service_contact", N_("service calls"), of<&Customer::service_contact>},
      {"marketing_contact", N_("marketing"), of<&Customer::marketing_contact>},
      {"state", N_("state"), of<&Customer::state>},
      {"kept_until", N_("kept until"), of<&Customer::kept_until>},
      {"phone_note", N_("phone note"),
       [](const Customer& row) { return cell(Phone(row.phone_typed).note()); }, true, mask_name},
  };
  return view;
}

Option customer_option() {
  return {.name = "CUSTOMER", .help = N_("number or phone"), .required = true};
}

namespace {

std::vector<Option> customer_options() {
  return {{.name = "name", .help = N_("name||person")},
          {.name = "phone", .help = N_("phone")},
          {.name = "kind",
           .kind = Kind::choice,
           .help = N_("a person or a company"),
           .choices = choices_of<customer::CustomerKind>()},
          {.name = "address", .help = N_("address")},
          {.name = "credit-limit",
           .kind = Kind::money,
           .help = N_("what may be owed at delivery; a manager sets it")},
          {.name = "service-contact",
           .kind = Kind::choice,
           .help = N_("may be called about service"),
           .choices = yes_or_no()},
          {.name = "marketing",
           .kind = Kind::choice,
           .help = N_("agreed to be told of offers"),
           .choices = yes_or_no()},
          {.name = "shared-phone",
           .kind = Kind::flag,
           .help = N_("another customer on file has that phone too")}};
}

std::vector<Option> with_subject(std::vector<Option> options) {
  options.insert(options.begin(), customer_option());
  return options;
}

customer::CustomerFields customer_fields(const Args& args) {
  return {.name = args.maybe("name"),
          .phone = args.maybe("phone"),
          .kind = args.code<customer::CustomerKind>("kind"),
          .address = args.maybe("address"),
          .credit_limit = args.money("credit-limit"),
          .service_contact = args.yes("service-contact"),
          .marketing_contact = args.yes("marketing"),
          .shared_phone = args.flag("shared-phone")};
}

void history_of_customer(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto customer = customer::find_customer(tx, args.text("CUSTOMER"));
  const auto filter = history_filter(args);
  out.stream<archive::Entry>(entry_view(), [&](const auto& row) {
    archive::each_of_customer(tx, customer.id, filter, row);
  });
}

const View<customer::CreditLimit>& credit_limit_view() {
  using customer::CreditLimit;
  static const View<CreditLimit> view{
      {"from", N_("from"), of<&CreditLimit::from_at>},
      {"to", N_("to"), of<&CreditLimit::to_at>},
      {"amount", N_("credit limit"), of<&CreditLimit::amount>},
      {"by", N_("by"), of<&CreditLimit::staff>},
  };
  return view;
}

void show_customer(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto customer = customer::find_customer(tx, args.text("CUSTOMER"));
  out.one(customer_view(), customer);
  if (!out.sections()) return;
  out.section(N_("Further phones and contacts"), contact_view(),
              customer::contacts(tx, customer.id));
  out.section(N_("Credit limits"), credit_limit_view(), customer::credit_limits(tx, customer.id));
  out.section(N_("Vehicles"), vehicle_list_view(), customer::vehicles_of(tx, customer.id));
  std::vector<archive::Entry> entries;
  archive::each_of_customer(tx, customer.id, {},
                            [&](const archive::Entry& entry) { entries.push_back(entry); });
  out.section(N_("History"), entry_view(), entries);
}

void list_customers(store::ReadTxn& tx, const Args&, Output& out) {
  out.stream<Customer>(customer_list_view(),
                       [&](const auto& row) { customer::each_customer(tx, row); });
}

void find_customer(store::ReadTxn& tx, const Args& args, Output& out) {
  out.stream<Customer>(customer_list_view(), [&](const auto& row) {
    customer::find_customers(tx, args.list("WORDS"), row);
  });
}

}  // namespace

std::vector<Verb> customer_verbs() {
  std::vector<Verb> all{
      {"add",
       [] {
         return Command{
             .help = N_("put a customer on file"),
             .options = customer_options(),
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const auto made = customer::add_customer(tx, customer_fields(args));
                   out.one(customer_view(), made);
                 },
             .examples = {
                 {"svcctl customer add --name 某运输公司 --phone 13700137000 --kind company",
                  N_("a company")}}};
       }},
      {"set",
       [] {
         return Command{.help = N_("change what is on file of a customer"),
                        .options = with_subject(customer_options()),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              const auto made = customer::set_customer(tx, args.text("CUSTOMER"),
                                                                       customer_fields(args));
                              out.one(customer_view(), made);
                            },
                        .examples = {{"svcctl customer set K0001 --credit-limit 500",
                                      N_("what may be owed at delivery")}}};
       }},
      {"show",
       [] {
         return Command{
             .help = N_("a customer with their vehicles and everything on file (2.5-archive)"),
             .options = {customer_option()},
             .read = show_customer,
             .examples = {{"svcctl customer show K0001", N_("by number")}},
             .more =
                 N_("JSON and CSV carry the customer; a table goes on with vehicles and history, "
                    "which `customer history` gives in every form.")};
       }},
      {"history",
       [] {
         return Command{
             .help = N_("everything on file of a customer, in order (2.5-archive)"),
             .options = history_options(customer_option()),
             .read = history_of_customer,
             .examples = {{"svcctl customer history K0001 --since 2026-01-01 --format csv",
                           N_("this year's for a spreadsheet")},
                          {"svcctl customer history K0001 --kind declined --kind recommended",
                           N_("what was proposed and not done")}}};
       }},
      {"list",
       [] {
         return Command{.help = N_("every customer in use, personal data masked"),
                        .read = list_customers,
                        .examples = {{"svcctl customer list --format csv", N_("as CSV")}}};
       }},
      {"find",
       [] {
         return Command{
             .help = N_("customers by number, name, phone or plate"),
             .options = {{.name = "WORDS",
                          .help = N_("each must be found"),
                          .required = true,
                          .repeated = true}},
             .read = find_customer,
             .examples = {{"svcctl customer find 京A12345", N_("whose car is it?")},
                          {"svcctl customer find 8000", N_("a phone or a plate by its end")}},
             .more =
                 N_("A number; a phone from its beginning or by its last four digits or more; a "
                    "plate whole, from its beginning or by its last three characters or more; a "
                    "name from its first or second character. A word that leads to nobody by these "
                    "is looked for anywhere in the names, which takes longer.")};
       }},
      {"import", customer_import_command},
  };
  append(all, customer_contact_verbs());
  append(all, customer_file_verbs());
  return all;
}

}  // namespace svcctl::cli
