#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/export.hpp"

// Where a transaction acts and of which outlets it reads (docs/adr/0026-outlet-scope.md).
namespace svcctl::store {

class ReadTxn;

/// What `--outlet` takes for every outlet of the company; no outlet has this code.
inline constexpr std::string_view all_outlets = "ALL";

struct OutletName {
  std::int64_t id = 0;
  std::string code;
};

/// The outlets that concern a command, as the store has them.
struct OutletsSeen {
  bool staffed = false;                  ///< somebody works in the company
  std::int64_t count = 0;                ///< in the store
  std::optional<OutletName> named = {};  ///< the one that `--outlet` or SVCCTL_OUTLET names
  std::optional<OutletName> home = {};   ///< of whoever acts; nothing: works at every outlet
  std::optional<OutletName> only = {};   ///< of a store with one outlet
};

/// The outlet that a transaction acts in and reads of, resolved once from who acts and `--outlet`:
/// a person's outlet is the default and the limit.
struct OutletScope {
  std::optional<OutletName> outlet = {};  ///< nothing: every outlet
  std::optional<OutletName> home = {};    ///< of whoever acts
  bool several = false;                   ///< the store has several outlets
  std::optional<Error> refused = {};      ///< why nothing of an outlet is read or done

  /// The one outlet that it is done in.
  /// @throws Error "outlet.which" (2)
  SVCCTL_API std::int64_t one() const;
};

/// @param tx identified
SVCCTL_API OutletScope scope_of(const ReadTxn& tx, const OutletsSeen& seen);

/// A condition that narrows a list to the outlets of the transaction, made by `ReadTxn::within`:
/// `sql` stands after the other conditions of the WHERE, and the whole among the parameters.
struct Within {
  std::string sql;                     ///< " AND j.outlet_id = :within", or empty
  std::optional<std::int64_t> outlet;  ///< row id
};

/// Columns and rows of the outlets that concern a command, for a statement with `:code` (of who
/// acts) and `:outlet`; `no_outlet` fills the columns in other rows of it. Read by `take_outlet`.
inline constexpr std::string_view outlet_columns =
    "x.outlets AS outlets, COALESCE(o.id, 0) AS outlet_id, COALESCE(o.code, '') AS outlet, "
    "x.home_id AS home_id, x.staffed AS staffed";
inline constexpr std::string_view outlet_rows =
    "(SELECT COUNT(*) AS outlets, "
    "COALESCE((SELECT outlet_id FROM staff WHERE code = :code), 0) AS home_id, "
    "COALESCE((SELECT 1 FROM staff LIMIT 1), 0) AS staffed FROM outlet) x "
    "LEFT JOIN outlet o ON o.code = :outlet OR o.id = x.home_id OR x.outlets = 1";
inline constexpr std::string_view no_outlet =
    "0 AS outlets, 0 AS outlet_id, '' AS outlet, "
    "0 AS home_id, 0 AS staffed";
class Row;
/// @param named the code that `--outlet` names
/// @return false where the row is none of an outlet
SVCCTL_API bool take_outlet(const Row& row, std::string_view named, OutletsSeen& seen);

/// `--outlet` narrows something: asked when the work of a command is done, so that no verb ignores
/// it. @throws Error "outlet.whole" (2)
SVCCTL_API void require_outlet_asked(const ReadTxn& tx);
/// The same of a command without a transaction.
struct Context;
SVCCTL_API void require_no_outlet(const Context& context);

}  // namespace svcctl::store
