// A program of somebody else's that keeps a store through the library.
#include <cstdio>

#include "store/txn.hpp"

int main() {
  using namespace svcctl;
  try {
    auto connection = store::Connection::in_memory();
    store::Context context;
    context.now = Instant{1795420800};
    context.command = "embedding";
    store::WriteTxn tx(connection, context);
    const auto number = tx.next_number('J', 1);
    tx.record(svcctl::store::company, {"job", number, {}});
    tx.commit();
    std::puts(number.c_str());
    return number == "J261123-001" ? 0 : 1;
  } catch (const Error& error) {
    std::fputs(error.what(), stderr);
    return 1;
  }
}
