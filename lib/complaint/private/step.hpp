#pragma once

#include <optional>
#include <string>

#include "complaint/complaint.hpp"

// What every step of a complaint does; the slice's own.
namespace svcctl::complaint {

/// What every act on a complaint stands on.
inline constexpr store::GroundKind received{N_("the complaint was received"), nullptr};

struct NewStep {
  StepKind kind = StepKind::opened;
  std::string text = {};
  std::optional<std::int64_t> from = std::nullopt;
  std::optional<std::int64_t> to = std::nullopt;
};
/// Keeps a step, puts it on the log and reads the complaint again.
Complaint stepped(store::WriteTxn& tx, const Complaint& complaint, const NewStep& step);

/// May the actor handle the complaint? Its first handler, whose it is until the customer has an
/// answer, and whoever has it in hand need no right for it (3.3-first).
/// @throws Error "staff.no-right" (2)
void require_handler(const store::WriteTxn& tx, const Complaint& complaint);

/// Whether who acts was given the prevention to see to: they say themselves that it is in place.
bool sees_to_prevention(const store::ReadTxn& tx, const Complaint& complaint);

/// The complaint, still open to work on.
/// @throws Error "complaint.closed", "complaint.at" (2)
Complaint in_hand(store::WriteTxn& tx, const std::string& number);

/// @throws Error "complaint.text" (2) when it is empty
const std::string& need_text(const std::string& text, const char* option);

/// Narrows a list of complaints `c` to those of the outlet and, at home, those that who acts was
/// asked first about or has in hand, of whatever outlet. The statement also gets `actor(tx)`.
store::Within within(const store::ReadTxn& tx, const char* outlet);
store::Param actor(const store::ReadTxn& tx);

void set_state(store::WriteTxn& tx, const Complaint& complaint, State state);

}  // namespace svcctl::complaint
