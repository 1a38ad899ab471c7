#pragma once

#include <string>
#include <string_view>

#include "base/export.hpp"

// What the text of a statement says about it.
namespace svcctl::store {

/// The table that INSERT, REPLACE, UPDATE or DELETE writes to; empty for anything else.
SVCCTL_API std::string_view written_table(std::string_view sql);
SVCCTL_API bool is_delete(std::string_view sql);
SVCCTL_API bool is_insert(std::string_view sql);
/// Whether an INSERT may change a row that is there instead (ON CONFLICT … DO UPDATE).
SVCCTL_API bool may_update_instead(std::string_view sql);
/// The SELECT of the whole rows that an UPDATE is about to change; empty for any other statement,
/// and for an UPDATE of every row.
SVCCTL_API std::string rows_before(std::string_view sql);
/// The same write, which also returns every row it wrote. A bug for one that returns already:
/// WriteTxn::returned reads its columns.
SVCCTL_API std::string with_returning(std::string_view sql);

}  // namespace svcctl::store
