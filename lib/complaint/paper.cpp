#include "complaint/paper.hpp"

#include "complaint/clocks.hpp"
#include "complaint/handling.hpp"
#include "customer/customer.hpp"
#include "intake/papers.hpp"
#include "shop/paper.hpp"

namespace svcctl::complaint {
namespace {

using shop::Paper;
using Rows = std::vector<std::vector<std::string>>;

/// Whose complaint it is, about which car.
void put_head(Paper& paper, const store::ReadTxn& tx, const Complaint& complaint) {
  const auto customer = customer::customer_by_id(tx, complaint.customer_id);
  paper.fields(
      {{N_("Complaint"), complaint.number}, {N_("Received"), paper.local(complaint.received_at)}});
  paper.fields(
      {{N_("Customer"), customer.name},
       {N_("Phone"), customer.phone_typed.empty() ? customer.phone : customer.phone_typed}});
  if (complaint.job_id) {
    const auto names = intake::names_of(tx, *complaint.job_id, intake::PaperStage::delivered);
    paper.fields(
        {{N_("Job"), complaint.job}, {N_("Plate"), intake::plate_text(names, paper.catalogue())}});
  }
}

void put_words(Paper& paper, const char* title, const std::string& words) {
  if (words.empty()) return;
  paper.section(title);
  paper.text(words);
}

std::string record_text(const store::ReadTxn& tx, const Complaint& complaint,
                        const Catalogue& catalogue) {
  Paper paper(shop::letterhead_of(tx), catalogue, N_("Complaint record"));
  put_head(paper, tx, complaint);
  paper.fields({{N_("Channel"), paper.word(label(complaint.channel))},
                {N_("About"), paper.word(label(complaint.subject))},
                {N_("Severity"), paper.word(label(complaint.severity))},
                {N_("State"), paper.word(label(complaint.state))}});
  paper.fields({{N_("Authority"), complaint.authority}, {N_("Case"), complaint.authority_case}});
  paper.fields({{N_("First handler"), complaint.first_handler},
                {N_("In hand with"), complaint.handler},
                {N_("Investigator"), complaint.investigator},
                {N_("Against"), complaint.against}});
  put_words(paper, N_("The customer's words"), complaint.text);
  paper.section(N_("Clocks"));
  Rows rows;
  for (const auto& clock : clocks(tx, complaint.id))
    rows.push_back({paper.word(label(clock.kind)), paper.local(clock.started_at),
                    clock.due_at ? paper.local(*clock.due_at) : paper.word(N_("paused")),
                    clock.met_at ? paper.local(*clock.met_at) : ""});
  paper.table({N_("Clock"), N_("From"), N_("Due by"), N_("Met")}, rows,
              {false, false, false, false});
  if (complaint.cause_class) {
    paper.section(N_("Cause"));
    paper.fields({{N_("Class"), paper.word(label(*complaint.cause_class))},
                  {N_("Task"), complaint.task},
                  {N_("Part and lot"), complaint.cause_lot},
                  {N_("Supplier"), complaint.supplier}});
    paper.text(complaint.cause);
  }
  put_words(paper, N_("Correction"), complaint.correction);
  put_words(paper, N_("Prevention"), complaint.prevention);
  paper.fields(
      {{N_("Seen to by"), complaint.prevention_owner},
       {N_("By day"), complaint.prevention_due_on ? complaint.prevention_due_on->str() : ""}});
  rows.clear();
  for (const auto& cost : costs(tx, complaint.id))
    rows.push_back({cost.what, cost.amount.str(), cost.job, cost.technician, cost.lot});
  if (!rows.empty()) {
    paper.section(N_("Costs"));
    paper.table({N_("Item"), N_("Amount"), N_("Job"), N_("Technician"), N_("Part and lot")}, rows,
                {false, true, false, false, false});
    paper.field(N_("Sum"), complaint.cost.str());
  }
  put_words(paper, N_("What the customer was told"), complaint.answer);
  if (complaint.verdict)
    paper.field(N_("The customer's verdict"), paper.word(label(*complaint.verdict)));
  rows.clear();
  for (const auto& step : steps(tx, complaint.id)) {
    const auto words = words_of(step);
    const auto code = words.label.empty() ? "" : paper.word(words.label.c_str());
    rows.push_back(
        {paper.local(step.at), paper.word(label(step.kind)), code + words.rest, step.by});
  }
  paper.section(N_("Steps"));
  paper.table({N_("At"), N_("Step"), N_("Words"), N_("By whom")}, rows,
              {false, false, false, false});
  paper.signatures({N_("First handler"), N_("Manager"), N_("Date")});
  return paper.str();
}

std::string reply_text(const store::ReadTxn& tx, const Complaint& complaint,
                       const Catalogue& catalogue) {
  Paper paper(shop::letterhead_of(tx), catalogue, N_("Reply to a complaint"));
  put_head(paper, tx, complaint);
  put_words(paper, N_("Your words"), complaint.text);
  put_words(paper, N_("What we found"), complaint.cause);
  put_words(paper, N_("What we put right"), complaint.correction);
  put_words(paper, N_("What keeps it from coming back"), complaint.prevention);
  put_words(paper, N_("Our answer"), complaint.answer);
  paper.blank();
  paper.line(tx.settings().region == "none"
                 ? tr("If you do not agree, call us.")
                 : tr("If you do not agree, call us, or turn to 12315."));
  paper.signatures({N_("For the shop"), N_("Date"), N_("Customer")});
  return paper.str();
}

}  // namespace

intake::PaperOf paper_of(const store::ReadTxn& tx, const Complaint& complaint,
                         intake::PaperKind kind, const Catalogue& catalogue) {
  const bool reply = kind == intake::PaperKind::complaint_reply;
  if (reply && complaint.answer.empty())
    throw wrong_state("complaint.not-answered",
                      tr("the customer has no answer to complaint {0} yet", complaint.number),
                      "svcctl complaint answer " + complaint.number + " --text WORDS");
  const auto steps = tx.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM complaint_step WHERE complaint_id = :id",
      {{"id", complaint.id}});
  return {.kind = kind,
          .number = complaint.number,
          .customer_id = complaint.customer_id,
          .job_id = complaint.job_id,
          .outlet_id = complaint.outlet_id,
          .stands_on = std::to_string(steps.value_or(0)),
          .lay_out = [&tx, &complaint, &catalogue, reply] {
            return reply ? reply_text(tx, complaint, catalogue)
                         : record_text(tx, complaint, catalogue);
          }};
}

}  // namespace svcctl::complaint
