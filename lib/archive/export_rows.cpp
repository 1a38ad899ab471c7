#include "archive/export_rows.hpp"

#include "archive/history.hpp"
#include "customer/consent.hpp"
#include "customer/privacy.hpp"
#include "customer/vehicle.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

std::string yes_no(const std::optional<bool>& value) { return !value ? "" : *value ? "yes" : "no"; }

template <class T>
std::string text(const std::optional<T>& value) {
  return value ? value->str() : "";
}

/// Moments as the reader of the copy wants them.
class Clock {
 public:
  Clock(const store::ReadTxn& tx, bool local) : tx_(tx), local_(local) {}
  bool local() const { return local_; }
  std::string operator()(Instant when) const {
    return local_ ? tx_.settings().zone.local(when) : when.str();
  }

 private:
  const store::ReadTxn& tx_;
  bool local_;
};

ExportPart consents(const store::ReadTxn& tx, std::int64_t id, const Clock& clock) {
  return {"consents",
          N_("Answers about being contacted"),
          {{"at", N_("at")},
           {"service", N_("service calls")},
           {"marketing", N_("marketing")},
           {"method", N_("how")}},
          [&tx, id, clock](const auto& take) {
            for (const auto& row : customer::contact_consents(tx, id))
              take({clock(row.at), yes_no(row.service), yes_no(row.marketing),
                    clock.local() ? label(row.method) : to_code(row.method)});
          }};
}

ExportPart vehicles(const store::ReadTxn& tx, std::int64_t id) {
  return {"vehicles",
          N_("Vehicles"),
          {{"plate", N_("plate")},
           {"vin", N_("VIN")},
           {"make", N_("make")},
           {"model", N_("model")},
           {"year", N_("year")},
           {"engine", N_("engine")},
           {"odometer_km", N_("km")}},
          [&tx, id](const auto& take) {
            for (const auto& v : customer::vehicles_of(tx, id))
              take({v.plate, v.vin, v.make, v.model, v.year ? std::to_string(*v.year) : "",
                    v.engine, v.odometer_km ? std::to_string(*v.odometer_km) : ""});
          }};
}

ExportPart history(const store::ReadTxn& tx, std::int64_t id, const Clock& clock) {
  return {"history",
          N_("History"),
          {{"at", N_("at")},
           {"kind", N_("kind")},
           {"plate", N_("plate")},
           {"job", N_("job")},
           {"number", N_("number")},
           {"text", N_("text")},
           {"detail", N_("detail")},
           {"person", N_("name")},
           {"quantity", N_("quantity")},
           {"amount", N_("amount")},
           {"km", N_("km")}},
          [&tx, id, clock](const auto& take) {
            each_of_customer(tx, id, {}, [&](const Entry& e) {
              take({clock(e.at), clock.local() ? label(e.kind) : to_code(e.kind), e.plate, e.job,
                    e.number, e.text, e.detail, e.person, text(e.quantity), text(e.amount),
                    e.km ? std::to_string(*e.km) : ""});
            });
          }};
}

std::string kind_of(const store::Row& row, bool local) {
  const auto kind = row.get<customer::AccessKind>("kind");
  return local ? label(kind) : to_code(kind);
}

ExportPart accesses(const store::ReadTxn& tx, std::int64_t id, const Clock& clock) {
  return {"accesses",
          N_("Who saw it whole, and what for"),
          {{"at", N_("at")}, {"kind", N_("kind")}, {"purpose", N_("purpose")}},
          [&tx, id, clock](const auto& take) {
            for (auto q = tx.query(R"(SELECT at, kind, purpose FROM personal_access
                                       WHERE customer_id = :id ORDER BY id)",
                                   {{"id", id}});
                 q.next();)
              take({clock(q.row()["at"]), kind_of(q.row(), clock.local()),
                    q.row().get<std::string>("purpose")});
          }};
}

}  // namespace

std::vector<ExportPart> export_parts(const store::ReadTxn& tx, std::int64_t customer_id,
                                     bool local) {
  const Clock clock(tx, local);
  return {consents(tx, customer_id, clock), vehicles(tx, customer_id),
          history(tx, customer_id, clock), accesses(tx, customer_id, clock)};
}

std::vector<std::pair<ExportColumn, std::string>> export_fields(const store::ReadTxn& tx,
                                                                std::int64_t customer_id,
                                                                bool local) {
  const auto c = customer::customer_by_id(tx, customer_id);
  return {{{"number", N_("number")}, c.number},
          {{"name", N_("name")}, c.name},
          {{"phone", N_("phone")}, c.phone},
          {{"phone_typed", N_("phone as told")}, c.phone_typed},
          {{"kind", N_("kind")}, local ? label(c.kind) : to_code(c.kind)},
          {{"address", N_("address")}, c.address},
          {{"credit_limit", N_("credit limit")}, c.credit_limit.str()},
          {{"service_contact", N_("service calls")}, yes_no(c.service_contact)},
          {{"marketing_contact", N_("marketing")}, yes_no(c.marketing_contact)},
          {{"state", N_("state")}, local ? label(c.state) : to_code(c.state)},
          {{"added_at", N_("put on file")},
           c.added_at ? Clock(tx, local)(*c.added_at) : std::string()}};
}

}  // namespace svcctl::archive
