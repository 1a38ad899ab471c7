// Replays recorded statements on PostgreSQL: replay_statements HOST USER DATABASE VERSION OWN
// TRACES [some]
//
// DATABASE holds the schema of VERSION; OWN lists the statements that are SQLite's own; TRACES
// holds a folder of traces for each transcript. With `some`, transcripts are missing, and so may be
// what OWN lists.
#include <algorithm>
#include <atomic>
#include <exception>
#include <fstream>
#include <iostream>
#include <mutex>
#include <thread>

#include "dialect.hpp"
#include "session.hpp"

namespace svcctl::replay {
namespace {

namespace fs = std::filesystem;

struct Server {
  std::string host;
  std::string user;
  std::string schema;
  std::int64_t version;  ///< of the schema: other stores are to be migrated first
};

/// Statements that belong to SQLite's engine: exact texts, or beginnings where they end with *.
/// Each stands under a comment that says why.
class OwnStatements {
 public:
  explicit OwnStatements(const fs::path& file) {
    std::ifstream in(file);
    bool reason = false;
    for (std::string line; std::getline(in, line);) {
      if (line.empty())
        reason = false;
      else if (line.starts_with("# "))
        reason = true;
      else if (!reason)
        throw std::runtime_error("a statement without a reason: " + line);
      else
        used_[line] = false;
    }
  }
  bool has(const std::string& text) {
    const auto one = brief(text);
    for (auto& [pattern, used] : used_) {
      const bool begins = pattern.back() == '*';
      const std::string_view head(pattern.data(), pattern.size() - (begins ? 1 : 0));
      if (begins ? one.starts_with(head) : one == head) return used = true;
    }
    return false;
  }
  std::vector<std::string> unused() const {
    std::vector<std::string> out;
    for (const auto& [pattern, used] : used_)
      if (!used) out.push_back(pattern);
    return out;
  }

