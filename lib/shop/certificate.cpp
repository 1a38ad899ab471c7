#include "shop/certificate.hpp"

#include "shop/staff.hpp"

namespace svcctl::shop {
namespace {}  // namespace

Certificate add_certificate(store::WriteTxn& tx, const Certificate& certificate) {
  require_right(tx, Right::manage);
  const Staff staff = find_staff(tx, certificate.staff);
  if (certificate.kind.empty() || certificate.number.empty())
    throw usage_error("certificate.number", tr("a certificate has a kind and a number"),
                      "--kind high-voltage --number …");
  if (certificate.valid_from && certificate.valid_to &&
      *certificate.valid_to < *certificate.valid_from)
    throw usage_error("certificate.dates",
                      tr("the certificate would end on {0}, before it begins on {1}",
                         certificate.valid_to->str(), certificate.valid_from->str()));
  if (tx.value<std::int64_t>(
          R"(SELECT 1 AS value FROM certificate
              WHERE staff_id = :staff AND kind = :kind AND number = :number)",
          {{"staff", staff.id}, {"kind", certificate.kind}, {"number", certificate.number}}))
    throw usage_error("certificate.exists",
                      tr("certificate {0} {1} of {2} is there already", certificate.kind,
                         certificate.number, staff.code),
                      "svcctl staff certificate list " + staff.code);
  Certificate made = certificate;
  made.staff = staff.code;
  made.id = tx.insert(
      R"(INSERT INTO certificate (staff_id, kind, number, level, issuer, valid_from_on,
                                  valid_to_on)
         VALUES (:staff, :kind, :number, :level, :issuer, :valid_from, :valid_to))",
      {{"staff", staff.id},
       {"kind", made.kind},
       {"number", made.number},
       {"level", made.level},
       {"issuer", made.issuer},
       {"valid_from", made.valid_from},
       {"valid_to", made.valid_to}});
  tx.record(store::company, {"certificate",
                             staff.code,
                             {{"kind", made.kind},
                              {"valid_from", made.valid_from ? made.valid_from->str() : ""},
                              {"valid_to", made.valid_to ? made.valid_to->str() : ""}}});
  return made;
}

std::vector<Certificate> list_certificates(const store::ReadTxn& tx, const std::string& staff) {
  const std::int64_t id = staff.empty() ? 0 : find_staff(tx, staff).id;
  return tx.all<Certificate>(
      R"(SELECT c.id AS id, s.code AS staff, c.kind AS kind, c.number AS number,
                c.level AS level, c.issuer AS issuer, c.valid_from_on AS valid_from_on,
                c.valid_to_on AS valid_to_on
           FROM certificate c JOIN staff s ON s.id = c.staff_id
          WHERE :staff = 0 OR s.id = :staff
          ORDER BY s.code, c.kind, c.valid_to_on NULLS FIRST, c.id)",
      {{"staff", id}});
}

bool certified(const store::ReadTxn& tx, std::int64_t staff_id, std::string_view kind, Date day) {
  return tx
      .value<std::int64_t>(
          R"(SELECT 1 AS value FROM certificate
              WHERE staff_id = :staff AND kind = :kind
                AND (valid_from_on IS NULL OR valid_from_on <= :day)
                AND (valid_to_on IS NULL OR valid_to_on >= :day)
              LIMIT 1)",
          {{"staff", staff_id}, {"kind", kind}, {"day", day}})
      .has_value();
}

}  // namespace svcctl::shop
