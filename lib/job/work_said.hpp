#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/export.hpp"
#include "base/settings.hpp"
#include "parts/catalogue/part.hpp"
#include "store/query.hpp"

namespace svcctl::job {

/// What is on record of the work of a task: an operation of the catalogue, or free words and what a
/// manager told of them.
struct WorkSaid {
  std::string operation = {};
  std::string text = {};
  std::string certificate = {};  ///< told: of work in free words
  std::optional<Category> category = std::nullopt;  ///< told
  bool no_repair = false;                           ///< told: a wash, a polish
};

/// Those columns of a task `t` that read_work_said reads beside its `operation` and `words`: what was
/// told last of its line.
inline constexpr std::string_view work_told_columns =
    R"(COALESCE((SELECT c.certificate FROM job_category c
                  WHERE c.line_id = t.line_id ORDER BY c.id DESC LIMIT 1), '') AS certificate,
       (SELECT c.category FROM job_category c
         WHERE c.line_id = t.line_id ORDER BY c.id DESC LIMIT 1) AS told_category,
       COALESCE((SELECT c.no_repair FROM job_category c
                  WHERE c.line_id = t.line_id ORDER BY c.id DESC LIMIT 1), 0) AS no_repair)";
SVCCTL_API WorkSaid read_work_said(const store::Row& row);

/// The systems of the car that the work is on: those of its operation, and those that words of its
/// own speak of.
SVCCTL_API std::vector<const CarSystem*> systems_of(const Settings& rules, const WorkSaid& work);
/// Those that a part belongs to by its category in the catalogue, or by its names where it has none.
SVCCTL_API std::vector<const CarSystem*> systems_of(const Settings& rules,
                                                    const parts::Part& part);
/// The kinds of certificate that the work asks of a technician: of its operation, as told, and of
/// the systems that words of its own speak of, whatever was told (clause 1.2-technician).
SVCCTL_API std::set<std::string> certificates_for(const Settings& rules, const WorkSaid& work);
/// Whether the work is a repair, which asks for a diagnosis (clause 2.2-inspect), and not
/// maintenance. Free words are one, until a manager tells that they are none; words that speak of a
/// system of the car always are.
SVCCTL_API bool is_repair(const Settings& rules, const WorkSaid& work);

}  // namespace svcctl::job
