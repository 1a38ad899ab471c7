#include "cli/commands/groups.hpp"
#include "cli/commands/signature_view.hpp"

namespace svcctl::cli {
namespace {

void list_unsigned(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto whose = args.flag("all") ? std::nullopt : tx.actor_id();
  out.list(signature_view(), store::unsigned_of(tx, whose));
}

void sign_events(store::WriteTxn& tx, const Args& args, Output& out) {
  std::vector<store::Signature> given;
  for (const auto& event : args.list("EVENT"))
    for (auto& each : store::sign(tx, event)) given.push_back(std::move(each));
  out.list(signature_view(), given);
}

}  // namespace

const View<store::Signature>& signature_view() {
  using store::Signature;
  static const View<Signature> view = {
      {"event", N_("event"), of<&Signature::event>},
      {"at", N_("at"), of<&Signature::at>},
      {"clause", N_("clause"), of<&Signature::clause>},
      {"number", N_("number"), of<&Signature::number>},
      {"item", N_("item"), of<&Signature::item>},
      {"as", N_("named as"), of<&Signature::as>},
      {"staff", N_("who was named"), of<&Signature::staff>},
      {"named_by", N_("named by"), of<&Signature::named_by>},
      {"signed", N_("signed"),
       [](const Signature& each) { return cell(each.signed_at.has_value()); }},
      {"signed_at", N_("signed at"), of<&Signature::signed_at>, true},
  };
  return view;
}

std::vector<Verb> approve_verbs() {
  return {
      {"list",
       [] {
         return Command{
             .help = N_("list what you were named for by others and have not signed"),
             .options = {{.name = "all", .kind = Kind::flag, .help = N_("of everybody")}},
             .read = list_unsigned,
             .examples = {{"svcctl approve list --as M01", N_("what waits for M01")},
                          {"svcctl approve list --all", N_("what waits for anybody")}},
             .more =
                 N_("Whoever an act names beside who acts (approver, second person, investigator, "
                    "technician) signs it by an act of their own. Until then it is a lapse of its "
                    "clause in `svcctl audit check`. A technician signs by starting, ending or "
                    "checking the work under their own name.")};
       }},
      {"sign",
       [] {
         return Command{
             .help = N_("sign what others named you for; `svcctl approve EVENT` for short"),
             .options = {{.name = "EVENT",
                          .help = N_("as `svcctl approve list` names it: 17, EAST-17"),
                          .required = true,
                          .repeated = true}},
             .write = sign_events,
             .examples = {{"svcctl approve MAIN-17 --as M01", N_("M01 was told, and agrees")}},
             .more = N_("Nobody signs for another. What is never signed stays counted.")};
       }},
  };
}

}  // namespace svcctl::cli
