#include "callback/call.hpp"
#include "cli/commands/callback_verbs.hpp"

namespace svcctl::cli {
namespace {

void assign_call(store::WriteTxn& tx, const Args& args, Output& out) {
  const bool one = args.has("FOLLOW-UP") && args.has("to");
  if (one == args.flag("auto") || args.has("FOLLOW-UP") != args.has("to"))
    throw usage_error("callback.assign", tr("give either a follow-up and --to STAFF, or --auto"),
                      "svcctl callback assign FOLLOW-UP --to STAFF");
  if (one)
    return out.one(follow_up_view(), callback::assign(tx, args.text("FOLLOW-UP"), args.text("to")));
  out.list(follow_up_view(), callback::assign_all(tx, args.code<Assignment>("by")));
}

}  // namespace

std::vector<Verb> callback_managing_verbs() {
  return {
      {"assign",
       [] {
         return Command{
             .help = N_("give a follow-up to someone, or all that nobody has"),
             .options = {{.name = "FOLLOW-UP", .help = N_("its number, or any unambiguous end")},
                         {.name = "to", .help = N_("staff code"), .value_name = "STAFF"},
                         {.name = "auto",
                          .kind = Kind::flag,
                          .help = N_("every one that nobody has who may call")},
                         {.name = "by",
                          .kind = Kind::choice,
                          .help = N_("how, instead of as the rules say"),
                          .choices = choices_of<Assignment>()}},
             .write = assign_call,
             .examples = {
                 {"svcctl callback assign F261121-001 --to A02", N_("not the advisor")},
                 {"svcctl callback assign --auto --by load", N_("to whoever has the fewest")}}};
       }},
      {"snooze",
       [] {
         return Command{
             .help = N_("put a follow-up off to another day"),
             .options =
                 {follow_up_option(),
                  {.name = "to", .kind = Kind::date, .help = N_("the day"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(follow_up_view(),
                           callback::snooze(tx, args.text("FOLLOW-UP"), args.date("to").value()));
                 },
             .examples = {
                 {"svcctl callback snooze F261121-001 --to +2d", N_("as the customer asked")}}};
       }},
      {"link",
       [] {
         return Command{
             .help = N_("link the comeback that settles what a follow-up brought up (2.5-resolve)"),
             .options = {follow_up_option(),
                         {.name = "job", .help = N_("number of the comeback"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(follow_up_view(),
                           callback::link_comeback(tx, args.text("FOLLOW-UP"), args.text("job")));
                 },
             .examples = {
                 {"svcctl callback link F261121-002 --job J261123-006", N_("the return repair")}}};
       }},
      {"close",
       [] {
         return Command{
             .help = N_("close a follow-up whose issue is settled (2.5-resolve)"),
             .options = {follow_up_option()},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(follow_up_view(), callback::close(tx, args.text("FOLLOW-UP")));
                 },
             .examples = {
                 {"svcctl callback close F261121-002", N_("once the complaint is closed")}}};
       }},
  };
}

}  // namespace svcctl::cli
