#pragma once

#include <vector>

#include "cli/command.hpp"
#include "settle/claim.hpp"

namespace svcctl::cli {

/// The verbs of the settle group that only read.
std::vector<Verb> settle_look_verbs();

/// How lines of a bill, payments and claims are shown, wherever they stand.
const View<settle::BillLine>& bill_line_view();
const View<settle::Payment>& payment_view();
const View<settle::Claim>& claim_view();

}  // namespace svcctl::cli
