#pragma once

#include <optional>
#include <string>

#include "intake/kept_paper.hpp"
#include "settle/bill.hpp"
#include "shop/paper.hpp"

// Pieces of the papers of settlement; not for other slices.
namespace svcctl::settle {

/// "45210 km", or empty.
std::string km(const std::optional<std::int64_t>& value);
/// What becomes of replaced parts, and the customer's wish.
void put_old_parts(shop::Paper& sheet, const store::ReadTxn& tx, const intake::JobRecord& job);
/// Parts the customer brought: told apart from the shop's, for no warranty covers them.
void put_own_parts(shop::Paper& sheet, const store::ReadTxn& tx, const intake::JobRecord& job);
/// Parts that leave as they are: the shop does not warrant their fitting.
void put_handed_over(shop::Paper& sheet, const store::ReadTxn& tx, const intake::JobRecord& job);
void put_serials(shop::Paper& sheet, const store::ReadTxn& tx, const intake::JobRecord& job);

/// The bill's paper.
std::string bill_text(const intake::PaperSource& of);
/// The paper of a bill that is in force no more: what it listed, without an account.
std::string void_bill_text(const intake::PaperSource& of, const Bill& bill);
/// @throws Error "settle.no-bill" (2)
std::string bill_number(const store::ReadTxn& tx, const intake::JobRecord& job);
/// How far its account has come.
std::string bill_stand(const store::ReadTxn& tx, const intake::JobRecord& job);

/// A part by the words that the visit has for it (`text`); by its name in the paper's language,
/// unless it has another name since.
std::string part_text(const shop::Paper& sheet, const store::Row& row);

}  // namespace svcctl::settle
