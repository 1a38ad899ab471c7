#include "parts/access.hpp"

namespace svcctl::parts {

void require_right(const store::ReadTxn& tx, Right right) {
  if (!tx.may(right))
    throw usage_error("staff.no-right",
                      tr("{0} has no right to {1}", tx.actor().code, to_code(right)));
}

std::int64_t current_outlet(const store::ReadTxn& tx) {
  const auto ids = tx.all("SELECT id FROM outlet WHERE :code = '' OR code = :code ORDER BY id",
                          {{"code", tx.context().outlet}},
                          [](const store::Row& row) { return row.get<std::int64_t>("id"); });
  if (ids.size() != 1) throw usage_error("outlet.which", tr("say which outlet"), "--outlet CODE");
  return ids[0];
}

}  // namespace svcctl::parts
