#include "store/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "store/txn.hpp"

// Numbers that people say aloud: J261123-001.
namespace svcctl::store {
namespace {

/// Whether only the counter of a number was typed: "1", "001".
bool is_counter(std::string_view typed) {
  return !typed.empty() && std::ranges::all_of(typed, [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
}

std::string padded(std::string_view digits, int size = 3) {
  return fmt::format("{:0>{}}", digits, size);
}

/// A counter that was moved on.
struct Counted {
  std::string scope;      ///< what its numbers begin with
  std::int64_t last = 0;  ///< the last number taken
};

/// Takes the next `count` numbers of a day. The scope is the letter, with the outlet's code where
/// there are several outlets.
Counted count_on(WriteTxn& tx, char letter, std::optional<std::int64_t> outlet_id,
                 const std::string& day, std::int64_t count) {
  return tx
      .returned(R"(
    INSERT INTO document_counter (scope, day_on, last)
    SELECT CASE WHEN :outlet IS NOT NULL AND COUNT(*) > 1
                THEN :letter || '-' || MAX(CASE WHEN id = :outlet THEN code END) || '-'
                ELSE :letter END, :day_on, :count
      FROM outlet WHERE 1 = 1
        ON CONFLICT (scope, day_on) DO UPDATE SET last = document_counter.last + :count)",
                {{"letter", std::string(1, letter)},
                 {"outlet", outlet_id},
                 {"day_on", day},
                 {"count", count}},
                [](const Row& row) {
                  return Counted{row["scope"], row["last"]};
                })
      .value();
}

/// A document that may be meant.
struct Candidate {
  std::string number;
  std::string called;  ///< its other name, or empty
};

/// The only one of them, or nothing where there is none.
/// @throws Error "number.ambiguous" (2)
std::optional<std::string> only(std::string_view typed, const std::vector<Candidate>& found) {
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return found.front().number;
  std::string list;
  for (std::size_t i = 0; i < found.size() && i < 5; ++i) {
    list += (i == 0 ? "" : ", ") + found[i].number;
    if (!found[i].called.empty()) list += " (" + found[i].called + ")";
  }
  if (found.size() > 5) list += " …";
  throw usage_error("number.ambiguous", tr("{0} may be any of {1}", std::string(typed), list));
}

std::vector<Candidate> candidates(const ReadTxn& tx, const std::string& sql, const Params& params) {
  return tx.all(sql, params, [](const Row& row) {
    return Candidate{.number = row["number"], .called = row["called"]};
  });
}

/// How many characters of another name tell it at least.
constexpr std::size_t shortest_tail = 2;
/// So many digits are a counter, and no end of a plate.
constexpr std::size_t longest_counter = 3;

/// The unfinished documents whose number or other name ends with what was typed.
/// @param here of a bare counter: the outlet that is meant
std::vector<Candidate> unfinished(const ReadTxn& tx, const NumberKind& kind,
                                  const std::string& number_end, const Within& here,
                                  std::string_view typed) {
  if (!kind.unfinished) return {};
  auto called = kind.called_key ? kind.called_key(typed) : std::string();
  if (utf8::count(called) < shortest_tail || (is_counter(typed) && typed.size() <= longest_counter))
    called.clear();
  return candidates(tx,
                    std::string("SELECT d.number, d.called FROM (SELECT number, ") + kind.called +
                        " AS called FROM " + kind.table + " WHERE " + kind.unfinished + here.sql +
                        R"() d
       WHERE SUBSTR(d.number, LENGTH(d.number) - LENGTH(:typed) + 1) = :typed
          OR (:called <> ''
              AND SUBSTR(d.called, LENGTH(d.called) - LENGTH(:called) + 1) = :called)
       ORDER BY d.number DESC LIMIT 6)",
                    {here, {"typed", number_end}, {"called", called}});
}

/// How the numbers of the outlet begin that a bare counter means: "J", or "J-EAST-" where there are
/// several.
std::string beginning(const ReadTxn& tx, const NumberKind& kind) {
  const auto& here = tx.scope_at_hand();
  std::string begin(1, kind.letter);
  return here.several && here.outlet ? begin + "-" + here.outlet->code + "-" : begin;
}

}  // namespace

std::string likely_number(const ReadTxn& tx, const NumberKind& kind, std::string_view typed) {
  // An unfinished one of another day may be meant, or one of two that an outlet has: full_number
  // looks.
  if (is_counter(typed) && (kind.unfinished || (kind.of_outlet && tx.scope_at_hand().several)))
    return {};
  if (is_counter(typed)) return beginning(tx, kind) + tx.today().compact() + "-" + padded(typed);
  return utf8::capitals(typed);
}

std::string full_number(const ReadTxn& tx, const NumberKind& kind, std::string_view typed) {
  const std::string numbers = std::string("SELECT number, '' AS called FROM ") + kind.table;
  const std::string wanted = utf8::capitals(typed);
  const bool digits = is_counter(typed);
  const auto missing = [&] {
    return not_found(kind.code, Message{kind.missing, {value(std::string(typed))}}, kind.hint);
  };
  if (wanted.empty() || !tx.engine().has_table(kind.table)) throw missing();
  const auto exactly = [&](const std::string& number) {
    return only(typed, candidates(tx, numbers + " WHERE number = :number", {{"number", number}}));
  };
  const auto begin = beginning(tx, kind);
  const auto& hand = tx.scope_at_hand();
  Within here;
  if (digits && kind.of_outlet && hand.several && hand.outlet)
    here = {" AND outlet_id = :within", hand.outlet->id};
  const auto matching = [&](const std::string& start, const std::string& end) {
    return candidates(tx,
                      numbers + R"( WHERE SUBSTR(number, 1, LENGTH(:start)) = :start
                                AND SUBSTR(number, LENGTH(number) - LENGTH(:typed) + 1) = :typed)" +
                          here.sql + " ORDER BY number DESC LIMIT 6",
                      {here, {"start", start}, {"typed", end}});
  };
  // Those of the outlet are meant, where any of them ends like it.
  const auto ending = [&](const std::string& end) {
    auto found = matching(begin, end);
    return only(typed, found.empty() && begin.size() > 1 ? matching("", end) : found);
  };
  if (!digits) {
    if (auto number = exactly(wanted)) return *number;
    if (wanted.front() != kind.letter)
      if (auto number = exactly(kind.letter + wanted)) return *number;
    if (auto number = only(typed, unfinished(tx, kind, wanted, here, typed))) return *number;
    if (auto number = ending(wanted)) return *number;
    throw missing();
  }
  if (auto number = only(typed, unfinished(tx, kind, "-" + padded(wanted), here, typed)))
    return *number;
  // Of those at their end a bare counter means today's.
  const auto counter = tx.today().compact() + "-" + padded(wanted);
  if (here.outlet) {
    if (auto number = only(typed, matching("", "-" + counter))) return *number;
    if (auto number = only(typed, matching("", "-" + padded(wanted)))) return *number;
    throw missing();
  }
  if (auto number = exactly(begin + counter)) return *number;
  if (auto number = exactly(kind.letter + counter)) return *number;
  if (auto number = ending("-" + counter)) return *number;
  if (auto number = ending("-" + padded(wanted))) return *number;
  throw missing();
}

std::string WriteTxn::next_number(char letter, std::int64_t outlet_id) {
  return next_numbers(letter, outlet_id, 1).front();
}

std::string WriteTxn::next_lasting_number(char letter, std::optional<std::int64_t> outlet_id) {
  const auto [scope, last] = count_on(*this, letter, outlet_id, "", 1);
  return scope + padded(std::to_string(last), 4);
}

std::vector<std::string> WriteTxn::next_numbers(char letter, std::int64_t outlet_id,
                                                std::size_t count) {
  const auto day = today();
  const auto [scope, last] =
      count_on(*this, letter, outlet_id, day.str(), static_cast<std::int64_t>(count));
  std::vector<std::string> numbers;
  const auto first = last - static_cast<std::int64_t>(count) + 1;
  for (std::size_t i = 0; i < count; ++i)
    numbers.push_back(scope + day.compact() + "-" +
                      padded(std::to_string(first + static_cast<std::int64_t>(i))));
  return numbers;
}

}  // namespace svcctl::store
