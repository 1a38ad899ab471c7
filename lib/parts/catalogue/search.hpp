#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parts/catalogue/part.hpp"
#include "store/words.hpp"

namespace svcctl::parts {

/// What of a part is found by words or picked by lists; views live as long as the call.
struct SearchFields {
  std::string_view name;
  std::string_view name_zh;
  std::string_view brand;
  std::string_view category;
  PartKind kind = PartKind::unstated;
  std::optional<std::int64_t> supplier_id = std::nullopt;
  std::string_view supplier_number;
};

/// Enters parts in the index of words, in bulk or one by one, in the transaction that writes them:
/// `add` for every new part and for one whose fields of the above changed, now and then
/// `flush_if_full`, `flush` at the end. Parts in ascending order cost least. Own numbers and
/// cross-references need no entry: they are found by the keys of their tables.
class SVCCTL_API SearchWriter {
 public:
  explicit SearchWriter(store::WriteTxn& tx) : words_(tx) {}
  /// Leaves the store alone: another thread may do it.
  void add(std::int64_t part_id, const SearchFields& fields);
  /// A car that the part fits.
  void add_fitment(std::int64_t part_id, std::string_view make, std::string_view model,
                   std::string_view engine);
  void flush_if_full() { words_.flush_if_full(); }
  void flush() { words_.flush(); }

 private:
  store::WordWriter words_;
  std::string word_;
};

/// Parts by what is typed at the counter.
struct FindRequest {
  /// Each must occur: in a number (own, cross-reference, supplier's), with or without marks, from
  /// its beginning; or in names, brand, category or the cars it fits.
  std::vector<std::string> words;
  std::size_t limit = 100;
};
struct Found {
  std::vector<Part> parts;  ///< best first
  bool more = false;        ///< there are others
};
/// Best first: a number as typed, a number that begins so, all words in the name, the others; of
/// these what has usable stock, then by number. Where more than some hundreds are equally good,
/// stock is looked at for the first of them. Parts out of use are left out.
/// @throws Error "parts.find-nothing" (2) without a letter or digit
SVCCTL_API Found find_parts(const store::ReadTxn& tx, const FindRequest& request);

/// Parts by a value of theirs, in ascending order of id: candidates, to be checked against the row.
SVCCTL_API store::Ids parts_with(const store::ReadTxn& tx, std::optional<PartKind> kind,
                                 std::optional<std::int64_t> supplier_id,
                                 const std::string& category);

/// Parts whose words the index lacks: none, ever.
SVCCTL_API store::Ids unindexed_parts(const store::ReadTxn& tx);
/// Builds the index of words anew. @return how many parts it holds
SVCCTL_API std::int64_t reindex_parts(store::WriteTxn& tx);

}  // namespace svcctl::parts
