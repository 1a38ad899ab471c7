#pragma once

#include <array>

#include "base/code.hpp"

// What people are, may do, and prove themselves for.
namespace svcctl {

/// What a person does here.
enum class Role { manager, advisor, technician, inspector, parts_keeper, cashier };
template <>
inline constexpr std::array codes<Role> = {
    CodeEntry<Role>{Role::manager, "manager", N_("manager")},
    CodeEntry<Role>{Role::advisor, "advisor", N_("service advisor")},
    CodeEntry<Role>{Role::technician, "technician", N_("technician")},
    CodeEntry<Role>{Role::inspector, "inspector", N_("inspector")},
    CodeEntry<Role>{Role::parts_keeper, "parts-keeper", N_("parts keeper")},
    CodeEntry<Role>{Role::cashier, "cashier", N_("cashier")},
};
template <>
inline constexpr std::array synonyms<Role> = {
    Synonyms<Role>{Role::manager, "经理 店长 老板 厂长"},
    Synonyms<Role>{Role::advisor, "顾问 前台 接待 接待员 业务接待"},
    Synonyms<Role>{Role::technician, "技师 技工 机修 机修工 维修工 维修技师 师傅 mechanic"},
    Synonyms<Role>{Role::inspector, "检验员 质检 质检员 总检"},
    Synonyms<Role>{Role::parts_keeper, "库管 库管员 仓管 仓管员 仓库 配件员 storekeeper"},
    Synonyms<Role>{Role::cashier, "收银 收银员 出纳 财务"},
};

/// What a person may do; `[roles]` in the configuration gives rights to roles, and
/// `staff right` gives or takes one from a person.
enum class Right {
  manage,         ///< outlets, staff, rights, suppliers' approval, credit limits
  receive,        ///< intake: open, quote, confirm
  repair,         ///< inspect, diagnose, do tasks, check
  inspect_final,  ///< pass or fail the final inspection
  keep_stock,     ///< parts records, receipts, issues, returns
  release_lot,    ///< release a quarantined lot
  bill,           ///< make bills
  take_money,     ///< deposits, payments, refunds
  discount,       ///< discounts beyond the limit of everyone
  see_cost,       ///< cost prices and margins
  see_personal,   ///< unmasked names, phones, VINs
  follow_up,      ///< follow-up calls
  handle_complaint,
  audit,
  across_outlets,  ///< act and read for other outlets than one's own
};
template <>
inline constexpr std::array codes<Right> = {
    CodeEntry<Right>{Right::manage, "manage", N_("manage the shop")},
    CodeEntry<Right>{Right::receive, "receive", N_("receive cars")},
    CodeEntry<Right>{Right::repair, "repair", N_("repair")},
    CodeEntry<Right>{Right::inspect_final, "inspect-final", N_("final inspection")},
    CodeEntry<Right>{Right::keep_stock, "keep-stock", N_("keep stock")},
    CodeEntry<Right>{Right::release_lot, "release-lot", N_("release quarantined lots")},
    CodeEntry<Right>{Right::bill, "bill", N_("make bills")},
    CodeEntry<Right>{Right::take_money, "take-money", N_("take money")},
    CodeEntry<Right>{Right::discount, "discount", N_("give discounts")},
    CodeEntry<Right>{Right::see_cost, "see-cost", N_("see costs")},
    CodeEntry<Right>{Right::see_personal, "see-personal", N_("see personal data")},
    CodeEntry<Right>{Right::follow_up, "follow-up", N_("follow up")},
    CodeEntry<Right>{Right::handle_complaint, "handle-complaint", N_("handle complaints")},
    CodeEntry<Right>{Right::audit, "audit", N_("audit")},
    CodeEntry<Right>{Right::across_outlets, "across-outlets", N_("work across outlets")},
};

/// Kinds of acts for which people give their PIN. `[identity] pin_for`
enum class PinFor {
  money,          ///< bills, payments, refunds, discounts
  stock_value,    ///< stock grows without a supplier or shrinks without a customer; counts
  overriding,     ///< a refusal is overridden, a late record accepted
  second_person,  ///< nobody does it alone; whoever was named signs
  reveal,         ///< personal data is shown whole
  manage,         ///< whatever asks for the right to manage
};
template <>
inline constexpr std::array codes<PinFor> = {
    CodeEntry<PinFor>{PinFor::money, "money", N_("money")},
    CodeEntry<PinFor>{PinFor::stock_value, "stock-value", N_("value of stock")},
    CodeEntry<PinFor>{PinFor::overriding, "override", N_("overrides")},
    CodeEntry<PinFor>{PinFor::second_person, "second-person", N_("acts of two people")},
    CodeEntry<PinFor>{PinFor::reveal, "reveal", N_("personal data shown whole")},
    CodeEntry<PinFor>{PinFor::manage, "manage", N_("managing the shop")},
};

}  // namespace svcctl
