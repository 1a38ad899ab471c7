#include "cli/commands/reveal.hpp"

#include <algorithm>

#include "customer/customer.hpp"
#include "customer/privacy.hpp"

namespace svcctl::cli {

Command revealing(Command command) {
  command.options.push_back({.name = "reveal",
                             .kind = Kind::flag,
                             .help = N_("show personal data whole; goes on the log")});
  command.options.push_back(
      {.name = "purpose", .help = N_("with --reveal: what it is needed for")});
  return command;
}

bool reveals(const Command& command, const Args& args) {
  if (command.personal && command.read) return true;
  if (!args.declares("reveal")) return false;
  const bool asked = args.flag("reveal");
  if (!asked && args.has("purpose"))
    throw usage_error("cli.purpose", tr("a purpose is stated with --reveal"),
                      "--reveal --purpose WORDS");
  return asked;
}

Command revealed(const Command& command, const std::string& file, bool rehearsal) {
  Command out = command;
  out.read = {};
  out.personal = true;
  out.write = [read = command.read, file, rehearsal, always = command.personal](
                  store::WriteTxn& tx, const Args& args, Output& output) {
    using customer::AccessKind;
    customer::AccessRequest request{
        .kind = AccessKind::show, .purpose = args.text("purpose"), .file = file};
    if (always || !file.empty()) request.kind = AccessKind::export_;
    if (args.declares("CUSTOMER") && args.has("CUSTOMER"))
      request.customer_id = customer::find_customer(tx, args.text("CUSTOMER")).id;
    customer::look_whole(tx, request);
    if (!rehearsal) output.reveal();
    read(tx, args, output);
  };
  return out;
}

}  // namespace svcctl::cli
