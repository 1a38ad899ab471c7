#include "base/identifier.hpp"
#include "cli/commands/customer_verbs.hpp"
#include "cli/commands/groups.hpp"
#include "customer/contact.hpp"

namespace svcctl::cli {

using customer::Contact;

const View<Contact>& contact_view() {
  static const View<Contact> view{
      {"contact", N_("contact"), of<&Contact::id>},
      {"name", N_("name||person"), of<&Contact::name>, false, mask_name},
      {"phone", N_("phone"), of<&Contact::phone>, false, mask_phone},
      {"relation", N_("relation"), of<&Contact::relation>},
      {"from", N_("from"), of<&Contact::from>},
      {"to", N_("to"), of<&Contact::to>},
  };
  return view;
}

std::vector<Verb> customer_contact_verbs() {
  return {
      {"contact",
       [] {
         return Command{
             .help = N_("a further phone of a customer, or who comes or is called in their place"),
             .options = {customer_option(),
                         {.name = "name", .help = N_("of the contact; none: the customer's own")},
                         {.name = "phone", .help = N_("phone")},
                         {.name = "relation", .help = N_("driver, spouse, fleet manager …")},
                         {.name = "end",
                          .kind = Kind::integer,
                          .help = N_("this contact is not used any more"),
                          .value_name = "CONTACT"}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const auto customer = args.text("CUSTOMER");
                   if (const auto id = args.integer("end"))
                     return out.one(contact_view(), customer::end_contact(tx, customer, *id));
                   out.one(contact_view(),
                           customer::add_contact(tx, customer,
                                                 {.name = args.text("name"),
                                                  .phone = args.text("phone"),
                                                  .relation = args.text("relation")}));
                 },
             .examples = {{"svcctl customer contact K0001 --name 司机甲 --phone 13600136000 "
                           "--relation 司机",
                           N_("who brings the car")},
                          {"svcctl customer contact K0001 --phone 13500135000",
                           N_("a second phone")}},
             .more = N_("A contact's phone leads to the customer, at reception too.")};
       }},
      {"contacts",
       [] {
         return Command{.help = N_("further phones and contacts of a customer"),
                        .options = {customer_option()},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.list(
                                  contact_view(),
                                  customer::contacts(
                                      tx, customer::find_customer(tx, args.text("CUSTOMER")).id));
                            },
                        .examples = {{"svcctl customer contacts K0001", N_("in their order")}}};
       }},
  };
}

}  // namespace svcctl::cli
