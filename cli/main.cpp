#include <string>
#include <vector>

#include "cli/process/signals.hpp"
#include "cli/run/app.hpp"
#include "store/one_thread.hpp"

int main(int argc, char** argv, char** variables) {
  svcctl::cli::install_signals();
  svcctl::store::use_one_thread();
  svcctl::cli::Environment env;
  for (; *variables != nullptr; ++variables) {
    const std::string entry = *variables;
    const auto equals = entry.find('=');
    if (equals != std::string::npos) env.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return svcctl::cli::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), env);
}
