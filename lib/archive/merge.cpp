#include "archive/merge.hpp"

#include <array>
#include <optional>

#include "base/utf8.hpp"
#include "customer/consent.hpp"
#include "customer/search.hpp"
#include "shop/staff.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

using customer::Customer;

/// How rows of one kind go from one customer to another.
struct Moving {
  MovedKind kind;
  const char* of_customer;  ///< `id` and `number` of the rows of :from
  const char* number;       ///< `value`: the number of row :id; '' for rows that are not listed
  const char* move;         ///< row :id from :from to :to
};

constexpr std::array movings = {
    Moving{
        MovedKind::vehicle,
        R"(SELECT o.id AS id, CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS number
                FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
               WHERE o.customer_id = :from ORDER BY o.id)",
        R"(SELECT CASE WHEN v.plate <> '' THEN v.plate ELSE 'V' || v.id END AS value FROM vehicle_owner o JOIN vehicle v ON v.id = o.vehicle_id
               WHERE o.id = :id)",
        "UPDATE vehicle_owner SET customer_id = :to WHERE id = :id AND customer_id = :from"},
    Moving{MovedKind::visit, "SELECT id, number FROM job WHERE customer_id = :from ORDER BY id",
           "SELECT number AS value FROM job WHERE id = :id",
           "UPDATE job SET customer_id = :to WHERE id = :id AND customer_id = :from"},
    Moving{MovedKind::follow_up,
           "SELECT id, number FROM follow_up WHERE customer_id = :from ORDER BY id",
           "SELECT number AS value FROM follow_up WHERE id = :id",
           "UPDATE follow_up SET customer_id = :to WHERE id = :id AND customer_id = :from"},
    Moving{MovedKind::complaint,
           "SELECT id, number FROM complaint WHERE customer_id = :from ORDER BY id",
           "SELECT number AS value FROM complaint WHERE id = :id",
           "UPDATE complaint SET customer_id = :to WHERE id = :id AND customer_id = :from"},
    Moving{MovedKind::merged,
           "SELECT id, number FROM customer WHERE merged_into_id = :from ORDER BY id",
           "SELECT number AS value FROM customer WHERE id = :id",
           "UPDATE customer SET merged_into_id = :to WHERE id = :id AND merged_into_id = :from"},
    Moving{MovedKind::words,
           "SELECT id, '' AS number FROM person_words WHERE customer_id = :from ORDER BY id",
           "SELECT '' AS value FROM person_words WHERE id = :id",
           "UPDATE person_words SET customer_id = :to WHERE id = :id AND customer_id = :from"},
    Moving{MovedKind::contact,
           "SELECT id, '' AS number FROM customer_contact WHERE customer_id = :from ORDER BY id",
           "SELECT '' AS value FROM customer_contact WHERE id = :id",
           "UPDATE customer_contact SET customer_id = :to WHERE id = :id AND customer_id = :from"},
};

struct Pair {
  Customer kept;
  Customer other;
};

Pair pair_of(store::WriteTxn& tx, const std::string& keep, const std::string& other) {
  shop::require_right(tx, Right::manage);
  Pair pair{customer::find_customer(tx, keep), customer::find_customer(tx, other)};
  customer::require_in_use(tx, pair.kept);
  customer::require_in_use(tx, pair.other);
  if (pair.kept.id == pair.other.id)
    throw usage_error(
        "archive.same-customer",
        tr("'{0}' and '{1}' are one customer already: {2}", keep, other, pair.kept.number),
        "svcctl customer show " + pair.kept.number);
  return pair;
}

/// Calls `take(moving, row id, moved)` for each row of the other customer.
template <class Take>
void each_row(const store::ReadTxn& tx, const Pair& pair, Take take) {
  for (const auto& moving : movings)
    for (auto q = tx.query(moving.of_customer, {{"from", pair.other.id}}); q.next();)
      take(moving, q.row().get<std::int64_t>("id"),
           Moved{moving.kind, q.row()["number"], pair.other.number, pair.kept.number});
}

