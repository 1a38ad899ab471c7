#pragma once

#include <exception>
#include <optional>
#include <string>

#include "base/clause.hpp"
#include "base/export.hpp"
#include "base/text.hpp"

namespace svcctl {

/// How a command ended; the numbers are the program's exit codes.
enum class ErrorKind {
  finding = 1,    ///< a check found something
  usage = 2,      ///< wrong usage
  not_found = 3,  ///< no such record
  refused = 4,    ///< refused by a rule of the standard
  bad_data = 5,   ///< bad input data: file, row, column
  busy = 6,       ///< the store is busy, or the record changed under the command
  store = 7,      ///< the store is missing, unreadable, full, damaged, of another version
  output = 8,     ///< output could not be written
  bug = 9,        ///< a bug of ours
  unsure = 10,    ///< perhaps recorded: look before it is repeated
};

/// The stable English word of a kind, as in error objects: "refused", "not-found" …
SVCCTL_API const char* name(ErrorKind kind);

/// The one thing services throw. A command ends with it; nothing it did is kept.
class SVCCTL_API Error : public std::exception {
 public:
  /// @param code stable and untranslated, "slice.cause": "parts.lot-expired"
  /// @param hint the command that mends it, or several, one a line; or empty; never translated
  Error(ErrorKind kind, std::string code, Message message, std::string hint = {},
        std::optional<Clause> clause = std::nullopt);

  ErrorKind kind() const { return kind_; }
  const std::string& code() const { return code_; }
  const Message& message() const { return message_; }
  const std::string& hint() const { return hint_; }
  std::optional<Clause> clause() const { return clause_; }
  /// The English sentence with its clause, for logs and debuggers.
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  ErrorKind kind_;
  std::string code_;
  Message message_;
  std::string hint_;
  std::optional<Clause> clause_;
  std::string what_;
};

/// Wrong usage: a value or a combination that makes no sense. Exit code 2.
SVCCTL_API Error usage_error(std::string code, Message message, std::string hint = {});
/// No such record. Exit code 3.
SVCCTL_API Error not_found(std::string code, Message message, std::string hint = {});
/// Bad input data; the message says file, row and column. Exit code 5.
SVCCTL_API Error bad_data(std::string code, Message message, std::string hint = {});
/// The record is not in the state the command needs; not a rule of the standard. Exit code 2.
SVCCTL_API Error wrong_state(std::string code, Message message, std::string hint = {});
/// A rule of the standard forbids it. Exit code 4. Services call store's `require` instead.
SVCCTL_API Error refusal(Clause clause, std::string code, Message message, std::string hint = {});
/// A bug of ours. Exit code 9.
SVCCTL_API Error bug(std::string what);

}  // namespace svcctl
