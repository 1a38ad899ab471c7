#include "store/late.hpp"

#include "cli/commands/groups.hpp"
#include "intake/job_record.hpp"

namespace svcctl::cli {
namespace {

const View<store::LateEvent>& late_view() {
  static const View<store::LateEvent> view = {
      {"event", N_("event"), of<&store::LateEvent::event>},
      {"at", N_("at"), of<&store::LateEvent::at>},
      {"recorded_at", N_("recorded"), of<&store::LateEvent::recorded_at>},
      {"late_by", N_("recorded late, by"), of<&store::LateEvent::actor>},
      {"command", N_("command"), of<&store::LateEvent::command>},
      {"key", N_("number"), of<&store::LateEvent::key>},
      {"accepted_by", N_("accepted by"), of<&store::LateEvent::accepted_by>},
      {"why", N_("why"), of<&store::LateEvent::why>},
  };
  return view;
}

void list(store::ReadTxn& tx, const Args& args, Output& out) {
  out.stream<store::LateEvent>(
      late_view(), [&](const auto& row) { store::each_late_event(tx, args.flag("open"), row); });
}

void accept(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto typed = args.text("EVENT");
  const auto why = args.text("why");
  if (store::is_late_event(tx, typed))
    return out.one(late_view(), store::accept_late(tx, typed, why).front());
  const auto job = intake::seek_job(tx, typed);
  out.list(late_view(), store::accept_all_late(tx, job ? job->number : typed, why));
}

}  // namespace

std::vector<Verb> late_verbs() {
  return {
      {"list",
       [] {
         return Command{
             .help = N_("list what was recorded later than the shop's lateness allows"),
             .options = {{.name = "open",
                          .kind = Kind::flag,
                          .help = N_("only what no manager accepted")}},
             .read = list,
             .examples = {{"svcctl late list --open", N_("what a manager has to look at")}},
             .more = N_("What happened more than clock.late_hours before it was recorded is late. "
                        "Certificates, licences, expiry and terms are judged by the time of "
                        "recording then, until a manager accepts it.")};
       }},
      {"accept",
       [] {
         return Command{
             .help = N_("accept late records: they count from when they happened"),
             .options = {{.name = "EVENT",
                          .help = N_(
                              "as `svcctl late list` names it: 17, EAST-17; or a job: all of it"),
                          .required = true},
                         {.name = "why", .help = N_("the reason"), .required = true}},
             .write = accept,
             .examples = {{"svcctl late accept MAIN-17 --why \"power cut on the 23rd\"",
                           N_("what was written on paper meanwhile")},
                          {"svcctl late accept 001 --why \"power cut on the 23rd\"",
                           N_("all that was recorded late of a job")}},
             .more = N_(
                 "A manager's act, under the manager's own name. Whoever types a late record "
                 "as a manager accepts it at once with a second one: --accept-late WHY "
                 "--approved-by "
                 "MANAGER. Nobody accepts alone what they recorded; where no other manager works, "
                 "--no-other says so, and is counted.")};
       }},
  };
}

}  // namespace svcctl::cli
