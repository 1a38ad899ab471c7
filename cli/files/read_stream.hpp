#pragma once

#include <ext/stdio_filebuf.h>
#include <istream>
#include <utility>

#include "base/read_file.hpp"

namespace svcctl::cli {

/// A descriptor as a stream, from where it stands; of none, an empty one.
class ReadStream : public std::istream {
 public:
  explicit ReadStream(Descriptor file)
      : std::istream(nullptr), bytes_(file.release(), std::ios::in | std::ios::binary) {
    rdbuf(&bytes_);
  }

 private:
  __gnu_cxx::stdio_filebuf<char> bytes_;
};

}  // namespace svcctl::cli
