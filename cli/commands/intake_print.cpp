#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "intake/papers.hpp"

namespace svcctl::cli {
namespace {

using intake::PaperKind;

void print_reception(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto job = intake::find_job(tx, args.text("JOB"));
  const auto& form = intake::reception_paper(args.code<PaperKind>("doc").value());
  const auto paper = intake::paper_of(tx, job, form, out.catalogue());
  out.text(intake::print_paper(tx, paper, out.catalogue(), args.text("to")));
}

}  // namespace

Option paper_to_option() {
  return {.name = "to", .help = N_("who is given it: a paper handed over, on record")};
}

const char* about_papers() {
  return N_(
      "A paper is laid out once and kept: printed again it is the same to the letter, below the "
      "words that it is a reprint, whatever changed on file since. Papers are not masked: they go "
      "to the person they are about, and who prints which for whom is on the log.");
}

std::vector<Verb> intake_print_verbs() {
  return {
      {"print",
       [] {
         return Command{
             .help = N_("a paper of the reception: reception sheet, estimate or repair contract"),
             .options = {job_option(),
                         {.name = "doc",
                          .kind = Kind::choice,
                          .help = N_("which paper"),
                          .required = true,
                          .choices = {"reception", "estimate", "contract"}},
                         paper_to_option()},
             .write = print_reception,
             .examples = {{"svcctl intake print 001 --doc estimate",
                           N_("for the customer to read")}},
             .more = about_papers(),
             .personal = true};
       }},
  };
}

}  // namespace svcctl::cli
