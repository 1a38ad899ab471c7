#include "archive/erasure.hpp"
#include "customer/customer.hpp"
#include "shop/paper.hpp"
#include "store/row_history.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

void put_restriction(shop::Paper& paper, const Erasure& erasure) {
  paper.line(tr("The wish to be forgotten is on record."));
  paper.line(tr("What the law has us keep is stored and used for nothing else."));
  paper.line(tr("It is in no list, nobody is called, nothing is changed."));
  if (!erasure.duty.empty())
    paper.line(tr("Not over yet: {0}. Its service goes on until it is.", erasure.duty));
  if (erasure.kept_until) paper.field(N_("Kept until"), erasure.kept_until->str());
  paper.line(tr("After that everything personal is erased without being asked again."));
}

void put_erasure(shop::Paper& paper, const Erasure& erasure) {
  paper.line(erasure.asked
                 ? tr("Everything personal was erased as the customer asked.")
                 : tr("Everything personal was erased: the time it had to be kept has passed."));
  paper.field(N_("Customer records emptied"), std::to_string(erasure.numbers));
  paper.field(N_("Vehicles whose plate and VIN were emptied"), std::to_string(erasure.vehicles));
  paper.field(N_("Names and words emptied"), std::to_string(erasure.words));
  paper.line(tr("With them went what was said at the desk, on calls and in complaints."));
  paper.line(tr("What the garage found and did stays, as do the causes of complaints."));
  paper.line(tr("Numbers of visits, work done and amounts stay without a name."));
  paper.line(tr("Backups made before hold the old data until they are replaced."));
}

}  // namespace

std::string certificate_text(const store::ReadTxn& tx, const std::string& typed,
                             const Catalogue& catalogue) {
  const auto customer = customer::find_customer(tx, typed);
  const auto erasure = last_erasure(tx, customer.id);
  if (!erasure || erasure->kind == ErasureKind::withdrawn)
    throw not_found("archive.no-erasure",
                    tr("customer {0} has no wish to be forgotten on file", customer.number),
                    "svcctl customer forget " + customer.number);
  shop::Paper paper(shop::letterhead_of(tx), catalogue,
                    erasure->kind == ErasureKind::anonymised
                        ? N_("Certificate that personal data was erased")
                        : N_("Notice that personal data is kept and not used"));
  paper.section(N_("Personal data"));
  paper.fields({{N_("Customer"), customer.number},
                {N_("On"), paper.local(erasure->at)},
                {N_("By"), erasure->by}});
  if (erasure->kind == ErasureKind::anonymised)
    put_erasure(paper, *erasure);
  else
    put_restriction(paper, *erasure);
  const auto event = store::last_event_of(tx, {"customer_erasure", erasure->id});
  paper.field(N_("Entry on the log"), event ? event->number + " " + event->hash : "");
  paper.signatures({N_("For the garage")});
  return paper.str();
}

}  // namespace svcctl::archive
