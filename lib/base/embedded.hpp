#pragma once

#include <span>
#include <string_view>

#include "base/export.hpp"

namespace svcctl {

/// A file that the build put into the library.
struct EmbeddedFile {
  std::string_view name;  ///< without folder and ending: "0001_store"
  std::string_view text;
};

/// The migrations of `schema/`, in their order.
SVCCTL_API std::span<const EmbeddedFile> embedded_schema();
/// The compiled Chinese catalogue.
SVCCTL_API std::string_view embedded_catalogue_zh();
/// The commented example configuration that a new store gets; empty when the build had none.
SVCCTL_API std::string_view embedded_configuration();
/// The public holidays and make-up days of China, as a calendar file.
SVCCTL_API std::string_view embedded_calendar();

}  // namespace svcctl
