#include "base/identifier.hpp"
#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "settle/bill.hpp"
#include "settle/papers.hpp"

namespace svcctl::cli {
namespace {

using intake::KeptPaper;

void print_settlement(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto job = settle::find_settled_job(tx, args.text("JOB"));
  const auto paper = settle::paper_called(
      tx, args.text("JOB"), args.code<intake::PaperKind>("doc").value(), job, out.catalogue());
  out.text(intake::print_paper(tx, paper, out.catalogue(), args.text("to")));
}

std::vector<std::string> doc_names() {
  std::vector<std::string> names;
  for (const auto& form : settle::settlement_papers()) names.push_back(to_code(form.kind));
  return names;
}

const View<KeptPaper>& kept_paper_view() {
  static const View<KeptPaper> view{
      {"paper", N_("paper"), of<&KeptPaper::kind>},
      {"number", N_("number"), of<&KeptPaper::number>},
      {"version", N_("version"), of<&KeptPaper::version>},
      {"language", N_("language"), of<&KeptPaper::language>},
      {"made_at", N_("laid out"), of<&KeptPaper::made_at>},
      {"made_by", N_("by"), of<&KeptPaper::by>},
      {"prints", N_("prints"), of<&KeptPaper::prints>},
      {"printed_at", N_("last printed"), of<&KeptPaper::printed_at>},
      {"printed_by", N_("printed by"), of<&KeptPaper::printed_by>},
      {"to", N_("handed to"), of<&KeptPaper::to>, false, mask_name},
      {"handed_at", N_("handed over"), of<&KeptPaper::handed_at>},
  };
  return view;
}

void list_papers(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto job = settle::find_settled_job(tx, args.text("JOB"));
  out.list(kept_paper_view(), intake::kept_papers(tx, job.id));
}

}  // namespace

std::vector<Verb> settle_print_verbs() {
  return {
      {"print",
       [] {
         return Command{
             .help = N_("a paper of settlement: bill, repair record, warranty card, certificate"),
             .options = {{.name = "JOB", .help = N_("number of a job or a bill"), .required = true},
                         {.name = "doc",
                          .kind = Kind::choice,
                          .help = N_("which paper"),
                          .required = true,
                          .choices = doc_names()},
                         paper_to_option()},
             .write = print_settlement,
             .examples = {{"svcctl settle print 001 --doc bill --lang zh", N_("in Chinese")},
                          {"svcctl settle print 001 --doc certificate --to 客户甲",
                           N_("and given to the customer")}},
             .more = about_papers(),
             .personal = true};
       }},
      {"papers",
       [] {
         return Command{
             .help = N_("the papers of a visit that are kept: printed how often, given to whom"),
             .options = {{.name = "JOB",
                          .help = N_("number of a job or a bill"),
                          .required = true}},
             .read = list_papers,
             .examples = {{"svcctl settle papers 001", N_("what the customer has in hand")}}};
       }},
  };
}

}  // namespace svcctl::cli
