#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/code.hpp"
#include "base/lazy.hpp"
#include "base/money.hpp"
#include "base/quantity.hpp"
#include "base/rights.hpp"
#include "base/time.hpp"
#include "base/work_catalogue.hpp"

namespace svcctl {

enum class Severity { minor, normal, serious, safety };
template <>
inline constexpr std::array codes<Severity> = {
    CodeEntry<Severity>{Severity::minor, "minor", N_("minor")},
    CodeEntry<Severity>{Severity::normal, "normal", N_("normal")},
    CodeEntry<Severity>{Severity::serious, "serious", N_("serious")},
    CodeEntry<Severity>{Severity::safety, "safety", N_("safety")},
};

/// The shop as its papers name it. `[shop]`
struct ShopSettings {
  std::string name;
  std::string address;
  std::string phone;
  std::string complaint_phone;
  std::string credit_code;  ///< unified social credit code
  std::string currency = "CNY";
};

/// The warranty a repair carries from leaving the shop, whichever limit comes first.
/// `[[warranty]]`
struct WarrantyRule {
  VehicleKind vehicle = VehicleKind::car;
  Category category = Category::minor;
  int kilometres = 0;
  int days = 0;
};

/// What a region's rules ask beyond the national floor. `[region_profile.NAME]`, chosen by
/// `region`.
struct RegionProfile {
  std::vector<WarrantyRule> warranty;  ///< floors
  int part_days = 0;                   ///< at least so many days on any repaired part
  bool redo_defective_part = false;  ///< a part itself defective is redone free whatever the period
  std::set<Category> contract;       ///< categories that need a written contract
  std::optional<Money> contract_from;  ///< an estimate from which one is needed
  std::set<Category> certificate;      ///< categories that need a completion certificate
  int burden_of_proof_days = 180;
  int legal_stop_days = 15;  ///< the hard stop of every complaint clock
};

/// What a follow-up is for (clause 2.5-callback).
enum class CallbackKind {
  after_service,
  maintenance,
  declined_work,
  warranty_end,
  inspection,
  insurance,
  lost,
  issue,
};
template <>
inline constexpr std::array codes<CallbackKind> = {
    CodeEntry<CallbackKind>{CallbackKind::after_service, "after-service", N_("after service")},
    CodeEntry<CallbackKind>{CallbackKind::maintenance, "maintenance", N_("maintenance due")},
    CodeEntry<CallbackKind>{CallbackKind::declined_work, "declined-work", N_("declined work")},
    CodeEntry<CallbackKind>{CallbackKind::warranty_end, "warranty-end", N_("warranty ends")},
    CodeEntry<CallbackKind>{CallbackKind::inspection, "inspection", N_("yearly inspection")},
    CodeEntry<CallbackKind>{CallbackKind::insurance, "insurance", N_("insurance ends")},
    CodeEntry<CallbackKind>{CallbackKind::lost, "lost", N_("lost customer")},
    CodeEntry<CallbackKind>{CallbackKind::issue, "issue", N_("issue settled")},
};

enum class CallChannel { phone, sms, wechat, visit };
template <>
inline constexpr std::array codes<CallChannel> = {
    CodeEntry<CallChannel>{CallChannel::phone, "phone", N_("phone")},
    CodeEntry<CallChannel>{CallChannel::sms, "sms", N_("text message")},
    CodeEntry<CallChannel>{CallChannel::wechat, "wechat", N_("WeChat")},
    CodeEntry<CallChannel>{CallChannel::visit, "visit", N_("visit")},
};

/// The two consents of a customer; one does not stand for the other (clause 1.3-privacy).
enum class Contact { service, marketing };
template <>
inline constexpr std::array codes<Contact> = {
    CodeEntry<Contact>{Contact::service, "service", N_("service contact")},
    CodeEntry<Contact>{Contact::marketing, "marketing", N_("marketing contact")},
};

/// How calls are given to those who may make them.
enum class Assignment { load, round_robin };
template <>
inline constexpr std::array codes<Assignment> = {
    CodeEntry<Assignment>{Assignment::load, "load", N_("the fewest open calls")},
    CodeEntry<Assignment>{Assignment::round_robin, "round-robin", N_("in turn")},
};

/// When, by whom and with what words a customer is called. `[[callback.rule]]`; of several rules
/// of one kind the first whose conditions hold counts.
struct CallbackRule {
  std::string name = {};  ///< the kind's code unless given; no two rules share one
  CallbackKind kind = CallbackKind::after_service;
  int after_days = 0;   ///< after the delivery, the refusal, the last visit, the settlement
  int before_days = 0;  ///< before the day that is announced
  int kilometres = 0;   ///< maintenance: due after so many km as well; 0: by days alone
  CallChannel channel = CallChannel::phone;
  CallChannel then_channel = CallChannel::sms;  ///< after `channel_after` fruitless attempts
  Contact consent = Contact::service;           ///< the consent it needs
  bool other_than_advisor = true;               ///< not by the advisor who served
  Assignment assign = Assignment::load;
  int retry_days = 1;       ///< an attempt without an answer is due again after so many days
  int channel_after = 5;    ///< fruitless attempts before the channel changes
  int give_up_after = 8;    ///< attempts that reached nobody before it is over; 0: never
  std::string script = {};  ///< with the places {name} {plate} {model} {shop} {phone} {date} {km}
  std::set<Category> categories = {};                  ///< empty: any
  std::set<VehicleKind> vehicles = {};                 ///< empty: any
  std::optional<Money> minimum_amount = std::nullopt;  ///< of the job's bill or estimate
};

/// `[callback]`
struct CallbackSettings {
  std::vector<CallbackRule> rules;
  int ahead_days = 7;       ///< a follow-up is made so long before it is due
  int daily_cap = 100;      ///< follow-ups made in a day; 0: any number
  int look_back_days = 30;  ///< a new rule asks for nothing that was due longer ago
  int low_score = 6;        ///< of 10: as low as that is an issue
  int low_mark = 2;         ///< of 5: the same for each of the five things
};

/// What is added to a purchase price to propose a sales price. `[[parts.markup]]`
struct MarkupBand {
  std::optional<Money> up_to;  ///< purchase prices up to and with it; nothing: all above
  Percent percent;
};

enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };
template <>
inline constexpr std::array codes<Weekday> = {
    CodeEntry<Weekday>{Weekday::monday, "mon", N_("Monday")},
    CodeEntry<Weekday>{Weekday::tuesday, "tue", N_("Tuesday")},
    CodeEntry<Weekday>{Weekday::wednesday, "wed", N_("Wednesday")},
    CodeEntry<Weekday>{Weekday::thursday, "thu", N_("Thursday")},
    CodeEntry<Weekday>{Weekday::friday, "fri", N_("Friday")},
    CodeEntry<Weekday>{Weekday::saturday, "sat", N_("Saturday")},
    CodeEntry<Weekday>{Weekday::sunday, "sun", N_("Sunday")},
};

