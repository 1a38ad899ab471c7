#include "base/read/day.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "parts/buying/receipt.hpp"

namespace svcctl::cli {
namespace {

using parts::ArrivalOutcome;
using parts::ReceiptLine;
using parts::ReceivedLine;

View<ReceivedLine> received_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  return {
      {"receipt", N_("goods receipt"), of<&ReceivedLine::receipt>},
      {"lot", N_("lot"), of<&ReceivedLine::lot>},
      {"part", N_("part"), of<&ReceivedLine::part>},
      {"name", N_("name"), of<&ReceivedLine::name>},
      {"qty", N_("quantity"), of<&ReceivedLine::qty>},
      {"unit", N_("unit"), of<&ReceivedLine::unit>},
      {"expires_on", N_("expires"), of<&ReceivedLine::expires_on>},
      {"outcome", N_("outcome"), of<&ReceivedLine::outcome>},
      {"cost", N_("cost"), when(costs, of<&ReceivedLine::cost>)},
      {"goods", N_("goods"), when(costs, of<&ReceivedLine::goods>), true},
      {"freight", N_("freight"), when(costs, of<&ReceivedLine::freight>), true},
      {"trace", N_("trace code"), of<&ReceivedLine::trace>, true},
      {"certificate", N_("certificate"), of<&ReceivedLine::certificate>, true},
      {"origin", N_("proof of origin"), of<&ReceivedLine::origin>, true},
      {"reason", N_("reason"), of<&ReceivedLine::reason>, true},
  };
}

/// The value of an option given once, or nothing.
std::string only(const Args& args, const char* option) {
  const auto values = args.list(option);
  return values.size() == 1 ? values[0] : "";
}

/// The n-th value of an option given once for all lines, once for each, or not at all.
std::string nth(const Args& args, const char* option, std::size_t n, std::size_t lines) {
  const auto values = args.list(option);
  if (values.size() < 2) return only(args, option);
  if (values.size() != lines)
    throw usage_error("parts.lines",
                      tr("give {0} once, or once for each part", "--" + std::string(option)));
  return values[n];
}

/// The last day that goods keep: today + so many, a day, or a month, whose last day it is.
Date expiry_of(const std::string& typed, Date today) {
  if (const auto day = parse_date(typed, today)) return *day;
  const auto read = readers::day(typed, {.month_is_its_last_day = true});
  if (!read.value)
    throw usage_error("cli.bad-value", tr("{0}: '{1}' is not a day, as in 2026-11-23, today or +3d",
                                          "--expires", typed));
  return *read.value;
}

/// The parts named by one option: what was accepted, barred or refused.
void add_lines(std::vector<ReceiptLine>& lines, const Args& args, const char* option,
               ArrivalOutcome outcome) {
  for (const auto& typed : args.list(option)) {
    const auto part = part_and_quantity(typed);
    lines.push_back({.part = part.part,
                     .qty = part.quantity,
                     .cost = part.cost,
                     .outcome = outcome,
                     .reason = outcome == ArrivalOutcome::accepted ? "" : args.text("why")});
  }
}

std::vector<ReceiptLine> lines_of(store::WriteTxn& tx, const Args& args, Output& out) {
  std::vector<ReceiptLine> lines;
  if (args.has("file")) {
    take_file(tx, args, out, args.text("file"), [&](csv::RowSource& source, const auto& options) {
      return parts::read_delivery(tx, source, options, lines);
    });
  }
  const auto given = args.list("part").size();
  add_lines(lines, args, "part", ArrivalOutcome::accepted);
  add_lines(lines, args, "quarantined", ArrivalOutcome::quarantined);
  const std::size_t first = lines.size() - given - args.list("quarantined").size();
  const std::size_t taken_in = lines.size() - first;
  for (std::size_t i = 0; i < taken_in; ++i) {
    auto& line = lines[first + i];
    line.lot = nth(args, "lot", i, taken_in);
    if (const auto day = nth(args, "expires", i, taken_in); !day.empty())
      line.expires_on = expiry_of(day, tx.today());
    line.trace = nth(args, "trace", i, taken_in);
    line.certificate = nth(args, "certificate", i, taken_in);
    line.origin = nth(args, "origin", i, taken_in);
  }
  add_lines(lines, args, "refused", ArrivalOutcome::refused);
  return lines;
}

void receive_parts(store::WriteTxn& tx, const Args& args, Output& out) {
  if (look_at_list(tx, args, out, parts::delivery_list_columns, "file")) return;
  if (args.has("ORDER") == args.has("supplier"))
    throw usage_error("parts.receive-what", tr("receive against an order, or from a supplier"),
                      "svcctl parts receive ORDER | --supplier CODE --part NO:QTY@COST");
  const auto lines = parts::receive(tx, {.order = args.text("ORDER"),
                                         .supplier = args.text("supplier"),
                                         .document = args.text("document"),
                                         .freight = args.money("freight").value_or(Money()),
                                         .trace = only(args, "trace"),
                                         .certificate = only(args, "certificate"),
                                         .origin = only(args, "origin"),
                                         .lines = lines_of(tx, args, out)});
  for (const auto& line : lines) {
    if (line.outcome == ArrivalOutcome::refused) continue;
    if (line.expires_on && *line.expires_on < tx.today())
      out.note(tr("lot {0} of part {1} has expired already", line.lot, line.part));
    if (line.trace.empty() && line.certificate.empty() && line.origin.empty())
      out.note(tr("lot {0} of part {1} has no proof of origin", line.lot, line.part));
  }
  out.list(received_view(tx), lines);
}

std::vector<Option> receive_options() {
  std::vector<Option> options = {
      {.name = "ORDER", .help = N_("number of the order it was ordered by")},
      {.name = "supplier", .help = N_("supplier code, for a delivery without an order")},
      {.name = "part",
       .help = N_("part accepted, quantity and cost of one unit; with an order and no parts, all "
                  "that is outstanding is accepted"),
       .value_name = "NO:QTY[@COST]",
       .repeated = true},
      {.name = "quarantined",
       .help = N_("part taken in but barred until it is looked at"),
       .value_name = "NO:QTY[@COST]",
       .repeated = true},
      {.name = "refused",
       .help = N_("part refused at the door"),
       .value_name = "NO:QTY[@COST]",
       .repeated = true},
      {.name = "why", .help = N_("why it was quarantined or refused")},
      {.name = "lot", .help = N_("lot code on the package; else numbered"), .repeated = true},
      {.name = "expires",
       .kind = Kind::last_day,
       .help = N_("last day it may be fitted; else from its shelf life"),
       .repeated = true},
      {.name = "trace", .help = N_("trace code: proof that it is genuine"), .repeated = true},
      {.name = "certificate", .help = N_("number of its certificate"), .repeated = true},
      {.name = "origin", .help = N_("proof of origin: maker, import papers"), .repeated = true},
      {.name = "document", .help = N_("delivery note")},
      {.name = "freight",
       .kind = Kind::money,
       .help = N_("cost of carriage, shared among the parts by their value")},
      {.name = "file",
       .kind = Kind::input,
       .help = N_("the delivery note as CSV; - for standard "
                  "input")}};
  for (auto& option : import_options())
    if (option.name != "FILE") options.push_back(std::move(option));
  return options;
}

}  // namespace

std::vector<Verb> parts_receive_verbs() {
  return {
      {"receive",
       [] {
         return Command{
             .help = N_("take a delivery in from an approved supplier (2.3-source)"),
             .options = receive_options(),
             .write = receive_parts,
             .examples =
                 {{"svcctl parts receive --supplier HB --part 06A-100C00:6@22.50 --lot LF-2611 "
                   "--trace TM-88122",
                   N_("six filters with the proof of where they come from")},
                  {"svcctl parts receive P261123-001 --freight 35",
                   N_("all that was ordered has come")},
                  {"svcctl parts receive P261123-001 --part PAD-F:8 --refused PAD-F:2 --why "
                   "'包装破损'",
                   N_("eight are good, two go back at the door")}},
             .more = N_("--lot, --expires, --trace, --certificate and --origin are given once for "
                        "all parts "
                        "taken in, or once for each in the same order, those quarantined last."),
             .list = parts::delivery_list_columns};
       }},
  };
}

}  // namespace svcctl::cli
