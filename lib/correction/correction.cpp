#include "correction/correction.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "audit/check.hpp"
#include "correction/private/fact.hpp"
#include "intake/correction.hpp"
#include "intake/paper_names.hpp"
#include "shop/staff.hpp"

namespace svcctl::correction {
namespace {

/// A case that does not keep a clause; when it happened is left out, for that may be what changes.
using Case = std::tuple<Clause, std::string, std::string, std::string>;

/// Without who has not signed: whom a correction names signs it later, which breaks no rule. Nor is
/// it wrong to say who worked that had no certificate that day.
std::set<Case> lapses(const store::ReadTxn& tx, Date from) {
  std::set<Case> out;
  audit::each_lapse(tx, {.period = Period{from, tx.today()}, .signatures = false},
                    [&](const audit::Lapse& lapse) {
                      if (lapse.missing.id == audit::worked_uncertified) return;
                      out.emplace(lapse.clause, lapse.number, lapse.item, lapse.missing.id);
                    });
  return out;
}

std::string words_of(intake::FactField field) { return to_code(field); }

const Fact& fact_of(intake::FactOf what, std::string_view typed) {
  std::vector<std::string> known;
  for (const auto& each : all_facts()) {
    if (each.what != what) continue;
    if (to_code(each.field) == typed) return each;
    known.push_back(words_of(each.field) + "=");
  }
  throw usage_error("correction.field",
                    tr("'{0}' is no fact that can be put right; these are: {1}", std::string(typed),
                       joined(known, " ")),
                    known.front() + "VALUE");
}

Value read_value(const store::ReadTxn& tx, const Fact& fact, const std::string& typed) {
  const auto wrong = [&](const char* example) {
    return usage_error("correction.value",
                       tr("{0} is no value of {1}", typed, words_of(fact.field)),
                       words_of(fact.field) + "=" + example);
  };
  switch (fact.type) {
    case FactType::kilometres: {
      const bool digits = !typed.empty() && typed.size() <= 7 &&
                          std::ranges::all_of(typed, [](char c) { return c >= '0' && c <= '9'; });
      if (!digits) throw wrong("45123");
      return {.number = std::stoll(typed)};
    }
    case FactType::moment: {
      const auto at = parse_instant(typed, tx.settings().zone, tx.now());
      if (!at) throw wrong("09:30");
      if (*at > tx.now())
        throw usage_error("correction.value", tr("{0} lies in the future", typed));
      return {.number = at->seconds};
    }
    case FactType::wish:
      if (!from_code<intake::OldPartsWish>(typed)) throw wrong("return");
      return {.number = std::nullopt, .text = typed};
    case FactType::staff: return {.number = shop::find_staff(tx, typed).id};
    case FactType::words: break;
  }
  return {.number = std::nullopt, .text = typed};
}

std::string shown(const store::ReadTxn& tx, const Fact& fact, const Value& value) {
  switch (fact.type) {
    case FactType::kilometres: return value.number ? std::to_string(*value.number) + " km" : "";
    case FactType::moment:
      return value.number ? tx.settings().zone.local(Instant{*value.number}) : "";
    case FactType::staff: return shop::staff_code(tx, value.number);
    default: return value.text;
  }
}

bool is_text(const Fact& fact) {
  return fact.type == FactType::words || fact.type == FactType::wish;
}

/// What is on file, and who recorded it when.
struct OnFile {
  Value value;
  std::optional<Instant> recorded_at;
  std::optional<std::int64_t> staff_id;
};

OnFile on_file(const store::ReadTxn& tx, const Fact& fact, const Subject& of) {
  const std::string sql = std::string("SELECT ") + fact.source->alias + "." + fact.column +
                          " AS value, " + fact.source->recorded + " FROM " + fact.source->from;
  auto found = tx.first(sql, {{"id", of.row_id()}}, [&](const store::Row& row) {
    OnFile out;
    if (is_text(fact))
      out.value.text = row.get<std::optional<std::string>>("value").value_or("");
    else
      out.value.number = row.get<std::optional<std::int64_t>>("value");
    out.recorded_at = row.get<std::optional<Instant>>("recorded_at");
    out.staff_id = row.get<std::optional<std::int64_t>>("staff_id");
    return out;
  });
  if (!found)
    throw wrong_state("correction.nothing",
                      tr("{0}: nothing is on file of {1}", of.number, fact.field),
                      "svcctl job show " + of.job.number);
  return *std::move(found);
}

/// The same day by who recorded it, else by a manager.
void require_author(store::WriteTxn& tx, intake::FactField field, const std::string& number,
                    std::optional<Instant> recorded_at, std::optional<std::int64_t> staff_id) {
  const auto& zone = tx.settings().zone;
  const bool own =
      staff_id == tx.actor_id() && recorded_at && zone.date_of(*recorded_at) == tx.today();
  require(tx, own || tx.may(Right::manage), Clause::integrity, "correction.whose",
          tr("{0} of {1} was recorded by {2} on {3}: on another day, or by another, a manager puts "
             "it right",
             field, number, staff_id ? shop::staff_code(tx, staff_id) : std::string("-"),
             recorded_at ? zone.date_of(*recorded_at).str() : "-"),
          "--as MANAGER", store::Overridable::never);
}

void write_value(store::WriteTxn& tx, const Fact& fact, const Subject& of, const Value& value) {
  const std::string sql = std::string("UPDATE ") + fact.source->table + " SET " + fact.column +
                          " = :value WHERE " + fact.source->row;
  if (is_text(fact))
    tx.run(sql, {{"value", value.text}, {"id", of.row_id()}});
  else
    tx.run(sql, {{"value", value.number}, {"id", of.row_id()}});
}

/// A fact, and what is told to be right.
struct Told {
  const Fact* fact;
  Value value;
};

Changed put_right(store::WriteTxn& tx, const Told& told, const Subject& of, const std::string& why,
                  const Report& report) {
  const auto& fact = *told.fact;
  const auto& after = told.value;
  const auto before = on_file(tx, fact, of);
  if (after == before.value)
    throw usage_error("correction.same", tr("{0} of {1} is {2} already", fact.field, of.number,
                                            shown(tx, fact, after)));
  require_author(tx, fact.field, of.number, before.recorded_at, before.staff_id);
  if (fact.judge) fact.judge(tx, of, after);
  const auto was = shown(tx, fact, before.value);
  const auto is = shown(tx, fact, after);
  write_value(tx, fact, of, after);
  const bool words = fact.type == FactType::words;
  intake::keep_correction(tx, of.job,
                          {.what = fact.what,
                           .number = of.number,
                           .field = fact.field,
                           .before = was,
                           .after = is,
                           .why = why,
                           .at = tx.now(),
                           .by = {}},
                          words);
  if (fact.follow) fact.follow(tx, of, before.value, after, report);
  store::Event event{
      "job",
      of.job.number,
      {{"corrected", to_code(fact.what)}, {"number", of.number}, {"field", to_code(fact.field)}}};
  if (!words) {
    event.facts.emplace_back("before", was);
    event.facts.emplace_back("after", is);
  }
  tx.record(store::of_outlet(of.job.outlet_id), std::move(event));
  return {Message{label(fact.field)}, intake::readable(fact.field, was),
          intake::readable(fact.field, is)};
}

/// What would be broken by what is right now is refused; a lapse that is gone needs a manager.
void judge_again(store::WriteTxn& tx, const Subject& of, const std::set<Case>& before,
                 const std::set<Case>& after, std::vector<Changed>& changed) {
  for (const auto& broken : after) {
    if (before.contains(broken)) continue;
    const auto& [clause, number, item, missing] = broken;
    const auto where = item.empty() ? number : number + " " + item;
    require(tx, false, clause, "correction.breaks",
            tr("so corrected, {0} would break the standard: {1}", where, Message{missing}),
            "svcctl job show " + of.job.number, store::Overridable::never);
  }
  for (const auto& gone : before) {
    if (after.contains(gone)) continue;
    const auto& [clause, number, item, missing] = gone;
    require(tx, tx.may(Right::manage), Clause::integrity, "correction.clears",
            tr("so corrected, a lapse of {0} would be gone ({1}): a manager puts that right",
               std::string(info(clause).id), Message{missing}),
            "--as MANAGER", store::Overridable::never);
    changed.push_back(
        {tr("Lapse"), value(std::string(info(clause).id) + " " + number), value(""), true});
  }
}

std::vector<Told> told_facts(const store::ReadTxn& tx, const CorrectRequest& request) {
  std::vector<Told> out;
  for (const auto& typed : request.fields) {
    const auto equals = typed.find('=');
    if (equals == std::string::npos)
      throw usage_error("correction.field", tr("'{0}' is not FIELD=VALUE", typed),
                        "odometer=45123");
    const auto& fact = fact_of(request.what, typed.substr(0, equals));
    out.push_back({&fact, read_value(tx, fact, typed.substr(equals + 1))});
  }
  return out;
}

/// The first day of the visit, as it was recorded and as it is now said to be: no act of it, and no
/// case that the audit makes of one, lies before.
Date earliest(const store::ReadTxn& tx, const Subject& of, const std::vector<Told>& told) {
  const auto& zone = tx.settings().zone;
  auto first = std::min(zone.date_of(of.job.opened_at), zone.date_of(of.job.arrived_at));
  for (const auto& [fact, value] : told)
    if (fact->type == FactType::moment)
      first = std::min(first, zone.date_of(Instant{value.number.value_or(0)}));
  return first;
}

Subject subject_of(const store::ReadTxn& tx, const CorrectRequest& request) {
  Subject of{.job = intake::find_job(tx, request.job)};
  of.sure = request.sure;
  of.number = of.job.number;
  if (!request.task.empty()) {
    of.task = job::find_task(tx, of.job, request.task);
    of.number += "/" + std::to_string(of.task->number);
  }
  return of;
}

}  // namespace

std::vector<Changed> correct(store::WriteTxn& tx, const CorrectRequest& request) {
  const Subject of = subject_of(tx, request);
  if (request.why.empty())
    throw usage_error("correction.why", tr("say why it was wrong"), "--why WORDS");
  const auto told = told_facts(tx, request);
  const auto from = earliest(tx, of, told);
  const auto before = lapses(tx, from);
  std::vector<Changed> changed, followed;
  for (const auto& each : told)
    changed.push_back(put_right(tx, each, of, request.why,
                                [&](Changed one) { followed.push_back(std::move(one)); }));
  judge_again(tx, of, before, lapses(tx, from), followed);
  changed.insert(changed.end(), followed.begin(), followed.end());
  return changed;
}

Changed correct_names(store::WriteTxn& tx, const std::string& typed, const std::string& why) {
  using intake::PaperStage;
  const auto job = intake::find_job(tx, typed);
  if (why.empty()) throw usage_error("correction.why", tr("say why it was wrong"), "--why WORDS");
  const auto before = intake::names_of(tx, job.id, PaperStage::delivered);
  const auto kept = tx.first(
      "SELECT recorded_at, staff_id FROM paper_names WHERE job_id = :job ORDER BY id DESC LIMIT 1",
      {{"job", job.id}}, [](const store::Row& row) {
        return std::pair(row.get<Instant>("recorded_at"),
                         row.get<std::optional<std::int64_t>>("staff_id"));
      });
  require_author(tx, intake::FactField::names, job.number, kept->first, kept->second);
  if (!intake::keep_names(tx, job.id, PaperStage::corrected))
    throw usage_error("correction.same",
                      tr("the papers of job {0} name what is on file already", job.number),
                      "svcctl vehicle set VEHICLE --vin VIN");
  const auto after = intake::names_of(tx, job.id, PaperStage::delivered);
  const auto was = intake::names_in_short(before);
  const auto is = intake::names_in_short(after);
  intake::keep_correction(tx, job,
                          {.what = intake::FactOf::papers,
                           .number = job.number,
                           .field = intake::FactField::names,
                           .before = was,
                           .after = is,
                           .why = why,
                           .at = tx.now(),
                           .by = {}},
                          true);
  tx.record(store::of_outlet(job.outlet_id),
            {"job", job.number, {{"corrected", "papers"}, {"field", "names"}}});
  return {Message{label(intake::FactField::names)}, value(was), value(is)};
}

}  // namespace svcctl::correction