 private:
  std::map<std::string, bool> used_;
};

struct Transcript {
  std::string name;
  std::vector<std::vector<Record>> processes;
};

std::vector<Transcript> read_all(const fs::path& traces) {
  std::vector<Transcript> out;
  for (const auto& folder : fs::directory_iterator(traces)) {
    Transcript made{folder.path().filename(), {}};
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(folder))
      if (file.path().extension() == ".trace") files.push_back(file.path());
    std::ranges::sort(files);
    for (const auto& file : files) made.processes.push_back(read_trace(file));
    out.push_back(std::move(made));
  }
  std::ranges::sort(out, {}, &Transcript::name);
  return out;
}

template <class Take>
void each_run(const std::vector<Transcript>& transcripts, Take take) {
  for (const auto& transcript : transcripts)
    for (const auto& process : transcript.processes)
      for (const auto& record : process)
        if (const auto* run = std::get_if<Run>(&record)) take(*run);
}

bool is_control(const std::string& text) {
  for (const char* head : {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"})
    if (text.starts_with(head)) return true;
  return false;
}

/// Complaints, one for each text.
class Complaints {
 public:
  void add(const std::string& text, const std::string& what) {
    const std::lock_guard lock(mutex_);
    auto& [first, count] = found_[brief(text)];
    if (count++ == 0) first = what;
  }
  void print() const {
    for (const auto& [text, complaint] : found_)
      std::cout << "DIFFERS " << complaint.second << "x: " << complaint.first
                << "\n    in: " << text << '\n';
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::pair<std::string, int>> found_;
};

/// Databases in which each new row gets the id after the largest, as SQLite gives it: recorded
/// statements name rows by their ids.
class Databases {
 public:
  explicit Databases(Server server) : server_(std::move(server)) {
    make("replay_0", server_.schema);
    Link(server_.host, server_.user, "replay_0").must(R"(DO $do$
      DECLARE t TEXT;
      BEGIN
        FOR t IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                  WHERE c.relkind = 'r' AND a.attname = 'id' AND a.attidentity <> '' LOOP
          EXECUTE format('ALTER TABLE %I ALTER id DROP IDENTITY', t);
          EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.id IS NULL THEN SELECT COALESCE(MAX(id), 0) + 1 INTO NEW.id FROM %I; END IF;
            RETURN NEW; END $$', 'id_of_' || t, t);
          EXECUTE format('CREATE TRIGGER a_id BEFORE INSERT ON %I FOR EACH ROW
                          EXECUTE FUNCTION %I()', t, 'id_of_' || t);
          EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER a_id', t);
        END LOOP;
      END $do$)");
  }
  std::unique_ptr<Session> session() {
    std::string name;
    {
      const std::lock_guard lock(mutex_);
      name = "replay_" + std::to_string(++count_);
      make(name, "replay_0");
    }
    return std::make_unique<Session>(server_.host, server_.user, name);
  }

 private:
  void make(const std::string& name, const std::string& like) {
    Link(server_.host, server_.user, "postgres")
        .must("CREATE DATABASE " + name + " TEMPLATE " + like + " STRATEGY FILE_COPY");
  }
  Server server_;
  std::mutex mutex_;
  int count_ = 0;
};

class Replay {
 public:
  Replay(Server server, OwnStatements& own, std::vector<Transcript> transcripts)
      : server_(std::move(server)), own_(own), transcripts_(std::move(transcripts)) {}

  void prepare_texts() {
    each_run(transcripts_, [&](const Run& run) { kinds_.learn(run); });
    Link link(server_.host, server_.user, server_.schema);
    std::set<std::string> seen;
    std::set<std::string> failed;
    each_run(transcripts_, [&](const Run& run) {
      if (is_control(run.text)) return;
      if (seen.insert(run.text).second && own_.has(run.text)) own_texts_.insert(run.text);
      if (own_texts_.contains(run.text)) return;
      auto sent = kinds_.sent(run);
      if (unfit_.contains(sent)) return;
      if (const auto failure = link.prepare(sent); !failure.state.empty()) {
        failed.insert(run.text);
        complaints_.add(run.text, "PostgreSQL does not take it: " + failure.message);
        unfit_.insert(std::move(sent));
      }
    });
    failed_ += failed.size();
    passed_ += seen.size() - failed.size() - own_texts_.size();
    std::cout << "statements: " << seen.size() - own_texts_.size() << " texts, " << failed.size()
              << " of them refused; " << own_texts_.size() << " of SQLite's own\n";
  }

  void replay_all() {
    Databases databases(server_);
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < std::max(2U, std::thread::hardware_concurrency()); ++i)
      workers.emplace_back([&] {
        std::vector<std::unique_ptr<Session>> sessions;
        for (std::size_t mine = next++; mine < transcripts_.size(); mine = next++) {
          const auto& transcript = transcripts_[mine];
          std::size_t differing = 1;
          try {
            differing = replay_one(transcript, databases, sessions);
          } catch (const std::exception& error) {
            complaints_.add(transcript.name, error.what());
          }
          ++(differing == 0 ? passed_ : failed_);
          if (differing > 0) std::cout << "DIFFERS " + transcript.name + "\n";
        }
      });
    for (auto& worker : workers) worker.join();
    std::cout << "replayed: " << replayed_ << " executions\n";
  }

  int close(bool some) {
    complaints_.print();
    if (!some)
      for (const auto& pattern : own_.unused()) {
        std::cout << "nobody runs any more: " << pattern << '\n';
        ++failed_;
      }
    std::cout << passed_ << " passed, " << failed_ << " failed\n";
    return failed_ == 0 ? 0 : 1;
  }

 private:
  /// How many executions came otherwise. `sessions` are kept from one transcript to the next.
  std::size_t replay_one(const Transcript& transcript, Databases& databases,
                         std::vector<std::unique_ptr<Session>>& sessions) {
    std::size_t differing = 0;
    std::size_t used = 0;  // of the sessions
    for (auto& session : sessions) session->state.clear();
    for (const auto& process : transcript.processes) {
      std::map<std::int64_t, Session*> stores;
      for (const auto& record : process) {
        if (const auto* opened = std::get_if<Opened>(&record)) {
          stores[opened->store] = nullptr;
          if (opened->version != server_.version)
            continue;  // to be migrated, which is SQLite's own
          Session* found = nullptr;
          for (std::size_t i = 0; i < used; ++i)
            if (sessions[i]->state == opened->state) found = sessions[i].get();
          if (!opened->seed.empty()) {
            if (used == sessions.size()) sessions.push_back(databases.session());
            found = sessions[used++].get();
            found->start(opened->seed);
            found->state = opened->state;
          }
          if (found == nullptr) throw std::runtime_error("a store that was never seen");
          stores[opened->store] = found;
        } else if (const auto* closed = std::get_if<Closed>(&record)) {
          if (auto* session = stores[closed->store]; session != nullptr) {
            session->close(closed->store);
            if (!closed->state.empty()) session->state = closed->state;
          }
        } else if (auto* session = stores[std::get<Run>(record).store];
                   session != nullptr && !session->lost()) {
          differing += differs(std::get<Run>(record), *session);
        }
      }
    }
    return differing;
  }

  bool differs(const Run& run, Session& session) {
    if (own_texts_.contains(run.text)) return false;
    const auto sent = kinds_.sent(run);
    if (unfit_.contains(sent)) return true;
    const auto complaint = session.replay(run, sent);
    ++replayed_;
    if (complaint.empty()) return false;
    complaints_.add(run.text, complaint);
    return true;
  }

  Server server_;
  OwnStatements& own_;
  std::vector<Transcript> transcripts_;
  Kinds kinds_;
  std::set<std::string> own_texts_;
  std::set<Sent> unfit_;
  Complaints complaints_;
  std::atomic<std::size_t> passed_ = 0;
  std::atomic<std::size_t> failed_ = 0;
  std::atomic<std::size_t> replayed_ = 0;
};

}  // namespace
}  // namespace svcctl::replay

int main(int argc, char** argv) {
  using namespace svcctl::replay;
  try {
    if (argc < 7) throw std::runtime_error("HOST USER DATABASE VERSION OWN TRACES [some]");
    OwnStatements own(argv[5]);
    Replay replay({argv[1], argv[2], argv[3], std::stoll(argv[4])}, own, read_all(argv[6]));
    replay.prepare_texts();
    replay.replay_all();
    return replay.close(argc > 7);
  } catch (const std::exception& error) {
    std::cout << "replay: " << error.what() << "\n0 passed, 1 failed\n";
    return 1;
  }
}
