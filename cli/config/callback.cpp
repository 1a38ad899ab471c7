#include <algorithm>

#include "callback/rule.hpp"
#include "cli/config/reader.hpp"
#include "cli/config/timing.hpp"

namespace svcctl::cli {
namespace {

constexpr Timing timings[] = {
    {CallbackKind::after_service, 3, 0, true, false, false, false},
    {CallbackKind::maintenance, 180, 7, true, true, true, true},
    {CallbackKind::declined_work, 14, 0, true, false, false, true},
    {CallbackKind::warranty_end, 0, 7, false, true, false, false},
    {CallbackKind::inspection, 0, 30, false, true, false, true},
    {CallbackKind::insurance, 0, 30, false, true, false, true},
    {CallbackKind::lost, 180, 0, true, false, false, true},
    {CallbackKind::issue, 3, 0, true, false, false, false},
};

void read_when(ConfigTable& table, const Timing& timing, CallbackRule& rule) {
  const auto days = [&](const char* key, bool allowed, int otherwise) {
    const auto given = table.small(key);
    if (given && !allowed)
      table.problem(key, tr("callback.rule: {0} says nothing about '{1}'",
                            std::string(to_code(timing.kind)), std::string(key)));
    return given.value_or(otherwise);
  };
  rule.after_days = days("after_days", timing.after, timing.after_days);
  rule.before_days = days("before_days", timing.before, timing.before_days);
  rule.kilometres = days("kilometres", timing.kilometres, 0);
}

void read_conditions(ConfigTable& table, CallbackRule& rule) {
  rule.categories = table.code_set<Category>("categories").value_or(rule.categories);
  rule.vehicles = table.code_set<VehicleKind>("vehicles").value_or(rule.vehicles);
  rule.minimum_amount = table.money("minimum_amount");
  const bool of_a_job =
      rule.kind != CallbackKind::inspection && rule.kind != CallbackKind::insurance;
  if (of_a_job) return;
  for (const char* key : {"categories", "minimum_amount"})
    if (table.has(key))
      table.problem(key, tr("callback.rule: {0} comes from a vehicle, not from a job: it has no "
                            "'{1}'",
                            std::string(to_code(rule.kind)), std::string(key)));
}

void read_script(ConfigTable& table, CallbackRule& rule) {
  rule.script = table.text("script").value_or("");
  if (const auto wrong = callback::unknown_place(rule.script))
    table.problem("script", tr("callback.rule.script: there is no place {0}", *wrong),
                  callback::known_places());
  if (std::ranges::any_of(rule.script, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    table.problem("script", tr("callback.rule.script: one line, without tabs"));
}

/// How long somebody is tried who does not answer: of the table, else as it was.
void read_patience(ConfigTable& table, CallbackRule& rule) {
  rule.retry_days = table.small("retry_days").value_or(rule.retry_days);
  rule.channel_after = table.small("channel_after").value_or(rule.channel_after);
  rule.give_up_after = table.small("give_up_after").value_or(rule.give_up_after);
}

CallbackRule read_rule(ConfigTable& table, const CallbackRule& otherwise) {
  CallbackRule rule = otherwise;
  table.need("kind");
  rule.kind = table.code<CallbackKind>("kind").value_or(rule.kind);
  const auto& timing = timing_of(rule.kind);
  rule.name = table.text("name").value_or(to_code(rule.kind));
  read_when(table, timing, rule);
  rule.channel = table.code<CallChannel>("channel").value_or(rule.channel);
  rule.then_channel =
      table.code<CallChannel>("then_channel")
          .value_or(rule.channel == CallChannel::phone ? CallChannel::sms : CallChannel::phone);
  rule.consent =
      table.code<Contact>("consent").value_or(timing.sells ? Contact::marketing : Contact::service);
  if (timing.sells && rule.consent != Contact::marketing)
    table.problem("consent", tr("callback.rule: {0} sells: it needs the marketing consent",
                                std::string(to_code(rule.kind))));
  rule.other_than_advisor = table.flag("other_than_advisor").value_or(rule.other_than_advisor);
  rule.assign = table.code<Assignment>("assign").value_or(rule.assign);
  read_patience(table, rule);
  read_conditions(table, rule);
  read_script(table, rule);
  return rule;
}

}  // namespace

const Timing& timing_of(CallbackKind kind) {
  return *std::ranges::find(timings, kind, &Timing::kind);
}

void read_callback(ConfigTable& root, Settings& settings) {
  root.table("callback", [&](ConfigTable& table) {
    read_plain("callback", Decides::rule, table, settings);
    auto& callback = settings.callback.edit();
    if (!table.has("rule")) {
      for (auto& rule : callback.rules) read_patience(table, rule);
      return;
    }
    CallbackRule patience;
    read_patience(table, patience);
    callback.rules.clear();
    table.each("rule", [&](ConfigTable& inner) {
      auto rule = read_rule(inner, patience);
      if (std::ranges::find(callback.rules, rule.name, &CallbackRule::name) != callback.rules.end())
        inner.problem("name",
                      tr("callback.rule: '{0}' stands here twice; give each a name", rule.name));
      callback.rules.push_back(std::move(rule));
    });
  });
}

}  // namespace svcctl::cli
