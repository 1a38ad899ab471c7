#include "base/clause.hpp"

#include <algorithm>
#include <array>

namespace svcctl {
namespace {

constexpr std::array table = {
    ClauseInfo{Clause::plan, "1.1-plan", "Network planning", "网点规划", false},
    ClauseInfo{Clause::capability, "1.1-capability", "Premises and equipment match capability",
               "场地设备匹配", true},
    ClauseInfo{Clause::technician, "1.2-technician", "Technician certificates", "技师资质", true},
    ClauseInfo{Clause::advisor, "1.2-advisor", "Advisor competence", "服务顾问能力", false},
    ClauseInfo{Clause::manager, "1.2-manager", "Manager competence", "管理人员能力", false},
    ClauseInfo{Clause::training, "1.2-training", "Training on record and used", "培训记录与运用",
               false},
    ClauseInfo{Clause::conduct, "1.3-conduct", "Conduct", "行为规范", false},
    ClauseInfo{Clause::privacy, "1.3-privacy", "Customer privacy", "客户隐私", false},
    ClauseInfo{Clause::integrity, "1.3-integrity", "No asking for or taking customers' property",
               "不索取收受财物", false},
    ClauseInfo{Clause::welcome, "2.1-welcome", "Prompt welcome", "主动接待", false},
    ClauseInfo{Clause::listen, "2.1-listen", "The customer's words on record", "倾听记录", false},
    ClauseInfo{Clause::answer, "2.1-answer", "Clear answers", "专业解答", false},
    ClauseInfo{Clause::confirm, "2.1-confirm", "Items, cost and time confirmed together",
               "需求确认", false},
    ClauseInfo{Clause::inspect, "2.2-inspect", "Thorough inspection and diagnosis", "细致检查",
               true},
    ClauseInfo{Clause::repair_plan, "2.2-plan", "A plan explained to the customer", "方案制定",
               false},
    ClauseInfo{Clause::consent, "2.2-consent", "Consent before major repair or a change of cost",
               "事先同意", false},
    ClauseInfo{Clause::quality, "2.2-quality", "Every operation self-checked or cross-checked",
               "自检互检", false},
    ClauseInfo{Clause::source, "2.3-source", "Parts from proper channels", "正规采购", false},
    ClauseInfo{Clause::store, "2.3-store", "Stock kept in fine detail", "精细仓储", false},
    ClauseInfo{Clause::fit, "2.3-fit", "Right part, right car, no counterfeit", "正确使用", true},
    ClauseInfo{Clause::old_parts, "2.3-oldparts", "Old parts by the customer's wish", "旧件处理",
               true},
    ClauseInfo{Clause::clean, "2.4-clean", "The car handed back clean", "车辆清洁", true},
    ClauseInfo{Clause::explain, "2.4-explain", "Work explained and shown", "服务说明", false},
    ClauseInfo{Clause::itemise, "2.4-itemise", "An itemised, priced bill", "费用明细", false},
    ClauseInfo{Clause::papers, "2.4-papers", "Papers handed over", "资料移交", true},
    ClauseInfo{Clause::ask, "2.4-ask", "Satisfaction asked at delivery", "满意度征询", false},
    ClauseInfo{Clause::callback, "2.5-callback", "Follow-up within a reasonable time", "定期回访",
               false},
    ClauseInfo{Clause::resolve, "2.5-resolve",
               "What a follow-up brings up is settled to the customer's satisfaction", "问题处理",
               false},
    ClauseInfo{Clause::archive, "2.5-archive", "Everything on file", "信息归档", false},
    ClauseInfo{Clause::measures, "3.1-measures", "Quality measures that are defined and used",
               "质量标准", false},
    ClauseInfo{Clause::supervise, "3.2-supervise", "Regular internal supervision", "内部监督",
               false},
    ClauseInfo{Clause::appraise, "3.2-appraise", "Service quality enters the appraisal", "绩效考核",
               false},
    ClauseInfo{Clause::channel, "3.3-channel", "A dedicated complaint channel", "投诉渠道", false},
    ClauseInfo{Clause::first, "3.3-first", "The first person asked stays responsible", "首问负责制",
               true},
    ClauseInfo{Clause::timely, "3.3-timely", "Timely and fair handling", "及时公正", false},
    ClauseInfo{Clause::cause, "3.3-cause", "Find the cause, mend it, tell the customer",
               "查因整改反馈", false},
    ClauseInfo{Clause::improve, "3.4-improve", "Continuous improvement", "持续改进", false},
};

}  // namespace

std::span<const ClauseInfo> clauses() { return table; }

const ClauseInfo& info(Clause clause) { return table[static_cast<std::size_t>(clause)]; }

std::optional<Clause> find_clause(std::string_view id) {
  const auto* found = std::ranges::find(table, id, &ClauseInfo::id);
  if (found == table.end()) return std::nullopt;
  return found->clause;
}

}  // namespace svcctl
