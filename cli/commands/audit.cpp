#include <algorithm>
#include <string>
#include <vector>

#include "audit/check.hpp"
#include "cli/commands/groups.hpp"
#include "shop/outlet.hpp"
#include "store/anchor.hpp"
#include "store/log.hpp"
#include "store/restore_loss.hpp"

namespace svcctl::cli {
namespace {

View<audit::ClauseResult> clause_view(Language language) {
  return {
      {"clause", N_("clause"), [](const auto& r) { return cell(info(r.clause).id); }},
      {"title", N_("title"),
       [language](const auto& r) { return cell(info(r.clause).title(language)); }},
      {"applies", N_("applies"), of<&audit::ClauseResult::applies>},
      {"kept", N_("kept"), of<&audit::ClauseResult::kept>},
      {"share", N_("share %"), of<&audit::ClauseResult::share>},
      {"overrides", N_("overrides"), of<&audit::ClauseResult::overrides>},
      {"not_judged", N_("not applicable"),
       [](const auto& r) {
         if (r.why_spared == nullptr) return Cell{};
         return cell(tr("{0}: {1}", r.spared, Message{r.why_spared, {}}));
       },
       where_any},
  };
}

const View<audit::Lapse>& lapse_view() {
  static const View<audit::Lapse> view = {
      {"clause", N_("clause"), [](const auto& l) { return cell(info(l.clause).id); }},
      {"number", N_("number"), of<&audit::Lapse::number>},
      {"item", N_("item"), of<&audit::Lapse::item>},
      {"missing", N_("what is missing"), of<&audit::Lapse::missing>},
      {"at", N_("at"), of<&audit::Lapse::at>},
  };
  return view;
}

const View<store::LogEntry>& log_view() {
  static const View<store::LogEntry> view = {
      {"chain", N_("outlet"), of<&store::LogEntry::chain>},
      {"seq", N_("no."), of<&store::LogEntry::seq>},
      {"at", N_("at"), of<&store::LogEntry::at>},
      {"recorded_at", N_("recorded"), of<&store::LogEntry::recorded_at>},
      {"actor", N_("by"), of<&store::LogEntry::actor>},
      {"command", N_("command"), of<&store::LogEntry::command>},
      {"entity", N_("entity"), of<&store::LogEntry::entity>},
      {"key", N_("number"), of<&store::LogEntry::key>},
      {"facts", N_("facts"),
       [](const auto& e) {
         std::string facts;
         for (const auto& [name, value] : e.facts)
           facts.append(facts.empty() ? "" : " ").append(name).append("=").append(value);
         return cell(facts);
       }},
      {"hash", N_("hash"), of<&store::LogEntry::hash>, true},
      {"rules", N_("rules"), of<&store::LogEntry::rules>, true},
      {"late_by", N_("recorded late, by"), of<&store::LogEntry::late_by>, where_any},
      {"accepted_by", N_("accepted by"), of<&store::LogEntry::accepted_by>, where_any},
  };
  return view;
}

const View<store::LogFinding>& log_finding_view() {
  static const View<store::LogFinding> view = {
      {"where", N_("where"), of<&store::LogFinding::where>},
      {"finding", N_("finding"), of<&store::LogFinding::what>},
  };
  return view;
}

audit::CheckFilter filter_of(const Args& args) {
  audit::CheckFilter filter;
  filter.period = args.period("period");
  if (const auto id = args.maybe("clause")) {
    filter.clause = find_clause(*id);
    if (!filter.clause)
      throw usage_error("audit.clause", tr("the standard has no clause {0}", *id),
                        "svcctl audit check --columns clause,title");
  }
  return filter;
}

/// The figures of a period gone by are what they were, but for what was recorded since: which.
void note_later(const std::vector<std::string>& later, Output& out) {
  if (later.empty()) return;
  constexpr std::size_t most = 8;
  std::string which;
  for (std::size_t i = 0; i < std::min(later.size(), most); ++i)
    which += (which.empty() ? "" : ", ") + later[i];
  if (later.size() > most) which += ", …";
  out.note(later.size() == 1
               ? tr("one record about this period came after it: {0}", which)
               : tr("{0} records about this period came after it: {1}", later.size(), which));
}

void check(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto filter = filter_of(args);
  note_later(audit::later_records(tx, filter), out);
  if (args.flag("list")) {
    out.stream<audit::Lapse>(lapse_view(), [&](const auto& row) {
      if (audit::each_lapse(tx, filter, row) > 0) out.found_something();
    });
    return;
  }
  const auto results = audit::check_clauses(tx, filter);
  for (const auto& result : results)
    if (result.kept < result.applies) out.found_something();
  out.list(clause_view(out.catalogue().language()), results);
}

void log(store::ReadTxn& tx, const Args& args, Output& out) {
  const store::LogFilter filter = {
      .entity = args.maybe("entity"), .actor = args.maybe("actor"), .since = args.instant("since")};
  out.stream<store::LogEntry>(log_view(),
                              [&](const auto& row) { store::each_event(tx, filter, row); });
}

void verify(store::ReadTxn& tx, const Args& args, Output& out) {
  store::LogCheck asked{.head = args.maybe("head")};
  if (!tx.context().outlet.empty())
    if (const auto& here = tx.scope(); here.outlet) asked.chain = here.outlet->id;
  auto report = store::verify_log(tx, asked);
  report.findings.insert(report.findings.end(), report.backwards.begin(), report.backwards.end());
  if (!asked.chain)
    for (auto& finding : store::verify_schema(tx)) report.findings.push_back(std::move(finding));
  for (const auto& loss : store::restore_losses(tx))
    if (loss.drops()) out.note(store::sentence_of(loss, tx.settings().zone));
  out.list(log_finding_view(), report.findings);
  if (report.findings.empty()) {
    out.note(tr("the log is whole: {0} events, head {1}", report.head.count, report.head.hash));
    return;
  }
  out.note(tr("the log has {0} events, head {1}", report.head.count, report.head.hash));
  out.found_something();
}

const View<store::Anchor>& anchor_view() {
  static const View<store::Anchor> view = {
      {"origin", N_("origin"), of<&store::Anchor::origin>},
      {"event", N_("event"), of<&store::Anchor::seq>},
      {"chains", N_("chains"), of<&store::Anchor::chains>},
      {"events", N_("events"), of<&store::Anchor::events>},
      {"root", N_("root"), of<&store::Anchor::root>},
  };
  return view;
}

void anchor(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto made = store::anchor(tx);
  if (args.flag("checkpoint")) return out.text(store::checkpoint_of(made));
  out.one(anchor_view(), made);
}

}  // namespace

std::vector<Verb> audit_verbs() {
  return {
      {"check",
       [] {
         return Command{
             .help = N_("judge clause by clause how the standard was kept"),
             .options = {{.name = "period",
                          .kind = Kind::period,
                          .help = N_("cases that happened then; else all there ever were")},
                         {.name = "clause", .help = N_("one clause alone"), .value_name = "ID"},
                         {.name = "list",
                          .kind = Kind::flag,
                          .help = N_("list the cases that were not kept")}},
             .read = check,
             .examples = {{"svcctl audit check --period this-month", N_("the month so far")},
                          {"svcctl audit check --clause 2.2-consent --list",
                           N_("which jobs lacked the customer's consent")}},
             .more = N_(
                 "A case is one duty owed once: a delivery, a task, a receipt. One job may be "
                 "several cases of a clause. Each override is a case of its own that was not kept, "
                 "and is counted beside. Cases are judged by what was so when they happened, those "
                 "with a term at its end; what was recorded after the period is said. Ends with "
                 "exit code 1 when a case was not kept.")};
       }},
      {"log",
       [] {
         return Command{
             .help = N_("list what was done, oldest first"),
             .options =
                 {{.name = "entity",
                   .help = N_("a kind of thing (job) or one number (J261123-001)"),
                   .value_name = "WORD"},
                  {.name = "actor", .help = N_("done by this person"), .value_name = "STAFF"},
                  {.name = "since", .kind = Kind::instant, .help = N_("recorded then or later")}},
             .read = log,
             .examples = {{"svcctl audit log --since today", N_("what was done today")}},
             .more = N_("The log holds no personal data.")};
       }},
      {"verify",
       [] {
         return Command{
             .help = N_("check the log and every row against it"),
             .options = {{.name = "head",
                          .help =
                              N_("a hash or root noted earlier: finds a log whose end was cut off"),
                          .value_name = "HASH"}},
             .read = verify,
             .examples = {{"svcctl audit verify",
                           N_("was anything changed behind the program's back")}},
             .more = N_(
                 "Names the first bad event of each chain and each row that was changed, inserted "
                 "or deleted by other means. With --outlet only that outlet's chain and no rows. "
                 "Note the head it prints somewhere else, or better the root of an anchor. Ends "
                 "with exit code 1 when something is found.")};
       }},
      {"anchor",
       [] {
         return Command{
             .help = N_("record where the chains of the company and of all outlets end"),
             .options = {{.name = "checkpoint",
                          .kind = Kind::flag,
                          .help = N_("print origin, number of chains and root (base64) alone")}},
             .write = anchor,
             .examples = {{"svcctl audit anchor", N_("keep the root it prints somewhere else")},
                          {"svcctl audit anchor --checkpoint --output anchor.txt",
                           N_("as a file to send away")}},
             .more =
                 N_("Whatever is cut off or written anew before an anchor is found by `svcctl "
                    "audit verify`; a lost anchor by `svcctl audit verify --head ROOT`. Records "
                    "nothing where nothing was recorded since the last one. Anybody may.")};
       }},
  };
}

}  // namespace svcctl::cli
