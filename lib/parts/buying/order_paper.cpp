#include "parts/buying/order.hpp"
#include "shop/outlet.hpp"
#include "shop/paper.hpp"

namespace svcctl::parts {

std::string order_paper(const store::ReadTxn& tx, const Order& order, const Catalogue& catalogue) {
  const Supplier supplier = supplier_by_id(tx, order.supplier_id);
  const auto outlet = shop::outlet_by_id(tx, order.outlet_id);
  shop::Paper paper(shop::letterhead_of(tx), catalogue, N_("Purchase order"));
  paper.fields({{N_("Order"), order.number},
                {N_("Date"), paper.local(order.placed_at.value_or(order.at)).substr(0, 10)},
                {N_("Expected"), order.expected_on ? order.expected_on->str() : ""}});
  paper.field(N_("Supplier"), supplier.name + " (" + supplier.code + ")");
  paper.fields({{N_("Address"), supplier.address}, {N_("Phone"), supplier.phone}});
  paper.field(N_("Deliver to"), outlet.address.empty() ? outlet.name : outlet.address);
  paper.field(N_("Note"), order.note);
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : order_lines(tx, order.id))
    rows.push_back(
        {std::to_string(rows.size() + 1),
         line.supplier_number.empty() ? line.part : line.supplier_number, line.part,
         catalogue.language() == Language::zh && !line.name_zh.empty() ? line.name_zh : line.name,
         line.qty.str(), line.unit, line.cost.str(), (line.cost * line.qty).str()});
  paper.blank();
  paper.table({N_("no."), N_("their number"), N_("part"), N_("name"), N_("quantity"), N_("unit"),
               N_("unit price"), N_("amount")},
              rows, {true, false, false, false, true, false, true, true});
  paper.total(N_("Total"), order.total);
  if (order.state == OrderState::draft) {
    paper.blank();
    paper.line(tr("Draft: not ordered yet."));
  }
  paper.blank();
  paper.signatures({N_("Ordered by"), N_("Supplier")});
  return paper.str();
}

}  // namespace svcctl::parts
