#pragma once

/// The columns of a bill `b` of a job `j`, as fields<Bill> reads them; not for other slices.
namespace svcctl::settle {

inline constexpr const char* bill_columns =
    R"(b.id, b.number, b.job_id, j.number AS job, b.labour_amount, b.material_amount,
       b.other_amount, b.discount_amount, b.tax_amount, b.total_amount, b.customer_amount,
       b.warranty_amount, b.insurer_amount, b.state, b.at)";

}  // namespace svcctl::settle
