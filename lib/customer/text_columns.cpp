#include "customer/text_columns.hpp"

#include "base/settings.hpp"
#include "customer/consent.hpp"
#include "customer/customer.hpp"
#include "customer/identity.hpp"
#include "customer/odometer.hpp"
#include "customer/privacy.hpp"
#include "customer/vehicle_date.hpp"

namespace svcctl::customer {
namespace {

using store::code_column;
using store::Holds;

constexpr store::TextColumn columns_of_customer[] = {
    {"customer", "number", Holds::key},
    {"customer", "name", Holds::identity},
    {"customer", "phone", Holds::identity},
    {"customer", "phone_typed", Holds::identity},
    {"customer", "phone_reversed", Holds::identity},
    code_column<CustomerKind>("customer", "kind"),
    {"customer", "address", Holds::identity},
    code_column<CustomerState>("customer", "state"),
    {"customer", "kept_until_on", Holds::key},
    {"customer", "source_id", Holds::identity},
    {"customer", "salt", Holds::key},
    {"customer_contact", "name", Holds::identity},
    {"customer_contact", "phone", Holds::identity},
    {"customer_contact", "relation", Holds::identity},
    {"customer_contact", "salt", Holds::key},
    {"vehicle", "plate", Holds::identity},
    {"vehicle", "plate_reversed", Holds::identity},
    code_column<PlateState>("vehicle", "plate_state"),
    {"vehicle", "vin", Holds::identity},
    {"vehicle", "vin_reversed", Holds::identity},
    {"vehicle", "make", Holds::name},
    {"vehicle", "model", Holds::name},
    {"vehicle", "engine", Holds::identity},
    code_column<VehicleKind>("vehicle", "kind"),
    code_column<VehicleState>("vehicle", "state"),
    {"vehicle", "salt", Holds::key},
    code_column<IdentifierKind>("vehicle_identifier", "kind"),
    code_column<PlateState>("vehicle_identifier", "state"),
    {"vehicle_identifier", "value", Holds::identity},
    {"vehicle_identifier",
     "reason",
     Holds::words,
     {},
     false,
     "vehicle_id IN (SELECT vehicle_id FROM vehicle_owner WHERE customer_id = :id "
     "AND to_at IS NULL)"},
    {"vehicle_identifier", "salt", Holds::key},
    {"vehicle_owner", "reason", Holds::words, {}, false, "customer_id = :id"},
    {"vehicle_owner", "salt", Holds::key},
    code_column<VehicleDateKind>("vehicle_date", "kind"),
    {"vehicle_date", "falls_on", Holds::key},
    code_column<ReadingSource>("odometer_reading", "source"),
    {"odometer_reading", "document", Holds::key},
    code_column<ConsentMethod>("contact_consent", "method"),
    code_column<AccessKind>("personal_access", "kind"),
    {"personal_access", "command", Holds::key},
    {"personal_access", "purpose", Holds::prose},
    {"personal_access", "file", Holds::name},
    {"past_visit", "visited_on", Holds::key},
    {"past_visit", "work", Holds::prose},
    {"past_visit", "document", Holds::key},
    {"past_visit", "source_key", Holds::key},
    {"person_words", "kind", Holds::key},
    {"person_words", "text", Holds::identity},
    {"person_words", "salt", Holds::key},
};

}  // namespace

std::span<const store::TextColumn> text_columns() { return columns_of_customer; }

}  // namespace svcctl::customer
