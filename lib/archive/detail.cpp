#include "archive/detail.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "callback/follow_up.hpp"
#include "complaint/complaint.hpp"
#include "customer/customer.hpp"
#include "customer/identity.hpp"
#include "intake/consent.hpp"
#include "intake/kept_paper.hpp"
#include "job/change.hpp"
#include "job/inspection.hpp"
#include "job/old_part.hpp"
#include "settle/payment.hpp"

namespace svcctl::archive {
namespace {

/// The label of a code of one sort, or empty.
using LabelOf = const char* (*)(std::string_view);

template <Coded Enum>
const char* of(std::string_view code) {
  const auto value = from_code<Enum>(code);
  return value ? label(*value) : "";
}

const char* of_check(std::string_view code) {
  return code == "passed" ? N_("passed") : code == "failed" ? N_("not passed") : "";
}

/// An answer about being contacted, or how it was given.
const char* of_contact(std::string_view code) {
  struct Answer {
    std::string_view code;
    const char* label;
  };
  constexpr std::array answers = {Answer{"service=yes", N_("service calls: yes")},
                                  Answer{"service=no", N_("service calls: no")},
                                  Answer{"marketing=yes", N_("marketing: yes")},
                                  Answer{"marketing=no", N_("marketing: no")}};
  const auto* found = std::ranges::find(answers, code, &Answer::code);
  return found != answers.end() ? found->label : of<customer::ConsentMethod>(code);
}

/// What words belong to; a kind that has no label here is shown as it is kept.
const char* of_words(std::string_view kind) {
  return kind == "complaint"    ? N_("complaint")
         : kind == "own-part"   ? N_("own part")
         : kind == "brought-by" ? N_("Brought by")
                                : "";
}

/// What became of a plate or VIN then.
const char* of_identifier(std::string_view code) {
  return code == "since"   ? N_("from then on")
         : code == "until" ? N_("until then")
         : code == "wrong" ? N_("had been typed wrong")
                           : "";
}

constexpr std::array identifier = {of<customer::IdentifierKind>, of_identifier, of<PlateState>};
constexpr std::array contact = {of_contact, of_contact, of_contact};
constexpr std::array finding = {of<job::Finding>};
constexpr std::array change = {of<job::ChangeState>};
constexpr std::array consent = {of<intake::ConsentMethod>};
constexpr std::array old_part = {of<job::OldPartOutcome>};
constexpr std::array final_check = {of_check};
constexpr std::array payment = {of<settle::PaymentKind>, of<settle::Method>};
constexpr std::array papers = {of<intake::PaperKind>};
constexpr std::array warranty = {of<Category>};
constexpr std::array call = {of<CallbackKind>, of<CallChannel>, of<callback::Outcome>};
constexpr std::array complaint = {of<complaint::Channel>, of<complaint::Subject>, of<Severity>};
constexpr std::array verdict = {of<complaint::Verdict>};
constexpr std::array said = {of_words};

/// What sort of code stands first, second … in the details of a kind; the rest are words.
std::span<const LabelOf> sorts_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::identifier: return identifier;
    case EntryKind::contact: return contact;
    case EntryKind::inspection: return finding;
    case EntryKind::change: return change;
    case EntryKind::consent:
    case EntryKind::refusal: return consent;
    case EntryKind::old_part: return old_part;
    case EntryKind::final_check: return final_check;
    case EntryKind::payment: return payment;
    case EntryKind::paper: return papers;
    case EntryKind::warranty: return warranty;
    case EntryKind::call: return call;
    case EntryKind::complaint: return archive::complaint;
    case EntryKind::complaint_end: return verdict;
    case EntryKind::words: return said;
    default: return {};
  }
}

}  // namespace

std::vector<DetailPiece> detail_pieces(const Entry& entry) {
  std::vector<DetailPiece> out;
  std::string_view rest = entry.detail;
  for (const auto& label_of : sorts_of(entry.kind)) {
    const auto code = rest.substr(0, rest.find_first_of(" ,"));
    const std::string label = label_of(code);
    if (label.empty()) break;
    out.push_back({std::string(code), label});
    rest.remove_prefix(code.size());
    if (rest.empty()) break;
    out.push_back({std::string(rest.substr(0, 1)), ", "});
    rest.remove_prefix(1);
  }
  if (!rest.empty()) out.push_back({std::string(rest), ""});
  return out;
}

std::optional<Message> sentence_of(const Entry& entry) {
  if (entry.kind != EntryKind::overridden || entry.refusal.id.empty()) return std::nullopt;
  const auto approver = entry.detail.substr(entry.detail.rfind(' ') + 1);
  return tr("{0}; approved by {1}", entry.refusal, approver);
}

}  // namespace svcctl::archive
