#include "cli/commands/parts_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "parts/catalogue/supplier.hpp"

namespace svcctl::cli {
namespace {

using parts::Supplier;
using parts::SupplierFields;
using parts::SupplierState;

const View<Supplier>& supplier_view() {
  static const View<Supplier> view = {
      {"code", N_("code"), of<&Supplier::code>},
      {"name", N_("name"), of<&Supplier::name>},
      {"state", N_("state"), of<&Supplier::state>},
      {"licence", N_("licence"), of<&Supplier::licence>},
      {"qualification", N_("qualification"), of<&Supplier::qualification>},
      {"valid_to", N_("valid to"), of<&Supplier::valid_to_on>},
      {"lead_days", N_("days to arrive"), of<&Supplier::lead_days>, true},
      {"approved_by", N_("approved by"), of<&Supplier::approved_by>},
      {"approved_at", N_("approved at"), of<&Supplier::approved_at>, true},
      {"suspended_reason", N_("suspended because"), of<&Supplier::suspended_reason>, true},
      {"phone", N_("phone"), of<&Supplier::phone>, true},
      {"address", N_("address"), of<&Supplier::address>, true},
  };
  return view;
}

const View<parts::Approval>& approval_view() {
  using parts::Approval;
  static const View<Approval> view = {
      {"from", N_("from"), of<&Approval::from_at>},
      {"to", N_("to"), of<&Approval::to_at>},
      {"state", N_("state"), of<&Approval::state>},
      {"licence", N_("licence"), of<&Approval::licence>},
      {"qualification", N_("qualification"), of<&Approval::qualification>},
      {"valid_to", N_("valid to"), of<&Approval::valid_to_on>},
      {"reason", N_("reason"), of<&Approval::reason>},
      {"by", N_("by"), of<&Approval::staff>},
  };
  return view;
}

std::vector<Option> field_options() {
  return {
      {.name = "CODE", .help = N_("supplier code"), .required = true},
      {.name = "name", .help = N_("name")},
      {.name = "address", .help = N_("address")},
      {.name = "phone", .help = N_("phone")},
      {.name = "licence", .help = N_("business licence number")},
      {.name = "qualification", .help = N_("what makes it a proper source, and its number")},
      {.name = "valid-to", .kind = Kind::last_day, .help = N_("last day of the qualification")},
      {.name = "lead", .kind = Kind::days, .help = N_("days from an order to its arrival")},
  };
}

SupplierFields supplier_fields(const Args& args) {
  return {.name = args.maybe("name"),
          .address = args.maybe("address"),
          .phone = args.maybe("phone"),
          .licence = args.maybe("licence"),
          .qualification = args.maybe("qualification"),
          .valid_to_on = args.date("valid-to"),
          .lead_days = args.days("lead")};
}

/// What is missing on file of an approved source is said, not refused.
void remark(Output& out, const Supplier& supplier) {
  if (supplier.licence.empty() || supplier.qualification.empty())
    out.note(tr("supplier {0} has no licence or no qualification on file", supplier.code));
}

}  // namespace

std::vector<Verb> parts_supplier_verbs() {
  return {
      {"supplier add",
       [] {
         return Command{
             .help = N_("add a supplier; a manager approves it"),
             .options = field_options(),
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const auto made =
                       parts::add_supplier(tx, args.text("CODE"), supplier_fields(args));
                   out.one(supplier_view(), made);
                 },
             .examples = {{"svcctl parts supplier add S1 --name Huabei --licence 91110000X "
                           "--qualification 'dealer 7' --valid-to 2027-12-31",
                           N_("a supplier with its papers")}}};
       }},
      {"supplier set",
       [] {
         return Command{.help = N_("change a supplier"),
                        .options = field_options(),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              const auto made =
                                  parts::set_supplier(tx, args.text("CODE"), supplier_fields(args));
                              out.one(supplier_view(), made);
                            },
                        .examples = {{"svcctl parts supplier set HB --phone 010-65001234",
                                      N_("a new telephone")}}};
       }},
      {"supplier approve",
       [] {
         return Command{.help = N_("approve a supplier as a proper source (2.3-source)"),
                        .options = field_options(),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              const auto made = parts::approve_supplier(tx, args.text("CODE"),
                                                                        supplier_fields(args));
                              remark(out, made);
                              out.one(supplier_view(), made);
                            },
                        .examples = {{"svcctl parts supplier approve HB --valid-to 2027-12-31",
                                      N_("a manager lets the shop buy there")}}};
       }},
      {"supplier suspend",
       [] {
         return Command{.help = N_("receive nothing more from a supplier"),
                        .options = {{.name = "CODE", .help = N_("supplier code"), .required = true},
                                    {.name = "why", .help = N_("reason"), .required = true}},
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              const auto made =
                                  parts::suspend_supplier(tx, args.text("CODE"), args.text("why"));
                              out.one(supplier_view(), made);
                            },
                        .examples = {{"svcctl parts supplier suspend HB --why '资质过期'",
                                      N_("nothing is received from it any more")}}};
       }},
      {"supplier show",
       [] {
         return Command{
             .help = N_("show one supplier"),
             .options = {{.name = "CODE", .help = N_("supplier code"), .required = true}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   const auto supplier = parts::find_supplier(tx, args.text("CODE"));
                   out.one(supplier_view(), supplier);
                   if (out.sections())
                     out.section(N_("Approvals"), approval_view(),
                                 parts::approvals(tx, supplier.id));
                 },
             .examples = {{"svcctl parts supplier show HB", N_("its papers and who approved it")}}};
       }},
      {"supplier list",
       [] {
         return Command{
             .help = N_("list suppliers"),
             .options = {{.name = "state",
                          .kind = Kind::choice,
                          .help = N_("only in this state"),
                          .choices = choices_of<SupplierState>()}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(supplier_view(),
                            parts::list_suppliers(tx, args.code<SupplierState>("state")));
                 },
             .examples = {{"svcctl parts supplier list", N_("every supplier and its state")}}};
       }},
      {"supplier import",
       [] {
         return import_command({.help = N_("take in suppliers: code, name, address, phone, "
                                           "licence, qualification, valid_to"),
                                .columns = parts::supplier_list_columns,
                                .run = taking<parts::import_suppliers>,
                                .examples = {{"svcctl parts supplier import suppliers.csv",
                                              N_("a manager approves the new ones")}}});
       }},
  };
}

}  // namespace svcctl::cli
