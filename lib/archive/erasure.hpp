#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/code.hpp"
#include "base/export.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

// The wish to be forgotten, and data whose time has passed (clause 1.3-privacy; PIPL 47).
namespace svcctl::archive {

enum class ErasureKind { restricted, withdrawn, anonymised };

/// What became of a customer's data.
struct Erasure {
  std::int64_t id = 0;
  std::string customer;  ///< number
  ErasureKind kind = ErasureKind::restricted;
  bool asked = false;                   ///< by the customer; else the retention time had passed
  std::optional<Date> kept_until = {};  ///< of a restriction: last day of the retention duty
  std::string duty = {};                ///< number of what runs still, or empty
  std::int64_t numbers = 0;             ///< customer records emptied
  std::int64_t vehicles = 0;            ///< whose plate and VIN were emptied
  std::int64_t words = 0;               ///< names and words of people emptied
  Instant at = {};
  std::string by = {};  ///< staff code, or empty
};

/// The customer asks to be forgotten. While a retention duty runs the data is restricted: kept,
/// left out of lists and calls, not changed. When none runs nothing personal is left; numbers,
/// work and money stay, the log stays whole.
/// @throws Error "archive.forgotten" (2), "clock.ahead" (4), finders'
SVCCTL_API Erasure forget(store::WriteTxn& tx, const std::string& customer);
/// The customer takes the wish back before the data is gone. Contact must be agreed to anew.
/// @throws Error "archive.not-restricted" (2), finders'
SVCCTL_API Erasure withdraw(store::WriteTxn& tx, const std::string& customer);
/// Anonymises what the retention time has passed for: customers who asked to be forgotten, and
/// private persons who left no record for so long. Again on the same day it does nothing.
/// @throws Error "clock.ahead" (4)
SVCCTL_API void apply_retention(store::WriteTxn& tx,
                                const std::function<void(const Erasure&)>& take);
/// What became of the customer's data last, or nothing.
SVCCTL_API std::optional<Erasure> last_erasure(const store::ReadTxn& tx, std::int64_t customer_id);
/// The paper for the customer: what was asked, what was done, what is kept how long and why.
/// @throws Error "archive.no-erasure" (3), finders'
SVCCTL_API std::string certificate_text(const store::ReadTxn& tx, const std::string& customer,
                                        const Catalogue& catalogue);

}  // namespace svcctl::archive

namespace svcctl {
template <>
inline constexpr std::array codes<archive::ErasureKind> = {
    CodeEntry<archive::ErasureKind>{archive::ErasureKind::restricted, "restricted",
                                    N_("restricted")},
    CodeEntry<archive::ErasureKind>{archive::ErasureKind::withdrawn, "withdrawn",
                                    N_("wish taken back")},
    CodeEntry<archive::ErasureKind>{archive::ErasureKind::anonymised, "anonymised",
                                    N_("anonymised")},
};
template <>
inline constexpr std::array fields<archive::Erasure> = {
    field<&archive::Erasure::id>("id"),
    field<&archive::Erasure::customer>("customer"),
    field<&archive::Erasure::kind>("kind"),
    field<&archive::Erasure::asked>("asked"),
    field<&archive::Erasure::kept_until>("kept_until_on"),
    field<&archive::Erasure::duty>("duty"),
    field<&archive::Erasure::numbers>("numbers"),
    field<&archive::Erasure::vehicles>("vehicles"),
    field<&archive::Erasure::words>("words"),
    field<&archive::Erasure::at>("at"),
    field<&archive::Erasure::by>("staff"),
};
}  // namespace svcctl
