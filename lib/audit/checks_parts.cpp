#include <array>

#include "audit/private/checks.hpp"
#include "job/rule.hpp"
#include "parts/catalogue/supplier.hpp"
#include "parts/stock/rule.hpp"
#include "settle/rule.hpp"

namespace svcctl::audit {
namespace {

/// The last day told by column `last_on` had not passed when it happened.
bool still_valid(const Settings& rules, const store::Row& row) {
  return !parts::lapsed(row.get<std::optional<Date>>("last_on"),
                        rules.zone.date_of(row.get<Instant>("at")));
}

/// By the approval in force when it was recorded, and the papers' last day.
std::optional<Verdict> approved_source(const store::ReadTxn&, const Settings& rules,
                                       const store::Row& row) {
  return row.get<bool>("approved") &&
         !parts::lapsed(row.get<std::optional<Date>>("last_on"),
                        rules.zone.date_of(row.get<Instant>("judged_at")));
}

std::optional<Verdict> unexpired(const store::ReadTxn&, const Settings& rules,
                                 const store::Row& row) {
  return still_valid(rules, row);
}

/// Stored no longer than the configuration allows.
std::optional<Verdict> waste_in_time(const store::ReadTxn& tx, const Settings& rules,
                                     const store::Row& row) {
  const Date since = rules.zone.date_of(row["at"]);
  return days_between(since, tx.today()) <= rules.waste_days;
}

/// Not to expire within the time that the configuration warns of.
std::optional<Verdict> keeps_longer(const store::ReadTxn& tx, const Settings& rules,
                                    const store::Row& row) {
  return row.get<Date>("last_on") > tx.today().plus_days(rules.expiry_warning_days);
}

const std::array checks_of_parts = {
    Check{Clause::source, N_("received from outside the approved suppliers"), "m.outlet_id",
          // What changed within the same second is taken in the receipt's favour, and so is what
          // was recorded before approvals were periods: it was refused at the door then.
          R"(SELECT p.number AS number, l.code AS item, m.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM late_record r
                                       WHERE r.table_name = 'stock_movement' AND r.row_id = m.id
                                         AND NOT EXISTS (SELECT 1 FROM late_acceptance a
                                                          WHERE a.chain = r.chain
                                                            AND a.seq = r.seq))
                         THEN m.at ELSE COALESCE(m.happened_at, m.at) END AS judged_at,
                    CASE WHEN s.id IS NULL
                          AND m.recorded_at > (SELECT COALESCE(MAX(b.after_at), -1)
                                                 FROM schema_step b
                                                WHERE b.name = '0053_parts_periods')
                         THEN 0 ELSE 1 END AS approved,
                    s.valid_to_on AS last_on
               FROM stock_movement m JOIN lot l ON l.id = m.lot_id
                    JOIN part p ON p.id = m.part_id
                    LEFT JOIN supplier_approval s
                      ON s.id = (SELECT MAX(a.id) FROM supplier_approval a
                                  WHERE a.supplier_id = l.supplier_id AND a.state = 'approved'
                                    AND COALESCE(a.from_at, m.at) <= m.at
                                    AND (a.to_at IS NULL OR a.to_at >= m.at))
              WHERE m.at BETWEEN :from AND :to AND m.kind = 'receipt'
              ORDER BY m.at)",
          approved_source},
    Check{parts::rule::growing, parts::rule::proved_growth,
          N_("one person alone let stock grow without a supplier")}
        .refused_as("parts.growth-second"),
    Check{Clause::store, N_("the balance is not the ledger's sum"), "l.outlet_id",
          R"(SELECT p.number AS number, l.code AS item, :now AS at,
                    CASE WHEN COALESCE((SELECT SUM(m.qty) FROM stock_movement m
                                         WHERE m.lot_id = l.id), 0) = l.qty
                         THEN 1 ELSE 0 END AS kept
               FROM lot l JOIN part p ON p.id = l.part_id
              WHERE :now BETWEEN :from AND :to
              ORDER BY l.id)"},
    Check{Clause::store, N_("stock is negative"), "l.outlet_id",
          R"(SELECT p.number AS number, l.code AS item, :now AS at,
                    CASE WHEN l.qty >= 0 THEN 1 ELSE 0 END AS kept
               FROM lot l JOIN part p ON p.id = l.part_id
              WHERE :now BETWEEN :from AND :to
              ORDER BY l.id)"},
    Check{Clause::store, N_("expired and still on the shelf"), "l.outlet_id",
          R"(SELECT p.number AS number, l.code AS item, :now AS at,
                    CASE WHEN l.expires_on < :today AND l.state = 'ok'
                         THEN 0 ELSE 1 END AS kept
               FROM lot l JOIN part p ON p.id = l.part_id
              WHERE l.in_stock = 1 AND l.expires_on IS NOT NULL AND :now BETWEEN :from AND :to
              ORDER BY l.expires_on)"},
    Check{Clause::store, N_("about to expire"), "l.outlet_id",
          R"(SELECT p.number AS number, l.code AS item, :now AS at, l.expires_on AS last_on
               FROM lot l JOIN part p ON p.id = l.part_id
              WHERE l.in_stock = 1 AND l.expires_on >= :today AND l.state = 'ok'
                AND :now BETWEEN :from AND :to
              ORDER BY l.expires_on)",
          keeps_longer},
    Check{Clause::store, N_("dead stock: nothing moved of it for 12 months"), "l.outlet_id",
          R"(SELECT p.number AS number, l.code AS item, :now AS at,
                    CASE WHEN (SELECT MAX(m.at) FROM stock_movement m
                                WHERE m.part_id = l.part_id AND m.outlet_id = l.outlet_id)
                              >= :now - 31536000
                         THEN 1 ELSE 0 END AS kept
               FROM lot l JOIN part p ON p.id = l.part_id
              WHERE l.qty > 0 AND :now BETWEEN :from AND :to
              ORDER BY l.id)"},
    Check{Clause::store, N_("moved without a document"), of_company,
          R"(SELECT p.number AS number, l.code AS item, m.at AS at,
                    CASE WHEN m.document <> '' THEN 1 ELSE 0 END AS kept
               FROM stock_movement m JOIN lot l ON l.id = m.lot_id
                    JOIN part p ON p.id = m.part_id
              WHERE m.at BETWEEN :from AND :to AND m.import_id IS NULL
              UNION ALL
             SELECT i.file AS number, '' AS item, i.at AS at,
                    CASE WHEN i.file <> '' THEN 1 ELSE 0 END AS kept
               FROM part_import p JOIN import_batch i ON i.id = p.id
              WHERE i.at BETWEEN :from AND :to AND p.stock <> ''
              ORDER BY at)"},
    Check{Clause::store, N_("counted, the books were wrong"), "c.outlet_id",
          R"(SELECT c.number AS number, l.code AS item, c.closed_at AS at,
                    CASE WHEN v.id IS NULL THEN 1 ELSE 0 END AS kept
               FROM stock_count c
               JOIN stock_count_entry_card e ON e.count_id = c.id AND e.round = 1
               JOIN lot l ON l.id = e.lot_id
               LEFT JOIN stock_count_variance v ON v.count_id = c.id AND v.lot_id = l.id
              WHERE c.state = 'closed' AND c.closed_at BETWEEN :from AND :to
              ORDER BY c.id, e.id)"},
    Check{Clause::store, N_("not found at a count"), "c.outlet_id",
          R"(SELECT c.number AS number, l.code AS item, c.closed_at AS at, 0 AS kept
               FROM stock_count c
               JOIN stock_count_variance v ON v.count_id = c.id
               JOIN lot l ON l.id = v.lot_id
              WHERE c.closed_at BETWEEN :from AND :to
                AND NOT EXISTS (SELECT 1 FROM stock_count_entry_card e
                                 WHERE e.count_id = c.id AND e.lot_id = l.id)
              ORDER BY c.id, v.id)"},
    Check{Clause::store, N_("issued after its last day"), "j.outlet_id",
          R"(SELECT j.number AS number, p.number AS item,
                    CASE WHEN EXISTS (SELECT 1 FROM late_record r
                                       WHERE r.table_name = 'stock_movement' AND r.row_id = m.id
                                         AND NOT EXISTS (SELECT 1 FROM late_acceptance a
                                                          WHERE a.chain = r.chain
                                                            AND a.seq = r.seq))
                         THEN m.at ELSE COALESCE(m.happened_at, m.at) END AS at,
                    l.expires_on AS last_on
               FROM stock_movement m JOIN lot l ON l.id = m.lot_id
                    JOIN part p ON p.id = m.part_id JOIN job j ON j.id = m.job_id
              WHERE m.at BETWEEN :from AND :to AND m.kind = 'issue'
                AND l.expires_on IS NOT NULL
              ORDER BY m.at)",
          unexpired},
    Check{Clause::source, N_("it was billed without saying what kind of part it is"), "j.outlet_id",
          R"(SELECT j.number AS number, l.part_number AS item, b.at AS at,
                    CASE WHEN l.part_kind = 'unstated' THEN 0 ELSE 1 END AS kept,
                    b.recorded_at AS recorded_at
               FROM bill b JOIN job j ON j.id = b.job_id JOIN bill_line l ON l.bill_id = b.id
              WHERE b.at BETWEEN :from AND :to AND l.kind = 'part'
              ORDER BY b.at)",
          nullptr, nullptr, "0070_parts_kind"},
    // What a manager let go by is an override, and no case here.
    Check{Clause::fit, N_("issued though it does not fit the vehicle"), "j.outlet_id",
          R"(SELECT j.number AS number, p.number AS item, m.at AS at,
                    CASE WHEN m.override_id IS NULL THEN 1 END AS kept
               FROM stock_movement m JOIN part p ON p.id = m.part_id
                    JOIN job j ON j.id = m.job_id
              WHERE m.at BETWEEN :from AND :to AND m.kind = 'issue'
              ORDER BY m.at)"},
    Check{Clause::fit, N_("the lot has no proof of where it comes from"), "m.outlet_id",
          R"(SELECT p.number AS number, l.code AS item, m.at AS at,
                    CASE WHEN l.trace <> '' THEN 1 ELSE 0 END AS kept
               FROM stock_movement m JOIN lot l ON l.id = m.lot_id
                    JOIN part p ON p.id = m.part_id
              WHERE m.at BETWEEN :from AND :to AND m.kind = 'receipt'
              ORDER BY m.at)"},
    Check{Clause::fit, N_("issued from a lot that is suspect"), "j.outlet_id",
          R"(SELECT j.number AS number, p.number AS item, m.at AS at,
                    CASE WHEN EXISTS (SELECT 1 FROM lot_state b
                                       WHERE b.lot_id = l.id AND b.state = 'suspect'
                                         AND COALESCE(b.from_at, 0) < m.at
                                         AND (b.to_at IS NULL OR b.to_at > m.at))
                         THEN 0 ELSE 1 END AS kept
               FROM stock_movement m JOIN lot l ON l.id = m.lot_id
                    JOIN part p ON p.id = m.part_id JOIN job j ON j.id = m.job_id
              WHERE m.at BETWEEN :from AND :to AND m.kind = 'issue'
              ORDER BY m.at)"},
    Check{Clause::old_parts, N_("the wish about old parts was not asked"), "j.outlet_id",
          R"(SELECT j.number AS number, '' AS item, d.at AS at,
                    CASE WHEN j.old_parts_wish IS NOT NULL THEN 1 ELSE 0 END AS kept
               FROM delivery d JOIN job j ON j.id = d.job_id
              WHERE d.at BETWEEN :from AND :to
                AND EXISTS (SELECT 1 FROM stock_movement m
                             WHERE m.job_id = j.id AND m.kind = 'issue' AND m.at <= d.at
                               AND m.handed_over = 0)
              ORDER BY d.at)"},
    Check{Clause::old_parts, N_("hazardous waste is kept too long"), "e.outlet_id",
          R"(SELECT e.number AS number, e.code AS item, e.at AS at
               FROM (SELECT number, code, unit, outlet_id, at, qty,
                            SUM(qty) OVER (PARTITION BY outlet_id, code, unit ORDER BY id)
                              AS until_here
                       FROM waste_entry WHERE qty > 0) e
                    LEFT JOIN (SELECT outlet_id, code, unit, -SUM(qty) AS qty
                                 FROM waste_entry WHERE qty < 0
                                GROUP BY outlet_id, code, unit) o
                      ON o.outlet_id = e.outlet_id AND o.code = e.code AND o.unit = e.unit
              WHERE e.until_here > COALESCE(o.qty, 0) AND :now BETWEEN :from AND :to
              ORDER BY e.at)",
          waste_in_time},
    Check{settle::rule::leaving, job::rule::settled_old_parts,
          N_("an old part is open, or went against the customer's wish")}
        .refused_as("settle.old-part-open settle.old-part-wish"),
    Check{job::rule::giving_back, job::rule::harmless_old_part,
          N_("hazardous waste was given to the customer")},
    Check{job::rule::giving_back, job::rule::wished_back,
          N_("an old part that the customer left to the shop was given away")},
    Check{job::rule::waiving, job::rule::added_anew,
          N_("a part that replaced another was said to be added")},
    Check{settle::rule::leaving, job::rule::tagged_hazardous,
          N_("a part was replaced, and the old one not tagged")}
        .refused_as("settle.old-part-untagged"),
    Check{settle::rule::leaving, job::rule::tagged_old_parts,
          N_("a part was replaced, and the old one not tagged")}
        .refused_as("settle.old-part-untagged"),
};

}  // namespace

std::span<const Check> part_checks() { return checks_of_parts; }

}  // namespace svcctl::audit
