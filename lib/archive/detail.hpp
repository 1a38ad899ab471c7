#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/history.hpp"

// The codes in the details of entries, for whoever reads them in their own language.
namespace svcctl::archive {

/// A piece of a detail. `label` is the message id of a code's label, or what stands there instead
/// of a blank between codes; empty: the piece is shown as it is. The codes of all pieces, one after
/// the other, are the detail.
struct DetailPiece {
  std::string code;
  std::string label;
};
SVCCTL_API std::vector<DetailPiece> detail_pieces(const Entry& entry);
/// Of an override the sentence that was refused and who approved; nothing of other entries.
SVCCTL_API std::optional<Message> sentence_of(const Entry& entry);

}  // namespace svcctl::archive
