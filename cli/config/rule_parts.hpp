#pragma once

#include <string_view>

// The parts of a text of rules, each behind a line of its own: see cli/config/rules.hpp.
namespace svcctl::cli {

/// Begins that line. No value has lines, so that nothing else begins so.
constexpr std::string_view mark_of_part = "#: ";

constexpr std::string_view common_part = "common";
constexpr std::string_view calendar_part = "calendar";
constexpr std::string_view region_part = "region";
constexpr std::string_view callback_part = "callback";
constexpr std::string_view complaint_part = "complaint";
constexpr std::string_view work_part = "work";

}  // namespace svcctl::cli
