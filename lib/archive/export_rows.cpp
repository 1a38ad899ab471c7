#include "archive/private/export_rows.hpp"

#include "archive/detail.hpp"
#include "archive/history.hpp"
#include "customer/consent.hpp"
#include "customer/contact.hpp"
#include "customer/identity.hpp"
#include "customer/privacy.hpp"
#include "intake/kept_paper.hpp"
#include "store/txn.hpp"

namespace svcctl::archive {
namespace {

template <class T>
std::string text(const std::optional<T>& value) {
  return value ? value->str() : "";
}

/// Moments and codes as whoever reads the copy wants them.
class Reader {
 public:
  Reader(const store::ReadTxn& tx, const Catalogue* catalogue) : tx_(tx), catalogue_(catalogue) {}
  std::string moment(Instant when) const {
    return catalogue_ ? tx_.settings().zone.local(when) : when.str();
  }
  template <Coded Enum>
  std::string code(Enum value) const {
    return catalogue_ ? std::string(catalogue_->text(label(value))) : to_code(value);
  }
  std::string truth(const std::optional<bool>& value) const {
    if (!value) return "";
    const char* word = *value ? N_("yes") : N_("no");
    return catalogue_ ? std::string(catalogue_->text(word)) : word;
  }
  std::string detail(const Entry& entry) const {
    if (!catalogue_) return entry.detail;
    if (const auto sentence = sentence_of(entry)) return catalogue_->format(*sentence);
    std::string all;
    for (const auto& [code, label] : detail_pieces(entry))
      all += label.empty() ? code : std::string(catalogue_->text(label));
    return all;
  }

