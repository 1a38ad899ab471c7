#include "cli/commands/groups.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "job/request.hpp"

namespace svcctl::cli {
namespace {

using parts::PartRequest;
using parts::RequestState;

const View<PartRequest>& request_view() {
  static const View<PartRequest> view = {
      {"request", N_("request"), of<&PartRequest::number>},
      {"job", N_("job"), of<&PartRequest::job>},
      {"part", N_("part"), of<&PartRequest::part>},
      {"name", N_("name"), of<&PartRequest::name>},
      {"qty", N_("quantity"), of<&PartRequest::qty>},
      {"ordered", N_("ordered"), of<&PartRequest::ordered>},
      {"arrived", N_("arrived so far"), of<&PartRequest::arrived>},
      {"issued", N_("issued"), of<&PartRequest::issued>},
      {"state", N_("state"), of<&PartRequest::state>},
      {"order", N_("order"), of<&PartRequest::order>},
      {"expected_on", N_("expected"), of<&PartRequest::expected_on>},
      {"at", N_("when"), of<&PartRequest::at>, true},
      {"reason", N_("reason"), of<&PartRequest::reason>, true},
      {"late_by", N_("recorded late, by"), of<&PartRequest::late_by>, where_any},
  };
  return view;
}

}  // namespace

std::vector<Verb> parts_request_verbs() {
  return {
      {"request",
       [] {
         return Command{
             .help = N_("ask for a part that a job needs and the shelf does not hold"),
             .options = {{.name = "JOB",
                          .help = N_("the job's number, or any unambiguous end of it"),
                          .required = true},
                         {.name = "PART:QTY", .help = N_("part and quantity"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   const auto part = part_and_quantity(args.text("PART:QTY"));
                   out.one(request_view(),
                           job::request_part(tx, args.text("JOB"), part.part, part.quantity));
                 },
             .examples = {{"svcctl parts request 001 PAD-F:1", N_("the pads are not in stock")}},
             .more = N_(
                 "Followed by quantity from requested to ordered (by the next order of the part), "
                 "partly arrived, arrived (held for the job) and issued.")};
       }},
      {"requests",
       [] {
         return Command{
             .help = N_("what jobs wait for, oldest first"),
             .options = {{.name = "job", .help = N_("only of this job")},
                         {.name = "state",
                          .kind = Kind::choice,
                          .help = N_("only in this state"),
                          .choices = choices_of<RequestState>()},
                         {.name = "all",
                          .kind = Kind::flag,
                          .help = N_("also issued and cancelled")}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(request_view(),
                            job::part_requests(tx, args.text("job"), args.flag("all"),
                                               args.code<RequestState>("state")));
                 },
             .examples = {{"svcctl parts requests --state arrived", N_("what can be fitted now")}}};
       }},
      {"request cancel",
       [] {
         return Command{
             .help = N_("a job needs the part no longer"),
             .options = {{.name = "REQUEST",
                          .help = N_("the request's number, or any unambiguous end of it"),
                          .required = true},
                         {.name = "why", .help = N_("reason"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(request_view(),
                           parts::cancel_request(tx, args.text("REQUEST"), args.text("why")));
                 },
             .examples = {{"svcctl parts request cancel Q261123-001 --why '客户不换了'",
                           N_("the customer wants it no more")}}};
       }},
  };
}

}  // namespace svcctl::cli