/// When the shop works. `[calendar]`
struct CalendarSettings {
  /// Opening hours of one day, in minutes from midnight.
  struct Open {
    int from = 0;
    int to = 0;
  };
  std::string file;     ///< where holidays and make-up days came from; empty: the program's own
  std::string special;  ///< what stood in that file when the rules were taken from it
  std::vector<Open> open = {{8 * 60 + 30, 17 * 60 + 30}};  ///< in order, apart from each other
  std::set<Weekday> days = {Weekday::monday, Weekday::tuesday, Weekday::wednesday,
                            Weekday::thursday, Weekday::friday};
};

/// Clocks of a complaint, from receipt, in working hours and working days of the shop.
/// `[complaint.clock.SEVERITY]`
struct ComplaintClock {
  int acknowledge_hours = 8;
  int contact_days = 3;
  int answer_days = 5;
  int settle_days = 8;
};

/// The terms of an authority that passes complaints on, in working days of authorities.
/// `[[complaint.authority]]`
struct AuthorityTerms {
  std::string name = {};  ///< stands in the authority's name, as "12328"; empty: any other
  int days = 7;           ///< until it takes the case up; without mediation, until it is dealt with
  int complex_days = 0;   ///< instead, for a case that it calls complex; 0: it has no such term
  int mediation_days = 45;  ///< from the day it took the case up; 0: it does not mediate
};

/// What makes a complaint at least so severe. `[[complaint.severity]]`
struct SeverityRule {
  Severity at_least = Severity::safety;
  std::vector<std::string> words;  ///< any of them in the customer's words
  std::vector<std::string> kinds;  ///< or a complaint of one of these kinds
};

