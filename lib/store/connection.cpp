#include "store/connection.hpp"

#include "base/error.hpp"
#include "store/clock.hpp"
#include "store/engine.hpp"
#include "store/private/migrations.hpp"
#include "store/private/schema_check.hpp"

namespace svcctl::store {
namespace {

Error store_error(const char* code, Message message, std::string hint) {
  return {ErrorKind::store, code, std::move(message), std::move(hint)};
}

void check_ours(Engine& engine, bool any_version) {
  const auto info = engine.info();
  if (!info.ours)
    throw store_error("store.foreign", tr("{0} is no store of svcctl", engine.name()),
                      "svcctl --db FILE …");
  if (info.version > newest_version())
    throw store_error("store.newer",
                      tr("the store has version {0}, this program knows {1}: use a newer svcctl",
                         info.version, newest_version()),
                      {});
  if (info.version < newest_version() && !any_version)
    throw store_error(
        "store.older",
        tr("the store has version {0}, this program needs {1}", info.version, newest_version()),
        "svcctl db migrate");
  if (any_version || info.schema_known) return;
  require_schema(engine);
  engine.note_schema();
}

}  // namespace

Connection::Connection(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
const std::string& Connection::path() const { return engine_->name(); }
void Connection::observe(Observer* observer) { engine_->observe(observer); }

Connection::Connection(const OpenOptions& options) {
  if (options.path == ":memory:") {
    *this = in_memory();
    return;
  }
  engine_ = open_engine(options);
  check_ours(*engine_, options.any_version);
}

Connection Connection::create(const OpenOptions& options,
                              const std::function<void(Connection&)>& first) {
  return Connection(create_engine(
      options,
      [&](Engine& engine) {
        apply_migrations(engine, 0);
        if (options.practice) mark_for_practice(engine);
      },
      [&](const std::string& path) {
        if (!first) return;
        OpenOptions unnamed = options;
        unnamed.path = path;
        Connection connection(unnamed);
        first(connection);
      }));
}

Connection Connection::in_memory() {
  OpenOptions options;
  options.path = ":memory:";
  return create(options);
}

}  // namespace svcctl::store
