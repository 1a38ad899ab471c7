// svcctl with every statement written down: a line of JSON for each, in the file that
// SVCCTL_STATEMENTS names, with its text, its typed parameters and its rows. A line with "command"
// begins each command. What opens the store is not written down.
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/run/app.hpp"
#include "store/engine.hpp"

using namespace svcctl;
using nlohmann::json;

namespace {

json as_json(const store::Stored& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* raw = std::get_if<store::Bytes>(&value))
    return json::binary({raw->bytes.begin(), raw->bytes.end()});
  return nullptr;
}

json as_json(const store::Seen& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return *text;
  if (const auto* raw = std::get_if<store::BytesView>(&value))
    return json::binary({raw->bytes.begin(), raw->bytes.end()});
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  return nullptr;
}

const char* name_of(store::Kind kind) {
  switch (kind) {
    case store::Kind::integer: return "integer";
    case store::Kind::text: return "text";
    case store::Kind::bytes: return "bytes";
  }
  return "";
}

class Writer final : public store::Observer {
 public:
  explicit Writer(const std::string& file) : out_(file, std::ios::app | std::ios::binary) {}
  void put(const json& line) {
    out_ << line.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
  void executed(std::string_view text, std::span<const store::Bound> parameters) override {
    json line{{"sql", text}, {"parameters", json::array()}};
    for (const auto& one : parameters)
      line["parameters"].push_back(
          {{"name", one.name}, {"kind", name_of(one.kind)}, {"value", as_json(one.value)}});
    put(line);
  }
  void row(const store::Statement& statement) override {
    json values = json::array();
    for (std::size_t i = 0; i < statement.columns().size(); ++i)
      values.push_back(as_json(statement.value(i)));
    put({{"row", values}, {"columns", statement.columns()}, {"of", statement.text()}});
  }

 private:
  std::ofstream out_;
};

}  // namespace

int main(int argc, char** argv, char** variables) {
  cli::Environment env;
  for (; *variables != nullptr; ++variables) {
    const std::string entry = *variables;
    if (const auto equals = entry.find('='); equals != std::string::npos)
      env.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  const char* file = std::getenv("SVCCTL_STATEMENTS");
  const char* db = std::getenv("SVCCTL_DB");
  if (file == nullptr || db == nullptr) return cli::run(words, env);
  Writer writer(file);
  writer.put({{"command", words}});
  cli::Session session{.env = env};
  try {
    store::OpenOptions options;
    options.path = db;
    session.connection = std::make_unique<store::Connection>(options);
    session.connection->observe(&writer);
    session.connected_to = db;
  } catch (const Error&) {
    // There is no store yet, or none to work with: the command will say so.
  }
  return cli::run_one(words, session);
}
