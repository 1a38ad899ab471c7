#include "archive/detail.hpp"
#include "base/identifier.hpp"
#include "cli/commands/customer_verbs.hpp"

namespace svcctl::cli {
namespace {

Cell detail_cell(const archive::Entry& entry) {
  if (const auto sentence = archive::sentence_of(entry)) return *sentence;
  Codes codes;
  for (auto& piece : archive::detail_pieces(entry))
    codes.push_back({std::move(piece.code), std::move(piece.label)});
  return codes;
}

}  // namespace

const View<archive::Entry>& entry_view() {
  static const View<archive::Entry> view{
      {"at", N_("at"), of<&archive::Entry::at>},
      {"kind", N_("kind"), of<&archive::Entry::kind>},
      {"plate", N_("plate"), of<&archive::Entry::plate>},
      {"job", N_("job"), of<&archive::Entry::job>},
      {"number", N_("number"), of<&archive::Entry::number>},
      {"text", N_("text"), of<&archive::Entry::text>},
      {"detail", N_("detail"), detail_cell},
      {"person", N_("name||person"), of<&archive::Entry::person>, false, mask_name},
      {"qty", N_("quantity"), of<&archive::Entry::quantity>},
      {"amount", N_("amount"), of<&archive::Entry::amount>},
      {"km", N_("km"), of<&archive::Entry::km>},
      {"by", N_("by"), of<&archive::Entry::by>},
      {"late_by", N_("recorded late, by"), of<&archive::Entry::late_by>, where_any},
  };
  return view;
}

std::vector<Option> history_options(Option subject) {
  return {std::move(subject),
          {.name = "since", .kind = Kind::date, .help = N_("from that day on")},
          {.name = "kind",
           .kind = Kind::choice,
           .help = N_("only entries of this kind"),
           .repeated = true,
           .choices = choices_of<archive::EntryKind>()}};
}

archive::HistoryFilter history_filter(const Args& args) {
  archive::HistoryFilter filter{.since = args.date("since")};
  for (const auto& kind : args.list("kind"))
    if (const auto known = from_code<archive::EntryKind>(kind)) filter.kinds.insert(*known);
  return filter;
}

}  // namespace svcctl::cli