void list(std::vector<Moved>& out, const Moved& moved) {
  if (!moved.number.empty()) out.push_back(moved);
}

/// A no under either number counts.
void join_answers(store::WriteTxn& tx, const Pair& pair) {
  const bool service = pair.kept.service_contact && pair.other.service_contact;
  const bool marketing = pair.kept.marketing_contact && pair.other.marketing_contact;
  if (service == pair.kept.service_contact && marketing == pair.kept.marketing_contact) return;
  customer::keep_consent(
      tx, pair.kept.id,
      {.service = service, .marketing = marketing, .method = customer::ConsentMethod::merge});
  tx.run(
      "UPDATE customer SET service_contact = :service, marketing_contact = :marketing "
      "WHERE id = :id",
      {{"service", service}, {"marketing", marketing}, {"id", pair.kept.id}});
}

void fill_gaps(store::WriteTxn& tx, const Pair& pair, bool phone, bool address) {
  if (phone)
    tx.run(R"(UPDATE customer SET phone = :phone, phone_typed = :typed,
                     phone_reversed = :phone_reversed WHERE id = :id)",
           {{"phone", pair.other.phone},
            {"typed", pair.other.phone_typed},
            {"phone_reversed", utf8::reversed(pair.other.phone)},
            {"id", pair.kept.id}});
  if (address)
    tx.run("UPDATE customer SET address = :address WHERE id = :id",
           {{"address", pair.other.address}, {"id", pair.kept.id}});
}

struct KeptMerge {
  std::int64_t id = 0;
  std::int64_t kept_id = 0;
  bool phone_taken = false;
  bool address_taken = false;
  bool service_before = false;
  bool marketing_before = false;
};

std::optional<KeptMerge> last_merge(const store::ReadTxn& tx, std::int64_t other_id) {
  return tx.first(
      R"(SELECT id, kept_id, phone_taken, address_taken, service_before, marketing_before
           FROM customer_merge WHERE other_id = :id AND undone_at IS NULL
          ORDER BY id DESC LIMIT 1)",
      {{"id", other_id}}, [](const store::Row& row) {
        return KeptMerge{row["id"],
                         row["kept_id"],
                         row["phone_taken"],
                         row["address_taken"],
                         row["service_before"],
                         row["marketing_before"]};
      });
}

/// The kept one gives back what it took, where it still stands; its answers as they were, unless
/// it was asked again since.
void give_back(store::WriteTxn& tx, const KeptMerge& merge, const Customer& kept,
               const Customer& other) {
  if (merge.phone_taken && kept.phone == other.phone)
    tx.run("UPDATE customer SET phone = '', phone_typed = '', phone_reversed = '' WHERE id = :id",
           {{"id", kept.id}});
  if (merge.address_taken && kept.address == other.address)
    tx.run("UPDATE customer SET address = '' WHERE id = :id", {{"id", kept.id}});
  const auto last = tx.value<std::string>(
      R"(SELECT method AS value FROM contact_consent WHERE customer_id = :id
          ORDER BY id DESC LIMIT 1)",
      {{"id", kept.id}});
  if (last != "merge") return;
  customer::keep_consent(tx, kept.id,
                         {.service = merge.service_before,
                          .marketing = merge.marketing_before,
                          .method = customer::ConsentMethod::merge});
  tx.run(
      "UPDATE customer SET service_contact = :service, marketing_contact = :marketing "
      "WHERE id = :id",
      {{"service", merge.service_before}, {"marketing", merge.marketing_before}, {"id", kept.id}});
}

}  // namespace

std::vector<Moved> preview_merge(store::WriteTxn& tx, const std::string& keep,
                                 const std::string& other) {
  const auto pair = pair_of(tx, keep, other);
  std::vector<Moved> out;
  each_row(tx, pair, [&](const Moving&, std::int64_t, Moved moved) { list(out, moved); });
  return out;
}

