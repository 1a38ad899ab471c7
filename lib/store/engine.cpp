#include "store/engine.hpp"

namespace svcctl::store {

void Observer::row(const Statement&) {}

Prepared Engine::prepare(std::string_view sql) {
  if (auto found = idle_.find(sql); found != idle_.end()) {
    Prepared statement(found->second.release(), GiveBack{this});
    idle_.erase(found);
    return statement;
  }
  return {make_statement(sql).release(), GiveBack{this}};
}

void GiveBack::operator()(Statement* statement) const noexcept {
  std::unique_ptr<Statement> owned(statement);
  owned->clear();
  try {
    const std::string_view key = owned->text();
    engine->idle_.try_emplace(key, std::move(owned));
  } catch (...) {  // without memory for the cache there is none
  }
}

}  // namespace svcctl::store
