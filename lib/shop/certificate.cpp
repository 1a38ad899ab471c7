#include "shop/certificate.hpp"

#include "shop/staff.hpp"

namespace svcctl::shop {
namespace {

constexpr const char* certificate_columns =
    R"(SELECT c.id AS id, s.code AS staff, c.kind AS kind, c.number AS number,
              c.level AS level, c.issuer AS issuer, c.valid_from_on AS valid_from_on,
              c.valid_to_on AS valid_to_on, c.recorded_at AS recorded_at, w.at AS withdrawn_at,
              COALESCE(b.code, '') AS withdrawn_by, COALESCE(w.reason, '') AS withdrawn_because
         FROM certificate c JOIN staff s ON s.id = c.staff_id
         LEFT JOIN certificate_withdrawal w ON w.certificate_id = c.id
         LEFT JOIN staff b ON b.id = w.staff_id )";

}  // namespace

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
          R"(SELECT 1 AS value FROM certificate c
              WHERE c.staff_id = :staff AND c.kind = :kind AND c.number = :number
                AND NOT EXISTS (SELECT 1 FROM certificate_withdrawal w
                                 WHERE w.certificate_id = c.id))",
          {{"staff", staff.id}, {"kind", certificate.kind}, {"number", certificate.number}}))
    throw usage_error("certificate.exists",
                      tr("certificate {0} {1} of {2} is there already", certificate.kind,
                         certificate.number, staff.code),
                      "svcctl staff certificate list " + staff.code);
  Certificate made = certificate;
  made.staff = staff.code;
  made.id = tx.insert(
      R"(INSERT INTO certificate (staff_id, kind, number, level, issuer, valid_from_on,
                                  valid_to_on, recorded_at)
         VALUES (:staff, :kind, :number, :level, :issuer, :valid_from, :valid_to, :now))",
      {{"staff", staff.id},
       {"kind", made.kind},
       {"number", made.number},
       {"level", made.level},
       {"issuer", made.issuer},
       {"valid_from", made.valid_from},
       {"valid_to", made.valid_to},
       {"now", tx.now()}});
  made.recorded_at = tx.now();
  tx.record(store::company, {"certificate",
                             staff.code,
                             {{"kind", made.kind},
                              {"valid_from", made.valid_from ? made.valid_from->str() : ""},
                              {"valid_to", made.valid_to ? made.valid_to->str() : ""}}});
  return made;
}

std::vector<Certificate> list_certificates(const store::ReadTxn& tx, const std::string& staff) {
  const std::int64_t id = staff.empty() ? 0 : find_staff(tx, staff).id;
  return tx.all<Certificate>(std::string(certificate_columns) +
                                 "WHERE :staff = 0 OR s.id = :staff "
                                 "ORDER BY s.code, c.kind, c.valid_to_on NULLS FIRST, c.id",
                             {{"staff", id}});
}

Certificate withdraw_certificate(store::WriteTxn& tx, const std::string& staff,
                                 const std::string& number, const std::string& why) {
  require_right(tx, Right::manage);
  const Staff person = find_staff(tx, staff);
  if (why.empty())
    throw usage_error("certificate.why", tr("give the reason with --why"), "--why WORDS");
  const auto find = [&] {
    return tx.first<Certificate>(std::string(certificate_columns) +
                                     "WHERE s.id = :staff AND c.number = :number "
                                     "ORDER BY c.id DESC LIMIT 1",
                                 {{"staff", person.id}, {"number", number}});
  };
  const auto found = find();
  if (!found)
    throw not_found("certificate.not-found", tr("{0} has no certificate {1}", person.code, number),
                    "svcctl staff certificate list " + person.code);
  if (found->withdrawn_at)
    throw wrong_state("certificate.withdrawn",
                      tr("certificate {0} of {1} is withdrawn already", number, person.code),
                      "svcctl staff certificate list " + person.code);
  tx.insert(R"(INSERT INTO certificate_withdrawal (certificate_id, reason, at, staff_id)
               VALUES (:certificate, :reason, :now, :staff))",
            {{"certificate", found->id}, {"reason", why}, tx.stamp()});
  tx.record(store::company,
            {"certificate",
             person.code,
             {{"kind", found->kind}, {"number", number}, {"state", "withdrawn"}, {"why", why}}});
  return *find();
}

bool certified(const store::ReadTxn& tx, std::int64_t staff_id, std::string_view kind, Date day,
               Instant known_at) {
  return tx
      .value<std::int64_t>(
          R"(SELECT 1 AS value FROM certificate c
              WHERE c.staff_id = :staff AND (:kind = '' OR c.kind = :kind)
                AND (c.valid_from_on IS NULL OR c.valid_from_on <= :day)
                AND (c.valid_to_on IS NULL OR c.valid_to_on >= :day)
                AND COALESCE(c.recorded_at, :known) <= :known
                AND NOT EXISTS (SELECT 1 FROM certificate_withdrawal w
                                 WHERE w.certificate_id = c.id AND w.at <= :known)
              LIMIT 1)",
          {{"staff", staff_id}, {"kind", kind}, {"day", day}, {"known", known_at}})
      .has_value();
}

}  // namespace svcctl::shop
