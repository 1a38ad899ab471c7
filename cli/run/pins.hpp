#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "cli/files/files.hpp"
#include "cli/output/report.hpp"
#include "cli/parser/parser.hpp"
#include "shop/pin.hpp"
#include "store/pin.hpp"

namespace svcctl::cli {

struct Session;

/// The PINs given to one run of the program: who acts gives theirs once, also to a batch. Whoever a
/// line names gives theirs to that line alone.
struct Pins {
  /// Before each command. @param atomic a line of an atomic batch: it asks nothing on the terminal
  void begin(const SharedOptions& shared, bool atomic);

  store::PinsGiven given = {};
  bool may_ask = false;  ///< on the terminal
  /// Who acts in a batch as the batch says, and `--pin-file` of the batch.
  std::pair<std::string, std::string> of_batch = {};
  /// A wrong try of an atomic batch, whose transaction cannot keep it: it ends the batch.
  struct Wrong {
    std::string code;  ///< of the staff
    shop::PinTry tried;
    store::Context context;
    std::string as;
    double wait;
  };
  std::optional<Wrong> wrong = std::nullopt;
};

/// Takes the PIN that a command asked for, from its file or from the terminal, and judges it. A
/// wrong try is kept in a transaction of its own, whatever becomes of the command.
/// @throws Error "pin.asked", "pin.wrong", "pin.locked" (4), "pin.form", "pin.differs" (2)
void take_pin(const store::PinAsked& asked, const Parsed& parsed, const store::Context& context,
              Session& session, Files& files, const Teller& teller);

/// Keeps the wrong try of an atomic batch, once its transaction has ended.
void keep_wrong_try(Session& session);

}  // namespace svcctl::cli
