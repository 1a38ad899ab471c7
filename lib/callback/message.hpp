#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "callback/follow_up.hpp"
#include "csv/import.hpp"
#include "store/txn.hpp"

// Text messages through a platform: out with a ledger, results back in.
namespace svcctl::callback {

/// Personal data leaves the shop with a purpose (clause 1.3-privacy).
struct ExportRequest {
  DueFilter due;
  std::string purpose;
};

/// One text message to send.
struct TextMessage {
  std::string number;  ///< "M261123-001": the platform gives it back with the result
  std::string phone;   ///< a mainland mobile number
  std::string text;    ///< one line, nothing in it that a platform or a spreadsheet would act upon
  int characters = 0;  ///< UTF-16 units
  int segments = 0;
  FollowUp follow_up;
};
/// What an export left out.
struct LeftOut {
  std::int64_t no_mobile = 0;     ///< no mobile number, or one known to be wrong
  std::int64_t no_script = 0;     ///< the rule has no words
  std::int64_t already_sent = 0;  ///< on the send ledger
};
/// Hands out what is due by text message, or all that is due of the kind asked for, and keeps each
/// on the append-only send ledger: nothing is handed out twice.
/// @throws Error "customer.may-not-see", "customer.no-purpose" (4)
SVCCTL_API LeftOut export_messages(store::WriteTxn& tx, const ExportRequest& request,
                                   const std::function<void(const TextMessage&)>& take);

enum class Report { delivered, failed, wrong_number, unsubscribed };

SVCCTL_API std::span<const csv::Column> message_result_list_columns();
/// Takes in what the platform reports: a column with the message's number and one with its status.
/// A reminder that was delivered is done; one that asked something is left to the next channel, as
/// is one that failed. Who unsubscribes is called no more. The same report again changes nothing.
SVCCTL_API csv::ImportResult import_results(store::WriteTxn& tx, csv::RowSource& source,
                                            const csv::ImportOptions& options);

/// May this person take personal data out, and for what? Puts it on the log.
void permit_export(store::WriteTxn& tx, const ExportRequest& request, const char* form);

}  // namespace svcctl::callback

namespace svcctl {
template <>
inline constexpr std::array codes<callback::Report> = {
    CodeEntry<callback::Report>{callback::Report::delivered, "delivered", N_("delivered||message")},
    CodeEntry<callback::Report>{callback::Report::failed, "failed", N_("failed")},
    CodeEntry<callback::Report>{callback::Report::wrong_number, "wrong-number", N_("wrong number")},
    CodeEntry<callback::Report>{callback::Report::unsubscribed, "unsubscribed", N_("unsubscribed")},
};
/// What text message services call a result.
template <>
inline constexpr std::array synonyms<callback::Report> = {
    Synonyms<callback::Report>{callback::Report::delivered,
                               "delivrd success 成功 送达 已送达 发送成功 接收成功 已接收"},
    Synonyms<callback::Report>{
        callback::Report::failed,
        "undeliv expired rejectd fail 失败 发送失败 接收失败 未送达 超时 拒收 停机"},
    Synonyms<callback::Report>{callback::Report::wrong_number, "空号 号码错误 无效号码"},
    Synonyms<callback::Report>{callback::Report::unsubscribed, "退订 已退订 td unsubscribe"},
};
}  // namespace svcctl
