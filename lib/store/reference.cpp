#include "store/reference.hpp"

#include <utility>

#include "base/error.hpp"

namespace svcctl::store {

std::optional<std::string> first_result(const ReadTxn& tx, const std::string& key,
                                        const std::string& request_digest) {
  auto found =
      tx.first("SELECT request_digest, result FROM request_ref WHERE key = :key", {{"key", key}},
               [](const Row& row) {
                 return std::pair<std::string, std::string>(row["request_digest"], row["result"]);
               });
  if (!found) return std::nullopt;
  if (found->first != request_digest)
    throw usage_error("ref.other-request",
                      tr("the key {0} was given for another request before", key),
                      "--ref OTHER-KEY");
  return std::move(found->second);
}

void remember(WriteTxn& tx, const std::string& key, const std::string& request_digest,
              const std::string& result) {
  tx.run(
      "INSERT INTO request_ref (key, request_digest, result, recorded_at) "
      "VALUES (:key, :request_digest, :result, :recorded_at)",
      {{"key", key},
       {"request_digest", request_digest},
       {"result", result},
       {"recorded_at", tx.now()}});
}

}  // namespace svcctl::store
