#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "base/embedded.hpp"
#include "store/backup.hpp"
#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

store::OpenOptions at(const std::string& path, double wait = 0.05) {
  store::OpenOptions options;
  options.path = path;
  options.wait_seconds = wait;
  return options;
}

/// What somebody does with another program, behind our back.
std::vector<store::LogFinding> findings(const std::string& path,
                                        const std::optional<std::string>& head = {}) {
  store::Connection connection(at(path));
  store::ReadTxn tx(connection, monday());
  return store::verify_log(tx, {.head = head}).findings;
}

std::string made_with_three_events(const Folder& folder) {
  auto path = folder.file("shop.db");
  auto connection = store::Connection::create(at(path));
  for (const char* key : {"a", "b", "c"}) count_up(connection, key);
  return path;
}

}  // namespace

TEST_CASE("a store is made for its owner alone, and never over another") {
  const Folder folder;
  const auto path = folder.file("deep/er/shop.db");
  store::Connection::create(at(path));
  struct stat found {};
  REQUIRE(stat(path.c_str(), &found) == 0);
  CHECK((found.st_mode & 0777U) == 0600);
  REQUIRE(stat(folder.file("deep").c_str(), &found) == 0);
  CHECK((found.st_mode & 0777U) == 0700);
  CHECK(code_of([&] { store::Connection::create(at(path)); }) == "store.exists");
}

TEST_CASE("what is no store of ours is refused by name and left alone") {
  const Folder folder;
  const auto open = [&](const char* name) {
    return code_of([&] { store::Connection connection(at(folder.file(name))); });
  };
  CHECK(open("none.db") == "store.missing");
  CHECK(open(".") == "store.unreadable");
  std::ofstream(folder.file("empty.db")).close();
  CHECK(open("empty.db") == "store.damaged");
  std::ofstream(folder.file("words.db")) << std::string(5000, 'x');
  CHECK(open("words.db") == "store.damaged");
  tamper(folder.file("foreign.db"), "CREATE TABLE t (a)");
  CHECK(open("foreign.db") == "store.foreign");
  const auto path = made_with_three_events(folder);
  tamper(path, "PRAGMA user_version = 9999");
  CHECK(open("shop.db") == "store.newer");
  tamper(path, "PRAGMA user_version = 0");
  CHECK(open("shop.db") == "store.older");
}

TEST_CASE("a store with a second name is refused") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  std::filesystem::create_hard_link(path, folder.file("other.db"));
  CHECK(code_of([&] { store::Connection connection(at(path)); }) == "store.linked");
}

TEST_CASE("a held lock is waited for, then told") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  store::Connection one(at(path));
  store::Connection two(at(path));
  store::WriteTxn held(one, monday());
  try {
    store::WriteTxn tx(two, monday());
    FAIL("two writers");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::busy);
  }
}

TEST_CASE("the log agrees with a store that nobody touched") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  CHECK(findings(path).empty());
}

TEST_CASE("rows changed, inserted and deleted behind the program's back are named") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  tamper(path,
         "UPDATE document_counter SET last = 8 WHERE scope = 'a';"
         "DELETE FROM document_counter WHERE scope = 'b';"
         "INSERT INTO document_counter (id, scope, day_on, last) VALUES (9, 'z', 'x', 1)");
  const auto found = findings(path);
  REQUIRE(found.size() == 3);
  CHECK(found[0].where == "document_counter 1");
  CHECK(found[1].where == "document_counter 2");
  CHECK(found[2].where == "document_counter 9");
}

