#include "shop/mapping.hpp"

#include "cli/commands/groups.hpp"

namespace svcctl::cli {
namespace {

const View<shop::Mapping>& mapping_view() {
  using M = const shop::Mapping&;
  static const View<shop::Mapping> view{
      {"name", N_("name"), of<&shop::Mapping::name>},
      {"bytes", N_("bytes"), [](M m) { return cell(static_cast<std::int64_t>(m.content.size())); }},
      {"kept_at", N_("kept"), of<&shop::Mapping::at>},
      {"by", N_("by"), of<&shop::Mapping::by>},
  };
  return view;
}

}  // namespace

std::vector<Verb> mapping_verbs() {
  return {
      {"list",
       [] {
         return Command{
             .help = N_("the mappings that are kept"),
             .read = [](store::ReadTxn& tx, const Args&,
                        Output& out) { out.list(mapping_view(), shop::list_mappings(tx)); },
             .examples = {{"svcctl mapping list", N_("names for --map")}},
             .more = N_("A mapping says how the lists of a supplier or of another "
                        "program are to be read. It is kept by --save-map NAME of any "
                        "import, and used by --map NAME.")};
       }},
      {"show",
       [] {
         return Command{.help = N_("a mapping as a file"),
                        .options = {{.name = "NAME",
                                     .help = N_("as `svcctl mapping list` names it"),
                                     .required = true}},
                        .read =
                            [](store::ReadTxn& tx, const Args& args, Output& out) {
                              out.text(shop::find_mapping(tx, args.text("NAME")).content);
                            },
                        .examples = {{"svcctl mapping show HB > hb.toml",
                                      N_("to be changed and kept again")}}};
       }},
  };
}

}  // namespace svcctl::cli
