#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "store/anchor.hpp"
#include "store/connection.hpp"
#include "store/digest.hpp"
#include "store/log.hpp"
#include "store/merkle.hpp"
#include "store/private/chain.hpp"
#include "store/row_history.hpp"
#include "store/txn.hpp"
#include "store_support.hpp"

using namespace svcctl;
using namespace svcctl::test;

namespace {

store::OpenOptions file_of(const std::string& path) {
  store::OpenOptions options;
  options.path = path;
  return options;
}

void add_outlet_row(store::Connection& connection, const char* code) {
  store::WriteTxn tx(connection, monday());
  tx.insert("INSERT INTO outlet (code, name, scope) VALUES (:code, :code, 'all')",
            {{"code", code}});
  tx.record(store::company, {"outlet", code, {}});
  tx.commit();
}

/// Writes the counter `key`, as an event of that outlet, or of the company (0).
void write_counter(store::Connection& connection, const std::string& key, std::int64_t chain) {
  store::WriteTxn tx(connection, monday());
  tx.run(
      "INSERT INTO document_counter (scope, day_on, last) VALUES (:key, '2026-11-23', 1) "
      "ON CONFLICT (scope, day_on) DO UPDATE SET last = document_counter.last + 1",
      {{"key", key}});
  tx.record(chain == 0 ? store::company : store::of_outlet(chain), {"counter", key, {}});
  tx.commit();
}

/// WEST (chain 1) has 2 events, EAST (chain 2) has 3, the company 2.
std::string two_outlets(const Folder& folder) {
  auto path = folder.file("shop.db");
  auto connection = store::Connection::create(file_of(path));
  add_outlet_row(connection, "WEST");
  add_outlet_row(connection, "EAST");
  for (const char* key : {"a", "b"}) write_counter(connection, key, 1);
  for (const char* key : {"c", "d", "e"}) write_counter(connection, key, 2);
  return path;
}

std::vector<std::string> places(const std::string& path, const store::LogCheck& check = {}) {
  store::Connection connection(file_of(path));
  const store::ReadTxn tx(connection, monday());
  std::vector<std::string> out;
  for (const auto& finding : store::verify_log(tx, check).findings) out.push_back(finding.where);
  return out;
}

std::string anchor_root(const std::string& path) {
  store::Connection connection(file_of(path));
  store::WriteTxn tx(connection, monday());
  const auto made = store::anchor(tx);
  tx.commit();
  return made.root;
}

using Places = std::vector<std::string>;

/// Rewrites who did the event, with a hash that is right for it, as somebody does who knows how.
void rewrite(const std::string& path, std::int64_t chain, std::int64_t seq) {
  std::string hash;
  {
    store::Connection connection(file_of(path));
    const store::ReadTxn tx(connection, monday());
    auto query = tx.query(
        R"(SELECT e.*, COALESCE(p.hash, r.hash) AS previous
             FROM event e
             LEFT JOIN event p ON p.chain = e.chain AND p.seq = e.seq - 1
             LEFT JOIN chain_head h ON h.chain = e.chain
             LEFT JOIN event r ON r.chain = 0 AND r.seq = h.root_seq
            WHERE e.chain = :chain AND e.seq = :seq)",
        {{"chain", chain}, {"seq", seq}});
    REQUIRE(query.next());
    const auto& row = query.row();
    store::RowsHash rows(store::EventFormat::bytes);
    for (auto told = tx.query(
             R"(SELECT t.name, r.row_id, r.version, r.digest
                  FROM event_row r JOIN log_table t ON t.id = r.table_id
                 WHERE r.chain = :chain AND r.seq = :seq ORDER BY t.name, r.row_id)",
             {{"chain", chain}, {"seq", seq}});
         told.next();)
      rows.add_row(told.row().get<std::string>("name"), told.row()["row_id"], told.row()["version"],
                   told.row().get<store::Bytes>("digest").bytes);
    store::ChainLink link{
        .chain = chain,
        .seq = seq,
        .at = row["at"],
        .recorded_at = row["recorded_at"],
        .actor = row["actor"],
        .command = row["command"],
        .entity = row["entity"],
        .key = row["key"],
        .payload = row["payload"],
        .rules = row["rules"],
        .rows = rows.bytes(),
        .previous =
            row.get<std::optional<store::Bytes>>("previous").value_or(store::Bytes{}).bytes};
    CHECK(link.hash() == row.get<store::Bytes>("hash").bytes);
    link.actor = "X";
    hash = store::hex_of_bytes(link.hash());
  }
  tamper(path, (std::string() + "UPDATE event SET actor = 'X', hash = x'" + hash +
                "' WHERE chain = " + std::to_string(chain) + " AND seq = " + std::to_string(seq))
                   .c_str());
}

}  // namespace

