#include "store/one_person.hpp"

#include <algorithm>

#include "store/pin.hpp"

namespace svcctl::store {
namespace {

struct Taken {
  Takeover takeover;
  std::string os_user;
};

/// Whether the person gave a PIN with this command that they set before it was taken over.
bool gave_own_pin(const ReadTxn& tx, std::int64_t staff_id, Instant before) {
  const auto& pins = tx.context().pins;
  if (pins.acting.empty() && pins.signing.empty()) return false;
  const auto pin = pin_of(tx, staff_id);
  return pin && pin->set_by == staff_id && pin->from <= before &&
         (pins.acting.contains(pin->hash) || pins.signing.contains(pin->hash));
}

}  // namespace

std::vector<std::int64_t> codes_of_person(const ReadTxn& tx, std::int64_t staff_id) {
  return tx.all(R"(SELECT :staff AS id, 0 AS place
                        UNION SELECT other_id, 1 FROM staff_twin
                               WHERE staff_id = :staff AND to_at IS NULL
                        UNION SELECT staff_id, 1 FROM staff_twin
                               WHERE other_id = :staff AND to_at IS NULL
                        ORDER BY place, id)",
                {{"staff", staff_id}}, [](const Row& row) { return row.get<std::int64_t>("id"); });
}

bool same_person(const ReadTxn& tx, std::int64_t one, std::int64_t other) {
  if (one == other) return true;
  const auto codes = codes_of_person(tx, one);
  return std::ranges::find(codes, other) != codes.end();
}

std::optional<Takeover> taken_over(const ReadTxn& tx, std::int64_t staff_id, std::int64_t named_by,
                                   Proof proof) {
  const auto all =
      tx.all(R"(SELECT t.by_id AS by_id, s.code AS code, t.os_user AS os_user,
                                    t.from_at AS from_at
                               FROM staff_takeover t JOIN staff s ON s.id = t.by_id
                              WHERE t.staff_id = :staff AND COALESCE(t.to_at, :now) >= :now
                                AND (t.how = 'binding' OR :with_pin = 1)
                              ORDER BY t.id DESC)",
             {{"staff", staff_id}, {"with_pin", proof == Proof::may_be_pin}, {"now", tx.now()}},
             [](const Row& row) {
               return Taken{{row["by_id"], row["code"], row["from_at"]}, row["os_user"]};
             });
  for (const auto& [takeover, os_user] : all) {
    if (!same_person(tx, named_by, takeover.by_id)) continue;
    const auto& ask = tx.context().os_user;
    if (os_user == (ask ? ask() : std::string()) && !gave_own_pin(tx, staff_id, takeover.from))
      return takeover;
  }
  return std::nullopt;
}

void require_not_taken_over(const ReadTxn& tx, std::int64_t staff_id, const std::string& code,
                            std::int64_t named_by) {
  const auto takeover = taken_over(tx, staff_id, named_by, Proof::may_be_pin);
  if (!takeover) return;
  throw refusal(
      Clause::integrity, "signature.taken-over",
      tr("{0} changed how {1} proves who they are, on {2}: what is signed here as {1} is {0}'s own",
         takeover->by, code, tx.settings().zone.date_of(takeover->from).str()),
      "svcctl staff bindings " + code);
}

std::vector<std::int64_t> counts_as(const ReadTxn& tx) {
  if (!tx.actor_id()) return {};
  return codes_of_person(tx, *tx.actor_id());
}

bool acts_as(const ReadTxn& tx, std::int64_t staff_id) {
  return tx.actor_id() && same_person(tx, *tx.actor_id(), staff_id);
}

}  // namespace svcctl::store