std::vector<Moved> merge(store::WriteTxn& tx, const std::string& keep, const std::string& other) {
  const auto pair = pair_of(tx, keep, other);
  const bool phone = pair.kept.phone.empty() && !pair.other.phone.empty();
  const bool address = pair.kept.address.empty() && !pair.other.address.empty();
  const auto id = tx.insert(
      R"(INSERT INTO customer_merge (kept_id, other_id, phone_taken, address_taken,
                                     service_before, marketing_before, at, recorded_at, staff_id)
         VALUES (:kept, :other, :phone, :address, :service, :marketing, :at, :now, :staff))",
      {{"kept", pair.kept.id},
       {"other", pair.other.id},
       {"phone", phone},
       {"address", address},
       {"service", pair.kept.service_contact},
       {"marketing", pair.kept.marketing_contact},
       tx.stamp()});
  struct Row {
    const Moving* moving;
    std::int64_t id;
  };
  std::vector<Row> rows;
  std::vector<Moved> out;
  each_row(tx, pair, [&](const Moving& moving, std::int64_t row, Moved moved) {
    rows.push_back({&moving, row});
    list(out, moved);
  });
  for (const auto& row : rows) {
    tx.run(row.moving->move, {{"id", row.id}, {"from", pair.other.id}, {"to", pair.kept.id}});
    tx.insert(
        "INSERT INTO customer_merge_row (merge_id, kind, row_id) VALUES (:merge, :kind, :row)",
        {{"merge", id}, {"kind", row.moving->kind}, {"row", row.id}});
  }
  fill_gaps(tx, pair, phone, address);
  join_answers(tx, pair);
  tx.run("UPDATE customer SET state = 'merged', merged_into_id = :kept WHERE id = :id",
         {{"kept", pair.kept.id}, {"id", pair.other.id}});
  tx.record(store::company,
            {"customer",
             pair.kept.number,
             {{"merged", pair.other.number}, {"rows", std::to_string(rows.size())}}});
  return out;
}

std::vector<Moved> undo_merge(store::WriteTxn& tx, const std::string& typed) {
  shop::require_right(tx, Right::manage);
  const auto id = tx.value<std::int64_t>("SELECT id AS value FROM customer WHERE number = :number",
                                         {{"number", customer::full_customer_number(typed)}});
  if (!id)
    throw not_found("customer.not-found", tr("there is no customer '{0}'", typed),
                    "svcctl customer find WORDS");
  const auto other = customer::customer_by_id(tx, *id);
  const auto merge = last_merge(tx, other.id);
  if (!merge)
    throw wrong_state("archive.not-merged", tr("customer {0} is not merged", other.number),
                      "svcctl customer show " + other.number);
  const auto kept = customer::customer_by_id(tx, merge->kept_id);
  if (kept.merged_into_id)
    throw wrong_state("archive.merged-again",
                      tr("{0} was merged into {1} since: take that back first", kept.number,
                         customer::kept_customer(tx, kept.id).number),
                      "svcctl customer merge --undo " + kept.number);
  customer::require_in_use(tx, kept);

  std::vector<Moved> out;
  for (const auto& moving : movings)
    for (auto q = tx.query(R"(SELECT row_id FROM customer_merge_row
                               WHERE merge_id = :merge AND kind = :kind ORDER BY id)",
                           {{"merge", merge->id}, {"kind", moving.kind}});
         q.next();) {
      const std::int64_t row = q.row()["row_id"];
      if (tx.run(moving.move, {{"id", row}, {"from", kept.id}, {"to", other.id}}) == 0) continue;
      list(out, {moving.kind, tx.value<std::string>(moving.number, {{"id", row}}).value_or(""),
                 kept.number, other.number});
    }
  give_back(tx, *merge, kept, other);
  tx.run("UPDATE customer SET state = 'active', merged_into_id = NULL WHERE id = :id",
         {{"id", other.id}});
  tx.run("UPDATE customer_merge SET undone_at = :at WHERE id = :id",
         {tx.stamp(), {"id", merge->id}});
  tx.record(store::company, {"customer",
                             kept.number,
                             {{"unmerged", other.number}, {"rows", std::to_string(out.size())}}});
  return out;
}

}  // namespace svcctl::archive