/// Who is told of a clock that runs out. `[[complaint.escalate]]`
struct EscalationRule {
  Severity at_least = Severity::minor;
  int late_hours = 0;    ///< once it is so many hours late
  bool at_once = false;  ///< or as soon as the clock is listed, late or not
  std::string to;        ///< a role or a staff code
};

/// How complaints are settled. `[complaint]`
struct ComplaintSettings {
  std::map<Severity, ComplaintClock> clocks;
  std::vector<AuthorityTerms> authority_terms;
  std::vector<SeverityRule> severity_rules;
  std::vector<EscalationRule> escalation_rules;  ///< the last that fits counts
};

/// What is asked of the computer's clock, and when a record is late. `[clock]`
struct ClockSettings {
  int late_hours = 12;  ///< recorded so long after it happened, a record is late
  int closure_days =
      40;  ///< the longest time the shop is closed: a clock further ahead is asked for
};

/// How long records must be kept, in years, and copies of personal data may be, in days.
/// `[retention]`
struct RetentionSettings {
  int job_years = 6;
  int bill_years = 6;
  int waste_years = 5;  ///< ledger of hazardous waste
  int copy_days = 90;
};

/// What a command goes by: the rules of the shop, which the store keeps (store/rules.hpp), and how
/// things look, which the configuration file says. A plain value: the program reads both, the
/// library only uses what stands here. What few commands ask for is read when it is asked for.
struct SVCCTL_API Settings {
  ShopSettings shop;
  std::string language;  ///< "en", "zh" or empty
  std::string region = "CN";
  Lazy<RegionProfile> profile;  ///< the region's, resolved
  Zone zone;
  Money labour_rate;       ///< per hour
  Percent tax_rate;        ///< prices include it
  Percent discount_limit;  ///< what anyone who bills may give without Right::discount
  Lazy<WorkCatalogue> work;
  Lazy<std::vector<WarrantyRule>> warranty;  ///< what the shop promises; not below the floor
  std::map<Role, std::set<Right>> roles;
  std::set<PinFor> pin_for;                         ///< acts that a PIN is asked for; none: no act
  std::set<std::string> high_voltage_certificates;  ///< never overridden (clause 1.2-technician)
  Lazy<CallbackSettings> callback;
  CalendarSettings calendar;
  Lazy<ComplaintSettings> complaint;
  int expiry_warning_days = 30;
  /// A change of stock worth more needs a second person (clause 2.3-store), and so does what one
  /// person lets stock grow by in a day without a supplier (2.3-source).
  Money second_person_above = Money::minor(500'00);
  /// A refund of more needs a second person (clause 2.4-itemise).
  Money refund_second_above = Money::minor(500'00);
  std::vector<MarkupBand> markup;  ///< by purchase price, from the lowest band up
  std::vector<std::vector<std::string>> vehicle_names;  ///< names of one make or model each
  int waste_days = 365;  ///< hazardous waste must have left after so many (clause 2.3-oldparts)
  RetentionSettings retention;
  ClockSettings clock;
  int waiting_target_minutes = 10;  ///< clause 2.1-welcome
  std::string template_folder;      ///< the shop's own document templates, or empty

  const Operation* operation(const std::string& code) const;
  /// The operation or fee with that code or either name; nothing where there is none.
  const Operation* operation_called(const std::string& word) const;
  const Fee* fee_called(const std::string& word) const;
  const Package* package(const std::string& code) const;
  const InspectionTemplate* inspection(const std::string& code) const;
  /// The systems of the car that a text speaks of, without regard to case, width, blanks and marks.
  std::vector<const CarSystem*> systems_in(const std::string& text) const;
  /// Those that an operation works on: as it says, and as its names say.
  std::vector<const CarSystem*> systems_of(const Operation& operation) const;
};

/// The defaults: national profile "CN", no operations, the role table, follow-up after three days.
SVCCTL_API Settings default_settings();
/// The built-in profile of a region ("none", "CN", "CN-BJ", "CN-ZJ"). Empty when there is none.
SVCCTL_API std::optional<RegionProfile> region_profile(const std::string& name);

}  // namespace svcctl
