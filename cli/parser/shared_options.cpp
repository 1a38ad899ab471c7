#include "cli/parser/shared_options.hpp"

namespace svcctl::cli {

const std::vector<std::string>& formats() {
  static const std::vector<std::string> all = {"table", "csv", "json", "ndjson"};
  return all;
}

const std::vector<Option>& shared_options() {
  static const std::vector<Option> all = {
      {.name = "db", .kind = Kind::file, .help = N_("the store (SVCCTL_DB)"), .value_name = "FILE"},
      {.name = "config",
       .kind = Kind::file,
       .help = N_("the configuration (SVCCTL_CONFIG)"),
       .value_name = "FILE"},
      {.name = "as", .help = N_("who acts (SVCCTL_STAFF)"), .value_name = "STAFF"},
      {.name = "outlet",
       .help = N_("which outlet; ALL: every one (SVCCTL_OUTLET)"),
       .value_name = "CODE"},
      {.name = "format",
       .kind = Kind::choice,
       .help = N_("how rows are printed"),
       .choices = formats()},
      {.name = "columns", .help = N_("only these columns, in this order"), .value_name = "A,B"},
      {.name = "sort",
       .help = N_("sort by these columns, '-' before one for downwards"),
       .value_name = "A,-B"},
      {.name = "limit",
       .kind = Kind::integer,
       .help = N_("at most so many rows"),
       .value_name = "N"},
      {.name = "no-header", .kind = Kind::flag, .help = N_("no line of headings")},
      {.name = "output",
       .kind = Kind::file,
       .help = N_("write there instead, whole or not at all"),
       .value_name = "FILE"},
      {.name = "encoding",
       .kind = Kind::choice,
       .help = N_("of CSV that is written"),
       .choices = {"utf-8", "utf-8-bom", "gb18030"}},
      {.name = "lang",
       .kind = Kind::choice,
       .help = N_("language of messages, headings and documents (SVCCTL_LANG)"),
       .choices = {"en", "zh"}},
      {.name = "at",
       .kind = Kind::instant,
       .help = N_("when it happened, for a thing recorded late: 16:30, '2026-11-23 16:30', -30min, "
                  "-2h, -1d (this time of day)"),
       .value_name = "TIME"},
      {.name = "accept-late",
       .help = N_("a manager accepts that it is recorded late: it counts from when it happened"),
       .value_name = "WHY"},
      {.name = "clock-is-right",
       .kind = Kind::flag,
       .help = N_("the computer's clock is right, though it is far ahead of the last record")},
      {.name = "clock-year",
       .kind = Kind::integer,
       .help = N_("the year that it is, where the clock is more than a year ahead"),
       .value_name = "YEAR"},
      {.name = "clock-was-wrong",
       .help = N_("a manager says that the last records bear the time of a wrong clock: in dispute "
                  "until another says so too"),
       .value_name = "WHY"},
      {.name = "ref",
       .help = N_("key of this write: the same key again does nothing and prints the first result"),
       .value_name = "KEY"},
      {.name = "dry-run", .kind = Kind::flag, .help = N_("show what would change, change nothing")},
      {.name = "wait",
       .kind = Kind::quantity,
       .help = N_("how long to wait for a busy store"),
       .value_name = "SECONDS"},
      {.name = "quiet", .kind = Kind::flag, .help = N_("no remarks, no confirmation of a write")},
      {.name = "verbose", .kind = Kind::flag, .help = N_("say more on standard error")},
      {.name = "color",
       .kind = Kind::choice,
       .help = N_("colour on the terminal (NO_COLOR)"),
       .choices = {"auto", "always", "never"}},
      {.name = "override",
       .help = N_("go against one refusal of this clause that a manager may override"),
       .value_name = "CLAUSE",
       .repeated = true},
      {.name = "why", .help = N_("the reason of an override"), .value_name = "WORDS"},
      {.name = "approved-by",
       .help = N_("the manager who allows the override, or accepts a late record or says what is "
                  "said of the clock with who acts"),
       .value_name = "STAFF"},
      {.name = "no-other",
       .kind = Kind::flag,
       .help = N_("nobody else is there today who could be the other person that is asked for")},
  };
  return all;
}

}  // namespace svcctl::cli
