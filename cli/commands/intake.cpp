#include "base/identifier.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "cli/commands/line_notes.hpp"
#include "customer/contact.hpp"
#include "intake/consent.hpp"
#include "intake/reception.hpp"
#include "intake/warranted.hpp"
#include "job/order.hpp"
#include "settle/leaving.hpp"

namespace svcctl::cli {
namespace {

using intake::Estimate;
using intake::JobRecord;

const View<JobRecord>& visit_view() {
  static const View<JobRecord> view{
      {"job", N_("job"), of<&JobRecord::number>},
      {"plate", N_("plate"), of<&JobRecord::plate>},
      {"customer", N_("customer"), of<&JobRecord::customer_name>, false, mask_name},
      {"state", N_("state"), of<&JobRecord::state>},
      {"category", N_("category"), of<&JobRecord::category>},
      {"odometer_km", N_("odometer km"), of<&JobRecord::odometer_km>},
      {"concern", N_("concern"), of<&JobRecord::concern>},
      {"old_parts_wish", N_("old parts"), of<&JobRecord::old_parts_wish>},
      {"arrived_at", N_("arrived"), of<&JobRecord::arrived_at>},
      {"opened_at", N_("opened"), of<&JobRecord::opened_at>},
      {"promised_at", N_("promised"), of<&JobRecord::promised_at>},
  };
  return view;
}

/// An estimate with its sums; cost and margin for those with the right to see them.
struct Sums {
  Estimate estimate;
  Money labour, material, other;
  std::optional<Money> cost;  ///< of the material, where the cost of every part is known
};

Sums sums_of(const store::ReadTxn& tx, const Estimate& estimate) {
  Sums sums{.estimate = estimate, .labour = {}, .material = {}, .other = {}, .cost = std::nullopt};
  Money cost;
  bool known = tx.may(Right::see_cost);
  for (const auto& line : estimate.lines) {
    switch (line.kind) {
      case intake::LineKind::labour: sums.labour += line.amount; break;
      case intake::LineKind::part: sums.material += line.amount; break;
      case intake::LineKind::core:
      case intake::LineKind::fee:
      case intake::LineKind::other: sums.other += line.amount; break;
    }
    if (line.kind != intake::LineKind::part) continue;
    if (line.cost)
      cost += *line.cost * line.quantity;
    else
      known = false;
  }
  if (known) sums.cost = cost;
  return sums;
}

const View<Sums>& estimate_view() {
  using S = const Sums&;
  static const View<Sums> view{
      {"job", N_("job"), of<&Sums::estimate, &Estimate::job>},
      {"version", N_("version"), of<&Sums::estimate, &Estimate::version>},
      {"state", N_("state"), of<&Sums::estimate, &Estimate::state>},
      {"labour", N_("labour"), of<&Sums::labour>},
      {"material", N_("material"), of<&Sums::material>},
      {"other", N_("other"), of<&Sums::other>},
      {"tax", N_("tax contained"), of<&Sums::estimate, &Estimate::tax>},
      {"total", N_("total"), of<&Sums::estimate, &Estimate::total>},
      {"labour_hours", N_("labour hours"), of<&Sums::estimate, &Estimate::labour_hours>},
      {"promised_at", N_("promised"), of<&Sums::estimate, &Estimate::promised_at>},
      {"material_cost", N_("material cost"), of<&Sums::cost>},
      {"material_margin", N_("material margin"),
       [](S s) { return s.cost ? cell(s.material - *s.cost) : Cell{}; }},
  };
  return view;
}

void open_job(store::WriteTxn& tx, const Args& args, Output& out) {
  const intake::OpenRequest request{.vehicle = args.text("vehicle"),
                                    .new_vehicle = args.flag("new-vehicle"),
                                    .plate = args.text("plate"),
                                    .vin = args.text("vin"),
                                    .make = args.text("make"),
                                    .model = args.text("model"),
                                    .year = args.integer("year"),
                                    .engine = args.text("engine"),
                                    .kind = args.code<VehicleKind>("kind"),
                                    .customer = args.text("customer"),
                                    .name = args.text("name"),
                                    .phone = args.text("phone"),
                                    .new_customer = args.flag("new-customer"),
                                    .brought_by = args.text("brought-by"),
                                    .brought_by_phone = args.text("brought-by-phone"),
                                    .odometer_km = args.integer("odometer"),
                                    .sure = args.flag("sure"),
                                    .concern = args.text("concern"),
                                    .symptoms = args.text("symptoms"),
                                    .category = args.code<Category>("category"),
                                    .old_parts_wish = args.code<intake::OldPartsWish>("old-parts"),
                                    .booking = args.text("booking"),
                                    .again = args.flag("again"),
                                    .arrived_at = args.instant("arrived"),
                                    .comeback_of_job_id = std::nullopt};
  const bool known = request.customer.empty() && !request.phone.empty() && !request.new_customer &&
                     !customer::with_phone(tx, request.phone).empty();
  const auto job = intake::open(tx, request);
  if (known) {
    const auto owner = customer::customer_by_id(tx, job.customer_id);
    out.note(tr("the phone {0} is of customer {1} ({2}), on file",
                mask_phone(Phone(request.phone).key()), owner.number, mask_name(owner.name)));
  }
  for (const auto& warranty : intake::running_warranties(tx, job))
    out.note(
        tr("job {0} is within its warranty until {1}: for the same fault, svcctl job comeback {0}",
           warranty.job, warranty.until_on.str()));
  out.one(visit_view(), job);
}

void quote(store::WriteTxn& tx, const Args& args, Output& out) {
  intake::QuoteRequest request;
  request.job = args.text("JOB");
  request.lines.labour = args.list("labour");
  request.lines.parts = args.list("part");
  request.lines.others = args.list("other");
  request.lines.packages = args.list("package");
  if (intake::find_job(tx, request.job).warranty_verdict == "within")
    out.note(tr("a return repair within the warranty: the shop bears it"));
  request.lines.payer = args.code<intake::Payer>("payer");
  request.lines.other_fault = args.text("other-fault");
  request.promised_at = args.instant("promised");
  const auto estimate = job::quote(tx, request, args.list("for"));
  for (const auto& line : estimate.lines)
    if (!line.unit_price)
      out.note(
          tr("line {0}, {1}, has no price yet: no bill can be made of it", line.number, line.text));
  note_lines(tx, estimate.lines, out);
  note_open_findings(tx, estimate.job, out);
  if (!estimate.promised_at)
    out.note(tr("no time is promised: items, cost and time are confirmed together (2.1-confirm)"));
  out.one(estimate_view(), sums_of(tx, estimate));
  out.section(N_("Lines"), line_view(), estimate.lines);
}

std::vector<Verb> reception_verbs() {
  return {
      {"open",
       [] {
         return Command{
             .help = N_("receive a car: a new job (2.1-listen)"),
             .options =
                 {{.name = "plate",
                   .help = N_("plate; none or temporary where it has no plate yet")},
                  {.name = "vehicle", .help = N_("number, plate or VIN of a vehicle on file")},
                  {.name = "new-vehicle",
                   .kind = Kind::flag,
                   .help = N_("it is none of those on file that it might be")},
                  {.name = "vin", .help = N_("vehicle identification number")},
                  {.name = "make", .help = N_("make")},
                  {.name = "model", .help = N_("model")},
                  {.name = "year", .kind = Kind::year, .help = N_("year of make")},
                  {.name = "engine", .help = N_("engine")},
                  {.name = "kind",
                   .kind = Kind::choice,
                   .help = N_("what the warranty floors tell apart"),
                   .choices = choices_of<VehicleKind>()},
                  {.name = "customer", .help = N_("number or phone of a customer on file")},
                  {.name = "name", .help = N_("of a new customer")},
                  {.name = "phone", .help = N_("of a new customer")},
                  {.name = "new-customer",
                   .kind = Kind::flag,
                   .help = N_("though a customer on file has that phone")},
                  {.name = "brought-by", .help = N_("who came with the car, beside its owner")},
                  {.name = "brought-by-phone", .help = N_("their phone")},
                  {.name = "odometer", .kind = Kind::kilometres, .help = N_("km on the clock")},
                  sure_option(),
                  {.name = "concern", .help = N_("in the customer's own words")},
                  {.name = "symptoms", .help = N_("what happens, and when")},
                  {.name = "category",
                   .kind = Kind::choice,
                   .help = N_("repair category at least; else the heaviest of its work"),
                   .choices = choices_of<Category>()},
                  {.name = "old-parts",
                   .kind = Kind::choice,
                   .help = N_("the customer's wish for replaced parts (2.3-oldparts)"),
                   .choices = choices_of<intake::OldPartsWish>()},
                  {.name = "booking", .help = N_("the appointment it was")},
                  again_option(),
                  {.name = "arrived",
                   .kind = Kind::instant,
                   .help = N_("when the car came; waiting runs from here")}},
             .write = open_job,
             .examples = {{"svcctl intake open --plate 京A12345 --name 客户甲 --phone 13800138000 "
                           "--odometer 45210 --concern 冷车启动异响 --old-parts return",
                           N_("a car that was never here")},
                          {"svcctl intake open --plate 京A12345 --odometer 47800 --concern 保养",
                           N_("a car on file: its owner is known")},
                          {"svcctl intake open --plate none --vin LSVAA49J132047371 --make 比亚迪 "
                           "--name 客户乙 --phone 13900139000 --concern 首保",
                           N_("a new car without a plate: its VIN tells it again")}},
             .more =
                 N_("A vehicle or customer not yet on file is put there. A car is known by its "
                    "plate, its VIN or its number; what contradicts the file is refused. Opening a "
                    "job without a stated concern is refused.")};
       }},
      {"check",
       [] {
         return Command{
             .help = N_("walk-round: fuel, damage, belongings (2.1-listen, 1.3-integrity)"),
             .options = {job_option(),
                         {.name = "fuel",
                          .kind = Kind::integer,
                          .help = N_("fuel or charge, per cent")},
                         {.name = "damage", .help = N_("damage seen")},
                         {.name = "belongings", .help = N_("valuables left in the car")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(visit_view(),
                           intake::check(tx, {.job = args.text("JOB"),
                                              .fuel_percent = args.integer("fuel"),
                                              .damage = args.text("damage"),
                                              .belongings = args.text("belongings")}));
                 },
             .examples = {{"svcctl intake check 001 --fuel 40 --damage 左前门划痕 --belongings "
                           "行车记录仪",
                           N_("what stands in the car is signed back at delivery")}}};
       }},
      {"ask",
       [] {
         return Command{
             .help = N_("a question of the customer and its answer (2.1-answer)"),
             .options = {job_option(),
                         {.name = "question",
                          .help = N_("what the customer asked"),
                          .required = true},
                         {.name = "answer", .help = N_("what the customer was told")}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(visit_view(), intake::ask(tx, {.job = args.text("JOB"),
                                                          .question = args.text("question"),
                                                          .answer = args.text("answer")}));
                 },
             .examples = {{"svcctl intake ask 001 --question 多久能好 --answer 一个半小时",
                           N_("asked again with an answer, it is answered")}}};
       }},
  };
}

std::vector<Verb> order_verbs() {
  return {
      {"quote",
       [] {
         return Command{
             .help = N_("put items, cost and time to the customer (2.1-confirm)"),
             .options = {job_option(),
                         {.name = "labour",
                          .help = N_("operation of the configuration, or any word with its hours"),
                          .value_name = "OP[:HOURS[@RATE]]",
                          .repeated = true},
                         {.name = "part",
                          .help = N_("part of the catalogue"),
                          .value_name = "NO[:QTY[@PRICE]]",
                          .repeated = true},
                         {.name = "other",
                          .help = N_("a fee of the shop's list, or work in free words"),
                          .value_name = "FEE[:AMOUNT]|WORDS:AMOUNT",
                          .repeated = true},
                         {.name = "package",
                          .help = N_("package of the configuration"),
                          .value_name = "CODE",
                          .repeated = true},
                         {.name = "payer",
                          .kind = Kind::choice,
                          .help = N_("who pays; the customer unless said otherwise"),
                          .choices = choices_of<intake::Payer>()},
                         other_fault_option(),
                         finding_option(),
                         {.name = "promised",
                          .kind = Kind::instant,
                          .help = N_("ready when: 16:30, +90min, +2h, +1d (this time tomorrow)")}},
             .write = quote,
             .examples = {{"svcctl intake quote 001 --labour BRAKE-FRONT --part 90915-128E05:1 "
                           "--promised 16:30",
                           N_("labour at the shop's rate, the part at its price")}},
             .more = N_(
                 "Quoting again voids what was quoted or confirmed before. Once work began it is "
                 "refused: `svcctl job change` is the way. The same work or part within the "
                 "warranty of an earlier visit is the shop's; that it is another fault, a manager "
                 "says, and the estimate tells the customer.")};
       }},
      {"confirm",
       [] {
         return Command{
             .help = N_("the customer agrees: the estimate becomes the repair order (2.1-confirm)"),
             .options = {job_option(),
                         {.name = "method",
                          .kind = Kind::choice,
                          .help = N_("how the customer agreed"),
                          .required = true,
                          .choices = choices_of<intake::ConsentMethod>()},
                         {.name = "by-customer", .help = N_("who agreed"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(visit_view(),
                           job::confirm(
                               tx, {.job = args.text("JOB"),
                                    .method = args.code<intake::ConsentMethod>("method").value(),
                                    .by_customer = args.text("by-customer"),
                                    .language = out.catalogue().language()}));
                 },
             .examples = {{"svcctl intake confirm 001 --method signature --by-customer 客户甲",
                           N_("signed at the counter")}}};
       }},
      {"decline",
       [] {
         return Command{
             .help = N_("the customer declines the repair before any work"),
             .options = {job_option(), {.name = "why", .help = N_("the reason"), .required = true}},
             .write =
                 [](store::WriteTxn& tx, const Args& args, Output& out) {
                   out.one(visit_view(), settle::decline(tx, args.text("JOB"), args.text("why")));
                 },
             .examples = {
                 {"svcctl intake decline 001 --why 车太旧不修了", N_("the car goes as it came")}}};
       }},
      {"show",
       [] {
         return Command{.help = N_("one job with what belongs to it"),
                        .options = {job_option()},
                        .read = show_job,
                        .examples = {{"svcctl intake show 001", N_("today's first job")}}};
       }},
      {"list",
       [] {
         return Command{
             .help = N_("visits not yet in work: open, quoted or confirmed"),
             .read =
                 [](store::ReadTxn& tx, const Args&, Output& out) {
                   using intake::JobState;
                   out.list(visit_view(),
                            intake::list_jobs(tx, {.states = {JobState::open, JobState::quoted,
                                                              JobState::confirmed},
                                                   .unfinished = true,
                                                   .opened = std::nullopt,
                                                   .plate = {},
                                                   .customer = {}}));
                 },
             .examples = {{"svcctl intake list", N_("what waits at the counter")}}};
       }},
  };
}

}  // namespace

std::vector<Verb> intake_verbs() {
  std::vector<Verb> all;
  for (auto part : {intake_booking_verbs, reception_verbs, order_verbs, intake_print_verbs})
    append(all, part());
  return all;
}

}  // namespace svcctl::cli