TEST_CASE("the first bad event is named, and a cut tail by an older head") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  std::string head;
  {
    store::Connection connection(at(path));
    store::ReadTxn tx(connection, monday());
    head = store::log_head(tx).hash;
    CHECK(store::log_head(tx).count == 3);
  }
  CHECK(findings(path, head).empty());
  CHECK(findings(path, std::string(64, 'f')).size() == 1);
  SUBCASE("changed") {
    tamper(path, "UPDATE event SET key = 'x' WHERE seq = 2");
    REQUIRE(findings(path).size() == 1);
    CHECK(findings(path)[0].where == "event 2");
  }
  SUBCASE("missing") {
    tamper(path, "DELETE FROM event WHERE seq = 2");
    CHECK(findings(path).at(0).where == "event 3");
  }
  SUBCASE("its rows changed") {
    tamper(path, "UPDATE event_row SET row_id = row_id + 7");
    CHECK(findings(path).at(0).where == "event 1");
  }
  SUBCASE("cut off") {
    tamper(path,
           "DELETE FROM event_row WHERE seq = 3; DELETE FROM event WHERE seq = 3;"
           "DELETE FROM document_counter WHERE scope = 'c'");
    REQUIRE(findings(path).size() == 1);
    CHECK(findings(path)[0].where == "event 3");
    tamper(path,
           "UPDATE chain_head SET seq = 2, hash = (SELECT hash FROM event WHERE seq = 2)"
           " WHERE chain = 0");
    CHECK(findings(path).empty());
    CHECK(findings(path, head).at(0).where == "head");
  }
}

TEST_CASE("a backup is a checked copy that restores; the old store is kept") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  const auto copy = folder.file("copy.db");
  {
    store::Connection connection(at(path));
    CHECK(store::backup(connection, copy).head.count == 3);
    CHECK(code_of([&] { store::backup(connection, copy); }) == "backup.exists");
    count_up(connection, "d");
    CHECK(store::check_store(connection).findings.empty());
  }
  const auto done = store::restore(at(path), monday(), copy);
  CHECK(done.head.count == 4);  // the restore itself stands on the log
  CHECK(done.recorded);
  CHECK(done.numbers_raised == 1);
  CHECK(findings(path).empty());
  store::Connection kept(at(done.kept));
  CHECK(store::store_info(kept).head.count == 4);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.file("")))
    files += entry.path().string().find(".new-") != std::string::npos;
  CHECK(files == 0);
}

TEST_CASE("a writer that waited while its store was replaced is told so") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  store::Connection waiting(at(path));
  {
    store::Connection connection(at(path));
    store::backup(connection, folder.file("copy.db"));
  }
  store::restore(at(path), monday(), folder.file("copy.db"));
  CHECK(code_of([&] { store::WriteTxn tx(waiting, monday()); }) == "store.replaced");
}

TEST_CASE("a damaged backup is not restored, and a damaged store can be") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  const auto copy = folder.file("copy.db");
  {
    store::Connection connection(at(path));
    store::backup(connection, copy);
  }
  tamper(path, "UPDATE document_counter SET last = 8");
  CHECK(code_of([&] { store::restore(at(copy), monday(), path); }) == "backup.damaged");
  std::ofstream(path) << std::string(5000, 'x');
  CHECK(store::restore(at(path), monday(), copy).head.count == 4);
  CHECK(findings(path).empty());
}

TEST_CASE("a store of this version needs no migration") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  const auto done = store::migrate(at(path), monday());
  CHECK(done.from == done.to);
  CHECK(done.applied.empty());
}

TEST_CASE("an old store that is migrated is a new store") {
  const Folder folder;
  const auto path = folder.file("old.db");
  const auto first = embedded_schema().front();
  tamper(path,
         (std::string(first.text) + "PRAGMA application_id = 1398162260; PRAGMA user_version = 1;")
             .c_str());
  CHECK(code_of([&] { store::Connection connection(at(path)); }) == "store.older");
  const auto done = store::migrate(at(path), monday());
  CHECK(done.from == 1);
  CHECK(done.applied.size() == embedded_schema().size() - 1);
  CHECK(std::filesystem::exists(done.backup));
  CHECK(findings(path).empty());

  const auto schema_of = [](const std::string& file) {
    store::Connection connection(at(file));
    store::ReadTxn tx(connection, monday());
    return tx.all("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name", {},
                  [](const store::Row& row) { return row.get<std::string>("sql"); });
  };
  CHECK(schema_of(path) == schema_of(made_with_three_events(folder)));
}

