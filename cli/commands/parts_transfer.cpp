#include "cli/commands/parts_verbs.hpp"
#include "parts/stock/transfer.hpp"

namespace svcctl::cli {
namespace {

using parts::Transfer;
using parts::TransferLine;

const View<Transfer>& transfer_view() {
  static const View<Transfer> view{
      {"number", N_("number"), of<&Transfer::number>},
      {"from", N_("from"), of<&Transfer::from>},
      {"to", N_("to"), of<&Transfer::to>},
      {"state", N_("state"), of<&Transfer::state>},
      {"sent_at", N_("sent"), of<&Transfer::sent_at>},
      {"sent_by", N_("sent by"), of<&Transfer::sent_by>},
      {"done_at", N_("settled"), of<&Transfer::done_at>},
      {"done_by", N_("settled by"), of<&Transfer::done_by>},
      {"note", N_("note"), of<&Transfer::note>},
  };
  return view;
}

const View<TransferLine>& line_view() {
  static const View<TransferLine> view{
      {"part", N_("part"), of<&TransferLine::part>},
      {"name", N_("name"), of<&TransferLine::part_name>},
      {"lot", N_("lot"), of<&TransferLine::lot>},
      {"qty", N_("sent"), of<&TransferLine::qty>},
      {"received", N_("arrived so far"), of<&TransferLine::received>},
      {"unit", N_("unit"), of<&TransferLine::unit>},
      {"reason", N_("reason"), of<&TransferLine::reason>},
  };
  return view;
}

void show(Output& out, const Transfer& transfer) {
  out.one(transfer_view(), transfer);
  out.section(N_("goods||moved"), line_view(), transfer.lines);
}

std::vector<parts::PartQuantity> lines_of(const Args& args) {
  std::vector<parts::PartQuantity> lines;
  for (const auto& typed : args.list("part")) {
    const auto line = part_and_quantity(typed);
    lines.push_back({line.part, line.quantity});
  }
  return lines;
}

void send(store::WriteTxn& tx, const Args& args, Output& out) {
  show(out, parts::send(tx, {.to = args.text("to"),
                             .lines = lines_of(args),
                             .lot = args.text("lot"),
                             .note = args.text("note")}));
}

void receive_transfer(store::WriteTxn& tx, const Args& args, Output& out) {
  show(out, parts::receive_transfer(tx, {.number = args.text("TRANSFER"),
                                         .lines = lines_of(args),
                                         .reason = args.text("why"),
                                         .second = args.text("second")}));
}

Option transfer_number() {
  return {.name = "TRANSFER",
          .help = N_("the transfer's number, or any unambiguous end of it"),
          .required = true};
}

}  // namespace

std::vector<Verb> parts_transfer_verbs() {
  return {
      {"transfer send",
       [] {
         return Command{
             .help = N_("send goods of this outlet to another: the first of two signatures"),
             .options = {{.name = "to",
                          .help = N_("the outlet they go to"),
                          .value_name = "OUTLET",
                          .required = true},
                         {.name = "part",
                          .help = N_("part and quantity"),
                          .value_name = "NO:QTY",
                          .required = true,
                          .repeated = true},
                         {.name = "lot", .help = N_("from this lot"), .value_name = "LOT"},
                         {.name = "note", .help = N_("who carries it, or other words")}},
             .write = send,
             .examples = {{"svcctl parts transfer send --outlet MAIN --to EAST --part OIL-0001:4",
                           N_("four go to the eastern outlet")}},
             .more = N_(
                 "First expired, first out, unless a lot is named; refused as an issue is. Until "
                 "another person receives them the goods are in transit, on neither outlet's "
                 "books (2.3-store).")};
       }},
      {"transfer receive",
       [] {
         return Command{
             .help = N_("take goods from another outlet in: the second signature"),
             .options = {transfer_number(),
                         {.name = "part",
                          .help = N_("what arrived of a part where it is not what was sent"),
                          .value_name = "NO:QTY",
                          .repeated = true},
                         {.name = "why", .help = N_("reason of a difference")},
                         {.name = "second",
                          .help = N_("who stands behind a difference beside who receives"),
                          .value_name = "STAFF"}},
             .write = receive_transfer,
             .examples =
                 {{"svcctl parts transfer receive 001 --outlet EAST --part OIL-0001:3 --why "
                   "'一桶破损' --as P02",
                   N_("one of the four was broken on the way")}},
             .more =
                 N_("Refused to the person who sent it, and with a difference that has no reason "
                    "(2.3-store). A difference is adjusted at the outlet that receives.")};
       }},
      {"transfer take-back",
       [] {
         return Command{
             .help = N_("put goods that never left, or came back, into the lots they came from"),
             .options = {transfer_number(),
                         {.name = "why", .help = N_("reason"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   show(out, parts::take_back(tx, args.text("TRANSFER"), args.text("why")));
                 },
             .examples = {{"svcctl parts transfer take-back 001 --why '今天不发车'",
                           N_("nothing was carried")}}};
       }},
      {"transfer list",
       [] {
         return Command{
             .help = N_("transfers between outlets, the latest first"),
             .options = {{.name = "open", .kind = Kind::flag, .help = N_("only those in transit")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(transfer_view(), parts::list_transfers(tx, args.flag("open")));
                 },
             .examples = {{"svcctl parts transfer list --open", N_("what is under way")}}};
       }},
      {"transfer show",
       [] {
         return Command{.help = N_("a transfer with its goods"),
                        .options = {transfer_number()},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              show(out, parts::find_transfer(tx, args.text("TRANSFER")));
                            },
                        .examples = {{"svcctl parts transfer show 001",
                                      N_("what was sent and what arrived")}}};
       }},
  };
}

}  // namespace svcctl::cli
