#include "cli/commands/groups.hpp"
#include "intake/reception.hpp"

namespace svcctl::cli {
namespace {

using intake::Booking;

const View<Booking>& booking_view() {
  static const View<Booking> view{
      {"booking", N_("booking"), of<&Booking::number>},
      {"for_at", N_("for"), of<&Booking::for_at>},
      {"plate", N_("plate"), of<&Booking::plate>},
      {"concern", N_("concern"), of<&Booking::concern>},
      {"state", N_("state"), of<&Booking::state>},
      {"job", N_("job"), of<&Booking::job>},
  };
  return view;
}

}  // namespace

std::vector<Verb> intake_booking_verbs() {
  return {
      {"book",
       [] {
         return Command{
             .help = N_("an appointment (2.1-welcome)"),
             .options =
                 {{.name = "plate", .help = N_("plate"), .required = true},
                  {.name = "for", .kind = Kind::instant, .help = N_("when"), .required = true},
                  {.name = "concern", .help = N_("in the customer's own words")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(booking_view(), intake::book(tx, {.plate = args.text("plate"),
                                                             .for_at = args.instant("for").value(),
                                                             .concern = args.text("concern")}));
                 },
             .examples = {{"svcctl intake book --plate 京A12345 --for '+1d' --concern 保养",
                           N_("for tomorrow")}}};
       }},
      {"bookings",
       [] {
         return Command{
             .help = N_("appointments to come"),
             .options = {{.name = "period", .kind = Kind::period, .help = N_("only in that time")},
                         {.name = "all", .kind = Kind::flag, .help = N_("also those over")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(booking_view(),
                            intake::bookings(tx, args.period("period"), args.flag("all")));
                 },
             .examples = {{"svcctl intake bookings", N_("in their order")}}};
       }},
      {"cancel",
       [] {
         return Command{
             .help = N_("cancel an appointment"),
             .options = {{.name = "BOOKING", .help = N_("its number"), .required = true},
                         {.name = "why", .help = N_("the reason"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(booking_view(),
                           intake::cancel_booking(tx, args.text("BOOKING"), args.text("why")));
                 },
             .examples = {{"svcctl intake cancel A261123-001 --why 客户改期",
                           N_("the customer comes another day")}}};
       }},
  };
}

}  // namespace svcctl::cli
