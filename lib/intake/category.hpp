#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "intake/job_record.hpp"

/// The category of a visit is that of its heaviest work. A person may say that it is heavier; that
/// it is lighter is an override.
namespace svcctl::intake {

struct CategoryRequest {
  std::string job;
  Category category = Category::minor;
  std::optional<std::int64_t> line;  ///< work in free words; else the whole visit
  std::string certificate;           ///< that the work asks of a technician; of a line only
  std::string reason;
  bool no_repair = false;  ///< a wash, a polish: needs no diagnosis; of a line only
};

/// What a person said of a category.
struct CategoryTold {
  std::string job;
  std::optional<std::int64_t> line;  ///< nothing: of the whole visit
  Category category = Category::minor;
  std::string certificate;
  std::optional<Category> lowered_from;  ///< its work was this
  std::string reason;
  std::string by;  ///< staff code
  Instant at;
  std::string late_by = {};  ///< staff code of who recorded it late; empty: in time
  bool no_repair = false;    ///< the work of the line is none
};

/// Says of which category a visit is, or what work in free words is: the latter is a manager's, who
/// says of words that speak of a system of the car (`[[system]]`) nothing lighter than its rule.
/// @throws Error "intake.category-low" (refused, 2.4-papers) when the work is heavier;
/// "intake.hazard-lighter" (refused, 1.2-technician); "intake.line-known" (2) for a line that is an operation, a part or a fee
SVCCTL_API CategoryTold tell_category(store::WriteTxn& tx, const CategoryRequest& request);
/// What was said of the categories of a visit, in its order.
SVCCTL_API std::vector<CategoryTold> categories_told(const store::ReadTxn& tx, std::int64_t job_id);
/// The heaviest category of the job's living work becomes the job's (nothing where it has no work,
/// which asks no papers of repairs), or a heavier one that was told, or a lighter one that a
/// manager let pass while the work is no heavier than it was then.
SVCCTL_API void settle_category(store::WriteTxn& tx, const JobRecord& job);
/// Keeps that a person told the category of a whole visit.
SVCCTL_API void keep_category(store::WriteTxn& tx, std::int64_t job_id, Category category);

}  // namespace svcctl::intake
