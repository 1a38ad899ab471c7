#include "cli/commands/job_verbs.hpp"
#include "cli/commands/parts_verbs.hpp"
#include "job/reserve.hpp"

namespace svcctl::cli {
namespace {

using job::HeldPart;

const View<HeldPart>& held_view() {
  static const View<HeldPart> view{
      {"job", N_("job"), of<&HeldPart::job>},
      {"part", N_("part"), of<&HeldPart::held, &parts::Reservation::part>},
      {"name", N_("name"), of<&HeldPart::held, &parts::Reservation::part_name>},
      {"qty", N_("held for jobs"), of<&HeldPart::held, &parts::Reservation::qty>},
      {"unit", N_("unit"), of<&HeldPart::held, &parts::Reservation::unit>},
      {"at", N_("since"), of<&HeldPart::held, &parts::Reservation::at>},
      {"staff", N_("by"), of<&HeldPart::held, &parts::Reservation::staff>},
  };
  return view;
}

void reserve(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto typed = part_and_quantity(args.text("PART:QTY"));
  out.one(held_view(), job::reserve_part(tx, args.text("JOB"), typed.part, typed.quantity));
}

void unreserve(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto text = args.text("PART[:QTY]");
  const auto typed = part_and_quantity(text);
  const auto qty = typed.part == text ? std::nullopt : std::optional(typed.quantity);
  out.one(held_view(), job::unreserve_part(tx, args.text("JOB"), typed.part, qty));
}

}  // namespace

std::vector<Verb> parts_reserve_verbs() {
  return {
      {"reserve",
       [] {
         return Command{
             .help = N_("hold stock for a job, so that no other is issued it"),
             .options = {job_option(),
                         {.name = "PART:QTY", .help = N_("part and quantity"), .required = true}},
             .write = reserve,
             .examples = {{"svcctl parts reserve 001 PAD-0001:1", N_("the pads wait for job 001")}},
             .more =
                 N_("Refused beyond what is usable and not held for others (2.3-store). What is "
                    "issued to the job is taken from what is held for it; delivery, cancelling and "
                    "declining free the rest.")};
       }},
      {"unreserve",
       [] {
         return Command{.help = N_("free stock held for a job"),
                        .options = {job_option(),
                                    {.name = "PART[:QTY]",
                                     .help = N_("part, and how many; else all that is held"),
                                     .required = true}},
                        .write = unreserve,
                        .examples = {{"svcctl parts unreserve 001 PAD-0001",
                                      N_("others may have them again")}}};
       }},
      {"reservations",
       [] {
         return Command{
             .help = N_("what is held, and for which jobs"),
             .options = {{.name = "job", .help = N_("of this job"), .value_name = "JOB"},
                         {.name = "part", .help = N_("only this part"), .value_name = "NO"}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   out.list(held_view(), job::held_parts(tx, args.text("job"), args.text("part")));
                 },
             .examples = {{"svcctl parts reservations", N_("what waits for which job")}}};
       }},
  };
}

}  // namespace svcctl::cli
