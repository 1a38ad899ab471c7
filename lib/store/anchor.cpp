#include "store/anchor.hpp"

#include <nettle/base64.h>

#include <charconv>
#include <vector>

#include "store/digest.hpp"
#include "store/merkle.hpp"
#include "store/private/chain.hpp"
#include "store/private/heads.hpp"

namespace svcctl::store {
namespace {

std::string base64(std::string_view bytes) {
  std::string text(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  base64_encode_raw(text.data(), bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return text;
}

std::string bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}

/// The company's newest event, if it is an anchor and no outlet recorded anything after it.
std::optional<std::int64_t> unchanged_since(const ReadTxn& tx) {
  return tx.value<std::int64_t>(
      R"(SELECT e.seq AS value
           FROM chain_head c JOIN event e ON e.chain = 0 AND e.seq = c.seq AND e.entity = 'anchor'
          WHERE c.chain = 0
            AND NOT EXISTS (SELECT 1 FROM chain_head h
                              LEFT JOIN anchor_head a ON a.anchor_seq = c.seq AND a.chain = h.chain
                             WHERE h.chain <> 0 AND (a.seq IS NULL OR a.seq <> h.seq)))");
}

std::string origin_of(const ReadTxn& tx) {
  const auto first = tx.value<Bytes>("SELECT hash AS value FROM event WHERE chain = 0 AND seq = 1");
  return "svcctl/" + hex_of_bytes(first.value_or(Bytes{}).bytes).substr(0, 16);
}

}  // namespace

std::string leaf_of(std::int64_t chain, std::int64_t seq, std::string_view hash) {
  std::string leaf;
  put_field(leaf, chain);
  put_field(leaf, seq);
  put_field(leaf, hash);
  return leaf;
}

std::string str(const PrintedHead& head) {
  std::string text = head.root;
  for (const auto& [chain, seq] : head.heads)
    text += (text.size() == head.root.size() ? "@" : "/") + std::to_string(chain) + ":" +
            std::to_string(seq);
  return text;
}

std::optional<PrintedHead> read_head(std::string_view text) {
  constexpr std::size_t digits = 64;
  PrintedHead head{std::string(text.substr(0, digits))};
  for (char& c : head.root)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  if (head.root.size() != digits ||
      head.root.find_first_not_of("0123456789abcdef") != std::string::npos)
    return std::nullopt;
  const auto number = [&](char before) -> std::optional<std::int64_t> {
    std::int64_t value = 0;
    if (!text.starts_with(before)) return std::nullopt;
    text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
  };
  text.remove_prefix(digits);
  for (char before = '@'; !text.empty(); before = '/') {
    const auto chain = number(before);
    const auto seq = chain ? number(':') : std::nullopt;
    if (!seq) return std::nullopt;
    head.heads[*chain] = *seq;
  }
  return head;
}

void keep_heads(WriteTxn& tx, std::int64_t seq) {
  tx.run(R"(INSERT INTO anchor_head (anchor_seq, chain, seq, hash)
            SELECT :anchor, chain, seq, hash FROM chain_head)",
         {{"anchor", seq}});
}

std::optional<std::string> root_of_heads(const ReadTxn& tx, std::int64_t seq) {
  const auto leaves = tx.all(
      R"(SELECT chain, seq, hash FROM anchor_head WHERE anchor_seq = :anchor ORDER BY chain)",
      {{"anchor", seq}}, [](const Row& row) {
        return leaf_of(row["chain"], row["seq"], row.get<BytesView>("hash").bytes);
      });
  if (leaves.empty()) return std::nullopt;
  return merkle_root(leaves);
}

Anchor anchor(WriteTxn& tx) {
  const auto before = unchanged_since(tx);
  Anchor made;
  made.seq = before ? *before : next_company_seq(tx);
  if (!before) keep_heads(tx, made.seq);
  made.origin = origin_of(tx);
  made.root = hex_of_bytes(root_of_heads(tx, made.seq).value_or(""));
  auto query = tx.query(
      "SELECT COUNT(*) AS chains, SUM(seq) AS events FROM anchor_head WHERE anchor_seq = :anchor",
      {{"anchor", made.seq}});
  query.next();
  made.chains = query.row()["chains"];
  made.events = query.row()["events"];
  if (!before)
    tx.record(company, {anchor_entity,
                        made.origin,
                        {{"chains", std::to_string(made.chains)},
                         {"events", std::to_string(made.events)},
                         {"root", made.root}}});
  return made;
}

std::string checkpoint_of(const Anchor& anchor) {
  return anchor.origin + "\n" + std::to_string(anchor.chains) + "\n" +
         base64(bytes_of_hex(anchor.root)) + "\n";
}

}  // namespace svcctl::store
