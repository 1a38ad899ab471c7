#pragma once

#include "base/settings.hpp"

namespace svcctl::cli {

/// What each kind of follow-up rule may say about when, and what it says unless told.
struct Timing {
  CallbackKind kind;
  int after_days;
  int before_days;
  bool after;
  bool before;
  bool kilometres;
  bool sells;  ///< needs the marketing consent
};
const Timing& timing_of(CallbackKind kind);

}  // namespace svcctl::cli
