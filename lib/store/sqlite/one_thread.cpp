#include "store/one_thread.hpp"

#include <sqlite3.h>

namespace svcctl::store {

void use_one_thread() {
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

}  // namespace svcctl::store
