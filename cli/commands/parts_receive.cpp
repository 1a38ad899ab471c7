#include "cli/commands/parts_verbs.hpp"
#include "parts/receipt.hpp"

namespace svcctl::cli {
namespace {

/// The n-th value of an option given once for all lines, once for each, or not at all.
template <class T>
std::optional<T> nth(const std::vector<T>& values, std::size_t n, std::size_t lines,
                     const char* option) {
  if (values.empty()) return std::nullopt;
  if (values.size() == 1) return values[0];
  if (values.size() != lines)
    throw usage_error("parts.lines", tr("give {0} once, or once for each part", option));
  return values[n];
}

parts::ReceiptRequest receipt_of(const Args& args, Date today) {
  parts::ReceiptRequest request{
      .supplier = args.text("supplier"), .document = args.text("document"), .lines = {}};
  const auto typed = args.list("part");
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const auto line = part_and_quantity(typed[i]);
    const auto lot = nth(args.list("lot"), i, typed.size(), "--lot");
    const auto expires = nth(args.list("expires"), i, typed.size(), "--expires");
    const auto trace = nth(args.list("trace"), i, typed.size(), "--trace");
    request.lines.push_back({.part = line.part,
                             .qty = line.quantity,
                             .cost = line.cost,
                             .lot = lot.value_or(""),
                             .expires_on = expires ? parse_date(*expires, today) : std::nullopt,
                             .trace = trace.value_or("")});
  }
  return request;
}

void receive(store::WriteTxn& tx, const Args& args, Output& out) {
  const auto lots = parts::receive(tx, receipt_of(args, tx.today()));
  for (const auto& lot : lots) {
    if (lot.expired_on(tx.today()))
      out.note(tr("lot {0} of part {1} has expired already", lot.code, lot.part));
    if (lot.trace.empty())
      out.note(tr("lot {0} of part {1} has no proof of origin", lot.code, lot.part));
  }
  out.list(lot_view(tx), lots);
}

}  // namespace

std::vector<Command> parts_receive_commands() {
  return {
      {.name = "receive",
       .help = N_("take a delivery in from an approved supplier (2.3-source)"),
       .options = {{.name = "supplier", .help = N_("supplier code"), .required = true},
                   {.name = "part",
                    .help = N_("part, quantity and cost of one unit"),
                    .value_name = "NO:QTY[@COST]",
                    .required = true,
                    .repeated = true},
                   {.name = "lot",
                    .help = N_("lot code on the package; else numbered"),
                    .repeated = true},
                   {.name = "expires",
                    .kind = Kind::date,
                    .help = N_("last day it may be fitted; else from its shelf life"),
                    .repeated = true},
                   {.name = "trace",
                    .help = N_("trace code or certificate: proof that it is genuine"),
                    .repeated = true},
                   {.name = "document", .help = N_("delivery note")}},
       .write = receive,
       .examples = {{"svcctl parts receive --supplier HB --part 06A-100C00:6@22.50 --lot LF-2611 "
                     "--trace TM-88122",
                     N_("six filters with the proof of where they come from")}},
       .more =
           N_("--lot, --expires and --trace are given once for all parts, or once for each part "
              "in the same order.")},
  };
}

}  // namespace svcctl::cli
