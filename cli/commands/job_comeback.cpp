#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "settle/comeback.hpp"

namespace svcctl::cli {
namespace {

using settle::Comeback;

const View<Comeback>& comeback_view() {
  static const View<Comeback> view{
      {"job", N_("job"), of<&Comeback::job, &intake::JobRecord::number>},
      {"comeback_of", N_("comeback of"), of<&Comeback::of>},
      {"plate", N_("plate"), of<&Comeback::job, &intake::JobRecord::plate>},
      {"odometer_km", N_("odometer km"), of<&Comeback::job, &intake::JobRecord::odometer_km>},
      {"concern", N_("concern"), of<&Comeback::job, &intake::JobRecord::concern>},
      {"verdict", N_("warranty"), of<&Comeback::verdict>},
      {"warranty_until", N_("warranty until"),
       of<&Comeback::warranty, &settle::Warranty::until_on>},
      {"warranty_until_km", N_("warranty until km"),
       of<&Comeback::warranty, &settle::Warranty::until_km>},
      {"burden_until", N_("shop has to prove until"), of<&Comeback::burden_until>},
  };
  return view;
}

void comeback(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto made =
      settle::comeback(tx, {.job = args.text("JOB"),
                            .concern = args.text("concern"),
                            .odometer_km = args.integer("odometer"),
                            .sure = args.flag("sure"),
                            .again = args.flag("again"),
                            .symptoms = args.text("symptoms"),
                            .old_parts_wish = args.code<intake::OldPartsWish>("old-parts")});
  if (made.verdict == settle::Verdict::within)
    out.note(
        tr("within the warranty: labour and material are free, its quote goes to the warranty"));
  else if (made.defective_part_free)
    out.note(tr("a part that was itself defective is redone free whatever the period"));
  out.one(comeback_view(), made);
}

}  // namespace

std::vector<Verb> job_comeback_verbs() {
  return {
      {"comeback",
       [] {
         return Command{
             .help = N_("a return repair, linked to the first job, its warranty judged"),
             .options = {job_option(),
                         {.name = "concern", .help = N_("in the customer's own words")},
                         {.name = "odometer",
                          .kind = Kind::kilometres,
                          .help = N_("km on the clock")},
                         sure_option(),
                         again_option(),
                         {.name = "symptoms", .help = N_("what happens, and when")},
                         {.name = "old-parts",
                          .kind = Kind::choice,
                          .help = N_("the customer's wish for replaced parts (2.3-oldparts)"),
                          .choices = choices_of<intake::OldPartsWish>()}},
             .write = comeback,
             .examples = {{"svcctl job comeback J261121-002 --concern 又响了 --odometer 88190",
                           N_("two days after the delivery")}}};
       }},
  };
}

}  // namespace svcctl::cli
