#include "cli/commands/groups.hpp"
#include "cli/commands/job_verbs.hpp"
#include "job/note.hpp"

namespace svcctl::cli {

const View<job::Note>& note_view() {
  static const View<job::Note> view = {
      {"job", N_("job"), of<&job::Note::job>, true},
      {"at", N_("at"), of<&job::Note::at>},
      {"by", N_("by"), of<&job::Note::by>},
      {"text", N_("text"), of<&job::Note::text>},
      {"late_by", N_("recorded late, by"), of<&job::Note::late_by>, where_any},
  };
  return view;
}

namespace {

void write_note(store::WriteTxn& tx, const Args& args, Output& out) {
  out.one(note_view(), job::note(tx, {.job = args.text("JOB"), .text = args.text("text")}));
}

}  // namespace

std::vector<Verb> job_note_verbs() {
  return {
      {"note",
       [] {
         return Command{
             .help = N_("note something on a job; job show and the customer's history tell it"),
             .options = {job_option(),
                         {.name = "text",
                          .help = N_("what is to be kept"),
                          .value_name = "WORDS",
                          .required = true}},
             .write = write_note,
             .examples = {{"svcctl job note 001 --text 客户下周出差，取车前打电话",
                           N_("for whoever hands the car over")}},
             .more = N_("The words are the customer's file: customer forget empties them.")};
       }},
  };
}

}  // namespace svcctl::cli
