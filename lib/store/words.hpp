#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/row_set.hpp"
#include "store/txn.hpp"
#include "store/word_table.hpp"

namespace svcctl::store {

/// Ids as a word's row keeps them: each as the distance from the one before, seven bits a byte.
SVCCTL_API std::string pack_ids(const Ids& ids);
/// The ids of such a row. @throws Error "store.damaged" (7)
SVCCTL_API Ids unpack_ids(std::string_view packed);

/// Writes which words stand in which rows: an index of words, in segments. One flush makes one
/// segment, a row for each distinct word; small segments are merged as they pile up. Entries are
/// never removed: the reader checks the row itself, so an entry of a word that the row lost does no
/// harm. Derived data, not on the event log.
class SVCCTL_API WordWriter {
 public:
  explicit WordWriter(WriteTxn& tx);
  ~WordWriter();
  WordWriter(const WordWriter&) = delete;
  WordWriter& operator=(const WordWriter&) = delete;

  /// Adds a word of a row. Rows in ascending order cost least. Does not touch the store, so that
  /// one thread may add while another writes to it.
  void add(std::string_view word, std::int64_t id);
  /// Flushes once a million entries are collected: called now and then it bounds memory.
  void flush_if_full();
  /// Writes what was added. Without it nothing is kept.
  void flush();

 private:
  struct Postings {
    std::string ids;  ///< packed
    Ids late;         ///< ids added after a greater one; sorted in when written
    std::int64_t last = 0;
    std::int64_t count = 0;
  };
  void merge_small();

  WriteTxn& tx_;
  WordTable<Postings> words_;
  std::int64_t postings_ = 0;
  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
};

/// Empties the index of words, for building it anew.
SVCCTL_API void clear_words(WriteTxn& tx);

/// The result of a look-up.
struct WordRows {
  RowSet rows;
  bool whole = true;  ///< false: there are more than were asked for
};
/// Rows in which the word stood when they were written.
/// @param enough how many suffice: reading ends with the segment that reaches them
SVCCTL_API WordRows rows_of_word(const ReadTxn& tx, std::string_view word, std::size_t enough);
/// Rows with a word that begins so; not whole where very many words do.
SVCCTL_API WordRows rows_of_prefix(const ReadTxn& tx, std::string_view prefix, std::size_t enough);
/// Rows with the word among those of `first` to `last`, for a check of the index.
SVCCTL_API Ids rows_of_word_between(const ReadTxn& tx, std::string_view word, std::int64_t first,
                                    std::int64_t last);

}  // namespace svcctl::store
