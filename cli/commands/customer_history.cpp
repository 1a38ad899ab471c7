#include "archive/detail.hpp"
#include "base/identifier.hpp"
#include "cli/commands/customer_verbs.hpp"

namespace svcctl::cli {
namespace {

Cell detail_cell(const archive::Entry& entry) {
  Codes codes;
  for (auto& piece : archive::detail_pieces(entry))
    codes.push_back({std::move(piece.code), std::move(piece.label)});
  return codes;
}

}  // namespace

const View<archive::Entry>& entry_view() {
  using E = const archive::Entry&;
  static const View<archive::Entry> view{
      {"at", N_("at"), [](E e) { return cell(e.at); }},
      {"kind", N_("kind"), [](E e) { return cell(e.kind); }},
      {"plate", N_("plate"), [](E e) { return cell(e.plate); }},
      {"job", N_("job"), [](E e) { return cell(e.job); }},
      {"number", N_("number"), [](E e) { return cell(e.number); }},
      {"text", N_("text"), [](E e) { return cell(e.text); }},
      {"detail", N_("detail"), detail_cell},
      {"person", N_("name"), [](E e) { return cell(e.person); }, false, mask_name},
      {"qty", N_("quantity"), [](E e) { return cell(e.quantity); }},
      {"amount", N_("amount"), [](E e) { return cell(e.amount); }},
      {"km", N_("km"), [](E e) { return cell(e.km); }},
      {"by", N_("by"), [](E e) { return cell(e.by); }},
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
