#pragma once

#include "store/bulk.hpp"
#include "store/private/handle.hpp"

namespace svcctl::store {

/// Makes the table `bulk_rows` known to the connection, once: a statement that reads it reads the
/// rows in use.
void open_bulk_table(Connection::Handle& handle);

/// The rows that `bulk_rows` holds for now.
class RowsInUse {
 public:
  RowsInUse(Connection::Handle& handle, const BulkRows& rows);
  ~RowsInUse();
  RowsInUse(const RowsInUse&) = delete;
  RowsInUse& operator=(const RowsInUse&) = delete;

 private:
  Connection::Handle& handle_;
  const BulkRows* before_;
};

}  // namespace svcctl::store
