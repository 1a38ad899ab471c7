#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/export.hpp"

namespace svcctl::store {

class Engine;
class Observer;

/// How a store is opened.
struct OpenOptions {
  std::string path;          ///< a file; ":memory:" is a store of the process's own
  double wait_seconds = 10;  ///< how long to wait for a busy store
  bool read_only = false;
  bool any_version = false;  ///< also an older store: for migrating, checking, restoring
  bool practice = false;     ///< of a new store: it is for practice, for ever
};

/// One open store: a SQLite file with our settings, checked to be ours and of this version.
class SVCCTL_API Connection {
 public:
  /// @throws Error "store.missing", "store.foreign", "store.older", "store.newer",
  ///         "store.damaged", "store.unreadable" (7), each with the command that helps
  explicit Connection(const OpenOptions& options);
  /// Makes a new store and opens it: the file 0600 in a folder 0700, every migration applied.
  /// @throws Error "store.exists" (7)
  /// @param first what the store has from its first moment: done before it gets its name
  static Connection create(const OpenOptions& options,
                           const std::function<void(Connection&)>& first = {});
  /// A new store in memory, all migrations applied: the tests' double.
  static Connection in_memory();
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  Connection& operator=(Connection&&) noexcept;

  const std::string& path() const;

  /// Shows whatever is executed to an observer, or to none.
  void observe(Observer* observer);
  Engine& engine() { return *engine_; }

 private:
  explicit Connection(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace svcctl::store
