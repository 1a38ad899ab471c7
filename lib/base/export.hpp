#pragma once

/// Marks what another program may call: the library is built with hidden visibility.
#define SVCCTL_API __attribute__((visibility("default")))
