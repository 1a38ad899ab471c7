#include "cli/input_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "base/error.hpp"
#include "store/digest.hpp"

namespace svcctl::cli {

InputFile::InputFile(const std::string& name) : name_(name), path_(name) {
  if (name == "-") {
    name_ = "standard input";
    kept_.reset(std::tmpfile());
    if (!kept_) throw bad_data("input.unreadable", tr("cannot keep standard input"));
    std::array<char, 64 * 1024> block{};
    do {
      std::cin.read(block.data(), block.size());
      const auto got = static_cast<std::size_t>(std::cin.gcount());
      if (std::fwrite(block.data(), 1, got, kept_.get()) != got)
        throw bad_data("input.unreadable", tr("cannot keep standard input"));
    } while (std::cin);
    std::fflush(kept_.get());
    path_ = "/proc/self/fd/" + std::to_string(fileno(kept_.get()));
  } else if (!std::filesystem::exists(path_)) {
    throw bad_data("input.missing", tr("there is no file {0}", name));
  } else if (std::filesystem::is_directory(path_)) {
    throw bad_data("input.unreadable", tr("{0} is a folder", name));
  }
  sha256_ = store::sha256(stream());
}

std::istream& InputFile::stream() {
  file_.close();
  file_.clear();
  file_.open(path_, std::ios::binary);
  if (!file_)
    throw bad_data("input.unreadable",
                   tr("cannot read {0}: {1}", name_, std::string(std::strerror(errno))));
  return file_;
}

}  // namespace svcctl::cli
