#include "intake/kept_paper.hpp"

#include <optional>

#include "base/text_table.hpp"
#include "customer/words.hpp"
#include "intake/correction.hpp"
#include "store/txn.hpp"

namespace svcctl::intake {
namespace {

/// A paper as it is kept.
struct Laid {
  std::int64_t id = 0;
  std::int64_t version = 0;
  std::string stands_on;
  std::optional<std::string> text;  ///< nothing: emptied with its customer
};

const char* code_of(Language language) { return language == Language::zh ? "zh" : "en"; }

std::string customer_number(const store::ReadTxn& tx, std::int64_t id) {
  return tx.value<std::string>("SELECT number AS value FROM customer WHERE id = :id", {{"id", id}})
      .value_or("");
}

std::optional<Laid> last_laid(const store::ReadTxn& tx, const PaperOf& paper, Language language) {
  return tx.first(R"(
    SELECT p.id, p.version, p.stands_on, w.text
      FROM paper p JOIN person_words w ON w.id = p.words_id
     WHERE p.number = :number AND p.kind = :kind AND p.language = :language
     ORDER BY p.version DESC LIMIT 1)",
                  {{"number", paper.number}, {"kind", paper.kind}, {"language", code_of(language)}},
                  [](const store::Row& row) {
                    return Laid{.id = row["id"],
                                .version = row["version"],
                                .stands_on = row["stands_on"],
                                .text = row.get<std::optional<std::string>>("text")};
                  });
}

/// The paper as it is kept; laid out where it is not, or more was recorded of what it is of.
Laid kept(store::WriteTxn& tx, const PaperOf& paper, const Catalogue& catalogue) {
  const auto last = last_laid(tx, paper, catalogue.language());
  if (last && last->stands_on == paper.stands_on) {
    if (!last->text)
      throw refusal(Clause::privacy, "paper.emptied",
                    tr("the {0} of {1} was emptied when its customer was forgotten", paper.kind,
                       paper.number),
                    "svcctl customer certificate " + customer_number(tx, paper.customer_id));
    return *last;
  }
  Laid made{.version = last ? last->version + 1 : 1,
            .stands_on = paper.stands_on,
            .text = paper.lay_out()};
  const auto words = customer::keep_words(tx, paper.customer_id, paper.job_id, "paper", *made.text);
  made.id = tx.insert(R"(
    INSERT INTO paper (kind, number, language, version, stands_on, job_id, outlet_id, words_id,
                       recorded_at, staff_id)
    VALUES (:kind, :number, :language, :version, :stands_on, :job, :outlet, :words, :now, :staff))",
                      {{"kind", paper.kind},
                       {"number", paper.number},
                       {"language", code_of(catalogue.language())},
                       {"version", made.version},
                       {"stands_on", made.stands_on},
                       {"job", paper.job_id},
                       {"outlet", paper.outlet_id},
                       {"words", words},
                       tx.stamp()});
  return made;
}

void keep_handed(store::WriteTxn& tx, const PaperOf& paper, const Laid& laid,
                 std::optional<std::int64_t> to_words_id) {
  tx.insert(R"(
    INSERT INTO paper_handed (kind, paper_id, job_id, outlet_id, to_words_id, at, recorded_at,
                              staff_id)
    VALUES (:kind, :paper, :job, :outlet, :to, :at, :now, :staff))",
            {{"kind", paper.kind},
             {"paper", laid.id},
             {"job", paper.job_id},
             {"outlet", paper.outlet_id},
             {"to", to_words_id},
             tx.stamp()});
}

/// Facts of the visit that were put right after the paper was first laid out, in any language.
std::vector<Correction> corrected_since(const store::ReadTxn& tx, const PaperOf& paper) {
  if (!paper.job_id) return {};
  const auto first = tx.value<Instant>(
      "SELECT MIN(recorded_at) AS value FROM paper WHERE number = :number AND kind = :kind",
      {{"number", paper.number}, {"kind", paper.kind}});
  auto out = corrections_of(tx, *paper.job_id);
  std::erase_if(out, [&](const Correction& each) { return first && each.at < *first; });
  return out;
}

/// What stands above the text of a paper that is not the first of its kind.
std::string marks(const store::ReadTxn& tx, const PaperOf& paper, const Laid& laid,
                  std::int64_t copy, const Catalogue& catalogue) {
  std::string out;
  if (laid.version > 1)
    for (const auto& each : corrected_since(tx, paper))
      out += made_visible(catalogue.format(tr("CORRECTED on {0}: {1}: {2} (had been: {3})",
                                              tx.settings().zone.date_of(each.at).str(), each.field,
                                              readable(each.field, each.after),
                                              readable(each.field, each.before)))) +
             "\n";
  if (laid.version > 1)
    out +=
        catalogue.format(tr("VERSION {0}: more was recorded since the one before", laid.version)) +
        "\n";
  if (copy > 0)
    out += catalogue.format(tr("REPRINT {0}: word for word as it was printed first", copy)) + "\n";
  return out;
}

}  // namespace

