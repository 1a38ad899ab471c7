#pragma once

#include <exception>
#include <string>

#include "cli/run/app.hpp"

namespace svcctl::cli {

/// What is known of a store before a transaction in it begins.
struct RulesOfStore {
  Settings settings;         ///< those that hold without a store, where none could be read
  std::int64_t version = 0;  ///< of the rules; 0: none could be read
  std::string digest = {};   ///< of their text
  std::exception_ptr failure = nullptr;  ///< why the store of a transaction could not be opened
};

/// Reads the rules of the store for a command that has to know them before its transaction begins:
/// it works on the store as a file, or was given a day or a time, which count in the shop's zone.
/// Does nothing for others: their transaction reads the rules.
RulesOfStore rules_of_store(const CommandLine& line, const Configuration& configuration,
                            Session& session);

/// Says that the configuration proposes other rules than the transaction goes by, where it does.
/// How many they are is remembered with the next commit: whoever reads the same file need not
/// compare it again.
void tell_of_proposal(store::ReadTxn& tx, const Configuration& configuration, const Teller& teller);

/// The connection of a session to a store, opened when it is first asked for.
store::Connection& connect(Session& session, const std::string& path, double wait, bool read_only);

}  // namespace svcctl::cli
