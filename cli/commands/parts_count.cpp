#include "cli/commands/groups.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "cli/input/import_verb.hpp"
#include "parts/count/count.hpp"

namespace svcctl::cli {
namespace {

using parts::Count;
using parts::CountLine;
using parts::CountScope;
using parts::CountState;
using parts::CountSummary;

View<CountSummary> summary_view(const store::ReadTxn& tx) {
  const bool costs = tx.may(Right::see_cost);
  using S = const CountSummary&;
  const auto hidden = [](S s) { return s.count.blind && s.count.state == CountState::open; };
  return {
      {"number", N_("number"), of<&CountSummary::count, &Count::number>},
      {"outlet", N_("outlet"), of<&CountSummary::count, &Count::outlet>},
      {"scope", N_("extent"), of<&CountSummary::count, &Count::scope>},
      {"value", N_("bin or class"), of<&CountSummary::count, &Count::scope_value>},
      {"blind", N_("blind"), of<&CountSummary::count, &Count::blind>},
      {"state", N_("state"), of<&CountSummary::count, &Count::state>},
      {"opened_at", N_("opened||count"), of<&CountSummary::count, &Count::opened_at>},
      {"opened_by", N_("opened by"), of<&CountSummary::count, &Count::opened_by>},
      {"lots", N_("lots"), of<&CountSummary::lots>},
      {"counted", N_("counted"), of<&CountSummary::counted>},
      {"differing", N_("differences"), of<&CountSummary::differing>},
      {"to_recount", N_("to count again"), of<&CountSummary::to_recount>},
      {"surplus", N_("surplus at cost"),
       [costs, hidden](S s) { return costs && !hidden(s) ? cell(s.surplus) : Cell{}; }},
      {"shortage", N_("shortage at cost"),
       [costs, hidden](S s) { return costs && !hidden(s) ? cell(s.shortage) : Cell{}; }},
      {"closed_at", N_("closed"), of<&CountSummary::count, &Count::closed_at>},
      {"closed_by", N_("closed by"), of<&CountSummary::count, &Count::closed_by>},
      {"reason", N_("reason"), of<&CountSummary::count, &Count::reason>},
  };
}

const View<Count>& count_view() {
  static const View<Count> view{
      {"number", N_("number"), of<&Count::number>},
      {"outlet", N_("outlet"), of<&Count::outlet>},
      {"scope", N_("extent"), of<&Count::scope>},
      {"value", N_("bin or class"), of<&Count::scope_value>},
      {"state", N_("state"), of<&Count::state>},
      {"opened_at", N_("opened||count"), of<&Count::opened_at>},
      {"opened_by", N_("opened by"), of<&Count::opened_by>},
      {"closed_at", N_("closed"), of<&Count::closed_at>},
      {"closed_by", N_("closed by"), of<&Count::closed_by>},
  };
  return view;
}

/// What the books hold is not shown to those who count blind.
View<CountLine> line_view(const Count& count) {
  using L = const CountLine&;
  const bool hidden = count.blind && count.state == CountState::open;
  const auto unless_hidden = [hidden](Quantity qty) { return hidden ? Cell{} : cell(qty); };
  return {
      {"bin", N_("bin"), of<&CountLine::bin>},
      {"part", N_("part"), of<&CountLine::part>},
      {"name", N_("name"), of<&CountLine::part_name>},
      {"lot", N_("lot"), of<&CountLine::lot>},
      {"unit", N_("unit"), of<&CountLine::unit>},
      {"opening", N_("at opening"), [unless_hidden](L l) { return unless_hidden(l.opening); },
       true},
      {"expected", N_("on the books"), [unless_hidden](L l) { return unless_hidden(l.expected); }},
      {"counted", N_("counted"), of<&CountLine::counted>},
      {"difference", N_("difference"),
       [unless_hidden](L l) { return l.counted ? unless_hidden(l.difference()) : Cell{}; }},
      {"rounds", N_("rounds"), of<&CountLine::rounds>},
      {"counted_at", N_("counted at"), of<&CountLine::counted_at>, true},
      {"counted_by", N_("by"), of<&CountLine::counted_by>},
      {"reason", N_("reason"), of<&CountLine::reason>},
  };
}

/// The sheet one walks with: the counted quantity and the reason stay empty.
View<CountLine> sheet_view(const Count& count) {
  using L = const CountLine&;
  const bool hidden = count.blind;
  return {
      {"bin", N_("bin"), of<&CountLine::bin>},
      {"part", N_("part"), of<&CountLine::part>},
      {"name", N_("name"), of<&CountLine::part_name>},
      {"lot", N_("lot"), of<&CountLine::lot>},
      {"unit", N_("unit"), of<&CountLine::unit>},
      {"expected", N_("on the books"),
       [hidden](L l) { return hidden ? Cell{} : cell(l.expected); }},
      {"counted", N_("counted"), [](L) { return Cell{}; }},
      {"reason", N_("reason"), [](L) { return Cell{}; }},
  };
}

Option count_number() {
  return {.name = "COUNT",
          .help = N_("the count's number, or any unambiguous end of it"),
          .required = true};
}

void open_count(store::WriteTxn& tx, const Args& args, Output& out) {
  if (args.has("bin") && args.has("class"))
    throw usage_error("parts.count-what", tr("a count is of a bin or of a class, not of both"));
  const auto scope = args.has("bin")     ? CountScope::bin
                     : args.has("class") ? CountScope::by_class
                                         : CountScope::whole;
  out.one(summary_view(tx),
          parts::open_count(tx, {.scope = scope,
                                 .scope_value = args.text("bin") + args.text("class"),
                                 .blind = args.flag("blind")}));
}

void enter(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto typed = part_and_quantity(args.text("PART:QTY"));
  const auto line = parts::enter_count(tx, {.count = args.text("COUNT"),
                                            .part = typed.part,
                                            .qty = typed.quantity,
                                            .lot = args.text("lot"),
                                            .reason = args.text("why"),
                                            .recount = args.flag("recount"),
                                            .found = args.flag("found")});
  out.one(line_view(parts::find_count(tx, args.text("COUNT"))), line);
}

csv::ImportResult import_count(store::WriteTxn& tx, const Args& args, csv::RowSource& rows,
                               const csv::ImportOptions& options) {
  return parts::import_count(tx, rows, options, args.text("COUNT"), args.flag("recount"));
}

void tell_count(store::WriteTxn& tx, const Args& args, Output& out,
                const csv::ImportResult& result) {
  if (result.batch) out.note(tr("taken in as batch {0}", *result.batch));
  out.one(summary_view(tx), parts::summarise(tx, parts::find_count(tx, args.text("COUNT"))));
}

/// Which lines: those that differ and were counted once, those that differ, those not counted.
bool wanted(const Args& args, const CountLine& line) {
  if (args.flag("differences") && !line.differs()) return false;
  return !args.flag("uncounted") || !line.counted;
}

void lines(store::ReadTxn& tx, const Args& args, Output& out,
           View<CountLine> (*view)(const Count&)) {
  const auto count = parts::find_count(tx, args.text("COUNT"));
  out.stream<CountLine>(view(count), [&](const auto& row) {
    parts::each_count_line(tx, count, [&](const CountLine& line) {
      if (wanted(args, line)) row(line);
    });
  });
  out.section<CountSummary>(N_("summary"), summary_view(tx), {parts::summarise(tx, count)});
}

std::vector<Option> line_options() {
  return {count_number(),
          {.name = "differences", .kind = Kind::flag, .help = N_("only lots that differ")},
          {.name = "uncounted", .kind = Kind::flag, .help = N_("only lots not counted yet")}};
}

std::vector<Verb> count_writes() {
  return {
      {"count open",
       [] {
         return Command{
             .help = N_("open a stocktake of the outlet, a bin or a class"),
             .options = {{.name = "bin",
                          .help = N_("only what lies in this bin"),
                          .value_name = "BIN"},
                         {.name = "class",
                          .help = N_("only parts of this category"),
                          .value_name = "CATEGORY"},
                         {.name = "blind",
                          .kind = Kind::flag,
                          .help = N_("those who count see no balance")}},
             .write = open_count,
             .examples = {{"svcctl parts count open --bin A-1 --blind",
                           N_("one shelf, counted blind")}},
             .more =
                 N_("Issuing goes on during a count: what was counted is compared with what the "
                    "books held at that moment.")};
       }},
      {"count enter",
       [] {
         return Command{
             .help = N_("write down what was counted of a lot"),
             .options = {count_number(),
                         {.name = "PART:QTY", .help = N_("part and quantity"), .required = true},
                         {.name = "lot", .help = N_("which lot, where the part has several")},
                         {.name = "why", .help = N_("reason of a difference")},
                         {.name = "recount",
                          .kind = Kind::flag,
                          .help = N_("counted again, as a further round")},
                         {.name = "found",
                          .kind = Kind::flag,
                          .help = N_("a lot that is on no book: take it onto them")}},
             .write = enter,
             .examples = {{"svcctl parts count enter 001 OIL-0001:11 --lot O1",
                           N_("eleven stand on the shelf")}},
             .more = N_("A sheet typed in later is entered with --at, the time of counting.")};
       }},
      {"count import",
       [] {
         return import_command(
             {.help = N_("take a filled count sheet in"),
              .columns = parts::count_list_columns,
              .run = import_count,
              .examples = {{"svcctl parts count import 001 sheet.csv --at 09:30",
                            N_("the sheet that was filled at half past nine")}},
              .more = N_(
                  "Columns part, lot, counted and reason, as `parts count sheet` writes them; rows "
                  "without a quantity are left alone. The same sheet again changes nothing. Until "
                  "the count is closed `svcctl import undo` takes a sheet back."),
              .positionals = {count_number()},
              .options = {{.name = "recount",
                           .kind = Kind::flag,
                           .help = N_("counted again, as a further round")}},
              .tell = tell_count});
       }},
      {"count close",
       [] {
         return Command{
             .help = N_("post the differences of a stocktake, by a manager"),
             .options = {count_number(),
                         {.name = "uncounted",
                          .kind = Kind::choice,
                          .help = N_("what becomes of lots that nobody counted"),
                          .choices = choices_of<parts::Uncounted>()}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(summary_view(tx),
                           parts::close_count(tx, args.text("COUNT"),
                                              args.code<parts::Uncounted>("uncounted")));
                 },
             .examples = {{"svcctl parts count close 001 --uncounted leave",
                           N_("after the recount")}},
             .more = N_(
                 "Refused (2.3-store) while lots are uncounted and nothing is said of them, while "
                 "a difference was counted only once, to anyone but a manager, and, above the "
                 "value that needs a second person, to one who counted a difference.")};
       }},
      {"count cancel",
       [] {
         return Command{
             .help = N_("give a stocktake up; nothing is posted"),
             .options = {count_number(), {.name = "why", .help = N_("reason"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(summary_view(tx),
                           parts::cancel_count(tx, args.text("COUNT"), args.text("why")));
                 },
             .examples = {{"svcctl parts count cancel 001 --why '改到月底'", N_("not this week")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> parts_count_verbs() {
  std::vector<Verb> all = count_writes();
  append(all, {{"count show",
                [] {
                  return Command{.help = N_("a stocktake line by line"),
                                 .options = line_options(),
                                 .read = [](store::ReadTxn& tx, const Args& args,
                                            Output& out) { lines(tx, args, out, line_view); },
                                 .examples = {{"svcctl parts count show 001 --differences",
                                               N_("what to count again")}}};
                }},
               {"count sheet",
                [] {
                  return Command{
                      .help = N_("the sheet to count with, in walking order"),
                      .options = line_options(),
                      .read = [](store::ReadTxn& tx, const Args& args,
                                 Output& out) { lines(tx, args, out, sheet_view); },
                      .examples = {{"svcctl parts count sheet 001 --format csv --output sheet.csv",
                                    N_("as CSV, to be filled and imported")}}};
                }},
               {"count list", [] {
                  return Command{
                      .help = N_("stocktakes, the latest first"),
                      .read = [](store::ReadTxn& tx, const Args&,
                                 Output& out) { out.list(count_view(), parts::list_counts(tx)); },
                      .examples = {{"svcctl parts count list", N_("which are open")}}};
                }}});
  return all;
}

}  // namespace svcctl::cli
