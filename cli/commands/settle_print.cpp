#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "settle/bill.hpp"
#include "settle/papers.hpp"

namespace svcctl::cli {
namespace {

using Text = std::string (*)(const store::ReadTxn&, const intake::JobRecord&, const Catalogue&);

struct Doc {
  const char* name;
  Text text;
};
constexpr Doc docs[] = {{"bill", settle::bill_text},
                        {"repair-record", settle::repair_record_text},
                        {"warranty", settle::warranty_text},
                        {"certificate", settle::certificate_text},
                        {"delivery-note", settle::delivery_note_text}};

void print_settlement(store::ReadTxn& tx, const Args& args, Output& out) {
  const auto job = settle::find_settled_job(tx, args.text("JOB"));
  for (const auto& doc : docs)
    if (args.text("doc") == doc.name) out.text(doc.text(tx, job, out.catalogue()));
}

std::vector<std::string> doc_names() {
  std::vector<std::string> names;
  for (const auto& doc : docs) names.emplace_back(doc.name);
  return names;
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
                          .choices = doc_names()}},
             .read = print_settlement,
             .examples = {{"svcctl settle print 001 --doc bill --lang zh", N_("in Chinese")}},
             .more = N_("Papers are not masked: they go to the person they are about.")};
       }},
  };
}

}  // namespace svcctl::cli
