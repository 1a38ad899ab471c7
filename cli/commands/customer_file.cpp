#include "archive/erasure.hpp"
#include "archive/export.hpp"
#include "archive/merge.hpp"
#include "cli/commands/customer_verbs.hpp"
#include "cli/commands/groups.hpp"
#include "customer/consent.hpp"
#include "customer/privacy.hpp"

namespace svcctl::cli {
const View<archive::Moved>& moved_view() {
  static const View<archive::Moved> view{
      {"kind", N_("kind"), of<&archive::Moved::kind>},
      {"number", N_("number"), of<&archive::Moved::number>},
      {"from", N_("from"), of<&archive::Moved::from>},
      {"to", N_("to"), of<&archive::Moved::to>},
  };
  return view;
}

namespace {

const View<archive::Erasure>& erasure_view() {
  static const View<archive::Erasure> view{
      {"customer", N_("customer"), of<&archive::Erasure::customer>},
      {"kind", N_("kind"), of<&archive::Erasure::kind>},
      {"asked", N_("asked by the customer"), of<&archive::Erasure::asked>},
      {"kept_until", N_("kept until"), of<&archive::Erasure::kept_until>},
      {"duty", N_("not over yet"), of<&archive::Erasure::duty>},
      {"numbers", N_("records emptied"), of<&archive::Erasure::numbers>},
      {"vehicles", N_("vehicles emptied"), of<&archive::Erasure::vehicles>},
      {"words", N_("words emptied"), of<&archive::Erasure::words>},
      {"at", N_("at"), of<&archive::Erasure::at>},
  };
  return view;
}

const View<customer::ContactConsent>& consent_view() {
  static const View<customer::ContactConsent> view{
      {"at", N_("at"), of<&customer::ContactConsent::at>},
      {"customer", N_("customer"), of<&customer::ContactConsent::customer>},
      {"service", N_("service calls"), of<&customer::ContactConsent::service>},
      {"marketing", N_("marketing"), of<&customer::ContactConsent::marketing>},
      {"method", N_("how"), of<&customer::ContactConsent::method>},
      {"by", N_("by"), of<&customer::ContactConsent::by>},
      {"late_by", N_("recorded late, by"), of<&customer::ContactConsent::late_by>, where_any},
  };
  return view;
}

const View<customer::PersonalCopy>& copy_view() {
  static const View<customer::PersonalCopy> view{
      {"copy", N_("copy"), of<&customer::PersonalCopy::id>},
      {"made_at", N_("made"), of<&customer::PersonalCopy::made_at>},
      {"command", N_("command"), of<&customer::PersonalCopy::command>},
      {"customer", N_("customer"), of<&customer::PersonalCopy::customer>},
      {"purpose", N_("purpose"), of<&customer::PersonalCopy::purpose>},
      {"file", N_("file"), of<&customer::PersonalCopy::file>},
      {"by", N_("by"), of<&customer::PersonalCopy::by>},
      {"destroyed_at", N_("destroyed"), of<&customer::PersonalCopy::destroyed_at>},
  };
  return view;
}

void merge(store::WriteTxn& tx, const Args& args, Output& out) {
  const bool back = args.has("undo");
  if (back == args.has("OTHER") || (back && args.has("KEEP")))
    throw usage_error("customer.merge", tr("give the number kept and the other one, or --undo"),
                      "svcctl customer merge KEEP OTHER | --undo OTHER");
  if (back) return out.list(moved_view(), archive::undo_merge(tx, args.text("undo")));
  const auto run = args.flag("preview") ? archive::preview_merge : archive::merge;
  out.list(moved_view(), run(tx, args.text("KEEP"), args.text("OTHER")));
}

void record_consent(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(customer_view(), customer::answer_contact(
                               tx, args.text("CUSTOMER"),
                               {.service = args.yes("service"),
                                .marketing = args.yes("marketing"),
                                .method = args.code<customer::ConsentMethod>("method").value()}));
}

void consents(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto customer = customer::find_customer(tx, args.text("CUSTOMER"));
  out.list(consent_view(), customer::contact_consents(tx, customer.id));
}

void forget(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto run = args.flag("withdraw") ? archive::withdraw : archive::forget;
  out.one(erasure_view(), run(tx, args.text("CUSTOMER")));
}

void retention(store::WriteTxn& tx, const Args&, Output& out) {
  out.stream<archive::Erasure>(erasure_view(),
                               [&](const auto& row) { archive::apply_retention(tx, row); });
}

void certificate(store::ReadTxn& tx, const Args& args, Output& out) {
  out.text(archive::certificate_text(tx, args.text("CUSTOMER"), out.catalogue()));
}

void export_copy(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto customer = customer::find_customer(tx, args.text("CUSTOMER"));
  if (!out.whole()) return;  // a rehearsal: the right and the purpose are checked
  const archive::Write write = [&](std::string_view text) { out.text(text); };
  if (args.text("for") == "html")
    archive::export_html(tx, customer.id, out.catalogue(), write);
  else
    archive::export_json(tx, customer.id, write);
}

void copies(store::ReadTxn& tx, const Args& args, Output& out) {
  out.stream<customer::PersonalCopy>(
      copy_view(), [&](const auto& row) { customer::each_copy(tx, args.flag("all"), row); });
}

std::vector<Verb> wish_verbs() {
  return {
      {"forget",
       [] {
         return Command{
             .help = N_("the customer asks to be forgotten (1.3-privacy, 2.5-archive)"),
             .options = {customer_option(),
                         {.name = "withdraw",
                          .kind = Kind::flag,
                          .help = N_("the customer takes the wish back")}},
             .write = forget,
             .examples = {{"svcctl customer forget K0001", N_("as soon as the law lets it be")},
                          {"svcctl customer forget K0001 --withdraw", N_("the customer stays")}},
             .more = N_(
                 "While a retention duty runs ([retention] in the configuration) or something is "
                 "not over, the data is restricted: kept, in no list, not changed. Then names, "
                 "phones, addresses, plates, VINs and words are emptied; numbers, work, money "
                 "and the log stay.")};
       }},
      {"certificate",
       [] {
         return Command{
             .help = N_("the paper on a wish to be forgotten and what was done"),
             .options = {customer_option()},
             .read = certificate,
             .examples = {{"svcctl customer certificate K0001 --lang zh", N_("for the customer")}}};
       }},
      {"retention",
       [] {
         return Command{
             .help = N_("anonymise what the retention time has passed for; from cron"),
             .write = retention,
             .examples = {{"svcctl customer retention --dry-run", N_("whom it would concern")}},
             .more =
                 N_("Customers who asked to be forgotten, and private persons who left no record "
                    "within the retention time. Again on the same day it does nothing.")};
       }},
      {"export",
       [] {
         return Command{
             .help =
                 N_("a copy of all that is on file of a customer, for the customer (1.3-privacy)"),
             .options = {customer_option(),
                         {.name = "purpose", .help = N_("what the copy is for; goes on the log")},
                         {.name = "for",
                          .kind = Kind::choice,
                          .help = N_("for another program (json) or to read (html)"),
                          .choices = {"json", "html"}}},
             .read = export_copy,
             .examples = {{"svcctl customer export K0001 --purpose 本人查阅 --output K0001.json",
                           N_("for another program")},
                          {"svcctl customer export K0001 --purpose 本人查阅 --for html --output "
                           "K0001.html",
                           N_("to read")}},
             .personal = true};
       }},
      {"copies",
       [] {
         return Command{
             .help = N_("copies of personal data in files, not destroyed yet"),
             .options = {{.name = "all", .kind = Kind::flag, .help = N_("also those destroyed")}},
             .read = copies,
             .examples = {{"svcctl customer copies", N_("who holds which")}}};
       }},
      {"destroy-copy",
       [] {
         return Command{
             .help = N_("a copy of personal data no longer exists"),
             .options = {{.name = "COPY",
                          .kind = Kind::integer,
                          .help = N_("its number in `customer copies`"),
                          .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(copy_view(), customer::destroy_copy(tx, args.integer("COPY").value()));
                 },
             .examples = {{"svcctl customer destroy-copy 1", N_("the file was deleted")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> customer_file_verbs() {
  std::vector<Verb> all{
      {"merge",
       [] {
         return Command{
             .help = N_("two records of one customer become one, with a way back"),
             .options = {{.name = "KEEP", .help = N_("the customer kept: number or phone")},
                         {.name = "OTHER", .help = N_("the one whose number will lead there")},
                         {.name = "preview",
                          .kind = Kind::flag,
                          .help = N_("show it, write nothing")},
                         {.name = "undo",
                          .help = N_("take the merge of this number back"),
                          .value_name = "OTHER"}},
             .write = merge,
             .examples = {{"svcctl customer merge K0001 K0002 --preview", N_("what would move")},
                          {"svcctl customer merge --undo K0002", N_("two customers after all")}},
             .more =
                 N_("Vehicles, visits, follow-ups and complaints go to the kept number; the other "
                    "number and phone lead there. A no to being contacted under either counts. The "
                    "way back moves the same records; what came since stays.")};
       }},
      {"consent",
       [] {
         return Command{
             .help = N_("may the customer be contacted? service and marketing apart"),
             .options = {customer_option(),
                         {.name = "service",
                          .kind = Kind::choice,
                          .help = N_("may be called about service"),
                          .choices = yes_or_no()},
                         {.name = "marketing",
                          .kind = Kind::choice,
                          .help = N_("agreed to be told of offers"),
                          .choices = yes_or_no()},
                         {.name = "method",
                          .kind = Kind::choice,
                          .help = N_("how it was said"),
                          .required = true,
                          .choices = {"signature", "phone", "message", "counter"}}},
             .write = record_consent,
             .examples = {{"svcctl customer consent K0001 --marketing no --method message",
                           N_("opted out by a message")}}};
       }},
      {"consents",
       [] {
         return Command{.help = N_("what a customer answered about being contacted, and when"),
                        .options = {customer_option()},
                        .read = consents,
                        .examples = {{"svcctl customer consents K0001", N_("the proof")}}};
       }},
  };
  append(all, wish_verbs());
  return all;
}

}  // namespace svcctl::cli
