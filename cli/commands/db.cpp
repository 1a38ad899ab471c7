#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "archive/stored_codes.hpp"
#include "archive/twins.hpp"
#include "base/embedded.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/line_notes.hpp"
#include "cli/config/config.hpp"
#include "cli/config/rules.hpp"
#include "cli/files/whole_file.hpp"
#include "cli/parser/shared_options.hpp"
#include "parts/catalogue/search.hpp"
#include "shop/outlet.hpp"
#include "shop/staff.hpp"
#include "store/backup.hpp"
#include "store/dispute.hpp"
#include "store/migrate.hpp"
#include "store/rules.hpp"

namespace svcctl::cli {
namespace {

store::OpenOptions options_of(const AdminCall& call) {
  store::OpenOptions options;
  options.path = named_store(call.shared);
  options.wait_seconds = call.shared.wait;
  return options;
}

const View<store::StoreInfo>& info_view() {
  static const View<store::StoreInfo> view = {
      {"path", N_("store"), of<&store::StoreInfo::path>},
      {"version", N_("version"), of<&store::StoreInfo::version>},
      {"practice", N_("for practice"), of<&store::StoreInfo::practice>},
      {"bytes", N_("bytes"), of<&store::StoreInfo::bytes>},
      {"events", N_("events"), of<&store::StoreInfo::head, &store::LogHead::count>},
      {"head", N_("head of the log"), of<&store::StoreInfo::head, &store::LogHead::hash>},
  };
  return view;
}

const View<store::StoreFinding>& damage_view() {
  static const View<store::StoreFinding> view = {
      {"check", N_("check"), of<&store::StoreFinding::check>},
      {"where", N_("where"), of<&store::StoreFinding::where>},
      {"finding", N_("finding"), of<&store::StoreFinding::what>},
  };
  return view;
}

const View<store::Migrated>& migrated_view() {
  static const View<store::Migrated> view = {
      {"from", N_("from version"), of<&store::Migrated::from>},
      {"to", N_("to version"), of<&store::Migrated::to>},
      {"backup", N_("backup"), of<&store::Migrated::backup>},
  };
  return view;
}

const View<store::Backup>& backup_view() {
  static const View<store::Backup> view = {
      {"backup", N_("backup"), of<&store::Backup::path>},
      {"bytes", N_("bytes"), of<&store::Backup::bytes>},
      {"events", N_("events"), of<&store::Backup::head, &store::LogHead::count>},
      {"head", N_("head of the log"), of<&store::Backup::head, &store::LogHead::hash>},
  };
  return view;
}

const View<store::Restored>& restored_view() {
  static const View<store::Restored> view = {
      {"path", N_("store"), of<&store::Restored::path>},
      {"kept", N_("old store kept as"), of<&store::Restored::kept>},
      {"events", N_("events"), of<&store::Restored::head, &store::LogHead::count>},
      {"head", N_("head of the log"), of<&store::Restored::head, &store::LogHead::hash>},
  };
  return view;
}

const View<store::LostEvent>& lost_view() {
  static const View<store::LostEvent> view = {
      {"event", N_("event"), of<&store::LostEvent::event>},
      {"recorded_at", N_("recorded"), of<&store::LostEvent::recorded_at>},
      {"actor", N_("by"), of<&store::LostEvent::actor>},
      {"command", N_("command"), of<&store::LostEvent::command>},
      {"key", N_("number"), of<&store::LostEvent::key>},
  };
  return view;
}

const View<store::ClockDispute>& dispute_view() {
  static const View<store::ClockDispute> view = {
      {"last_at", N_("last record before"), of<&store::ClockDispute::last_at>},
      {"recorded_at", N_("set back to"), of<&store::ClockDispute::recorded_at>},
      {"by", N_("by"), of<&store::ClockDispute::by>},
      {"why", N_("why"), of<&store::ClockDispute::why>},
      {"settled_at", N_("settled at"), of<&store::ClockDispute::settled_at>},
      {"settled_by", N_("settled by"), of<&store::ClockDispute::settled_by>},
      {"settled_why", N_("why it is settled"), of<&store::ClockDispute::settled_why>},
  };
  return view;
}

/// Writes the commented configuration, where it is named or else beside the store, unless there is
/// one; returns its path.
std::string write_configuration(const SharedOptions& shared, Files& files) {
  const auto path = shared.config.empty()
                        ? (std::filesystem::path(shared.db).parent_path() / "svcctl.toml").string()
                        : shared.config;
  const auto text = embedded_configuration();
  if (text.empty() || std::filesystem::exists(path)) return {};
  WholeFile file(files.target(path));
  file.write(text);
  file.flush();
  file.keep();
  return path;
}

/// Who acts on the store as a whole manages the shop.
store::Judge manager(const AdminCall& call) {
  return [&call](store::ReadTxn& tx) {
    shop::identify(tx, call.shared.as);
    shop::require_right(tx, Right::manage);
  };
}

/// The same before a store is touched; one of an older version cannot be asked.
void require_manager(const AdminCall& call, store::Connection& connection) {
  if (!store::is_newest(connection)) return;
  store::ReadTxn tx(connection, call.context);
  manager(call)(tx);
}

void tell_rehearsal(AdminCall& call) {
  if (call.shared.dry_run) call.out.note(tr("dry run: nothing was changed"));
}

/// The rules that the configuration proposes, as a new store takes them.
std::string proposed_rules(const AdminCall& call, const Configuration& proposed) {
  if (!proposed.problems.empty()) throw_problem(proposed.problems.front(), call.out.catalogue());
  return text_of_rules(proposed.settings);
}

void init(AdminCall& call) {
  if (call.shared.dry_run)
    throw usage_error("db.no-rehearsal", tr("there is nothing to rehearse in making a store"));
  auto options = options_of(call);
  options.practice = call.context.practice_clock;
  // Without a file those of the one that is written below.
  const bool none = call.shared.config.empty() || !std::filesystem::exists(call.shared.config);
  const auto proposed = none ? parse_configuration(embedded_configuration(), "")
                             : check_configuration(call.shared.config);
  const auto rules = proposed_rules(call, proposed);
  store::Context context = call.context;
  context.settings = context.read_rules(rules);
  auto connection = store::Connection::create(options, [&](store::Connection& made) {
    store::WriteTxn tx(made, context);
    store::put_first_in_force(tx, rules, store::RulesOrigin::init);
    shop::make_first_outlet(tx);
    tx.commit();
  });
  if (const auto path = write_configuration(call.shared, call.out.files()); !path.empty())
    call.out.note(
        tr("wrote {0}: the shop's name goes there, and rules to put in force by svcctl config "
           "apply",
           path));
  note_package_parts(store::ReadTxn(connection, context), call.out);
  if (options.practice)
    call.out.note(
        tr("SVCCTL_NOW is set: this store is for practice, for ever, and its papers say so"));
  call.out.one(info_view(), store::store_info(connection));
}

void show_info(AdminCall& call) {
  auto options = options_of(call);
  options.read_only = options.any_version = true;
  store::Connection connection(options);
  call.out.one(info_view(), store::store_info(connection));
}

/// No damage: what is there twice works as before, and is found by its exact number.
void tell_twins(AdminCall& call, const std::vector<archive::Twins>& twins) {
  constexpr std::size_t named = 10;
  for (std::size_t i = 0; i < twins.size() && i < named; ++i)
    call.out.note(tr("{0} and {1} have the same key: are they one? {2}", twins[i].one,
                     twins[i].other, twins[i].mend));
  if (twins.size() > named) call.out.note(tr("and {0} more", twins.size() - named));
}

void check_store(AdminCall& call) {
  auto options = options_of(call);
  options.any_version = true;
  store::Connection connection(options);
  auto report = store::check_store(connection);
  if (report.newest) {
    const bool sound = report.findings.empty();
    const store::ReadTxn tx(connection, call.context);
    for (const auto& unknown : archive::unknown_codes(tx))
      report.findings.push_back({"codes", unknown.table + " " + std::to_string(unknown.first_id),
                                 tr("{0} is '{1}', which this program does not know ({2} rows)",
                                    unknown.column, unknown.value, unknown.rows)});
    tell_twins(call, archive::find_twins(tx));
    if (sound)
      for (const auto id : parts::unindexed_parts(tx))
        report.findings.push_back({"words", "part " + std::to_string(id),
                                   tr("cannot be found by its words: svcctl parts reindex")});
  }
  call.out.list(damage_view(), report.findings);
  if (report.findings.empty())
    call.out.note(
        tr("the store is sound: {0} events, head {1}", report.head.count, report.head.hash));
  else
    call.out.found_something();
}

/// A store that keeps no rules yet takes those of the configuration as they are now. Who may do so
/// is not asked of that file: until then roles have the rights that the program gives them.
void migrate(AdminCall& call) {
  const bool lacks_rules = call.context.rules == 0;
  const auto rules =
      lacks_rules ? proposed_rules(call, check_configuration(call.shared.config)) : std::string();
  const auto done =
      store::migrate(options_of(call), call.context, embedded_schema(), manager(call),
                     call.shared.dry_run, [&](store::WriteTxn& tx) {
                       store::put_first_in_force(tx, rules, store::RulesOrigin::migration);
                     });
  if (lacks_rules && !done.applied.empty())
    call.out.note(call.shared.config.empty()
                      ? tr("the program's rules are in force now; what was before is not known")
                      : tr("the rules of {0} are in force now; what was before is not known",
                           call.shared.config));
  for (const auto& name : done.applied) call.out.note(tr("applied {0}", name));
  tell_rehearsal(call);
  call.out.one(migrated_view(), done);
}

void backup(AdminCall& call) {
  auto options = options_of(call);
  options.any_version = true;
  store::Connection connection(options);
  require_manager(call, connection);
  const auto target = call.out.files().target(call.args.text("FILE"));
  call.out.one(backup_view(), store::backup(connection, target.path(), target.rehearsal()));
  tell_rehearsal(call);
}

void restore(AdminCall& call) {
  const auto from = call.args.text("FILE");
  call.out.files().keep(from, tr("what this command reads"));
  const auto done = store::restore(options_of(call), call.context, from, manager(call),
                                   call.shared.dry_run, call.shared.approved_by);
  if (done.numbers_raised > 0)
    call.out.note(tr("numbers go on where those of the store before ended ({0} counters)",
                     done.numbers_raised));
  if (done.practised_before)
    call.out.note(tr("the store before was one for practice; this one is a real garage's"));
  if (!done.recorded && !call.shared.dry_run)
    call.out.note(
        tr("the backup is of an older version: its log tells of the restore once it is migrated"));
  tell_rehearsal(call);
  if (done.loss.drops() && !call.shared.dry_run)
    call.out.note(store::sentence_of(done.loss, call.context.settings.zone));
  if (!done.lost.empty())
    call.out.note(
        tr("not in the backup, and dropped by a restore: {0} ({1}); another manager stands "
           "behind it with --approved-by",
           done.lost.size(), done.loss.by));
  if (call.shared.dry_run)
    call.out.list(lost_view(), done.lost);
  else
    call.out.one(restored_view(), done);
}

void vacuum(AdminCall& call) {
  store::Connection connection(options_of(call));
  require_manager(call, connection);
  if (!call.shared.dry_run) store::vacuum(connection);
  tell_rehearsal(call);
  call.out.one(info_view(), store::store_info(connection));
}

void list_disputes(store::ReadTxn& tx, const Args&, Output& out) {
  out.list(dispute_view(), store::clock_disputes(tx));
}

void settle_clock(store::WriteTxn& tx, const Args& args, Output& out) {
  out.list(dispute_view(), store::settle_clock(tx, args.text("accept")));
}

Option file_option(const char* help) {
  Option option;
  option.name = "FILE";
  option.kind = Kind::file;
  option.help = help;
  option.required = true;
  return option;
}

}  // namespace

std::vector<Verb> db_verbs() {
  return {
      {"init",
       [] {
         return Command{
             .help = N_("make a new store, and a commented svcctl.toml beside it"),
             .admin = init,
             .examples = {{"svcctl db init",
                           N_("make the store that --db or the configuration names")}},
             .more = N_("The file is readable by its owner alone. A store that is there is never "
                        "overwritten.")};
       }},
      {"info",
       [] {
         return Command{
             .help = N_("show where the store is, its version and the head of its log"),
             .admin = show_info,
             .examples = {{"svcctl db info", N_("note the head of the log somewhere else")}}};
       }},
      {"check",
       [] {
         return Command{
             .help =
                 N_("check the file, the references between rows, the log and the index of words"),
             .admin = check_store,
             .examples = {{"svcctl db check",
                           N_("after a power cut, before a backup is put away")}},
             .more = N_("Ends with exit code 1 when something is found.")};
       }},
      {"migrate",
       [] {
         return Command{
             .help = N_("bring an older store to this program's version"),
             .admin = migrate,
             .examples = {{"svcctl db migrate", N_("after installing a newer svcctl")}},
             .more = N_("Backs the store up first. There is no way back but the backup.")};
       }},
      {"backup",
       [] {
         return Command{
             .help = N_("copy the store while it is in use"),
             .options = {file_option(N_("the copy's name; must be new"))},
             .admin = backup,
             .examples = {{"svcctl db backup /media/stick/shop-2026-11-23.db",
                           N_("the evening's copy, on another disk")}},
             .more =
                 N_("The copy is checked whole before it gets its name. Keep the head it prints "
                    "elsewhere: `svcctl audit verify --head HASH` shows a log cut short.")};
       }},
      {"restore",
       [] {
         return Command{
             .help = N_("put a backup in the store's place"),
             .options = {file_option(N_("the backup"))},
             .admin = restore,
             .examples = {{"svcctl db restore /media/stick/shop-2026-11-23.db",
                           N_("go back to the evening's copy")}},
             .more = N_("The backup is checked first; the old store is kept beside the new one. "
                        "The restore "
                        "stands on the log, and numbers that the old store gave out are not given "
                        "again. Where it drops records that the old store holds, another manager "
                        "stands behind it (--approved-by), and it is a lapse of 1.3-integrity; "
                        "--dry-run lists them."),
             .approved = true};
       }},
      {"clock",
       [] {
         return Command{
             .help = N_("when a manager alone said that the clock was wrong, and who settled it"),
             .options = {{.name = "accept",
                          .help = N_("a manager settles it: the clock is right as it is now"),
                          .value_name = "WHY"}},
             .read = list_disputes,
             .write = settle_clock,
             .examples = {{"svcctl db clock", N_("is the clock in dispute?")}},
             .more = N_("While the clock is in dispute, each command that records is a lapse of "
                        "1.3-integrity, validity and terms are judged no earlier than the last "
                        "record before it, and nobody is forgotten. Another manager settles it; "
                        "where there is none, who said it does, once the day of that record is "
                        "over."),
             .write_with = "accept"};
       }},
      {"vacuum",
       [] {
         return Command{.help = N_("rewrite the file without its empty room"),
                        .admin = vacuum,
                        .examples = {{"svcctl db vacuum", N_("after much was deleted")}}};
       }},
  };
}

}  // namespace svcctl::cli
