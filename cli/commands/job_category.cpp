#include "cli/commands/job_verbs.hpp"
#include "intake/category.hpp"

namespace svcctl::cli {

const View<intake::CategoryTold>& category_view() {
  using Told = intake::CategoryTold;
  static const View<Told> view = {
      {"job", N_("job"), of<&Told::job>, true},
      {"line", N_("line"), of<&Told::line>},
      {"category", N_("category"), of<&Told::category>},
      {"certificate", N_("certificate"), of<&Told::certificate>},
      {"no_repair", N_("no repair"),
       [](const Told& told) { return told.no_repair ? cell(true) : Cell{}; }, where_any},
      {"lowered_from", N_("lowered from"), of<&Told::lowered_from>},
      {"reason", N_("reason"), of<&Told::reason>},
      {"by", N_("by"), of<&Told::by>},
      {"at", N_("at"), of<&Told::at>},
      {"late_by", N_("recorded late, by"), of<&intake::CategoryTold::late_by>, where_any},
  };
  return view;
}

namespace {

void tell_category(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(category_view(),
          intake::tell_category(
              tx, {.job = args.text("JOB"),
                   .category = args.code<Category>("CATEGORY").value_or(Category::minor),
                   .line = args.integer("line"),
                   .certificate = args.text("certificate"),
                   .reason = args.text("why"),
                   .no_repair = args.flag("no-repair")}));
}

}  // namespace

std::vector<Verb> job_category_verbs() {
  return {
      {"category",
       [] {
         return Command{
             .help = N_("say of which repair category a job is, or what work in free words is"),
             .options = {job_option(),
                         {.name = "CATEGORY",
                          .kind = Kind::choice,
                          .help = N_("the repair category"),
                          .required = true,
                          .choices = choices_of<Category>()},
                         {.name = "line",
                          .kind = Kind::integer,
                          .help = N_("work in free words: what it is, told by a manager"),
                          .value_name = "LINE"},
                         {.name = "certificate",
                          .help = N_("the certificate that the line's work asks of a technician"),
                          .value_name = "KIND"},
                         {.name = "no-repair",
                          .kind = Kind::flag,
                          .help = N_("the line's work is a wash or the like: it needs no "
                                     "diagnosis")},
                         {.name = "why",
                          .help = N_("the reason"),
                          .value_name = "WORDS",
                          .required = true}},
             .write = tell_category,
             .examples =
                 {{"svcctl job category 001 minor --line 2 --why 只是补漆 --as M01",
                   N_("a manager says what the words of line 2 mean")},
                  {"svcctl job category 001 minor --line 2 --no-repair --why 只是洗车 --as M01",
                   N_("a wash: no diagnosis is asked for")},
                  {"svcctl job category 001 assembly --why 客户要求按总成修理出具合格证",
                   N_("heavier than its work: more papers and a longer warranty")}},
             .more = N_("A job is of the category of its heaviest work. Work in free words is of "
                        "the heaviest there is, and does not begin, until a manager says what it "
                        "is. Words that speak of a system that must not fail (brakes, high "
                        "voltage: the rules called `system`) are no lighter than its rule, and ask "
                        "for its certificate. To go below the work of a job is an override of "
                        "2.4-papers.")};
       }},
  };
}

}  // namespace svcctl::cli
