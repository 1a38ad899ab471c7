#include "shop/twin.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "shop/staff.hpp"
#include "store/one_person.hpp"

namespace svcctl::shop {
namespace {

struct Alike {
  std::int64_t id = 0;
  std::string code, name, phone;
  bool works = false;
};

std::vector<Alike> alike(const store::ReadTxn& tx, std::int64_t staff_id, const std::string& name,
                         const std::string& phone) {
  auto out =
      tx.all("SELECT id, code, name, phone, active FROM staff WHERE id <> :id ORDER BY code",
             {{"id", staff_id}}, [](const store::Row& row) {
               return Alike{row["id"], row["code"], row["name"], row["phone"], row["active"]};
             });
  const auto key = name_key(name);
  std::erase_if(out, [&](const Alike& each) {
    return name_key(each.name) != key && (phone.empty() || each.phone != phone);
  });
  return out;
}

void keep_twin(store::WriteTxn& tx, std::int64_t staff_id, std::int64_t other_id) {
  tx.insert(R"(INSERT INTO staff_twin (staff_id, other_id, by_id, from_at)
               VALUES (:staff, :other, :by, :now))",
            {{"staff", staff_id}, {"other", other_id}, {"by", tx.actor_id()}, {"now", tx.now()}});
}

constexpr std::string_view every_twin =
    R"(SELECT s.code AS staff, o.code AS other, COALESCE(b.code, '') AS by_code,
              w.from_at AS from_at, CASE WHEN w.to_at IS NULL THEN 1 ELSE 0 END AS one,
              COALESCE(e.code, '') AS ended_by, COALESCE(w.why, '') AS why
         FROM staff_twin w
         JOIN staff s ON s.id = w.staff_id
         JOIN staff o ON o.id = w.other_id
         LEFT JOIN staff b ON b.id = w.by_id
         LEFT JOIN staff e ON e.id = w.ended_by )";

Twin read_twin(const store::Row& row) {
  return {.staff = row["staff"],
          .other = row["other"],
          .by = row["by_code"],
          .from = row["from_at"],
          .one_person = row["one"],
          .told_apart_by = row["ended_by"],
          .why = row["why"]};
}

Twin recorded_twin(store::WriteTxn& tx, const Staff& one, const Staff& other, const char* what,
              const std::string& why) {
  tx.record(store::company,
            {"staff", one.code, {{"twin", other.code}, {"one-person", what}, {"why", why}}});
  const auto both = tx.all(std::string(every_twin) +
                               R"(WHERE (w.staff_id = :one AND w.other_id = :other)
                                     OR (w.staff_id = :other AND w.other_id = :one)
                                  ORDER BY w.id DESC LIMIT 1)",
                           {{"one", one.id}, {"other", other.id}}, read_twin);
  if (both.empty()) throw bug("twins that were kept are gone");
  return both.front();
}

void require_why(const std::string& why) {
  if (why.empty()) throw usage_error("twin.why", tr("give the reason with --why"), "--why WORDS");
}

}  // namespace

std::string name_key(const std::string& name) {
  std::string key;
  utf8::each(utf8::folded(name), [&](char32_t code, std::string_view bytes) {
    if (!utf8::blank(code)) key += bytes;
  });
  return key;
}

void judge_twins(store::WriteTxn& tx, std::int64_t staff_id, const std::string& name,
                 const std::string& phone, bool sure, const std::string& mend) {
  const auto others = alike(tx, staff_id, name, phone);
  if (others.empty()) return;
  if (sure) {
    const auto known = store::codes_of_person(tx, staff_id);
    for (const auto& each : others)
      if (std::ranges::find(known, each.id) == known.end()) keep_twin(tx, staff_id, each.id);
    return;
  }
  const auto& first = others.front();
  const bool by_phone = !phone.empty() && first.phone == phone;
  const auto back = first.works ? std::string() : "\nsvcctl staff set " + first.code + " --back";
  throw usage_error("staff.twin",
                    by_phone ? tr("{0} has the same phone: one person has one code", first.code)
                             : tr("{0} has the same name: one person has one code", first.code),
                    (mend.empty() ? tx.context().typed + " --sure" : mend) + back);
}

Twin tell_apart(store::WriteTxn& tx, const std::string& staff, const std::string& other,
                const std::string& why) {
  require_right(tx, Right::manage);
  require_why(why);
  const auto one = find_staff(tx, staff);
  const auto two = find_staff(tx, other);
  require(
      tx, !store::acts_as(tx, one.id) && !store::acts_as(tx, two.id), Clause::integrity, "twin.own",
      tr("{0} is one of them: another manager says that they are two", tx.actor().code),
      "svcctl staff twin " + one.code + " " + two.code + " --different --why WORDS --as MANAGER",
      store::Overridable::never);
  const auto ended = tx.run(
      R"(UPDATE staff_twin SET to_at = :now, ended_by = :by, why = :why
          WHERE to_at IS NULL AND ((staff_id = :one AND other_id = :other)
                                   OR (staff_id = :other AND other_id = :one)))",
      {{"one", one.id}, {"other", two.id}, {"by", tx.actor_id()}, {"why", why}, {"now", tx.now()}});
  if (ended == 0)
    throw not_found("twin.none", tr("{0} and {1} do not count as one person", one.code, two.code),
                    "svcctl staff twins");
  return recorded_twin(tx, one, two, "no", why);
}

Twin say_one_person(store::WriteTxn& tx, const std::string& staff, const std::string& other,
                    const std::string& why) {
  require_right(tx, Right::manage);
  require_why(why);
  const auto one = find_staff(tx, staff);
  const auto two = find_staff(tx, other);
  if (one.id == two.id)
    throw usage_error("twin.same", tr("{0} is one code, not two", one.code), "svcctl staff list");
  if (store::same_person(tx, one.id, two.id))
    throw usage_error("twin.there",
                      tr("{0} and {1} count as one person already", one.code, two.code),
                      "svcctl staff twins");
  keep_twin(tx, one.id, two.id);
  return recorded_twin(tx, one, two, "yes", why);
}

std::vector<Twin> twins(const store::ReadTxn& tx, bool all) {
  return tx.all(
      std::string(every_twin) + "WHERE w.to_at IS NULL OR :all = 1 ORDER BY s.code, o.code, w.id",
      {{"all", all}}, read_twin);
}

}  // namespace svcctl::shop
