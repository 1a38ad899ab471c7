#include "recording.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <utility>

namespace svcctl::replay {
namespace {

std::vector<Value> values(trace::Reader& in, std::int64_t count) {
  std::vector<Value> out;
  for (std::int64_t i = 0; i < count; ++i) out.push_back(in.value());
  return out;
}

void read_bulk(trace::Reader& in, Run& into) {
  const auto columns = in.number();
  into.bulk_columns = static_cast<std::size_t>(columns);
  into.bulk.resize(static_cast<std::size_t>(in.number()));
  for (auto& row : into.bulk) row = values(in, columns);
}

}  // namespace

std::vector<Record> read_trace(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  trace::Reader in(bytes);
  std::vector<Record> records;
  std::map<std::int64_t, std::string> texts;
  std::map<std::int64_t, std::size_t> places;  // of runs among the records
  Run next;                                    // what is known of the next run before it begins
  const auto run = [&](std::int64_t id) -> Run& { return std::get<Run>(records[places.at(id)]); };
  while (!in.done()) {
    switch (in.letter()) {
      case 'O': {
        Opened opened;
        opened.store = in.number();
        in.text();  // the path, for people
        opened.state = in.text();
        opened.version = in.number();
        if (const auto seed = in.text(); !seed.empty()) opened.seed = file.parent_path() / seed;
        records.emplace_back(std::move(opened));
        break;
      }
      case 'S': {
        const auto id = in.number();
        texts[id] = in.text();
        break;
      }
      case 'J': read_bulk(in, next); break;
      case 'X': {
        Run made = std::exchange(next, {});
        places[in.number()] = records.size();
        made.store = in.number();
        made.text = texts.at(in.number());
        made.foreign_keys = in.number() != 0;
        made.parameters = values(in, in.number());
        records.emplace_back(std::move(made));
        break;
      }
      case 'W': {
        auto& of = run(in.number());
        of.rows.push_back(values(in, in.number()));
        break;
      }
      case 'E': {
        auto& of = run(in.number());
        of.result = in.number();
        of.changed = in.number();
        of.autocommit = in.number() != 0;
        break;
      }
      case 'C': {
        const auto store = in.number();
        records.emplace_back(Closed{store, in.text()});
        break;
      }
      default: throw std::runtime_error("a trace with a record of no kind: " + file.string());
    }
  }
  return records;
}

}  // namespace svcctl::replay