TEST_CASE("each outlet has a chain of its own, and the company one") {
  const Folder folder;
  const auto path = two_outlets(folder);
  CHECK(places(path).empty());
  store::Connection connection(file_of(path));
  const store::ReadTxn tx(connection, monday());
  CHECK(store::log_head(tx).count == 7);
  const auto heads = tx.all("SELECT seq FROM chain_head ORDER BY chain", {},
                            [](const store::Row& row) { return row.get<std::int64_t>("seq"); });
  CHECK(heads == std::vector<std::int64_t>{2, 2, 3});
  std::vector<std::string> listed;
  store::each_event(tx, {}, [&](const store::LogEntry& entry) {
    listed.push_back(entry.chain + "-" + std::to_string(entry.seq) + " " + entry.key);
  });
  CHECK(listed == std::vector<std::string>{"-1 WEST", "-2 EAST", "WEST-1 a", "WEST-2 b", "EAST-1 c",
                                           "EAST-2 d", "EAST-3 e"});
}

TEST_CASE("an event written anew with a hash of its own breaks what follows it") {
  const Folder folder;
  const auto path = two_outlets(folder);
  SUBCASE("in the middle") {
    rewrite(path, 2, 2);
    CHECK(places(path) == Places{"event EAST-3"});
    CHECK(places(path, {.chain = 1}).empty());
    CHECK(places(path, {.chain = 2}) == Places{"event EAST-3"});
  }
  SUBCASE("the last of its chain") {
    rewrite(path, 2, 3);
    CHECK(places(path) == Places{"event EAST-3"});
  }
  SUBCASE("the event that roots a chain") {
    rewrite(path, 0, 1);
    CHECK(places(path) == Places{"event 2", "event WEST-1"});
  }
}

TEST_CASE("events do not move from one chain to another") {
  const Folder folder;
  const auto path = two_outlets(folder);
  tamper(path, (std::string() + "UPDATE event SET chain = 9 WHERE chain = 1 AND seq = 1;"
                                "UPDATE event_row SET chain = 9 WHERE chain = 1 AND seq = 1;"
                                "UPDATE event SET chain = 1 WHERE chain = 2 AND seq = 1;"
                                "UPDATE event_row SET chain = 1 WHERE chain = 2 AND seq = 1;"
                                "UPDATE event SET chain = 2 WHERE chain = 9;"
                                "UPDATE event_row SET chain = 2 WHERE chain = 9")
                   .c_str());
  CHECK(places(path) == Places{"event WEST-1", "event EAST-1"});
}

TEST_CASE("a chain cut off before an anchor is found, also by somebody who mends its head") {
  const Folder folder;
  const auto path = two_outlets(folder);
  const auto root = anchor_root(path);
  CHECK(places(path, {.head = root}).empty());
  CHECK(anchor_root(path) == root);  // nothing was recorded since
  const std::string cut = std::string() +
                          "DELETE FROM event_row WHERE chain = 2 AND seq = 3;"
                          "DELETE FROM event WHERE chain = 2 AND seq = 3;"
                          "DELETE FROM document_counter WHERE scope = 'e';"
                          "UPDATE chain_head SET seq = 2, hash = (SELECT hash FROM event"
                          " WHERE chain = 2 AND seq = 2) WHERE chain = 2;";
  SUBCASE("the anchor is there") {
    tamper(path, cut.c_str());
    CHECK(places(path) == Places{"event EAST-3"});
    CHECK(places(path, {.chain = 2}) == Places{"event EAST-3"});
    CHECK(places(path, {.chain = 1}).empty());
  }
  SUBCASE("the anchor is cut off too, but its root was kept elsewhere") {
    tamper(path, (cut + "DELETE FROM anchor_head; DELETE FROM event WHERE chain = 0 AND seq = 3;"
                        "UPDATE chain_head SET seq = 2, hash = (SELECT hash FROM event"
                        " WHERE chain = 0 AND seq = 2) WHERE chain = 0")
                     .c_str());
    CHECK(places(path).empty());
    CHECK(places(path, {.head = root}) == Places{"head"});
  }
  SUBCASE("an anchor says something else") {
    tamper(path, (std::string() + "UPDATE anchor_head SET seq = 1, hash = (SELECT hash FROM"
                                  " event WHERE chain = 2 AND seq = 1) WHERE chain = 2")
                     .c_str());
    CHECK(places(path) == Places{"event 3"});
  }
}

