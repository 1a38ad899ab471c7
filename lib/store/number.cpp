#include "store/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>

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

std::string list_of(const std::vector<std::string>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size() && i < 5; ++i)
    out += (i == 0 ? "" : ", ") + numbers[i];
  return numbers.size() > 5 ? out + " …" : out;
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
  // Where there are several outlets a counter may mean two documents of one: full_number looks.
  if (is_counter(typed) && kind.of_outlet && tx.scope_at_hand().several) return {};
  if (is_counter(typed)) return beginning(tx, kind) + tx.today().compact() + "-" + padded(typed);
  return utf8::capitals(typed);
}

std::string full_number(const ReadTxn& tx, const NumberKind& kind, std::string_view typed) {
  const std::string numbers = std::string("SELECT number AS value FROM ") + kind.table;
  const std::string wanted = utf8::capitals(typed);
  const bool digits = is_counter(typed);
  const auto missing = [&] {
    return not_found(kind.code, Message{kind.missing, {value(std::string(typed))}}, kind.hint);
  };
  if (wanted.empty() || !tx.engine().has_table(kind.table)) throw missing();
  const auto exactly = [&](const std::string& number) {
    return tx.value<std::string>(numbers + " WHERE number = :number", {{"number", number}});
  };
  const auto begin = beginning(tx, kind);
  const auto& hand = tx.scope_at_hand();
  Within here;
  if (digits && kind.of_outlet && hand.several && hand.outlet)
    here = {" AND outlet_id = :within", hand.outlet->id};
  const auto matching = [&](const std::string& start, const std::string& end) {
    return tx.all(numbers + R"( WHERE SUBSTR(number, 1, LENGTH(:start)) = :start
                                AND SUBSTR(number, LENGTH(number) - LENGTH(:typed) + 1) = :typed)" +
                      here.sql + " ORDER BY number DESC LIMIT 6",
                  {here, {"start", start}, {"typed", end}},
                  [](const Row& row) { return row.get<std::string>("value"); });
  };
  // Those of the outlet are meant, where any of them ends like it.
  const auto ending = [&](const std::string& end) {
    auto found = matching(begin, end);
    return found.empty() && begin.size() > 1 ? matching("", end) : found;
  };
  const auto only = [&](const std::vector<std::string>& numbers) -> std::optional<std::string> {
    if (numbers.size() > 1)
      throw usage_error("number.ambiguous",
                        tr("{0} may be any of {1}", std::string(typed), list_of(numbers)));
    if (numbers.empty()) return std::nullopt;
    return numbers.front();
  };
  if (!digits) {
    if (auto number = exactly(wanted)) return *number;
    if (wanted.front() != kind.letter)
      if (auto number = exactly(kind.letter + wanted)) return *number;
    if (auto number = only(ending(wanted))) return *number;
    throw missing();
  }
  // A bare counter means today's.
  const auto counter = tx.today().compact() + "-" + padded(wanted);
  if (here.outlet) {
    if (auto number = only(matching("", "-" + counter))) return *number;
    if (auto number = only(matching("", "-" + padded(wanted)))) return *number;
    throw missing();
  }
  if (auto number = exactly(begin + counter)) return *number;
  if (auto number = exactly(kind.letter + counter)) return *number;
  if (auto number = only(ending("-" + counter))) return *number;
  if (auto number = only(ending("-" + padded(wanted)))) return *number;
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
