#include "base/identifier.hpp"
#include "callback/calendar.hpp"
#include "callback/message.hpp"
#include "cli/commands/callback_verbs.hpp"
#include "cli/input/import_verb.hpp"

namespace svcctl::cli {
namespace {

using callback::LeftOut;
using callback::TextMessage;

/// What a message platform takes: the number and the text whole, that is what they are for.
const View<TextMessage>& message_view() {
  static const View<TextMessage> view{
      {"message", N_("message"), of<&TextMessage::number>},
      {"phone", N_("phone"), of<&TextMessage::phone>},
      {"text", N_("text"), of<&TextMessage::text>},
      {"characters", N_("characters"), of<&TextMessage::characters>},
      {"segments", N_("segments"), of<&TextMessage::segments>},
      {"follow_up", N_("follow-up"), of<&TextMessage::follow_up, &callback::FollowUp::number>},
      {"kind", N_("reason"), of<&TextMessage::follow_up, &callback::FollowUp::kind>},
  };
  return view;
}

void tell(const LeftOut& left_out, Output& out) {
  if (left_out.already_sent > 0)
    out.note(tr("{0} left out: on the send ledger already", left_out.already_sent));
  if (left_out.no_mobile > 0)
    out.note(tr("{0} left out: no mobile number, or a wrong one", left_out.no_mobile));
  if (left_out.no_script > 0)
    out.note(tr("{0} left out: the rule has no script", left_out.no_script));
}

void write_out(store::WriteTxn& tx, const Args& args, Output& out) {
  const callback::ExportRequest request{.due = {.on = args.date("on"),
                                                .kind = args.code<CallbackKind>("kind"),
                                                .assignee = args.text("assignee")},
                                        .purpose = args.text("purpose")};
  if (args.text("for") == "calendar")
    return out.text(callback::calendar(tx, request, out.catalogue()));
  LeftOut left_out;
  out.stream<TextMessage>(message_view(), [&](const auto& take) {
    left_out = callback::export_messages(tx, request, take);
  });
  tell(left_out, out);
}

}  // namespace

std::vector<Verb> callback_export_verbs() {
  return {
      {"export",
       [] {
         return Command{
             .help = N_("what is due, for a text message platform or a calendar (1.3-privacy)"),
             .options =
                 {{.name = "for",
                   .kind = Kind::choice,
                   .help = N_("sms: CSV for a message platform; calendar: an .ics file"),
                   .required = true,
                   .choices = {"sms", "calendar"}},
                  {.name = "purpose", .help = N_("what the names and numbers are taken out for")},
                  {.name = "kind",
                   .kind = Kind::choice,
                   .help = N_("only for this reason, and then by whatever channel"),
                   .choices = choices_of<CallbackKind>()},
                  {.name = "on", .kind = Kind::date, .help = N_("due by that day")},
                  {.name = "assignee", .help = N_("only of this person"), .value_name = "STAFF"}},
             .write = write_out,
             .examples =
                 {{"svcctl callback export --for sms --purpose 保养提醒 --output sms.csv",
                   N_("each message once, ever")},
                  {"svcctl callback export --for calendar --purpose 回访 --output calls.ics",
                   N_("the coming days")}},
             .more = N_(
                 "Every message handed out stands on the send ledger and is not handed out again; "
                 "its length is counted as platforms do, 70 characters or 67 a segment. `callback "
                 "results` takes the platform's report in."),
             .personal = true,
             .format = "csv"};
       }},
      {"results",
       [] {
         return import_command(
             {.help = N_("take in what the message platform reports: message and status"),
              .columns = callback::message_result_list_columns,
              .run = taking<callback::import_results>,
              .examples = {{"svcctl callback results report.csv",
                            N_("the same report again changes nothing")}}});
       }},
  };
}

}  // namespace svcctl::cli
