#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/export.hpp"
#include "base/time.hpp"
#include "store/txn.hpp"

// Codes that may be of one person (docs/adr/0034-who-acts.md).
namespace svcctl::shop {

/// Two codes with the same name or phone, or of whom a manager said that they are one person.
struct Twin {
  std::string staff;
  std::string other;  ///< who was there before
  std::string by;     ///< who put the second on file, or said that they are one
  Instant from;
  bool one_person = true;  ///< they count as one wherever another person is asked for
  std::string told_apart_by = {};
  std::string why = {};
};

/// What a name is compared by: without case, width and blanks.
SVCCTL_API std::string name_key(const std::string& name);

/// Codes that have the same name or phone as somebody, also of those who left, who is typed anew.
/// @param sure it is known, and the codes count as one person until they are told apart
/// @param mend the command that says so; empty: the one that was typed, with --sure
/// @throws Error "staff.twin" (2) where there is one and nobody is sure
void judge_twins(store::WriteTxn& tx, std::int64_t staff_id, const std::string& name,
                 const std::string& phone, bool sure, const std::string& mend);

/// A manager who is neither says that two codes are of two people. Right manage.
/// @throws Error "twin.none" (3), "twin.own" (4), "twin.why" (2)
SVCCTL_API Twin tell_apart(store::WriteTxn& tx, const std::string& staff, const std::string& other,
                           const std::string& why);
/// A manager says that two codes are of one person. Right manage.
/// @throws Error "twin.same", "twin.there" (2)
SVCCTL_API Twin say_one_person(store::WriteTxn& tx, const std::string& staff,
                               const std::string& other, const std::string& why);
/// @param all also those who were told apart
SVCCTL_API std::vector<Twin> twins(const store::ReadTxn& tx, bool all);

}  // namespace svcctl::shop
