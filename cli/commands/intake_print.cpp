#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "intake/papers.hpp"

namespace svcctl::cli {

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
                          .choices = {"reception", "estimate", "contract"}}},
             .read =
                 [](store::ReadTxn& tx, const Args& args, Output& out) {
                   const auto job = intake::find_job(tx, args.text("JOB"));
                   const auto doc = args.text("doc");
                   out.text(doc == "reception"  ? intake::reception_text(tx, job, out.catalogue())
                            : doc == "estimate" ? intake::estimate_text(tx, job, out.catalogue())
                                                : intake::contract_text(tx, job, out.catalogue()));
                 },
             .examples = {{"svcctl intake print 001 --doc estimate",
                           N_("for the customer to read")}},
             .more = N_("Papers are not masked: they go to the person they are about.")};
       }},
  };
}

}  // namespace svcctl::cli
