#include "shop/certificate.hpp"

#include "shop/staff.hpp"

namespace svcctl::shop {
namespace {

constexpr const char* certificate_columns =
    R"(SELECT c.id AS id, s.code AS staff, c.kind AS kind, c.number AS number,
              c.level AS level, c.issuer AS issuer, c.valid_from_on AS valid_from_on,
              c.valid_to_on AS valid_to_on, c.recorded_at AS recorded_at, w.at AS withdrawn_at,
              COALESCE(b.code, '') AS withdrawn_by, COALESCE(w.reason, '') AS withdrawn_because,
              (SELECT n.corrected_at FROM certificate n WHERE n.corrects_id = c.id) AS corrected_at
         FROM certificate c JOIN staff s ON s.id = c.staff_id
         LEFT JOIN certificate_withdrawal w ON w.certificate_id = c.id
         LEFT JOIN staff b ON b.id = w.staff_id )";

/// @param but row id of the certificate that it takes the place of, or 0
void require_sound(const store::ReadTxn& tx, const Staff& staff, const Certificate& certificate,
                   std::int64_t but) {
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
              WHERE c.staff_id = :staff AND c.kind = :kind AND c.number = :number AND c.id <> :but
                AND NOT EXISTS (SELECT 1 FROM certificate_withdrawal w
                                 WHERE w.certificate_id = c.id)
                AND NOT EXISTS (SELECT 1 FROM certificate n WHERE n.corrects_id = c.id))",
          {{"staff", staff.id},
           {"kind", certificate.kind},
           {"number", certificate.number},
           {"but", but}}))
    throw usage_error("certificate.exists",
                      tr("certificate {0} {1} of {2} is there already", certificate.kind,
                         certificate.number, staff.code),
                      "svcctl staff certificate list " + staff.code);
}

std::int64_t insert_certificate(store::WriteTxn& tx, const Staff& staff,
                                const Certificate& certificate,
                                std::optional<std::int64_t> corrects) {
  return tx.insert(
      R"(INSERT INTO certificate (staff_id, kind, number, level, issuer, valid_from_on,
                                  valid_to_on, recorded_at, corrects_id,
                                  corrected_at)
         VALUES (:staff, :kind, :number, :level, :issuer, :valid_from, :valid_to, :known,
                 :corrects, :corrected))",
      {{"staff", staff.id},
       {"kind", certificate.kind},
       {"number", certificate.number},
       {"level", certificate.level},
       {"issuer", certificate.issuer},
       {"valid_from", certificate.valid_from},
       {"valid_to", certificate.valid_to},
       {"known", certificate.recorded_at},
       {"corrects", corrects},
       {"corrected", corrects ? std::optional(tx.now()) : std::nullopt}});
}

store::Event event_of(const std::string& staff, const Certificate& certificate) {
  return {"certificate",
          staff,
          {{"kind", certificate.kind},
           {"valid_from", certificate.valid_from ? certificate.valid_from->str() : ""},
           {"valid_to", certificate.valid_to ? certificate.valid_to->str() : ""}}};
}

}  // namespace

Certificate add_certificate(store::WriteTxn& tx, const Certificate& certificate) {
  require_right(tx, Right::manage);
  const Staff staff = find_staff(tx, certificate.staff);
  require_sound(tx, staff, certificate, 0);
  Certificate made = certificate;
  made.staff = staff.code;
  made.recorded_at = tx.now();
  made.id = insert_certificate(tx, staff, made, std::nullopt);
  tx.record(store::company, event_of(staff.code, made));
  return made;
}

Certificate find_certificate(const store::ReadTxn& tx, const std::string& staff,
                             const std::string& number) {
  const Staff person = find_staff(tx, staff);
  auto found = tx.first<Certificate>(
      std::string(certificate_columns) + R"(WHERE s.id = :staff AND c.number = :number
           AND NOT EXISTS (SELECT 1 FROM certificate n WHERE n.corrects_id = c.id)
         ORDER BY c.id DESC LIMIT 1)",
      {{"staff", person.id}, {"number", number}});
  if (!found)
    throw not_found("certificate.not-found", tr("{0} has no certificate {1}", person.code, number),
                    "svcctl staff certificate list " + person.code);
  return *std::move(found);
}

Certificate replace_certificate(store::WriteTxn& tx, const Certificate& wrong,
                                const Certificate& right) {
  require_right(tx, Right::manage);
  const Staff staff = find_staff(tx, wrong.staff);
  require_sound(tx, staff, right, wrong.id);
  Certificate made = right;
  made.id = insert_certificate(tx, staff, made, wrong.id);
  if (wrong.withdrawn_at)
    tx.run(R"(INSERT INTO certificate_withdrawal (certificate_id, reason, at, staff_id)
              SELECT :made, reason, at, staff_id FROM certificate_withdrawal
               WHERE certificate_id = :wrong)",
           {{"made", made.id}, {"wrong", wrong.id}});
  auto event = event_of(staff.code, made);
  event.facts.emplace_back("corrected", wrong.number);
  tx.record(store::company, std::move(event));
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
  const auto found = find_certificate(tx, person.code, number);
  if (found.withdrawn_at)
    throw wrong_state("certificate.withdrawn",
                      tr("certificate {0} of {1} is withdrawn already", number, person.code),
                      "svcctl staff certificate list " + person.code);
  tx.insert(R"(INSERT INTO certificate_withdrawal (certificate_id, reason, at, staff_id)
               VALUES (:certificate, :reason, :now, :staff))",
            {{"certificate", found.id}, {"reason", why}, tx.stamp()});
  tx.record(store::company,
            {"certificate",
             person.code,
             {{"kind", found.kind}, {"number", number}, {"state", "withdrawn"}, {"why", why}}});
  return find_certificate(tx, person.code, number);
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
                AND NOT EXISTS (SELECT 1 FROM certificate n WHERE n.corrects_id = c.id)
              LIMIT 1)",
          {{"staff", staff_id}, {"kind", kind}, {"day", day}, {"known", known_at}})
      .has_value();
}

}  // namespace svcctl::shop
