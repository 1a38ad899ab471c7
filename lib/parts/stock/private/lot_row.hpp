#pragma once

#include <string>

#include "parts/stock/stock.hpp"

/// How lots are read, for the services of this slice; no part of the public headers.
namespace svcctl::parts {

/// All of a lot (`l`) with its part (`p`), its place there (`w`) and supplier (`s`), but for its
/// quantity.
inline constexpr const char* lot_columns =
    R"(SELECT l.id AS id, l.part_id AS part_id, l.outlet_id AS outlet_id, p.number AS number,
              p.brand AS brand, p.name AS name, p.unit AS unit,
              COALESCE(w.bin, p.bin) AS bin, l.code AS code,
              COALESCE(s.code, '') AS supplier, l.received_at AS received_at,
              l.expires_on AS expires_on, l.cost_amount AS cost_amount, l.trace AS trace,
              l.state AS state, l.state_reason AS state_reason,)";

/// What the lot held before the moment `:after`: today's balance less what moved since.
inline constexpr const char* qty_as_of =
    R"( l.qty - COALESCE((SELECT SUM(m.qty) FROM stock_movement m
                           WHERE m.lot_id = l.id AND m.at >= :after), 0))";

}  // namespace svcctl::parts
