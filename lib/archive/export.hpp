#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/export.hpp"
#include "base/text.hpp"
#include "store/txn.hpp"

// All that a customer is entitled to a copy of (clauses 1.3-privacy, 2.5-archive; PIPL 45).
namespace svcctl::archive {

using Write = std::function<void(std::string_view)>;

/// One JSON object: `customer`, `consents`, `vehicles`, `history`, `accesses`. Nothing is masked:
/// the copy is for the person it is about.
SVCCTL_API void export_json(const store::ReadTxn& tx, std::int64_t customer_id, const Write& write);
/// The same as a page to read, in the language of the catalogue.
SVCCTL_API void export_html(const store::ReadTxn& tx, std::int64_t customer_id,
                            const Catalogue& catalogue, const Write& write);

}  // namespace svcctl::archive
