#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "cli/files/read_stream.hpp"
#include "cli/process/signals.hpp"
#include "cli/run/app.hpp"

namespace svcctl::cli {
namespace {

/// The shared options that a batch hands on to its lines.
constexpr std::array<std::string_view, 13> handed_on = {
    "db",      "config",    "as",   "outlet", "lang",     "format",  "quiet",
    "dry-run", "no-header", "wait", "color",  "pin-file", "no-input"};

/// Shared options given to the batch itself, put before those lines that have not their own.
std::vector<std::string> inherited(const SharedOptions& shared) {
  std::vector<std::string> out;
  if (shared.format != "table") out.insert(out.end(), {"--format", shared.format});
  if (shared.quiet) out.emplace_back("--quiet");
  if (shared.dry_run) out.emplace_back("--dry-run");
  if (shared.no_header) out.emplace_back("--no-header");
  if (shared.no_input) out.emplace_back("--no-input");
  if (shared.wait != SharedOptions{}.wait)
    out.insert(out.end(), {"--wait", fmt::format("{:.3f}", shared.wait)});
  if (shared.color != "auto") out.insert(out.end(), {"--color", shared.color});
  return out;
}

std::vector<std::string> with_inherited(const std::vector<std::string>& words,
                                        const std::vector<std::string>& options) {
  std::vector<std::string> out = words;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const bool has_value = i + 1 < options.size() && !options[i + 1].starts_with("--");
    bool given = false;
    for (const auto& word : words)
      given = given || word == options[i] || word.starts_with(options[i] + "=");
    if (!given) {
      out.push_back(options[i]);
      if (has_value) out.push_back(options[i + 1]);
    }
    if (has_value) ++i;
  }
  return out;
}

Environment environment_of(const SharedOptions& shared, const Environment& env) {
  Environment out = env;
  if (!shared.db.empty()) out["SVCCTL_DB"] = shared.db;
  if (!shared.config.empty()) out["SVCCTL_CONFIG"] = shared.config;
  if (!shared.as.empty()) out["SVCCTL_STAFF"] = shared.as;
  if (!shared.outlet.empty()) out["SVCCTL_OUTLET"] = shared.outlet;
  if (!shared.lang.empty()) out["SVCCTL_LANG"] = shared.lang;
  return out;
}

constexpr std::size_t longest_line = std::size_t{1} << 20;

/// The next line, without its end. @throws Error (bad data) when it does not end in time
bool next_line(std::istream& lines, std::string& line) {
  line.clear();
  auto* bytes = lines.rdbuf();
  constexpr auto end = std::istream::traits_type::eof();
  auto c = bytes->sbumpc();
  if (c == end) return false;
  for (; c != end && c != '\n'; c = bytes->sbumpc()) {
    line += static_cast<char>(c);
    if (line.size() > longest_line)
      throw bad_data("batch.line", tr("a line of the batch is longer than 1 MB"));
  }
  return true;
}

int run_lines(std::istream& lines, const SharedOptions& shared, Session& inner,
              const Teller& teller, std::size_t& failed) {
  const auto options = inherited(shared);
  std::string line;
  int worst = 0;
  for (std::size_t number = 1; next_line(lines, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::string where = teller.catalogue->format(tr("line {0}", number));
    int code = 0;
    try {
      auto words = shell_words(line);
      if (!words.empty() && words.front() == "svcctl") words.erase(words.begin());
      if (words.empty()) continue;
      code = run_one(with_inherited(words, options), inner, where);
    } catch (const Error& error) {
      code = tell_error(teller, error, where);
    }
    if (code == 0) continue;
    if (code != 1) ++failed;
    if (worst <= 1) worst = code;
    if ((inner.atomic && code != 1) || code >= 128) break;
  }
  return worst;
}

/// Commits the lines of an atomic batch and prints their results.
void keep_all(Session& inner, bool rehearsal) {
  for (const auto& result : inner.files_waiting) result->prepare();
  if (inner.transaction && !rehearsal) {
    const SignalsHeld held;
    inner.transaction->commit();
    tell_signals(UnderWay::committed);
  }
  print_committed([&] {
    for (const auto& result : inner.files_waiting) result->print();
    inner.waiting.drain(
        [](std::string_view bytes) { write_all(STDOUT_FILENO, bytes, tr("standard output")); });
  });
}

}  // namespace

std::vector<std::string> shell_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;  // a word has begun
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\'' || c == '"') {
      open = true;
      for (++i;; ++i) {
        if (i >= line.size()) throw bad_data("batch.quote", tr("a quotation mark is not closed"));
        if (line[i] == c) break;
        if (c == '"' && line[i] == '\\' && i + 1 < line.size() &&
            std::string_view("\"\\$`").find(line[i + 1]) != std::string_view::npos)
          ++i;
        word += line[i];
      }
    } else if (c == '\\' && i + 1 < line.size()) {
      word += line[++i];
      open = true;
    } else if (c == ' ' || c == '\t') {
      if (open) words.push_back(std::move(word));
      word.clear();
      open = false;
    } else if (c == '#' && !open) {
      break;
    } else {
      word += c;
      open = true;
    }
  }
  if (open) words.push_back(std::move(word));
  return words;
}

void require_handed_on(const CommandLine& line) {
  for (const auto& [name, words] : line.options) {
    const auto& shared = shared_options();
    if (std::ranges::find(shared, name, &Option::name) == shared.end() ||
        std::ranges::find(handed_on, name) != handed_on.end())
      continue;
    throw usage_error(
        "cli.batch-option",
        tr("{0} is said of one command, and a batch is many: write it on the lines it is about",
           "--" + name),
        "svcctl batch --help");
  }
}

Command batch_command() {
  return {
      .help = N_("many commands in one process, one a line"),
      .options = {{.name = "FILE",
                   .kind = Kind::input,
                   .help = N_("the commands; - reads standard input"),
                   .required = true},
                  {.name = "atomic", .kind = Kind::flag, .help = N_("all or none")}},
      .more = N_("One command a line, quoted as in a shell, with or without 'svcctl'; # begins a "
                 "comment. Each command commits; failures are told with their line. With --atomic "
                 "the first failure undoes all.")};
}

int run_batch(const Parsed& parsed, Session& session, const Teller& teller) {
  const auto file = parsed.args.text("FILE");
  const Environment env = environment_of(parsed.shared, session.env);
  Session inner{.env = env, .in_batch = true, .atomic = parsed.args.flag("atomic")};
  if (file != "-") inner.batch_file = file;
  inner.pins.of_batch = {parsed.shared.as, parsed.shared.pin_file};
  Files files(parsed.shared.dry_run);
  // An atomic batch holds the store from its first write on: its lines are read before.
  ReadStream kept(file != "-"    ? files.read(file, large_file)
                  : inner.atomic ? files.standard_input()
                                 : Descriptor());
  std::size_t failed = 0;
  const int worst = run_lines(file == "-" && !inner.atomic ? std::cin : kept, parsed.shared, inner,
                              teller, failed);
  if (inner.atomic) {
    if (failed > 0)
      tell_note(teller, tr("atomic batch: nothing was changed"));
    else
      keep_all(inner, parsed.shared.dry_run);
    inner.transaction.reset();
    keep_wrong_try(inner);
  } else if (failed > 0) {
    tell_note(teller, tr("batch: {0} failed", failed));
  }
  return worst;
}

}  // namespace svcctl::cli
