#include "base/error.hpp"

#include <utility>

namespace svcctl {

const char* name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::finding: return "finding";
    case ErrorKind::usage: return "usage";
    case ErrorKind::not_found: return "not-found";
    case ErrorKind::refused: return "refused";
    case ErrorKind::bad_data: return "bad-data";
    case ErrorKind::busy: return "busy";
    case ErrorKind::store: return "store";
    case ErrorKind::output: return "output";
    case ErrorKind::bug: return "bug";
    case ErrorKind::unsure: return "unsure";
  }
  return "bug";
}

Error::Error(ErrorKind kind, std::string code, Message message, std::string hint,
             std::optional<Clause> clause)
    : kind_(kind),
      code_(std::move(code)),
      message_(std::move(message)),
      hint_(std::move(hint)),
      clause_(clause) {
  if (clause_) what_ = std::string(info(*clause_).id) + ": ";
  what_ += Catalogue::of(Language::en).format(message_);
}

Error usage_error(std::string code, Message message, std::string hint) {
  return {ErrorKind::usage, std::move(code), std::move(message), std::move(hint)};
}
Error not_found(std::string code, Message message, std::string hint) {
  return {ErrorKind::not_found, std::move(code), std::move(message), std::move(hint)};
}
Error bad_data(std::string code, Message message, std::string hint) {
  return {ErrorKind::bad_data, std::move(code), std::move(message), std::move(hint)};
}
Error wrong_state(std::string code, Message message, std::string hint) {
  return {ErrorKind::usage, std::move(code), std::move(message), std::move(hint)};
}
Error refusal(Clause clause, std::string code, Message message, std::string hint) {
  return {ErrorKind::refused, std::move(code), std::move(message), std::move(hint), clause};
}
Error bug(std::string what) {
  return {ErrorKind::bug, "bug", tr("internal error: {0}", std::move(what))};
}

}  // namespace svcctl