std::string print_paper(store::WriteTxn& tx, const PaperOf& paper, const Catalogue& catalogue,
                        const std::string& to) {
  const auto laid = kept(tx, paper, catalogue);
  const auto copy = tx.returned(R"(
    INSERT INTO paper_print (paper_id, outlet_id, copy, recorded_at, staff_id)
    SELECT :paper, :outlet, COUNT(*), :now, :staff FROM paper_print WHERE paper_id = :paper)",
                                {{"paper", laid.id}, {"outlet", paper.outlet_id}, tx.stamp()},
                                [](const store::Row& row) { return row.get<std::int64_t>("copy"); })
                        .value();
  if (!to.empty())
    keep_handed(tx, paper, laid,
                customer::keep_words(tx, paper.customer_id, paper.job_id, "paper-to", to));
  tx.record(store::of_outlet(paper.outlet_id), {"paper",
                                                paper.number,
                                                {{"printed", to_code(paper.kind)},
                                                 {"language", code_of(catalogue.language())},
                                                 {"version", std::to_string(laid.version)},
                                                 {"copy", std::to_string(copy)},
                                                 {"for", customer_number(tx, paper.customer_id)},
                                                 {"handed_over", to.empty() ? "no" : "yes"}}});
  return marks(tx, paper, laid, copy, catalogue) + *laid.text;
}

void lay_out_paper(store::WriteTxn& tx, const PaperOf& paper, const Catalogue& catalogue) {
  kept(tx, paper, catalogue);
}

void hand_over(store::WriteTxn& tx, const PaperOf& paper, const Catalogue& catalogue,
               std::optional<std::int64_t> to_words_id) {
  keep_handed(tx, paper, kept(tx, paper, catalogue), to_words_id);
}

std::vector<PaperKind> handed_papers(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all("SELECT kind FROM paper_handed WHERE job_id = :job GROUP BY kind ORDER BY MIN(id)",
                {{"job", job_id}},
                [](const store::Row& row) { return row.get<PaperKind>("kind"); });
}

PaperOf paper_of(const store::ReadTxn& tx, const JobRecord& job, const JobPaper& form,
                 const Catalogue& catalogue) {
  const auto corrected = tx.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM correction WHERE job_id = :job", {{"job", job.id}});
  const auto corrections =
      corrected.value_or(0) > 0 ? "+" + std::to_string(*corrected) : std::string();
  return {.kind = form.kind,
          .number = form.number ? form.number(tx, job) : job.number,
          .customer_id = job.customer_id,
          .job_id = job.id,
          .outlet_id = job.outlet_id,
          .stands_on = form.stands_on(tx, job) + corrections,
          .lay_out = [&tx, &job, &form, &catalogue] {
            const auto names = names_of(tx, job.id, form.stage);
            return form.lay_out({.tx = tx, .job = job, .names = names, .catalogue = catalogue});
          }};
}

std::vector<KeptPaper> kept_papers(const store::ReadTxn& tx, std::int64_t job_id) {
  return tx.all<KeptPaper>(R"(
    SELECT p.kind, p.number, p.version, p.language, p.recorded_at, COALESCE(s.code, '') AS by_code,
           (SELECT COUNT(*) FROM paper_print n WHERE n.paper_id = p.id) AS prints,
           COALESCE((SELECT t.code FROM paper_print n JOIN staff t ON t.id = n.staff_id
                      WHERE n.paper_id = p.id ORDER BY n.id DESC LIMIT 1), '') AS printed_by,
           (SELECT MAX(n.recorded_at) FROM paper_print n WHERE n.paper_id = p.id) AS printed_at,
           COALESCE((SELECT w.text FROM paper_handed h JOIN person_words w ON w.id = h.to_words_id
                      WHERE h.paper_id = p.id ORDER BY h.id DESC LIMIT 1), '') AS to_name,
           (SELECT MAX(h.at) FROM paper_handed h WHERE h.paper_id = p.id) AS handed_at
      FROM paper p LEFT JOIN staff s ON s.id = p.staff_id
     WHERE p.job_id = :job ORDER BY p.id)",
                           {{"job", job_id}});
}

}  // namespace svcctl::intake
