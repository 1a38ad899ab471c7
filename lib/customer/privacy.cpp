#include "customer/privacy.hpp"

#include "customer/customer.hpp"
#include "shop/staff.hpp"
#include "store/pin.hpp"
#include "store/txn.hpp"

namespace svcctl::customer {
namespace {

constexpr const char* copies =
    R"(SELECT a.id AS id, a.command AS command, COALESCE(c.number, '') AS customer,
              a.purpose AS purpose, a.file AS file, COALESCE(s.code, '') AS staff, a.at AS at,
              e.at AS destroyed_at
         FROM personal_access a
         LEFT JOIN customer c ON c.id = a.customer_id
         LEFT JOIN staff s ON s.id = a.staff_id
         LEFT JOIN personal_copy_end e ON e.access_id = a.id
        WHERE a.kind = 'export' )";

constexpr store::GroundKind copied{N_("the copy was made"), nullptr};

}  // namespace

void look_whole(store::WriteTxn& tx, const AccessRequest& request) {
  store::require_pin(tx, PinFor::reveal);
  require(tx, tx.may(Right::see_personal), Clause::privacy, "customer.may-not-see",
          tr("{0} may not see personal data whole", tx.actor().code),
          tx.may(Right::see_personal) ? "" : shop::way_to_right(tx, Right::see_personal));
  require(tx, !request.purpose.empty(), Clause::privacy, "customer.no-purpose",
          tr("personal data is shown whole for a stated purpose only"), "--purpose WORDS");
  tx.insert(
      R"(INSERT INTO personal_access (kind, command, customer_id, purpose, file, at, recorded_at,
                                      staff_id)
         VALUES (:kind, :command, :customer, :purpose, :file, :at, :now, :staff))",
      {{"kind", request.kind},
       {"command", tx.context().command},
       {"customer", request.customer_id},
       {"purpose", request.purpose},
       {"file", request.file},
       tx.stamp()});
  tx.record(store::company,
            {"personal-data",
             request.customer_id ? customer_by_id(tx, *request.customer_id).number : "",
             {{"kind", to_code(request.kind)}, {"purpose", request.purpose}}});
}

void each_copy(const store::ReadTxn& tx, bool all,
               const std::function<void(const PersonalCopy&)>& take) {
  for (auto q = tx.query(std::string(copies) + "AND (:all = 1 OR e.id IS NULL) ORDER BY a.id",
                         {{"all", all}});
       q.next();)
    take(q.row().as<PersonalCopy>());
}

PersonalCopy destroy_copy(store::WriteTxn& tx, std::int64_t id) {
  const auto one = std::string(copies) + "AND a.id = :id";
  const auto found = tx.first<PersonalCopy>(one, {{"id", id}});
  if (!found)
    throw not_found("customer.no-copy", tr("there is no copy {0}", id), "svcctl customer copies");
  tx.stands_on(Clause::privacy, {copied.at(found->made_at)});
  if (found->destroyed_at)
    throw wrong_state("customer.copy-gone", tr("copy {0} was destroyed already", id));
  tx.insert(
      R"(INSERT INTO personal_copy_end (access_id, at, recorded_at, staff_id)
         VALUES (:id, :at, :now, :staff))",
      {{"id", id}, tx.stamp()});
  tx.record(store::company, {"personal-data", std::to_string(id), {{"copy", "destroyed"}}});
  return *tx.first<PersonalCopy>(one, {{"id", id}});
}

}  // namespace svcctl::customer
