#include "cli/config/setting.hpp"

#include "cli/config/listed.hpp"
#include "cli/config/reader.hpp"

namespace svcctl::cli {
namespace {

std::string value_in(const Setting&, ConfigTable& table, const char* name, std::string otherwise) {
  return table.text(name).value_or(std::move(otherwise));
}

int value_in(const Setting& setting, ConfigTable& table, const char* name, int otherwise) {
  return table.small(name, setting.least, setting.most).value_or(otherwise);
}

Money value_in(const Setting& setting, ConfigTable& table, const char* name, Money otherwise) {
  const auto value = table.money(name);
  if (value && *value < Money())
    table.problem(name, tr("{0} must not be negative", std::string(setting.key)));
  return value.value_or(otherwise);
}

Percent value_in(const Setting&, ConfigTable& table, const char* name, Percent otherwise) {
  return table.percent(name).value_or(otherwise);
}

std::string text_of(const std::string& value) { return value; }
std::string text_of(int value) { return std::to_string(value); }
std::string text_of(Money value) { return value.str(); }
std::string text_of(Percent value) { return value.str(); }

template <class T>
T& opened(T& value) {
  return value;
}
template <class T>
T& opened(Lazy<T>& value) {
  return value.edit();
}
template <class T>
const T& opened(const Lazy<T>& value) {
  return *value;
}
/// A member, or a member of a member.
template <auto first, auto... rest>
auto& member(auto& of) {
  if constexpr (sizeof...(rest) == 0)
    return of.*first;
  else
    return member<rest...>(opened(of.*first));
}

/// A setting kept in a member of Settings, or in a member of a member: its type says how the value
/// is written, read, checked and shown.
template <auto... path>
constexpr Setting plain(std::string_view key, Decides decides, const char* help, int least = 0,
                        int most = 1'000'000) {
  using Value = std::remove_cvref_t<decltype(member<path...>(std::declval<Settings&>()))>;
  return {.key = key,
          .decides = decides,
          .help = help,
          .quoted = !std::is_same_v<Value, int>,
          .least = least,
          .most = most,
          .read =
              [](const Setting& setting, ConfigTable& table, Settings& settings) {
                auto& value = member<path...>(settings);
                value = value_in(setting, table, std::string(setting.name()).c_str(), value);
              },
          .print = [](const Settings& settings) { return text_of(member<path...>(settings)); }};
}

constexpr auto rule = Decides::rule;
constexpr auto look = Decides::look;
using S = Settings;
using Shop = ShopSettings;
using Call = CallbackSettings;
using Keep = RetentionSettings;

constexpr Setting settings_table[] = {
    plain<&S::language>("language", look,
                        N_("language of messages, headings and papers: en or zh")),
    {.key = "region",
     .decides = rule,
     .help = N_("profile of rules: CN, CN-BJ, CN-ZJ, none or a profile of the file's own"),
     .print = [](const S& settings) { return settings.region; }},
    plain<&S::shop, &Shop::name>("shop.name", look, N_("name on papers")),
    plain<&S::shop, &Shop::address>("shop.address", look, N_("address on papers")),
    plain<&S::shop, &Shop::phone>("shop.phone", look, N_("telephone on papers")),
    plain<&S::shop, &Shop::complaint_phone>("shop.complaint_phone", look,
                                            N_("telephone for complaints; else the shop's")),
    plain<&S::shop, &Shop::credit_code>("shop.credit_code", look, N_("unified social credit code")),
    plain<&S::shop, &Shop::currency>("shop.currency", look, N_("currency of every amount")),
    {.key = "shop.zone",
     .decides = rule,
     .help = N_("the shop's clock: Asia/Shanghai or CST-8; it stays once documents bear its days"),
     .print = [](const S& settings) { return std::string(settings.zone.rule()); }},
    {.key = "store.path",
     .decides = look,
     .help = N_("the store, counted from the folder of the configuration")},
    plain<&S::labour_rate>("labour.rate", rule, N_("price of an hour of labour, tax included")),
    plain<&S::tax_rate>("tax.rate", rule, N_("per cent of tax contained in every price")),
    plain<&S::discount_limit>("discount.limit", rule,
                              N_("per cent that anyone who bills may give off")),
    plain<&S::waiting_target_minutes>("intake.waiting_target_minutes", rule,
                                      N_("minutes a customer may wait to be received")),
    plain<&S::expiry_warning_days>("parts.expiry_warning_days", rule,
                                   N_("days before its last day that a lot is called expiring")),
    plain<&S::second_person_above>(
        "parts.second_person_above", rule,
        N_("value from which a change of stock, or what stock grows by in "
           "a day, needs a second person")),
    plain<&S::refund_second_above>("settle.refund_second_above", rule,
                                   N_("amount from which a refund needs a second person")),
    plain<&S::waste_days>("parts.waste_days", rule,
                          N_("days in which hazardous waste must have left")),
    {.key = "callback.retry_days",
     .decides = rule,
     .help = N_("days until a call that nobody answered is due again"),
     .quoted = false},
    {.key = "callback.channel_after",
     .decides = rule,
     .help = N_("fruitless attempts until the channel changes"),
     .quoted = false},
    {.key = "callback.give_up_after",
     .decides = rule,
     .help = N_("fruitless attempts until it is over; 0: never"),
     .quoted = false},
    plain<&S::callback, &Call::ahead_days>("callback.ahead_days", rule,
                                           N_("days before it is due that a follow-up is made")),
    plain<&S::callback, &Call::daily_cap>("callback.daily_cap", rule,
                                          N_("follow-ups made in a day at most; 0: any number")),
    plain<&S::callback, &Call::look_back_days>(
        "callback.look_back_days", rule, N_("days that a new rule looks back for what was due")),
    plain<&S::callback, &Call::low_score>(
        "callback.low_score", rule, N_("score of 10 that is an issue, and any below it"), 0, 10),
    plain<&S::callback, &Call::low_mark>("callback.low_mark", rule,
                                         N_("mark of 5 that is an issue, and any below it"), 0, 5),
    plain<&S::calendar, &CalendarSettings::file>(
        "calendar.file", rule, N_("holidays and make-up days; else those of the program")),
    // Not below the law's floor: what a file asks for must not make records go sooner.
    plain<&S::retention, &Keep::job_years>("retention.job_years", rule,
                                           N_("years that jobs are kept"), 6, 100),
    plain<&S::retention, &Keep::bill_years>("retention.bill_years", rule,
                                            N_("years that bills are kept"), 6, 100),
    plain<&S::retention, &Keep::waste_years>("retention.waste_years", rule,
                                             N_("years that the ledger of hazardous waste is kept"),
                                             5, 100),
    plain<&S::retention, &Keep::copy_days>("retention.copy_days", rule,
                                           N_("days that copies of personal data may be kept")),
    plain<&S::clock, &ClockSettings::late_hours>(
        "clock.late_hours", rule, N_("hours after which what is recorded is recorded late"), 0, 72),
    plain<&S::clock, &ClockSettings::closure_days>(
        "clock.closure_days", rule, N_("days that the shop is closed at most"), 1, 400),
    plain<&S::template_folder>("templates.folder", look,
                               N_("the shop's own templates of papers; else the program's")),
    {.key = "roles", .decides = rule, .help = N_("what each role may do"), .list = list_roles},
    {.key = "identity.pin_for",
     .decides = rule,
     .help = N_("kinds of acts for which people give their PIN"),
     .list = list_pin_for},
    {.key = "technician.high_voltage_certificates",
     .decides = rule,
     .help = N_("certificates that work on high-voltage systems asks for"),
     .list = list_high_voltage},
    {.key = "region_profile",
     .decides = rule,
     .help = N_("what the region asks beyond the national floor"),
     .list = list_region},
    {.key = "warranty",
     .decides = rule,
     .help = N_("the warranty that the shop promises, never below the region's"),
     .list = list_warranty},
    {.key = "parts.markup",
     .decides = rule,
     .help = N_("what is added to a purchase price to propose a sales price"),
     .list = list_markup},
    {.key = "parts.alias",
     .decides = rule,
     .help = N_("names of one make or model"),
     .list = list_aliases},
    {.key = "callback.rule",
     .decides = rule,
     .help = N_("when, how and by whom a customer is called"),
     .list = list_callback_rules},
    {.key = "calendar.open",
     .decides = rule,
     .help = N_("opening hours of a working day"),
     .list = list_opening_hours},
    {.key = "calendar.days",
     .decides = rule,
     .help = N_("working days of a week"),
     .list = list_working_days},
    {.key = "complaint.clock",
     .decides = rule,
     .help = N_("hours and days that a complaint may take, by severity"),
     .list = list_complaint_clocks},
    {.key = "complaint.authority",
     .decides = rule,
     .help = N_("working days that authorities give"),
     .list = list_authorities},
    {.key = "complaint.severity",
     .decides = rule,
     .help = N_("words and kinds that make a complaint at least so severe"),
     .list = list_severities},
    {.key = "complaint.escalate",
     .decides = rule,
     .help = N_("who is told of a clock that runs out"),
     .list = list_escalations},
    {.key = "operation",
     .decides = rule,
     .help = N_("labour operations: hours and repair category"),
     .list = list_operations},
    {.key = "fee",
     .decides = rule,
     .help = N_("charges for what is neither work nor a part, and their posted prices"),
     .list = list_fees},
    {.key = "package",
     .decides = rule,
     .help = N_("operations and parts that are quoted as one"),
     .list = list_packages},
    {.key = "inspection",
     .decides = rule,
     .help = N_("inspection sheets and their number of items"),
     .list = list_inspections},
    {.key = "system",
     .decides = rule,
     .help = N_("systems of the car that must not fail: the words that speak of them, and what work "
                "on them asks for"),
     .list = list_systems},
};

}  // namespace

std::span<const Setting> all_settings() { return settings_table; }

void read_plain(std::string_view name, Decides decides, ConfigTable& table, Settings& settings) {
  for (const auto& setting : settings_table) {
    if (!setting.plain() || setting.table() != name) continue;
    table.know(setting.name());
    if (setting.read && setting.decides == decides) setting.read(setting, table, settings);
  }
}

}  // namespace svcctl::cli
