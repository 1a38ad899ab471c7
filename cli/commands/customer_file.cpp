#include "archive/erasure.hpp"
#include "archive/export.hpp"
#include "archive/merge.hpp"
#include "cli/commands/customer_verbs.hpp"
#include "customer/consent.hpp"
#include "customer/privacy.hpp"

namespace svcctl::cli {
namespace {

const View<archive::Moved>& moved_view() {
  using M = const archive::Moved&;
  static const View<archive::Moved> view{
      {"kind", N_("kind"), [](M m) { return cell(m.kind); }},
      {"number", N_("number"), [](M m) { return cell(m.number); }},
      {"from", N_("from"), [](M m) { return cell(m.from); }},
      {"to", N_("to"), [](M m) { return cell(m.to); }},
  };
  return view;
}

const View<archive::Erasure>& erasure_view() {
  using E = const archive::Erasure&;
  static const View<archive::Erasure> view{
      {"customer", N_("customer"), [](E e) { return cell(e.customer); }},
      {"kind", N_("kind"), [](E e) { return cell(e.kind); }},
      {"asked", N_("asked by the customer"), [](E e) { return cell(e.asked); }},
      {"kept_until", N_("kept until"), [](E e) { return cell(e.kept_until); }},
      {"duty", N_("not over yet"), [](E e) { return cell(e.duty); }},
      {"numbers", N_("records emptied"), [](E e) { return cell(e.numbers); }},
      {"vehicles", N_("vehicles emptied"), [](E e) { return cell(e.vehicles); }},
      {"words", N_("words emptied"), [](E e) { return cell(e.words); }},
      {"at", N_("at"), [](E e) { return cell(e.at); }},
  };
  return view;
}

const View<customer::ContactConsent>& consent_view() {
  using C = const customer::ContactConsent&;
  static const View<customer::ContactConsent> view{
      {"at", N_("at"), [](C c) { return cell(c.at); }},
      {"customer", N_("customer"), [](C c) { return cell(c.customer); }},
      {"service", N_("service calls"), [](C c) { return cell(c.service); }},
      {"marketing", N_("marketing"), [](C c) { return cell(c.marketing); }},
      {"method", N_("how"), [](C c) { return cell(c.method); }},
      {"by", N_("by"), [](C c) { return cell(c.by); }},
  };
  return view;
}

const View<customer::PersonalCopy>& copy_view() {
  using P = const customer::PersonalCopy&;
  static const View<customer::PersonalCopy> view{
      {"copy", N_("copy"), [](P p) { return cell(p.id); }},
      {"made_at", N_("made"), [](P p) { return cell(p.made_at); }},
      {"command", N_("command"), [](P p) { return cell(p.command); }},
      {"customer", N_("customer"), [](P p) { return cell(p.customer); }},
      {"purpose", N_("purpose"), [](P p) { return cell(p.purpose); }},
      {"file", N_("file"), [](P p) { return cell(p.file); }},
      {"by", N_("by"), [](P p) { return cell(p.by); }},
      {"destroyed_at", N_("destroyed"), [](P p) { return cell(p.destroyed_at); }},
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

std::vector<Command> wish_commands() {
  return {
      {.name = "forget",
       .help = N_("the customer asks to be forgotten (1.3-privacy, 2.5-archive)"),
       .options = {customer_option(),
                   {.name = "withdraw",
                    .kind = Kind::flag,
                    .help = N_("the customer takes the wish back")}},
       .write = forget,
       .examples = {{"svcctl customer forget K0001", N_("as soon as the law lets it be")},
                    {"svcctl customer forget K0001 --withdraw", N_("the customer stays")}},
       .more = N_("While a retention duty runs ([retention] in the configuration) or something is "
                  "not over, the data is restricted: kept, in no list, not changed. Then names, "
                  "phones, addresses, plates, VINs and words are emptied; numbers, work, money "
                  "and the log stay.")},
      {.name = "certificate",
       .help = N_("the paper on a wish to be forgotten and what was done"),
       .options = {customer_option()},
       .read = certificate,
       .examples = {{"svcctl customer certificate K0001 --lang zh", N_("for the customer")}}},
      {.name = "retention",
       .help = N_("anonymise what the retention time has passed for; from cron"),
       .write = retention,
       .examples = {{"svcctl customer retention --dry-run", N_("whom it would concern")}},
       .more = N_("Customers who asked to be forgotten, and private persons who left no record "
                  "within the retention time. Again on the same day it does nothing.")},
      {.name = "export",
       .help = N_("a copy of all that is on file of a customer, for the customer (1.3-privacy)"),
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
       .personal = true},
      {.name = "copies",
       .help = N_("copies of personal data in files, not destroyed yet"),
       .options = {{.name = "all", .kind = Kind::flag, .help = N_("also those destroyed")}},
       .read = copies,
       .examples = {{"svcctl customer copies", N_("who holds which")}}},
      {.name = "destroy-copy",
       .help = N_("a copy of personal data no longer exists"),
       .options = {{.name = "COPY",
                    .kind = Kind::integer,
                    .help = N_("its number in `customer copies`"),
                    .required = true}},
       .write =
           [](store::WriteTxn& tx, const Args& args, Output& out) {
             out.one(copy_view(), customer::destroy_copy(tx, args.integer("COPY").value()));
           },
       .examples = {{"svcctl customer destroy-copy 1", N_("the file was deleted")}}},
  };
}

}  // namespace

std::vector<Command> customer_file_commands() {
  std::vector<Command> all{
      {.name = "merge",
       .help = N_("two records of one customer become one, with a way back"),
       .options = {{.name = "KEEP", .help = N_("the customer kept: number or phone")},
                   {.name = "OTHER", .help = N_("the one whose number will lead there")},
                   {.name = "preview", .kind = Kind::flag, .help = N_("show it, write nothing")},
                   {.name = "undo",
                    .help = N_("take the merge of this number back"),
                    .value_name = "OTHER"}},
       .write = merge,
       .examples = {{"svcctl customer merge K0001 K0002 --preview", N_("what would move")},
                    {"svcctl customer merge --undo K0002", N_("two customers after all")}},
       .more = N_("Vehicles, visits, follow-ups and complaints go to the kept number; the other "
                  "number and phone lead there. A no to being contacted under either counts. The "
                  "way back moves the same records; what came since stays.")},
      {.name = "consent",
       .help = N_("may the customer be contacted? service and marketing apart"),
       .options = {customer_option(),
                   {.name = "service",
                    .kind = Kind::choice,
                    .help = N_("may be called about service"),
                    .choices = {"yes", "no"}},
                   {.name = "marketing",
                    .kind = Kind::choice,
                    .help = N_("agreed to be told of offers"),
                    .choices = {"yes", "no"}},
                   {.name = "method",
                    .kind = Kind::choice,
                    .help = N_("how it was said"),
                    .required = true,
                    .choices = {"signature", "phone", "message", "counter"}}},
       .write = record_consent,
       .examples = {{"svcctl customer consent K0001 --marketing no --method message",
                     N_("opted out by a message")}}},
      {.name = "consents",
       .help = N_("what a customer answered about being contacted, and when"),
       .options = {customer_option()},
       .read = consents,
       .examples = {{"svcctl customer consents K0001", N_("the proof")}}},
  };
  for (auto& command : wish_commands()) all.push_back(std::move(command));
  return all;
}

}  // namespace svcctl::cli
