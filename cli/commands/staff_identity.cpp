#include "cli/commands/groups.hpp"
#include "cli/parser/shared_options.hpp"
#include "cli/process/user.hpp"
#include "shop/identity.hpp"
#include "shop/pin.hpp"
#include "shop/twin.hpp"

namespace svcctl::cli {
namespace {

using shop::Binding;

const View<Binding>& binding_view() {
  static const View<Binding> view{
      {"staff", N_("staff"), of<&Binding::staff>},
      {"user", N_("user of the computer"), of<&Binding::user>},
      {"from", N_("since"), of<&Binding::from>},
  };
  return view;
}

const View<shop::Pin>& pin_view() {
  static const View<shop::Pin> view{
      {"staff", N_("staff"), of<&shop::Pin::staff>},
      {"set_by", N_("set by"), of<&shop::Pin::set_by>},
      {"from", N_("since"), of<&shop::Pin::from>},
  };
  return view;
}

const View<shop::Twin>& twin_view() {
  using shop::Twin;
  static const View<Twin> view{
      {"staff", N_("staff"), of<&Twin::staff>},
      {"other", N_("and"), of<&Twin::other>},
      {"one_person", N_("one person"), of<&Twin::one_person>},
      {"by", N_("said by"), of<&Twin::by>},
      {"from", N_("since"), of<&Twin::from>},
      {"told_apart_by", N_("told apart by"), of<&Twin::told_apart_by>, where_any},
      {"why", N_("reason"), of<&Twin::why>, where_any},
  };
  return view;
}

void twin(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.flag("same") == args.flag("different"))
    throw usage_error("twin.how", tr("give either --same or --different"));
  const auto say = args.flag("same") ? shop::say_one_person : shop::tell_apart;
  out.one(twin_view(), say(tx, args.text("STAFF"), args.text("OTHER"), args.text("why")));
}

std::vector<Verb> twin_verbs() {
  return {
      {"twin",
       [] {
         return Command{
             .help = N_("say whether two codes are of one person"),
             .options = {{.name = "STAFF", .help = N_("staff code"), .required = true},
                         {.name = "OTHER",
                          .help = N_("the other code"),
                          .value_name = "STAFF",
                          .required = true},
                         {.name = "different", .kind = Kind::flag, .help = N_("two people")},
                         {.name = "same", .kind = Kind::flag, .help = N_("one person")},
                         {.name = "why", .help = N_("reason"), .required = true}},
             .write = twin,
             .examples = {{"svcctl staff twin T01 T02 --different --why 同名不同人 --as M01",
                           N_("two people of one name")}},
             .more = N_("Who is put on file with --sure under the name or phone of somebody else "
                        "counts as one person with them wherever another person is asked for: "
                        "cross-check, second person, approver, investigator. A manager who is "
                        "neither says that they are two.")};
       }},
      {"twins",
       [] {
         return Command{
             .help = N_("codes that count as one person"),
             .options = {{.name = "all",
                          .kind = Kind::flag,
                          .help = N_("also those who were told apart")}},
             .read = [](store::ReadTxn& tx, const Args& args,
                        Output& out) { out.list(twin_view(), shop::twins(tx, args.flag("all"))); },
             .examples = {{"svcctl staff twins", N_("whose codes count as one")}}};
       }},
  };
}

Option bound_person() { return {.name = "STAFF", .help = N_("staff code"), .required = true}; }

Option user_option() {
  return {.name = "user",
          .help = N_("user of this computer's operating system"),
          .value_name = "USER",
          .required = true};
}

void bind(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto user = args.text("user");
  if (!is_user(user))
    throw usage_error("staff.no-user", tr("this computer has no user {0}", user),
                      "--user " + real_user());
  out.list(binding_view(), shop::bind(tx, args.text("STAFF"), user));
}

void unbind(store::WriteTxn& tx, const Args& args, Output& out) {
  out.list(binding_view(), shop::unbind(tx, args.text("STAFF"), args.text("user")));
}

}  // namespace

std::vector<Verb> staff_identity_verbs() {
  std::vector<Verb> all{
      {"bind",
       [] {
         return Command{
             .help = N_("a person acts only as this user of the computer from now on"),
             .options = {bound_person(), user_option()},
             .write = bind,
             .examples = {{"svcctl staff bind M01 --user root", N_("nobody else types M01")}},
             .more = N_("Whoever is bound to no user may be typed by anybody. A person who works "
                        "at several computers is bound to several users. Who really runs the "
                        "command counts, whatever $USER says.")};
       }},
      {"unbind",
       [] {
         return Command{.help = N_("that user may not act as the person any more"),
                        .options = {bound_person(), user_option()},
                        .write = unbind,
                        .examples = {{"svcctl staff unbind M01 --user root",
                                      N_("without a user left anybody may type M01 again")}}};
       }},
      {"pin",
       [] {
         return Command{
             .help = N_("set the PIN by which a person proves who they are"),
             .options = {bound_person(),
                         {.name = new_pin_file,
                          .kind = Kind::file,
                          .help = N_("the new PIN, in a file that nobody else may read; else it is "
                                     "typed twice on the terminal"),
                          .value_name = "FILE"}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(pin_view(), shop::set_pin(tx, args.text("STAFF")));
                 },
             .examples = {{"svcctl staff pin T01 --as T01 --new-pin-file pin",
                           N_("T01 sets the own PIN")},
                          {"svcctl staff pin T01 --as M01 --new-pin-file pin",
                           N_("T01 forgot it; T01 then sets another one")}},
             .more =
                 N_("A person sets their own PIN, with the one they had (--pin-file). A manager "
                    "sets that of another anew, which the log tells. It is asked for the kinds "
                    "of acts that the rule identity.pin_for names. Five wrong ones in a row "
                    "lock it until a manager sets a new one; who alone may manage the shop "
                    "sets a new one a day later. No PIN stands in a command or in the "
                    "environment.")};
       }},
      {"bindings",
       [] {
         return Command{.help = N_("who acts only as which user of the computer"),
                        .options = {{.name = "STAFF", .help = N_("only of this person")}},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.list(binding_view(), shop::bindings(tx, args.text("STAFF")));
                            },
                        .examples = {{"svcctl staff bindings", N_("everybody who is bound")}}};
       }},
  };
  append(all, twin_verbs());
  return all;
}

}  // namespace svcctl::cli