TEST_CASE("a row's history goes on from chain to chain and holds together") {
  const Folder folder;
  const auto path = two_outlets(folder);
  {
    store::Connection connection(file_of(path));
    write_counter(connection, "a", 2);
    write_counter(connection, "a", 0);
    write_counter(connection, "a", 1);
    const store::ReadTxn tx(connection, monday());
    CHECK(store::last_event_of(tx, {"document_counter", 1})->number == "WEST-3");
    CHECK(store::changed_since(tx, {"document_counter", 1}, {"document_counter", 2})->number ==
          "WEST-3");
    CHECK(!store::changed_since(tx, {"document_counter", 2}, {"document_counter", 2}));
  }
  CHECK(places(path).empty());
  // An older state of the row, made the newest by turning its history round.
  tamper(path, (std::string() + "UPDATE event_row SET version = 9 WHERE version = 2 AND row_id = 1;"
                                "UPDATE document_counter SET last = 2 WHERE id = 1")
                   .c_str());
  const auto found = places(path);
  CHECK(std::ranges::find(found, "event EAST-4") != found.end());
  CHECK(std::ranges::find(found, "document_counter 1") != found.end());
}

TEST_CASE("rows that no event tells of vouch for nothing") {
  const Folder folder;
  const auto path = two_outlets(folder);
  tamper(path,
         "INSERT INTO event_row SELECT 1, 99, table_id, row_id, 2, digest FROM event_row"
         " WHERE version = 1 AND chain = 1 AND seq = 1");
  CHECK(places(path) == Places{"event WEST-99", "document_counter 1"});
}

TEST_CASE("a row deleted behind the program's back is not excused by an event that is not there") {
  const Folder folder;
  const auto path = two_outlets(folder);
  const auto told_at = [&](const std::string& chain, const std::string& seq) {
    const std::string forged = "INSERT INTO event_row SELECT " + chain + ", " + seq +
                               ", id, 1, 2, NULL FROM log_table WHERE name = 'document_counter';"
                               "DELETE FROM document_counter WHERE id = 1";
    tamper(path, forged.c_str());
    return places(path);
  };
  SUBCASE("after the last event") { CHECK(told_at("0", "9999") == Places{"event 9999"}); }
  SUBCASE("before the first") { CHECK(told_at("2", "-5") == Places{"event EAST--5"}); }
  SUBCASE("on a chain that is not there") {
    CHECK(told_at("77", "1") == Places{"event outlet 77-1"});
  }
}

TEST_CASE("packs, anchors and heads of nothing are named") {
  const Folder folder;
  const auto path = two_outlets(folder);
  SUBCASE("a pack") {
    tamper(path,
           "INSERT INTO event_pack (seq, table_id, first_id, row_count) SELECT 9999, id, 1, 1 FROM "
           "log_table WHERE name = 'outlet'; DELETE FROM outlet WHERE id = 2");
    const auto found = places(path);
    CHECK(std::ranges::find(found, "event 9999") != found.end());
  }
  SUBCASE("an anchor") {
    tamper(path, "INSERT INTO anchor_head VALUES (50, 1, 0, x'')");
    CHECK(places(path) == Places{"event 50"});
  }
  SUBCASE("a head that was deleted") {
    tamper(path, (std::string() +
                  "DELETE FROM event_row WHERE chain = 2; DELETE FROM event WHERE chain = 2;"
                  "DELETE FROM chain_head WHERE chain = 2")
                     .c_str());
    const auto found = places(path);
    CHECK(std::ranges::find(found, "outlet EAST") != found.end());
  }
}

TEST_CASE("an outlet without a chain gets no events") {
  auto connection = store::Connection::in_memory();
  store::WriteTxn tx(connection, monday());
  tx.record(store::of_outlet(5), {"job", "x", {}});
  CHECK(code_of([&] { tx.commit(); }) == "bug");
}

TEST_CASE("a root stands for its leaves in their order") {
  CHECK(store::hex_of_bytes(store::merkle_root({})) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  // The tree of RFC 6962's test vectors: leaves "", 00, 10.
  const std::string zero(1, '\0');
  CHECK(store::hex_of_bytes(store::merkle_root({""})) ==
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  CHECK(store::hex_of_bytes(store::merkle_root({"", zero})) ==
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  CHECK(store::hex_of_bytes(store::merkle_root({"", zero, "\x10"})) ==
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
  CHECK(store::merkle_root({"a", "b"}) != store::merkle_root({"b", "a"}));
}
