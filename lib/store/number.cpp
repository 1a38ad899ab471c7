#include "store/number.hpp"

#include <cctype>
#include <string>

#include "store/txn.hpp"

// Numbers that people say aloud: J261123-001.
namespace svcctl::store {
namespace {

std::string padded(const std::string& digits, std::size_t size = 3) {
  return digits.size() < size ? std::string(size - digits.size(), '0') + digits : digits;
}

/// The letter, with the outlet's code where there are several.
std::string counter_scope(WriteTxn& tx, char letter, std::int64_t outlet_id) {
  std::string scope(1, letter);
  if (!tx.engine().has_table("outlet")) return scope;
  const auto several = tx.first(
      R"(SELECT MAX(CASE WHEN id = :id THEN code END) AS code FROM outlet HAVING COUNT(*) > 1)",
      {{"id", outlet_id}},
      [](const Row& row) { return row.get<std::optional<std::string>>("code"); });
  if (!several) return scope;
  if (!*several) throw bug("no outlet " + std::to_string(outlet_id));
  return scope + "-" + **several + "-";
}

/// Takes the next `count` of a counter. @return the last of them
std::int64_t count_on(WriteTxn& tx, const std::string& scope, const std::string& day,
                      std::int64_t count) {
  return tx
      .returned<std::int64_t>(
          "INSERT INTO document_counter (scope, day_on, last) VALUES (:scope, :day_on, :count) "
          "ON CONFLICT (scope, day_on) DO UPDATE SET last = document_counter.last + :count",
          {{"scope", scope}, {"day_on", day}, {"count", count}}, "last")
      .value_or(0);
}

std::string list_of(const std::vector<std::string>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size() && i < 5; ++i)
    out += (i == 0 ? "" : ", ") + numbers[i];
  return numbers.size() > 5 ? out + " …" : out;
}

}  // namespace

std::string full_number(const ReadTxn& tx, const NumberKind& kind, std::string_view typed) {
  const std::string numbers = std::string("SELECT number AS value FROM ") + kind.table;
  std::string wanted;
  bool digits = !typed.empty();
  for (const char c : typed) {
    const auto byte = static_cast<unsigned char>(c);
    digits = digits && std::isdigit(byte) != 0;
    wanted += static_cast<char>(std::toupper(byte));
  }
  const auto missing = [&] {
    return not_found(kind.code, tr(kind.missing, std::string(typed)), kind.hint);
  };
  if (wanted.empty() || !tx.engine().has_table(kind.table)) throw missing();
  const auto exactly = [&](const std::string& number) {
    return tx.value<std::string>(numbers + " WHERE number = :number", {{"number", number}});
  };
  const auto ending = [&](const std::string& end) {
    return tx.all(numbers + R"( WHERE SUBSTR(number, LENGTH(number) - LENGTH(:typed) + 1) = :typed
                              ORDER BY number DESC LIMIT 6)",
                  {{"typed", end}}, [](const Row& row) { return row.get<std::string>("value"); });
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
  // A bare counter means today's; where several outlets have one, this outlet's.
  const auto counter = tx.today().compact() + "-" + padded(wanted);
  if (auto number = exactly(kind.letter + counter)) return *number;
  if (!tx.context().outlet.empty())
    if (auto number =
            exactly(std::string(1, kind.letter) + "-" + tx.context().outlet + "-" + counter))
      return *number;
  if (auto number = only(ending("-" + counter))) return *number;
  if (auto number = only(ending("-" + padded(wanted)))) return *number;
  throw missing();
}

std::string WriteTxn::next_number(char letter, std::int64_t outlet_id) {
  return next_numbers(letter, outlet_id, 1).front();
}

std::string WriteTxn::next_lasting_number(char letter, std::optional<std::int64_t> outlet_id) {
  const auto scope = outlet_id ? counter_scope(*this, letter, *outlet_id) : std::string(1, letter);
  return scope + padded(std::to_string(count_on(*this, scope, "", 1)), 4);
}

std::vector<std::string> WriteTxn::next_numbers(char letter, std::int64_t outlet_id,
                                                std::size_t count) {
  const auto scope = counter_scope(*this, letter, outlet_id);
  const auto day = today();
  const auto last = count_on(*this, scope, day.str(), static_cast<std::int64_t>(count));
  std::vector<std::string> numbers;
  const auto first = last - static_cast<std::int64_t>(count) + 1;
  for (std::size_t i = 0; i < count; ++i)
    numbers.push_back(scope + day.compact() + "-" +
                      padded(std::to_string(first + static_cast<std::int64_t>(i))));
  return numbers;
}

}  // namespace svcctl::store