 private:
  const store::ReadTxn& tx_;
  const Catalogue* catalogue_;
};

ExportPart consents(const store::ReadTxn& tx, std::int64_t id, const Reader& reader) {
  return {"consents",
          N_("Answers about being contacted"),
          {{"at", N_("at")},
           {"service", N_("service calls")},
           {"marketing", N_("marketing")},
           {"method", N_("how")}},
          [&tx, id, reader](const auto& take) {
            for (const auto& row : customer::contact_consents(tx, id))
              take({reader.moment(row.at), reader.truth(row.service), reader.truth(row.marketing),
                    reader.code(row.method)});
          }};
}

ExportPart contacts(const store::ReadTxn& tx, std::int64_t id, const Reader& reader) {
  return {"contacts",
          N_("Further phones and contacts"),
          {{"name", N_("name||person")},
           {"phone", N_("phone")},
           {"relation", N_("relation")},
           {"from", N_("from")},
           {"to", N_("to")}},
          [&tx, id, reader](const auto& take) {
            for (const auto& each : customer::contacts(tx, id))
              take({each.name, each.phone, each.relation, reader.moment(each.from),
                    each.to ? reader.moment(*each.to) : std::string()});
          }};
}

ExportPart vehicles(const store::ReadTxn& tx, std::int64_t id) {
  return {
      "vehicles",
      N_("Vehicles"),
      {{"vehicle", N_("vehicle")},
       {"plate", N_("plate")},
       {"vin", N_("VIN")},
       {"make", N_("make")},
       {"model", N_("model")},
       {"year", N_("year")},
       {"engine", N_("engine")},
       {"odometer_km", N_("km")},
       {"inspection_due", N_("inspection due")},
       {"insurance_due", N_("insurance ends")}},
      [&tx, id](const auto& take) {
        for (const auto& v : customer::vehicles_of(tx, id))
          take({v.number, v.plate, v.vin, v.make, v.model, v.year ? std::to_string(*v.year) : "",
                v.engine, v.odometer_km ? std::to_string(*v.odometer_km) : "",
                v.inspection_due ? v.inspection_due->str() : "",
                v.insurance_due ? v.insurance_due->str() : ""});
      }};
}

ExportPart plates(const store::ReadTxn& tx, std::int64_t id, const Reader& reader) {
  return {"identifiers",
          N_("Plates and VINs of the vehicles"),
          {{"vehicle", N_("vehicle")},
           {"kind", N_("kind")},
           {"value", N_("plate or VIN")},
           {"from", N_("from")},
           {"to", N_("to")},
           {"reason", N_("reason")}},
          [&tx, id, reader](const auto& take) {
            for (const auto& v : customer::vehicles_of(tx, id))
              for (const auto& each : customer::identifiers(tx, v.id))
                take({v.number, reader.code(each.kind),
                      each.state && each.value.empty() ? reader.code(*each.state) : each.value,
                      each.from ? reader.moment(*each.from) : std::string(),
                      each.to ? reader.moment(*each.to) : std::string(), each.reason});
          }};
}

ExportPart history(const store::ReadTxn& tx, std::int64_t id, const Reader& reader) {
  return {"history",
          N_("History"),
          {{"at", N_("at")},
           {"kind", N_("kind")},
           {"plate", N_("plate")},
           {"job", N_("job")},
           {"number", N_("number")},
           {"text", N_("text")},
           {"detail", N_("detail")},
           {"person", N_("name||person")},
           {"quantity", N_("quantity")},
           {"amount", N_("amount")},
           {"km", N_("km")},
           {"late_by", N_("recorded late, by")}},
          [&tx, id, reader](const auto& take) {
            each_of_customer(tx, id, {}, [&](const Entry& e) {
              take({reader.moment(e.at), reader.code(e.kind), e.plate, e.job, e.number, e.text,
                    reader.detail(e), e.person, text(e.quantity), text(e.amount),
                    e.km ? std::to_string(*e.km) : "", e.late_by});
            });
          }};
}

ExportPart kept_papers(const store::ReadTxn& tx, std::int64_t id, const Reader& reader) {
  return {
      "papers",
      N_("Papers as they were laid out"),
      {{"at", N_("at")}, {"kind", N_("kind")}, {"number", N_("number")}, {"text", N_("text")}},
      [&tx, id, reader](const auto& take) {
        for (auto q = tx.query(R"(SELECT p.recorded_at AS at, p.kind, p.number, w.text
                                        FROM person_words w JOIN paper p ON p.words_id = w.id
                                       WHERE w.customer_id = :id AND w.text IS NOT NULL
                                       ORDER BY w.id)",
                               {{"id", id}});
             q.next();)
          take({reader.moment(q.row()["at"]), reader.code(q.row().get<intake::PaperKind>("kind")),
                q.row().get<std::string>("number"), q.row().get<std::string>("text")});
      }};
}

ExportPart accesses(const store::ReadTxn& tx, std::int64_t id, const Reader& reader) {
  return {"accesses",
          N_("Who saw it whole, and what for"),
          {{"at", N_("at")}, {"kind", N_("kind")}, {"purpose", N_("purpose")}},
          [&tx, id, reader](const auto& take) {
            for (auto q = tx.query(R"(SELECT at, kind, purpose FROM personal_access
                                       WHERE customer_id = :id ORDER BY id)",
                                   {{"id", id}});
                 q.next();)
              take({reader.moment(q.row()["at"]),
                    reader.code(q.row().get<customer::AccessKind>("kind")),
                    q.row().get<std::string>("purpose")});
          }};
}

}  // namespace

std::vector<ExportPart> export_parts(const store::ReadTxn& tx, std::int64_t customer_id,
                                     const Catalogue* catalogue) {
  const Reader reader(tx, catalogue);
  return {consents(tx, customer_id, reader), contacts(tx, customer_id, reader),
          vehicles(tx, customer_id),         plates(tx, customer_id, reader),
          history(tx, customer_id, reader),  kept_papers(tx, customer_id, reader),
          accesses(tx, customer_id, reader)};
}

std::vector<std::pair<ExportColumn, std::string>> export_fields(const store::ReadTxn& tx,
                                                                std::int64_t customer_id,
                                                                const Catalogue* catalogue) {
  const auto c = customer::customer_by_id(tx, customer_id);
  const Reader reader(tx, catalogue);
  return {
      {{"number", N_("number")}, c.number},
      {{"name", N_("name||person")}, c.name},
      {{"phone", N_("phone")}, c.phone},
      {{"phone_typed", N_("phone as told")}, c.phone_typed},
      {{"kind", N_("kind")}, reader.code(c.kind)},
      {{"address", N_("address")}, c.address},
      {{"credit_limit", N_("credit limit")}, c.credit_limit.str()},
      {{"service_contact", N_("service calls")}, reader.truth(c.service_contact)},
      {{"marketing_contact", N_("marketing")}, reader.truth(c.marketing_contact)},
      {{"state", N_("state")}, reader.code(c.state)},
      {{"added_at", N_("put on file")}, c.added_at ? reader.moment(*c.added_at) : std::string()}};
}

}  // namespace svcctl::archive