/// An empty store of an older version. Its migrations turn no hexadecimal text into bytes: there is
/// none yet.
std::string made_of_version(const Folder& folder, std::size_t version) {
  std::string text = "BEGIN;";
  for (const auto& file : embedded_schema().first(version)) text += std::string(file.text) + "\n";
  text += "PRAGMA application_id = 1398162260; PRAGMA user_version = " + std::to_string(version) +
          "; COMMIT;";
  const auto path = folder.file("version-" + std::to_string(version) + ".db");
  sqlite3* made = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &made) == SQLITE_OK);
  sqlite3_create_function(
      made, "unhex", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS, nullptr,
      [](sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_null(context); }, nullptr,
      nullptr);
  INFO(sqlite3_errmsg(made));
  CHECK(sqlite3_exec(made, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(made);
  return path;
}

// A migration reads the log and its heads before they are as the program knows them.
TEST_CASE("a store from before each change of the store's own tables is migrated") {
  const Folder folder;
  const auto files = embedded_schema();
  for (std::size_t version = 17; version < files.size(); ++version) {
    if (files[version].name.find("_store_") == std::string_view::npos) continue;
    CAPTURE(version);
    const auto path = made_of_version(folder, version);
    CHECK(code_of([&] { store::migrate(at(path), monday()); }) == "");
    CHECK(findings(path).empty());
  }
}

TEST_CASE("parts that an older store has twice stay, and no new one is written twice") {
  const Folder folder;
  const auto path = folder.file("old.db");
  const auto all = embedded_schema();
  const auto unique = std::ranges::find_if(
      all, [](const EmbeddedFile& file) { return file.name.find("parts_key") != file.name.npos; });
  const std::vector<EmbeddedFile> before(all.begin(), unique);
  tamper(path, (std::string(all.front().text) +
                "PRAGMA application_id = 1398162260; PRAGMA user_version = 1;")
                   .c_str());
  store::migrate(at(path), monday(), before);
  {
    auto older = at(path);
    older.any_version = true;
    store::Connection connection(older);
    store::WriteTxn tx(connection, monday());
    tx.run(R"(INSERT INTO part (id, number, number_key, brand, name)
              VALUES (1, 'A-1', 'A1', '', 'x'), (2, 'A1', 'A1', '', 'y'),
                     (3, 'A1', 'A1', 'B', 'z'))");
    tx.record(store::company, {"part", "A1", {}});
    tx.commit();
  }
  store::migrate(at(path), monday());
  CHECK(findings(path).empty());
  store::Connection connection(at(path));
  store::WriteTxn tx(connection, monday());
  CHECK(tx.all("SELECT COALESCE(twin, '-') AS twin FROM part ORDER BY id", {},
               [](const store::Row& row) { return row.get<std::string>("twin"); }) ==
        std::vector<std::string>{"-", "A1", "-"});
  CHECK(code_of([&] {
          tx.run(
              "INSERT INTO part (number, number_key, brand, name) VALUES ('A.1', 'A1', 'B', 'z')");
        }) != "");
}

/// The embedded files and one more.
std::vector<EmbeddedFile> with_one_more(const char* text) {
  std::vector<EmbeddedFile> files(embedded_schema().begin(), embedded_schema().end());
  files.push_back({"9999_later", text});
  return files;
}

/// Lets this program open a store that a later file was applied to.
void forget_the_later_file(const std::string& path) {
  tamper(path, ("PRAGMA user_version = " + std::to_string(embedded_schema().size())).c_str());
}

TEST_CASE("a later migration makes a table anew that other rows refer to") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  auto files = with_one_more(
      "CREATE TABLE thing (id INTEGER PRIMARY KEY, kind TEXT CHECK (kind IN ('old')));"
      "CREATE TABLE use_of_thing (id INTEGER PRIMARY KEY,"
      " thing_id INTEGER NOT NULL REFERENCES thing (id));"
      "INSERT INTO log_table (name) VALUES ('thing'), ('use_of_thing');"
      "INSERT INTO thing (kind) VALUES ('old');"
      "INSERT INTO use_of_thing (thing_id) VALUES (1);");
  files.push_back({"99999_last",
                   "CREATE TABLE thing_before AS SELECT * FROM thing;"
                   "DROP TABLE thing;"
                   "CREATE TABLE thing (id INTEGER PRIMARY KEY, kind TEXT);"
                   "INSERT INTO thing SELECT id, 'new' FROM thing_before;"
                   "DROP TABLE thing_before;"});
  const auto done = store::migrate(at(path), monday(), files);
  CHECK(done.applied == std::vector<std::string>{"9999_later", "99999_last"});
  forget_the_later_file(path);
  CHECK(findings(path).empty());
  CHECK(code_of([&] { store::Connection refused(at(path)); }) == "");  // noted when it was made

  store::Connection connection(at(path));
  CHECK(store::ReadTxn(connection, monday())
            .value<std::string>("SELECT kind AS value FROM thing WHERE id = 1") == "new");
  store::WriteTxn tx(connection, monday());
  CHECK(code_of([&] { tx.insert("INSERT INTO use_of_thing (thing_id) VALUES (2)"); }) != "");
}

