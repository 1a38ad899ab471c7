#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "store/columns.hpp"
#include "store/txn.hpp"

namespace svcctl::shop {

/// A technician's certificate (clause 1.2-technician).
struct Certificate {
  std::int64_t id = 0;
  std::string staff;  ///< code
  std::string kind;   ///< "high-voltage", "welding", "brakes" …
  std::string number;
  std::string level;
  std::string issuer;
  std::optional<Date> valid_from;
  std::optional<Date> valid_to;                       ///< last day; nothing: no end
  std::optional<Instant> recorded_at = std::nullopt;  ///< put on file; nothing: not known
  std::optional<Instant> withdrawn_at = std::nullopt;
  std::string withdrawn_by = {};  ///< staff code
  std::string withdrawn_because = {};
  std::optional<Instant> corrected_at = std::nullopt;  ///< another took its place: it was wrong
};

/// A number that was withdrawn may be put on file again.
/// @throws Error "certificate.exists" (2), "certificate.dates" (2), find_staff's
SVCCTL_API Certificate add_certificate(store::WriteTxn& tx, const Certificate& certificate);
/// @param staff code, or empty for all
SVCCTL_API std::vector<Certificate> list_certificates(const store::ReadTxn& tx,
                                                      const std::string& staff);
/// Takes a certificate back: it counts for nothing that happens from now on. What was done under it
/// stays done under it.
/// @throws Error "certificate.not-found" (3), "certificate.withdrawn", "certificate.why" (2)
SVCCTL_API Certificate withdraw_certificate(store::WriteTxn& tx, const std::string& staff,
                                            const std::string& number, const std::string& why);
/// The certificate of that number that counts, withdrawn or not.
/// @throws Error "certificate.not-found" (3)
SVCCTL_API Certificate find_certificate(const store::ReadTxn& tx, const std::string& staff,
                                        const std::string& number);
/// What is right of a certificate that was put on file wrong: it is what it always was, since when
/// the shop knew of it. The one before counts for nothing.
/// @throws Error as add_certificate
SVCCTL_API Certificate replace_certificate(store::WriteTxn& tx, const Certificate& wrong,
                                           const Certificate& right);
/// Whether the person held a certificate of that kind (empty: of any) that was valid on the day, by
/// what was on file at `known_at`: put on file by then, and not yet withdrawn.
SVCCTL_API bool certified(const store::ReadTxn& tx, std::int64_t staff_id, std::string_view kind,
                          Date day, Instant known_at);

}  // namespace svcctl::shop

namespace svcctl {
template <>
inline constexpr std::array fields<shop::Certificate> = {
    field<&shop::Certificate::id>("id"),
    field<&shop::Certificate::staff>("staff"),
    field<&shop::Certificate::kind>("kind"),
    field<&shop::Certificate::number>("number"),
    field<&shop::Certificate::level>("level"),
    field<&shop::Certificate::issuer>("issuer"),
    field<&shop::Certificate::valid_from>("valid_from_on"),
    field<&shop::Certificate::valid_to>("valid_to_on"),
    field<&shop::Certificate::recorded_at>("recorded_at"),
    field<&shop::Certificate::withdrawn_at>("withdrawn_at"),
    field<&shop::Certificate::withdrawn_by>("withdrawn_by"),
    field<&shop::Certificate::withdrawn_because>("withdrawn_because"),
    field<&shop::Certificate::corrected_at>("corrected_at"),
};
}  // namespace svcctl
