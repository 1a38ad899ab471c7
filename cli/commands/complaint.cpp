#include "base/identifier.hpp"
#include "cli/commands/complaint_verbs.hpp"
#include "cli/commands/groups.hpp"
#include "complaint/clocks.hpp"
#include "complaint/handling.hpp"

namespace svcctl::cli {

using complaint::Complaint;

const View<Complaint>& complaint_view() {
  using C = const Complaint&;
  static const View<Complaint> view{
      {"complaint", N_("complaint"), of<&Complaint::number>},
      {"state", N_("state"), of<&Complaint::state>},
      {"severity", N_("severity"), of<&Complaint::severity>},
      {"severity_rule", N_("severity by"), of<&Complaint::severity_rule>},
      {"kind", N_("kind"), of<&Complaint::subject>},
      {"channel", N_("channel"), of<&Complaint::channel>},
      {"authority", N_("authority"), of<&Complaint::authority>},
      {"authority_case", N_("authority's case"), of<&Complaint::authority_case>},
      {"customer", N_("customer"), of<&Complaint::customer>},
      {"name", N_("name||person"), of<&Complaint::customer_name>, false, mask_name},
      {"job", N_("job"), of<&Complaint::job>},
      {"follow_up", N_("follow-up"), of<&Complaint::follow_up>},
      {"text", N_("complaint text"), of<&Complaint::text>},
      {"first_handler", N_("first handler"), of<&Complaint::first_handler>},
      {"handler", N_("handler"), of<&Complaint::handler>},
      {"received_at", N_("received"), of<&Complaint::received_at>},
      {"reopened", N_("times reopened"),
       [](C c) { return c.round > 1 ? cell(c.round - 1) : Cell{}; }},
      {"paused_at", N_("paused since"), of<&Complaint::paused_at>},
      {"acknowledge_due_at", N_("acknowledge by"), of<&Complaint::acknowledge_due_at>},
      {"contact_due_at", N_("contact by"), of<&Complaint::contact_due_at>},
      {"answer_due_at", N_("answer by"), of<&Complaint::answer_due_at>},
      {"settle_due_at", N_("settle by"), of<&Complaint::settle_due_at>},
      {"legal_due_at", N_("legal stop"), of<&Complaint::legal_due_at>},
      {"against", N_("against"), of<&Complaint::against>},
      {"task", N_("task"), of<&Complaint::task>},
      {"investigator", N_("investigator"), of<&Complaint::investigator>},
      {"cause_class", N_("cause class"), of<&Complaint::cause_class>},
      {"cause", N_("cause"), of<&Complaint::cause>},
      {"lot", N_("part and lot"), of<&Complaint::cause_lot>},
      {"supplier", N_("supplier"), of<&Complaint::supplier>},
      {"correction", N_("correction"), of<&Complaint::correction>},
      {"prevention", N_("prevention"), of<&Complaint::prevention>},
      {"prevention_owner", N_("seen to by"), of<&Complaint::prevention_owner>},
      {"prevention_due_on", N_("by day"), of<&Complaint::prevention_due_on>},
      {"cost", N_("cost||complaint"), [](C c) { return c.cost.is_zero() ? Cell{} : cell(c.cost); }},
      {"answer", N_("answer"), of<&Complaint::answer>},
      {"verdict", N_("verdict"), of<&Complaint::verdict>},
      {"signed_off_by", N_("signed off by"), of<&Complaint::signed_off_by>},
      {"closed_at", N_("closed"), of<&Complaint::closed_at>},
  };
  return view;
}

Option complaint_option() {
  return {.name = "COMPLAINT", .help = N_("its number, or any unambiguous end"), .required = true};
}

void show_clocked(const store::ReadTxn& tx, const Complaint& complaint, Output& out) {
  if (const auto year = complaint::year_without_calendar(tx, complaint))
    out.note(tr("the calendar says nothing of {0}: only weekdays and weekends count there", *year));
  out.one(complaint_view(), complaint);
}

namespace {

void open_complaint(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto made =
      complaint::open(tx, {.customer = args.text("customer"),
                           .job = args.text("job"),
                           .follow_up = args.text("follow-up"),
                           .channel = args.code<complaint::Channel>("channel").value(),
                           .subject = args.code<complaint::Subject>("kind").value(),
                           .severity = args.code<Severity>("severity").value_or(Severity::normal),
                           .text = args.text("text"),
                           .against = args.text("against"),
                           .first = args.text("first"),
                           .authority = args.text("authority"),
                           .authority_case = args.text("case"),
                           .sure = args.flag("sure")});
  if (!made.severity_rule.empty())
    out.note(tr("'{0}' makes complaint {1} at least {2}", made.severity_rule, made.number,
                made.severity));
  show_clocked(tx, made, out);
}

Command open_command() {
  return {
      .help = N_("put a complaint on file; who was asked first owns it (3.3-channel, 3.3-first)"),
      .options = {{.name = "customer", .help = N_("number or phone; else the job's")},
                  {.name = "job", .help = N_("the job complained about")},
                  {.name = "follow-up", .help = N_("the follow-up it came up in (2.5-resolve)")},
                  {.name = "channel",
                   .kind = Kind::choice,
                   .help = N_("how it came"),
                   .required = true,
                   .choices = choices_of<complaint::Channel>()},
                  {.name = "kind",
                   .kind = Kind::choice,
                   .help = N_("what it is about"),
                   .required = true,
                   .choices = choices_of<complaint::Subject>()},
                  {.name = "severity",
                   .kind = Kind::choice,
                   .help = N_("decides the clocks; normal unless said otherwise"),
                   .choices = choices_of<Severity>()},
                  {.name = "text", .help = N_("in the customer's own words"), .required = true},
                  {.name = "against",
                   .help = N_("staff code: whom it is about, if anybody"),
                   .value_name = "STAFF"},
                  {.name = "first",
                   .help = N_("staff code: who was asked first; else who acts"),
                   .value_name = "STAFF"},
                  {.name = "authority", .help = N_("who passed it on, as 12315")},
                  {.name = "case", .help = N_("its number there||case")},
                  {.name = "sure",
                   .kind = Kind::flag,
                   .help = N_("the job is another customer's, of which this one complains")}},
      .write = open_complaint,
      .examples =
          {{"svcctl complaint open --customer K0002 --job J261121-002 --channel phone "
            "--kind quality --severity normal --text 又响了",
            N_("by phone, about a repair")},
           {"svcctl complaint open --customer K0002 --first T01 --channel visit --kind time "
            "--text 等太久",
            N_("told to a technician, typed at the desk")},
           {"svcctl complaint open --customer K0002 --channel authority --authority 12315 "
            "--case 2026-001 --kind price --text 多收费",
            N_("passed on by an authority")}},
      .more = N_(
          "Whoever works here may be asked, and needs no right to open a complaint and to see it "
          "through. Words and kind may make it more severe than told, never less: "
          "[[complaint.severity]] in the configuration says how. The clocks count working "
          "time by [calendar]; none runs beyond the legal stop, which no pause moves.")};
}

Command assess_command() {
  return {.help = N_("another severity, and with it other clocks (3.3-timely)"),
          .options = {complaint_option(),
                      {.name = "severity",
                       .kind = Kind::choice,
                       .help = N_("never below what the rules make of it"),
                       .required = true,
                       .choices = choices_of<Severity>()},
                      {.name = "why", .help = N_("the reason"), .required = true}},
          .write =
              [](store::WriteTxn& tx, const Args& args, Output& out) {
                show_clocked(
                    tx,
                    complaint::assess(tx, args.text("COMPLAINT"),
                                      args.code<Severity>("severity").value(), args.text("why")),
                    out);
              },
          .examples = {{"svcctl complaint assess C261123-001 --severity serious --why 已是第二次",
                        N_("worse than it seemed")}}};
}

Command contact_command() {
  return {.help = N_("somebody spoke with the customer about it, or tried to (3.3-timely)"),
          .options = {complaint_option(),
                      {.name = "text", .help = N_("what was said"), .required = true},
                      {.name = "not-reached", .kind = Kind::flag, .help = N_("nobody answered")}},
          .write =
              [](store::WriteTxn& tx, const Args& args, Output& out) {
                out.one(complaint_view(),
                        complaint::contact(tx, args.text("COMPLAINT"), !args.flag("not-reached"),
                                           args.text("text")));
              },
          .examples = {{"svcctl complaint contact C261123-001 --text 约明天上午来店",
                        N_("what was agreed")}}};
}

Command authority_command() {
  return {
      .help = N_("what the authority says: its case number, the day it took the case up"),
      .options = {complaint_option(),
                  {.name = "case", .help = N_("its number there||case")},
                  {.name = "accepted-on",
                   .kind = Kind::date,
                   .help = N_("from that day its mediation runs, or its own term")},
                  {.name = "complex", .help = N_("it calls the case complex: why")}},
      .write =
          [](store::WriteTxn& tx, const Args& args, Output& out) {
            out.one(complaint_view(),
                    complaint::heard_from_authority(tx, {.number = args.text("COMPLAINT"),
                                                         .authority_case = args.text("case"),
                                                         .accepted_on = args.date("accepted-on"),
                                                         .complex = args.text("complex")}));
          },
      .examples = {{"svcctl complaint authority C261123-001 --accepted-on today",
                    N_("it mediates")},
                   {"svcctl complaint authority C261123-001 --complex 需要检测鉴定",
                    N_("it takes longer")}},
      .more = N_("Each authority has its terms: [[complaint.authority]] in the configuration.")};
}

}  // namespace

std::vector<Verb> complaint_taking_verbs() {
  return {
      {"open", open_command},
      {"assess", assess_command},
      {"acknowledge",
       [] {
         return Command{
             .help = N_("the customer knows that it is in hand (3.3-timely)"),
             .options = {complaint_option()},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(complaint_view(), complaint::acknowledge(tx, args.text("COMPLAINT")));
                 },
             .examples = {{"svcctl complaint acknowledge C261123-001", N_("within its clock")}}};
       }},
      {"contact", contact_command},
      {"handover",
       [] {
         return Command{
             .help =
                 N_("another person works on it; the first handler stays responsible (3.3-first)"),
             .options =
                 {complaint_option(),
                  {.name = "to", .help = N_("staff code"), .value_name = "STAFF", .required = true},
                  {.name = "why", .help = N_("the reason"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(complaint_view(),
                           complaint::hand_over(tx, args.text("COMPLAINT"), args.text("to"),
                                                args.text("why")));
                 },
             .examples = {{"svcctl complaint handover C261123-001 --to M01 --why 需要店长处理",
                           N_("to the manager")}}};
       }},
      {"pause",
       [] {
         return Command{.help = N_("stop its clocks, but the legal ones (3.3-timely)"),
                        .options = {complaint_option(),
                                    {.name = "why", .help = N_("the reason"), .required = true}},
                        .write =
                            [](store::WriteTxn& tx, const Args& args, Output& out) {
                              out.one(complaint_view(), complaint::pause(tx, args.text("COMPLAINT"),
                                                                         args.text("why")));
                            },
                        .examples = {{"svcctl complaint pause C261123-001 --why 客户出差下周回",
                                      N_("the customer is away")}}};
       }},
      {"resume",
       [] {
         return Command{
             .help = N_("let its clocks run on"),
             .options = {complaint_option()},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   show_clocked(tx, complaint::resume(tx, args.text("COMPLAINT")), out);
                 },
             .examples = {{"svcctl complaint resume C261123-001", N_("the customer is back")}}};
       }},
      {"authority", authority_command},
  };
}

std::vector<Verb> complaint_verbs() {
  auto all = complaint_taking_verbs();
  append(all, complaint_settling_verbs());
  append(all, complaint_look_verbs());
  return all;
}

}  // namespace svcctl::cli
