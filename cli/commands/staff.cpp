#include "shop/staff.hpp"

#include "base/identifier.hpp"
#include "cli/commands/groups.hpp"
#include "cli/input/import_verb.hpp"
#include "shop/certificate.hpp"
#include "shop/import.hpp"

namespace svcctl::cli {
namespace {

using shop::Certificate;
using shop::Staff;

const View<Staff>& staff_view() {
  static const View<Staff> view{
      {"code", N_("code"), of<&Staff::code>},
      {"name", N_("name||person"), of<&Staff::name>},
      {"roles", N_("roles"), [](const auto& r) { return cells_of(r.roles); }},
      {"phone", N_("phone"), of<&Staff::phone>, false, mask_phone},
      {"phone_typed", N_("phone as told"), of<&Staff::phone_typed>, where_any, mask_phone},
      {"outlet", N_("outlet"), of<&Staff::outlet>},
      {"active", N_("works here"), of<&Staff::active>},
  };
  return view;
}

struct RightRow {
  Right right;
  bool granted;
};

const View<RightRow>& right_view() {
  static const View<RightRow> view{
      {"right", N_("right"), of<&RightRow::right>},
      {"granted", N_("granted"), of<&RightRow::granted>},
  };
  return view;
}

std::vector<RightRow> right_rows(const store::ReadTxn& tx, const Staff& staff) {
  const auto rights = shop::rights_of(tx, staff);
  std::vector<RightRow> rows;
  rows.reserve(codes<Right>.size());
  for (const auto& entry : codes<Right>)
    rows.push_back({entry.value, rights.contains(entry.value)});
  return rows;
}

const View<Certificate>& certificate_view() {
  static const View<Certificate> view{
      {"staff", N_("staff"), of<&Certificate::staff>},
      {"kind", N_("kind"), of<&Certificate::kind>},
      {"number", N_("number"), of<&Certificate::number>},
      {"level", N_("level"), of<&Certificate::level>},
      {"issuer", N_("issuer"), of<&Certificate::issuer>},
      {"valid_from", N_("valid from"), of<&Certificate::valid_from>},
      {"valid_to", N_("valid to"), of<&Certificate::valid_to>},
      {"recorded_at", N_("on file since"), of<&Certificate::recorded_at>, true},
      {"withdrawn_at", N_("withdrawn"), of<&Certificate::withdrawn_at>, where_any},
      {"withdrawn_by", N_("withdrawn by"), of<&Certificate::withdrawn_by>, where_any},
      {"withdrawn_because", N_("reason"), of<&Certificate::withdrawn_because>, where_any},
      {"corrected_at", N_("put right"), of<&Certificate::corrected_at>, where_any},
  };
  return view;
}

Option person() { return {.name = "STAFF", .help = N_("staff code"), .required = true}; }

std::vector<Option> staff_options() {
  return {person(),
          {.name = "name", .help = N_("name||person")},
          {.name = "role",
           .kind = Kind::choice,
           .help = N_("what the person does; may stand several times"),
           .repeated = true,
           .choices = choices_of<Role>()},
          {.name = "phone", .help = N_("phone")},
          {.name = "at-outlet", .help = N_("the outlet the person works at; none: all of them")},
          {.name = "sure",
           .kind = Kind::flag,
           .help = N_("though somebody has the same name or phone: see staff twin")}};
}

shop::StaffFields staff_fields(const Args& args) {
  shop::StaffFields out{.name = args.maybe("name"),
                        .phone = args.maybe("phone"),
                        .outlet = args.maybe("at-outlet"),
                        .sure = args.flag("sure")};
  if (args.has("role")) {
    std::set<Role> roles;
    for (const auto& code : args.list("role"))
      if (const auto role = from_code<Role>(code)) roles.insert(*role);
    out.roles = roles;
  }
  return out;
}

void set_staff(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.flag("left") && args.flag("back"))
    throw usage_error("staff.left-or-back", tr("give either --left or --back"));
  auto wanted = staff_fields(args);
  if (args.flag("left")) wanted.active = false;
  if (args.flag("back")) wanted.active = true;
  out.one(staff_view(), shop::set_staff(tx, args.text("STAFF"), wanted));
}

void right(store::WriteTxn& tx, const Args& args, Output& out) {
  const int told = args.flag("grant") + args.flag("take") + args.flag("by-role");
  if (told != 1)
    throw usage_error("staff.right-how", tr("give one of --grant, --take and --by-role"));
  std::optional<bool> granted;
  if (!args.flag("by-role")) granted = args.flag("grant");
  const auto staff =
      shop::set_right(tx, args.text("STAFF"), args.code<Right>("RIGHT").value(), granted);
  out.list(right_view(), right_rows(tx, staff));
}

void add_certificate(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(certificate_view(), shop::add_certificate(tx, {.id = 0,
                                                         .staff = args.text("STAFF"),
                                                         .kind = args.text("kind"),
                                                         .number = args.text("number"),
                                                         .level = args.text("level"),
                                                         .issuer = args.text("issuer"),
                                                         .valid_from = args.date("valid-from"),
                                                         .valid_to = args.date("valid-to")}));
}

std::vector<Verb> certificate_verbs() {
  return {
      {"certificate add",
       [] {
         return Command{
             .help = N_("put a certificate on file (1.2-technician)"),
             .options = {person(),
                         {.name = "kind",
                          .help = N_("what it allows: high-voltage, welding, brakes …"),
                          .required = true},
                         {.name = "number",
                          .help = N_("number of the certificate"),
                          .required = true},
                         {.name = "level", .help = N_("level")},
                         {.name = "issuer", .help = N_("who issued it")},
                         {.name = "valid-from", .kind = Kind::date, .help = N_("first day")},
                         {.name = "valid-to",
                          .kind = Kind::last_day,
                          .help = N_("last day; none: no end")}},
             .write = add_certificate,
             .examples = {
                 {"svcctl staff certificate add T02 --kind high-voltage --number GY-2025-0117 "
                  "--valid-to 2028-06-30",
                  N_("who may work on high voltage")}}};
       }},
      {"certificate withdraw",
       [] {
         return Command{
             .help = N_("take a certificate back: from now on it counts for nothing"),
             .options = {person(),
                         {.name = "NUMBER",
                          .help = N_("number of the certificate"),
                          .required = true},
                         {.name = "why", .help = N_("reason"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(certificate_view(),
                           shop::withdraw_certificate(tx, args.text("STAFF"), args.text("NUMBER"),
                                                      args.text("why")));
                 },
             .examples = {{"svcctl staff certificate withdraw T02 GY-2025-0117 --why revoked",
                           N_("the authority revoked it")}},
             .more =
                 N_("What was done under it stays done under it: `svcctl audit check` of days "
                    "gone by does not change. A certificate typed wrong is put right by `svcctl "
                    "correct certificate`.")};
       }},
      {"certificate list",
       [] {
         return Command{.help = N_("certificates on file"),
                        .options = {{.name = "STAFF", .help = N_("only of this person")}},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.list(certificate_view(),
                                       shop::list_certificates(tx, args.text("STAFF")));
                            },
                        .examples = {{"svcctl staff certificate list", N_("everyone's")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> staff_verbs() {
  std::vector<Verb> all{
      {"add",
       [] {
         return Command{.help = N_("put a person on the staff; the first one is a manager"),
                        .options = staff_options(),
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              out.one(staff_view(),
                                      shop::add_staff(tx, args.text("STAFF"), staff_fields(args)));
                            },
                        .examples = {{"svcctl staff add T01 --name 技师甲 --role technician",
                                      N_("a technician")}}};
       }},
      {"set",
       [] {
         return Command{
             .help = N_("change what is on file of a person"),
             .options =
                 [] {
                   auto all = staff_options();
                   all.push_back(
                       {.name = "left", .kind = Kind::flag, .help = N_("left the garage")});
                   all.push_back(
                       {.name = "back", .kind = Kind::flag, .help = N_("works here again")});
                   return all;
                 }(),
             .write = set_staff,
             .examples = {{"svcctl staff set T01 --role technician --role inspector",
                           N_("roles are told anew, all of them")}}};
       }},
      {"show",
       [] {
         return Command{.help = N_("a person"),
                        .options = {person()},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.one(staff_view(), shop::find_staff(tx, args.text("STAFF")));
                            },
                        .examples = {{"svcctl staff show T01", N_("a person and the roles")}}};
       }},
      {"list",
       [] {
         return Command{
             .help = N_("who works here"),
             .options = {{.name = "all", .kind = Kind::flag, .help = N_("also those who left")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(staff_view(), shop::list_staff(tx, args.flag("all")));
                 },
             .examples = {{"svcctl staff list", N_("who works here")}}};
       }},
      {"right",
       [] {
         return Command{
             .help = N_("give a person a right, or take it away"),
             .options =
                 {person(),
                  {.name = "RIGHT",
                   .kind = Kind::choice,
                   .help = N_("the right"),
                   .required = true,
                   .choices = choices_of<Right>()},
                  {.name = "grant", .kind = Kind::flag, .help = N_("beside those of the roles")},
                  {.name = "take", .kind = Kind::flag, .help = N_("whatever the roles say")},
                  {.name = "by-role", .kind = Kind::flag, .help = N_("as the roles say, again")}},
             .write = right,
             .examples = {{"svcctl staff right A01 discount --grant",
                           N_("an advisor who may give discounts")}}};
       }},
      {"rights",
       [] {
         return Command{
             .help = N_("what a person may do"),
             .options = {person()},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(right_view(), right_rows(tx, shop::find_staff(tx, args.text("STAFF"))));
                 },
             .examples = {{"svcctl staff rights A01", N_("every right, granted or not")}}};
       }},
      {"import",
       [] {
         return import_command(
             {.help = N_("take people in from a CSV file"),
              .columns = shop::staff_list_columns,
              .run = taking<shop::import_staff>,
              .examples = {{"svcctl staff import staff.csv", N_("all of them, or none")}}});
       }},
  };
  append(all, certificate_verbs());
  append(all, staff_identity_verbs());
  return all;
}

}  // namespace svcctl::cli
