#pragma once

#include "store/rule.hpp"

/// Rules of stock: see store/rule.hpp.
namespace svcctl::parts::rule {

/// Stock grows without a supplier's delivery. `asked` is 1 where nobody lets it grow so alone.
inline constexpr store::Act growing{
    .asked = R"(SELECT :outlet AS outlet_id, :document AS document, :asked AS asked,
                       :second AS second_id, :at AS at)",
    .done = R"(SELECT outlet_id, document, second_asked AS asked, second_id, at
                 FROM stock_growth)",
    .subject = "(SELECT id, id AS outlet_id, code FROM outlet) o",
    .joined = "o.id = act.outlet_id",
    .number = "act.document"};

/// It is proved by a document, and beyond the shop's limit two people stand behind it
/// (clause 2.3-source).
inline constexpr store::Rule proved_growth{
    .clause = Clause::source,
    .kept = "act.document <> '' AND (act.asked = 0 OR act.second_id IS NOT NULL)",
    .item = "o.code"};

}  // namespace svcctl::parts::rule
