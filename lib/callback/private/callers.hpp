#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/settings.hpp"
#include "store/txn.hpp"

// Who calls whom; the slice's own.
namespace svcctl::callback {

/// Those who may follow up, with what each has open. Reads the store once and counts on from there.
class Callers {
 public:
  explicit Callers(const store::ReadTxn& tx);
  /// The next to call a customer of the outlet, or nobody.
  /// @param not_by people who must not be it: who served the customer
  std::optional<std::int64_t> next(Assignment how, std::int64_t outlet_id,
                                   const std::set<std::int64_t>& not_by);
  /// The first by code who may call a customer of the outlet and of whom the condition holds.
  std::optional<std::int64_t> first(std::int64_t outlet_id,
                                    const std::function<bool(std::int64_t)>& holds);
  /// Whether the person may follow up and still works here.
  bool knows(std::int64_t staff_id) const;

 private:
  struct Caller {
    std::int64_t id;
    std::string outlet;  ///< code, or empty: all
    std::int64_t open = 0;
  };
  const std::string& code_of(std::int64_t outlet_id);
  void find_last();

  const store::ReadTxn& tx_;
  std::vector<Caller> callers_;       ///< by code
  std::optional<std::int64_t> last_;  ///< who got the last call; 0: nobody yet
  std::map<std::int64_t, std::string> outlets_;
};

}  // namespace svcctl::callback
