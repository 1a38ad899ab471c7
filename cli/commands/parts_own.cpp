#include "cli/commands/groups.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "job/own_part.hpp"
#include "job/serial.hpp"

namespace svcctl::cli {
namespace {

using job::OwnPart;
using job::Serial;

const View<OwnPart>& own_view() {
  static const View<OwnPart> view = {
      {"tag", N_("tag"), of<&OwnPart::tag>},
      {"job", N_("job"), of<&OwnPart::job>},
      {"text", N_("text"), of<&OwnPart::text>},
      {"qty", N_("quantity"), of<&OwnPart::quantity>},
      {"condition", N_("condition"), of<&OwnPart::condition>},
      {"state", N_("state"), of<&OwnPart::state>},
      {"settled_at", N_("settled"), of<&OwnPart::settled_at>},
      {"at", N_("taken in||time"), of<&OwnPart::at>, true},
      {"late_by", N_("recorded late, by"), of<&OwnPart::late_by>, where_any},
  };
  return view;
}

const View<Serial>& serial_view() {
  static const View<Serial> view = {
      {"serial", N_("serial number"), of<&Serial::serial>},
      {"part", N_("part"), of<&Serial::part>},
      {"name", N_("name"), of<&Serial::name>},
      {"job", N_("job"), of<&Serial::job>},
      {"plate", N_("plate"), of<&Serial::plate>},
      {"lot", N_("lot"), of<&Serial::lot>},
      {"at", N_("when"), of<&Serial::at>},
      {"came_back", N_("came back"), of<&Serial::came_back>},
  };
  return view;
}

Option own_tag_option() {
  return {.name = "TAG", .help = N_("the tag of the customer's part"), .required = true};
}

}  // namespace

std::vector<Verb> parts_own_verbs() {
  return {
      {"own take",
       [] {
         return Command{
             .help = N_("take in a part that the customer brought: the shop does not warrant it"),
             .options = {{.name = "JOB",
                          .help = N_("the job's number, or any unambiguous end of it"),
                          .required = true},
                         {.name = "text", .help = N_("what it is"), .required = true},
                         {.name = "qty", .kind = Kind::quantity, .help = N_("how many (1)")},
                         {.name = "condition", .help = N_("new, boxed, used …")},
                         {.name = "told",
                          .kind = Kind::flag,
                          .help =
                              N_("the customer was told that the shop gives no warranty on it")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(own_view(),
                           job::take_own_part(
                               tx, {.job = args.text("JOB"),
                                    .text = args.text("text"),
                                    .quantity = args.quantity("qty").value_or(Quantity::whole(1)),
                                    .condition = args.text("condition"),
                                    .told = args.flag("told")}));
                 },
             .examples = {
                 {"svcctl parts own take 001 --text 火花塞 --qty 4 --condition 全新 --told",
                  N_("four spark plugs of the customer's own")}}};
       }},
      {"own fit",
       [] {
         return Command{
             .help = N_("a customer's own part was fitted"),
             .options = {own_tag_option(),
                         {.name = "task", .help = N_("for this task"), .value_name = "TASK"}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(own_view(), job::fit_own_part(tx, args.text("TAG"), args.text("task")));
                 },
             .examples = {{"svcctl parts own fit J261123-001-C1", N_("it is in the car")}}};
       }},
      {"own return",
       [] {
         return Command{
             .help = N_("a customer's own part went back unused"),
             .options = {own_tag_option(),
                         {.name = "to",
                          .help = N_("who signed for it"),
                          .value_name = "NAME",
                          .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(own_view(), job::return_own_part(tx, args.text("TAG"), args.text("to")));
                 },
             .examples = {
                 {"svcctl parts own return J261123-001-C1 --to 客户甲", N_("it did not fit")}}};
       }},
      {"own list",
       [] {
         return Command{
             .help = N_("parts that customers brought"),
             .options = {{.name = "job", .help = N_("of this job"), .value_name = "JOB"},
                         {.name = "open", .kind = Kind::flag, .help = N_("only those still here")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(own_view(), job::own_parts(tx, args.text("job"), args.flag("open")));
                 },
             .examples = {{"svcctl parts own list --open", N_("neither fitted nor given back")}}};
       }},
      {"serials",
       [] {
         return Command{
             .help = N_("pieces that bear their own number, and where they went"),
             .options = {{.name = "SERIAL", .help = N_("one piece's number")},
                         {.name = "job", .help = N_("of this job"), .value_name = "JOB"}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(serial_view(), job::serials(tx, args.text("SERIAL"), args.text("job")));
                 },
             .examples = {{"svcctl parts serials DOT-3721", N_("which car has this tyre")}}};
       }},
  };
}

}  // namespace svcctl::cli
