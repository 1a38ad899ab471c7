#pragma once

#include <string>
#include <string_view>

namespace svcctl::store::sqlite {

/// A statement as SQLite is to get it: what stands between `/*+` and `*/` is a hint for its planner
/// and becomes part of the text. Services write `a /*+ CROSS */ JOIN b` to have `a` read first and
/// `GROUP BY /*+ + */ x` to have no index used for x; another engine sees comments. The hint stays
/// marked in the text, between the comments `/*+*/` and `/**/`.
std::string with_hints(std::string_view sql);

}  // namespace svcctl::store::sqlite
