// Runs commands one after another in one process, as a test types them: each line of the input is
// {"now": TIME, "words": [...]}, each line of the output {"code": N, "out": TEXT, "err": TEXT}.
// A hundred thousand commands take minutes instead of the better part of an hour. SVCCTL_DB names the
// store.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/run/app.hpp"

using namespace svcctl;
using nlohmann::json;

namespace {

/// One of the process's outputs, led into memory while a command runs.
class Captured {
 public:
  Captured(std::FILE* stream, int number)
      : stream_(stream), number_(number), kept_(dup(number)), memory_(memfd_create("output", 0)) {}
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;
  ~Captured() {
    close(kept_);
    close(memory_);
  }
  void begin() const {
    if (ftruncate(memory_, 0) != 0 || lseek(memory_, 0, SEEK_SET) != 0) std::abort();
    dup2(memory_, number_);
  }
  std::string end() const {
    std::fflush(stream_);
    dup2(kept_, number_);
    std::string text(static_cast<std::size_t>(lseek(memory_, 0, SEEK_END)), '\0');
    if (pread(memory_, text.data(), text.size(), 0) < 0) std::abort();
    return text;
  }

 private:
  std::FILE* stream_;
  int number_;
  int kept_;
  int memory_;
};

}  // namespace

int main(int, char**, char** variables) {
  cli::Environment env;
  for (; *variables != nullptr; ++variables) {
    const std::string entry = *variables;
    if (const auto equals = entry.find('='); equals != std::string::npos)
      env.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  const Captured out(stdout, STDOUT_FILENO);
  const Captured err(stderr, STDERR_FILENO);
  cli::Session session{.env = env};
  for (std::string line; std::getline(std::cin, line);) {
    const auto asked = json::parse(line);
    env["SVCCTL_NOW"] = asked.at("now").get<std::string>();
    std::cout.flush();
    out.begin();
    err.begin();
    const int code = cli::run_one(asked.at("words").get<std::vector<std::string>>(), session);
    std::cout.flush();
    const json said{{"code", code}, {"out", out.end()}, {"err", err.end()}};
    std::cout << said.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
  }
  return 0;
}