TEST_CASE("a store is what its schema says, however small the change") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  const auto opened = [&] { store::Connection connection(at(path)); };
  const auto found = [&] {
    auto any = at(path);
    any.any_version = true;
    store::Connection connection(any);
    std::vector<std::string> out;
    for (const auto& each : store::check_store(connection).findings) out.push_back(each.where);
    return out;
  };
  CHECK(found().empty());
  for (const auto& [changed, named] :
       {std::pair{"DROP TRIGGER event_no_update", "trigger event_no_update"},
        {"DROP TABLE document_counter", "table document_counter"},
        {"CREATE TRIGGER more AFTER INSERT ON staff BEGIN DELETE FROM outlet; END", "trigger more"},
        {"CREATE VIEW more AS SELECT 1", "view more"},
        {"CREATE INDEX more ON staff (id)", "index more"},
        {"ALTER TABLE document_counter ADD COLUMN more TEXT", "table document_counter"},
        {"DROP TRIGGER event_no_update; CREATE TRIGGER event_no_update BEFORE UPDATE ON event"
         " BEGIN SELECT 1; END",
         "trigger event_no_update"}}) {
    const char* sql = changed;  // CAPTURE takes no structured binding
    const char* object = named;
    CAPTURE(sql);
    const auto kept = folder.file("kept.db");
    std::filesystem::copy_file(path, kept, std::filesystem::copy_options::overwrite_existing);
    tamper(path, sql);
    CHECK(code_of(opened) == "store.schema");
    CHECK(found().front() == object);
    CHECK(code_of([&] { store::restore(at(folder.file("other.db")), monday(), path); }) ==
          "backup.damaged");
    CHECK(code_of([&] {
            auto any = at(path);
            any.any_version = true;
            store::Connection connection(any);
            store::backup(connection, folder.file("copy.db"));
          }) == "backup.damaged");
    std::filesystem::copy_file(kept, path, std::filesystem::copy_options::overwrite_existing);
  }
  tamper(path, "VACUUM; ANALYZE");  // changes SQLite's count, and nothing that is ours
  CHECK(code_of(opened) == "");
}

TEST_CASE("a migration that leaves a reference without its row changes nothing") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  const auto files =
      with_one_more("INSERT INTO staff_role (staff_id, role) VALUES (7, 'manager');");
  CHECK(code_of([&] { store::migrate(at(path), monday(), files); }) == "store.migration");
  store::Connection connection(at(path));
  CHECK(store::store_info(connection).version ==
        static_cast<std::int64_t>(embedded_schema().size()));
  CHECK(store::store_info(connection).head.count == 3);
}

TEST_CASE("a migration puts rows that it deleted on the log") {
  const Folder folder;
  const auto path = made_with_three_events(folder);
  store::migrate(at(path), monday(), with_one_more("DELETE FROM document_counter;"));
  forget_the_later_file(path);
  CHECK(findings(path).empty());
}
